"""Turns, cut sentences, and times that never go backwards."""

import pytest

from assistant.domain.transcript import Timing
from assistant.transcripts.merging import merge, rejoin
from assistant.transcripts.ordering import put_in_order
from assistant.transcripts.protocols import Cue


def spoken(*lines: str) -> list[Cue]:
    """`A words` is said by A."""
    return [Cue(line[0], line[2:], 0.0) for line in lines]


def shown(cues: list[Cue]) -> list[str]:
    return [f"{one.speaker} {one.text}" for one in cues]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("A Can you hear", "B Yes, one sec.", "A me?"), ["A Can you hear me?", "B Yes, one sec."]),
        (("A Can you hear.", "B Yes, one sec.", "A me?"), ["A Can you hear.", "B Yes, one sec.", "A me?"]),
        (("A Can you hear", "B Yes, just one sec.", "A me?"), ["A Can you hear", "B Yes, just one sec.", "A me?"]),
        (("A Can you", "B Yes.", "A hear", "B Yes.", "A me?"), ["A Can you hear me?", "B Yes.", "B Yes."]),
        (("A Can you", "B Yes.", "C Hm.", "A hear me?"), ["A Can you hear me?", "B Yes.", "C Hm."]),
        (
            ("A So", "B Yes and no and so on.", "C Hm.", "A well"),
            ["A So", "B Yes and no and so on.", "C Hm.", "A well"],
        ),
        (("A So", "A well"), ["A So", "A well"]),
        ((), []),
    ],
)
def test_a_sentence_cut_by_three_words_or_fewer_is_put_together(before: tuple[str, ...], after: list[str]):
    assert shown(rejoin(spoken(*before))) == after


def test_only_blocks_rejoin_sentences():
    cues = spoken("A Can you hear", "B Yes.", "A me?")
    assert len(merge(cues, Timing.BLOCK).utterances) == 2
    assert len(merge(cues, Timing.START_ONLY).utterances) == 3


def test_messages_of_a_chat_stay_apart():
    assert len(merge(spoken("A One.", "A Two."), Timing.CHAT).utterances) == 2


def test_a_turn_goes_on_over_blocks_only_within_a_sentence():
    cues = [Cue("A", "One and", 0.0), Cue("A", "two.", 300.0), Cue("A", "Three.", 600.0)]
    assert [one.text for one in merge(cues, Timing.BLOCK).utterances] == ["One and two.", "Three."]


@pytest.mark.parametrize(("gap_s", "count"), [(0.0, 1), (1.99, 1), (2.0, 2), (9.0, 2)])
def test_a_pause_of_two_seconds_or_more_ends_a_turn(gap_s: float, count: int):
    cues = [Cue("A", "one", 0.0, 1.0), Cue("A", "two", 1.0 + gap_s, 3.0 + gap_s)]
    assert len(merge(cues, Timing.CUE).utterances) == count


def test_a_recording_that_was_started_again_goes_on():
    times = [0, 100, 200, 300, 5, 50, 90]
    ordered = put_in_order([Cue("A", str(at), float(at), at + 1.0) for at in times], Timing.CUE)
    assert [one.start_s for one in ordered.cues] == [0, 100, 200, 300, 306, 351, 391]
    assert ordered.notices[0].count == 1


def test_one_wrong_time_does_not_move_the_others():
    times = [0, 10, 36_000, 30, 40]
    ordered = put_in_order([Cue("A", str(at), float(at), at + 1.0) for at in times], Timing.CUE)
    assert [one.start_s for one in ordered.cues] == [0, 10, 30, 40, 36_000]


def test_blocks_keep_the_order_of_the_file():
    ordered = put_in_order([Cue("A", "one", 300.0), Cue("A", "two", 290.0)], Timing.BLOCK)
    assert [(one.text, one.start_s) for one in ordered.cues] == [("one", 300.0), ("two", 300.0)]
