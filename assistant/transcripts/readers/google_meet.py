"""The document that Google Meet writes, as Word, text or Markdown, in any language; also with Gemini's notes before.

One time stands above some minutes of talk, and sentences are cut where somebody else says a word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.transcripts.labels import Label, read_labelled, take_apart
from assistant.transcripts.names import looks_like_name
from assistant.transcripts.protocols import Document, Draft, SetAside
from assistant.transcripts.times import CLOCK, moment

_TITLE = re.compile(
    r"(?P<title>.{0,200}?)\s*[(–—-]\s*(?P<day>20\d\d[-/.]\d{1,2}[-/.]\d{1,2})(?:,? \w{1,5})? (?P<time>\d{1,2}:\d{2})"
    r"(?: (?P<zone>[A-Z]{2,4}(?:[+-][\d:]+)?))?\)?\s*[–—-]+\s*\w+\W*"
)
_MACHINE = re.compile(
    r"(?:this editable transcript was computer generated|questa trascrizione modificabile|dieses bearbeitbare|"
    r"dieses transkript wurde|cette transcription modifiable|esta transcripción editable|esta transcrição editável|"
    r"you should review gemini|please provide feedback about|how is the quality of)",
    re.IGNORECASE,
)
_END = re.compile(rf"\D{{5,60}}\s({CLOCK})\W*")
_ENGLISH_END = re.compile(r"(?:meeting|transcription) ended after", re.IGNORECASE)
_HEADINGS = {"transcript", "transkript", "transcription", "trascrizione", "transcripción", "transcrição"}
_HEADINGS |= {"transcriptie", "transkription", "litterointi", "文字起こし"}
_ATTENDEES = {"attendees", "teilnehmer", "participants", "partecipanti", "asistentes", "participantes", "deelnemers"}
_ATTENDEES |= {"invited", "eingeladen", "invitati", "invités"}
_TAIL_LINES = 4
_LONGEST_LIST = 10_000
_LONGEST_HEADING = 300


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where things stand: the line after the heading of the transcript, the attendees, the title."""

    body: int
    attendees: tuple[str, ...]
    title: re.Match[str] | None


class GoogleMeet:
    """Reads the transcript of Google Meet."""

    name = "Google Meet"

    def recognises(self, document: Document) -> float:
        """By the sentence that says a machine wrote it, its title, its end, or Gemini's heading."""
        if not document.is_prose:
            return 0.0
        if any(_MACHINE.match(_heading(line)) for line in document.sample[:60]):
            return 0.95
        lines = [line for line in document.lines[-40:] if line.strip()][-_TAIL_LINES:]
        ends = any(_ENGLISH_END.match(_heading(line)) for line in lines)
        titled = any(_TITLE.fullmatch(_heading(line)) for line in document.sample[:6])
        gemini = any("📖" in line[:4] + line[-4:] for line in document.lines if len(line) < 60)
        return 0.9 if ends or titled or gemini else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; all that Google wrote around the talk is set aside."""
        parts = _parts(document.lines)
        lines, aside = _without_furniture(document.lines, parts.body)
        found = read_labelled(lines, parts.attendees, parts.body + 1)
        head = [(number, line) for number, line in enumerate(document.lines[: parts.body], 1) if line.strip()]
        aside += [SetAside(_heading(line), "before the transcript", number) for number, line in head]
        aside += [SetAside(_heading(text), "before the first speaker", number) for number, text in found.preamble]
        at = moment(parts.title["day"], parts.title["time"], parts.title["zone"] or "") if parts.title else None
        return Draft(
            cues=tuple(found.cues),
            timing=found.timing,
            title=parts.title["title"] if parts.title else "",
            started_at=at,
            attendees=parts.attendees,
            roles=tuple(found.roles.items()),
            set_aside=tuple(aside),
        )


def _parts(lines: Sequence[str]) -> _Parts:
    body, title, attendees = 0, None, ""
    waiting = spoken = False
    for number, line in enumerate(lines):
        plain = _heading(line) if line.strip() and len(line) < _LONGEST_LIST else ""
        if waiting and plain:
            attendees, waiting = attendees or plain, False
        if not plain or len(plain) > _LONGEST_HEADING:
            continue
        found = _TITLE.fullmatch(plain)
        title = title or found
        name = plain.strip(" :📖📝").casefold()
        waiting = name in _ATTENDEES
        # Somebody may say "transcript" and no more; only a heading of Gemini or of Markdown counts once there is talk.
        if name in _HEADINGS and (not spoken or "📖" in plain or line.lstrip().startswith("#")):
            body, spoken = number + 1, False
        spoken = spoken or (not found and _is_speech(line))
        if spoken and body:
            break
    people = [name.strip() for name in attendees.split(",")]
    return _Parts(body, tuple(dict.fromkeys(filter(None, people))), title)


def _is_speech(line: str) -> bool:
    label = take_apart(line)
    return bool(label.rest) and looks_like_name(label.prefix)


def _without_furniture(lines: Sequence[str], start: int) -> tuple[list[str], list[SetAside]]:
    """The transcript with blank lines for Google's own, so that line numbers stay."""
    last = [number for number in range(len(lines) - 1, start - 1, -1) if lines[number].strip()][:_TAIL_LINES]
    kept, aside = list(lines[start:]), list[SetAside]()
    for number in range(start, len(lines)):
        line = lines[number]
        if len(line) > 1_000 or not line.strip():
            continue
        plain = _heading(line)
        ends = _ENGLISH_END.match(plain) or (number in last and ":" not in plain[:-8] and _is_end(plain))
        if _MACHINE.match(plain) or ends:
            kept[number - start] = ""
            aside.append(SetAside(plain, "written by Google Meet", number + 1))
    return kept, aside


def _is_end(plain: str) -> bool:
    found = _END.fullmatch(plain)
    return bool(found and found[1].count(":") == 2)


def _heading(line: str) -> str:
    """A line without the marks of Markdown around it."""
    label: Label = take_apart(line)
    return label.plain.strip("#*_ ")
