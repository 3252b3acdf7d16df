"""Vectors of what was said in sessions: they belong to their session and go with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from assistant.storage import tables
from assistant.storage.statements import parts, upsert
from assistant.storage.transactions import Transactions

_TABLE = tables.session_vectors


@dataclass(frozen=True, slots=True, eq=False)
class SaidVectors:
    """The sentences of a session as they were embedded.

    Args:
        spans: Utterance, start and end in its text of each sentence, int32, shape (sentences, 3).
        vectors: float32, shape (sentences, dim), rows of length 1 or 0.
    """

    spans: NDArray[np.int32]
    vectors: NDArray[np.float32]


class SessionVectors:
    """One row for each session, in half precision; not in `vectors`, whose rows may outlive what they were made of."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def put(self, session_id: str, identity: object, said: SaidVectors) -> None:
        """Keep the vectors of a session in place of those that were there.

        Args:
            session_id: Whose they are; a session that is gone by now fails.
            identity: A `ModelIdentity`, or its `str()`.
            said: Sentences and vectors, of one length.
        """
        row = {
            "session_id": session_id,
            "identity": str(identity),
            "spans": np.ascontiguousarray(said.spans, dtype="<i4").tobytes(),
            "vectors": np.ascontiguousarray(said.vectors, dtype="<f2").tobytes(),
        }
        with self._transactions.writing() as connection:
            upsert(connection, _TABLE, ["session_id"], [row])

    def of_sessions(self, session_ids: Sequence[str], identity: object) -> dict[str, SaidVectors]:
        """The vectors of sessions by id; sessions without any of this model are left out."""
        found: dict[str, SaidVectors] = {}
        with self._transactions.reading() as connection:
            for some in parts(session_ids):
                query = sa.select(_TABLE).where(_TABLE.c.session_id.in_(some), _TABLE.c.identity == str(identity))
                found.update((row.session_id, _said(row)) for row in connection.execute(query))
        return found


def _said(row: Any) -> SaidVectors:
    spans = np.frombuffer(row.spans, dtype="<i4").reshape(-1, 3)
    half = np.frombuffer(row.vectors, dtype="<f2").astype(np.float32)
    vectors = half.reshape(len(spans), -1) if len(spans) else np.zeros((0, 0), np.float32)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return SaidVectors(spans, np.asarray(vectors / np.where(lengths > 0, lengths, 1), np.float32))
