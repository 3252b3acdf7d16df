"""Turns are ranked by meaning and by words; checked against sums done by hand."""

import numpy as np
import pytest

from assistant.matching.said_ranking import SaidText, SaidWeights, rank_said

EAST, NORTH = np.array([1, 0], np.float32), np.array([0, 1], np.float32)
MEANING = SaidWeights(lexical=0.0)


def said(turns, vectors, spans=None):
    spans = [(at, 0, len(turn)) for at, turn in enumerate(turns)] if spans is None else spans
    return SaidText(tuple(turns), np.array(spans, np.int32).reshape(-1, 3), np.array(vectors, np.float32))


def test_a_score_is_the_sentence_its_neighbours_and_the_stretch_around():
    talk = said(["a"] * 5, [EAST, NORTH, NORTH, NORTH, NORTH])
    best = rank_said([talk], EAST, "", limit=1, weights=MEANING)[0]
    near = 1 / np.hypot(1, 1)
    wide = 1 / np.hypot(1, 3)
    assert (best.session, best.utterance) == (0, 0)
    assert best.score == pytest.approx((1 * 1 + 1 * near + 0.5 * wide) / 2.5, abs=1e-6)


def test_the_sentence_that_answers_best_is_the_one_that_is_shown():
    talk = said(["First one. Second one."], [NORTH, EAST], [(0, 0, 10), (0, 11, 22)])
    best = rank_said([talk], EAST, "", limit=3)[0]
    assert (best.start, best.end) == (11, 22)


def test_turns_beside_a_better_one_are_its_context_and_not_places_of_their_own():
    talk = said(["a"] * 6, [EAST, EAST, NORTH, NORTH, NORTH, EAST])
    found = rank_said([talk], EAST, "", limit=9, weights=MEANING)
    assert [one.utterance for one in found[:2]] == [0, 5]
    assert not {1, 4} & {one.utterance for one in found}


def test_neighbours_end_where_a_session_ends():
    talks = [said(["a", "b"], [NORTH, EAST]), said(["c", "d"], [EAST, NORTH])]
    found = rank_said(talks, EAST, "", limit=2, weights=MEANING)
    assert [(one.session, one.utterance) for one in found] == [(0, 1), (1, 0)]


def test_words_in_common_break_a_tie_and_stand_alone_without_vectors():
    same = [EAST, EAST, EAST]
    talk = said(["the weather", "nothing", "a deposit for the lights"], same)
    assert rank_said([talk], EAST, "deposit", limit=1)[0].utterance == 2
    bare = SaidText(talk.turns, np.zeros((0, 3), np.int32), None)
    found = rank_said([bare], EAST, "deposit", limit=5)
    assert (found[0].utterance, found[0].start, found[0].end) == (2, 0, len(talk.turns[2]))
    assert found[0].score > found[-1].score == 0


def test_nothing_said_gives_nothing():
    assert rank_said([], EAST, "deposit", limit=5) == []
    empty = SaidText((), np.zeros((0, 3), np.int32), None)
    assert rank_said([empty], EAST, "deposit", limit=5) == []
    assert len(rank_said([empty, said(["a"], [EAST])], EAST, "?", limit=5)) == 1
