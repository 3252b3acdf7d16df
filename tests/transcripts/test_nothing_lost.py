"""Words of damaged files that a reader could take for something else: headings, style sheets, settings of cues."""

from tests.transcripts.helpers import aside, read, turns

CUES = """
    00:01.000 --> 00:03.000
    Dana: Good morning.

    00:04.000 --> 00:06.000
    Sam: Morning. How was it?
    """


def test_headings_above_nothing_are_set_aside():
    found = read("""
        Dana Reyes  0:02
        Good morning, how was your week?

        Ana Lima  0:09
        Sam Okoro  0:10
        It went well, I think.

        Dana Reyes  0:15
        Good.

        Kim Larsen  0:20
        """)
    assert [speaker for speaker, _ in turns(found)] == ["Dana Reyes", "Sam Okoro", "Dana Reyes"]
    assert aside(found) == ["Ana Lima", "Kim Larsen"]


def test_a_speaker_who_said_something_elsewhere_is_not_set_aside_for_a_silent_heading():
    found = read("Dana Reyes  0:02\nGood morning.\n\nSam Okoro  0:04\nHello.\n\nDana Reyes  0:09\n")
    assert aside(found) == []


def test_an_empty_voice_at_the_end_of_a_file_is_set_aside():
    found = read(
        "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Dana>Good morning.</v>\n\n00:04.000 --> 00:05.000\n<v Sam Okoro>\n"
    )
    assert turns(found) == [("Dana", "Good morning.")]
    assert aside(found) == ["Sam Okoro"]


def test_an_empty_voice_of_somebody_who_speaks_is_nothing():
    found = read("WEBVTT\n\n00:01.000 --> 00:03.000\n<v Dana>Good morning.</v>\n\n00:04.000 --> 00:05.000\n<v Dana>\n")
    assert aside(found) == []


def test_a_name_with_nothing_behind_it_is_set_aside():
    found = read("WEBVTT\n" + CUES + "\n    00:07.000 --> 00:08.000\n    Mum:\n")
    assert aside(found) == ["Mum"]


def test_speech_below_a_stray_style_line_is_set_aside():
    found = read("STYLE\nWEBVTT\nDana: it starts at half past nine\n" + CUES)
    assert [speaker for speaker, _ in turns(found)] == ["Dana", "Sam"]
    assert aside(found) == ["Dana: it starts at half past nine"]


def test_style_sheets_and_regions_are_no_words():
    found = read("""
        WEBVTT

        STYLE
        ::cue(.loud),
        ::cue {
          background-image: linear-gradient(to bottom, dimgray, lightgray);
          color: papayawhip;
        }
        /* a remark */

        REGION
        id:fred
        width:40% lines:3
        regionanchor:0%,100%

        00:01.000 --> 00:03.000 region:fred align:left
        Dana: Good morning.
        """)
    assert turns(found) == [("Dana", "Good morning.")]
    assert aside(found) == []


def test_words_behind_the_times_of_a_cue_are_said():
    found = read(
        "1\n00:00:01,000 --> 00:00:03,000 Good morning.\n\n2\n00:00:04,000 --> 00:00:06,000 X1:40 X2:600\nHello.\n"
    )
    assert " ".join(text for _, text in turns(found)) == "Good morning. Hello."
