"""What the ranking asks of an index, and what it gets back."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.engines.protocols import Matrix, ModelIdentity

Ids: TypeAlias = NDArray[np.int64]
"""Passage ids as the database gives them: positive and never reused. Wherever ids go in, a plain list is fine too."""
IdsLike: TypeAlias = Ids | Sequence[int]
Bytes: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
FaissIndex: TypeAlias = Any
"""An index object of FAISS, which ships no types."""


@dataclass(frozen=True, slots=True, eq=False)
class Hits:
    """The passages found for each query, best first.

    Args:
        ids: int64, shape (queries, k); -1 where fewer than k were found.
        scores: float32, shape (queries, k); minus infinity where fewer than k were found.
    """

    ids: Ids
    scores: Matrix

    @classmethod
    def none(cls, queries: int, k: int) -> "Hits":
        """Nothing found: all -1 and minus infinity."""
        return cls(np.full((queries, k), -1, np.int64), np.full((queries, k), -np.inf, np.float32))

    def found(self, query: int) -> list[tuple[int, float]]:
        """The (id, score) pairs of one query without the padding."""
        return [(int(i), float(s)) for i, s in zip(self.ids[query], self.scores[query], strict=True) if i >= 0]


class PassageIndex(Protocol):
    """Finds the stored vectors with the largest inner product.

    Many threads may search while one adds or removes: each search sees the index before or after a change, never in
    between.
    """

    @property
    def identity(self) -> ModelIdentity:
        """Whose vectors these are."""
        ...

    @property
    def dim(self) -> int:
        """Length of a vector."""
        ...

    def __len__(self) -> int:
        """How many passages are stored."""
        ...

    def ids(self) -> Ids:
        """The stored ids, ascending."""
        ...

    def add(self, ids: IdsLike, vectors: Matrix) -> None:
        """Store vectors, replacing those whose id is stored already; of an id given twice the last one stays.

        Args:
            ids: Passage ids, shape (n,).
            vectors: float32, shape (n, dim), rows of length 1.

        Raises:
            InvalidInput: Shapes do not fit, an id is negative, or a value is not finite.
        """
        ...

    def remove(self, ids: IdsLike) -> int:
        """Forget these passages; unknown ids are ignored.

        Returns:
            How many were removed.
        """
        ...

    def search(self, queries: Matrix, k: int, allowed: IdsLike | None = None) -> Hits:
        """Find the k nearest passages of each query.

        Args:
            queries: float32, shape (q, dim).
            k: How many to find, at least 1.
            allowed: Only these ids may be found; None allows all, an empty one none. Unknown ids are ignored.

        Raises:
            InvalidInput: `queries` have another dimension, or `k` is below 1.
        """
        ...

    def reconstruct(self, ids: IdsLike) -> Matrix:
        """Give stored vectors back, in half precision's accuracy.

        Returns:
            float32, shape (len(ids), dim).

        Raises:
            NotFound: An id is not stored.
        """
        ...

    def save(self, folder: Path) -> None:
        """Write everything; a reader finds the former index or this one whole, even when the process is killed."""
        ...


class LexicalIndex(Protocol):
    """Finds passages by the words they share with a text (BM25).

    What is added and removed is found from the next `commit` on; searches meanwhile see the former state.
    """

    def __len__(self) -> int:
        """How many passages are committed."""
        ...

    def ids(self) -> Ids:
        """The committed ids, ascending."""
        ...

    def add(self, ids: IdsLike, texts: Sequence[str]) -> None:
        """Add texts, replacing those whose id is known already; of an id given twice the last one stays.

        Raises:
            InvalidInput: There are more or fewer ids than texts, or an id is negative.
            StorageUnavailable: Another process is writing to the same folder.
        """
        ...

    def remove(self, ids: IdsLike) -> int:
        """Forget these passages at the next commit; unknown ids are ignored.

        Returns:
            How many will be removed.

        Raises:
            StorageUnavailable: Another process is writing to the same folder.
        """
        ...

    def commit(self) -> None:
        """Make what was added and removed findable, and bring it to the disk."""
        ...

    def search(self, text: str, k: int, allowed: IdsLike | None = None) -> Hits:
        """Find the k passages that share the most telling words with a text, which may be anything a person typed.

        Args:
            text: Any text; nothing in it is a command. One without a telling word finds nothing.
            k: How many to find, at least 1.
            allowed: Only these ids may be found; None allows all, an empty one none. Unknown ids are ignored.

        Returns:
            Shape (1, k).

        Raises:
            InvalidInput: `k` is below 1.
        """
        ...
