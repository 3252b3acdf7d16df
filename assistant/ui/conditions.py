"""Constraints as the screen holds and changes them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from assistant.domain.search import NOT, Constraint, ConstraintKind
from assistant.errors import InvalidInput
from assistant.ui.words import KINDS, constraint_words

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TIMES = ("mornings", "lunchtimes", "afternoons", "evenings", "weekdays", "weekends", *_DAYS)
_VALUES: dict[ConstraintKind, tuple[str, ...]] = {
    ConstraintKind.WHEN: (*_TIMES, *(f"{NOT}{time}" for time in _TIMES)),
    ConstraintKind.TIME_ZONE: ("mine", *(f"overlap:{hours}" for hours in range(1, 9))),
    ConstraintKind.FORMAT: ("remote", "in_person", "chat"),
    ConstraintKind.ROOM: ("now",),
    ConstraintKind.SENIORITY: ("early", "mid", "senior", "lead", "executive"),
    ConstraintKind.YEARS: (">=2", ">=5", ">=10", ">=15", ">=20", "<=3", "<=5", "<=10"),
    ConstraintKind.DEPARTMENT: ("not_mine",),
    ConstraintKind.ORGANISATION: ("not_mine", "mine"),
}


@cache
def condition_choices() -> list[tuple[str, str]]:
    """List every condition that can be added by hand: (words, `kind|value`)."""
    from assistant.vocabulary.fields import FIELDS
    from assistant.vocabulary.languages import language_codes
    from assistant.vocabulary.places import REGIONS, country_codes

    values = dict(_VALUES)
    values[ConstraintKind.LANGUAGE] = language_codes()
    values[ConstraintKind.PLACE] = (
        *(f"region:{one}" for one in REGIONS),
        *(f"{NOT}region:{one}" for one in REGIONS),
        *(f"country:{one}" for one in country_codes()),
    )
    values[ConstraintKind.FIELD] = tuple(FIELDS)
    return [
        (f"{KINDS[kind]}: {constraint_words(Constraint(kind, value, True))}", f"{kind}|{value}")
        for kind in KINDS
        for value in values.get(kind, ())
    ]


def read_condition(text: str, hard: bool = True) -> Constraint:
    """Read a condition from its `kind|value`.

    Raises:
        InvalidInput: It is none of the choices.
    """
    kind, _, value = text.partition("|")
    if kind not in set(ConstraintKind) or not value:
        raise InvalidInput(f"{text!r} is not a condition.", "Choose one from the list.")
    return Constraint(ConstraintKind(kind), value, hard)


def _same(one: Constraint, kind: str, value: str) -> bool:
    return one.kind == kind and one.value == value


def toggled(constraints: Sequence[Constraint], kind: str, value: str) -> tuple[Constraint, ...]:
    """Turn a must into a nice-to-have, or back."""
    return tuple(replace(one, hard=not one.hard) if _same(one, kind, value) else one for one in constraints)


def without(constraints: Sequence[Constraint], kind: str, value: str) -> tuple[Constraint, ...]:
    """Leave a constraint out."""
    return tuple(one for one in constraints if not _same(one, kind, value))


def added(constraints: Sequence[Constraint], new: Constraint) -> tuple[Constraint, ...]:
    """Add a constraint in place of an equal one."""
    return (*without(constraints, new.kind, new.value), new)
