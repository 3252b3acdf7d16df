"""The dense and the lexical index of one database: opened together, brought in step together."""

import logging
from pathlib import Path

import numpy as np

from assistant.engines.protocols import Embedder
from assistant.errors import IndexOutOfDate
from assistant.matching.corpus import Ints
from assistant.matching.indexes import (
    LexicalIndex,
    PassageIndex,
    choose_index,
    load_index,
    load_lexical_index,
    new_lexical_index,
)
from assistant.storage import Store

logger = logging.getLogger(__name__)
INDEX_AT_ONCE = 20_000


class PassageIndexes:
    """Two indexes over the passages of a store.

    Opening them reads the files in `folder`; one that is missing, damaged, old or of another model starts empty.

    Args:
        store: Holds the passages and their vectors; the truth.
        embedder: Whose vectors are indexed.
        folder: Where the files lie; it need not exist.
    """

    def __init__(self, store: Store, embedder: Embedder, folder: Path) -> None:
        self._store = store
        self._identity = embedder.identity
        self._dim = embedder.dim
        self._folder = folder
        self.dense = self._open_dense()
        self.lexical = self._open_lexical()

    def synchronise(self) -> tuple[int, int]:
        """Bring both to the ids that the database has, and save them; an id's text never changes, so ids are enough.

        Returns:
            How many passages were added to the dense index, and how many were removed from it.
        """
        wanted = self._store.passages.ids()
        suited = choose_index(len(wanted), self._identity, self._dim)
        if type(suited) is not type(self.dense):
            self.dense = suited
        self._folder.mkdir(parents=True, exist_ok=True)
        self._synchronise_lexical(wanted)
        return self._synchronise_dense(wanted)

    def _open_dense(self) -> PassageIndex:
        try:
            return load_index(self._folder / "dense", self._identity)
        except IndexOutOfDate as error:
            logger.info("rebuilding the dense index: %s", error.message)
            return choose_index(0, self._identity, self._dim)

    def _open_lexical(self) -> LexicalIndex:
        try:
            return load_lexical_index(self._folder / "lexical")
        except IndexOutOfDate as error:
            logger.info("rebuilding the lexical index: %s", error.message)
            return new_lexical_index(self._folder / "lexical")

    def _synchronise_dense(self, wanted: Ints) -> tuple[int, int]:
        held = self.dense.ids()
        gone, new = np.setdiff1d(held, wanted), np.setdiff1d(wanted, held)
        removed = self.dense.remove(gone)
        for ids in _parts(new):
            part = self._store.vectors.of_passages(ids, self._identity)
            self.dense.add(part.ids, part.vectors.reshape(-1, self._dim))
        if len(gone) or len(new):
            self.dense.save(self._folder / "dense")
        return len(new), removed

    def _synchronise_lexical(self, wanted: Ints) -> None:
        held = self.lexical.ids()
        gone, new = np.setdiff1d(held, wanted), np.setdiff1d(wanted, held)
        if not len(gone) and not len(new):
            return
        self.lexical.remove(gone)
        for ids in _parts(new):
            found = self._store.passages.rows(ids)
            passages = [found[one] for one in sorted(found)]
            self.lexical.add([one.id for one in passages], [one.ranking_text for one in passages])
        self.lexical.commit()


def _parts(ids: Ints) -> list[list[int]]:
    return [ids[start : start + INDEX_AT_ONCE].tolist() for start in range(0, len(ids), INDEX_AT_ONCE)]
