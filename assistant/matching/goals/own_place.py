"""Where the asker says they are: it gives their time zone for this search."""

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.domain.people import Asker
from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.goals.goal_text import GoalText
from assistant.matching.goals.mentions import MARK, NAME, mask_places
from assistant.matching.goals.named_zones import zone_of
from assistant.matching.lazy_patterns import LazyPattern

_IN = (
    r"(?: (?:here|now|currently|still|based|living|working|back|right|just|all|both))*"
    r" (?:in|near|outside|out of) (?:the )?"
)
_I_AM = LazyPattern(
    rf"\b(?:(?:i|we)(?:'m| am|'re| are| live| work|'ve moved to|'ve been living| have lived| do this){_IN}"
    rf"|(?:i|we)(?:'ve| have)?(?: just| recently)? moved to (?:the )?|i'm writing from |writing (?:to you )?from "
    rf"|my (?:home|city|town|country|time zone|timezone) is (?:in )?|here in |calling from )(?P<place>{NAME})"
)
_PASSING = LazyPattern(
    r"\W*(?:next|this (?:week|month|weekend)|until|till|for (?:a|the|one|two|three|\d+) \w+|on (?:holiday|vacation"
    r"|a trip)"
    r"|in (?:january|february|march|april|may|june|july|august|september|october|november|december))\b"
)
_TIMED = frozenset({ConstraintKind.WHEN, ConstraintKind.TIME_ZONE})


def own_zone(goal: GoalText) -> str:
    """Give the time zone of the place where the asker says they are; empty when they do not say it."""
    masked = mask_places(goal.text, goal.lower)
    for match in _I_AM.finditer(masked.text) if MARK in masked.text else ():
        if _PASSING.match(goal.lower, match.end()) or re.search(
            r"\b(?:if|when|once|before)\W*$", goal.lower[: match.start()]
        ):
            continue
        for mention in masked.within(*match.span("place")):
            if zone := zone_of(mention.value):
                return zone
    return ""


def with_own_zone(goal: GoalText, constraints: Iterable[Constraint], asker: Asker) -> list[Constraint]:
    """Hand what depends on the asker's time the zone that the goal gives, unless that is known already."""
    found = list(constraints)
    if not any(one.kind in _TIMED for one in found):
        return found
    zone = own_zone(goal)
    if not zone or zone == asker.time_zone:
        return found
    return [replace(one, asker_zone=zone) if one.kind in _TIMED else one for one in found]
