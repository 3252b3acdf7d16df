"""Reading a goal: what is asked of the mentor and the meetings, what is set aside, and what is left to search for."""

from collections.abc import Iterable
from dataclasses import replace

from assistant.domain.people import Asker, Seniority
from assistant.domain.search import Constraint, ConstraintKind, Understanding
from assistant.engines.protocols import Linguist
from assistant.matching.goals.backgrounds import read_fields
from assistant.matching.goals.careers import read_seniority, read_years
from assistant.matching.goals.employers import read_employers, read_room
from assistant.matching.goals.goal_text import GoalText, fold, open_goal
from assistant.matching.goals.meetings import read_formats, read_times
from assistant.matching.goals.sensitive import find_set_aside
from assistant.matching.goals.spoken_languages import read_languages
from assistant.matching.goals.whereabouts import read_places, read_time_zones
from assistant.matching.goals.wishes import find_wishes, substance
from assistant.matching.lazy_patterns import LazyPattern

MAX_READ_CHARS = 4_000
"""About 600 words: constraints further into an essay are not looked for, so that the time stays bounded."""

_CONTROL = LazyPattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ue000-\uf8ff]|[\ud800-\udfff]")


def read_goal(text: str, linguist: Linguist, asker: Asker) -> Understanding:
    """Understand a goal in plain language.

    Control characters count as spaces; all positions hold in the text as given. Constraints and set-aside wishes
    are read from the
    first 600 words or so, wishes and question from the whole.

    Args:
        text: The goal as the person wrote it.
        linguist: Reads its grammar.
        asker: Says what "my city" and "my country" mean; what is not known asks nothing.

    Returns:
        An understanding with an empty question and no wishes for a text without words.
    """
    clean = _CONTROL.sub(" ", text)
    head = _first_words(clean)
    goal = open_goal(head, linguist)
    set_aside = tuple(find_set_aside(goal))
    constraints = _settled([*_read(goal, asker)], [(item.start, item.end) for item in set_aside])
    rest = clean[len(head) :].strip()
    question = f"{substance(goal, constraints, set_aside)} {rest}".strip()
    whole = goal if not rest else replace(goal, text=clean, lower=fold(clean))
    wishes = find_wishes(whole, constraints, set_aside)
    return Understanding(text, question, wishes, constraints, set_aside)


def _first_words(text: str) -> str:
    if len(text) <= MAX_READ_CHARS:
        return text
    cut = max(text.rfind(mark, 0, MAX_READ_CHARS) for mark in (". ", "! ", "? ", "\n"))
    return text[: cut + 1] if cut > MAX_READ_CHARS // 2 else text[:MAX_READ_CHARS]


def _read(goal: GoalText, asker: Asker) -> Iterable[Constraint]:
    yield from read_languages(goal)
    yield from read_places(goal, asker)
    yield from read_time_zones(goal)
    yield from read_times(goal)
    yield from read_seniority(goal)
    yield from read_years(goal)
    yield from read_fields(goal)
    yield from read_employers(goal, asker)
    yield from read_formats(goal)
    yield from read_room(goal)


def _settled(found: list[Constraint], set_aside: list[tuple[int, int]]) -> tuple[Constraint, ...]:
    """Keep one constraint per kind and value, the hardest, in the order of the text.

    And none made of set-aside words.
    """
    best: dict[tuple[ConstraintKind, str], Constraint] = {}
    for constraint in found:
        key = (constraint.kind, constraint.value)
        inside = any(first <= constraint.start and constraint.end <= last for first, last in set_aside)
        if not inside and (key not in best or constraint.hard > best[key].hard):
            best[key] = constraint
    _keep_highest(best)
    return tuple(sorted(best.values(), key=lambda constraint: constraint.start))


def _keep_highest(best: dict[tuple[ConstraintKind, str], Constraint]) -> None:
    """Of several levels that all mean "at least this", the highest says it all: "really high up, director or above"."""
    levels = [
        constraint
        for constraint in best.values()
        if constraint.kind is ConstraintKind.SENIORITY and constraint.value != "early"
    ]
    for constraint in sorted(levels, key=lambda constraint: Seniority(constraint.value).rank)[:-1]:
        del best[(constraint.kind, constraint.value)]
