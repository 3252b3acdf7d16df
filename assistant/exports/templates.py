"""Which sections notes have, in which order and under which titles; read from TOML, ours or an operator's."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_LONGEST = 120


class Section(StrEnum):
    """A part of the notes."""

    OVERVIEW = "overview"
    FOLLOW_UPS = "follow_ups"
    TOPICS = "topics"
    KEY_POINTS = "key_points"
    ACTION_ITEMS = "action_items"
    DECISIONS = "decisions"
    OPEN_QUESTIONS = "open_questions"
    WINS = "wins"
    BLOCKERS = "blockers"
    CONCERNS = "concerns"
    GRATITUDE = "gratitude"
    TECHNICAL_TROUBLE = "technical_trouble"


@dataclass(frozen=True, slots=True)
class SectionChoice:
    """A section as one template shows it.

    Args:
        empty: What to say when the section holds nothing; when this is empty the section is left out then.
    """

    section: Section
    title: str
    empty: str = ""


@dataclass(frozen=True, slots=True)
class NotesTemplate:
    """How notes are put together; `key` is the name of its file without the ending, `title` stands on top."""

    key: str
    name: str
    title: str
    sections: tuple[SectionChoice, ...]


def read_template(key: str, text: str, source: str) -> NotesTemplate:
    """Read one template.

    Args:
        key: What it is chosen by.
        text: TOML; `docs/exports.md` describes it.
        source: The file, for messages.

    Raises:
        InvalidInput: It is not TOML, or says something that a template cannot; the message names file and value.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"The template {source} is not valid TOML: {error}.", "Mend or remove the file.") from None
    if not _KEY.fullmatch(key):
        raise _wrong(source, f"its name {key!r} is not made of small letters, digits, - and _", "Rename the file.")
    _only(table, {"name", "title", "sections"}, source, "the template")
    rows = table.get("sections")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise _wrong(source, "it has no [[sections]]", "Add a [[sections]] table for each section.")
    choices = tuple(_read_choice(row, number, source) for number, row in enumerate(rows, 1))
    twice = [one.section.value for at, one in enumerate(choices) if one.section in {c.section for c in choices[:at]}]
    if twice:
        raise _wrong(source, f"section {twice[0]!r} is there twice", "Keep one of them.")
    name = _text(table, "name", source, "the template")
    return NotesTemplate(key, name, _text(table, "title", source, "the template", default=name), choices)


@cache
def shipped_templates() -> dict[str, NotesTemplate]:
    """Read the templates that ship with Rapport, by key: one for each member of `domain.sessions.Template`."""
    files = (resources.files("assistant.exports") / "templates").iterdir()
    found = {file.name.removesuffix(".toml"): file for file in files if file.name.endswith(".toml")}
    return {key: read_template(key, found[key].read_text(encoding="utf-8"), found[key].name) for key in sorted(found)}


def read_own_templates(folder: Path) -> dict[str, NotesTemplate | InvalidInput]:
    """Read the templates of an operator's folder, by key; a file that cannot be used stands in nobody's way.

    Args:
        folder: Its `*.toml` files are read.

    Returns:
        Each template, or what is wrong with its file.

    Raises:
        InvalidInput: The folder is not there.
    """
    if not folder.is_dir():
        raise InvalidInput(f"The folder of templates {folder} is not there.", "Create it or change templates_folder.")
    return {file.stem: _read_own(file) for file in sorted(folder.glob("*.toml"))}


def _read_own(file: Path) -> NotesTemplate | InvalidInput:
    try:
        return read_template(file.stem, _read(file), str(file))
    except InvalidInput as error:
        return error


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(
            f"The template {file} cannot be read ({type(error).__name__}).", "It must be a text file in UTF-8."
        ) from None


def _read_choice(row: Mapping[str, Any], number: int, source: str) -> SectionChoice:
    where = f"section {number}"
    _only(row, {"section", "title", "empty"}, source, where)
    name = row.get("section")
    if name not in set(Section):
        raise _wrong(source, f"{where} is {name!r}, which is none", f"Use one of {', '.join(Section)}.")
    section = Section(name)
    default = section.value.replace("_", " ").capitalize()
    return SectionChoice(
        section, _text(row, "title", source, where, default), _text(row, "empty", source, where, default=" ").strip()
    )


def _text(table: Mapping[str, Any], key: str, source: str, where: str, default: str = "") -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or not value or len(value) > _LONGEST or "\n" in value:
        raise _wrong(
            source, f"{key!r} of {where} is {str(value)[:40]!r}", f"Give it one line of 1 to {_LONGEST} characters."
        )
    return value


def _only(table: Mapping[str, Any], known: set[str], source: str, where: str) -> None:
    if unknown := sorted(set(table) - known):
        raise _wrong(source, f"{where} has {unknown[0]!r}, which is not known", f"Use {', '.join(sorted(known))}.")


def _wrong(source: str, what: str, hint: str) -> InvalidInput:
    return InvalidInput(f"The template {source} cannot be used: {what}.", hint)
