"""Notes as a Word document."""

import io
import re
from typing import TYPE_CHECKING

from assistant.errors import EngineUnavailable
from assistant.exports.outline import Outline, OutlineLine, OutlineSection
from assistant.exports.templates import Section

if TYPE_CHECKING:
    from docx.document import Document

_BULLET, _QUOTE = "List Bullet", "Quote"
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold; a reader of Word files refuses the whole document for one of them."""


def write_docx(outline: Outline) -> bytes:
    """Write notes as a Word document: headings, lists and quotes in Word's own styles.

    Raises:
        EngineUnavailable: python-docx is not installed.
    """
    try:
        import docx
    except ModuleNotFoundError as error:
        raise EngineUnavailable(
            f"The package {error.name} is missing.", "Run: pip install rapport-assistant again."
        ) from error
    document = docx.Document()
    _set_properties(document, outline)
    document.add_heading(_clean(outline.title), 0)
    for label, value in outline.facts:
        _labelled(document, label, value)
    for notice in outline.notices:
        _labelled(document, "Note", notice)
    for section in outline.sections:
        document.add_heading(_clean(section.title), 1)
        _write_section(document, section)
    document.add_paragraph().add_run(_clean(outline.footer)).italic = True
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _set_properties(document: "Document", outline: Outline) -> None:
    """The template of python-docx names itself as the author; who wrote the notes is said in the footer."""
    document.core_properties.author = "Rapport"
    document.core_properties.title = _clean(outline.title)
    document.core_properties.comments = ""


def _labelled(document: "Document", label: str, value: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(f"{_clean(label)}: ").bold = True
    paragraph.add_run(_clean(value))


def _write_section(document: "Document", section: OutlineSection) -> None:
    if not section.lines:
        document.add_paragraph(_clean(section.empty))
    elif section.section is Section.TOPICS:
        for topic in section.lines:
            _write_topic(document, topic)
    elif section.section is Section.OVERVIEW and not any(line.quotes for line in section.lines):
        document.add_paragraph(_clean(" ".join(line.text for line in section.lines)))
    else:
        for line in section.lines:
            _write_line(document, line, _BULLET)


def _write_topic(document: "Document", topic: OutlineLine) -> None:
    document.add_heading(_clean(topic.heading + (f" ({topic.detail})" if topic.detail else "")), 2)
    if topic.text:
        document.add_paragraph(_clean(topic.text))
    _write_quotes(document, topic)
    for point in topic.children:
        _write_line(document, point, _BULLET)


def _write_line(document: "Document", line: OutlineLine, style: str) -> None:
    paragraph = document.add_paragraph(style=style)
    box = "" if line.done is None else "☑ " if line.done else "☐ "
    paragraph.add_run(_clean(box + line.text))
    if line.detail:
        paragraph.add_run(_clean(f" — {line.detail}")).italic = True
    _write_quotes(document, line)


def _write_quotes(document: "Document", line: OutlineLine) -> None:
    for quote in line.quotes:
        paragraph = document.add_paragraph(style=_QUOTE)
        lead = " ".join(filter(None, (quote.time, f"{quote.speaker}:" if quote.speaker else "")))
        if lead:
            paragraph.add_run(_clean(f"{lead} ")).bold = True
        paragraph.add_run(_clean(quote.text))


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
