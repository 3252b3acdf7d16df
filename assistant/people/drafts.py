"""From a row of cells to what it says of a person."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.domain.people import Mentee, Mentor
from assistant.errors import InvalidInput
from assistant.people.headers import JOINED, SENSITIVE, ColumnGuess, check_mapping, guess_columns, guess_field
from assistant.people.kinds import PersonKind
from assistant.people.report import Outcome, RowProblem
from assistant.people.rows import RawRow, RowSource
from assistant.people.text import one_line, shorten
from assistant.people.values import parse_cell
from assistant.vocabulary.places import country_code


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What one row says of a person.

    Args:
        id: As stated; empty when not.
        values: By field. A field that the row does not state is not there; one with an empty cell has its empty value.
        fields: Field by column, for what is said about the row.
    """

    row: int
    id: str
    values: Mapping[str, Any]
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The stated name, empty when the file has none."""
        return str(self.values.get("name", ""))

    @property
    def email(self) -> str:
        """The stated address."""
        return str(self.values.get("email", ""))

    @property
    def organisation(self) -> str:
        """The stated employer."""
        return str(self.values.get("organisation", ""))

    def column_of(self, *names: str) -> str:
        """The column that fills one of these fields, the first of them that has one; empty when none has."""
        return next((column for name in names for column, one in self.fields.items() if one == name), "")

    def content(self) -> int:
        """A number that is the same for rows that say the same."""
        return hash((self.id, tuple(sorted(self.values.items()))))

    def to_person(self, kind: PersonKind, person_id: str) -> Mentor | Mentee:
        """A new person; one without a name gets the id as name."""
        values = {"name": person_id, **self.values}
        return Mentor(id=person_id, **values) if kind is PersonKind.MENTOR else Mentee(id=person_id, **values)

    def applied_to(self, person: Mentor | Mentee) -> Mentor | Mentee:
        """The person with what the row states changed, and the rest as it was."""
        return replace(person, **self.values)


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row that was read: with a draft, or rejected by one of its problems."""

    number: int
    draft: PersonDraft | None
    problems: tuple[RowProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """How the columns of a file are read.

    Args:
        guesses: Every column with the field it fills.
        fields: Field by column, only those that are read.
    """

    guesses: tuple[ColumnGuess, ...]
    fields: Mapping[str, str]

    def check(self, kind: PersonKind) -> None:
        """Go on only when the columns say who somebody is.

        Raises:
            InvalidInput: Neither a name nor an id is among them.
        """
        if not {"name", "first_name", "last_name", "id"} & set(self.fields.values()):
            found = ", ".join(guess.column for guess in self.guesses) or "none"
            raise InvalidInput(
                f"No column gives the name of the {kind}. Columns found: {found}.",
                "Give the first row a header such as “name”, or say which column is which.",
            )


def choose_columns(source: RowSource, kind: PersonKind, mapping: Mapping[str, str] | None = None) -> Columns:
    """Guess what every column is, except for those that somebody decided.

    Args:
        source: The file.
        kind: Mentors or mentees.
        mapping: Field by column; an empty field leaves the column out.

    Raises:
        InvalidInput: The mapping names a column or field that is not there, or uses one twice.
    """
    given = dict(mapping or {})
    checked = check_mapping(given, source.columns, kind)
    taken = set(checked.values()) - JOINED
    guesses = []
    for guess in guess_columns(source.columns, kind):
        if guess.column in given:
            guesses.append(ColumnGuess(guess.column, given[guess.column], 1.0))
        else:
            guesses.append(replace(guess, field="", certainty=0.0) if guess.field in taken else guess)
    fields = {one.column: one.field for one in guesses if one.field not in {"", SENSITIVE}}
    return Columns(tuple(guesses), fields)


def read_drafts(source: RowSource, columns: Columns, kind: PersonKind) -> Iterator[ReadRow]:
    """Read a file row by row; blank rows are passed over."""
    known = set(source.columns)
    later: dict[str, str] = {}
    for row in source.rows():
        if row.damage:
            yield ReadRow(row.number, None, (RowProblem(row.number, "", "", row.damage, Outcome.ROW_LEFT_OUT),))
            continue
        for column in row.cells.keys() - known - later.keys():  # a key that JSON brings up only far down the file
            field, certainty = guess_field(column, kind)
            later[column] = field if certainty == 1.0 and field != SENSITIVE else ""
        yield _read_row(row, {**columns.fields, **later} if later else columns.fields)


def _read_row(row: RawRow, fields: Mapping[str, str]) -> ReadRow:
    problems: list[RowProblem] = []
    values: dict[str, Any] = {}
    unread: set[str] = set()
    for column, raw in row.cells.items():
        field_ = fields.get(column, "")
        if not field_:
            unread.add(column)
            continue
        parsed = parse_cell(field_, raw)
        problems += [RowProblem(row.number, column, shorten(part), reason) for part, reason in parsed.problems]
        problems += [
            RowProblem(row.number, column, shorten(part), reason, Outcome.KEPT) for part, reason in parsed.remarks
        ]
        if parsed.value is not None or not parsed.problems:
            _add(values, field_, parsed.value)
        else:
            unread.add(column)
    problems = _cell_remarks(row, unread) + problems
    person_id = str(values.pop("id", "") or "")
    _settle_helpers(values)
    if not values.get("name", "-") or (not person_id and "name" not in values):
        problems.append(RowProblem(row.number, _column_of("name", fields), "", "no name", Outcome.ROW_LEFT_OUT))
        return ReadRow(row.number, None, tuple(problems))
    return ReadRow(row.number, PersonDraft(row.number, person_id, values, fields), tuple(problems))


def _cell_remarks(row: RawRow, unread: Container[str]) -> list[RowProblem]:
    """Say what the reader of the file noticed; a cell is not kept as it stands when it was not read after all."""
    return [
        RowProblem(row.number, *remark)
        for remark in row.remarks
        if not (remark[-1] is Outcome.KEPT and remark[0] in unread)
    ]


def _add(values: dict[str, Any], field: str, value: Any) -> None:
    if field not in values:
        values[field] = value
    elif field == "bio":
        values[field] = "\n\n".join(part for part in (values[field], value) if part)
    elif field in JOINED:
        values[field] = tuple(dict.fromkeys((*values[field], *value)))
    elif not values[field]:
        values[field] = value


def _settle_helpers(values: dict[str, Any]) -> None:
    """Fill the fields of a person from columns that hold parts of them."""
    parts = [values.pop("first_name", None), values.pop("last_name", None)]
    if any(part is not None for part in parts) and not values.get("name"):
        values["name"] = " ".join(part for part in parts if part)
    paused = values.pop("paused", None)
    if paused is not None and "status" not in values:
        values["status"] = paused
    place = values.pop("location", "")
    if place:
        city, _, last = place.rpartition(",")
        country = country_code(last) if last.strip() else None
        values["city"] = values.get("city") or one_line(city if country else place).strip(" ,")
        if country:
            values["country"] = values.get("country") or country


def _column_of(field: str, fields: Mapping[str, str]) -> str:
    return next((column for column, one in fields.items() if one == field), "")
