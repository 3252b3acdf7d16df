"""Which column of a file is which field of a person: synonyms in a few languages, then near spellings."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources

from rapidfuzz import fuzz, process

from assistant.domain.people import Mentee, Mentor
from assistant.errors import InvalidInput
from assistant.people.kinds import PersonKind

SENSITIVE = "sensitive"
"""What a column is mapped to when it holds what Rapport does not keep: gender, age, ethnicity, religion, health."""
HELPERS = ("first_name", "last_name", "location", "paused")
"""Columns that fill fields together with others: the name's parts, "Berlin, Germany", and the opposite of opted in."""
JOINED = {
    "bio",
    "skills",
    "fields",
    "industries",
    "languages",
    "availability",
    "formats",
    "links",
    "past_themes",
    "goals",
}
"""Fields that several columns may fill together."""


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """What a column seems to be.

    Args:
        column: Its header in the file.
        field: The field it fills; empty when it is not read.
        certainty: 0 to 1; 1 for a known name of the field.
        examples: A few of its values.
    """

    column: str
    field: str
    certainty: float
    examples: tuple[str, ...] = ()


def person_fields(kind: PersonKind) -> tuple[str, ...]:
    """Everything a column may be mapped to, fields first."""
    known = fields(Mentor if kind is PersonKind.MENTOR else Mentee)
    return (*(field.name for field in known), *HELPERS)


def header_key(header: str) -> str:
    """Fold a header for comparing: "E-Mail*", "e_mail" and "eMail (work)" are one."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    plain = "".join(one for one in unicodedata.normalize("NFKD", spaced) if not unicodedata.combining(one))
    without_notes = re.sub(r"\(.*?\)|\[.*?\]", " ", plain) if not plain.strip().startswith(("(", "[")) else plain
    return " ".join(re.sub(r"[^\w']|_", " ", without_notes.casefold().replace("ß", "ss")).split())


@cache
def _known_headers(kind: PersonKind) -> dict[str, str]:
    allowed = {*person_fields(kind), SENSITIVE}
    table = tomllib.loads(resources.files("assistant.people").joinpath("headers.toml").read_text(encoding="utf-8"))
    names = {header_key(name): field for field, headers in table.items() for name in headers}
    own = {header_key(field): field for field in allowed}
    return {key: field for key, field in (names | own).items() if field in allowed}


def is_known_header(header: str, kind: PersonKind) -> bool:
    """Whether a cell is a header known by this very name."""
    return len(header) < 80 and header_key(header) in _known_headers(kind)


def guess_field(header: str, kind: PersonKind) -> tuple[str, float]:
    """Guess the field a header means, and how sure that is (0 to 1); an empty field when it means none."""
    key, known = header_key(header), _known_headers(kind)
    if key in known:
        return known[key], 1.0
    last = header_key(header.rpartition(".")[2])
    if "." in header and last in known:
        return known[last], 0.95
    if len(key) < 4:
        return "", 0.0
    found = process.extractOne(key, [name for name in known if len(name) >= 4], scorer=fuzz.ratio, score_cutoff=86)
    return (known[found[0]], found[1] / 100) if found else ("", 0.0)


def guess_columns(columns: Sequence[str], kind: PersonKind) -> tuple[ColumnGuess, ...]:
    """Guess every column; of two for a field that takes one, the surer and then the first has it."""
    guesses = [ColumnGuess(column, *guess_field(column, kind)) for column in columns]
    taken: dict[str, ColumnGuess] = {}
    for guess in sorted(guesses, key=lambda one: -one.certainty):
        if guess.field and guess.field not in JOINED | {SENSITIVE}:
            taken.setdefault(guess.field, guess)
    return tuple(
        one if one.field in JOINED | {SENSITIVE, ""} or taken[one.field] is one else ColumnGuess(one.column, "", 0.0)
        for one in guesses
    )


def check_mapping(mapping: Mapping[str, str], columns: Sequence[str], kind: PersonKind) -> dict[str, str]:
    """Check a mapping that somebody gave, from column to field; an empty field leaves a column out.

    Raises:
        InvalidInput: No such column, no such field, or two columns for a field that takes one.
    """
    allowed = person_fields(kind)
    for column, field in mapping.items():
        if column not in columns:
            raise InvalidInput(f"The file has no column {column!r}.", f"Its columns: {', '.join(columns)}.")
        if field and field not in (*allowed, SENSITIVE):
            raise InvalidInput(f"A {kind} has no field {field!r}.", f"Fields: {', '.join(allowed)}.")
    single = [field for field in mapping.values() if field and field not in JOINED | {SENSITIVE}]
    twice = next((field for field in single if single.count(field) > 1), None)
    if twice:
        raise InvalidInput(f"Two columns are mapped to {twice!r}, which takes one.", "Leave one of them out.")
    return {column: field for column, field in mapping.items() if field not in {"", SENSITIVE}}
