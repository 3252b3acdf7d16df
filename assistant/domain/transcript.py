"""What was said in a session: utterances in order, and what their times are worth."""

import math
from dataclasses import dataclass
from enum import StrEnum


class Timing(StrEnum):
    """What the times of a transcript are; it decides which measures can be shown.

    `CUE`: start and end of each utterance. `START_ONLY`: its start. `BLOCK`: one time for some minutes, the same for
    all utterances of the block. `CHAT`: when a message was sent. `NONE`: no times.
    """

    CUE = "cue"
    START_ONLY = "start_only"
    BLOCK = "block"
    CHAT = "chat"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker says at a stretch.

    Args:
        index: Place in the transcript, from 0.
        speaker: As the file names them; empty when it does not.
        start_s: Seconds from the start of the recording, or from the first message of a chat; None without times.
        end_s: Known for `Timing.CUE` only.
    """

    index: int
    speaker: str
    text: str
    start_s: float | None = None
    end_s: float | None = None

    def __post_init__(self) -> None:
        if self.index < 0:
            raise ValueError(f"index is {self.index}, below 0")
        for name, value in (("start_s", self.start_s), ("end_s", self.end_s)):
            if value is not None and not (math.isfinite(value) and value >= 0):
                raise ValueError(f"{name} is {value}, not a number of seconds")
        if self.end_s is not None and (self.start_s is None or self.end_s < self.start_s):
            raise ValueError(f"an utterance from {self.start_s} s ends at {self.end_s} s")

    @property
    def word_count(self) -> int:
        """Words, as split at white space."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Transcript:
    """Utterances in order; their starts never go backwards."""

    utterances: tuple[Utterance, ...]
    timing: Timing

    def __post_init__(self) -> None:
        latest = 0.0
        for at, one in enumerate(self.utterances):
            if one.index != at:
                raise ValueError(f"utterance {one.index} stands at place {at}")
            if (one.start_s is None) is not (self.timing is Timing.NONE):
                raise ValueError(f"utterance {at} starts at {one.start_s} s with timing {self.timing!r}")
            if one.start_s is not None:
                if one.start_s < latest:
                    raise ValueError(f"utterance {at} starts at {one.start_s} s, after one of {latest} s")
                latest = one.start_s

    @property
    def speakers(self) -> tuple[str, ...]:
        """Names in order of appearance; who is not named is not among them."""
        return tuple(dict.fromkeys(one.speaker for one in self.utterances if one.speaker))

    @property
    def word_count(self) -> int:
        """Words of all utterances."""
        return sum(one.word_count for one in self.utterances)

    @property
    def unnamed_count(self) -> int:
        """Utterances whose speaker the file does not name."""
        return sum(not one.speaker for one in self.utterances)

    @property
    def duration_s(self) -> float | None:
        """Seconds from the first start to the latest time known; None without times, 0 without utterances."""
        if self.timing is Timing.NONE:
            return None
        starts = [one.start_s for one in self.utterances if one.start_s is not None]
        ends = [one.end_s for one in self.utterances if one.end_s is not None]
        return max((*starts, *ends), default=0.0) - min(starts, default=0.0)

    def words_by_speaker(self) -> dict[str, int]:
        """Words of each speaker, in order of appearance; the unnamed under the empty name."""
        counts: dict[str, int] = {}
        for one in self.utterances:
            counts[one.speaker] = counts.get(one.speaker, 0) + one.word_count
        return counts
