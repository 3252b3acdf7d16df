"""From what stands in one cell to the value of one field; what cannot be read is named, never guessed."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from assistant.domain.people import MeetingFormat, Seniority, Status, WeeklySlot
from assistant.people.availability import join_slots, parse_availability
from assistant.people.text import clean_text, looks_like_formula, one_line, without_guard, words
from assistant.vocabulary.fields import field_name
from assistant.vocabulary.languages import language_code
from assistant.vocabulary.places import country_code
from assistant.vocabulary.time_zones import time_zone_name


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was read from a cell.

    Args:
        value: The field's value; None when nothing in the cell could be read.
        problems: (part of the cell, reason) for each part that was not taken.
        remarks: The same for each part that was taken but may not be what was meant.
    """

    value: Any
    problems: tuple[tuple[str, str], ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()


class Unreadable(ValueError):  # noqa: N818  a remark for the report, with the reason as its message
    """A cell's text that does not say a value of the field; the message is the reason."""


_EMPTY = {
    "",
    "-",
    "--",
    "n/a",
    "na",
    "none",
    "null",
    "nil",
    "nan",
    "unknown",
    "not stated",
    "tbd",
    "?",
    "k.a.",
    "keine angabe",
}
_NAMES = {"id", "name", "first_name", "last_name"}
_ERRORS = {"#n/a", "#ref!", "#value!", "#name?", "#div/0!", "#null!", "#num!"}


def as_text(raw: object) -> str:
    """Say a cell's content as clean text: whole floats without ".0", dates in ISO form, lists one item a line."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, float) and math.isfinite(raw) and raw == int(raw):
        return str(int(raw))
    if isinstance(raw, datetime):
        return raw.date().isoformat() if raw.time().isoformat() == "00:00:00" else raw.isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, dict):
        return clean_text(" ".join(as_text(one) for one in raw.values()))
    if isinstance(raw, (list, tuple)):
        return clean_text("\n".join(as_text(one) for one in raw))
    return clean_text(without_guard(str(raw)))


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: blank, a dash, "n/a"."""
    return text.casefold() in _EMPTY


def split_list(raw: object, separators: str = "\n;|,") -> list[str]:
    """Split a cell into items: by lines, else by `;`, else by `|`, else by `,`; a list from JSON is split already."""
    if isinstance(raw, (list, tuple)):
        items = [as_text(one) for one in raw]
    else:
        text = as_text(raw)
        used = next((one for one in separators if one in text), None)
        items = text.split(used) if used else [text]
    stripped = (one_line(re.sub(r"^\s*[•·*▪–-]\s+", "", item)).strip(" ;|") for item in items)
    return list(dict.fromkeys(item for item in stripped if not is_empty(item)))


def parse_cell(field: str, raw: object) -> Parsed:
    """Read one cell for one field.

    Returns:
        An empty cell gives the field's empty value; a cell that cannot be read at all gives None with the reason.
    """
    text = as_text(raw)
    if text.casefold() in _ERRORS:
        return Parsed(None, ((text, "a spreadsheet error stands here instead of a value"),))
    if field in _LISTS:
        return _parse_list(field, raw)
    if field in _SINGLES and field != "bio" and looks_like_formula(text):
        return Parsed(None, ((text, "a formula stands here instead of a value"),))
    # "Null" and "NA" are names that people bear, so only a blank name is none.
    if not text or (field not in _NAMES and is_empty(text)):
        return Parsed(_EMPTY_VALUES.get(field, ""))
    if field == "bio" and isinstance(raw, (list, tuple)):
        return Parsed("\n\n".join(part for part in map(as_text, raw) if part))
    try:
        return Parsed(_SINGLES.get(field, one_line)(text))
    except Unreadable as error:
        return Parsed(None, ((text, str(error)),))


def _parse_list(field: str, raw: object) -> Parsed:
    separators, parse = _LISTS[field]
    items = split_list(_spelled_out(raw) if field == "availability" else raw, separators)
    taken = _Taken()
    for item in items:
        taken.take(parse, item)
    problems, remarks = tuple(taken.problems), tuple(taken.remarks)
    if items and not taken.found:
        return Parsed(None, problems)
    found = join_slots(taken.found) if field == "availability" else tuple(dict.fromkeys(taken.found))
    return Parsed(found, problems, remarks)


@dataclass(slots=True)
class _Taken:
    """What a list in a cell gave so far."""

    found: list[Any] = dataclass_field(default_factory=list)
    problems: list[tuple[str, str]] = dataclass_field(default_factory=list)
    remarks: list[tuple[str, str]] = dataclass_field(default_factory=list)

    def take(self, parse: Callable[[str], Sequence[Any]], item: str) -> None:
        try:
            self.found += parse(item)
        except Unreadable as error:
            if parse is _slots and "," in item:  # what stands between the commas may be good on its own
                for part in item.split(","):
                    self.take(parse, part.strip())
            else:
                self.problems.append((item, str(error)))
        except _TakenAsItStands as note:
            self.found.append(note.value)
            self.remarks.append((item, str(note)))


class _TakenAsItStands(Exception):  # noqa: N818  a remark, not a failure
    def __init__(self, value: str, reason: str) -> None:
        super().__init__(reason)
        self.value = value


def _spelled_out(raw: object) -> object:
    """Say slots given as JSON objects in words: `{"day": "Mon", "start": "18:00", "end": "20:00"}`."""
    items = raw if isinstance(raw, (list, tuple)) else [raw]
    if not any(isinstance(item, dict) for item in items):
        return raw
    spelled = []
    for item in items:
        times = {str(key).casefold(): as_text(value) for key, value in item.items()} if isinstance(item, dict) else {}
        start, end = times.get("start") or times.get("from"), times.get("end") or times.get("to")
        spelled.append(f"{times.get('day', '')} {start}-{end}" if start and end else as_text(item))
    return spelled


def _as_it_is(item: str) -> list[str]:
    return [item]


_LEVEL = re.compile(
    r"\(.*?\)|\b(?:native|fluent|fluently|conversational|basic|beginner|intermediate|advanced|proficient|professional"
    r"|mother tongue|bilingual|speaker|level|good|some|a little|[abc][12])\b|[:–-]\s*$",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def _languages(item: str) -> list[str]:
    whole = language_code(item)
    if whole:
        return [whole]
    names = re.split(r"\s*(?:[,/&+|;]|\band\b|\bund\b|\bet\b|\by\b)\s*", _LEVEL.sub(" ", item))
    codes = [(name.strip(" .:-"), language_code(name.strip(" .:-"))) for name in names if name.strip(" .:-")]
    unknown = next((name for name, code in codes if code is None), None)
    if unknown is not None or not codes:
        raise Unreadable(f"{unknown or item!r} is not a language that is known by this name or code")
    return [code for _, code in codes if code]


@lru_cache(maxsize=4096)
def _fields(item: str) -> list[str]:
    known = field_name(item)
    if known is None:
        raise _TakenAsItStands(item.casefold(), "not one of the known fields; kept as it stands")
    return [known]


@lru_cache(maxsize=4096)
def _slots(item: str) -> Sequence[WeeklySlot]:
    try:
        return parse_availability(item)
    except ValueError as error:
        raise Unreadable(f'{error}; write for example "Mon 18:00-20:00"') from error


_FORMAT_WORDS = {
    MeetingFormat.REMOTE: words("remote online video virtual zoom teams phone call calls telephone skype web fern"),
    MeetingFormat.IN_PERSON: words("person onsite site face office live coffee lunch ort presential presencial local"),
    MeetingFormat.CHAT: words(
        "chat text email mail messages messaging message async asynchronous slack whatsapp written"
    ),
}


@lru_cache(maxsize=4096)
def _formats(item: str) -> list[MeetingFormat]:
    said = set(re.findall(r"[a-z]+", item.casefold().replace("_", " ")))
    if said & {"hybrid", "both", "either"}:
        return [MeetingFormat.REMOTE, MeetingFormat.IN_PERSON]
    if said & {"any", "all"}:
        return list(MeetingFormat)
    found = [one for one, known in _FORMAT_WORDS.items() if said & set(known)]
    if not found:
        raise Unreadable(f"not a way to meet; known are {', '.join(MeetingFormat)}")
    return found


def _link(item: str) -> list[str]:
    links = [one if "://" in one else f"https://{one}" for one in item.split()]
    for link in links:
        if not re.fullmatch(r"https?://[^\s/.]+\.[^\s]+", link, re.IGNORECASE):
            raise Unreadable("not a web address that starts with https://")
    return links


def _email(text: str) -> str:
    found = re.search(r"[^\s<>,;:\"'()@]+@[^\s<>,;:\"'()@]+\.[^\s<>,;:\"'()@.]+", text)
    if found is None:
        raise Unreadable("not an e-mail address")
    return found[0]


@lru_cache(maxsize=4096)
def _country(text: str) -> str:
    code = country_code(text)
    if code is None:
        raise Unreadable("not a country that is known by this name or code")
    return code


@lru_cache(maxsize=4096)
def _time_zone(text: str) -> str:
    zone = time_zone_name(text) or time_zone_name(re.sub(r"\(.*?\)", "", text))
    if zone is None:
        raise Unreadable('not a time zone; write for example "Europe/Berlin"')
    return zone


_NUMBER_WORDS = words("zero one two three four five six seven eight nine ten eleven twelve")


def _whole_number(text: str, most: int) -> int:
    plain = text.casefold()
    for value, word in enumerate(_NUMBER_WORDS):
        plain = re.sub(rf"\b{word}\b", str(value), plain)
    found = re.findall(r"(?<![\w.])-?\d+(?:[.,]\d+)?(?!\d|[eE]\d)", re.sub(r"(?<=\d)\s*[-–]\s*(?=\d)", " ", plain))
    if not found:
        raise Unreadable("not a number")
    number = float(found[0].replace(",", "."))
    if "month" in plain and "year" not in plain:
        number /= 12
    if not 0 <= number <= most:
        raise Unreadable(f"not a number from 0 to {most}")
    return 0 if plain.startswith(("<", "less than", "under")) and number <= 1 else int(number)


def _years(text: str) -> int:
    if re.search(r"\b(?:19|20)\d\d\b", text):
        raise Unreadable("a year, not a number of years")
    return _whole_number(text, 80)


def _count(text: str) -> int:
    return _whole_number(text, 10_000)


_SENIORITY_WORDS = {
    Seniority.EXECUTIVE: words(
        "executive exec director vp svp evp president chief ceo cto cfo coo cio chro cmo founder cofounder owner board"
        " c-level c-suite geschaftsfuhrer directeur directrice"
    ),
    Seniority.LEAD: words("lead leader manager head supervisor foreman management teamlead leitung chef jefe"),
    Seniority.SENIOR: words("senior sr principal staff expert experienced veteran fellow master"),
    Seniority.MID: words("mid middle intermediate medior midlevel associate regular"),
    Seniority.EARLY: words("early junior jr entry graduate trainee apprentice intern student beginner novice starter"),
}


def _seniority(text: str) -> Seniority:
    whole = re.findall(r"[a-z]+(?:-[a-z]+)?", text.casefold().replace("_", " "))
    said = {*whole, *(part for word in whole for part in word.split("-"))}
    found = next((level for level, known in _SENIORITY_WORDS.items() if said & set(known)), None)
    if found is None:
        raise Unreadable(f"not a level; known are {', '.join(Seniority)}")
    return found


_MONTHS = {name: number for number, name in enumerate(words("jan feb mar apr may jun jul aug sep oct nov dec"), 1)}


def parse_date(text: str) -> date:
    """Read a date: ISO, `31.12.2026`, `31/12/2026`, `31 Dec 2026`, `December 31, 2026`, or a spreadsheet's day number.

    Raises:
        Unreadable: No such date, or one that day-first and month-first readers would read differently.
    """
    try:
        if match := re.match(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", text):
            return _numeric_date(int(match[1]), int(match[3]), int(match[4]), dotted=match[2] == ".")
        if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th|\.)?\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})", text):
            return date(int(match[3]), _MONTHS[match[2].casefold()], int(match[1]))
        if match := re.fullmatch(r"([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", text):
            return date(int(match[3]), _MONTHS[match[1].casefold()], int(match[2]))
        if re.fullmatch(r"[2-7]\d{4}", text):
            return date(1899, 12, 30) + timedelta(days=int(text))
    except (ValueError, KeyError) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("no such date") from error
    raise Unreadable('not a date; write for example "2026-12-31"')


def _numeric_date(first: int, second: int, year: int, *, dotted: bool) -> date:
    if dotted or first > 12 or first == second:
        return date(year, second, first)
    if second > 12:
        return date(year, first, second)
    raise Unreadable(f'day or month first? Write "{year}-{second:02}-{first:02}" or "{year}-{first:02}-{second:02}"')


_YES = {
    *words(
        "yes y true 1 on active activated enabled open available x ✓ ✔ ja si sí oui sim aktiv actif activo opted-in ok"
    ),
}
_NO = {
    *words(
        "no n false 0 off paused pause inactive disabled closed unavailable ✗ ✘ nein non nao não pausiert opted-out"
    ),
}


def is_yes(text: str) -> bool:
    """Read yes or no.

    Raises:
        Unreadable: Neither.
    """
    word = text.casefold().strip(" .!").replace(" ", "-").replace("_", "-")
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable("neither yes nor no")


def _status(text: str) -> Status:
    try:
        return Status.ACTIVE if is_yes(text) else Status.PAUSED
    except Unreadable as error:
        raise Unreadable(f"not a status; known are {', '.join(Status)}") from error


def _paused(text: str) -> Status:
    return Status.PAUSED if is_yes(text) else Status.ACTIVE


_LISTS: dict[str, tuple[str, Callable[[str], Sequence[Any]]]] = {
    "skills": ("\n;|,", _as_it_is),
    "fields": ("\n;|,", _fields),
    "industries": ("\n;|,", _as_it_is),
    "languages": ("\n;|,", _languages),
    "formats": ("\n;|,", _formats),
    "links": ("\n;|,", _link),
    # Commas stand inside a sentence or between days here, so they separate nothing.
    "availability": ("\n;|", _slots),
    "past_themes": ("\n;|", _as_it_is),
    "goals": ("\n;|", _as_it_is),
}
_SINGLES: dict[str, Callable[[str], Any]] = {
    "bio": lambda text: text,
    "email": _email,
    "country": _country,
    "time_zone": _time_zone,
    "years_experience": _years,
    "seniority": _seniority,
    "capacity": _count,
    "current_mentees": _count,
    "last_active": parse_date,
    "next_free": parse_date,
    "status": _status,
    "paused": _paused,
}
_EMPTY_VALUES: dict[str, Any] = {
    **dict.fromkeys(("years_experience", "seniority", "capacity", "last_active", "next_free")),
    "current_mentees": 0,
    "status": Status.ACTIVE,
    "paused": Status.ACTIVE,
}
