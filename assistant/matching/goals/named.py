"""What the vocabularies know of a goal, wherever it stands: what a negation can ask away."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.domain.search import WITH, ConstraintKind
from assistant.matching.goals.goal_text import GoalText
from assistant.matching.goals.meetings import find_formats, find_times
from assistant.matching.goals.mentions import Mention, mask_languages, mask_places, mask_professions, mask_subjects
from assistant.matching.lazy_patterns import LazyPattern
from assistant.vocabulary.places import demonyms

_LEVELS = LazyPattern(
    r"\b(?:(?P<lead>(?:middle |line |people |senior )?managers?|team[- ](?:leads?|leaders?)|supervisors?|bosses)"
    r"|(?P<executive>(?:managing )?directors?|executives?|execs?|ceos?|vice[- ]presidents?|vps?|c-?level(?: people)?"
    r"|board members?|founders?)|(?P<early>juniors?|beginners?|newbies|recent graduates?|early[- ]career(?: people)?"
    r"|interns?|trainees?)|(?P<senior>(?:too |very |so )?senior(?: people| person| mentors?)?|veterans?))\b"
)
_PEOPLE = r"(?:people|persons?|folks?|types?|guys|professionals?|mentors?|insiders?|experts?|someone|somebody)"
_TAIL = LazyPattern(
    rf" (?:{_PEOPLE}|industry|sector|field|world|business|background|backgrounds|area|region|mentor|time)\b"
)
_FROM = LazyPattern(
    r"\b(?:from|in|inside|within|of|out of|background in|career in|works? (?:in|at)) (?:the (?:world|field) of |the )?$"
)
_SPEAKERS = LazyPattern(r"[- ](?:speak(?:ers?|ing)|natives?)(?: (?:people|mentors?|persons?))?\b")
_SPEAKS_BEFORE = LazyPattern(r"\b(?:speaks?|speaking|speakers? of|fluent in|talks?) $")


@dataclass(frozen=True, slots=True)
class Named:
    """A known thing at `start` to `end`.

    Args:
        kind: What it would constrain; None for a nationality, which constrains nothing.
        phrase_end: Where its noun phrase ends: "people from the HR world".
    """

    kind: ConstraintKind | None
    value: str
    start: int
    end: int
    phrase_end: int


def named_in(goal: GoalText) -> list[Named]:
    """Find all known things in the order of the text, each word in one of them."""
    found = [*_times(goal), *_formats(goal), *_professions(goal), *_levels(goal), *_fields(goal)]
    found += [*_languages(goal), *_nationalities(goal), *_places(goal)]
    kept: list[Named] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.phrase_end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _named(goal: GoalText, kind: ConstraintKind | None, mention: Mention) -> Named:
    tail = _TAIL.match(goal.lower, mention.end)
    return Named(kind, mention.value, mention.start, mention.end, tail.end() if tail else mention.end)


def _describes(goal: GoalText, end: int) -> bool:
    """Say whether a word only describes the noun behind it: "consultant fees", "the US market"."""
    if end >= len(goal.text) or goal.text[end] != " " or _TAIL.match(goal.lower, end):
        return False
    token = goal.token_at(end + 1)
    before = goal.token_at(end - 1)
    behind = token is not None and token.pos in {"NOUN", "PROPN"}
    return behind and before is not None and before.dep in {"amod", "compound", "nmod"}


def _times(goal: GoalText) -> Iterator[Named]:
    """Give times, a day and the part of day behind it as one: "Monday mornings"."""
    times = list(find_times(goal))
    at = 0
    while at < len(times):
        one = times[at]
        following = times[at + 1] if at + 1 < len(times) else None
        together = following is not None and goal.lower[one.end : following.start] in {" ", "s ", "'s "}
        if following is not None and together and one.value != following.value:
            yield Named(
                ConstraintKind.WHEN, f"{one.value}{WITH}{following.value}", one.start, following.end, following.end
            )
            at += 2
        else:
            yield Named(ConstraintKind.WHEN, one.value, one.start, one.end, one.end)
            at += 1


def _formats(goal: GoalText) -> Iterator[Named]:
    for mention in find_formats(goal):
        yield Named(ConstraintKind.FORMAT, mention.value, mention.start, mention.end, mention.end)


def _professions(goal: GoalText) -> Iterator[Named]:
    for mention in mask_professions(goal.text, goal.lower).mentions:
        if not _describes(goal, mention.end):
            yield _named(goal, ConstraintKind.FIELD, mention)


def _levels(goal: GoalText) -> Iterator[Named]:
    for match in _LEVELS.finditer(goal.lower):
        if not _describes(goal, match.end()):
            yield Named(ConstraintKind.SENIORITY, str(match.lastgroup), match.start(), match.end(), match.end())


def _fields(goal: GoalText) -> Iterator[Named]:
    for mention in mask_subjects(goal.text, goal.lower).mentions:
        named = _named(goal, ConstraintKind.FIELD, mention)
        if named.phrase_end > named.end or _FROM.search(goal.lower[: mention.start]):
            yield named


def _languages(goal: GoalText) -> Iterator[Named]:
    for mention in mask_languages(goal.text, goal.lower).mentions:
        speakers = _SPEAKERS.match(goal.lower, mention.end)
        if speakers or _SPEAKS_BEFORE.search(goal.lower[: mention.start]):
            end = speakers.end() if speakers else mention.end
            yield Named(ConstraintKind.LANGUAGE, mention.value, mention.start, mention.end, end)


@cache
def _nations() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(name) for name in demonyms()), key=len, reverse=True))
    return re.compile(
        rf"\b(?:an? (?:{names})(?! \w*(?:speak|lesson|class|course))|(?:{names})s|(?:{names})(?:men|women|man|woman)"
        rf"|(?:{names})(?= (?:{_PEOPLE}|men|women|man|woman|citizens?)\b)|(?:{names})(?=\W*(?:please\b|$|[.,;!]))"
        rf"|french(?:men|man|women)|english(?:men|man|women)|irishm[ae]n|dutchm[ae]n|the (?:french|english|dutch"
        rf"|chinese"
        rf"|japanese|irish|swiss|british|spanish)|brits|yanks|spaniards|poles|danes|swedes|finns|turks|arabs|aussies"
        rf"|kiwis)\b"
    )


def _nationalities(goal: GoalText) -> Iterator[Named]:
    for match in _nations().finditer(goal.lower):
        if not _describes(goal, match.end()):
            yield _named(goal, None, Mention(match[0], *match.span()))


def _places(goal: GoalText) -> Iterator[Named]:
    for mention in mask_places(goal.text, goal.lower).mentions:
        if not _describes(goal, mention.end) and not goal.lower[mention.end :].startswith(" time"):
            yield _named(goal, ConstraintKind.PLACE, mention)
