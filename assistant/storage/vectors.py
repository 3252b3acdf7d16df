"""Vectors by the hash of their text and the model that made them: no text is embedded twice, whosever it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from assistant.storage import tables
from assistant.storage.statements import insert_missing, parts
from assistant.storage.transactions import Transactions

_TABLE = tables.vectors
_PASSAGES = tables.passages


@dataclass(frozen=True, slots=True)
class PassageVectors:
    """Passage ids (int64, ascending) and their vectors (float32, shape (len(ids), dim), rows of length 1 or 0)."""

    ids: NDArray[np.int64]
    vectors: NDArray[np.float32]


class Vectors:
    """Vectors in the database, in half precision; rows come back as float32 with their length restored."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def get_many(self, hashes: Sequence[str], identity: object) -> dict[str, NDArray[np.float32]]:
        """The vectors of texts, by hash; texts without one are left out.

        Args:
            hashes: `text_hash` of each text.
            identity: A `ModelIdentity`, or its `str()`.
        """
        found: dict[str, NDArray[np.float32]] = {}
        with self._transactions.reading() as connection:
            for some in parts(list(dict.fromkeys(hashes))):
                query = sa.select(_TABLE.c.text_hash, _TABLE.c.vector)
                query = query.where(_TABLE.c.text_hash.in_(some), _TABLE.c.identity == str(identity))
                rows = connection.execute(query).all()
                found.update(zip((row[0] for row in rows), _matrix([row[1] for row in rows]), strict=True))
        return found

    def put_many(self, vectors: Mapping[str, NDArray[np.floating[Any]]], identity: object) -> None:
        """Keep vectors by the hash of their text; a text that has one of this model keeps the old one.

        Args:
            vectors: By `text_hash`, each of shape (dim,).
            identity: A `ModelIdentity`, or its `str()`.
        """
        rows = [
            {"text_hash": key, "identity": str(identity), "vector": np.asarray(vector, dtype="<f2").tobytes()}
            for key, vector in vectors.items()
        ]
        with self._transactions.writing() as connection:
            insert_missing(connection, _TABLE, ["text_hash", "identity"], rows)

    def iterate(self, identity: object, chunk: int = 10_000) -> Iterator[PassageVectors]:
        """All passages that have a vector of a model, by id, at most `chunk` at a time.

        Each part is read in its own short transaction, so a passage written meanwhile may or may not be among them.
        """
        last = 0
        while True:
            query = (
                sa.select(_PASSAGES.c.id, _TABLE.c.vector)
                .join(_TABLE, _TABLE.c.text_hash == _PASSAGES.c.text_hash)
                .where(_TABLE.c.identity == str(identity), _PASSAGES.c.id > last)
                .order_by(_PASSAGES.c.id)
                .limit(chunk)
            )
            with self._transactions.reading() as connection:
                rows = connection.execute(query).all()
            if rows:
                last = rows[-1][0]
                yield PassageVectors(np.array([row[0] for row in rows], np.int64), _matrix([row[1] for row in rows]))
            if len(rows) < chunk:
                return

    def of_passages(self, ids: Sequence[int], identity: object) -> PassageVectors:
        """The vectors of some passages, by id; passages without one are left out."""
        rows: list[Any] = []
        with self._transactions.reading() as connection:
            for some in parts(ids):
                query = sa.select(_PASSAGES.c.id, _TABLE.c.vector).join(
                    _TABLE, _TABLE.c.text_hash == _PASSAGES.c.text_hash
                )
                wanted = _PASSAGES.c.id.in_([int(one) for one in some])
                rows += connection.execute(query.where(_TABLE.c.identity == str(identity), wanted)).all()
        rows.sort(key=lambda row: row[0])
        return PassageVectors(np.array([row[0] for row in rows], np.int64), _matrix([row[1] for row in rows]))

    def count(self, identity: object) -> int:
        """How many vectors of a model there are."""
        query = sa.select(sa.func.count()).select_from(_TABLE).where(_TABLE.c.identity == str(identity))
        with self._transactions.reading() as connection:
            return connection.scalar(query) or 0

    def prune(self) -> int:
        """Delete vectors of texts that no passage holds any more, and say how many."""
        in_use = sa.exists().where(_PASSAGES.c.text_hash == _TABLE.c.text_hash)
        with self._transactions.writing() as connection:
            return connection.execute(sa.delete(_TABLE).where(~in_use)).rowcount


def _matrix(blobs: Sequence[bytes]) -> NDArray[np.float32]:
    if not blobs:
        return np.zeros((0, 0), np.float32)
    matrix = np.frombuffer(b"".join(blobs), dtype="<f2").reshape(len(blobs), -1).astype(np.float32)
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1), dtype=np.float32)
