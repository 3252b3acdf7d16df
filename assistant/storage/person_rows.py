"""Mentors and mentees as database rows and as plain JSON, and back."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, TypeAlias, TypeVar

from assistant.domain.people import MeetingFormat, Mentee, Mentor, Person, Seniority, Status, WeeklySlot

Row: TypeAlias = dict[str, Any]
PersonT = TypeVar("PersonT", Mentor, Mentee)
_TEXT_LISTS = {"skills", "fields", "industries", "languages", "links", "past_themes", "goals"}
_DATES = {"last_active", "next_free"}


def name_key(name: str) -> str:
    """Fold a name for comparing: case, accents and runs of spaces do not count."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.casefold().split())


def email_key(email: str) -> str:
    """Fold an address for comparing."""
    return email.strip().casefold()


def row_from_person(person: Person) -> Row:
    """Turn a person into the values of their row."""
    row: Row = {field.name: getattr(person, field.name) for field in fields(person)}
    for name in _TEXT_LISTS & row.keys():
        row[name] = list(row[name])
    row["availability"] = [[slot.day, slot.start_min, slot.end_min] for slot in person.availability]
    row["formats"] = [str(one) for one in person.formats]
    row["status"] = str(person.status)
    if isinstance(person, Mentor):
        row["seniority"] = None if person.seniority is None else str(person.seniority)
    return row | {"name_key": name_key(person.name), "email_key": email_key(person.email)}


def person_from_row(kind: type[PersonT], row: Mapping[str, Any]) -> PersonT:
    """Turn the values of a row back into a person; keys that are no field of `kind` are left out."""
    values = {field.name: row[field.name] for field in fields(kind) if field.name in row}
    for name in _TEXT_LISTS & values.keys():
        values[name] = tuple(values[name])
    values["availability"] = tuple(WeeklySlot(*slot) for slot in values["availability"])
    values["formats"] = tuple(MeetingFormat(one) for one in values["formats"])
    values["status"] = Status(values["status"])
    if values.get("seniority") is not None:
        values["seniority"] = Seniority(values["seniority"])
    return kind(**values)


def person_to_json(person: Person) -> dict[str, Any]:
    """Turn a person into JSON values, for the before-state of an import."""
    row = row_from_person(person)
    del row["name_key"], row["email_key"]
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


def person_from_json(kind: type[PersonT], values: Mapping[str, Any]) -> PersonT:
    """Turn `person_to_json`'s values back into a person."""
    row = dict(values)
    for name in _DATES & row.keys():
        row[name] = None if row[name] is None else date.fromisoformat(row[name])
    return person_from_row(kind, row)


def person_hash(person: Person) -> str:
    """SHA-256 of everything a person says, the same for equal persons."""
    text = json.dumps(person_to_json(person), sort_keys=True, default=_plain)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    raise TypeError(f"{type(value).__name__} has no JSON form")
