"""Changing every text of some notes at once, before they are written: what redaction on export is made of."""

from collections.abc import Callable, Iterable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from assistant.exports.notes import SessionNotes

ChangeText = Callable[[str], str]
ValueT = TypeVar("ValueT")
_KEPT = {
    "Session": {"id", "relationship_id", "template", "file_sha256"},
    "FollowUp": {"item"},
    "Provenance": {"engine", "revision"},
    "Writing": {"engine", "revision", "asked"},
    "SessionNotes": {"item_ids", "done", "names_key"},
}
"""Ids, keys and the names of engines, which say nothing about a person."""


def texts_of(notes: SessionNotes) -> list[str]:
    """Every text that `map_texts` would change, in a fixed order."""
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    map_texts(notes, note)
    return found


def map_texts(notes: SessionNotes, change: ChangeText) -> SessionNotes:
    """Make notes whose texts are changed: report, transcript, cast, names, title and file name; ids stay."""
    return _map(notes, change)


def _map(value: ValueT, change: ChangeText) -> ValueT:
    result: Any = value
    if isinstance(value, Enum):
        return value
    if isinstance(value, str):
        result = change(value) if value else value
    elif is_dataclass(value) and not isinstance(value, type):
        kept = _KEPT.get(type(value).__name__, set())
        names: Iterable[str] = (one.name for one in fields(value) if one.name not in kept)
        result = replace(value, **{name: _map(getattr(value, name), change) for name in names})
    elif isinstance(value, tuple):
        result = tuple(_map(item, change) for item in value)
    elif isinstance(value, dict):
        result = {key: _map(item, change) for key, item in value.items()}
    return result  # type: ignore[no-any-return]
