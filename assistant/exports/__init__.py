"""From the notes of a session to a file: Markdown, Word, JSON, CSV, calendar and mail."""

from assistant.exports.calendar import EntryKind
from assistant.exports.mail import MailText
from assistant.exports.notes import SessionNotes
from assistant.exports.outline import Outline, build_outline
from assistant.exports.templates import NotesTemplate, Section, SectionChoice
from assistant.exports.writing import ExportedFile, ExportFormat, ExportOptions, export_notes

__all__ = [
    "EntryKind",
    "ExportFormat",
    "ExportOptions",
    "ExportedFile",
    "MailText",
    "NotesTemplate",
    "Outline",
    "Section",
    "SectionChoice",
    "SessionNotes",
    "build_outline",
    "export_notes",
]
