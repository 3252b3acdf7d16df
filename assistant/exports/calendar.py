"""Dated action items as a calendar file (RFC 5545)."""

from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from assistant.domain.report import ActionItem
from assistant.errors import EngineUnavailable
from assistant.exports.notes import SessionNotes
from assistant.exports.outline import item_state
from assistant.exports.words import due_words

if TYPE_CHECKING:
    from icalendar import Calendar

_DOMAIN = "rapport.invalid"
"""A name that nobody has (RFC 2606): an id must be unique in the world and lead nowhere."""


class EntryKind(StrEnum):
    """What a dated item becomes: an event, which every calendar shows, or a task, which Google and Outlook drop."""

    EVENT = "event"
    TASK = "task"


def write_calendar(notes: SessionNotes, kind: EntryKind = EntryKind.EVENT) -> bytes:
    """Write one all-day entry for each action item with a date; a calendar that has it already changes it.

    Without dated items the calendar is valid and empty.

    Raises:
        EngineUnavailable: icalendar is not installed.
    """
    calendar = _new_calendar()
    if notes.names_key:
        calendar.add("X-RAPPORT-NAMES-KEY", notes.names_key)
    for key, item in zip(notes.ids(), notes.report.action_items, strict=True):
        day = notes.due_on(item)
        if day is not None:
            calendar.add_component(_entry(notes, key, item, day, kind))
    return bytes(calendar.to_ical())


def _new_calendar() -> "Calendar":
    try:
        from icalendar import Calendar
    except ModuleNotFoundError as error:
        raise EngineUnavailable(
            f"The package {error.name} is missing.", "Run: pip install rapport-assistant again."
        ) from error
    calendar = Calendar()
    calendar.add("PRODID", "-//Rapport//Session notes//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    return calendar


def _entry(notes: SessionNotes, key: str, item: ActionItem, day: date, kind: EntryKind) -> Any:
    from icalendar import Event, Todo

    entry: Any = Event() if kind is EntryKind.EVENT else Todo()
    done = key in notes.done
    entry.add("UID", f"{key}@{_DOMAIN}")
    entry.add("DTSTAMP", _in_utc(notes.report.provenance.created_at))
    entry.add("SUMMARY", f"✓ {_clean(item.text)}" if done and kind is EntryKind.EVENT else _clean(item.text))
    entry.add("DESCRIPTION", _clean(_description(notes, key, item)))
    entry.add("CLASS", "PRIVATE")
    if kind is EntryKind.EVENT:
        entry.add("DTSTART", day)
        entry.add("DTEND", day + timedelta(days=1))
        entry.add("TRANSP", "TRANSPARENT")
        entry.add("STATUS", _event_status(notes, key))
    else:
        entry.add("DUE", day)
        entry.add("STATUS", "CANCELLED" if key in notes.dropped else "COMPLETED" if done else "NEEDS-ACTION")
    return entry


def _event_status(notes: SessionNotes, key: str) -> str:
    if key in notes.dropped:
        return "CANCELLED"
    return "TENTATIVE" if key in notes.unconfirmed else "CONFIRMED"


def _description(notes: SessionNotes, key: str, item: ActionItem) -> str:
    utterances = notes.transcript.utterances
    said = (f"“{utterances[at].text}”" for at in item.evidence if 0 <= at < len(utterances))
    owner = notes.name_of(item.owner)
    state = item_state(notes, key).capitalize()
    lines = (f"Owner: {owner}" if owner else "", due_words(item.due, notes.due_on(item)), state, *said)
    return "\n".join(line for line in lines if line)


def _in_utc(moment: datetime) -> datetime:
    """A time without zone is taken for UTC: the file must be the same on every computer."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _clean(text: str) -> str:
    """Control characters are not allowed in a value; a line break is."""
    return "".join(char if char.isprintable() or char == "\n" else " " for char in text)
