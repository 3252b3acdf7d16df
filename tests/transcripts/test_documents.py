"""Teams and Google Meet as Word, text and Markdown; Otter and Riverside."""

import pytest

from assistant.domain.transcript import Timing
from assistant.transcripts import read_bytes
from tests.transcripts.helpers import aside, read, said, starts, turns, word, zipped

HEAD = ("Weekly 1-1-20260615_133555-Meeting Transcript", "15 June 2026, 03:35am", "27m 42s")
SPOKEN = [
    ("Dana Reyes", "Thanks for making time."),
    ("Sam Okoro", "Yeah. Let us meet at 10:30"),
    ("Dana Reyes", "Good."),
]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "Dana Reyes   0:03",
            "Thanks for making time.",
            "Sam Okoro   0:19",
            "Yeah.",
            "Let us meet at 10:30",
            "Dana Reyes   1:00:02",
            "Good.",
        ),
        (
            "\nDana Reyes   0:03\nThanks for making time.",
            "\nSam Okoro   0:19\nYeah.\nLet us meet at 10:30",
            "\nDana Reyes   1:00:02\nGood.",
        ),
        (
            "Dana Reyes 0:03\nThanks for making time.",
            "Sam Okoro 0:19\nYeah. Let us meet at 10:30",
            "Dana Reyes 1:00:02\nGood.",
        ),
        (
            "Dana Reyes\t0:03",
            "Thanks for making time.",
            "Sam Okoro\t0:19",
            "Yeah. Let us meet at 10:30",
            "Dana Reyes\t1:00:02",
            "Good.",
        ),
    ],
    ids=["paragraphs", "one paragraph", "one space", "tab"],
)
def test_teams_document_with_headers(paragraphs: tuple[str, ...]):
    data = word(*HEAD, "Dana Reyes started transcription", *paragraphs, "Dana Reyes stopped transcription")
    reading = read_bytes("x.docx", data)
    assert reading.format == "Teams document"
    assert turns(reading) == SPOKEN
    assert starts(reading) == [3.0, 19.0, 3602.0]
    assert reading.transcript.timing is Timing.START_ONLY
    assert reading.title == "Weekly 1-1"
    assert str(reading.started_at) == "2026-06-15 13:35:55"
    assert "Dana Reyes stopped transcription" in aside(reading)


@pytest.mark.parametrize(
    ("started", "stopped"),
    [
        ("Dana Reyes hat die Transkription gestartet", "Dana Reyes hat die Transkription beendet"),
        ("Dana Reyes a démarré la transcription", "Dana Reyes a arrêté la transcription"),
        ("Dana Reyes が文字起こしを開始しました", "Dana Reyes が文字起こしを停止しました"),
    ],
)
def test_teams_document_in_other_languages_of_teams(started: str, stopped: str):
    reading = read_bytes("x", word("Titel", started, "Dana Reyes   0:03", "Hi.", "Sam Okoro   0:09", "Yes.", stopped))
    assert turns(reading) == [("Dana Reyes", "Hi."), ("Sam Okoro", "Yes.")]
    assert stopped in aside(reading)


@pytest.mark.parametrize("one_paragraph", [True, False])
def test_teams_document_of_the_older_kind_with_arrows(one_paragraph: bool):
    cues = [("0:0:5.100 --> 0:0:8.250", "Dana Reyes", "Hello."), ("0:0:9.0 --> 0:0:10.5", "Sam Okoro", "Hi.")]
    cues += [("0:1:0.0 --> 0:1:2.0", "Dana Reyes", "Shall we?")]
    paragraphs = ["\n".join(cue) for cue in cues] if one_paragraph else [part for cue in cues for part in cue]
    reading = read_bytes("x", word(*paragraphs))
    assert reading.format == "Teams document"
    assert turns(reading) == [("Dana Reyes", "Hello."), ("Sam Okoro", "Hi."), ("Dana Reyes", "Shall we?")]
    assert starts(reading) == [5.1, 9.0, 60.0]
    assert reading.transcript.timing is Timing.CUE


def test_headers_in_tables_are_read():
    import io

    from docx import Document

    document, out = Document(), io.BytesIO()
    document.add_paragraph("Dana Reyes started transcription")
    cell = document.add_table(1, 2).cell(0, 1)
    cell.text = "Dana Reyes   0:03"
    document.add_paragraph("In a paragraph.")
    document.save(out)
    assert turns(read_bytes("x", out.getvalue())) == [("Dana Reyes", "In a paragraph.")]


def test_a_text_box_is_read_once_and_deleted_text_is_not():
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    box = "<mc:AlternateContent><mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent>"
    gone = "<w:p><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"
    parts = [run.format("Dana: Hi&amp;so."), box.format(run.format("Sam: Yes.")), gone, run.format("Dana: Good.")]
    data = zipped({"word/document.xml": f"<w:document><w:body>{''.join(parts)}</w:body></w:document>".encode()})
    assert turns(read_bytes("x", data)) == [("Dana", "Hi&so."), ("Sam", "Yes."), ("Dana", "Good.")]


MEET = """
    Weekly 1-1 (2026-03-30 at 10:02 GMT+2) – Transcript
    Attendees
    Dana Reyes, Sam Okoro, Dana Reyes's Presentation
    Transcript
    This editable transcript was computer generated and might contain errors.
    00:00:00
    Dana Reyes: Hello. Can you hear
    Sam Okoro: Yes, one sec.
    Dana Reyes: me?
    and more
    00:02:10
    Sam Okoro: Now I can.
    Transcription ended after 00:46:43
"""


def test_meet_text_rejoins_the_sentence_that_was_cut():
    reading = read(MEET)
    assert reading.format == "Google Meet"
    assert turns(reading) == [
        ("Dana Reyes", "Hello. Can you hear me? and more"),
        ("Sam Okoro", "Yes, one sec."),
        ("Sam Okoro", "Now I can."),
    ]
    assert starts(reading) == [0.0, 0.0, 130.0]
    assert reading.transcript.timing is Timing.BLOCK
    assert reading.title == "Weekly 1-1"
    assert str(reading.started_at) == "2026-03-30 10:02:00+02:00"
    assert reading.attendees == ("Dana Reyes", "Sam Okoro", "Dana Reyes's Presentation")
    assert any("ended after" in text for text in aside(reading))


def test_meet_markdown_with_escapes_headings_and_bold():
    reading = read("""
        # **1:1 \\- Dana / Sam (2026-03-30 10:02 GMT) \\- Transcript**

        ### Attendees

        Dana Reyes, Sam Okoro

        # **Transcript**

        *This editable transcript was computer generated and might contain errors.*

        ### 00:00:00

        **Dana Reyes:** One \\- two.

        **Sam Okoro:** So in short: yes.

        and a second paragraph

        ### 00:02:10

        **Dana Reyes:** Fine.

        #### **Meeting ended after 00:23:30 👋**
    """)
    assert turns(reading) == [
        ("Dana Reyes", "One - two."),
        ("Sam Okoro", "So in short: yes. and a second paragraph"),
        ("Dana Reyes", "Fine."),
    ]
    assert reading.title == "1:1 - Dana / Sam"


def test_meet_with_a_localised_title():
    reading = read(
        MEET.replace("– Transcript", "- Trascrizione")
        .replace("    Transcript\n", "    Trascrizione\n")
        .replace("Attendees", "Partecipanti")
        .replace("This editable transcript was", "Questa trascrizione modificabile è")
        .replace("Transcription ended after", "Trascrizione terminata dopo")
    )
    assert reading.format == "Google Meet"
    assert reading.transcript.speakers == ("Dana Reyes", "Sam Okoro")
    assert "Now I can." in [text for _, text in turns(reading)]


def test_gemini_notes_stand_aside_and_the_transcript_is_read():
    reading = read("""
        📝 Notes

        Mar 30, 2026

        ## Weekly 1-1

        Invited Dana Reyes Sam Okoro

        ### Summary

        Dana Reyes and Sam Okoro talked about the plan.

        You should review Gemini's notes to make sure they're accurate.

        # 📖 Transcript

        Mar 30, 2026

        ## Weekly 1-1 - Transcript

        ### 00:00:00

        **Dana Reyes:** Hello.

        **Sam Okoro:** Hi. Good to see you again.

        ### Transcription ended after 00:12:00
    """)
    assert turns(reading) == [("Dana Reyes", "Hello."), ("Sam Okoro", "Hi. Good to see you again.")]
    assert any("talked about the plan" in text for text in aside(reading))


@pytest.mark.parametrize("heading", ["    Transcript\n", ""])
def test_the_word_transcript_within_the_talk_is_no_heading(heading: str):
    text = MEET.replace("    Transcript\n", heading).replace("    and more\n", "    Transcript\n")
    assert turns(read(text))[0] == ("Dana Reyes", "Hello. Can you hear me? Transcript")


def test_a_meet_document_without_times_has_none():
    text = MEET.replace("    00:00:00\n", "").replace("    00:02:10\n", "")
    reading = read(text)
    assert reading.transcript.timing is Timing.NONE
    assert "The file has no times." in said(reading)


def test_otter_headers_end_in_two_spaces_and_the_footer_is_set_aside():
    reading = read(
        "Dana Reyes  0:02  \nI think we should start. At 9:30\n\nUnknown Speaker  53:34  \nYeah.\n\n"
        "Sam Okoro  1:02:03  \nThanks.\n\nTranscribed by https://otter.ai\n"
    )
    assert reading.format == "Otter"
    assert turns(reading) == [
        ("Dana Reyes", "I think we should start. At 9:30"),
        ("", "Yeah."),
        ("Sam Okoro", "Thanks."),
    ]
    assert starts(reading) == [2.0, 3214.0, 3723.0]
    assert aside(reading) == ["Transcribed by https://otter.ai"]


def test_otter_without_names():
    reading = read("0:15  \nFirst.\n\n1:20  \nSecond.\n\nTranscribed by https://otter.ai\n")
    assert turns(reading) == [("", "First."), ("", "Second.")]
    assert starts(reading) == [15.0, 80.0]


def test_riverside_has_the_time_in_brackets():
    reading = read("Dana Reyes (00:12)\nHello there.\n\nSam Okoro (00:15)\nHi (again).\n")
    assert turns(reading) == [("Dana Reyes", "Hello there."), ("Sam Okoro", "Hi (again).")]
    assert starts(reading) == [12.0, 15.0]


def test_a_copy_with_a_time_above_each_line():
    reading = read("0:00\nso today we\n0:04\nlook at goals\n1:02\nand more\n")
    assert starts(reading) == [0.0, 4.0, 62.0]
    assert [text for _, text in turns(reading)] == ["so today we", "look at goals", "and more"]


def test_notes_in_a_word_document_are_no_teams_transcript():
    reading = read_bytes(
        "notes.docx", word("Meeting Monday 10:30", "We talked about the plan.", "Lunch 12:30", "It was good.")
    )
    assert reading.format == "Plain text"
    assert reading.transcript.speakers == ()


def test_a_document_of_otter_or_of_anybody_is_read_by_its_content():
    assert turns(read_bytes("x.docx", word("Dana: Hi.", "Sam: Yes.", "Dana: Good."))) == [
        ("Dana", "Hi."),
        ("Sam", "Yes."),
        ("Dana", "Good."),
    ]
