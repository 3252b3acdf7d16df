"""Exports of a session's notes, as the pair left them, with or without the people's names."""

from dataclasses import dataclass, field, replace

from assistant.domain.access import Action, Actor
from assistant.domain.lengths import Length, shorten, shorten_report
from assistant.domain.notes import ItemState, NoteLine, Section, lines_by_topic
from assistant.domain.report import ActionItem, Line, Moment, SessionReport
from assistant.domain.sessions import Consent, JobState, Session, Template
from assistant.engines.protocols import Linguist
from assistant.errors import InvalidInput
from assistant.exports import ExportedFile, ExportFormat, ExportOptions, NotesTemplate, SessionNotes, export_notes
from assistant.exports.mail import MailText, write_mail
from assistant.exports.outline import build_outline
from assistant.exports.restoring import key_in, restore_file
from assistant.services.access import require
from assistant.services.loose_files import LooseReport
from assistant.services.name_maps import NameMaps
from assistant.services.notes_redaction import redact_notes
from assistant.services.session_access import allowed_session
from assistant.services.session_views import OpenSession
from assistant.services.sessions import SessionService
from assistant.services.templates import TemplateService, shipped_template
from assistant.services.third_persons import people_finder
from assistant.storage import Store
from assistant.transcripts.redaction import restore

_DOCUMENTS = {ExportFormat.MARKDOWN, ExportFormat.DOCX, ExportFormat.MAIL}
_STILL = {JobState.WAITING, JobState.RUNNING}


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to export, and how; `hide_names` leaves out names, e-mails, phone numbers, links and handles.

    The length is that of documents and mails; data for other programs is always whole.
    """

    kind: ExportFormat = ExportFormat.MARKDOWN
    options: ExportOptions = field(default_factory=ExportOptions)
    length: Length = Length.DETAILED
    hide_names: bool = False

    @property
    def shown(self) -> Length:
        """The length of what is written."""
        return self.length if self.kind in _DOCUMENTS else Length.DETAILED


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out, and the key by which its names are put back; empty where nobody was hidden."""

    file: ExportedFile
    names_key: str = ""


class ExportService:
    """Writes notes to files and puts names back into them.

    Args:
        store: Where sessions are.
        sessions: Opens them.
        templates: Say which sections, in which order.
        linguist: Finds the people nobody listed.
        names: Where it stays who is who.
    """

    def __init__(
        self, store: Store, sessions: SessionService, templates: TemplateService, linguist: Linguist, names: NameMaps
    ) -> None:
        self._store = store
        self._sessions = sessions
        self._templates = templates
        self._linguist = linguist
        self._names = names

    def export(self, actor: Actor, session_id: str, request: ExportRequest) -> Export:
        """Write the notes of a session to a file.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not read it.
            InvalidInput: There are no notes yet.
            EngineUnavailable: The package that writes this format, or the model that finds names, is missing.
        """
        notes, template = self._notes(actor, session_id, request.shown, hide_names=request.hide_names)
        return Export(export_notes(notes, request.kind, template, request.options), notes.names_key)

    def mail_text(self, actor: Actor, session_id: str, *, hide_names: bool = False) -> MailText:
        """Write the notes as subject and text of a mail. Raises as `export` does."""
        notes, template = self._notes(actor, session_id, hide_names=hide_names)
        return write_mail(build_outline(notes, template, with_quotes=False))

    def export_file(self, actor: Actor, loose: LooseReport, request: ExportRequest, template: str = "") -> Export:
        """Write the notes of a file that is not kept.

        Args:
            actor: Who has the file.
            loose: Its notes.
            request: What to export.
            template: Key of a template; a regular meeting's when empty.

        Raises:
            NotFound: No such template.
            NotAllowed: Only the operator works with files that are not kept.
        """
        require(actor, Action.MAINTAIN)
        found = self._templates.find(template or Template.REGULAR)
        loose = replace(loose, report=shorten_report(loose.report, request.shown))
        notes = self._hidden(notes_of_file(loose)) if request.hide_names else notes_of_file(loose)
        return Export(export_notes(notes, request.kind, found, request.options), notes.names_key)

    def restore(self, actor: Actor, name: str, data: bytes, key: str = "") -> bytes:
        """Put the names back into a file that was exported without them.

        Args:
            actor: Who has the file.
            name: Of the file.
            data: Its bytes; it may have been changed since.
            key: Of the names; read from the file or its name when empty.

        Raises:
            NotFound: There are no names for the key.
            NotAllowed: The actor may not read the session.
            InvalidInput: The file does not say its key, or is not what its name says.
        """
        key = key or key_in(name, data)
        if not key:
            raise InvalidInput(
                f"{name} does not say which names it lacks.",
                "Give the key: it stands at the end of the notes.",
            )
        names = self._names.find(key)
        if names.session_id:
            allowed_session(self._store, actor, Action.READ_SESSION, names.session_id)
        else:
            require(actor, Action.MAINTAIN)
        return restore_file(name, data, names.originals, restore)

    def restore_text(self, actor: Actor, session_id: str, words: str) -> str:
        """Put the names back into words about a session: by the key in them, else by the latest export without names.

        Raises:
            NotFound: No such session, or it was never exported without names.
            NotAllowed: The actor may not read it.
        """
        allowed_session(self._store, actor, Action.READ_SESSION, session_id)
        key = key_in("", words.encode("utf-8", "replace")) or self._names.latest(session_id)
        return self.restore(actor, "words.txt", words.encode("utf-8", "replace"), key).decode()

    def _notes(
        self, actor: Actor, session_id: str, length: Length = Length.DETAILED, *, hide_names: bool
    ) -> tuple[SessionNotes, NotesTemplate]:
        opened = self._sessions.open_session(actor, session_id)
        topics = opened.report.topics if opened.report else ()
        opened = replace(opened, lines=shorten(opened.lines, topics, length))
        notes = notes_of_session(opened)
        template = self._templates.choose(opened.session.template).template
        return (self._hidden(notes, session_id) if hide_names else notes), template

    def _hidden(self, notes: SessionNotes, session_id: str = "") -> SessionNotes:
        redacted = redact_notes(notes, people_finder(self._linguist))
        self._names.forget_others(lambda one: self._store.sessions.get(one) is not None)
        return replace(redacted.notes, names_key=self._names.keep(session_id, redacted.originals))


def notes_of_session(opened: OpenSession) -> SessionNotes:
    """Take the notes of a session as they are now, with what people changed.

    Raises:
        InvalidInput: There are none yet.
    """
    if opened.report is None:
        raise InvalidInput("There are no notes to export yet.", "Wait until they are made, then export again.")
    of = {section: [one for one in opened.lines if one.section is section] for section in Section}
    items = of[Section.ACTION_ITEMS]
    points = lines_by_topic(opened.report.topics, of[Section.KEY_POINTS])
    return SessionNotes(
        session=opened.session,
        report=_as_changed(opened, of),
        cast=opened.cast,
        transcript=opened.transcript,
        mentor=opened.mentor_name,
        mentee=opened.mentee_name,
        item_ids=tuple(one.id for one in items),
        done=frozenset(one.id for one in items if one.state is ItemState.DONE),
        dropped=frozenset(one.id for one in items if one.state is ItemState.DROPPED),
        unconfirmed=frozenset(one.id for one in items if is_unconfirmed(one)),
        by_hand=sum(bool(one.by) for one in opened.lines),
        further_points=tuple(_plain(line) for one in points if one.topic is None for line in one.lines),
        earlier_items={one.id: one.text for one in opened.earlier},
        next_session_on=opened.next_session.on if opened.next_session else None,
    )


def is_unconfirmed(line: NoteLine) -> bool:
    """Whether an engine found an open action item and nobody has said yet, by word or deed, that it is right."""
    return not line.by and not line.confirmed_by and line.state is ItemState.OPEN


def _as_changed(opened: OpenSession, of: dict[Section, list[NoteLine]]) -> SessionReport:
    report = opened.report
    assert report is not None
    points = lines_by_topic(report.topics, of[Section.KEY_POINTS])
    busy = opened.job is not None and opened.job.state in _STILL
    again = ("The notes are being made again; these are the ones before.",) if busy else ()
    return replace(
        report,
        overview=tuple(map(_plain, of[Section.OVERVIEW])),
        topics=tuple(
            replace(one.topic, key_points=tuple(map(_plain, one.lines))) for one in points if one.topic is not None
        ),
        action_items=tuple(one.value for one in of[Section.ACTION_ITEMS] if isinstance(one.value, ActionItem)),
        decisions=tuple(map(_plain, of[Section.DECISIONS])),
        open_questions=tuple(map(_plain, of[Section.OPEN_QUESTIONS])),
        moments=tuple(one.value for one in of[Section.MOMENTS] if isinstance(one.value, Moment)),
        notices=(*report.notices, *again),
    )


def _plain(line: NoteLine) -> Line:
    value = line.value
    return value if isinstance(value, Line) else Line(value.text, value.evidence, value.confidence)


def notes_of_file(loose: LooseReport) -> SessionNotes:
    """Take the notes of a file that is not kept; nobody has confirmed any of them."""
    reading, made_at = loose.reading, loose.report.provenance.created_at
    kind = shipped_template(Template.REGULAR).key
    # Made up for this one file: it has no id, and nobody was asked for their consent since nothing is kept.
    session = Session("file", "", loose.held_on, reading.title, kind, Consent(False, False), reading.file, "", made_at)
    notes = SessionNotes(session=session, report=loose.report, cast=loose.cast, transcript=reading.transcript)
    return replace(notes, unconfirmed=frozenset(notes.ids()))
