"""Short ways to read text and to look at what was read."""

import io
import zipfile
from textwrap import dedent

from docx import Document

from assistant.transcripts import Reading, read_bytes


def read(text: str, name: str = "file") -> Reading:
    return read_bytes(name, dedent(text).lstrip("\n").encode())


def turns(reading: Reading) -> list[tuple[str, str]]:
    return [(one.speaker, one.text) for one in reading.transcript.utterances]


def starts(reading: Reading) -> list[float | None]:
    return [one.start_s for one in reading.transcript.utterances]


def said(reading: Reading) -> list[str]:
    return [notice.text for notice in reading.notices]


def aside(reading: Reading) -> list[str]:
    return [one.text for one in reading.set_aside]


def word(*paragraphs: str) -> bytes:
    """A Word document; a newline within a paragraph becomes a line break."""
    document, out = Document(), io.BytesIO()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(out)
    return out.getvalue()


def zipped(files: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()
