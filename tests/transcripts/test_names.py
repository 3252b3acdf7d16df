"""What can be a name, and which names a file has."""

import pytest

from assistant.transcripts.names import choose_names, clean_name, looks_like_name, split_prefix

NAMES = (
    "Dana", "dana", "Dana Reyes", "Reyes, Dana (External)", "Bobby | North", "ivo Georgiev @ north", "Chris - Base",
    "Thu Do", "Do Nguyen", "Can", "Will Smith", "Dr. Ames", "Sammy Davis Jr.", "Dana R.", "elouan le grand", "李雷",
    "Ana-Lucía O'Neil", "SPEAKER_00", "Speaker 1", "Me", "You", "+1 555-010-2030", "Dana and Sam", "Dana's iPhone",
    "a b c d e f g h", "🦄", "15550102030",
)  # fmt: skip
OTHERS = (
    "", "Note", "action items", "Q", "https", "I said", "What I mean is", "so the thing is", "Let's see", "Is it", "12",
    "10.30", "Good point.", "Really?", "a b c d e f g h i", "x" * 61, "...", "But also", "see https://example.org",
)  # fmt: skip


@pytest.mark.parametrize("text", NAMES)
def test_names(text: str):
    assert looks_like_name(text)


@pytest.mark.parametrize("text", OTHERS)
def test_no_names(text: str):
    assert not looks_like_name(text)


def test_where_most_lines_have_a_name_one_is_enough():
    assert choose_names(["Dana", "Dana", "Sam", "Note"], 4) == {"Dana", "Sam"}


def test_where_names_are_rare_two_are_asked_for_or_the_list_of_people():
    assert choose_names(["Dana", "Dana", "Sam", "Kim"], 40) == {"Dana"}
    assert choose_names(["Dana", "Dana", "Sam", "Kim"], 40, roster=("sam",)) == {"Dana", "Sam"}


def test_a_sentence_that_comes_three_times_is_a_display_name():
    assert choose_names(["What is up"] * 3 + ["Dana"], 4) == {"What is up", "Dana"}
    assert choose_names(["What is up"] * 2 + ["Dana", "Dana", "Sam"], 5) == {"Dana", "Sam"}


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Dana: Hi: there", ("Dana", "Hi: there")),
        ("Dana:", ("Dana", "")),
        ("10:30 works", ("", "10:30 works")),
        ("see 10:30 : yes", ("see 10:30", "yes")),
        ("李雷：你好", ("李雷", "你好")),
        ("no prefix", ("", "no prefix")),
        ("", ("", "")),
        ("x" * 95 + ": late", ("", "x" * 95 + ": late")),
    ],
)
def test_a_prefix_ends_at_the_first_colon_that_ends_a_word(line: str, parts: tuple[str, str]):
    assert split_prefix(line) == parts


def test_unknown_speakers_are_unnamed():
    assert clean_name(" Unknown  Speaker ") == ""
    assert clean_name("Dana\u200e  Reyes") == "Dana Reyes"
