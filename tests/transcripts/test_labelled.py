"""Text with names: typed, pasted, of Descript and Granola; and text without."""

import pytest

from assistant.domain.transcript import Timing
from tests.transcripts.helpers import aside, read, said, starts, turns


@pytest.mark.parametrize(
    "line",
    [
        "{name}: {text}",
        "**{name}:** {text}",
        "**{name}**: {text}",
        "- {name}: {text}",
        "> {name}: {text}",
        "{name}:\n{text}",
        "{name}:\n\n{text}",
    ],
)
def test_labels_without_times(line: str):
    said_lines = [("Dana", "Let's revisit the goals."), ("Sam", "All right: let us."), ("Dana", "Good.")]
    reading = read("\n\n".join(line.format(name=name, text=text) for name, text in said_lines))
    assert turns(reading) == said_lines
    assert reading.transcript.timing is Timing.NONE
    assert starts(reading) == [None, None, None]


@pytest.mark.parametrize(
    "line",
    [
        "[00:05:32] {name}: {text}",
        "(05:32) {name}: {text}",
        "00:05:32 {name}: {text}",
        "00:05:32  {name}  {text}",
        "**{name} (05:32):** {text}",
        "{name} (05:32): {text}",
        "{name} [00:05:32]: {text}",
        "[00:05:32.000 - 00:05:40.000] {name}: {text}",
    ],
)
def test_labels_with_times(line: str):
    said_lines = [("Dana Reyes", "Let's revisit the goals."), ("Sam", "All right: let us."), ("Dana Reyes", "Good.")]
    reading = read("\n".join(line.format(name=name, text=text) for name, text in said_lines))
    assert turns(reading) == said_lines
    assert reading.transcript.timing is Timing.START_ONLY
    assert starts(reading) == [332.0] * 3


@pytest.mark.parametrize(
    "names", [("Me", "Them"), ("Speaker 0", "Speaker 1"), ("SPEAKER_00", "SPEAKER_01"), ("Tomás", "李雷")]
)
def test_labels_that_are_no_names_of_persons_are_kept(names: tuple[str, str]):
    reading = read(f"{names[0]}: one\n{names[1]}: two\n{names[0]}: three\n")
    assert reading.transcript.speakers == names


def test_a_role_in_brackets_is_no_speech():
    reading = read("DANA REYES: (MENTOR) Welcome.\nSAM OKORO: (mentee) Thanks.\nDANA REYES: (laughs) So.\n")
    assert turns(reading)[0] == ("DANA REYES", "Welcome.")
    assert turns(reading)[2] == ("DANA REYES", "(laughs) So.")
    assert reading.roles == (("DANA REYES", "mentor"), ("SAM OKORO", "mentee"))


def test_lines_without_a_label_continue_the_speaker_before():
    reading = read("Dana: One.\nand so on\n\nRemember: ship it\nSam: Two.\nhttps://example.org: there\nDana: Three.\n")
    assert turns(reading) == [
        ("Dana", "One. and so on Remember: ship it"),
        ("Sam", "Two. https://example.org: there"),
        ("Dana", "Three."),
    ]


def test_a_section_of_notes_belongs_to_nobody():
    reading = read("Dana: One.\nSam: Two.\nDana: Three.\n\nAction items:\n- send the list\n")
    assert turns(reading)[-1] == ("", "Action items: - send the list")
    assert any("has no speaker" in text for text in said(reading))


def test_what_stands_before_the_first_speaker_is_set_aside_and_may_be_the_title():
    reading = read("# Weekly call\n\nDana: One.\nSam: Two.\nDana: Three.\n")
    assert reading.title == "Weekly call"
    assert aside(reading) == ["# Weekly call"]


def test_a_time_at_the_start_of_speech_is_speech_where_lines_have_no_times():
    reading = read("Dana: When?\nSam: Let me see.\n10:30 works for me\nDana: Good.\n")
    assert turns(reading)[1] == ("Sam", "Let me see. 10:30 works for me")


def test_speech_recognition_labels_for_nobody_are_unnamed():
    reading = read("Unknown Speaker: One.\nDana: Two.\nUnknown Speaker: Three.\nDana: Four.\n")
    assert [name for name, _ in turns(reading)] == ["", "Dana", "", "Dana"]


def test_notes_typed_by_hand_name_nobody_and_keep_every_line():
    reading = read(
        "Call with Sam\n\nPrep: went through CV\nGoals: lead a team\n- send list by Friday\n\nNext time: budget\n"
    )
    assert reading.format == "Plain text"
    assert [text for _, text in turns(reading)] == [
        "Call with Sam",
        "Prep: went through CV",
        "Goals: lead a team",
        "- send list by Friday",
        "Next time: budget",
    ]
    assert reading.transcript.speakers == ()


def test_one_sentence_pasted_is_a_transcript():
    assert turns(read("We talked about the budget.")) == [("", "We talked about the budget.")]


GERMAN = "Das ist nicht so einfach, aber ich glaube, dass wir das auch mit der Zeit schaffen."
FRENCH = "Je pense que nous avons des choses à faire avec vous, mais c'est pas simple, et les autres?"
JAPANESE = "私たちは来週また会いましょう。それでいいですか。はい、大丈夫です。"


@pytest.mark.parametrize(("text", "code"), [(GERMAN, "de"), (FRENCH, "fr"), (JAPANESE, "ja")])
def test_another_language_is_read_and_noticed(text: str, code: str):
    reading = read(f"Dana: {text}\nSam: {text}\n" * 4)
    assert reading.transcript.speakers == ("Dana", "Sam")
    assert reading.language == code
    assert any("another language" in notice for notice in said(reading))


def test_english_is_not_taken_for_another_language():
    text = "I think that we have to do it in this way, and you just need to say so."
    assert read(f"Dana: {text}\nSam: {text}\n" * 4).language == "en"


def test_wrapped_lines_of_prose_are_one_and_lines_of_notes_are_not():
    reading = read(
        "We talked about the budget for the next year and what\nit means for the team.\nbudget: later\nplan\n"
    )
    assert [text for _, text in turns(reading)] == [
        "We talked about the budget for the next year and what it means for the team.",
        "budget: later",
        "plan",
    ]


def test_a_list_with_times_of_day_is_no_conversation():
    reading = read("Agenda for Monday\nStandup 9:30\nLunch 12:30\nReview 15:00\n")
    assert reading.format == "Plain text"
    assert reading.transcript.word_count == 9
