"""One meeting of a relationship, and the work of analysing its transcript."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Template(StrEnum):
    """What kind of session it was; decides which sections the notes have and in which order."""

    FIRST_MEETING = "first_meeting"
    REGULAR = "regular"
    CAREER = "career"
    PROJECT = "project"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Consent:
    """Whether each side agreed that the transcript is read and notes are made."""

    mentor: bool
    mentee: bool

    @property
    def is_given(self) -> bool:
        """Whether both sides agreed."""
        return self.mentor and self.mentee


@dataclass(frozen=True, slots=True)
class Session:
    """One meeting of a relationship.

    Args:
        held_on: None when nobody said it; relative dates then stay words.
        template: Key of a template: one of `Template`, or one of the operator's own.
        file_name: As uploaded.
        file_sha256: Of the bytes as uploaded, so that a file uploaded twice is recognised.
    """

    id: str
    relationship_id: str
    held_on: date | None
    title: str
    template: str
    consent: Consent
    file_name: str
    file_sha256: str
    created_at: datetime


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Job:
    """The analysis of one session.

    Args:
        stage: What is done now, in words for the screen.
        share: How much of it is done, 0 to 1.
        reason: Why it failed; never words of a conversation.
    """

    id: str
    session_id: str
    state: JobState
    stage: str
    share: float
    reason: str
    created_at: datetime
    finished_at: datetime | None = None
