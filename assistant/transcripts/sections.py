"""Text in which a header line with name and time stands above what was said."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.transcripts.names import choose_names, looks_like_name
from assistant.transcripts.text import visible
from assistant.transcripts.times import CLOCK, parse_clock

_LONGEST_HEADER = 140
_STARTS_S = 120.0
_NAME_TIME = re.compile(rf"(?P<name>\S(?:.{{0,90}}?\S)?)??(?P<gap>[ \t\u00a0]*)(?P<time>{CLOCK})\s*")
_NAME_BRACKETS = re.compile(rf"(?P<name>\S(?:.{{0,90}}?\S)??)(?P<gap>\s*)[(\[](?P<time>{CLOCK})[)\]]:?\s*")


@dataclass(frozen=True, slots=True)
class Header:
    """A line above speech: who (empty: not named) and when."""

    name: str
    start_s: float


@dataclass(slots=True)
class Section:
    """A header and the lines below it."""

    header: Header
    line: int
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sections:
    """All sections of a file, and the lines before the first."""

    preamble: list[tuple[int, str]] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def read_sections(lines: Sequence[str], header: Callable[[str], Header | None]) -> Sections:
    """Cut lines at the headers; a blank line ends nothing."""
    found = Sections()
    for number, raw in enumerate(lines, 1):
        line = visible(raw).strip()
        one = header(line) if line else None
        if one:
            found.sections.append(Section(one, number))
        elif line and found.sections:
            found.sections[-1].texts.append(line)
        elif line:
            found.preamble.append((number, line))
    return found


def name_and_time(lines: Sequence[str]) -> Callable[[str], Header | None]:
    """Build what recognises `Name   0:03` (Teams, Otter) or `Name (00:12)` (Riverside) headers in these lines.

    "Let us meet at 10:30" has the same form. Where a file puts two spaces before its times, one is not enough; else the
    name has to look like one in the company of the others.
    """
    plain = [match for match in map(_plain, lines) if match]
    named = [match for match in plain if match["name"]]
    wide = 2 * sum(_is_wide(match["gap"]) for match in named) >= max(1, len(named))
    fit = [match for match in named if _is_wide(match["gap"])] if wide else _like_names(named)
    names = choose_names([match["name"] for match in fit], len(fit))
    brackets = [match["name"] for match in map(_bracketed, lines) if match]
    names_in_brackets = choose_names(brackets, len(brackets))
    nameless = len(plain) - len(named) > len(fit)

    def header(line: str) -> Header | None:
        match = _plain(line)
        if match and match["name"]:
            right = match["name"] in names and (_is_wide(match["gap"]) or not wide)
            return Header(match["name"], parse_clock(match["time"])) if right else None
        if match:
            return Header("", parse_clock(match["time"])) if nameless or not names else None
        match = _bracketed(line)
        if match and match["name"] in names_in_brackets:
            return Header(match["name"], parse_clock(match["time"]))
        return None

    return header


def has_sections(sample: Sequence[str], header: Callable[[str], Header | None], preamble_lines: int = 12) -> bool:
    """Whether at least two headers have text below, most of all have, and the first stands near the top."""
    headers = [bool(header(line)) for line in sample]
    spoken = sum(is_header and not below for is_header, below in pairwise(headers))
    return spoken > 1 and 2 * spoken > sum(headers) and any(headers[:preamble_lines])


def _plain(line: str) -> re.Match[str] | None:
    line = visible(line).strip()
    if len(line) > _LONGEST_HEADER or not line[-1:].isdigit() or ":" not in line[-14:]:
        return None
    match = _NAME_TIME.fullmatch(line)
    return match if match and bool(match["name"]) == bool(match["gap"]) else None


def _bracketed(line: str) -> re.Match[str] | None:
    line = visible(line).strip()
    if len(line) > _LONGEST_HEADER or line[-1:] not in ")]:" or line[:1] in "([":
        return None
    match = _NAME_BRACKETS.fullmatch(line)
    return match if match and looks_like_name(match["name"]) else None


def _like_names(named: list[re.Match[str]]) -> list[re.Match[str]]:
    """Headers with one space before the time: the name comes again, or each of its words has a capital.

    An agenda ("Standup 9:30") has the same form, but nothing comes again and nothing starts at zero.
    """
    counts = Counter(match["name"] for match in named)
    if counts.total() == len(counts) and all(parse_clock(match["time"]) > _STARTS_S for match in named):
        return []
    return [one for one in named if counts[one["name"]] > 1 or _has_capitals(one["name"])]


def _has_capitals(name: str) -> bool:
    """Whether no word starts with a small letter; scripts without capitals pass."""
    return not any(word[0].islower() for word in name.split())


def _is_wide(gap: str) -> bool:
    return len(gap) > 1 or gap == "\t"
