"""What was made of a session: every version of its report, what people changed, and its action items."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from assistant.domain.json_values import from_json, to_json
from assistant.domain.notes import Change, ItemState, LineIds, NoteLine, Section
from assistant.domain.report import ActionItem, Due, Party, SessionReport
from assistant.storage import tables
from assistant.storage.statements import parts
from assistant.storage.transactions import Transactions

_REPORTS = tables.session_reports
_CHANGES = tables.line_changes
_ITEMS = tables.action_items


@dataclass(frozen=True, slots=True)
class StoredReport:
    """One version of a report.

    Args:
        version: From 1, in the order they were made; the highest is the one that is shown.
        restored_from: The earlier version that was brought back with this one.
        line_ids: Of the report's lines, by section.
    """

    session_id: str
    version: int
    made_at: datetime
    report: SessionReport
    line_ids: LineIds
    restored_from: int | None = None


@dataclass(frozen=True, slots=True)
class StoredItem:
    """An action item as later sessions follow it up; `by` is whose words it has, empty for the engine's."""

    id: str
    session_id: str
    text: str
    owner: Party | None
    due: Due | None
    state: ItemState
    by: str = ""


class SessionNotes:
    """Reports, changes and items of sessions."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def add_report(
        self, session_id: str, report: SessionReport, ids: LineIds, at: datetime, restored_from: int | None = None
    ) -> StoredReport:
        """Keep a report as the next version of a session's notes."""
        last = sa.select(sa.func.max(_REPORTS.c.version)).where(_REPORTS.c.session_id == session_id)
        with self._transactions.writing() as connection:
            version = (connection.scalar(last) or 0) + 1
            row = {
                "session_id": session_id,
                "version": version,
                "made_at": at,
                "restored_from": restored_from,
                "report": to_json(report),
                "line_ids": {str(section): list(of_section) for section, of_section in ids.items()},
            }
            connection.execute(sa.insert(_REPORTS), row)
        return StoredReport(session_id, version, at, report, ids, restored_from)

    def report(self, session_id: str, version: int | None = None) -> StoredReport | None:
        """One version of a report, the latest when none is named; None when there is none."""
        query = sa.select(_REPORTS).where(_REPORTS.c.session_id == session_id)
        query = query.where(_REPORTS.c.version == version) if version is not None else query
        found = self._reports(query.order_by(_REPORTS.c.version.desc()).limit(1))
        return found[0] if found else None

    def versions(self, session_id: str) -> list[StoredReport]:
        """All versions of a session's report, newest first."""
        query = sa.select(_REPORTS).where(_REPORTS.c.session_id == session_id)
        return self._reports(query.order_by(_REPORTS.c.version.desc()))

    def forget_reports(self, session_id: str) -> None:
        """Delete all versions, because they speak of a file that is gone."""
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_REPORTS).where(_REPORTS.c.session_id == session_id))

    def changes(self, session_id: str) -> list[Change]:
        """What people did to the lines of a session, in order."""
        query = sa.select(_CHANGES.c.change).where(_CHANGES.c.session_id == session_id).order_by(_CHANGES.c.id)
        with self._transactions.reading() as connection:
            return [from_json(Change, values) for values in connection.execute(query).scalars()]

    def add_change(self, session_id: str, change: Change) -> None:
        """Keep one more."""
        row = {"session_id": session_id, "change": to_json(change)}
        with self._transactions.writing() as connection:
            connection.execute(sa.insert(_CHANGES), row)

    def replace_changes(self, session_id: str, changes: Iterable[Change]) -> None:
        """Keep these changes and no others."""
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_CHANGES).where(_CHANGES.c.session_id == session_id))
            for change in changes:
                self.add_change(session_id, change)

    def set_items(self, session_id: str, lines: Iterable[NoteLine]) -> None:
        """Write the action items among a session's lines, in place of those that were there."""
        rows = [_item_row(session_id, place, line) for place, line in enumerate(_items_among(lines))]
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_ITEMS).where(_ITEMS.c.session_id == session_id))
            if rows:
                connection.execute(sa.insert(_ITEMS), rows)

    def items(self, session_ids: Sequence[str]) -> list[StoredItem]:
        """The action items of sessions, in the order of these and then of the notes."""
        order = {session_id: at for at, session_id in enumerate(session_ids)}
        found: list[StoredItem] = []
        with self._transactions.reading() as connection:
            for some in parts(session_ids):
                query = sa.select(_ITEMS).where(_ITEMS.c.session_id.in_(some)).order_by(_ITEMS.c.place)
                found += [_item(row) for row in connection.execute(query).mappings()]
        return sorted(found, key=lambda item: order[item.session_id])

    def _reports(self, query: sa.Select[Any]) -> list[StoredReport]:
        with self._transactions.reading() as connection:
            return [_report(row) for row in connection.execute(query).mappings()]


def _report(row: Mapping[Any, Any]) -> StoredReport:
    ids = {Section(name): tuple(of_section) for name, of_section in row["line_ids"].items()}
    report = from_json(SessionReport, row["report"])
    return StoredReport(row["session_id"], row["version"], row["made_at"], report, ids, row["restored_from"])


def _items_among(lines: Iterable[NoteLine]) -> list[tuple[NoteLine, ActionItem]]:
    return [(line, line.value) for line in lines if isinstance(line.value, ActionItem)]


def _item_row(session_id: str, place: int, item: tuple[NoteLine, ActionItem]) -> dict[str, Any]:
    line, value = item
    return {
        "id": line.id,
        "session_id": session_id,
        "place": place,
        "text": value.text,
        "owner": None if value.owner is None else str(value.owner),
        "due_words": value.due.words if value.due else "",
        "due_on": value.due.on if value.due else None,
        "due_next_session": bool(value.due and value.due.next_session),
        "state": str(line.state),
        "by": line.by,
    }


def _item(row: Mapping[Any, Any]) -> StoredItem:
    due = Due(row["due_words"], row["due_on"], row["due_next_session"])
    return StoredItem(
        row["id"],
        row["session_id"],
        row["text"],
        None if row["owner"] is None else Party(row["owner"]),
        None if due == Due("") else due,
        ItemState(row["state"]),
        row["by"],
    )
