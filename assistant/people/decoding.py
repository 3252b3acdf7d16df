"""What a file is, by its content: its format and, for text, its encoding."""

import codecs
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO

from assistant.decoding import has_odd_bytes, marked_encoding, wide_encoding
from assistant.errors import InvalidInput

_BLOCK = 1 << 20
_MOST_UNPACKED = 1 << 31


class FileFormat(StrEnum):
    """What kind of file people are read from."""

    CSV = "csv"
    JSON = "json"
    JSONL = "jsonl"
    XLSX = "xlsx"


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes of a text file are read.

    Args:
        name: Python's name of the codec.
        errors: `strict`, or `replace` for a file with a few damaged characters.
        notice: What the person should know; empty when nothing was guessed.
    """

    name: str
    errors: str = "strict"
    notice: str = ""

    def open(self, path: Path, newline: str | None = None) -> IO[str]:
        """Open a file that is read this way; `newline` is the one of Python's `open`."""
        return path.open(encoding=self.name, errors=self.errors, newline=newline)


def is_workbook(path: Path) -> bool:
    """Whether a file is an XLSX workbook.

    Raises:
        InvalidInput: It is another kind of file that is no text, is empty, or cannot be opened.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
    except OSError as error:
        raise InvalidInput(f"{path.name} cannot be opened: {error.strerror}.") from error
    if not start:
        raise InvalidInput(f"{path.name} is empty.")
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise InvalidInput(
            f"{path.name} is an old .xls workbook or is protected by a password.",
            "Save it as .xlsx or CSV without one.",
        )
    if not start.startswith(b"PK"):
        return False
    _check_zip(path)
    return True


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            size = sum(one.file_size for one in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise InvalidInput(
            f"{path.name} is damaged: its parts cannot be listed.", "Save or download it again."
        ) from error
    if "xl/workbook.xml" not in names:
        raise InvalidInput(f"{path.name} is an archive, not a workbook.", "Unpack it, and import a file that is in it.")
    if size > _MOST_UNPACKED:
        raise InvalidInput(
            f"{path.name} unpacks to {size >> 20} MiB, more than is read.", "Split it, or save it as CSV."
        )


def detect_encoding(path: Path) -> Encoding:
    """Find out how to read a text file; the whole file is looked at.

    Raises:
        InvalidInput: It is no text.
    """
    with path.open("rb") as file:
        start = file.read(1 << 16)
    marked = marked_encoding(start)
    if marked:
        return _with_damage(path, Encoding(marked))
    wide = wide_encoding(start)
    if wide:
        return _with_damage(path, Encoding(wide, notice=f"It has no byte order mark; it was read as {wide.upper()}."))
    _refuse_binary(path, start)
    accents, broken = _count_utf8(path)
    if not broken:
        return Encoding("utf-8")
    if accents > broken:
        return Encoding("utf-8", "replace", f"{broken} characters are damaged and show as “\ufffd”.")
    return _western(path)


def _with_damage(path: Path, encoding: Encoding) -> Encoding:
    for text in _decoded(path, encoding.name, "replace"):
        if "\ufffd" in text:
            return Encoding(encoding.name, "replace", "Some characters are damaged and show as “\ufffd”.")
    return encoding


def _refuse_binary(path: Path, start: bytes) -> None:
    if start.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b")) or has_odd_bytes(start):
        raise InvalidInput(f"{path.name} is not a table of people.", "Give a CSV, JSON, JSONL or XLSX file.")
    if start.count(0) > len(start) // 4:
        raise InvalidInput(f"{path.name} is mostly empty bytes: it is damaged.", "Save or download it again.")


def _count_utf8(path: Path) -> tuple[int, int]:
    """Count characters beyond ASCII that read well as UTF-8, and those that do not."""
    accents = broken = 0
    for text in _decoded(path, "utf-8", "replace"):
        if not text.isascii():
            bad = text.count("\ufffd")
            broken += bad
            accents += sum(not letter.isascii() for letter in text) - bad
    return accents, broken


def _western(path: Path) -> Encoding:
    notice = "It is not UTF-8; it was read as Windows-1252. Check names with accents."
    try:
        for _ in _decoded(path, "cp1252", "strict"):
            pass
    except UnicodeDecodeError:
        return Encoding("latin-1", notice=notice.replace("Windows-1252", "Latin-1"))
    return Encoding("cp1252", notice=notice)


def _decoded(path: Path, name: str, errors: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)(errors)
    for block in blocks(path):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def blocks(path: Path) -> Iterator[bytes]:
    """Read the bytes of a file, a MiB at a time."""
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
