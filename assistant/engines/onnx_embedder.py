"""Sentence embeddings with ONNX Runtime: the least delay for a query, and little memory (no PyTorch)."""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from assistant.engines.batching import (
    BatchPlan,
    TextTokenizer,
    TokenIds,
    embed_tokens,
    join_parts,
    pad,
    pool_parts,
)
from assistant.engines.processor import read_processor
from assistant.engines.protocols import Matrix, ModelIdentity, Progress, Stop
from assistant.engines.store import ModelStore
from assistant.errors import EngineUnavailable

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

INT8_MODEL = "all-MiniLM-L6-v2-int8"
TOKENIZER_MODEL = "all-MiniLM-L6-v2"
_DIM = 384
_MAX_TOKENS = 254
_QUERY = BatchPlan(padded_tokens=1024, most_padding=8)
"""Texts differ in length; a run of its own costs less than computing 8 tokens of padding."""
_READ_ONCE_TOKENS = 64
"""In a longer text the parts are more alike when read in context, and ranked worse (papers' abstracts as goals)."""
_BULK_TOKENS = 512
"""Small batches stay in the processor's cache; larger ones measured slower."""
_BULK_FROM_TEXTS = 32


class OnnxEmbedder:
    """all-MiniLM-L6-v2 as an int8 ONNX file; its vectors compare with those of the float weights.

    Args:
        store: Where the weights and the tokenizer come from.
        threads: Computing at the same time; 0 takes every core.
    """

    def __init__(self, store: ModelStore, *, threads: int = 0) -> None:
        self._store = store
        self._spec = store.spec(INT8_MODEL)
        self._cores = threads or read_processor().cores
        self._lock = threading.Lock()
        self._sessions: dict[int, InferenceSession] = {}
        self._tokenizer: TextTokenizer | None = None

    @property
    def identity(self) -> ModelIdentity:
        """The int8 file."""
        return ModelIdentity(self._spec.name, self._spec.pinned_revision)

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return _DIM

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that the model reads, without the special ones."""
        return _MAX_TOKENS

    def warm_up(self) -> None:
        """Load the weights and run them once."""
        self.embed_queries(["warm up"])

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None, stop: Stop | None = None) -> Matrix:
        """Embed many texts.

        Returns:
            float32, shape (len(texts), dim); rows have length 1, an empty text gives zeros.

        Raises:
            EngineUnavailable: The weights are missing or are not the published ones.
            Stopped: `stop` said so.
        """
        if len(texts) < _BULK_FROM_TEXTS:
            return self._embed(texts, _QUERY, self._cores, progress, stop)
        # One batch a core, each on one thread: threads that share a batch spend their time waiting for each other.
        return self._embed(texts, BatchPlan(_BULK_TOKENS, workers=self._cores), 1, progress, stop)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Embed a few short texts with the least delay; same shape and space as `embed`."""
        return self._embed(texts, _QUERY, self._cores)

    def embed_parts(self, parts: Sequence[str]) -> Matrix:
        """Embed a text that is given in parts, reading it once if it is short; see `Embedder`."""
        if not parts:
            return self.embed_queries([""])
        ids, counts = join_parts(self._tokens().encode(parts))
        if len(ids) > _READ_ONCE_TOKENS:
            return self.embed_queries([" ".join(parts), *parts])
        return pool_parts(_run(self._load(self._cores), *pad([ids]))[0], counts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens of whole texts, without the special ones."""
        return self._tokens().count(texts)

    def _embed(
        self,
        texts: Sequence[str],
        plan: BatchPlan,
        threads: int,
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> Matrix:
        session = self._load(threads)

        def forward(ids: TokenIds, mask: TokenIds) -> Matrix:
            weights = mask.astype(np.float32)
            return np.asarray((weights[:, None, :] @ _run(session, ids, mask))[:, 0])

        return embed_tokens(self._tokens().encode(texts), forward, _DIM, plan, progress=progress, stop=stop)

    def _tokens(self) -> TextTokenizer:
        with self._lock:
            if self._tokenizer is None:
                file = self._store.locate(TOKENIZER_MODEL).folder / "tokenizer.json"
                self._tokenizer = TextTokenizer(file, _MAX_TOKENS)
            return self._tokenizer

    def _load(self, threads: int) -> "InferenceSession":
        with self._lock:
            if threads not in self._sessions:
                file = self._store.locate(INT8_MODEL).folder / "model.onnx"
                self._sessions[threads] = _open(str(file), threads)
            return self._sessions[threads]


def _run(session: "InferenceSession", ids: TokenIds, mask: TokenIds) -> Matrix:
    """Compute one vector a token, shape (texts, width, dim)."""
    inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
    names = [entry.name for entry in session.get_inputs()]
    return np.asarray(session.run(None, {name: inputs[name] for name in names})[0], np.float32)


def _open(file: str, threads: int) -> "InferenceSession":
    try:
        import onnxruntime
    except ModuleNotFoundError as error:
        raise EngineUnavailable(f"The package {error.name} is missing.", f"Run: pip install {error.name}") from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Texts differ in length, so planned memory is never used again, and an arena keeps its largest batch for ever.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    # Threads that wait by spinning slow down everything else on a small machine.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
