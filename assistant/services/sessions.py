"""Sessions of a pair: bringing a file, opening it, correcting who speaks, replacing and deleting it."""

import hashlib
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime

from assistant.domain.access import Action, Actor
from assistant.domain.json_values import to_json
from assistant.domain.notes import ItemState, notes_of, with_sides_exchanged, without_evidence
from assistant.domain.report import Cast
from assistant.domain.sessions import Consent, Job, Session, Template
from assistant.domain.snippets import snippets
from assistant.domain.speaker_edits import Edit, are_exchanged
from assistant.errors import ConsentMissing, InvalidInput
from assistant.people.text import one_line
from assistant.services.later_sessions import following_up
from assistant.services.next_session import next_after
from assistant.services.session_access import allowed_pair, allowed_session, pair_of
from assistant.services.session_analysis import earlier_items
from assistant.services.session_reading import edits_to_json, read_stored, who_is_who
from assistant.services.session_views import OpenSession, OriginalFile, SessionPreview, SessionRow, SpeakerPreview
from assistant.services.templates import TemplateService
from assistant.storage import Store
from assistant.transcripts import Reading, read_bytes

TYPED_BY_HAND = "notes typed by hand.txt"
LONGEST_TITLE = 200


def _now() -> datetime:
    return datetime.now(UTC)


class SessionService:
    """What a pair does with its sessions; the lines of the notes are `NotesService`'s.

    Args:
        store: Where they are.
        queue: Queues the analysis of a session; called with its id and whether somebody waits for it.
        now: The time of day, with zone.
        templates: What a session's notes can be put together by; those that ship with Rapport when None.
        forget: Called with the id of a session that was deleted, for what is kept of it elsewhere.
    """

    def __init__(
        self,
        store: Store,
        queue: Callable[[str, bool], Job],
        now: Callable[[], datetime] = _now,
        templates: TemplateService | None = None,
        forget: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._queue = queue
        self._now = now
        self._templates = templates or TemplateService()
        self._forget = forget

    def preview(self, actor: Actor, name: str, data: bytes, relationship_id: str = "") -> SessionPreview:
        """Look at a file before it is kept.

        Args:
            actor: Who has the file.
            name: Of the file; title and date may be in it.
            data: Its bytes.
            relationship_id: Whose session it would be, which tells who its speakers are.

        Raises:
            UnreadableTranscript: It holds no transcript; the message says what it is and what to do.
            NotFound: No such relationship.
            NotAllowed: The relationship is not the actor's.
        """
        mentor_name = mentee_name = ""
        before = None
        if relationship_id:
            pair = allowed_pair(self._store, actor, Action.UPLOAD_SESSION, relationship_id)
            mentor_name, mentee_name = pair.mentor_name, pair.mentee_name
            before = self._store.sessions.with_file(relationship_id, file_digest(data))
        reading = read_bytes(name, data)
        return _preview(reading, who_is_who(reading, mentor_name, mentee_name), before)

    def upload(
        self,
        actor: Actor,
        relationship_id: str,
        name: str,
        data: bytes,
        *,
        held_on: date | None = None,
        title: str = "",
        template: str = Template.REGULAR,
        consent: Consent,
        urgent: bool = True,
    ) -> Session:
        """Keep a file as a session and queue its analysis; a bad file leaves nothing.

        Args:
            actor: One of the two, or the operator.
            relationship_id: Whose session it is.
            name: Of the file, as it was called.
            data: Its bytes; they are kept as they are.
            held_on: When it was; what the file says where this is None.
            title: What it was about; what the file says where this is empty.
            template: Key of the template of its notes.
            consent: Of both sides.
            urgent: Whether somebody waits for the notes.

        Raises:
            NotFound: No such relationship or template.
            NotAllowed: It is not the actor's.
            ConsentMissing: One side did not agree.
            UnreadableTranscript: The file holds no transcript.
            InvalidInput: The relationship has this file already; the message names the session.
        """
        allowed_pair(self._store, actor, Action.UPLOAD_SESSION, relationship_id)
        _check_consent(consent)
        key = self._templates.find(template).key
        reading = read_bytes(name, data)
        session = Session(
            id=uuid.uuid4().hex,
            relationship_id=relationship_id,
            held_on=held_on or reading.day,
            title=_title(title or reading.title),
            template=key,
            consent=consent,
            file_name=one_line(name),
            file_sha256=file_digest(data),
            created_at=self._now(),
        )
        with self._store.writing():
            self._refuse_twice(session)
            self._store.sessions.add(session, data, to_json(reading))
            self._queue(session.id, urgent)
        return session

    def write_notes(
        self,
        actor: Actor,
        relationship_id: str,
        text: str,
        *,
        held_on: date | None = None,
        title: str = "",
        template: str = Template.REGULAR,
        consent: Consent,
    ) -> Session:
        """Keep notes that somebody typed as a session. Raises as `upload` does."""
        data = text.encode("utf-8", "replace")
        return self.upload(
            actor,
            relationship_id,
            TYPED_BY_HAND,
            data,
            held_on=held_on,
            title=title or "Notes typed by hand",
            template=template,
            consent=consent,
        )

    def list_sessions(self, actor: Actor, relationship_id: str = "") -> list[SessionRow]:
        """Sessions that the actor may read, latest first: of one relationship, or of all."""
        with self._store.reading():
            sessions = self._store.sessions.readable(actor, relationship_id)
            ids = [session.id for session in sessions]
            jobs = self._store.jobs.latest(ids)
            counts = Counter((item.session_id, item.state) for item in self._store.session_notes.items(ids))
            pairs = {
                one: pair_of(self._store, found)
                for one in {session.relationship_id for session in sessions}
                if (found := self._store.relationships.get(one)) is not None
            }
        return [
            SessionRow(
                session,
                pairs[session.relationship_id].mentor_name,
                pairs[session.relationship_id].mentee_name,
                sum(counts[session.id, state] for state in ItemState),
                counts[session.id, ItemState.OPEN],
                jobs.get(session.id),
            )
            for session in sessions
        ]

    def open_session(self, actor: Actor, session_id: str) -> OpenSession:
        """Everything about a session as it is now.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not read it.
        """
        with self._store.reading():
            session = allowed_session(self._store, actor, Action.READ_SESSION, session_id)
            pair = allowed_pair(self._store, actor, Action.READ_SESSION, session.relationship_id)
            stored = read_stored(self._store, session)
            latest = self._store.session_notes.report(session_id)
            changes = self._store.session_notes.changes(session_id)
            earlier = tuple(earlier_items(self._store, session_id))
            job = self._store.jobs.latest([session_id]).get(session_id)
            sessions = self._store.sessions.of_relationship(session.relationship_id)
        report, ids = (latest.report, latest.line_ids) if latest else (None, {})
        return OpenSession(
            session=session,
            mentor_name=pair.mentor_name,
            mentee_name=pair.mentee_name,
            transcript=stored.transcript,
            cast=stored.cast,
            report=report,
            version=latest.version if latest else 0,
            lines=notes_of(report, ids, changes),
            earlier=earlier,
            notices=stored.reading.notices,
            set_aside=stored.reading.set_aside,
            edits=stored.edits,
            job=job,
            next_session=next_after(session, sessions, pair.relationship.next_session_on),
        )

    def change_facts(
        self,
        actor: Actor,
        session_id: str,
        *,
        held_on: date | None,
        title: str,
        template: str,
    ) -> Session:
        """Say when a session was, what it was about and what kind it was; a new date has it analysed again.

        Raises:
            NotFound: No such session or template.
            NotAllowed: The actor may not edit it.
        """
        with self._store.writing():
            old = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            with self._following_up(old.relationship_id):
                key = old.template if template == old.template else self._templates.find(template).key
                new = replace(old, held_on=held_on, title=_title(title), template=key)
                self._store.sessions.update(new)
                if new.held_on != old.held_on:
                    self._queue(session_id, True)
        return new

    def change_speakers(self, actor: Actor, session_id: str, edits: Sequence[Edit]) -> OpenSession:
        """Correct who speaks: transcript and cast are right at once, and the notes are made again.

        Args:
            actor: Who corrects.
            session_id: Of the session.
            edits: What to change on top of what was changed before.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not edit it.
        """
        with self._store.writing():
            session = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            self._save_speakers(session, (*read_stored(self._store, session).edits, *edits))
        return self.open_session(actor, session_id)

    def forget_speaker_changes(self, actor: Actor, session_id: str) -> OpenSession:
        """Take the speakers as the file has them again. Raises as `change_speakers` does."""
        with self._store.writing():
            session = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            self._save_speakers(session, ())
        return self.open_session(actor, session_id)

    def _save_speakers(self, session: Session, edits: Sequence[Edit]) -> None:
        """Keep what is changed about the speakers; what people wrote goes along when the two change places."""
        before = read_stored(self._store, session).cast
        self._store.sessions.save_speaker_edits(session.id, edits_to_json(edits))
        if are_exchanged(before, read_stored(self._store, session).cast):
            notes = self._store.session_notes
            notes.replace_changes(session.id, [with_sides_exchanged(one) for one in notes.changes(session.id)])
        self._queue(session.id, True)

    def replace_file(self, actor: Actor, session_id: str, name: str, data: bytes) -> Session:
        """Give a session another file: versions that speak of the old one go, what people wrote stays.

        Lines that people changed lose their evidence, which was the old file's; those that the new analysis finds by
        the same words get it back.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not edit it.
            UnreadableTranscript: The file holds no transcript; the old one stays.
            InvalidInput: The relationship has this file already.
        """
        allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
        reading = read_bytes(name, data)
        notes = self._store.session_notes
        with self._store.writing():
            old = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            with self._following_up(old.relationship_id):
                new = replace(
                    old, file_name=one_line(name), file_sha256=file_digest(data), held_on=old.held_on or reading.day
                )
                self._refuse_twice(new)
                self._store.sessions.replace_file(new, data, to_json(reading))
                changes = [without_evidence(one) for one in notes.changes(session_id)]
                notes.replace_changes(session_id, changes)
                notes.forget_reports(session_id)
                notes.set_items(session_id, notes_of(None, {}, changes))
                self._queue(session_id, True)
        return new

    def original_file(self, actor: Actor, session_id: str) -> OriginalFile:
        """The file as it was uploaded. Raises as `open_session` does."""
        session = allowed_session(self._store, actor, Action.READ_SESSION, session_id)
        file = self._store.sessions.file(session_id)
        return OriginalFile(session.file_name, file.data if file else b"")

    def delete(self, actor: Actor, session_id: str) -> None:
        """Delete a session with its file, notes in all versions, action items, themes and jobs.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not delete it.
        """
        with self._store.writing():
            session = allowed_session(self._store, actor, Action.DELETE_SESSION, session_id)
            with self._following_up(session.relationship_id):
                self._store.sessions.delete(session_id)
        self._forget(session_id)

    def _following_up(self, relationship_id: str) -> AbstractContextManager[None]:
        return following_up(self._store, relationship_id, lambda session_id: self._queue(session_id, False))

    def _refuse_twice(self, session: Session) -> None:
        before = self._store.sessions.with_file(session.relationship_id, session.file_sha256)
        if before is not None:
            when = f" of {before.held_on.isoformat()}" if before.held_on else ""
            raise InvalidInput(
                f"{session.file_name} was uploaded before: it is the session “{before.title}”{when}.",
                "Open that one, or choose another file.",
            )


def _preview(reading: Reading, cast: Cast, before: Session | None) -> SessionPreview:
    transcript = reading.transcript
    turns = [one.speaker for one in transcript.utterances]
    speakers = tuple(
        SpeakerPreview(
            name, words, turns.count(name), tuple(one.text for one in snippets(transcript, name)), cast.party_of(name)
        )
        for name, words in transcript.words_by_speaker().items()
    )
    return SessionPreview(
        file_name=reading.file,
        format=reading.format,
        title=reading.title,
        held_on=reading.day,
        timing=transcript.timing,
        utterances=len(transcript.utterances),
        words=transcript.word_count,
        duration_s=transcript.duration_s,
        language=reading.language,
        speakers=speakers,
        notices=reading.notices,
        set_aside=reading.set_aside,
        doubt=cast.doubt,
        uploaded_before=before,
    )


def _check_consent(consent: Consent) -> None:
    if not consent.is_given:
        missing = [side for side, given in (("mentor", consent.mentor), ("mentee", consent.mentee)) if not given]
        raise ConsentMissing(
            f"The {' and the '.join(missing)} did not agree that this transcript is read.",
            "Ask them, and tick the box when they have agreed.",
        )


def _title(text: str) -> str:
    return one_line(text)[:LONGEST_TITLE]


def file_digest(data: bytes) -> str:
    """SHA-256 of a file, by which it is recognised."""
    return hashlib.sha256(data).hexdigest()
