"""The shipped embedder: all-MiniLM-L6-v2, with the faster of two engines for each kind of work.

A query goes through the int8 ONNX file, so a process that only answers questions never imports PyTorch. Bulk work
goes through PyTorch where the processor computes in bfloat16; elsewhere the ONNX file is as fast and starts at once.
The vectors of both compare with each other (`models/cards/all-MiniLM-L6-v2-int8.md` has the figures).
"""

from collections.abc import Sequence

from assistant.engines.onnx_embedder import OnnxEmbedder
from assistant.engines.processor import read_processor
from assistant.engines.protocols import Matrix, ModelIdentity, Progress, Stop
from assistant.engines.store import ModelStore
from assistant.engines.torch_embedder import SentenceTransformerEmbedder

TORCH_FROM_TEXTS = 512
"""Loading PyTorch takes seconds, in which the int8 file has embedded as many texts."""


class MiniLmEmbedder:
    """all-MiniLM-L6-v2 for bulk and for queries.

    Args:
        store: Where the weights come from.
        torch_from_texts: Number of texts from which PyTorch is worth loading, on a processor with bfloat16;
            None never loads it.
    """

    def __init__(self, store: ModelStore, *, torch_from_texts: int | None = TORCH_FROM_TEXTS) -> None:
        self._query = OnnxEmbedder(store)
        self._bulk = SentenceTransformerEmbedder(store)
        uses_torch = read_processor().has_fast_bfloat16 and torch_from_texts is not None
        self._torch_from_texts = torch_from_texts if uses_torch else None

    @property
    def identity(self) -> ModelIdentity:
        """The published weights, of which the int8 file is a form."""
        return self._bulk.identity

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._query.dim

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, without the special ones."""
        return self._query.max_tokens

    def warm_up(self) -> None:
        """Load what answers a query; the bulk weights wait for bulk work."""
        self._query.warm_up()

    def warm_up_bulk(self) -> None:
        """Load what large imports use."""
        (self._query if self._torch_from_texts is None else self._bulk).warm_up()

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None, stop: Stop | None = None) -> Matrix:
        """Embed many texts; how many there are decides by which engine, so the same list gives the same vectors.

        Returns:
            float32, shape (len(texts), dim); rows have length 1, an empty text gives zeros.

        Raises:
            EngineUnavailable: The weights are missing or are not the published ones.
            Stopped: `stop` said so.
        """
        is_bulk = self._torch_from_texts is not None and len(texts) >= self._torch_from_texts
        return (self._bulk if is_bulk else self._query).embed(texts, progress=progress, stop=stop)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Embed a few short texts with the least delay; same shape and space as `embed`."""
        return self._query.embed_queries(texts)

    def embed_parts(self, parts: Sequence[str]) -> Matrix:
        """Embed a text that is given in parts, reading it once; see `Embedder`."""
        return self._query.embed_parts(parts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens of whole texts, without the special ones."""
        return self._query.count_tokens(texts)
