"""Mentors and mentees in the database."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

import sqlalchemy as sa

from assistant.domain.people import Mentee, Mentor
from assistant.storage import tables
from assistant.storage.person_rows import PersonT, email_key, name_key, person_from_row, row_from_person
from assistant.storage.statements import parts, upsert
from assistant.storage.transactions import Transactions


@dataclass(frozen=True, slots=True)
class Page(Generic[PersonT]):
    """A stretch of a list; `total` counts the whole list."""

    people: tuple[PersonT, ...]
    total: int


class People(Generic[PersonT]):
    """What the repositories of mentors and mentees have in common."""

    def __init__(self, transactions: Transactions, table: sa.Table, kind: type[PersonT]) -> None:
        self._transactions = transactions
        self._table = table
        self._kind: type[PersonT] = kind

    def get(self, person_id: str) -> PersonT | None:
        """The person with an id, or None."""
        return self.find([person_id]).get(person_id)

    def find(self, ids: Iterable[str]) -> dict[str, PersonT]:
        """The persons with these ids; ids that nobody has are left out."""
        return {person.id: person for person in self._where(self._table.c.id, list(dict.fromkeys(ids)))}

    def find_by_email(self, emails: Iterable[str]) -> dict[str, PersonT]:
        """Persons by their folded address (`email_key`); of several with one address the first by id."""
        keys = [key for key in dict.fromkeys(email_key(email) for email in emails) if key]
        found = sorted(self._where(self._table.c.email_key, keys), key=lambda person: person.id, reverse=True)
        return {email_key(person.email): person for person in found}

    def find_by_name(self, names: Iterable[str]) -> dict[str, list[PersonT]]:
        """Persons by their folded whole name (`name_key`), each list by id."""
        found: dict[str, list[PersonT]] = {}
        keys = list(dict.fromkeys(name_key(name) for name in names))
        for person in sorted(self._where(self._table.c.name_key, keys), key=lambda person: person.id):
            found.setdefault(name_key(person.name), []).append(person)
        return found

    def search_by_name(self, text: str, limit: int = 20) -> list[PersonT]:
        """Persons whose name holds a text, case and accents aside; by name. An empty text finds nobody."""
        key = name_key(text)
        if not key:
            return []
        column = self._table.c.name_key
        query = self._table.select().where(column.contains(key, autoescape=True)).order_by(column, self._table.c.id)
        return self._read(query.limit(limit))

    def names(self) -> dict[str, str]:
        """Every id with its name, for looking up misspelt names."""
        with self._transactions.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(sa.select(self._table.c.id, self._table.c.name))}

    def all(self, chunk: int = 1000) -> Iterator[list[PersonT]]:
        """Everybody by id, in lists of at most `chunk`; each list is read in its own short transaction."""
        last = ""
        while True:
            query = self._table.select().where(self._table.c.id > last).order_by(self._table.c.id).limit(chunk)
            found = self._read(query)
            if found:
                yield found
                last = found[-1].id
            if len(found) < chunk:
                return

    def count(self) -> int:
        """How many there are."""
        with self._transactions.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(self._table)) or 0

    def page(
        self,
        text: str = "",
        *,
        offset: int = 0,
        limit: int = 50,
        ids: Sequence[str] | None = None,
        addresses: bool = True,
    ) -> Page[PersonT]:
        """A stretch of everybody by name.

        Args:
            text: Words to find in name, address, headline or organisation; everybody when empty.
            offset: Persons to leave out at the start.
            limit: At most so many.
            ids: Only these persons; None for all. At most a few thousand.
            addresses: Whether words are looked for in the address as well.
        """
        table = self._table
        shown = [self._holds(word, addresses) for word in text.split()]
        if ids is not None:
            shown.append(table.c.id.in_(list(ids)))
        query = table.select().where(*shown).order_by(table.c.name_key, table.c.id).limit(limit).offset(offset)
        with self._transactions.reading() as connection:
            total = connection.scalar(sa.select(sa.func.count()).select_from(table).where(*shown)) or 0
            return Page(tuple(self._read(query)), total)

    def upsert(self, people: Sequence[PersonT]) -> None:
        """Insert persons, replacing those of the same id."""
        if not people:
            return
        with self._transactions.writing() as connection:
            upsert(connection, self._table, ["id"], [row_from_person(person) for person in people])
            self._transactions.note_people_changed()

    def delete(self, ids: Sequence[str]) -> int:
        """Delete persons with all that hangs on them, and what imports remember of them.

        Returns:
            How many there were.
        """
        deleted = 0
        with self._transactions.writing() as connection:
            for some in parts(ids):
                gone = connection.execute(sa.delete(self._table).where(self._table.c.id.in_(some)))
                deleted += gone.rowcount
                changes = tables.import_changes
                of_kind = changes.c.kind == self._kind.__name__.lower()
                connection.execute(sa.delete(changes).where(changes.c.person_id.in_(some), of_kind))
            if deleted:
                self._transactions.note_people_changed()
        return deleted

    def _holds(self, word: str, addresses: bool) -> sa.ColumnElement[bool]:
        columns = self._table.c
        folded = columns.name_key.contains(name_key(word), autoescape=True)
        others = [columns.headline, columns.organisation] + ([columns.email] if addresses else [])
        return sa.or_(folded, *(column.icontains(word, autoescape=True) for column in others))

    def _where(self, column: sa.ColumnElement[str], values: Sequence[str]) -> list[PersonT]:
        found: list[PersonT] = []
        with self._transactions.reading():
            for some in parts(values):
                found += self._read(self._table.select().where(column.in_(some)))
        return found

    def _read(self, query: sa.Select[tuple[object, ...]]) -> list[PersonT]:
        with self._transactions.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return [person_from_row(self._kind, row) for row in rows]  # type: ignore[arg-type]


class Mentors(People[Mentor]):
    """Mentors in the database."""

    def __init__(self, transactions: Transactions) -> None:
        super().__init__(transactions, tables.mentors, Mentor)

    def lock(self, mentor_id: str) -> Mentor | None:
        """Read a mentor whom nobody else may change before this transaction ends."""
        with self._transactions.writing():
            found = self._read(self._table.select().where(self._table.c.id == mentor_id).with_for_update())
        return found[0] if found else None


class Mentees(People[Mentee]):
    """Mentees in the database."""

    def __init__(self, transactions: Transactions) -> None:
        super().__init__(transactions, tables.mentees, Mentee)
