"""Which passage belongs to which mentor, as arrays: a snapshot that a search holds while the database goes on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.domain.search import PassageKind

Ints = NDArray[np.int64]
KINDS = tuple(PassageKind)


@dataclass(frozen=True, slots=True, eq=False)
class Corpus:
    """The passages of a programme.

    Args:
        mentor_ids: One for each mentor with passages.
        passage_ids: Ascending, shape (passages,).
        owners: Index into `mentor_ids`, shape (passages,).
        kinds: Index into `KINDS`, shape (passages,).
        by_owner: Rows of the passages, sorted by owner, shape (passages,).
        starts: Where each owner's rows start in `by_owner`, shape (mentors + 1,).
    """

    mentor_ids: tuple[str, ...]
    passage_ids: Ints
    owners: Ints
    kinds: NDArray[np.int8]
    by_owner: Ints
    starts: Ints

    def find(self, passage_ids: Ints) -> tuple[Ints, NDArray[np.bool_]]:
        """Find the rows of passages.

        Returns:
            The rows of those that are in the corpus, and which of `passage_ids` they are.
        """
        if not len(self.passage_ids):
            return np.empty(0, np.int64), np.zeros(len(passage_ids), np.bool_)
        at = np.minimum(np.searchsorted(self.passage_ids, passage_ids), len(self.passage_ids) - 1)
        known = self.passage_ids[at] == passage_ids
        return np.asarray(at[known], np.int64), known

    def counts_of(self, owners: Ints) -> Ints:
        """Count the passages of each of these mentors."""
        return self.starts[owners + 1] - self.starts[owners]

    def rows_of(self, owners: Ints) -> Ints:
        """Find the rows of all passages of these mentors, mentor by mentor."""
        counts = self.counts_of(owners)
        first = np.repeat(self.starts[owners] - first_rows(counts), counts)
        return self.by_owner[first + np.arange(int(counts.sum()))]


def first_rows(counts: Ints) -> Ints:
    """Where each group starts when groups of these sizes lie one after the other."""
    return np.cumsum(counts) - counts


def build_corpus(
    mentor_ids: tuple[str, ...], passage_ids: Ints, owners: NDArray[np.integer], kinds: NDArray[np.integer]
) -> Corpus:
    """Sort the columns; no passages give an empty corpus.

    Args:
        mentor_ids: Every mentor with a passage, once.
        passage_ids: Unique, in any order.
        owners: Place in `mentor_ids` of each passage's mentor.
        kinds: Place in `tuple(PassageKind)` of each passage's kind.

    Raises:
        ValueError: The columns differ in length.
    """
    if not len(passage_ids) == len(owners) == len(kinds):
        raise ValueError(f"{len(passage_ids)} passages, {len(owners)} owners and {len(kinds)} kinds do not match")
    order = np.argsort(passage_ids, kind="stable")
    sorted_owners = np.asarray(owners, np.int64)[order]
    counts = np.bincount(sorted_owners, minlength=len(mentor_ids))
    return Corpus(
        mentor_ids,
        np.asarray(passage_ids, np.int64)[order],
        sorted_owners,
        np.asarray(kinds, np.int8)[order],
        np.argsort(sorted_owners, kind="stable").astype(np.int64),
        np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
    )
