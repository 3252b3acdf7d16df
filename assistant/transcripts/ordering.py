"""Times that never go backwards, whatever the file says; what had to be changed is said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assistant.domain.transcript import Timing
from assistant.transcripts.protocols import Cue, Notice

_LARGE_STEP_S = 60.0
_LONG_S = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Ordered:
    """Cues in order of time, and what the person should know about their times."""

    cues: tuple[Cue, ...]
    notices: tuple[Notice, ...]


def put_in_order(cues: Sequence[Cue], timing: Timing) -> Ordered:
    """Fill in missing times, put cues in order, and let no cue end before it starts."""
    if timing is Timing.NONE:
        return Ordered(tuple(Cue(one.speaker, one.text, line=one.line) for one in cues), ())
    filled, notices = _filled(cues, timing)
    filled, restarts = _after_restarts(filled)
    if restarts:
        notices.append(Notice("The times start again from zero: the parts were put one after the other.", restarts))
    late = sum(_start(after) < _start(before) for before, after in pairwise(filled))
    if late:
        notices.append(Notice("Times that go backwards were put in order.", late))
        filled = _clamped(filled) if timing in {Timing.BLOCK, Timing.CHAT} else sorted(filled, key=_start)
    if timing is not Timing.CHAT and filled and _start(filled[-1]) > _LONG_S:
        notices.append(Notice(f"The times go up to {_start(filled[-1]) / 3600:.0f} hours; check that they are right."))
    return Ordered(tuple(filled), tuple(notices))


def _filled(cues: Sequence[Cue], timing: Timing) -> tuple[list[Cue], list[Notice]]:
    """Give a cue without times the end of the one before, and one that ends before it starts no length."""
    out, latest, missing, turned = list[Cue](), 0.0, 0, 0
    for one in cues:
        start_s = latest if one.start_s is None else max(0.0, one.start_s)
        end_s = None
        if timing is Timing.CUE:
            end_s = max(start_s, one.end_s if one.end_s is not None else start_s)
            turned += one.end_s is not None and one.start_s is not None and one.end_s < one.start_s
        missing += one.start_s is None
        out.append(Cue(one.speaker, one.text, start_s, end_s, one.line))
        latest = start_s if end_s is None else end_s
    notices = []
    if missing:
        notices.append(Notice("Pieces without a readable time were given the time of the piece before.", missing))
    if turned:
        notices.append(Notice("Pieces that end before they start were given no length.", turned))
    return out, notices


def _after_restarts(cues: list[Cue]) -> tuple[list[Cue], int]:
    """Shift what follows a restart: a recording that was stopped and started again counts from zero twice.

    A single piece with a wrong time is no restart: two before the step have to be later than two after it.
    """
    out, shift, restarts = list[Cue](), 0.0, 0
    for at, one in enumerate(cues):
        if 2 <= at < len(cues) - 1 and _restarts(cues, at):
            restarts += 1
            shift = max(_latest(before) for before in out[-2:])
        end_s = None if one.end_s is None else one.end_s + shift
        out.append(replace(one, start_s=_start(one) + shift, end_s=end_s) if shift else one)
    return out, restarts


def _restarts(cues: Sequence[Cue], at: int) -> bool:
    before = min(_start(cues[at - 1]), _start(cues[at - 2]))
    after = max(_start(cues[at]), _start(cues[at + 1]))
    return _start(cues[at]) < _LARGE_STEP_S and before - after > _LARGE_STEP_S


def _clamped(cues: Sequence[Cue]) -> list[Cue]:
    """Keep the order of the file, where a time says less than the place does."""
    latest, out = 0.0, []
    for one in cues:
        latest = max(latest, _start(one))
        out.append(replace(one, start_s=latest))
    return out


def _start(one: Cue) -> float:
    return one.start_s or 0.0


def _latest(one: Cue) -> float:
    return max(_start(one), one.end_s or 0.0)
