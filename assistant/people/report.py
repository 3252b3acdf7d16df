"""What an import says about a file, row by row."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.people.text import spreadsheet_safe


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something in a file that was not taken as it stands.

    Args:
        row: As a spreadsheet counts; 0 for the file as a whole.
        column: Its header; empty for the row as a whole.
        value: What stands there, shortened.
        reason: Why, in words.
        rejected: Whether the whole row was left out, or only this value.
    """

    row: int
    column: str
    value: str
    reason: str
    rejected: bool = False

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
        outcome = "row rejected" if one.rejected else "row taken"
        writer.writerow([one.row or "", *map(spreadsheet_safe, (one.column, one.value, one.reason)), outcome])
    return out.getvalue()
