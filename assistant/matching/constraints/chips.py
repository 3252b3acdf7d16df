"""Constraints as the chips on the page: their labels, the values to choose from, and chips added by hand."""

import re

from assistant.domain.people import MeetingFormat, Seniority
from assistant.domain.search import BUT, NOT, OR, WITH, Constraint, ConstraintKind
from assistant.errors import InvalidInput
from assistant.matching.constraints.overlap import WHEN_VALUES
from assistant.matching.constraints.wording import combined, when_words
from assistant.matching.constraints.zones import parse_zone, read_zone, zone_words
from assistant.vocabulary.fields import FIELDS, field_name
from assistant.vocabulary.languages import language_code, language_codes, language_name
from assistant.vocabulary.places import REGIONS, country_code, country_codes, country_name, find_city, region_name
from assistant.vocabulary.time_zones import time_zone_names

_SENIORITY_LABELS = {
    "early": "Early in their career",
    "mid": "Mid-career or above",
    "senior": "Senior or above",
    "lead": "Leads people, or above",
    "executive": "Director or above",
}
_FORMAT_LABELS = {"remote": "Meets remotely", "in_person": "Meets in person", "chat": "Meets by chat"}
_REGION_LABELS = {"nordics": "the Nordics", "middle east": "the Middle East", "uk and ireland": "the UK and Ireland"}


def constraint_label(constraint: Constraint) -> str:
    """Give the text of a chip: "Speaks German or Dutch", "Not in Europe", "Evenings (your time)", "10+ years"."""
    said = combined(constraint, lambda value: _plain_label(constraint.kind, value), _place_label)
    said = said or _plain_label(constraint.kind, constraint.value)
    elsewhere = constraint.asker_zone and constraint.kind is ConstraintKind.TIME_ZONE and not constraint.negated
    if constraint.kind is ConstraintKind.WHEN or (elsewhere and not read_zone(constraint.value).zone):
        return f"{said} ({whose_time(constraint)})"
    return said


def whose_time(constraint: Constraint) -> str:
    """Say whose time is meant: "your time", or "your time: Auckland" where the goal says where the asker is."""
    return f"your time: {zone_words(constraint.asker_zone)}" if constraint.asker_zone else "your time"


def value_label(kind: ConstraintKind, value: str) -> str:
    """Give the text of a chip for a kind and value; for a dropdown of `constraint_choices`."""
    return constraint_label(Constraint(kind, value, True))


def _plain_label(kind: ConstraintKind, value: str) -> str:
    match kind:
        case ConstraintKind.LANGUAGE:
            return f"Speaks {language_name(value)}"
        case ConstraintKind.PLACE:
            return f"In {_place_label(value)}"
        case ConstraintKind.TIME_ZONE:
            return _zone_label(value)
        case ConstraintKind.WHEN:
            return when_words(value)
        case ConstraintKind.SENIORITY:
            return _SENIORITY_LABELS.get(value, value)
        case ConstraintKind.YEARS:
            return f"{value[2:]}+ years" if value.startswith(">=") else f"At most {value[2:]} years"
        case ConstraintKind.FIELD:
            return f"From {value}"
        case ConstraintKind.DEPARTMENT:
            return "Not from my department"
        case ConstraintKind.ORGANISATION:
            return "From my organisation" if value == "mine" else "Not from my organisation"
        case ConstraintKind.FORMAT:
            return _FORMAT_LABELS.get(value, value)
        case ConstraintKind.ROOM:
            return "Has room now"


def place_name(code: str) -> str:
    """Say a country as it stands after "in": "the United States"."""
    name = country_name(code)
    return f"the {name}" if name.startswith(("United ", "Netherlands", "Philippines", "Maldives", "Gambia")) else name


def _place_label(value: str) -> str:
    scope, _, name = value.partition(":")
    if scope == "country":
        return place_name(name)
    if scope == "region":
        return _REGION_LABELS.get(name, name.title())
    city = find_city(name)
    return city.name if city else name.title()


def _zone_label(value: str) -> str:
    wish = read_zone(value)
    if wish.shared_h:
        return f"At least {wish.shared_h:g} h of overlap{f' with {zone_words(wish.zone)}' if wish.zone else ''}"
    if not wish.zone:
        return "Near my time zone"
    name = zone_words(wish.zone)
    if wish.apart_h:
        return f"Within {wish.apart_h:g} h of {name}"
    return f"On {name}" if name.startswith("UTC") else f"On {name} time"


def constraint_choices(kind: ConstraintKind) -> tuple[str, ...]:
    """Give the values to choose from, in order; for years and cities, which have no end, a useful few."""
    choices: dict[ConstraintKind, tuple[str, ...]] = {
        ConstraintKind.LANGUAGE: language_codes(),
        ConstraintKind.PLACE: (
            *(f"region:{name}" for name in REGIONS),
            *(f"country:{code}" for code in country_codes()),
        ),
        ConstraintKind.TIME_ZONE: ("mine", *(f"overlap:{hours}" for hours in range(1, 9)), *time_zone_names()),
        ConstraintKind.WHEN: WHEN_VALUES,
        ConstraintKind.SENIORITY: tuple(Seniority),
        ConstraintKind.YEARS: (">=3", ">=5", ">=10", ">=15", ">=20", "<=3", "<=5", "<=10"),
        ConstraintKind.FIELD: tuple(sorted(FIELDS)),
        ConstraintKind.DEPARTMENT: ("not_mine",),
        ConstraintKind.ORGANISATION: ("not_mine", "mine"),
        ConstraintKind.FORMAT: tuple(MeetingFormat),
        ConstraintKind.ROOM: ("now",),
    }
    return choices[kind]


def parse_chip(kind: str, value: str, *, hard: bool = True) -> Constraint:
    """Make a constraint of a kind and a value that a person typed or chose; names are taken as well as codes.

    Raises:
        InvalidInput: No such kind, or a value that the kind does not know.
    """
    try:
        known = ConstraintKind(kind.strip().lower())
    except ValueError as error:
        kinds = ", ".join(ConstraintKind)
        raise InvalidInput(f"There is no wish of the kind {kind!r}.", f"Choose one of: {kinds}.") from error
    found = _parsed(known, value.strip())
    if found is None:
        examples = ", ".join(constraint_choices(known)[:4])
        raise InvalidInput(
            f"{value!r} is not a {known.replace('_', ' ')} that Rapport knows.", f"For example: {examples}."
        )
    return Constraint(known, found, hard)


def _parsed(kind: ConstraintKind, value: str) -> str | None:
    """Take a value apart as `Constraint` puts it together; what is asked away may also be said with "not "."""
    away = re.match(r"not(?::\s*|\s+)(?=\S)", value, re.IGNORECASE)
    found = [_parsed_joint(kind, part) for part in value[away.end() if away else 0 :].split(OR)]
    if None in found:
        return None
    return (NOT if away else "") + OR.join(part for part in found if part)


def _parsed_joint(kind: ConstraintKind, value: str) -> str | None:
    parts = [_parsed_part(kind, part.strip()) for part in value.split(WITH)]
    if len(parts) > 1 and kind is not ConstraintKind.WHEN:
        return None
    return None if None in parts else WITH.join(part for part in parts if part)


def _parsed_part(kind: ConstraintKind, part: str) -> str | None:
    left_out = kind is ConstraintKind.WHEN and part.startswith(BUT)
    found = _parsed_value(kind, part.removeprefix(BUT) if left_out else part)
    return f"{BUT}{found}" if left_out and found else found


def _parsed_value(kind: ConstraintKind, value: str) -> str | None:
    match kind:
        case ConstraintKind.LANGUAGE:
            return language_code(value)
        case ConstraintKind.FIELD:
            return field_name(value)
        case ConstraintKind.PLACE:
            return _parsed_place(value)
        case ConstraintKind.TIME_ZONE:
            return parse_zone(value)
        case ConstraintKind.YEARS:
            found = re.fullmatch(r"(>=|<=|at least|at most)?\s*(\d{1,2})\s*(\+)?\s*(?:years?)?", value.lower())
            sign = "<=" if found and found[1] in {"<=", "at most"} else ">="
            return f"{sign}{int(found[2])}" if found else None
        case _:
            lowered = value.lower().replace("-", "_")
            lowered = lowered.replace(" ", "_") if kind is ConstraintKind.FORMAT else lowered
            return lowered if lowered in constraint_choices(kind) else None


def _parsed_place(value: str) -> str | None:
    scope, colon, name = value.partition(":")
    bare = name.strip() if colon else value
    if scope == "city" and colon:
        return f"city:{bare.lower()}" if bare else None
    if region := region_name(bare):
        return f"region:{region}"
    if code := country_code(bare):
        return f"country:{code}"
    city = find_city(bare)
    return f"city:{city.name.lower()}" if city else None
