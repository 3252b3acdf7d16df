import pytest

from assistant.analysis.speech_cleaning import clean_notation, clean_speech, finish


@pytest.mark.parametrize(
    ("said", "cleaned"),
    [
        ("um so we we start, uh, on Monday", "We start on Monday."),
        ("You know, I mean, it is hard", "It is hard."),
        ("Okay. Well, the plan is done.", "The plan is done."),
        ("It works, doesn't it?", "It works."),
        ("the the plan", "The plan."),
        ("I was I was late", "I was late."),
        ("He had had enough.", "He had had enough."),
        ("It was very very good", "It was very very good."),
        ("We're gonna meet", "We're going to meet."),
        ("because of the cost we stop", "Because of the cost we stop."),
        ("so that it fits", "So that it fits."),
        ("we need a des- design", "We need a design."),
        ("so that 's close - talk {vocalsound} stuff .", "That's close-talk stuff."),
        ("What time is it?", "What time is it?"),
    ],
)
def test_what_a_writer_would_leave_out_goes(said: str, cleaned: str):
    assert clean_speech(said) == cleaned


@pytest.mark.parametrize("said", ["", " ", "um, uh", "Yeah.", "{laugh}", "Okay, okay. Right."])
def test_nothing_said_gives_nothing(said: str):
    assert clean_speech(said) == ""


def test_cleaning_twice_changes_nothing():
    once = clean_speech("So, um, I I think, you know, we should we should go, right?")
    assert clean_speech(once) == once


def test_notation_of_research_is_written_as_usual():
    assert (
        clean_notation("it 's {disfmarker} the close - talk mike , is n't it ?")
        == "it's the close-talk mike, isn't it?"
    )


def test_finish_gives_capital_and_stop():
    assert finish("  so ,  be it ,") == "So, be it."
    assert finish("...") == ""


@pytest.mark.parametrize(
    ("said", "finished"),
    [
        ('"In February, ninety-five asked', "In February, ninety-five asked."),
        ('It was mine." Then he said "go."', 'It was mine. Then he said "go."'),
        ("“In February it was", "In February it was."),
        ('He said "yes" and left', 'He said "yes" and left.'),
        ('A pipe of 5" is enough', 'A pipe of 5" is enough.'),
        ("! No", "No."),
    ],
)
def test_a_quotation_mark_without_its_pair_goes(said: str, finished: str):
    assert finish(said) == finished
