"""Nothing is embedded twice: vectors are kept by the hash of their text and the identity of the weights."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.domain.search import text_hash
from assistant.engines.batching import normalise_rows
from assistant.engines.protocols import Embedder, Matrix, ModelIdentity, Progress, Stop

AnyVector: TypeAlias = NDArray[np.floating[Any]]
_BLOCK = 2048


class VectorCache(Protocol):
    """Keeps vectors by text hash; a table of the database, or memory."""

    def get_many(self, hashes: Sequence[str], identity: ModelIdentity) -> Mapping[str, AnyVector]:
        """Return those that are known, shape (dim,); kept as float16, whatever type they come back in."""
        ...

    def put_many(self, vectors: Mapping[str, AnyVector], identity: ModelIdentity) -> None:
        """Keep vectors; a known hash keeps its vector."""
        ...


class MemoryVectorCache:
    """A cache that lives as long as the process."""

    def __init__(self) -> None:
        self._vectors: dict[tuple[str, str, str], AnyVector] = {}

    def __len__(self) -> int:
        return len(self._vectors)

    def get_many(self, hashes: Sequence[str], identity: ModelIdentity) -> Mapping[str, AnyVector]:
        """Return those that are known."""
        keys = ((h, (identity.name, identity.revision, h)) for h in hashes)
        return {h: self._vectors[key] for h, key in keys if key in self._vectors}

    def put_many(self, vectors: Mapping[str, AnyVector], identity: ModelIdentity) -> None:
        """Keep vectors; a known hash keeps its vector."""
        for key, vector in vectors.items():
            self._vectors.setdefault((identity.name, identity.revision, key), vector)


class CachedEmbedder:
    """Embeds only texts that were never embedded before; queries go straight to the embedder.

    What comes back went through float16 whether it was cached or not, so that a text has one vector.

    Args:
        embedder: Computes what is not known.
        cache: Keeps what was computed; written block by block, so a stopped run keeps what it did.
    """

    def __init__(self, embedder: Embedder, cache: VectorCache) -> None:
        self._embedder = embedder
        self._cache = cache

    @property
    def identity(self) -> ModelIdentity:
        """That of the embedder."""
        return self._embedder.identity

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._embedder.dim

    @property
    def max_tokens(self) -> int:
        """That of the embedder."""
        return self._embedder.max_tokens

    def warm_up(self) -> None:
        """Load the embedder's weights."""
        self._embedder.warm_up()

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None, stop: Stop | None = None) -> Matrix:
        """Embed many texts, each different one once.

        Returns:
            float32, shape (len(texts), dim); rows have length 1, an empty text gives zeros.

        Raises:
            Stopped: `stop` said so; what was computed by then is kept.
        """
        hashes = [text_hash(text) for text in texts]
        known = dict(self._cache.get_many(list(dict.fromkeys(hashes)), self.identity))
        missing = {h: text for h, text in zip(hashes, texts, strict=True) if h not in known}
        # Texts that repeat others count as done: only the different ones cost time.
        done = len(texts) - len(missing)
        known.update(self._compute(missing, progress=_shift(progress, done, len(texts)), stop=stop))
        if progress is not None and texts:
            progress(len(texts), len(texts))
        return self._gather(hashes, known)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Embed a few short texts with the least delay."""
        return self._embedder.embed_queries(texts)

    def embed_parts(self, parts: Sequence[str]) -> Matrix:
        """Embed a text that is given in parts; see `Embedder`."""
        return self._embedder.embed_parts(parts)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count tokens without the special ones."""
        return self._embedder.count_tokens(texts)

    def _compute(
        self, missing: Mapping[str, str], *, progress: Progress | None, stop: Stop | None
    ) -> dict[str, AnyVector]:
        """Embed in blocks, of similar length where there are many, and keep each block as soon as it is done."""
        order = sorted(missing, key=lambda h: -len(missing[h]))
        computed: dict[str, AnyVector] = {}
        for start in range(0, len(order), _BLOCK):
            block = order[start : start + _BLOCK]
            vectors = self._embedder.embed(
                [missing[h] for h in block], progress=_shift(progress, start, len(order)), stop=stop
            ).astype(np.float16)
            fresh = dict(zip(block, vectors, strict=True))
            self._cache.put_many(fresh, self.identity)
            computed.update(fresh)
        return computed

    def _gather(self, hashes: Sequence[str], known: Mapping[str, AnyVector]) -> Matrix:
        if not hashes:
            return np.zeros((0, self.dim), dtype=np.float32)
        return normalise_rows(np.stack([known[h] for h in hashes]).astype(np.float32))


def _shift(progress: Progress | None, offset: int, total: int) -> Progress | None:
    """Report the progress of a part, which starts at `offset`, as that of the whole."""
    if progress is None:
        return None
    report = progress
    return lambda done, _: report(offset + done, total)
