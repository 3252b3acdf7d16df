"""Rows of CSV files as spreadsheets really write them: semicolons, quoted line breaks, title lines, broken quotes."""

import csv
import re
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.errors import InvalidInput
from assistant.people.decoding import Encoding, FileFormat, blocks
from assistant.people.report import Outcome
from assistant.people.rows import RawRow, RowSource, name_columns
from assistant.people.text import looks_like_formula, one_line, shorten

_DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES = 2_000
"""Lines that one quoted cell may span; a quote that is open for longer was never closed."""
_HEADER_WITHIN = 10


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    cells: list[str]
    damage: str = ""


class _Lines:
    """Lines that can be pushed back, and that end early when one record takes too many."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.ended = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MOST_LINES:
            raise StopIteration
        line = self._back.popleft() if self._back else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.taken.append(line)
        return line

    def push_back_all_but_first(self) -> None:
        self._back.extendleft(reversed(self.taken[1:]))
        self.ended = False


def open_csv(path: Path, encoding: Encoding, knows: Callable[[str], bool]) -> RowSource:
    """Get a CSV file ready.

    Args:
        path: The file.
        encoding: How its bytes are read.
        knows: Whether a header is known; finds the delimiter and the header row.

    Raises:
        InvalidInput: It holds no row.
    """
    delimiter = _find_delimiter(path, encoding, knows)
    first = [record for record, _ in zip(_records(path, encoding, delimiter), range(_HEADER_WITHIN), strict=False)]
    filled = [record for record in first if any(cell.strip() for cell in record.cells)]
    if not filled:
        raise InvalidInput(f"{path.name} holds no row.")
    header = max(filled, key=lambda record: (_known(record.cells, knows), -record.number))
    columns = name_columns([one_line(cell) for cell in header.cells])
    notices = [encoding.notice, *_notice_skipped(filled, header)]
    lines, has_nul = 0, False
    for block in blocks(path):
        lines += block.count(b"\n") or block.count(b"\r")
        has_nul = has_nul or b"\0" in block
    if has_nul and not encoding.name.startswith(("utf-16", "utf-32")):
        notices.append("It holds NUL bytes, which were dropped.")
    return RowSource(
        FileFormat.CSV,
        encoding.name,
        delimiter,
        tuple(columns),
        tuple(notice for notice in notices if notice),
        lines,
        lambda: _rows(path, encoding, delimiter, columns, header.number),
    )


def _notice_skipped(filled: Sequence[_Record], header: _Record) -> list[str]:
    skipped = [record.number for record in filled if record.number < header.number]
    return (
        [f"Row {header.number} was taken as the header; the {len(skipped)} above it were skipped."] if skipped else []
    )


def _known(cells: Sequence[str], knows: Callable[[str], bool]) -> int:
    return sum(knows(cell) for cell in cells if cell.strip())


def _find_delimiter(path: Path, encoding: Encoding, knows: Callable[[str], bool]) -> str:
    with encoding.open(path, newline="") as file:
        sep = re.match(r"\ufeff?sep=(.)\s*$", file.readline(100))
    if sep:
        return sep[1]

    def score(delimiter: str) -> tuple[int, int]:
        records = [one for one, _ in zip(_records(path, encoding, delimiter), range(_HEADER_WITHIN), strict=False)]
        known = max((_known(record.cells, knows) for record in records), default=0)
        return known, max((len(record.cells) for record in records), default=0)

    return max(_DELIMITERS, key=score)


def _records(path: Path, encoding: Encoding, delimiter: str) -> Iterator[_Record]:
    csv.field_size_limit(1 << 27)
    with encoding.open(path, newline="") as file:
        lines = _Lines(line.replace("\0", "") for line in file)
        reader = csv.reader(lines, delimiter=delimiter)
        number = 0
        while True:
            lines.taken.clear()
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                cells, damage = [], f"the row cannot be read: {error}"
            else:
                damage = "a quotation mark is never closed" if _is_open(lines, delimiter) else ""
            number += 1
            yield _Record(number, cells, damage)
            if damage:
                # Whatever the open quote swallowed is read again, line by line, so that no other row is lost with it.
                lines.push_back_all_but_first()
                reader = csv.reader(lines, delimiter=delimiter)


def _is_open(lines: _Lines, delimiter: str) -> bool:
    if len(lines.taken) < _MOST_LINES and not lines.ended:
        return False
    try:
        list(csv.reader(lines.taken, delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end of data" in str(error)
    return False


def _rows(path: Path, encoding: Encoding, delimiter: str, columns: list[str], header: int) -> Iterator[RawRow]:
    for record in _records(path, encoding, delimiter):
        if record.number <= header:
            continue
        if record.damage:
            yield RawRow(record.number, damage=record.damage)
        elif any(cell.strip() for cell in record.cells):
            yield _row(record, columns)


def _row(record: _Record, columns: list[str]) -> RawRow:
    spare = [cell for cell in record.cells[len(columns) :] if cell.strip()]
    if spare:
        return RawRow(
            record.number,
            damage=f"{len(record.cells)} cells but {len(columns)} columns; quote cells that hold the delimiter",
        )
    cells = dict(zip(columns, record.cells, strict=False))
    return RawRow(record.number, cells, remarks=tuple(formula_remarks(cells)))


def formula_remarks(cells: dict[str, str]) -> Iterator[tuple[str, str, str, Outcome]]:
    """Name the cells that a spreadsheet program would run."""
    for column, cell in cells.items():
        if cell[:1] in {"=", "+", "-", "@"} and looks_like_formula(cell):
            reason = "starts like a formula; kept as text, and exports put an apostrophe before it"
            yield column, shorten(cell), reason, Outcome.KEPT
