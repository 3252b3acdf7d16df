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

    def rows(self, passage_ids: Ints) -> Ints:
        """Find the rows of passages; ids that are not in the corpus (or -1) are left out."""
        if not len(self.passage_ids):
            return np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(self.passage_ids, passage_ids), len(self.passage_ids) - 1)
        return np.asarray(at[self.passage_ids[at] == passage_ids], np.int64)

    def rows_of(self, owners: Ints) -> Ints:
        """Find the rows of all passages of these mentors, mentor by mentor."""
        counts = self.starts[owners + 1] - self.starts[owners]
        first = np.repeat(self.starts[owners] - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        return np.asarray(self.by_owner[first + np.arange(int(counts.sum()))], np.int64)


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
