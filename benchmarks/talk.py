"""Conversations of any length, made of the development sessions that ship with the project; always the same ones."""

import functools
import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

from assistant.domain.notes import ItemState
from assistant.services.session_analysis import Talk
from assistant.services.session_reading import who_is_who
from assistant.storage.session_notes import StoredItem
from assistant.transcripts import read_bytes, read_transcript
from benchmarks.material import ROOT, read_lines

DEV = ROOT / "data" / "sessions" / "dev"
MENTOR, MENTEE = "Danilo Figueira", "Camila Prado Teles"
HELD_ON = date(2026, 4, 23)
TURNS_AN_HOUR, WORDS_AN_HOUR = 700, 9_000
_AHEAD = 30
"""By how many words a turn may take the talk beyond its pace; longer ones are left out there."""
_WORDS_A_SECOND = WORDS_AN_HOUR / 3400
_EARLIER = 6


def hour_long(hours: int = 1) -> bytes:
    """A WebVTT file of so many hours: 700 turns and about 9,000 words each, by two people who take turns.

    Its turns are those of the development sessions, one session after the other and from the start again.
    """
    lines, now, words = ["WEBVTT", ""], 0.0, 0
    turns = itertools.cycle(_turns())
    for number in range(1, hours * TURNS_AN_HOUR + 1):
        most = number * WORDS_AN_HOUR / TURNS_AN_HOUR + _AHEAD - words
        text = next(one for one in turns if len(one.split()) <= most)
        words += len(text.split())
        end = now + len(text.split()) / _WORDS_A_SECOND
        speaker = (MENTOR, MENTEE)[number % 2]
        lines += [str(number), f"{_clock(now)} --> {_clock(end)}", f"{speaker}: {text}", ""]
        now = end + 0.1
    return "\n".join(lines).encode()


def talk_of(data: bytes) -> Talk:
    """Read a file and say who is who, as an upload does, with open items of earlier sessions to follow up."""
    reading = read_bytes("talk.vtt", data)
    return Talk(
        reading.transcript, who_is_who(reading, MENTOR, MENTEE), HELD_ON, reading.started_at, tuple(_earlier_items())
    )


@functools.cache
def _turns() -> tuple[str, ...]:
    readings = [read_transcript(DEV / session["file"]) for session in _sessions()]
    return tuple(one.text for reading in readings for one in reading.transcript.utterances)


def _sessions() -> list[dict[str, Any]]:
    return read_lines("sessions/dev/sessions.jsonl")


def _earlier_items() -> Iterator[StoredItem]:
    """What was promised in the first sessions, by their labels."""
    items = [item for session in _sessions() for item in session["action_items"]]
    for number, item in enumerate(items[:_EARLIER]):
        yield StoredItem(f"i{number}", "s0", item["text"], None, None, ItemState.OPEN)


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{seconds % 60:06.3f}"
