"""Time zones by hours: from UTC ("UTC+5:30"), of overlap with a place, or apart from it."""

from collections.abc import Iterator
from datetime import date

from assistant.domain.search import Constraint, ConstraintKind
from assistant.matching.constraints.zones import offset_zone
from assistant.matching.goals.goal_text import GoalText
from assistant.matching.goals.hardness import is_hard, is_negated
from assistant.matching.goals.mentions import MARK, NAME, Masked, mask_places
from assistant.matching.lazy_patterns import LazyPattern
from assistant.vocabulary.places import cities, find_city
from assistant.vocabulary.time_zones import spoken_zones, utc_offset_min

_WORDS = {
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
}
_N = rf"(?:\d{{1,2}}|{'|'.join(_WORDS)})"
_H = r"(?:\+| or more)?[ -]?(?:hours?|hrs?|h)\b"
_ZONE = rf"(?:the )?(?P<place>{NAME}|[a-z]{{2,5}})(?:'s)?(?: (?:time[- ]?zone|time|hours|working hours))?"
_FROM_UTC = LazyPattern(r"\b(?:utc|gmt) ?[+\-\u2212] ?\d{1,2}(?::?[0-5]\d)?\b(?!:)")
_OVERLAP_WITH = LazyPattern(
    rf"\b(?:(?:at least|a minimum of|minimum(?: of)?) )?(?P<n>{_N}){_H}(?:'| of| a day of| daily| per day of)*"
    rf" (?:\w+ )?overlap\w*(?: a day| daily| per day)? with {_ZONE}"
    rf"|\boverlap\w* (?:with )?{_ZONE.replace('<place>', '<place2>')} (?:by |of |for "
    rf"|in )?(?:at least )?(?P<n2>{_N}){_H}"
)
_WITHIN = LazyPattern(
    rf"\b(?:within|no more than|not more than|at most|up to|max(?:imum)?(?: of)?|less than) (?P<n>{_N}){_H}"
    rf"(?: (?:time )?difference| away| off| apart| ahead| behind)* (?:of|from|to|with) {_ZONE}"
)
_OWN = frozenset({"me", "mine", "my", "here", "home", "us", "you", "work", "the"})


def read_named_zones(goal: GoalText) -> Iterator[Constraint]:
    """Find the time zones that are asked for by hours; those around the asker's own are read elsewhere."""
    for match in _FROM_UTC.finditer(goal.lower):
        zone = offset_zone(match[0].replace(" ", ""))
        if zone and goal.is_request(match.start()) and not is_negated(goal, *match.span(), reach=25):
            yield _zone(goal, zone, *match.span())
    masked = mask_places(goal.text, goal.lower)
    for form, pattern in (("overlap", _OVERLAP_WITH), ("within", _WITHIN)):
        for match in pattern.finditer(masked.text):
            named = "place" if match["place"] else "place2"
            hours = match["n"] or match.groupdict().get("n2") or ""
            zone = _zone_at(masked, *match.span(named))
            number = int(hours) if hours.isdigit() else _WORDS[hours]
            if zone and goal.is_request(match.start()) and 1 <= number <= 24:
                yield _zone(goal, f"{form}:{number}:{zone}", *match.span())


def _zone(goal: GoalText, value: str, start: int, end: int) -> Constraint:
    return Constraint(ConstraintKind.TIME_ZONE, value, is_hard(goal, start, end), start, end)


def _zone_at(masked: Masked, start: int, end: int) -> str | None:
    said = masked.text[start:end]
    if MARK not in said:
        return None if said in _OWN else spoken_zones().get(said)
    return next((zone_of(mention.value) for mention in masked.within(start, end)), None)


def zone_of(place: str) -> str | None:
    """Give the zone of a place constraint's value; None for regions, and for countries with several."""
    scope, _, name = place.partition(":")
    if scope == "city":
        city = find_city(name)
        return city.time_zone if city else None
    zones = [city.time_zone for city in cities().values() if city.country == name] if scope == "country" else []
    return zones[0] if zones and len({_offset(zone) for zone in zones}) == 1 else None


def _offset(zone: str) -> tuple[int | None, int | None]:
    return utc_offset_min(zone, date(2026, 1, 15)), utc_offset_min(zone, date(2026, 7, 15))
