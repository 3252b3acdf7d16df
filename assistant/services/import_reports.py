"""What an import says of itself: before, after, and when it is taken back."""

from dataclasses import dataclass

from assistant.domain.people import Mentee, Mentor
from assistant.people import ColumnGuess, RowProblem, problems_csv
from assistant.storage.imports import ImportBatch

__all__ = ["ImportBatch", "ImportPreview", "ImportReport", "UndoReport"]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What a file seems to hold, before anything is taken.

    Args:
        columns: Each with the field that it seems to fill and a few values.
        people: Those of the first few rows that would be taken, as the people would be then.
        problems: What is to be said of those rows.
        about_rows: Roughly how many rows there are.
    """

    format: str
    encoding: str
    delimiter: str
    columns: tuple[ColumnGuess, ...]
    notices: tuple[str, ...]
    people: tuple[Mentor | Mentee, ...]
    problems: tuple[RowProblem, ...]
    about_rows: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of every row: `read` is the sum of `added`, `updated`, `unchanged` and `rejected`.

    Args:
        problems: What is to be said of rows and values, each with its outcome, in the order of the file; at most
            10,000.
        more_problems: How many there were beyond those.
        notices: What was guessed about the file.
        dry_run: Whether nothing was written.
        stopped: Whether the person stopped it; rows before that are taken.
    """

    file_name: str
    kind: str
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: tuple[RowProblem, ...] = ()
    more_problems: int = 0
    notices: tuple[str, ...] = ()
    dry_run: bool = False
    stopped: bool = False

    def to_csv(self) -> str:
        """The problems as CSV for a spreadsheet: row, column, value, reason, outcome."""
        return problems_csv(self.problems)


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What taking an import back did.

    Args:
        kept: Persons left as they are, with the reason: edited since, or in a relationship.
    """

    file_name: str
    removed: int = 0
    restored: int = 0
    kept: tuple[tuple[str, str], ...] = ()
