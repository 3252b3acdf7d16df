"""One way to export: notes, a format and a template in, a file out."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.domain.report import Party
from assistant.exports.calendar import EntryKind, write_calendar
from assistant.exports.items_csv import write_items_csv
from assistant.exports.mail import write_mail, write_mail_draft
from assistant.exports.markdown import write_markdown
from assistant.exports.notes import SessionNotes
from assistant.exports.notes_json import write_json
from assistant.exports.outline import Outline, build_outline
from assistant.exports.templates import NotesTemplate
from assistant.exports.word import write_docx


class ExportFormat(StrEnum):
    """What notes can be written as; CSV and ICS hold the action items, the others the whole notes."""

    MARKDOWN = "md"
    DOCX = "docx"
    JSON = "json"
    CSV = "csv"
    ICS = "ics"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """How to export.

    Args:
        with_quotes: Whether lines carry the words that they came from, and JSON the transcript.
        entry_kind: What dated items become in a calendar.
        owner: Whose action items go into CSV and calendar; everybody's when None.
    """

    with_quotes: bool = True
    entry_kind: EntryKind = EntryKind.EVENT
    owner: Party | None = None


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file to hand out; its name says the day and nobody's name."""

    name: str
    media_type: str
    content: bytes


_ENDINGS = {
    ExportFormat.MARKDOWN: ("md", "text/markdown"),
    ExportFormat.DOCX: ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ExportFormat.JSON: ("json", "application/json"),
    ExportFormat.CSV: ("csv", "text/csv"),
    ExportFormat.ICS: ("ics", "text/calendar"),
    ExportFormat.MAIL: ("eml", "message/rfc822"),
}


def export_notes(
    notes: SessionNotes, kind: ExportFormat, template: NotesTemplate, options: ExportOptions | None = None
) -> ExportedFile:
    """Write notes to a file.

    Args:
        notes: What to write; redact them first where names must not leave.
        kind: The format.
        template: Chooses and orders the sections of Markdown, Word and mail; the other formats are for programs.
        options: With quotes and as events by default.

    Raises:
        EngineUnavailable: The package that writes this format is missing.
    """
    chosen = options or ExportOptions()
    of_owner = notes if chosen.owner is None else notes.of_owner(chosen.owner)

    def outline(with_quotes: bool) -> Outline:
        return build_outline(notes, template, with_quotes=with_quotes)

    writers: dict[ExportFormat, Callable[[], str | bytes]] = {
        ExportFormat.MARKDOWN: lambda: write_markdown(outline(chosen.with_quotes)),
        ExportFormat.DOCX: lambda: write_docx(outline(chosen.with_quotes)),
        ExportFormat.JSON: lambda: write_json(notes, with_transcript=chosen.with_quotes),
        # The mark in front tells Excel that the file is UTF-8; other programs skip it.
        ExportFormat.CSV: lambda: "\ufeff" + write_items_csv(of_owner),
        ExportFormat.ICS: lambda: write_calendar(of_owner, chosen.entry_kind),
        ExportFormat.MAIL: lambda: write_mail_draft(write_mail(outline(False))),
    }
    content = writers[kind]()
    ending, media_type = _ENDINGS[kind]
    return ExportedFile(
        f"{_stem(notes, kind)}.{ending}", media_type, content.encode() if isinstance(content, str) else content
    )


def _stem(notes: SessionNotes, kind: ExportFormat) -> str:
    what = "action-items" if kind in {ExportFormat.CSV, ExportFormat.ICS} else "session-notes"
    day = f"-{notes.session.held_on.isoformat()}" if notes.session.held_on else ""
    return what + day + (f"-no-names-{notes.names_key}" if notes.names_key else "")
