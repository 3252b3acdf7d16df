"""Putting together what a goal joins: "German or Dutch" is one wish, and so are "Saturday mornings"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.domain.search import BUT, NOT, OR, WITH, Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText
from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern

_ONE_SUFFICES = frozenset(
    {
        ConstraintKind.LANGUAGE,
        ConstraintKind.PLACE,
        ConstraintKind.TIME_ZONE,
        ConstraintKind.FIELD,
        ConstraintKind.FORMAT,
    }
)
_NOBODY_HAS_BOTH = frozenset({ConstraintKind.PLACE, ConstraintKind.TIME_ZONE})
"""Nobody lives in two places: "in Kenya and Tanzania" means either."""
_PARTS_OF_DAY = frozenset({"mornings", "lunchtimes", "afternoons", "evenings"})
_SPANS_OF_DAYS = frozenset({"weekends", "weekdays"})
_FILL = (
    rf"(?:{PERSON}|either|even|maybe|perhaps|at least|also|else|elsewhere|failing that|in|from|near|on|at|around|by"
    r"|via|over|based|who|that|is|are|works?|speaks?|has|a|an|the|any|some|somewhere|anywhere|background|experience"
    r"|my|do|during)"
)
_JOIN = LazyPattern(rf"\W*(?P<join>(?:,|/|&|\band\b|\bor\b)(?:\s*(?:,|/|&|\band\b|\bor\b))*)\s*(?:{_FILL}\b[\s,]*)*")
_LIST_GAP = LazyPattern(
    r"\s*(?P<join>(?:,|/|&|\band\b|\bor\b)(?:\s*(?:,|/|&|\band\b|\bor\b))*)\s*"
    r"(?:(?:maybe|perhaps|else|also|even|on|in|at|the|my|during|either|any|over|around|possibly|early|late)\b\s*)*$"
)
_DAY_THEN_PART = LazyPattern(
    r"'?s?'?\s*(?:only\s+)?(?:(?:in|at|during|over|from|for|around|but only|early|late)\s+)*(?:(?:the|my|early"
    r"|late)\s+)*$"
)
_PART_THEN_DAY = LazyPattern(r"\s*(?:only\s+)?(?:on|at|during|over|of)\s+(?:(?:the|a|my|any)\s+)?$")


def join_alternatives(goal: GoalText, found: Iterable[Constraint]) -> list[Constraint]:
    """Join what one of suffices into one constraint, and days with their part of day.

    What is joined has the same kind and the same hardness; the order of the text is kept.
    """
    ordered = sorted(found, key=lambda one: (one.end, one.start))
    joined = _times(goal, [one for one in ordered if one.kind is ConstraintKind.WHEN])
    for kind in ConstraintKind:
        if kind is not ConstraintKind.WHEN:
            joined += _chains(goal, [one for one in ordered if one.kind is kind])
    return _either_kind(goal, joined)


def _chains(goal: GoalText, ordered: list[Constraint]) -> list[Constraint]:
    """Follow lists ("French, Spanish or Italian"); only an "or" somewhere in a list makes it one of alternatives."""
    chains: list[list[Constraint]] = []
    joins: list[str] = []
    for one in ordered:
        join = _join(goal, chains[-1][-1], one) if chains and one.kind in _ONE_SUFFICES else None
        if join is None:
            chains.append([one])
            joins.append("")
        else:
            chains[-1].append(one)
            joins[-1] += f" {join}"
    return [one for chain, said in zip(chains, joins, strict=True) for one in _one_of(chain, said)]


def _join(goal: GoalText, first: Constraint, second: Constraint) -> str | None:
    """Give the joining words of two neighbours of a list; None when something else stands between them."""
    if first.hard is not second.hard or not 0 <= first.end < second.end:
        return None
    between = goal.lower[first.end : second.end]
    found = _JOIN.match(between)
    if found is None or re.search(r"[,;.!?:(]|\b(?:and|or|but|must|ideally|preferably)\b", between[found.end() :]):
        return None
    return found["join"] if len(between[found.end() :].split()) <= 5 else None


def _one_of(chain: list[Constraint], said: str) -> list[Constraint]:
    either = "or" in said or "/" in said or (chain[0].kind in _NOBODY_HAS_BOTH and "and" in said)
    if len(chain) == 1 or not either:
        return chain
    values = dict.fromkeys(one.value for one in chain)
    return [replace(chain[0], value=OR.join(values), start=min(one.start for one in chain), end=chain[-1].end)]


def _either_kind(goal: GoalText, joined: list[Constraint]) -> list[Constraint]:
    """Soften wishes of two kinds joined by "or" ("in Lisbon or online"): as musts, both would be required."""
    ordered = sorted(joined, key=lambda one: (one.end, one.start))
    for at, (first, second) in enumerate(pairwise(ordered)):
        if first.kind is second.kind or not 0 <= first.end < second.start:
            continue
        if re.fullmatch(
            r"\W*\bor\b\W*(?:(?:in|on|by|over|via|from|who|speaks|with|is|at)\W+)*", _gap(goal, first, second)
        ):
            ordered[at], ordered[at + 1] = replace(first, hard=False), replace(second, hard=False)
    return ordered


def _gap(goal: GoalText, first: Constraint, second: Constraint) -> str:
    return goal.lower[first.end : second.start]


@dataclass(slots=True)
class _Moment:
    """One alternative of a list of times; `day_first` says that a day stands before its part of day."""

    said: list[Constraint]
    day_first: bool = False

    @property
    def days(self) -> list[str]:
        return [one.value for one in self.said if one.value not in _PARTS_OF_DAY]

    @property
    def parts(self) -> list[str]:
        return [one.value for one in self.said if one.value in _PARTS_OF_DAY]


def _times(goal: GoalText, ordered: list[Constraint]) -> list[Constraint]:
    """Join times: meetings take place at one of them, so that a list with "and" offers a choice as well."""
    lists: list[list[_Moment]] = []
    before: Constraint | None = None
    for one in sorted(ordered, key=lambda one: (one.start, one.value in _PARTS_OF_DAY)):
        link = _time_link(goal, before, one) if before is not None and before.hard is one.hard else ""
        if link == "list":
            lists[-1].append(_Moment([one]))
        elif link:
            lists[-1][-1].said.append(one)
            lists[-1][-1].day_first = link == "day first"
        else:
            lists.append([_Moment([one])])
        before = one
    return [_offered(moments) for moments in lists]


def _time_link(goal: GoalText, first: Constraint, second: Constraint) -> str:
    if second.start < first.end:
        return "day first"
    gap = _gap(goal, first, second)
    first_is_part, second_is_part = first.value in _PARTS_OF_DAY, second.value in _PARTS_OF_DAY
    if not first_is_part and second_is_part and _DAY_THEN_PART.match(gap):
        return "day first"
    if first_is_part and not second_is_part and _PART_THEN_DAY.match(gap):
        return "part first"
    return "list" if _LIST_GAP.match(gap) else ""


def _offered(moments: Sequence[_Moment]) -> Constraint:
    joint = [(list(one.days), list(one.parts)) for one in moments]
    for at in range(len(moments) - 2, -1, -1):
        following, (days, parts) = moments[at + 1], joint[at]
        if following.day_first and days and not parts and not _SPANS_OF_DAYS & {*days, *following.days}:
            parts.extend(joint[at + 1][1])  # "Tuesday or Thursday lunchtimes"
        elif not following.day_first and following.days and following.parts and parts and not days:
            days.extend(joint[at + 1][0])  # "mornings or evenings on weekdays"
    for at in range(1, len(moments)):
        days, parts = joint[at]
        if moments[at - 1].day_first and parts and not days:
            days.extend(joint[at - 1][0])  # "Saturday mornings or afternoons"
    values = dict.fromkeys(WITH.join([*days, *parts]) for days, parts in joint)
    said = [one for moment in moments for one in moment.said]
    return replace(
        said[0], value=OR.join(values), start=min(one.start for one in said), end=max(one.end for one in said)
    )


def leave_out_times(constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Put "not on Fridays" into "evenings", so that both are checked of the same hours; alone it stays as it is."""
    times = [one for one in constraints if one.kind is ConstraintKind.WHEN]
    left_out = [one for one in times if one.negated and WITH not in one.value]
    taken: list[Constraint] = []
    changed: dict[int, Constraint] = {}
    for at, one in enumerate(constraints):
        if one.kind is not ConstraintKind.WHEN or one.negated:
            continue
        fitting = [away for away in left_out if away.hard is one.hard]
        values = [away.value.removeprefix(NOT) for away in fitting]
        changed[at] = replace(one, value=OR.join(_but(alternative, values) for alternative in one.alternatives))
        taken += fitting
    return _all_left_out([changed.get(at, one) for at, one in enumerate(constraints) if one not in taken])


def _all_left_out(constraints: Sequence[Constraint]) -> tuple[Constraint, ...]:
    """Join times asked away: somebody free on Mondays and Tuesdays alone does not suit "not Mondays or Tuesdays"."""
    away = [one for one in constraints if one.kind is ConstraintKind.WHEN and one.negated]
    firsts: dict[Constraint, Constraint] = {}
    for hard in (True, False):
        same = [one for one in away if one.hard is hard]
        if same:
            values = OR.join(one.value.removeprefix(NOT) for one in same)
            firsts[same[0]] = replace(same[0], value=f"{NOT}{values}")
    return tuple(firsts.get(one, one) for one in constraints if one not in away or one in firsts)


def _but(alternative: str, left_out: Sequence[str]) -> str:
    """Leave times out of another, but for those that it does not touch anyway: "Wednesdays, I'm busy on Tuesdays"."""
    parts = alternative.split(WITH)
    days = [part for part in parts if part not in _PARTS_OF_DAY | _SPANS_OF_DAYS]
    of_day = [part for part in parts if part in _PARTS_OF_DAY]
    touching = [
        one
        for one in left_out
        if one in _SPANS_OF_DAYS or one in of_day or not (of_day if one in _PARTS_OF_DAY else days) or one in days
    ]
    return WITH.join([*parts, *(f"{BUT}{one}" for one in touching)])
