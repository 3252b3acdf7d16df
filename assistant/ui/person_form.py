"""The form that edits a person: its fields, their texts, and the way back, read as the import reads cells."""

import uuid
from dataclasses import dataclass
from typing import Any

from assistant.domain.people import MeetingFormat, Mentee, Mentor, Seniority, Status
from assistant.errors import InvalidInput
from assistant.people import PersonKind
from assistant.people.values import parse_cell
from assistant.ui import words
from assistant.vocabulary.languages import language_name
from assistant.vocabulary.places import country_name


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of the form.

    Args:
        name: Of the person's attribute.
        help: What to write, with an example; shown under the label.
        lines: Height; a list has one item a line.
        choices: (words, value) where there is a choice.
        kind: Whose field it is; None for both.
    """

    name: str
    label: str
    help: str = ""
    lines: int = 1
    choices: tuple[tuple[str, str], ...] = ()
    many: bool = False
    kind: PersonKind | None = None


_FORMATS = tuple((words.FORMATS[one], str(one)) for one in MeetingFormat)
_SENIORITIES = (("Not stated", ""), *((words.SENIORITIES[one], str(one)) for one in Seniority))
_STATUSES = (("Active: can be found", str(Status.ACTIVE)), ("Paused: not shown in searches", str(Status.PAUSED)))
_MENTOR, _MENTEE = PersonKind.MENTOR, PersonKind.MENTEE

FIELDS: tuple[FormField, ...] = (
    FormField("name", "Name"),
    FormField("email", "E-mail"),
    FormField("headline", "Headline", "One line about what they do."),
    FormField("bio", "Bio", "In their own words.", 6),
    FormField("goals", "Goals", "One on each line, in their own words.", 4, kind=_MENTEE),
    FormField("skills", "Skills", "One on each line.", 4),
    FormField("past_themes", "Themes of past sessions", "One on each line, without names.", 4, kind=_MENTOR),
    FormField("fields", "Fields of work", "For example: nursing, education.", 2),
    FormField("industries", "Industries", "For example: hospitals, fintech.", 2),
    FormField("languages", "Languages", "For example: English, German."),
    FormField("city", "City"),
    FormField("country", "Country", "For example: Portugal."),
    FormField("time_zone", "Time zone", "For example: Europe/Lisbon."),
    FormField("availability", "Free each week", "In their own time, one on each line: Mon 18:00-20:00.", 4),
    FormField("years_experience", "Years of experience", kind=_MENTOR),
    FormField("seniority", "Seniority", choices=_SENIORITIES, kind=_MENTOR),
    FormField("organisation", "Organisation"),
    FormField("department", "Department"),
    FormField("capacity", "Mentees at the same time", kind=_MENTOR),
    FormField(
        "current_mentees", "Mentees now", "Outside Rapport; relationships here are counted on top.", kind=_MENTOR
    ),
    FormField("next_free", "Next free", "If full, a date such as 2027-03-01.", kind=_MENTOR),
    FormField("formats", "Meets by", choices=_FORMATS, many=True),
    FormField("links", "Links", "One on each line.", 2),
    FormField("status", "Status", choices=_STATUSES),
)
BY_NAME = {field.name: field for field in FIELDS}


def fields_of(kind: PersonKind) -> tuple[FormField, ...]:
    """The fields that a kind of person has."""
    return tuple(field for field in FIELDS if field.kind in {None, kind})


def form_values(person: Mentor | Mentee | None) -> list[Any]:
    """Write a person, or an empty form, as the values of all `FIELDS`; those of the other kind are empty."""
    return [_written(field, getattr(person, field.name, None)) for field in FIELDS]


def _written(field: FormField, value: Any) -> Any:
    if field.many:
        return [str(one) for one in value or ()]
    if field.name == "languages":
        return ", ".join(map(language_name, value or ()))
    if field.name == "country":
        return country_name(value) if value else ""
    if field.name == "status":
        return str(value or Status.ACTIVE)
    if isinstance(value, tuple):
        return "\n".join(str(one) for one in value)
    return "" if value is None else str(value)


def read_form(kind: PersonKind, values: list[Any]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """Read what was typed.

    Args:
        kind: Mentors or mentees.
        values: In the order of `FIELDS`.

    Returns:
        The person's values by field, and (label, reason) for everything that cannot be taken as it stands.
    """
    taken: dict[str, Any] = {}
    problems: list[tuple[str, str]] = []
    given = dict(zip((field.name for field in FIELDS), values, strict=True))
    for field in fields_of(kind):
        raw = given[field.name]
        parsed = parse_cell(field.name, list(raw) if isinstance(raw, (list, tuple)) else str(raw or ""))
        problems += [(field.label, f"“{part}” {reason}" if part else reason) for part, reason in parsed.problems]
        if parsed.value is not None:
            taken[field.name] = parsed.value
    if not taken.get("name"):
        problems.insert(0, ("Name", "A name is needed."))
    return taken, problems


def person_from_form(
    kind: PersonKind, person_id: str, values: dict[str, Any], before: Mentor | Mentee | None
) -> Mentor | Mentee:
    """Make the person that the form describes; what the form does not show stays as it was.

    Raises:
        InvalidInput: The values do not make a person.
    """
    chosen = person_id or f"{kind}-{uuid.uuid4().hex[:10]}"
    stated: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    if before is not None:
        stated["last_active"] = before.last_active
    try:
        return Mentor(id=chosen, **stated) if kind is PersonKind.MENTOR else Mentee(id=chosen, **stated)
    except (ValueError, TypeError) as error:
        raise InvalidInput(f"This cannot be saved: {error}.") from None
