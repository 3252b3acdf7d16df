"""From cues to turns: what one speaker says without a pause belongs together, and so does a sentence cut in two."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.transcripts.protocols import Cue

TURN_GAP_S = 2.0
"""A pause of this length ends a turn (convention of turn-taking research; see docs/transcripts.md)."""

INTERJECTION_WORDS = 3
_UNNAMED_WORDS = 60
_SENTENCE_ENDS = (".", "?", "!", "…", "。", "？", "！", '."', '?"', '!"', ".”", "?”", "!”")


def merge(cues: Sequence[Cue], timing: Timing) -> Transcript:
    """Merge cues, in order of time, into the utterances of a transcript."""
    if timing is Timing.BLOCK:
        cues = rejoin(cues)
    turns = merge_turns(cues, timing)
    utterances = (
        Utterance(at, turn.speaker, turn.text, turn.start_s, turn.end_s if timing is Timing.CUE else None)
        for at, turn in enumerate(turns)
    )
    return Transcript(tuple(utterances), timing)


def merge_turns(cues: Sequence[Cue], timing: Timing) -> list[Cue]:
    """Join neighbouring cues of one speaker; messages of a chat stay apart."""
    if timing is Timing.CHAT:
        return list(cues)
    groups: list[list[Cue]] = []
    words = 0
    for one in cues:
        if groups and _continues(groups[-1], one, timing, words):
            groups[-1].append(one)
            words += one.text.count(" ") + 1
        else:
            groups.append([one])
            words = one.text.count(" ") + 1
    return [_joined(group) for group in groups]


def rejoin(cues: Sequence[Cue]) -> list[Cue]:
    """Put a sentence together that somebody else's words of agreement cut in two; theirs follow it.

    Tools that write a block at a time break a sentence at every "yes": "Can you hear" / "Yes, one sec." / "me?".
    """
    out: list[Cue] = []
    for one in cues:
        at = _cut_before(out, one)
        if at is None:
            out.append(one)
        else:
            out[at] = _joined([out[at], one])
    return out


def _cut_before(out: Sequence[Cue], one: Cue) -> int | None:
    """Where the first half of a cut sentence stands; None when nothing was cut."""
    words = 0
    for back in range(len(out) - 1, max(-1, len(out) - 2 - INTERJECTION_WORDS), -1):
        if out[back].speaker == one.speaker:
            cut = words > 0 and bool(one.speaker) and not out[back].text.endswith(_SENTENCE_ENDS)
            return back if cut else None
        words += len(out[back].text.split())
        if words > INTERJECTION_WORDS:
            return None
    return None


def _continues(group: list[Cue], one: Cue, timing: Timing, words: int) -> bool:
    last = group[-1]
    if last.speaker != one.speaker:
        return False
    open_sentence = not last.text.endswith(_SENTENCE_ENDS)
    if timing is Timing.CUE and (one.start_s or 0.0) - (last.end_s or 0.0) >= TURN_GAP_S:
        return False
    if timing is Timing.BLOCK and last.start_s != one.start_s and not open_sentence:
        return False
    if not one.speaker:  # who speaks is not known, so only a sentence is certain to be of one speaker
        return timing is Timing.CUE and open_sentence and words < _UNNAMED_WORDS
    return True


def _joined(group: list[Cue]) -> Cue:
    if len(group) == 1:
        return group[0]
    ends = [one.end_s for one in group if one.end_s is not None]
    return replace(group[0], text=" ".join(one.text for one in group), end_s=max(ends, default=None))
