"""From bytes to lines of text, without losing a word to a wrong encoding."""

import codecs
import re

from assistant.decoding import marked_encoding, wide_encoding
from assistant.transcripts.protocols import Notice

_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00]")
_HALVES = re.compile("[\ud800-\udfff]")
"""Halves of characters, as damaged JSON has them: no database and no page takes them."""

_CONTROLS: dict[int, str | None] = {code: " " for code in range(1, 32) if code not in (9, 10, 13)} | {
    0: None,
    0xFEFF: None,
}


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Read bytes as text: by a byte order mark, as UTF-16 by its zeros, as UTF-8, else line by line."""
    data = data.removeprefix(codecs.BOM_UTF8)
    known = marked_encoding(data) or wide_encoding(data[: 1 << 16])
    if known:
        text = data.decode(known, "replace")
        damaged = text.count("\ufffd")
        notice = Notice("Some characters are damaged and show as “\ufffd”.", damaged)
        return text, (notice,) if damaged else ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _decode_lines(data)


def _decode_lines(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """Read each line as UTF-8 or, where that fails, as Windows-1252: files glued together mix the two."""
    lines, guessed, first = [], 0, 0
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
            guessed, first = guessed + 1, first or number
    text = "Lines that are not UTF-8 were read as Windows-1252; check the names with accents."
    return "\n".join(lines), (Notice(text, guessed, first),)


def split_lines(text: str) -> tuple[str, ...]:
    """Split at every kind of line end, without control characters."""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS).split("\n"))


def tidy(text: str) -> str:
    """Put one space between words and drop marks that nobody sees."""
    return " ".join(visible(text).split())


def visible(line: str) -> str:
    """A line without the invisible marks that phones put into it; half a character shows as damaged."""
    return line if line.isascii() else _HALVES.sub("\ufffd", _INVISIBLE.sub("", line))


def join(lines: list[str]) -> str:
    """Join the lines of one paragraph."""
    return tidy(" ".join(lines))


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it."""
    return any(letter.isalnum() for letter in text)
