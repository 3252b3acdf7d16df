"""Taking a match of a rule apart, and what it can name."""

import re
from datetime import date, datetime
from enum import Enum, auto
from typing import TypeAlias

from assistant.analysis.due_calendar import Period


class Undated(Enum):
    """What words name when it is no stretch of days."""

    NEXT_SESSION = auto()
    NO_DATE = auto()
    NOT_DUE = auto()


Named: TypeAlias = Period | Undated
Match: TypeAlias = re.Match[str]


def group(match: Match, name: str) -> str:
    """Give a group of a match in lower case; empty where it is not part of the match or of its pattern."""
    return (match.groupdict().get(name) or "").casefold()


def lead_of(match: Match) -> str:
    """Give the preposition of a match as one word ("by" for "no later than"); empty without one."""
    lead = re.sub(r"^(?:some ?time|any ?time)\s+", "", group(match, "lead"))
    if lead.startswith(("no ", "not ")):
        return "by"
    word = lead.split()[0].lstrip("'") if lead else ""
    return {"b4": "before", "til": "until", "till": "until", "due": "by"}.get(word, word)


def is_deadline(match: Match) -> bool:
    """Whether its preposition can only be said of what is to come."""
    return lead_of(match) in {"by", "before", "until"}


def parse_date(words: str, held_on: date) -> date | None:
    """Ask `dateparser` for the day that a phrase of known form names; None when it cannot tell."""
    import dateparser

    settings = {
        "PREFER_DATES_FROM": "future",
        "RELATIVE_BASE": datetime(held_on.year, held_on.month, held_on.day),
    }
    try:
        found = dateparser.parse(words, languages=["en"], settings=settings)
    except (OverflowError, ValueError):
        return None
    return found.date() if found else None
