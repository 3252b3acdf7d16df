"""A file of people as rows of named cells, whatever its format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from assistant.people.decoding import FileFormat
from assistant.people.report import Outcome


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row of a file.

    Args:
        number: As a spreadsheet counts, the header being row 1; in JSON Lines the line, in JSON the place from 1.
        cells: Content by column; columns without a cell in this row are left out.
        damage: Why the row as a whole cannot be read; empty when it can.
        remarks: (column, value, reason, outcome) of single cells that a person should look at.
    """

    number: int
    cells: dict[str, Any] = field(default_factory=dict)
    damage: str = ""
    remarks: tuple[tuple[str, str, str, Outcome], ...] = ()


@dataclass(frozen=True, slots=True)
class RowSource:
    """A file that is ready to be read, as often as wanted.

    Args:
        columns: In the file's order; of JSON those of the first rows.
        notices: What was guessed about the file, in words.
        about_rows: Roughly how many rows there are, for a progress bar.
        rows: Starts reading.
    """

    format: FileFormat
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    notices: tuple[str, ...]
    about_rows: int
    rows: Callable[[], Iterator[RawRow]]


def name_columns(headers: list[str]) -> list[str]:
    """Give every column a name of its own: "column 3" for a blank header, "Skills (2)" for a second "Skills"."""
    names: list[str] = []
    for place, header in enumerate(headers, 1):
        name = header or f"column {place}"
        copy = 2
        while name in names:
            name, copy = f"{header or f'column {place}'} ({copy})", copy + 1
        names.append(name)
    return names
