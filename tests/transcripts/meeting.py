"""A meeting as the renderers take it, and how a turn is cut into the pieces that meeting tools write."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone

CHARACTERS_A_SECOND = 14.0
SENTENCE_ENDS = (".", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person says at a stretch; times count from the start of the recording."""

    speaker: str
    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Meeting:
    """A list of turns and what an export says around them; in a chat a turn is sent at its start."""

    turns: tuple[Turn, ...]
    title: str = "Weekly 1-1"
    started_at: datetime = field(default=datetime(2026, 3, 30, 10, 2, tzinfo=timezone(timedelta(hours=2))))
    also_there: tuple[str, ...] = ()

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns))

    @property
    def duration_s(self) -> float:
        return max((turn.end_s for turn in self.turns), default=0.0)

    def at(self, seconds: float) -> datetime:
        return self.started_at + timedelta(seconds=seconds)

    @property
    def started_utc(self) -> datetime:
        return self.started_at.astimezone(UTC)


def meeting(lines: list[tuple[str, str]], **rest: object) -> Meeting:
    """A meeting of (speaker, text) lines at the pace of ordinary speech, with short pauses between."""
    turns, now = [], 2.0
    for speaker, text in lines:
        took = max(0.8, len(text) / CHARACTERS_A_SECOND)
        turns.append(Turn(speaker, text, round(now, 3), round(now + took, 3)))
        now += took + 0.6
    return Meeting(tuple(turns), **rest)  # type: ignore[arg-type]


def pieces(turn: Turn, longest_s: float) -> Iterator[Turn]:
    """Cut a turn into pieces of at most about `longest_s`, at the end of a sentence where one is near."""
    words = turn.text.split()
    length_s = turn.end_s - turn.start_s
    longest_s = length_s / max(1, math.ceil(length_s / longest_s)) + 0.5  # no orphan of a word at the end
    a_character = length_s / max(1, sum(len(word) + 1 for word in words))
    held: list[str] = []
    start = now = turn.start_s
    for word in words:
        took = a_character * (len(word) + 1)
        if held and (
            now + took - start > longest_s or (held[-1].endswith(SENTENCE_ENDS) and now - start > longest_s / 3)
        ):
            yield Turn(turn.speaker, " ".join(held), start, now)
            held, start = [], now
        held.append(word)
        now += took
    if held:
        yield Turn(turn.speaker, " ".join(held), start, turn.end_s)


def all_pieces(held: Meeting, longest_s: float) -> list[Turn]:
    return [piece for turn in held.turns for piece in pieces(turn, longest_s)]


def clock(seconds: float, mark: str = ".") -> str:
    """`00:01:02.345`."""
    whole = round(seconds * 1000)
    minutes, ms = divmod(whole, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{ms // 1000:02}{mark}{ms % 1000:03}"


def short_clock(seconds: float) -> str:
    """`0:03`, `53:34`, `1:02:03`."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def long_clock(seconds: float) -> str:
    """`00:02:10`."""
    return f"{int(seconds) // 3600:02}:{int(seconds) // 60 % 60:02}:{int(seconds) % 60:02}"
