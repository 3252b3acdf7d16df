"""Compares a query with every passage."""

import numpy as np

from assistant.engines.protocols import Matrix
from assistant.matching.indexes.dense import DenseIndex
from assistant.matching.indexes.half import half_index, search_all, search_some, selector_of, use_threads
from assistant.matching.indexes.manifest import IndexKind
from assistant.matching.indexes.protocols import FaissIndex, Ids


class ExactIndex(DenseIndex):
    """FAISS inner product over half-precision rows: nothing is approximated but the last digits of a score."""

    kind = IndexKind.EXACT

    def _new_index(self) -> FaissIndex:
        return half_index(self._dim)

    def _storage(self) -> FaissIndex:
        return self._index

    def _put(self, ids: Ids, vectors: Matrix) -> None:
        with self._lock.writing():
            self._cut_out(ids[self._map.positions(ids)[1]])
            use_threads(len(vectors))
            first = self._index.ntotal
            self._index.add(vectors)
            self._map = self._map.with_new(ids, np.arange(first, first + len(ids)))
            self._row_ids = np.concatenate([self._row_ids, ids])

    def _drop(self, ids: Ids) -> None:
        with self._lock.writing():
            self._cut_out(ids)

    def _cut_out(self, ids: Ids) -> None:
        """Take rows out and close the gaps."""
        if not len(ids):
            return
        rows = self._map.find(ids)
        self._index.remove_ids(selector_of(rows, self._index.ntotal))
        self._map = self._map.without(ids).closed_up(rows)
        self._row_ids = np.delete(self._row_ids, rows)

    def _nearest(self, queries: Matrix, k: int, rows: Ids | None) -> tuple[Matrix, Ids]:
        if rows is None or len(rows) == len(self):
            return search_all(self._index, queries, k)
        return search_some(self._index, queries, k, rows)
