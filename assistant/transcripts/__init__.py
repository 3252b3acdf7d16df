"""From any file to a transcript. `read_transcript(path)` is the way in; docs/transcripts.md says what it reads."""

from assistant.transcripts.protocols import Cue, Document, Draft, Notice, Reader, Reading, SetAside, Unread
from assistant.transcripts.reading import read_bytes, read_transcript
from assistant.transcripts.registry import READERS

__all__ = [
    "READERS",
    "Cue",
    "Document",
    "Draft",
    "Notice",
    "Reader",
    "Reading",
    "SetAside",
    "Unread",
    "read_bytes",
    "read_transcript",
]
