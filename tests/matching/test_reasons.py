import numpy as np

from assistant.domain.search import Passage, PassageKind, Wish
from assistant.matching.reasons import highlight, reasons, uncovered

GOAL = "I dread one-on-ones and I want to price my cakes"
WISHES = (Wish("I dread one-on-ones", 0, 19), Wish("I want to price my cakes", 24, 48))
PASSAGES = {
    3: Passage(30, "m", PassageKind.SENTENCE, "After years of baking, I help with pricing cakes, rent and staff.", ""),
    7: Passage(70, "m", PassageKind.THEME, "hard conversations", ""),
}


def test_each_wish_is_paired_with_its_passage_best_first():
    found = reasons(WISHES, np.array([7, 3]), np.array([0.5, 0.8], np.float32), PASSAGES)
    assert [(GOAL[one.goal_start : one.goal_end], one.kind) for one in found] == [
        ("I want to price my cakes", PassageKind.SENTENCE),
        ("I dread one-on-ones", PassageKind.THEME),
    ]
    assert found[0].text[found[0].start : found[0].end] == "I help with pricing cakes"
    assert found[1].text[found[1].start : found[1].end] == "hard conversations"


def test_a_wish_that_nothing_covers_is_named_and_not_shown_as_a_reason():
    similarity = np.array([0.1, 0.8], np.float32)
    assert len(reasons(WISHES, np.array([7, 3]), similarity, PASSAGES)) == 1
    assert uncovered(WISHES, similarity) == (WISHES[0],)


def test_the_best_pair_is_shown_even_when_it_is_weak():
    assert len(reasons(WISHES, np.array([7, 3]), np.array([0.1, 0.2], np.float32), PASSAGES)) == 1


def test_a_passage_is_shown_once():
    assert len(reasons(WISHES, np.array([3, 3]), np.array([0.7, 0.8], np.float32), PASSAGES)) == 1


def test_no_shared_word_marks_the_whole_passage():
    assert highlight("hard conversations", "money") == (0, 18)


def test_the_headline_stands_for_a_list_of_skills_that_shares_no_word():
    stated = {1: Passage(1, "m", PassageKind.SKILLS, "Baker, awake early. sourdough, rent", "")}
    found = reasons(WISHES[:1], np.array([1]), np.array([0.5], np.float32), stated)
    assert found[0].text[found[0].start : found[0].end] == "Baker"
