"""JSON of Whisper, WhisperX (with speakers), faster-whisper, whisper.cpp, and the pipelines built on them."""

from collections import Counter
from typing import Any

from assistant.domain.transcript import Timing
from assistant.transcripts.names import clean_name
from assistant.transcripts.protocols import Cue, Document, Draft, Unread
from assistant.transcripts.times import seconds_of

_LISTS = ("segments", "transcription", "chunks")


class Whisper:
    """Reads segments, whatever the list of them is called."""

    name = "Whisper"

    def recognises(self, document: Document) -> float:
        """By segments with text and times; a list of such without a name around it is likely one, too."""
        value = document.value
        rows = _rows(value)
        if any(isinstance(row, dict) and isinstance(row.get("text"), str) and _times(row) for row in rows[:20]):
            return 0.9 if isinstance(value, dict) else 0.7
        whole = isinstance(value, dict) and isinstance(value.get("text"), str) and "segments" in value
        return 0.6 if whole else 0.0

    def read(self, document: Document) -> Draft:
        """Read its segments; the speaker of one is its own or that of most of its words."""
        value = document.value
        rows = _rows(value)
        cues = [cue for cue in (_cue(row, at) for at, row in enumerate(rows, 1)) if cue]
        timing = Timing.CUE
        if not cues and isinstance(value, dict) and isinstance(value.get("text"), str):
            cues, timing = [Cue("", value["text"])], Timing.NONE
        return Draft(
            cues=tuple(cues),
            timing=timing,
            language=_language(value),
            unread=Unread(len(rows) - len(cues)) if rows else Unread(),
            by_whisper=True,
        )


def _rows(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [])
    return value if isinstance(value, list) else []


def _cue(row: Any, number: int) -> Cue | None:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return None
    start_s, end_s = _times(row) or (None, None)
    return Cue(_speaker(row), row["text"], start_s, end_s, number)


def _times(row: dict[str, Any]) -> tuple[float | None, float | None] | None:
    """Start and end, as seconds, as milliseconds, or as a pair."""
    offsets, pair = row.get("offsets"), row.get("timestamp")
    if isinstance(offsets, dict):
        return seconds_of(offsets.get("from"), 0.001), seconds_of(offsets.get("to"), 0.001)
    if isinstance(pair, list) and len(pair) == 2:
        return seconds_of(pair[0]), seconds_of(pair[1])
    return (seconds_of(row.get("start")), seconds_of(row.get("end"))) if "start" in row or "end" in row else None


def _speaker(row: dict[str, Any]) -> str:
    name = row.get("speaker")
    if isinstance(name, str):
        return clean_name(name)
    words = row.get("words")
    names = [word.get("speaker") for word in words if isinstance(word, dict)] if isinstance(words, list) else []
    counts = Counter(name for name in names if isinstance(name, str))
    return clean_name(counts.most_common(1)[0][0]) if counts else ""


def _language(value: Any) -> str:
    """The code that the file gives, itself or within `result`."""
    if not isinstance(value, dict):
        return ""
    result = value.get("result")
    code = value.get("language") or (result.get("language") if isinstance(result, dict) else "")
    return code if isinstance(code, str) and len(code) == 2 else ""
