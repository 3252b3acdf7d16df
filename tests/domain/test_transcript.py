"""Utterances and transcripts."""

import math

import pytest

from assistant.domain.transcript import Timing, Transcript, Utterance


def test_a_transcript_says_who_spoke_how_much_and_how_long():
    utterances = (
        Utterance(0, "Dana", "One two three.", 1.0, 2.0),
        Utterance(1, "", "Four.", 2.0, 9.0),
        Utterance(2, "Sam", "Five six.", 3.0, 4.0),
        Utterance(3, "Dana", "Seven.", 5.0, 6.0),
    )
    transcript = Transcript(utterances, Timing.CUE)
    assert transcript.speakers == ("Dana", "Sam")
    assert transcript.word_count == 7
    assert transcript.words_by_speaker() == {"Dana": 4, "": 1, "Sam": 2}
    assert transcript.unnamed_count == 1
    assert transcript.duration_s == 8.0


def test_without_times_there_is_no_duration():
    assert Transcript((Utterance(0, "Dana", "One."),), Timing.NONE).duration_s is None
    assert Transcript((), Timing.CUE).duration_s == 0.0


@pytest.mark.parametrize(
    ("index", "start_s", "end_s", "words"),
    [
        (-1, 0.0, 1.0, "index is -1"),
        (0, -1.0, None, "start_s is -1.0"),
        (0, math.nan, None, "start_s is nan"),
        (0, 2.0, 1.0, "from 2.0 s ends at 1.0 s"),
        (0, None, 1.0, "from None s ends at 1.0 s"),
    ],
)
def test_an_impossible_utterance_names_what_it_got(index: int, start_s: float, end_s: float, words: str):
    with pytest.raises(ValueError, match=words):
        Utterance(index, "Dana", "One.", start_s, end_s)


@pytest.mark.parametrize(
    ("utterances", "timing", "words"),
    [
        ((Utterance(1, "Dana", "One.", 0.0),), Timing.BLOCK, "utterance 1 stands at place 0"),
        ((Utterance(0, "Dana", "One."),), Timing.BLOCK, "starts at None s with timing"),
        ((Utterance(0, "Dana", "One.", 1.0),), Timing.NONE, "starts at 1.0 s with timing"),
        ((Utterance(0, "A", "One.", 2.0), Utterance(1, "A", "Two.", 1.0)), Timing.BLOCK, "1.0 s, after one of 2.0 s"),
    ],
)
def test_a_transcript_never_goes_backwards(utterances: tuple[Utterance, ...], timing: Timing, words: str):
    with pytest.raises(ValueError, match=words):
        Transcript(utterances, timing)
