"""What the session service gives to screens and commands."""

from dataclasses import dataclass
from datetime import date

from assistant.domain.notes import NoteLine
from assistant.domain.report import Cast, Party, SessionReport
from assistant.domain.sessions import Job, Session
from assistant.domain.speaker_edits import Edit
from assistant.domain.transcript import Timing, Transcript
from assistant.services.next_session import NextSession
from assistant.storage.session_notes import StoredItem
from assistant.transcripts import Notice, SetAside


@dataclass(frozen=True, slots=True)
class SpeakerPreview:
    """One speaker of a file; `snippets` are up to three things they say, `party` who they seem to be."""

    speaker: str
    words: int
    turns: int
    snippets: tuple[str, ...]
    party: Party | None = None


@dataclass(frozen=True, slots=True)
class SessionPreview:
    """What would be read from a file.

    Args:
        format: In words for the screen.
        held_on: As the file or its name says; None when neither does.
        language: ISO 639-1; empty when it cannot be told.
        doubt: Why owners would be withheld; empty when attribution can be trusted.
        uploaded_before: The session of this relationship that has the same file.
    """

    file_name: str
    format: str
    title: str
    held_on: date | None
    timing: Timing
    utterances: int
    words: int
    duration_s: float | None
    language: str
    speakers: tuple[SpeakerPreview, ...]
    notices: tuple[Notice, ...]
    set_aside: tuple[SetAside, ...]
    doubt: str = ""
    uploaded_before: Session | None = None


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One session in a list; `open_items` and `items` count its action items, `job` is its latest analysis."""

    session: Session
    mentor_name: str
    mentee_name: str
    items: int
    open_items: int
    job: Job | None = None


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Everything about one session.

    Args:
        transcript: With what people changed about its speakers.
        report: As the engine wrote it, the version that is shown; None before the first analysis.
        version: Of the report; 0 before the first analysis.
        lines: The notes as they are now, with what people changed.
        earlier: Action items of the pair's earlier sessions, which `report.follow_ups` name by id.
        notices: What reading the file had to say.
        edits: What people changed about the speakers, in order.
        next_session: The meeting after it; None where none followed and no day is set.
    """

    session: Session
    mentor_name: str
    mentee_name: str
    transcript: Transcript
    cast: Cast
    report: SessionReport | None
    version: int
    lines: tuple[NoteLine, ...]
    earlier: tuple[StoredItem, ...]
    notices: tuple[Notice, ...]
    set_aside: tuple[SetAside, ...]
    edits: tuple[Edit, ...]
    job: Job | None
    next_session: NextSession | None = None


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A file as it was uploaded."""

    name: str
    data: bytes
