"""Finds passages by walking a graph of neighbours, for sets where comparing with all takes too long."""

import math

import numpy as np

from assistant.engines.protocols import Matrix, ModelIdentity
from assistant.matching.indexes.dense import DenseIndex
from assistant.matching.indexes.half import decode, load_faiss, search_all, search_some, selector_of, use_threads
from assistant.matching.indexes.manifest import IndexKind
from assistant.matching.indexes.protocols import FaissIndex, Ids
from assistant.matching.indexes.rows import RowMap

# Measured at 100,000 and 1,000,000 passages (benchmarks/indexes.py): 32 links and a build beam of 100 build as fast as
# 16 links and keep more of the ten best at every search beam; a build beam of 200 took a third longer for 0.3 points.
_LINKS = 32
_BUILD_BEAM = 100
# Recall of the ten best for goals, which lie outside the passages: at 100,000 it is 0.98 with a search beam of 256; at
# a million 0.85 with 512, 0.92 with 1024, 0.96 with 1536, 0.984 with 3072. For queries drawn as the passages are it is
# 0.998 with any of these.
_MIN_BEAM = 384
_BEAM_GROWTH = 8.0
"""The search beam grows by this factor with every tenfold beyond 100,000 passages."""
_EXACT_BELOW_SHARE = 0.05
_EXACT_BELOW_ROWS = 2000
_MAX_WIDENING = 4.0
_MAX_BEAM = 4096
_MAX_EMPTY_SHARE = 0.25
_MIN_EMPTY_ROWS = 1000
_BUILD_BLOCK = 50_000
_LIVE_BLOCK = 1000


class HnswIndex(DenseIndex):
    """HNSW over half-precision rows.

    The graph cannot forget: a removed or replaced passage leaves an empty row, which searches walk through and never
    return, and the graph is rebuilt when a quarter of the rows is empty. Under narrow filters a walk would find too
    little, so few allowed passages are compared one by one.
    """

    kind = IndexKind.HNSW

    def __init__(self, identity: ModelIdentity, dim: int) -> None:
        super().__init__(identity, dim)
        self._live_selector: FaissIndex | None = None

    @property
    def empty_rows(self) -> int:
        """Rows whose passage was removed or replaced since the last rebuild."""
        return len(self._row_ids) - len(self._map.ids)

    def _new_index(self) -> FaissIndex:
        faiss = load_faiss()
        index = faiss.IndexHNSWSQ(self._dim, faiss.ScalarQuantizer.QT_fp16, _LINKS, faiss.METRIC_INNER_PRODUCT)
        index.hnsw.efConstruction = _BUILD_BEAM
        index.is_trained = True
        index.storage.is_trained = True
        return index

    def _storage(self) -> FaissIndex:
        return load_faiss().downcast_index(self._index.storage)

    def _put(self, ids: Ids, vectors: Matrix) -> None:
        """Add rows that nobody sees yet, in blocks that hold readers up briefly, then give them their ids at once."""
        first = self._index.ntotal
        block = _LIVE_BLOCK if len(self) else _BUILD_BLOCK
        for start in range(0, len(vectors), block):
            part = vectors[start : start + block]
            with self._lock.writing():
                use_threads(len(part))
                self._index.add(part)
                self._row_ids = np.concatenate([self._row_ids, np.full(len(part), -1, np.int64)])
                self._note_empty_rows()
        with self._lock.writing():
            kept = self._map.without(ids)
            self._show(kept.with_new(ids, np.arange(first, first + len(ids))))
        self._rebuild_if_sparse()

    def _drop(self, ids: Ids) -> None:
        with self._lock.writing():
            self._show(self._map.without(ids))
        self._rebuild_if_sparse()

    def _show(self, rows: RowMap) -> None:
        super()._show(rows)
        self._note_empty_rows()

    def _note_empty_rows(self) -> None:
        self._live_selector = selector_of(self._map.rows, len(self._row_ids)) if self.empty_rows else None

    def _rebuild_if_sparse(self) -> None:
        """Build the graph anew from the rows that hold something; readers use the former one meanwhile."""
        if self.empty_rows <= max(_MIN_EMPTY_ROWS, _MAX_EMPTY_SHARE * len(self._row_ids)):
            return
        fresh = self._new_index()
        rows = np.sort(self._map.rows)
        for start in range(0, len(rows), _BUILD_BLOCK):
            vectors = decode(self._storage(), rows[start : start + _BUILD_BLOCK])
            use_threads(len(vectors))
            fresh.add(vectors)
        row_ids = self._row_ids[rows]
        with self._lock.writing():
            self._index = fresh
            self._show(RowMap.from_row_ids(row_ids))

    def _nearest(self, queries: Matrix, k: int, rows: Ids | None) -> tuple[Matrix, Ids]:
        candidates = len(self) if rows is None else len(rows)
        if candidates <= max(_EXACT_BELOW_ROWS, _EXACT_BELOW_SHARE * len(self), 4 * k):
            if rows is None and not self.empty_rows:
                return search_all(self._storage(), queries, k)
            return search_some(self._storage(), queries, k, np.sort(self._map.rows) if rows is None else rows)
        return self._walk(queries, k, rows)

    def _walk(self, queries: Matrix, k: int, rows: Ids | None) -> tuple[Matrix, Ids]:
        total = len(self._row_ids)
        widening = 1.0
        selector = self._live_selector
        if rows is not None and len(rows) < len(self):
            selector = selector_of(rows, total)
            widening = min(_MAX_WIDENING, total / len(rows))
        beam = int(max(search_beam(total), 2 * k) * widening)
        beam += min(
            self.empty_rows, beam
        )  # empty rows crowd the beam, most of all around a passage that is edited often
        use_threads(len(queries))
        params = load_faiss().SearchParametersHNSW(efSearch=max(min(beam, _MAX_BEAM), 2 * k), sel=selector)
        scores, found = self._index.search(queries, k, params=params)
        return scores, found


def search_beam(passages: int) -> int:
    """How many candidates a walk keeps, so that recall of the ten best stays above 0.98 (see benchmarks/indexes.py)."""
    tenfolds = max(0.0, math.log10(max(passages, 1) / 100_000))
    return round(_MIN_BEAM * math.pow(_BEAM_GROWTH, tenfolds))
