"""By when: the words of a sentence that say it, and the last day that keeps the promise.

Conventions: "by Friday" is the coming Friday, and a week later on a Friday; "before Friday" is the day before; "next
week" ends on its Friday, a weekend on its Sunday; "the end of the month" is its last day; a promise "before we speak
next" has no date until the next session has one. What is vague ("soon") is no due date.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from assistant.analysis.due_calendar import HOLIDAYS, Period
from assistant.analysis.due_context import is_correction, weigh
from assistant.analysis.due_matches import Match, Named, Undated, is_deadline, lead_of
from assistant.analysis.due_rules import RULES, Rule
from assistant.analysis.due_words import any_of
from assistant.domain.report import Due

_ANY_DAY = date(2001, 1, 1)
"""Stands in for a session's date that is not known, to tell days from other words."""
_SIGNS = re.compile(
    r"\b(?:(?:mon|tues?|weds?|wednes|thu|thurs?|fri|sat|satur|sun)(?:day)?\b"
    r"|jan|feb|mar(?:ch)?\b|apr|may\b|jun|jul|aug|sep|oct|nov|dec|today|toni|tom|tmr|tmw|2n|2m|next|nxt|end\b|week"
    r"|wknd|month|quarter|q[1-4]|year|same day|fortnight|hour|hrs?\b|days?\b|min(?:ute)?s?\b|morning|afternoon|arvo"
    r"|evening|night|by\b|before|b4|until|till?\b|on the|for the|from the|eo[dwmy]|cob|cop|hang|when we|after"
    r"|(?:say|make it|make that) the|the (?:first|last|\d)|\d|spring|summer|autumn|fall|winter|eid|ramadan|diwali"
    rf"|hanukkah|passover|carnival|{any_of(HOLIDAYS)})",
    re.IGNORECASE,
)
"""Without one of these words nothing says by when: most sentences are done with after one look."""
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\t": " ", "\n": " ", "\r": " ", "\xa0": " "})
_SAME = re.compile(r"\s*,?\s*(?:the\s+)?")
_OR = re.compile(r"\s*,?\s*(?:or|or even|or maybe|or perhaps|and|/)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Words that may say by when; `on` is the last day."""

    start: int
    end: int
    named: Named
    on: date | None
    score: float
    rank: int


def find_due(text: str, held_on: date | None) -> Due | None:
    """Find the words that say by when, and date them.

    Args:
        text: One sentence or a few, as they were said.
        held_on: The session's date, or the day of a message in a chat; without it the words have no date.

    Returns:
        The words as they stand in the text with their date, never one before `held_on`; None where nothing is said,
        where it is too vague to date, and for an empty text.
    """
    plain = text.translate(_PLAIN)
    if not _SIGNS.search(plain):
        return None
    candidates = _join(plain, _longest(_candidates(plain, held_on or _ANY_DAY)))
    if not candidates:
        return None
    best = max(_corrected(plain, candidates), key=lambda one: one.score)
    words = text[best.start : best.end].strip(" ,.")
    return Due(words, best.on if held_on else None, best.named is Undated.NEXT_SESSION)


def _candidates(text: str, held_on: date) -> Iterator[_Candidate]:
    """Find all words that name a coming day."""
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            lead = lead_of(match)
            named = _named(rule, match, held_on) if lead != "since" else Undated.NOT_DUE
            weight = None if named is Undated.NOT_DUE else weigh(text, match.start(), match.end())
            if weight is None:
                continue
            on = _last_day(named, lead, held_on)
            if isinstance(named, Period) and on is None and lead != "after":
                continue
            score = rule.strength + weight + (2.0 if is_deadline(match) else 1.0 if lead else 0.0)
            yield _Candidate(match.start(), match.end(), named, on, score, rule.rank)


def _named(rule: Rule, match: Match, held_on: date) -> Named:
    """Read a match; at the end of the calendar, where no date can be told, the words are kept."""
    try:
        return rule.read(match, held_on)
    except (OverflowError, ValueError):
        return Undated.NO_DATE


def _last_day(named: Named, lead: str, held_on: date) -> date | None:
    """Date what is named after its preposition; None for a day that is over, and for "after"."""
    if not isinstance(named, Period) or lead == "after":
        return None
    day = named.before if lead == "before" else named.by if lead in {"by", "until"} else named.last
    if day < held_on and lead in {"before", "by", "until"} and named.last >= held_on:
        return held_on
    return day if day >= held_on else None


def _longest(candidates: Iterator[_Candidate]) -> list[_Candidate]:
    """Keep of overlapping words the longest, in the order of the text."""
    kept: list[_Candidate] = []
    for one in sorted(candidates, key=lambda one: (one.start - one.end, -one.rank)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _join(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Join words that say it together: "Tuesday, the tenth" and "Thursday or Friday"."""
    joined: list[_Candidate] = []
    for one in candidates:
        if joined and (both := _both(joined[-1], one, text[joined[-1].end : one.start])):
            joined[-1] = both
        else:
            joined.append(one)
    return joined


def _both(first: _Candidate, second: _Candidate, between: str) -> _Candidate | None:
    score = max(first.score, second.score)
    if _SAME.fullmatch(between):
        exact = max((first, second), key=lambda one: one.rank)
        return replace(exact, start=first.start, end=second.end, score=score)
    if _OR.fullmatch(between) and first.on and second.on:
        later = max((first, second), key=lambda one: one.on or date.min)
        return replace(later, start=first.start, end=second.end, score=score)
    return None


def _corrected(text: str, candidates: list[_Candidate]) -> list[_Candidate]:
    """Let what corrects win over what it corrects."""
    scored = candidates[:1]
    for one in candidates[1:]:
        if is_correction(text[scored[-1].end : one.start]):
            one = replace(one, score=max(one.score, scored[-1].score) + 3)
        scored.append(one)
    return scored
