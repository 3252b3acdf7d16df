"""Rows of JSON and JSON Lines files."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput
from assistant.people.decoding import Encoding, FileFormat, blocks
from assistant.people.rows import RawRow, RowSource

_LOOK_AT = 2_000
_LISTS = ("mentors", "mentees", "people", "persons", "users", "data", "items", "records", "rows", "results")
_SPACE = " \t\r\n\ufeff\0"


def is_json(path: Path, encoding: Encoding) -> bool:
    """Whether a text file starts like JSON."""
    with encoding.open(path) as file:
        return file.read(4096).lstrip(_SPACE)[:1] in {"[", "{"}


def open_json(path: Path, encoding: Encoding) -> RowSource:
    """Get a JSON file ready: a list of objects, an object that holds such a list, one object, or an object a line.

    Raises:
        InvalidInput: It holds no row.
    """
    is_lines = _is_lines(path, encoding)

    def rows() -> Iterator[RawRow]:
        return _line_rows(path, encoding) if is_lines else _list_rows(path, encoding)

    columns: dict[str, None] = {}
    count = 0
    for row, _ in zip(rows(), range(_LOOK_AT), strict=False):
        columns.update(dict.fromkeys(row.cells))
        count += 1
    if not count:
        raise InvalidInput(f"{path.name} holds no row.")
    form = FileFormat.JSONL if is_lines else FileFormat.JSON
    notices = (encoding.notice,) if encoding.notice else ()
    return RowSource(form, encoding.name, "", tuple(columns), notices, _about(path, count, is_lines), rows)


def _about(path: Path, looked_at: int, is_lines: bool) -> int:
    if not is_lines or looked_at < _LOOK_AT:
        return looked_at
    return sum(block.count(b"\n") for block in blocks(path))


def _is_lines(path: Path, encoding: Encoding) -> bool:
    """One object a line: the first line that is not blank is a whole object, and no object around a list."""
    with encoding.open(path) as file:
        first = next((line for line in file if line.strip(_SPACE)), "").strip(_SPACE)
        has_more = any(line.strip(_SPACE) for line in file)
    if not first.startswith("{"):
        return False
    try:
        whole = json.loads(first)
    except (ValueError, RecursionError):
        return has_more and first.endswith("}")
    return has_more or not (isinstance(whole, dict) and _list_in(whole) is not None)


def _line_rows(path: Path, encoding: Encoding) -> Iterator[RawRow]:
    with encoding.open(path, newline="\n") as file:
        for number, line in enumerate(file, 1):
            text = line.strip(_SPACE)
            if text:
                yield _read_row(number, text)


def _read_row(number: int, text: str) -> RawRow:
    try:
        return _row(number, json.loads(text))
    except json.JSONDecodeError as error:
        return RawRow(number, damage=f"not valid JSON: {error.msg} at character {error.colno}")
    except (ValueError, RecursionError):
        return RawRow(number, damage="not usable JSON: a number or a nesting without end")


def _row(number: int, item: Any) -> RawRow:
    if not isinstance(item, dict):
        return RawRow(number, damage=f"not an object but {type(item).__name__}")
    cells: dict[str, Any] = {}
    for key, value in item.items():
        if isinstance(value, dict):
            cells.update((f"{key}.{inner}", one) for inner, one in value.items())
        else:
            cells[key] = value
    return RawRow(number, cells)


def _list_in(whole: dict[str, Any]) -> list[Any] | None:
    found = [value for key, value in whole.items() if key.casefold() in _LISTS and _is_object_list(value)]
    return found[0] if found else None


def _is_object_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value) and bool(value)


def _list_rows(path: Path, encoding: Encoding) -> Iterator[RawRow]:
    text = path.read_text(encoding=encoding.name, errors=encoding.errors).strip(_SPACE)
    if text.startswith("["):
        yield from _array_rows(text)
        return
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        yield RawRow(1, damage=f"not valid JSON: {error.msg} at line {error.lineno}")
        return
    except (ValueError, RecursionError):
        yield RawRow(1, damage="not usable JSON: a number or a nesting without end")
        return
    for number, item in enumerate(_list_in(whole) or [whole], 1):
        yield _row(number, item)


def _array_rows(text: str) -> Iterator[RawRow]:
    """Read a list item by item, so that what stands before a damaged place is not lost with it."""
    decoder = json.JSONDecoder()
    at, number = 1, 0
    while True:
        while at < len(text) and text[at] in _SPACE + ",":
            at += 1
        if text[at : at + 1] == "]":
            return
        number += 1
        try:
            item, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            line = text.count("\n", 0, at) + 1
            yield RawRow(
                number,
                damage=f"the file is damaged or breaks off in the item at line {line}; nothing after it was read",
            )
            return
        yield _row(number, item)
