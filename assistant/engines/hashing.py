"""A small embedder that needs no weights: shared words and word parts make two texts similar.

For tests and for trying Rapport out before a model is installed. Feature hashing (Weinberger et al., 2009) of words and
character trigrams, each feature
spread over the vector by fixed pseudo-random signs, weighted by the square root of its count.
"""

import functools
import re
import zlib
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.engines.batching import normalise_rows
from assistant.engines.protocols import Matrix, ModelIdentity, Progress, Stop, Stopped

_WORD = re.compile(r"\w+")
_ROWS = 2048
_WORD_WEIGHT = 1.0
_PART_WEIGHT = 0.35
_STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be but by can do for from had has have he her his how i in is it its me my of on or our
        she so that the their them they this to want was we were what when who will with would you your""",
    )
)
_STOP_WEIGHT = 0.1


class HashingEmbedder:
    """Deterministic vectors from words and character trigrams; the same on every machine.

    Args:
        dim: Length of a vector, 8 to 4096.
    """

    def __init__(self, dim: int = 256) -> None:
        if not 8 <= dim <= 4096:
            raise ValueError(f"dim is {dim}, not 8 to 4096")
        self._dim = dim

    @property
    def identity(self) -> ModelIdentity:
        """The hashing itself; a changed recipe is a new revision."""
        return ModelIdentity("hashing", f"1-{self._dim}")

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    @property
    def max_tokens(self) -> int:
        """Longest text that is meant to be one passage; longer ones are read whole."""
        return 254

    def warm_up(self) -> None:
        """Nothing to load."""

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None, stop: Stop | None = None) -> Matrix:
        """Embed many texts.

        Returns:
            float32, shape (len(texts), dim); rows have length 1, a text without words gives zeros.

        Raises:
            Stopped: `stop` said so.
        """
        vectors = np.zeros((len(texts), self._dim), dtype=np.float32)
        for start in range(0, len(texts), _ROWS):
            if stop is not None and stop():
                raise Stopped
            for row, text in enumerate(texts[start : start + _ROWS], start):
                self._add(vectors[row], text)
            if progress is not None:
                progress(min(start + _ROWS, len(texts)), len(texts))
        return normalise_rows(vectors)

    def embed_queries(self, texts: Sequence[str]) -> Matrix:
        """Embed a few short texts; same as `embed`."""
        return self.embed(texts)

    def embed_parts(self, parts: Sequence[str]) -> Matrix:
        """Embed a text that is given in parts, and each part for itself; see `Embedder`."""
        return self.embed([" ".join(parts), *parts])

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Count words."""
        return [len(_WORD.findall(text)) for text in texts]

    def _add(self, vector: NDArray[np.float32], text: str) -> None:
        for word, count in Counter(_WORD.findall(text.lower())).items():
            vector += np.float32(count**0.5) * word_vector(word, self._dim)


@functools.lru_cache(maxsize=50_000)
def word_vector(word: str, dim: int) -> NDArray[np.float32]:
    """Spread a word and its trigrams over a vector; common words count little.

    Returns:
        float32, shape (dim,), read-only.
    """
    scale = _STOP_WEIGHT if word in _STOP_WORDS else 1.0
    padded = f"<{word}>"
    parts = [padded[i : i + 3] for i in range(len(padded) - 2)]
    vector = _WORD_WEIGHT * _signs("w:" + word, dim)
    for part in parts:
        vector = vector + _PART_WEIGHT / len(parts) ** 0.5 * _signs("p:" + part, dim)
    vector = np.asarray(vector * scale, dtype=np.float32)
    vector.flags.writeable = False
    return vector


@functools.lru_cache(maxsize=50_000)
def _signs(feature: str, dim: int) -> NDArray[np.float32]:
    seed = zlib.crc32(feature.encode("utf-8", "surrogatepass"))
    # PCG64 bytes are the same on every platform and numpy release, unlike the distributions built on them.
    raw = np.random.PCG64(seed).random_raw(-(-dim // 64))
    bits = np.unpackbits(np.asarray(raw, dtype="<u8").view(np.uint8), bitorder="little")[:dim]
    return bits.astype(np.float32) * 2 - 1
