"""What the dense indexes share: checks, ids, locks, files."""

import threading
from abc import ABC, abstractmethod
from pathlib import Path
from typing import BinaryIO, ClassVar, Self

import numpy as np

from assistant.engines.protocols import Matrix, ModelIdentity
from assistant.errors import NotFound
from assistant.matching.indexes.checks import checked_ids, checked_k, checked_vectors, new_ids
from assistant.matching.indexes.half import decode, load_faiss
from assistant.matching.indexes.lock import ReadWriteLock
from assistant.matching.indexes.manifest import (
    IndexKind,
    Manifest,
    checksum_of_ids,
    new_file,
    open_checked,
    out_of_date,
    publish,
)
from assistant.matching.indexes.protocols import FaissIndex, Hits, Ids, IdsLike
from assistant.matching.indexes.rows import RowMap, distinct


class DenseIndex(ABC):
    """A FAISS index whose rows belong to passage ids.

    One lock orders the writers; a second one keeps readers out only for the moments in which rows change.

    Args:
        identity: Whose vectors these are.
        dim: Length of a vector.
    """

    kind: ClassVar[IndexKind]

    def __init__(self, identity: ModelIdentity, dim: int) -> None:
        self._dim = dim
        self._identity = identity
        self._changing = threading.Lock()
        self._lock = ReadWriteLock()
        self._index = self._new_index()
        self._map = RowMap.empty()
        self._row_ids: Ids = np.empty(0, np.int64)
        self._mapped_file: BinaryIO | None = None

    @property
    def identity(self) -> ModelIdentity:
        """Whose vectors these are."""
        return self._identity

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._dim

    def __len__(self) -> int:
        return len(self._map.ids)

    def ids(self) -> Ids:
        """The stored ids, ascending."""
        return self._map.ids.copy()

    def add(self, ids: IdsLike, vectors: Matrix) -> None:
        """Store vectors, replacing those whose id is stored already; see `PassageIndex.add`."""
        vectors = checked_vectors(vectors, self._dim, "passages")
        unique, last = new_ids(ids, len(vectors), "vectors")
        if len(unique):
            with self._changing:
                self._own_memory()
                self._put(unique, vectors[last])

    def remove(self, ids: IdsLike) -> int:
        """Forget these passages and say how many there were; see `PassageIndex.remove`."""
        with self._changing:
            places, known = self._map.positions(checked_ids(ids))
            gone = self._map.ids[distinct(places[known])]
            if len(gone):
                self._own_memory()
                self._drop(gone)
            return len(gone)

    def search(self, queries: Matrix, k: int, allowed: IdsLike | None = None) -> Hits:
        """Find the k nearest passages of each query; see `PassageIndex.search`."""
        queries = checked_vectors(queries, self._dim, "queries")
        hits = Hits.none(len(queries), checked_k(k))
        with self._lock.reading():
            rows = None if allowed is None else self._map.find(checked_ids(allowed))
            count = min(k, len(self) if rows is None else len(rows))
            if count and len(queries):
                scores, found = self._nearest(queries, count, rows)
                wide = found.shape[1]
                hits.ids[:, :wide] = np.where(found >= 0, self._row_ids[found], -1)
                hits.scores[:, :wide] = np.where(found >= 0, scores, -np.inf)
        return hits

    def reconstruct(self, ids: IdsLike) -> Matrix:
        """Give stored vectors back; see `PassageIndex.reconstruct`."""
        wanted = checked_ids(ids)
        with self._lock.reading():
            places, known = self._map.positions(wanted)
            if not known.all():
                raise NotFound(f"Passage {wanted[~known][0]} is not in the index.")
            if not len(wanted):
                return np.empty((0, self._dim), np.float32)
            return decode(self._storage(), self._map.rows[places])

    def save(self, folder: Path) -> None:
        """Write everything, old or new at any moment; readers go on, writers wait."""
        with self._changing:
            write = load_faiss().write_index
            files = {
                "vectors": new_file(folder, "vectors.faiss", lambda path: write(self._index, str(path))),
                "rows": new_file(folder, "rows.npy", lambda path: np.save(path, self._row_ids)),
            }
            checksum = checksum_of_ids(self._map.ids)
            publish(folder, Manifest(self.kind, self._identity, self._dim, len(self), checksum, files))

    @classmethod
    def load(cls, folder: Path, identity: ModelIdentity) -> Self:
        """Open a saved index by memory map: its pages are shared and read when they are needed.

        Raises:
            IndexOutOfDate: Missing, damaged, or of another kind, model, revision or format version.
        """
        faiss = load_faiss()
        manifest, paths = open_checked(folder, identity)
        if manifest.kind is not cls.kind:
            raise out_of_date(folder, f"it is of the kind {manifest.kind}, wanted is {cls.kind}")
        index = cls(identity, manifest.dim)
        try:
            index._row_ids = np.load(paths["rows"], allow_pickle=False)
            index._mapped_file = paths["vectors"].open("rb")
            index._index = faiss.read_index(str(paths["vectors"]), faiss.IO_FLAG_MMAP_IFC)
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise out_of_date(folder, "its files cannot be read") from error
        rows = RowMap.from_row_ids(index._row_ids)
        if index._index.ntotal != len(index._row_ids) or checksum_of_ids(rows.ids) != manifest.ids_sha256:
            raise out_of_date(folder, "its files do not belong together")
        index._show(rows)
        return index

    def _own_memory(self) -> None:
        """Read a mapped index into memory: FAISS ends the process when a mapped one is changed.

        Read through the open file, since a save by another process may have removed its name.
        """
        if self._mapped_file is None:
            return
        faiss = load_faiss()
        self._mapped_file.seek(0)
        owned = faiss.read_index(faiss.PyCallbackIOReader(self._mapped_file.read))
        with self._lock.writing():
            self._index = owned
        self._mapped_file.close()
        self._mapped_file = None

    def _show(self, rows: RowMap) -> None:
        """Make these ids, and no others, the ones that searches find."""
        self._map = rows
        self._row_ids = rows.row_ids(self._index.ntotal)

    @abstractmethod
    def _new_index(self) -> FaissIndex:
        """An empty FAISS index."""

    @abstractmethod
    def _storage(self) -> FaissIndex:
        """The part of the FAISS index that holds the vectors."""

    @abstractmethod
    def _put(self, ids: Ids, vectors: Matrix) -> None:
        """Store vectors under ascending distinct ids, some of which may be stored already; takes the lock itself."""

    @abstractmethod
    def _drop(self, ids: Ids) -> None:
        """Forget ids that are all stored; takes the lock itself."""

    @abstractmethod
    def _nearest(self, queries: Matrix, k: int, rows: Ids | None) -> tuple[Matrix, Ids]:
        """Scores and rows, best first, -1 where none; of `rows` (ascending, at least k) or of all that are in use."""
