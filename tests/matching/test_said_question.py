"""What is looked for when somebody asks what was said."""

import pytest

from assistant.matching.said_question import mend, without_frame

SAID = {"salary", "deposit", "interview", "holiday", "failing"}


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What did we say about salary?", "salary"),
        ("what did you discuss about the visa", "the visa"),
        ("Did we ever talk about a raise?", "a raise"),
        ("And when did they agree on the deposit?", "the deposit"),
        ("Have we mentioned anything about Lisbon?", "Lisbon"),
        ("salary", "salary"),
        ("Why was Lilian late?", "Why was Lilian late"),
        ("What did we decide?", "What did we decide"),
        ("?!", "?!"),
    ],
)
def test_the_frame_of_a_question_is_left_out_and_its_subject_stays(question, left):
    assert without_frame(question) == left


def nothing_else(word):
    return False


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("sallary", "salary"),
        ("Depsoit?", "deposit?"),
        ("intervwei", "interview"),
        ("interviews", "interviews"),
        ("holidays", "holidays"),
        ("slry", "slry"),
        ("xylophone", "xylophone"),
        ("", ""),
    ],
)
def test_a_slip_is_mended_by_a_word_that_was_said(typed, mended):
    assert mend(typed, SAID, nothing_else) == mended


def test_a_word_that_is_one_is_no_slip():
    assert mend("sailing", SAID, lambda word: word == "sailing") == "sailing"
    assert mend("sailing", SAID, nothing_else) == "failing"
    assert mend("sallary", set(), nothing_else) == "sallary"
