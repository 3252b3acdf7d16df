"""From a file to a document: what it is, how it is packed, its text or its JSON."""

import json
import re
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableTranscript
from assistant.transcripts.archives import MOST_UNPACKED, opened, read_member
from assistant.transcripts.docx import BODY, read_paragraphs
from assistant.transcripts.protocols import Container, Document, Notice
from assistant.transcripts.refusing import FORMATS, refuse, refuse_by_bytes, refuse_page
from assistant.transcripts.text import decode, split_lines, visible

MOST_BYTES = 64 << 20
"""A meeting of ten hours with a time for each word is about 20 MiB."""

_SAMPLE_LINES = 400
_JSON_START = re.compile(r'\s*(?:\{\s*["}]|\[\s*(?:\[\s*)?[{\]])')
_TEXTS = (".txt", ".vtt", ".srt", ".sbv", ".md")


def open_file(path: Path) -> Document:
    """Open a file; its size is looked at before anything is read.

    Raises:
        UnreadableTranscript: It cannot be opened, is empty, too big, or of a kind that holds no transcript.
    """
    return open_bytes(path.name, bytes_of(path))


def bytes_of(path: Path) -> bytes:
    """Read a file that may hold a transcript; one that is too big is refused before it fills the memory.

    Raises:
        UnreadableTranscript: It cannot be opened, or is too big.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            refuse(
                path.name,
                f"has {size >> 20} MiB, and a transcript has at most {MOST_BYTES >> 20}",
                "A recording is not read: give the transcript that your meeting tool made of it.",
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableTranscript(f"{path.name} cannot be opened: {error.strerror}.") from error


def open_bytes(name: str, data: bytes) -> Document:
    """Open the bytes of a file, as `open_file` does; `name` is for messages, and for title and date in it."""
    if len(data) > MOST_BYTES:
        refuse(name, f"has {len(data) >> 20} MiB, and a transcript has at most {MOST_BYTES >> 20}")
    if not data.strip():
        refuse(name, "is empty", "Download it again, and check that the meeting was transcribed.")
    if data.startswith(b"PK\x03\x04"):
        return _open_archive(name, data)
    refuse_by_bytes(name, data)
    text, notices = decode(data)
    refuse_page(name, text.lstrip("\ufeff"))
    if _JSON_START.match(text.lstrip("\ufeff")):
        return Document(name, value=_parse_json(name, text), notices=notices)
    return _prose(name, split_lines(text), notices)


def _open_archive(name: str, data: bytes) -> Document:
    with opened(name, data) as archive:
        members = [one.filename for one in archive.infolist() if not one.is_dir() and "__MACOSX" not in one.filename]
        if BODY in members:
            lines = "\n\n".join(read_paragraphs(name, data)).split("\n")
            return _prose(name, split_lines("\n".join(lines)), (), Container.DOCX)
        texts = [one for one in members if one.lower().endswith(_TEXTS)]
        if len(texts) == 1 and "users.json" not in members:
            inner = read_member(name, archive, texts[0], MOST_BYTES)
            if inner.startswith(b"PK\x03\x04"):
                refuse(name, "is an archive in an archive", "Unpack it, and give the transcript that is in it.")
            return open_bytes(texts[0].rpartition("/")[2], inner)
        parts, budget = list[tuple[str, Any]](), MOST_UNPACKED
        for member in sorted(one for one in members if one.lower().endswith(".json")):
            read = read_member(name, archive, member, budget)
            budget -= len(read)
            parts.append((member, _parse_json(f"{name}: {member}", decode(read)[0])))
    if not parts:
        refuse(name, f"is an archive of {len(members)} files", f"Unpack it, and give one transcript. {FORMATS}")
    return Document(name, parts=tuple(parts), container=Container.ZIP)


def _prose(
    name: str, lines: tuple[str, ...], notices: tuple[Notice, ...], container: Container = Container.TEXT
) -> Document:
    sample: list[str] = []
    for line in lines:
        seen = visible(line).strip()
        if seen:
            sample.append(seen)
        if len(sample) == _SAMPLE_LINES:
            break
    if not sample:
        refuse(name, "holds no text", "Download it again, and check that the meeting was transcribed.")
    return Document(name, lines=lines, container=container, notices=notices, sample=tuple(sample))


def _parse_json(name: str, text: str) -> Any:
    try:
        return json.loads(text.lstrip("\ufeff"))
    except json.JSONDecodeError as error:
        refuse(name, f"is damaged JSON: line {error.lineno} cannot be read", "Save or download it again.")
    except (RecursionError, ValueError):
        refuse(name, "is JSON that no meeting tool writes: it is nested too deep or its numbers are too long")
