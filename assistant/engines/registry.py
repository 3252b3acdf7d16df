"""Engines by the names that people put into the settings."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.engines.cache import CachedEmbedder, VectorCache
from assistant.engines.protocols import Embedder, Linguist, Writer
from assistant.engines.store import ModelStore
from assistant.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from assistant.engines.drafting import Drafter


class EmbedderName(StrEnum):
    """What turns texts into vectors."""

    MINILM = "minilm"
    MINILM_TORCH = "minilm-torch"
    MINILM_ONNX = "minilm-onnx"
    HASHING = "hashing"


class LinguistName(StrEnum):
    """What reads grammar."""

    SPACY = "spacy"
    RULES = "rules"


class WriterName(StrEnum):
    """What words the notes."""

    EXTRACT = "extract"
    SEQ2SEQ = "seq2seq"
    ENDPOINT = "endpoint"


def build_embedder(name: str, store: ModelStore, *, cache: VectorCache | None = None) -> Embedder:
    """Build an embedder; nothing is loaded before its first use.

    Args:
        name: An `EmbedderName`, or `owner/name@commit` for a sentence-transformers model from Hugging Face.
        store: Where the weights come from.
        cache: Keeps vectors, so that nothing is embedded twice; None embeds every time.

    Raises:
        NotFound: The name is neither.
    """
    _check_embedder(name, store)
    embedder = _build_embedder(name, store)
    return embedder if cache is None else CachedEmbedder(embedder, cache)


def _check_embedder(name: str, store: ModelStore) -> None:
    if name in set(EmbedderName):
        return
    try:
        store.spec(name)
    except NotFound:
        hint = f"Use {', '.join(EmbedderName)}, or owner/name@commit of a sentence-transformers model."
        raise NotFound(f"There is no embedder {name!r}.", hint) from None


def _build_embedder(name: str, store: ModelStore) -> Embedder:
    if name == EmbedderName.HASHING:
        from assistant.engines.hashing import HashingEmbedder

        return HashingEmbedder()
    if name == EmbedderName.MINILM:
        from assistant.engines.minilm import MiniLmEmbedder

        return MiniLmEmbedder(store)
    if name == EmbedderName.MINILM_ONNX:
        from assistant.engines.onnx_embedder import OnnxEmbedder

        return OnnxEmbedder(store)
    from assistant.engines.torch_embedder import DEFAULT_MODEL, SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(store, DEFAULT_MODEL if name == EmbedderName.MINILM_TORCH else name)


@dataclass(frozen=True, slots=True)
class WriterOptions:
    """What the settings say of a writer; `model` and `url` are what the chosen one needs."""

    model: str = ""
    url: str = ""
    key: str = field(default="", repr=False)
    allow_public: bool = False
    context_tokens: int = 4096
    timeout_s: float = 120.0
    retries: int = 2


def build_writer(name: str, store: ModelStore, options: WriterOptions | None = None) -> Writer:
    """Build a writer; nothing is loaded, looked up or sent before its first use.

    Raises:
        NotFound: The name is no `WriterName`, or no model has the name that is set.
        InvalidInput: What the writer needs is not set.
    """
    chosen = options or WriterOptions()
    if name not in set(WriterName):
        raise NotFound(f"There is no writer {name!r}.", f"Use one of {', '.join(WriterName)}.")
    if name == WriterName.EXTRACT:
        from assistant.engines.extract_writer import ExtractWriter

        return ExtractWriter()
    if not chosen.model:
        raise InvalidInput(f"The writer {name!r} needs a model.", "Set writer_model; docs/settings.md says how.")
    from assistant.engines.map_reduce_writer import MapReduceWriter

    return MapReduceWriter(_endpoint(chosen) if name == WriterName.ENDPOINT else _seq2seq(chosen, store))


def _endpoint(options: WriterOptions) -> "Drafter":
    from assistant.engines.endpoint_client import Endpoint
    from assistant.engines.endpoint_writer import EndpointDrafter

    place = Endpoint(options.url, options.model, options.key, options.timeout_s, options.retries, options.allow_public)
    return EndpointDrafter(place, options.context_tokens)


def _seq2seq(options: WriterOptions, store: ModelStore) -> "Drafter":
    from assistant.engines.seq2seq_writer import Seq2SeqDrafter, Seq2SeqOptions

    how = Seq2SeqOptions(options.context_tokens, options.timeout_s)
    folder = Path(options.model).expanduser()
    if folder.is_dir():
        return Seq2SeqDrafter(lambda: folder, folder.name, options=how)
    spec = store.spec(options.model)
    return Seq2SeqDrafter(lambda: store.locate(options.model).folder, spec.name, spec.pinned_revision, how)


def build_linguist(name: str, store: ModelStore) -> Linguist:
    """Build a linguist; nothing is loaded before its first use.

    Raises:
        NotFound: The name is no `LinguistName`.
    """
    if name not in set(LinguistName):
        raise NotFound(f"There is no linguist {name!r}.", f"Use one of {', '.join(LinguistName)}.")
    if name == LinguistName.RULES:
        from assistant.engines.rule_linguist import RuleLinguist

        return RuleLinguist()
    from assistant.engines.spacy_linguist import SpacyLinguist

    return SpacyLinguist(store)
