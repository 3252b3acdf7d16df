"""Reading a goal: what is asked of the mentor and the meetings, what is set aside, and what is left to search for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.domain.people import Asker, Seniority
from assistant.domain.search import CONDITION, EXCLUSION, Constraint, ConstraintKind, SetAside, Understanding
from assistant.engines.protocols import Linguist
from assistant.matching.goals.alternatives import join_alternatives, leave_out_times
from assistant.matching.goals.backgrounds import read_fields
from assistant.matching.goals.careers import read_seniority, read_years
from assistant.matching.goals.employers import read_employers, read_room
from assistant.matching.goals.exclusions import find_exclusions
from assistant.matching.goals.goal_text import GoalText, fold, open_goal
from assistant.matching.goals.meetings import read_formats, read_times
from assistant.matching.goals.named_zones import read_named_zones
from assistant.matching.goals.own_place import with_own_zone
from assistant.matching.goals.sensitive import find_set_aside
from assistant.matching.goals.spoken_languages import read_languages
from assistant.matching.goals.whereabouts import read_places, read_time_zones
from assistant.matching.goals.wishes import find_wishes, substance
from assistant.matching.lazy_patterns import LazyPattern

MAX_READ_CHARS = 4_000
"""About 600 words: constraints further into an essay are not looked for, so that the time stays bounded."""

_OWN_NEGATIONS = frozenset({"not_mine"})
"""Values that are a negation already."""
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
    asked = _without_zone_names(list(_read(goal, asker)))
    away = find_exclusions(goal)
    set_aside = _set_aside([*find_set_aside(goal), *away.set_aside], asked)
    wanted = [one for one in asked if not _is_asked_away(one, (*away.constraints, *set_aside))]
    unwanted = [one for one in away.constraints if not _is_known(one, asked)]
    joined = with_own_zone(goal, [*join_alternatives(goal, wanted), *unwanted], asker)
    constraints = _settled(_with_praise(goal, joined), [(item.start, item.end) for item in set_aside])
    together = leave_out_times(constraints)
    set_aside = (*set_aside, *_words_of_conditions(goal, constraints, together))
    constraints = together
    rest = clean[len(head) :].strip()
    question = f"{substance(goal, constraints, set_aside)} {rest}".strip()
    whole = goal if not rest else replace(goal, text=clean, lower=fold(clean))
    wishes = find_wishes(whole, constraints, set_aside)
    return Understanding(text, question, wishes, constraints, set_aside)


def _is_asked_away(constraint: Constraint, away: Iterable[Constraint | SetAside]) -> bool:
    """Say whether the words of a constraint are those that something else asks away or sets aside."""
    return constraint.value not in _OWN_NEGATIONS and any(one.start < constraint.end <= one.end for one in away)


def _is_known(away: Constraint, asked: Iterable[Constraint]) -> bool:
    """Say whether a constraint with a negation of its own ("not from my company") has read the words already."""
    return any(one.start < away.end and away.start < one.end for one in asked if one.value in _OWN_NEGATIONS)


def _set_aside(found: Iterable[SetAside], asked: Iterable[Constraint]) -> tuple[SetAside, ...]:
    """Keep what is set aside once, and nothing for not being understood that a constraint understands."""
    kept: list[SetAside] = []
    for one in found:
        taken = one.attribute == EXCLUSION and any(
            other.start <= one.start < other.end
            or (other.value in _OWN_NEGATIONS and one.start <= other.start < one.end)
            for other in asked
        )
        if not taken and not any(one.start < other.end and other.start < one.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def _first_words(text: str) -> str:
    if len(text) <= MAX_READ_CHARS:
        return text
    cut = max(text.rfind(mark, 0, MAX_READ_CHARS) for mark in (". ", "! ", "? ", "\n"))
    return text[: cut + 1] if cut > MAX_READ_CHARS // 2 else text[:MAX_READ_CHARS]


def _read(goal: GoalText, asker: Asker) -> Iterable[Constraint]:
    yield from read_languages(goal)
    yield from read_places(goal, asker)
    yield from _zones(goal)
    yield from read_times(goal)
    yield from read_seniority(goal)
    yield from read_years(goal)
    yield from read_fields(goal)
    yield from read_employers(goal, asker)
    yield from read_formats(goal)
    yield from read_room(goal)


_PRAISE = LazyPattern(
    r"s? (?:would|might|could) be (?:just |really |absolutely |so )?(?:grand|splendid|terrific|excellent|smashing)\b"
)


def _with_praise(goal: GoalText, found: list[Constraint]) -> list[Constraint]:
    """Count praise as words of what it praises, so that "would be grand" is not searched for."""
    ends = [_PRAISE.match(goal.lower, one.end) for one in found]
    return [replace(one, end=said.end()) if said else one for one, said in zip(found, ends, strict=True)]


def _zones(goal: GoalText) -> Iterable[Constraint]:
    """Read time zones; "2 hours overlap with Sydney" says more than the "2 hours overlap" in it."""
    named = list(read_named_zones(goal))
    yield from named
    for one in read_time_zones(goal):
        if not any(one.start < other.end and other.start < one.end for other in named):
            yield one


def _without_zone_names(asked: list[Constraint]) -> list[Constraint]:
    """Leave out places that only name a time zone: "within two hours of Berlin"."""
    zones = [one for one in asked if one.kind is ConstraintKind.TIME_ZONE and ":" in one.value]
    return [
        one
        for one in asked
        if one.kind is not ConstraintKind.PLACE or not any(zone.start < one.end <= zone.end for zone in zones)
    ]


def _words_of_conditions(
    goal: GoalText, constraints: Iterable[Constraint], kept: Sequence[Constraint]
) -> Iterable[SetAside]:
    """Set aside words that no constraint may stand for alone.

    Backgrounds asked for stay in the question, those asked away must not; times left out become part of another one.
    """
    for one in constraints:
        if one.negated and (one.kind is ConstraintKind.FIELD or one not in kept):
            yield SetAside(goal.text[one.start : one.end], CONDITION, one.start, one.end)


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
    _drop_contradictions(best)
    return tuple(sorted(best.values(), key=lambda constraint: constraint.start))


def _keep_highest(best: dict[tuple[ConstraintKind, str], Constraint]) -> None:
    """Of several levels that all mean "at least this", the highest says it all: "really high up, director or above"."""
    levels = [
        constraint
        for constraint in best.values()
        if constraint.kind is ConstraintKind.SENIORITY and constraint.value != "early" and not constraint.negated
    ]
    for constraint in sorted(levels, key=lambda constraint: Seniority(constraint.value).rank)[:-1]:
        del best[(constraint.kind, constraint.value)]


def _drop_contradictions(best: dict[tuple[ConstraintKind, str], Constraint]) -> None:
    """Of "runs a whole institution, not a middle manager" only the first counts: nobody could meet both."""
    levels = [one for one in best.values() if one.kind is ConstraintKind.SENIORITY]
    wanted = [Seniority(one.value).rank for one in levels if not one.negated]
    for one in levels:
        if one.negated and wanted and max(wanted) >= Seniority(one.alternatives[0]).rank:
            del best[(one.kind, one.value)]
