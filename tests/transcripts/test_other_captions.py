"""SRT, SBV, and the captions and chat that the Zoom client saves."""

from assistant.domain.transcript import Timing
from tests.transcripts.helpers import read, said, starts, turns


def test_srt_with_commas_with_and_without_names_and_tags():
    reading = read("""
        1
        00:00:01,000 --> 00:00:04,000
        Dana Reyes: <i>Hello.</i>

        2
        00:00:05,000 --> 00:00:06,500
        Sam Okoro: Hi,
        I am here.
    """)
    assert reading.format == "SRT"
    assert turns(reading) == [("Dana Reyes", "Hello."), ("Sam Okoro", "Hi, I am here.")]
    assert starts(reading) == [1.0, 5.0]


def test_srt_of_whisper_may_have_no_hours():
    reading = read("1\n00:01,000 --> 00:04,000\nHello.\n\n2\n00:05,000 --> 01:00,000\nAgain.\n")
    assert starts(reading) == [1.0, 5.0]


def test_srt_without_blank_lines_between_its_cues():
    reading = read(
        "1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:05,000 --> 00:00:06,000\nTwo.\n"
        "3\n00:00:09,000 --> 00:00:10,000\n42\n"
    )
    assert [text for _, text in turns(reading)] == ["One.", "Two.", "42"]


def test_what_whisper_prints():
    reading = read("[00:00:00.000 --> 00:00:04.000]   Hello, how are you?\n[00:00:04.000 --> 00:00:05.000]   Fine.\n")
    assert [text for _, text in turns(reading)] == ["Hello, how are you?", "Fine."]


def test_sbv_has_two_times_and_no_names():
    reading = read("0:00:01.000,0:00:04.000\nHello there.\n\n0:00:04.000,0:00:06.000\nSecond line\nof two.\n")
    assert reading.format == "SBV"
    assert turns(reading) == [("", "Hello there."), ("", "Second line of two.")]
    assert "The file names no speakers." in said(reading)


def test_captions_without_names_are_cut_at_the_ends_of_sentences():
    reading = read(
        "0:00:01.000,0:00:02.000\nthis is one\n\n0:00:02.000,0:00:03.000\nsentence.\n\n0:00:03.000,0:00:04.000\nTwo.\n"
    )
    assert [text for _, text in turns(reading)] == ["this is one sentence.", "Two."]


def test_zoom_captions_count_from_their_first_time_of_day_over_midnight():
    reading = read("""
        [Dana Reyes] 23:59:50
        Thanks for making time today.

        [Sam Okoro] 00:00:05
        Of course.
        [Dana Reyes] 00:00:20
        Good.
    """)
    assert reading.format == "Zoom captions"
    assert turns(reading) == [
        ("Dana Reyes", "Thanks for making time today."),
        ("Sam Okoro", "Of course."),
        ("Dana Reyes", "Good."),
    ]
    assert starts(reading) == [0.0, 15.0, 30.0]
    assert reading.transcript.timing is Timing.START_ONLY


def test_zoom_captions_with_morning_and_afternoon():
    assert starts(read("[Dana] 11:59:58 AM\nOne.\n\n[Sam] 12:00:02 PM\nTwo.\n")) == [0.0, 4.0]


def test_zoom_chat_in_its_three_forms():
    reading = read(
        "14:05:32 From  Dana Reyes  to  Everyone:\n\tHere: https://example.org/a\n\tsecond line\n"
        "14:06:00 From Sam Okoro to Dana Reyes(Direct Message) : Thanks\n"
        "14:06:10 From Sam Okoro : Bye\n"
    )
    assert reading.format == "Zoom chat"
    assert turns(reading) == [
        ("Dana Reyes", "Here: https://example.org/a second line"),
        ("Sam Okoro", "Thanks"),
        ("Sam Okoro", "Bye"),
    ]
    assert starts(reading) == [0.0, 28.0, 38.0]
    assert reading.transcript.timing is Timing.CHAT


def test_zoom_chat_with_a_date():
    reading = read("2026-01-15 14:05:32 From Dana to Everyone:\n\tHello\n")
    assert str(reading.day) == "2026-01-15"
