"""Putting names back into an exported file, or into one that somebody changed since, in the way of its format."""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from assistant.errors import InvalidInput
from assistant.exports.items_csv import neutralise
from assistant.exports.markdown import escape_markdown

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

ChangeText = Callable[[str, Mapping[str, str]], str]
"""Puts the originals, by placeholder, back into a text."""
_KEY = re.compile(r"(?:no-names-|left\s+out;\s+key\s+|names_key\": \"|NAMES-KEY:)([0-9a-f]{8})\b")

_BODY, _TAG = "word/document.xml", re.compile(r"<[^>]*>")
_LARGEST_BODY = 64 * 2**20
"""Bytes of a Word document's text that are looked through for a key; what unpacks to more is no export."""


def key_in(name: str, data: bytes) -> str:
    """Read the key of the names from a file's name, else from its words; empty when it is in neither.

    >>> key_in("session-notes-2026-05-11-no-names-7f3a91c2.docx", b"")
    '7f3a91c2'
    """
    found = _KEY.search(name) or _KEY.search(_words(data).replace("=\r\n", ""))
    return found[1] if found else ""


def _words(data: bytes) -> str:
    """The words of a text, or of the body of a Word document."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    try:
        with ZipFile(io.BytesIO(data)) as parts:
            size = parts.getinfo(_BODY).file_size
            return _TAG.sub("", parts.read(_BODY).decode("utf-8", "replace")) if size <= _LARGEST_BODY else ""
    except (BadZipFile, KeyError, OSError):
        return ""


def restore_file(name: str, data: bytes, originals: Mapping[str, str], restore: ChangeText) -> bytes:
    """Put the names back into a file, so that its program still opens it.

    Args:
        name: Its ending says what it is; one that is not known is plain text.
        data: Its bytes.
        originals: What each placeholder stands for.
        restore: Puts originals into a text.

    Raises:
        InvalidInput: It is not what its name says, or no text in UTF-8.
    """
    ending = PurePath(name).suffix.lower()
    try:
        if ending == ".docx":
            return _restore_docx(data, originals, restore)
        if ending == ".ics":
            return _restore_ics(data, originals, restore)
        if ending == ".eml":
            return _restore_mail(data, originals, restore)
        return _restore_text(ending, data.decode("utf-8"), originals, restore).encode()
    except (ValueError, KeyError, csv.Error, BadZipFile) as error:
        said = f"{name} cannot be read as {ending or 'text'} ({type(error).__name__})."
        raise InvalidInput(said, "Give it the ending of what it is, or save it as text in UTF-8.") from None


def _restore_text(ending: str, text: str, originals: Mapping[str, str], restore: ChangeText) -> str:
    if ending == ".json":
        return json.dumps(_changed(json.loads(text), originals, restore), ensure_ascii=False, indent=2) + "\n"
    if ending == ".csv":
        return _restore_csv(text, originals, restore)
    if ending == ".md":
        originals = {key: escape_markdown(one, starts_line=False) for key, one in originals.items()}
    return restore(text, originals)


def _changed(value: Any, originals: Mapping[str, str], restore: ChangeText) -> Any:
    if isinstance(value, str):
        return restore(value, originals)
    if isinstance(value, list):
        return [_changed(one, originals, restore) for one in value]
    if isinstance(value, dict):
        return {key: _changed(one, originals, restore) for key, one in value.items()}
    return value


def _restore_csv(text: str, originals: Mapping[str, str], restore: ChangeText) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
        writer.writerow([neutralise(restore(cell, originals)) for cell in row])
    return mark + buffer.getvalue()


def _restore_ics(data: bytes, originals: Mapping[str, str], restore: ChangeText) -> bytes:
    from icalendar import Calendar, vText

    calendar = Calendar.from_ical(data)
    for part in calendar.walk():
        for key, value in list(part.items()):
            if isinstance(value, vText):
                part[key] = vText(restore(str(value), originals), params=value.params)
    return bytes(calendar.to_ical())


def _restore_mail(data: bytes, originals: Mapping[str, str], restore: ChangeText) -> bytes:
    message = message_from_bytes(data, policy=SMTP)
    body = message.get_body(("plain",)) if isinstance(message, EmailMessage) else None
    if not isinstance(body, EmailMessage):
        raise ValueError("no text in the mail")
    words = restore(body.get_content(), originals)
    subject = restore(str(message["Subject"] or ""), originals)
    body.set_content(words, charset="utf-8", cte="quoted-printable")
    del message["Subject"]
    message["Subject"] = " ".join(subject.split())
    return message.as_bytes()


def _restore_docx(data: bytes, originals: Mapping[str, str], restore: ChangeText) -> bytes:
    import docx

    document = docx.Document(io.BytesIO(data))
    tables = (cell for table in document.tables for row in table.rows for cell in row.cells)
    for part in (document, *tables):
        for paragraph in part.paragraphs:
            _restore_paragraph(paragraph, originals, restore)
    document.core_properties.title = restore(document.core_properties.title, originals)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _restore_paragraph(paragraph: "Paragraph", originals: Mapping[str, str], restore: ChangeText) -> None:
    """Word may cut a placeholder in two while somebody edits; then the paragraph gets its text as one run."""
    for run in paragraph.runs:
        if (changed := restore(run.text, originals)) != run.text:
            run.text = changed
    whole = restore(paragraph.text, originals)
    if whole != paragraph.text and paragraph.runs:
        first, *rest = paragraph.runs
        first.text = whole
        for run in rest:
            run.text = ""
