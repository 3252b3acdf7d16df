"""What readers take and give: a document in, a draft out; and the reading that is made of a draft."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol

from assistant.domain.transcript import Timing, Transcript


class Container(StrEnum):
    """What the text of a document came in."""

    TEXT = "text"
    DOCX = "docx"
    ZIP = "zip"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the person should know; `count` says how often it was met, `line` where first (0: nowhere)."""

    text: str
    count: int = 1
    line: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words that are not taken for speech; they are kept, counted and shown, never deleted."""

    text: str
    reason: str
    line: int = 0
    start_s: float | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """Lines that could not be read as what they should be: how many, and the first of them."""

    count: int = 0
    first_line: int = 0
    first_text: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of speech as the file has it; `line` is where it starts, from 1 (0: not known)."""

    speaker: str
    text: str
    start_s: float | None = None
    end_s: float | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A file, opened once for all readers.

    Args:
        name: The file's name, for messages and for what it says about title and date; never for its format.
        lines: Its text by line; of a Word document the paragraphs, with an empty line between two of them.
        value: What its JSON holds; None when it is not JSON.
        parts: The JSON files of an archive by name.
        sample: Its first lines that are not blank, stripped: enough to recognise a format.
    """

    name: str
    lines: tuple[str, ...] = ()
    value: Any = None
    parts: tuple[tuple[str, Any], ...] = ()
    container: Container = Container.TEXT
    notices: tuple[Notice, ...] = ()
    sample: tuple[str, ...] = ()

    @property
    def is_prose(self) -> bool:
        """Whether it is text rather than JSON or an archive."""
        return self.value is None and not self.parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a reader found, before cues are merged into turns.

    Args:
        attendees: Who was there by the file's own list, whether they spoke or not.
        roles: (speaker, role) where the file says so.
        by_whisper: Whether Whisper wrote it, which invents stock phrases on silence.
    """

    cues: tuple[Cue, ...]
    timing: Timing
    title: str = ""
    started_at: datetime | None = None
    day: date | None = None
    attendees: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    language: str = ""
    notices: tuple[Notice, ...] = ()
    unread: Unread = field(default_factory=Unread)
    set_aside: tuple[SetAside, ...] = ()
    by_whisper: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A file that was read: its transcript, what is known about the session, and what the person should know.

    Args:
        format: The reader's name.
        cues: What was said in the file's own pieces, in order of time, for exact times within a turn.
        started_at: With its time zone where the file gives one.
        language: ISO 639-1; empty when the file does not say and its words do not show it.
    """

    file: str
    format: str
    transcript: Transcript
    cues: tuple[Cue, ...]
    title: str = ""
    started_at: datetime | None = None
    day: date | None = None
    attendees: tuple[str, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    language: str = ""
    notices: tuple[Notice, ...] = ()
    unread: Unread = field(default_factory=Unread)
    set_aside: tuple[SetAside, ...] = ()


class Reader(Protocol):
    """Reads one format; it has no state, so one object serves all files."""

    @property
    def name(self) -> str:
        """The format, in words for the screen."""
        ...

    def recognises(self, document: Document) -> float:
        """Say by its content how sure it is that a document is of this format: 0 not at all, 1 certain."""
        ...

    def read(self, document: Document) -> Draft:
        """Read a document that it recognises; what cannot be read is counted, not raised."""
        ...
