"""What an import says about a file, row by row."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from assistant.people.text import spreadsheet_safe


class Outcome(StrEnum):
    """What became of a row that there is something to say about; the values are the words of every report."""

    ROW_LEFT_OUT = "row not taken"
    VALUE_LEFT_OUT = "row taken without this value"
    KEPT = "row taken, value kept as it stands"
    SAID_BEFORE = "nothing new"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something in a file that a person should know of, mostly because it was not taken as it stands.

    Args:
        row: As a spreadsheet counts; 0 for the file as a whole.
        column: Its header; empty for the row as a whole.
        value: What stands there, shortened.
        reason: Why, in words.
        outcome: What became of the row.
    """

    row: int
    column: str
    value: str
    reason: str
    outcome: Outcome = Outcome.VALUE_LEFT_OUT

    @property
    def rejected(self) -> bool:
        """Whether the whole row was left out."""
        return self.outcome is Outcome.ROW_LEFT_OUT

    def __str__(self) -> str:
        where = f"Row {self.row}" if self.row else "File"
        column = f", {self.column}" if self.column else ""
        value = f" “{self.value}”" if self.value else ""
        return f"{where}{column}{value}: {self.reason}"


def problems_csv(problems: Iterable[RowProblem]) -> str:
    """Write problems as CSV with a header; no cell of it runs as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["row", "column", "value", "reason", "outcome"])
    for one in problems:
        writer.writerow([one.row or "", *map(spreadsheet_safe, (one.column, one.value, one.reason)), one.outcome])
    return out.getvalue()
