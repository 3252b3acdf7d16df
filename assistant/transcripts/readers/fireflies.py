"""Fireflies JSON: the answer of its GraphQL interface, or the list that its page downloads."""

from typing import Any

from assistant.domain.transcript import Timing
from assistant.transcripts.names import clean_name
from assistant.transcripts.protocols import Cue, Document, Draft, Unread
from assistant.transcripts.times import parse_moment, seconds_of


class Fireflies:
    """Reads both forms."""

    name = "Fireflies"

    def recognises(self, document: Document) -> float:
        """By a list of sentences that know their speaker."""
        rows = _rows(_transcript(document.value))
        return 0.95 if any(isinstance(row, dict) and "speaker_name" in row for row in rows[:20]) else 0.0

    def read(self, document: Document) -> Draft:
        """Read its sentences; summaries and other products of Fireflies are not what was said."""
        transcript = _transcript(document.value)
        rows = _rows(transcript)
        facts = transcript if isinstance(transcript, dict) else {}
        speakers = _speakers(facts.get("speakers"))
        cues = [cue for cue in (_cue(row, at, speakers) for at, row in enumerate(rows, 1)) if cue]
        title = facts.get("title")
        return Draft(
            cues=tuple(cues),
            timing=Timing.CUE if any(cue.start_s is not None for cue in cues) else Timing.NONE,
            title=title if isinstance(title, str) else "",
            started_at=parse_moment(facts.get("date") or facts.get("dateString")),
            attendees=tuple(filter(None, speakers.values())),
            unread=Unread(len(rows) - len(cues)),
        )


def _transcript(value: Any) -> Any:
    """What holds the sentences, however deep it is wrapped."""
    for key in ("data", "transcript"):
        if isinstance(value, dict) and isinstance(value.get(key), dict | list):
            value = value[key]
    return value


def _rows(transcript: Any) -> list[Any]:
    rows = transcript.get("sentences") if isinstance(transcript, dict) else transcript
    return rows if isinstance(rows, list) else []


def _speakers(value: Any) -> dict[str, str]:
    rows = value if isinstance(value, list) else []
    return {
        str(row.get("id")): clean_name(row["name"])
        for row in rows
        if isinstance(row, dict) and isinstance(row.get("name"), str)
    }


def _cue(row: Any, number: int, speakers: dict[str, str]) -> Cue | None:
    if not isinstance(row, dict):
        return None
    text = next((row[key] for key in ("text", "sentence", "raw_text") if isinstance(row.get(key), str)), None)
    if text is None:
        return None
    name = row.get("speaker_name")
    speaker = clean_name(name) if isinstance(name, str) else speakers.get(str(row.get("speaker_id")), "")
    starts, ends = row.get("start_time", row.get("startTime")), row.get("end_time", row.get("endTime"))
    return Cue(speaker, text, seconds_of(starts), seconds_of(ends), number)
