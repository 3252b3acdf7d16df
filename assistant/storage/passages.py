"""The passages that are searched: what a mentor's profile was cut into, each under an id that is never given twice."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sqlalchemy as sa
from numpy.typing import NDArray

from assistant.domain.search import Passage, PassageKind, text_hash
from assistant.storage import tables
from assistant.storage.statements import parts
from assistant.storage.transactions import Transactions

_TABLE = tables.passages
_WHOLE = (_TABLE.c.id, _TABLE.c.mentor_id, _TABLE.c.kind, _TABLE.c.text, _TABLE.c.ranking_text)
KINDS = tuple(PassageKind)


@dataclass(frozen=True, slots=True)
class PassageChanges:
    """What `replace` did: ids that are new, ids that are gone, and how many stayed."""

    added: tuple[int, ...]
    removed: tuple[int, ...]
    kept: int


@dataclass(frozen=True, slots=True)
class PassageTable:
    """Whose every passage is, as arrays of one length, by passage id.

    Args:
        ids: int64.
        mentor_index: int32, place of the mentor in `mentor_ids`.
        kind_index: uint8, place of the kind in `tuple(PassageKind)`.
        mentor_ids: Every mentor with a passage, once.
    """

    ids: NDArray[np.int64]
    mentor_index: NDArray[np.int32]
    kind_index: NDArray[np.uint8]
    mentor_ids: tuple[str, ...]


class Passages:
    """Passages in the database."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def replace(self, passages_of: Mapping[str, Sequence[Passage]]) -> PassageChanges:
        """Give mentors these passages of their profile and no others; those from sessions stay.

        A passage with the same kind and texts as before keeps its id, and with it its place in the index.

        Args:
            passages_of: By mentor id; an empty sequence takes all passages away. Ids inside the passages are ignored.
        """
        added: list[int] = []
        removed: list[int] = []
        kept = 0
        with self._transactions.writing() as connection:
            for mentor_ids in parts(list(passages_of)):
                old, new = self._of_profiles(mentor_ids), {one: passages_of[one] for one in mentor_ids}
                gone, rows = _difference(old, new)
                kept += sum(map(len, old.values())) - len(gone)
                removed += gone
                self._delete(connection, gone)
                added += self._insert(connection, rows)
            if added or removed:
                self._transactions.note_people_changed()
        return PassageChanges(tuple(added), tuple(removed), kept)

    def of_mentors(self, mentor_ids: Sequence[str]) -> dict[str, list[Passage]]:
        """The passages of mentors by mentor id, each list by passage id; mentors without any are left out."""
        return self._of_mentors(mentor_ids, sa.true())

    def _of_profiles(self, mentor_ids: Sequence[str]) -> dict[str, list[Passage]]:
        return self._of_mentors(mentor_ids, _TABLE.c.session_id.is_(None))

    def _of_mentors(self, mentor_ids: Sequence[str], wanted: sa.ColumnElement[bool]) -> dict[str, list[Passage]]:
        found: dict[str, list[Passage]] = {}
        with self._transactions.reading() as connection:
            for some in parts(mentor_ids):
                query = sa.select(*_WHOLE).where(_TABLE.c.mentor_id.in_(some), wanted).order_by(_TABLE.c.id)
                for row in connection.execute(query):
                    found.setdefault(row.mentor_id, []).append(_passage(row))
        return found

    def ids(self) -> NDArray[np.int64]:
        """All passage ids, ascending."""
        with self._transactions.reading() as connection:
            found = connection.execute(sa.select(_TABLE.c.id).order_by(_TABLE.c.id)).scalars().all()
        return np.array(found, dtype=np.int64)

    def rows(self, ids: Sequence[int]) -> dict[int, Passage]:
        """Passages by id; ids that are gone are left out."""
        found: dict[int, Passage] = {}
        with self._transactions.reading() as connection:
            for some in parts(ids):
                query = sa.select(*_WHOLE).where(_TABLE.c.id.in_([int(one) for one in some]))
                found.update((row.id, _passage(row)) for row in connection.execute(query))
        return found

    def all_rows(self) -> PassageTable:
        """Whose every passage is, without its text: what a search needs to go from passages to mentors."""
        query = sa.select(_TABLE.c.id, _TABLE.c.mentor_id, _TABLE.c.kind).order_by(_TABLE.c.id)
        with self._transactions.reading() as connection:
            rows = connection.execute(query).all()
        place: dict[str, int] = {}
        owners = [place.setdefault(row[1], len(place)) for row in rows]
        kinds = {str(kind): index for index, kind in enumerate(KINDS)}
        return PassageTable(
            np.fromiter((row[0] for row in rows), np.int64, len(rows)),
            np.array(owners, dtype=np.int32),
            np.fromiter((kinds[row[2]] for row in rows), np.uint8, len(rows)),
            tuple(place),
        )

    def after(self, passage_id: int = 0, limit: int = 10_000) -> list[Passage]:
        """The next passages by id after one, for reading all of them in parts."""
        query = sa.select(*_WHOLE).where(_TABLE.c.id > passage_id).order_by(_TABLE.c.id).limit(limit)
        with self._transactions.reading() as connection:
            return [_passage(row) for row in connection.execute(query)]

    def pending(self, identity: str, limit: int = 1000, *, after_id: int = 0) -> list[Passage]:
        """Passages by id whose ranking text has no vector of a model yet.

        Args:
            identity: `str()` of a `ModelIdentity`.
            limit: At most so many.
            after_id: Only later ids; the last id of one call, so that a long run reads the table once.
        """
        vectors = tables.vectors
        has_vector = sa.exists().where(vectors.c.text_hash == _TABLE.c.text_hash, vectors.c.identity == str(identity))
        query = sa.select(*_WHOLE).where(_TABLE.c.id > after_id, ~has_vector).order_by(_TABLE.c.id).limit(limit)
        with self._transactions.reading() as connection:
            return [_passage(row) for row in connection.execute(query)]

    def count(self) -> int:
        """How many there are."""
        with self._transactions.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(_TABLE)) or 0

    def _delete(self, connection: sa.Connection, ids: Sequence[int]) -> None:
        for some in parts(ids):
            connection.execute(sa.delete(_TABLE).where(_TABLE.c.id.in_(some)))

    def _insert(self, connection: sa.Connection, rows: Sequence[dict[str, str]]) -> list[int]:
        if not rows:
            return []
        return sorted(connection.execute(sa.insert(_TABLE).returning(_TABLE.c.id), rows).scalars())


def _passage(row: Any) -> Passage:
    return Passage(row.id, row.mentor_id, PassageKind(row.kind), row.text, row.ranking_text)


def _difference(
    old: Mapping[str, Sequence[Passage]], new: Mapping[str, Sequence[Passage]]
) -> tuple[list[int], list[dict[str, str]]]:
    gone: list[int] = []
    rows: list[dict[str, str]] = []
    for mentor_id, wanted in new.items():
        missing = Counter((one.kind, one.text, one.ranking_text) for one in wanted)
        for passage in old.get(mentor_id, ()):
            key = (passage.kind, passage.text, passage.ranking_text)
            if missing[key] > 0:
                missing[key] -= 1
            else:
                gone.append(passage.id)
        rows += [_row(mentor_id, *key) for key in missing.elements()]
    return gone, rows


def _row(mentor_id: str, kind: PassageKind, text: str, ranking_text: str) -> dict[str, str]:
    return {
        "mentor_id": mentor_id,
        "kind": str(kind),
        "text": text,
        "ranking_text": ranking_text,
        "text_hash": text_hash(ranking_text),
    }
