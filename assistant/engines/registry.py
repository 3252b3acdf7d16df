"""Engines by the names that people put into the settings."""

from enum import StrEnum

from assistant.engines.cache import CachedEmbedder, VectorCache
from assistant.engines.protocols import Embedder, Linguist
from assistant.engines.store import ModelStore
from assistant.errors import NotFound


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


def build_embedder(name: str, store: ModelStore, *, cache: VectorCache | None = None) -> Embedder:
    """Build an embedder; nothing is loaded before its first use.

    Args:
        name: An `EmbedderName`, or `owner/name@commit` for a sentence-transformers model from Hugging Face.
        store: Where the weights come from.
        cache: Keeps vectors, so that nothing is embedded twice; None embeds every time.

    Raises:
        NotFound: The name is neither.
    """
    embedder = _build_embedder(name, store)
    return embedder if cache is None else CachedEmbedder(embedder, cache)


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
