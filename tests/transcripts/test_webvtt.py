"""WebVTT of Zoom, Teams, Meet's extensions, YouTube and Whisper, with what is odd in each."""

import pytest

from assistant.domain.transcript import Timing
from tests.transcripts.helpers import aside, read, said, starts, turns

ZOOM = """
    WEBVTT

    1
    00:00:05.790 --> 00:00:13.514
    Dana Reyes: Thanks for making time today.

    2
    00:00:14.110 --> 00:00:15.990
    Dana Reyes: so um.

    3
    00:00:15.990 --> 00:00:21.300
    And here nobody was identified, so no prefix.

    4
    00:00:24.000 --> 00:00:26.000
    Sam Okoro: Remember: ship it.
"""


def test_zoom_names_come_before_the_first_colon_and_a_cue_without_one_names_nobody():
    reading = read(ZOOM)
    assert reading.format == "WebVTT"
    assert turns(reading) == [
        ("Dana Reyes", "Thanks for making time today. so um."),
        ("", "And here nobody was identified, so no prefix."),
        ("Sam Okoro", "Remember: ship it."),
    ]
    first = reading.transcript.utterances[0]
    assert (first.start_s, first.end_s) == (5.79, 15.99)
    assert reading.transcript.timing is Timing.CUE


def test_the_date_of_a_zoom_recording_is_in_its_name():
    reading = read(ZOOM, "GMT20260115-140000_Recording.transcript.vtt")
    assert reading.started_at is not None
    assert reading.started_at.isoformat() == "2026-01-15T14:00:00+00:00"


@pytest.mark.parametrize(
    "name",
    [
        "Marc | Growth Labs",
        "ivo (Ops) @ North",
        "Dana - Base",
        "david",
        "+1 555-010-2030",
        "A. B. van der Berg Jr.",
        "Dr. Ames",
    ],
)
def test_a_prefix_seen_once_is_a_speaker_where_most_cues_have_one(name: str):
    body = [f"Dana Reyes: line {at}." for at in range(4)] + [f"{name}: one line."]
    text = "WEBVTT\n\n" + "\n".join(
        f"{at}\n00:0{at}:00.000 --> 00:0{at}:02.000\n{line}\n" for at, line in enumerate(body)
    )
    assert read(text).transcript.speakers == ("Dana Reyes", name)


def test_prefixes_that_are_rare_count_only_when_they_come_twice():
    lines = [
        "so that is that",
        "Remember this: ship it",
        "Agenda: none",
        "Sam Okoro: yes",
        "fine",
        "well",
        "Sam Okoro: no",
        "ok",
    ]
    text = "WEBVTT\n\n" + "\n".join(f"00:0{at}:00.000 --> 00:0{at}:02.000\n{line}\n" for at, line in enumerate(lines))
    assert read(text).transcript.speakers == ("Sam Okoro",)


@pytest.mark.parametrize("label", ["Note", "Action items", "Summary", "Q", "https", "TODO", "PS", "Date", "Re"])
def test_block_listed_labels_are_never_speakers(label: str):
    lines = ["Dana Reyes: Hi.", f"{label}: something", "Dana Reyes: Yes.", f"{label}: other"]
    text = "WEBVTT\n\n" + "\n".join(f"00:0{at}:00.000 --> 00:0{at}:02.000\n{line}\n" for at, line in enumerate(lines))
    reading = read(text)
    assert reading.transcript.speakers == ("Dana Reyes",)
    assert f"{label}: something" in [text for _, text in turns(reading)]


def test_teams_voice_tags_over_several_lines_with_references_and_classes():
    reading = read("""
        WEBVTT

        91b3f3c3-44c6-4a8b-8c0a-add105d816bd/32-0
        00:00:10.087 --> 00:00:13.130
        <v Reyes, Dana (External)>Hello, and welcome &amp; thanks.</v>

        91b3f3c3-44c6-4a8b-8c0a-add105d816bd/32-1
        00:00:13.130 --> 00:00:16.270
        <v.loud Sam &lt;3 Okoro&lrm;>Nice. I have a few things,
        and a question.

        00:00:17.000 --> 00:00:18.000
        No voice here.

        00:00:18.000 --> 00:00:19.000
        <v >Nobody in particular.</v>
    """)
    assert turns(reading) == [
        ("Reyes, Dana (External)", "Hello, and welcome & thanks."),
        ("Sam <3 Okoro", "Nice. I have a few things, and a question."),
        ("", "No voice here."),
        ("", "Nobody in particular."),
    ]


def test_two_voices_in_one_cue_are_two_turns():
    reading = read("WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Dana>Ready?</v> <v Sam>Yes.</v>\n")
    assert turns(reading) == [("Dana", "Ready?"), ("Sam", "Yes.")]


def test_teams_classic_notes_are_technical_and_its_language_is_used():
    reading = read("""
        WEBVTT

        NOTE duration:"00:53:19.7510000"

        NOTE language:en-us

        NOTE Confidence: 0.89

        1f0c7a9e-0000-4b5c-9d2e-1d1a2b3c4d5e
        00:00:01.000 --> 00:00:03.000
        Hello there.

        NOTE this was corrected by hand

        NOTE Confidence: 0.7

        2f0c7a9e-0000-4b5c-9d2e-1d1a2b3c4d5e
        00:00:04.000 --> 00:00:06.000
        Second cue.
    """)
    assert [text for _, text in turns(reading)] == ["Hello there.", "Second cue."]
    assert reading.language == "en"
    assert aside(reading) == ["NOTE this was corrected by hand"]


def test_a_cue_id_that_only_looks_like_a_note_loses_no_speech():
    reading = read("""
        WEBVTT

        NOTES-1
        00:01.000 --> 00:02.000
        First.

        STYLE-2
        00:03.000 --> 00:04.000
        Second.

        NOTE-worthy
        00:05.000 --> 00:06.000
        Third.
    """)
    assert [text for _, text in turns(reading)] == ["First.", "Second.", "Third."]


def test_style_and_region_blocks_are_no_speech():
    reading = read("WEBVTT\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n00:01.000 --> 00:02.000\nHello.\n")
    assert turns(reading) == [("", "Hello.")]
    assert aside(reading) == []


def test_graph_metadata_content_is_json_in_each_cue():
    reading = read("""
        WEBVTT

        00:00:01.000 --> 00:00:03.000
        {"startDateTime":"2026-03-30T10:02:01+00:00","speakerName":"Dana Reyes",
        "spokenText":"Hello.","spokenLanguage":"en-us"}

        00:00:04.000 --> 00:00:05.000
        {"startDateTime":"2026-03-30T10:02:04+00:00","speakerName":null,"spokenText":"Hi."}
    """)
    assert turns(reading) == [("Dana Reyes", "Hello."), ("", "Hi.")]
    assert str(reading.day) == "2026-03-30"


def test_graph_text_without_speakers_says_so():
    reading = read("WEBVTT\n\n00:00:01.000 --> 00:00:03.000\nHello.\n\n00:00:04.000 --> 00:00:05.000\nHi.\n")
    assert "The file names no speakers." in said(reading)


def test_meet_extension_puts_names_on_a_line_with_bullets_and_blank_lines_within():
    reading = read("""
        WEBVTT

        1
        00:00:01.000 --> 00:00:04.000
        (Dana Reyes)
        -

        Can you hear me?

        2
        00:00:05.000 --> 00:00:06.000
        (Sam Okoro)
        - Yes.

        3
        00:00:07.000 --> 00:00:08.000
        (Dana Reyes)
        Good.
    """)
    assert turns(reading) == [("Dana Reyes", "Can you hear me?"), ("Sam Okoro", "- Yes."), ("Dana Reyes", "Good.")]


def test_a_name_abused_as_cue_id_is_the_speaker():
    reading = read("""
        WEBVTT

        Speaker 1
        00:00:01.000 --> 00:00:04.000
        Hello.

        Speaker 2
        00:00:05.000 --> 00:00:06.000
        Hi.

        Speaker 1
        00:00:07.000 --> 00:00:08.000
        Shall we?
    """)
    assert turns(reading) == [("Speaker 1", "Hello."), ("Speaker 2", "Hi."), ("Speaker 1", "Shall we?")]


def test_youtube_captions_that_roll_are_read_once():
    reading = read("""
        WEBVTT
        Kind: captions
        Language: en

        00:00:01.000 --> 00:00:03.000 align:start position:0%
        so<00:00:01.500><c> today</c><00:00:02.000><c> we</c>

        00:00:03.000 --> 00:00:03.010 align:start position:0%
        so today we

        00:00:03.010 --> 00:00:05.000 align:start position:0%
        so today we
        look<00:00:04.000><c> at</c><00:00:04.500><c> goals</c>

        00:00:05.000 --> 00:00:05.010 align:start position:0%
        look at goals
    """)
    assert " ".join(text for _, text in turns(reading)) == "so today we look at goals"
    assert reading.language == "en"
    assert any("roll" in notice for notice in said(reading))


def test_a_hundred_hours_are_legal_and_noticed():
    reading = read(
        "WEBVTT\n\n100:00:01.000 --> 100:00:02.000\nDana: Late.\n\n100:00:03.000 --> 100:00:04.000\nDana: Later.\n"
    )
    assert starts(reading) == [360001.0]
    assert any("100 hours" in notice for notice in said(reading))


def test_an_arrow_within_speech_is_speech():
    reading = read("WEBVTT\n\n00:01.000 --> 00:02.000\nfrom A --> B and\n10 --> 20 percent\n")
    assert [text for _, text in turns(reading)] == ["from A --> B and 10 --> 20 percent"]


def test_a_damaged_line_of_times_is_counted_and_its_words_are_kept():
    reading = read("WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:03:xx --> 00:04\nlost?\n\n00:05:00 -> \nTwo.\n")
    words = " ".join(text for _, text in turns(reading))
    assert all(word in words for word in ("One.", "lost?", "Two."))
    assert reading.unread.count == 2
    assert reading.unread.first_line == 6


@pytest.mark.parametrize(
    "times",
    ["-> 00:0x:42", "00:00:0x.000 --> 00:00:04.000", "o0:00:03.000 --> 00:00:04.000", "00:00:03.000 --> 00:0?:04.000"],
)
def test_a_damaged_line_of_times_is_not_said_by_anybody(times: str):
    reading = read(f"WEBVTT\n\n00:01.000 --> 00:02.000\nDana: One.\n\n{times}\nDana: Two.\n")
    assert turns(reading) == [("Dana", "One. Two.")]
    assert (reading.unread.count, reading.unread.first_line) == (1, 6)


@pytest.mark.parametrize(
    "words", ["plan A --> plan B", "10 --> 20 or so", "--> next step", "ratio 3:1 --> 4:1 now", "A: --> B:"]
)
def test_an_arrow_between_words_is_no_damaged_time(words: str):
    reading = read(f"WEBVTT\n\n00:01.000 --> 00:02.000\nSo\n{words}\n")
    assert [text for _, text in turns(reading)] == [f"So {words}"]
    assert reading.unread.count == 0


def test_overlapping_cues_are_legal_and_times_never_go_back():
    reading = read("""
        WEBVTT

        00:00:05.000 --> 00:00:09.000
        Dana: Second.

        00:00:01.000 --> 00:00:06.000
        Sam: First.

        00:00:12.000 --> 00:00:11.000
        Sam: Turned around.
    """)
    assert turns(reading)[0] == ("Sam", "First.")
    assert starts(reading) == [1.0, 5.0, 12.0]
    assert reading.transcript.utterances[2].end_s == 12.0
    assert len(said(reading)) == 2


def test_speech_right_above_a_line_of_times_is_not_taken_for_an_id():
    reading = read("""
        WEBVTT

        00:00:01.000 --> 00:00:02.000
        We will see, and then

        I think that this is it
        00:00:03.000 --> 00:00:04.000
        Good.
    """)
    assert "I think that this is it" in " ".join(text for _, text in turns(reading))


def test_head_with_a_byte_order_mark_and_text_on_the_first_line():
    reading = read(
        "\ufeffWEBVTT - made by something\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000\n\n00:01.000 --> 00:02.000\nHi.\n"
    )
    assert turns(reading) == [("", "Hi.")]
    assert aside(reading) == []


def test_a_cue_of_two_speakers_on_two_lines_is_split():
    text = "WEBVTT\n\n" + "".join(f"00:0{at}:00.000 --> 00:0{at}:02.000\nDana: One.\nSam: Two.\n\n" for at in range(2))
    assert turns(read(text)) == [("Dana", "One."), ("Sam", "Two.")] * 2


def test_a_pause_of_two_seconds_ends_a_turn():
    cues = [(0, 1), (2.9, 4), (6, 7)]
    text = "WEBVTT\n\n" + "".join(f"00:00:{a:06.3f} --> 00:00:{b:06.3f}\nDana: Word.\n\n" for a, b in cues)
    assert [(one.start_s, one.end_s) for one in read(text).transcript.utterances] == [(0.0, 4.0), (6.0, 7.0)]
