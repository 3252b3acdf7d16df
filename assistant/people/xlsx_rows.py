"""Rows of XLSX workbooks; formulas count with the result that the spreadsheet program stored."""

import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput
from assistant.people.decoding import FileFormat
from assistant.people.report import Outcome
from assistant.people.rows import RawRow, RowSource, name_columns
from assistant.people.text import one_line, shorten
from assistant.people.values import as_text

_HEADER_WITHIN = 10


def open_xlsx(path: Path, knows: Callable[[str], bool]) -> RowSource:
    """Get a workbook ready: its sheet with the most known headers.

    Args:
        path: The file.
        knows: Whether a header is known; finds the sheet and the header row.

    Raises:
        InvalidInput: It cannot be read, or holds no row.
    """
    with _sheets(path) as sheets:
        best = max((_header_of(sheet, knows) for sheet in sheets), key=lambda one: one[0], default=None)
        about = [sheet.max_row or 0 for sheet in sheets]
        titles = [sheet.title for sheet in sheets]
    if best is None or not best[3]:
        raise InvalidInput(f"{path.name} holds no row.")
    _, title, header, cells = best
    columns = name_columns(cells)
    notices = [f"The sheet “{title}” was read; the others were not."] if len(titles) > 1 else []
    if header > 1:
        notices.append(f"Row {header} was taken as the header; what is above it was skipped.")
    place = titles.index(title)
    return RowSource(
        FileFormat.XLSX,
        "",
        "",
        tuple(columns),
        tuple(notices),
        about[place],
        lambda: _rows(path, place, header, columns),
    )


@contextmanager
def _sheets(path: Path, *, results: bool = True) -> Iterator[list[Any]]:
    from openpyxl import load_workbook

    with path.open("rb") as file:  # an open file, since of a path the library looks at the suffix
        try:
            workbook = load_workbook(file, read_only=True, data_only=results)
        except Exception as error:  # the library raises whatever its XML and ZIP readers do
            raise InvalidInput(
                f"{path.name} cannot be read as a workbook.", "Save it again as .xlsx, or as CSV."
            ) from error
        try:
            for sheet in workbook.worksheets:
                # Some programs write a wrong size into the file, and rows beyond it would be lost.
                sheet.reset_dimensions()
            yield workbook.worksheets
        finally:
            workbook.close()


def _values(sheet: Any, path: Path) -> Iterator[tuple[Any, ...]]:
    try:
        yield from sheet.iter_rows(values_only=True)
    except Exception as error:
        raise InvalidInput(
            f"{path.name} is damaged in the sheet “{sheet.title}”.", "Save it again as .xlsx."
        ) from error


def _header_of(sheet: Any, knows: Callable[[str], bool]) -> tuple[int, str, int, list[str]]:
    """(known headers, sheet, row number, headers) of the best row among the first; no headers when all are blank."""
    best: tuple[int, str, int, list[str]] = (-1, sheet.title, 0, [])
    for number, values in enumerate(islice(_values(sheet, Path(sheet.title)), _HEADER_WITHIN), 1):
        cells = [one_line(as_text(value)) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        known = sum(knows(cell) for cell in cells if cell)
        if cells and known > best[0]:
            best = (known, sheet.title, number, cells)
    return best


def _rows(path: Path, place: int, header: int, columns: Sequence[str]) -> Iterator[RawRow]:
    with _sheets(path) as results, _formulas(path, place) as formulas:
        rows = zip(_values(results[place], path), formulas, strict=False)
        for number, (values, written) in enumerate(rows, 1):
            if number > header and any(value not in (None, "") for value in (*values, *(written or ()))):
                yield _row(number, values, written, columns)


@contextmanager
def _formulas(path: Path, place: int) -> Iterator[Iterator[tuple[Any, ...] | None]]:
    """The rows as written, for workbooks with formulas; nothing, at no cost, for those without."""
    if not _has_formulas(path):
        yield repeat(None)
        return
    with _sheets(path, results=False) as sheets:
        yield _values(sheets[place], path)


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                with archive.open(name) as part:
                    tail = b""
                    while block := part.read(1 << 20):
                        if b"<f>" in tail + block or b"<f " in tail + block:
                            return True
                        tail = block[-2:]
    return False


def _row(number: int, values: Sequence[Any], written: Sequence[Any] | None, columns: Sequence[str]) -> RawRow:
    spare = [value for value in values[len(columns) :] if value not in (None, "")]
    if spare:
        return RawRow(number, damage=f"{len(values)} cells but {len(columns)} columns")
    remarks = [
        (
            column,
            shorten(formula),
            "a formula without a stored result; open the file in a spreadsheet program and save it",
            Outcome.VALUE_LEFT_OUT,
        )
        for column, value, formula in zip(columns, values, written or (), strict=False)
        if value is None and isinstance(formula, str) and formula.startswith("=")
    ]
    unread = {column for column, *_ in remarks}
    cells = {column: value for column, value in zip(columns, values, strict=False) if column not in unread}
    return RawRow(number, cells, remarks=tuple(remarks))
