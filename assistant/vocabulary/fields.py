"""Fields of work: the list of `data/README.md`, other words for them, and how wide words cover narrow ones."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.vocabulary.tables import closest_name, name_key

FIELDS = (
    "software engineering", "data science", "cybersecurity", "design", "product management",
    "project management", "leadership",
    "human resources", "marketing", "sales", "finance", "accounting", "law", "consulting", "entrepreneurship",
    "nonprofit",
    "public service", "politics", "education", "childcare", "research", "medicine", "nursing", "mental health",
    "social work",
    "pharmacy", "veterinary", "agriculture", "environment", "energy", "construction", "architecture", "electrical"
                                                                                                      " trades",
    "carpentry", "plumbing", "automotive", "manufacturing", "engineering", "logistics", "aviation", "maritime",
    "hospitality",
    "culinary arts", "retail", "fashion", "beauty", "music", "film", "theatre", "writing", "journalism", "publishing",
    "translation", "visual arts", "photography", "games", "sports", "biology", "chemistry", "physics", "emergency"
                                                                                                       " services",
    "military", "museums and libraries", "real estate", "tourism", "telecoms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FieldTable:
    """Every word, folded by `name_key`, with its field.

    `subjects` name the work, `people` who does it, `umbrellas` several fields.
    """

    subjects: dict[str, str]
    people: dict[str, str]
    umbrellas: dict[str, frozenset[str]]


@cache
def field_table() -> FieldTable:
    """Read the table of field words."""
    text = resources.files("assistant.vocabulary").joinpath("fields.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    subjects: dict[str, str] = {}
    people: dict[str, str] = {}
    for field, words in raw["fields"].items():
        subjects.update({name_key(word): field for word in (*words.get("works_in", ()), *words.get("names", ()))})
        people.update({name_key(word): field for word in words.get("people", ())})
    subjects.update({name_key(field): field for field in FIELDS})
    umbrellas = {name_key(word): frozenset(fields) for word, fields in raw["umbrellas"].items()}
    return FieldTable(subjects, people, umbrellas)


def field_name(text: str) -> str | None:
    """Find the field that a text names by itself, a synonym, a profession ("nurse" gives "nursing") or a misspelling.

    Returns:
        None for empty or unknown text, and for words that cover several fields ("healthcare").
    """
    table = field_table()
    key = name_key(text)
    singular = key.removesuffix("s")
    for candidate in (key, key.removeprefix("the "), singular, key.removesuffix(" industry").removeprefix("the ")):
        found = table.subjects.get(candidate) or table.people.get(candidate)
        if found:
            return found
    near = closest_name(key, [*table.subjects, *table.people])
    return (table.subjects.get(near) or table.people.get(near)) if near else None


def covered_fields(text: str) -> frozenset[str]:
    """Give the fields that a word covers.

    One for a field or profession, several for "healthcare", none for unknown words.
    """
    key = name_key(text)
    for candidate in (key, key.removesuffix(" industry"), key.removesuffix(" sector")):
        if candidate in field_table().umbrellas:
            return field_table().umbrellas[candidate]
    found = field_name(text)
    return frozenset({found}) if found else frozenset()


def fields_in_common(wanted: str, stated: Iterable[str]) -> frozenset[str]:
    """Give the fields that a wanted word and a person's stated fields or industries share.

    Through synonyms and umbrellas.
    """
    covered = covered_fields(wanted)
    found: set[str] = set()
    for word in stated:
        found |= covered & (covered_fields(word) or {name_key(word)})
    return frozenset(found)
