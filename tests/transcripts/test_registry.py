"""The right reader for each format, whatever the file is called."""

import pytest

from assistant.errors import UnreadableTranscript
from assistant.transcripts import READERS, read_bytes
from assistant.transcripts.opening import open_bytes
from tests.fuzz.checks import RENDERED

FORMATS = {
    "zoom_vtt": "WebVTT",
    "teams_vtt": "WebVTT",
    "srt": "SRT",
    "sbv": "SBV",
    "zoom_captions": "Zoom captions",
    "zoom_chat": "Zoom chat",
    "teams_docx": "Teams document",
    "teams_docx_paragraphs": "Teams document",
    "meet_docx": "Google Meet",
    "meet_txt": "Google Meet",
    "meet_md": "Google Meet",
    "otter_txt": "Otter",
    "riverside_txt": "Text under names and times",
    "plain_text": "Text with names",
    "plain_text_times": "Text with names",
    "whisper_json": "Whisper",
    "whisper_cpp_json": "Whisper",
    "fireflies_json": "Fireflies",
    "fireflies_download": "Fireflies",
    "slack": "Slack",
    "slack_zip": "Slack",
    "whatsapp": "WhatsApp",
    "whatsapp_ios": "WhatsApp",
}


@pytest.mark.parametrize("name", ["x.vtt", "x.docx", "x.json", "x", "x.pdf"])
@pytest.mark.parametrize("kind", RENDERED)
def test_the_content_decides_and_not_the_suffix(kind: str, name: str):
    assert read_bytes(name, RENDERED[kind]).format == FORMATS[kind]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_every_reader_is_sure_between_0_and_1_about_every_format(reader):
    scores = {kind: reader.recognises(open_bytes("x", data)) for kind, data in RENDERED.items()}
    assert all(0 <= score <= 1 for score in scores.values())
    own = [kind for kind in RENDERED if FORMATS[kind] == reader.name]
    assert all(scores[kind] > 0.5 for kind in own)


def test_names_of_formats_are_unique():
    assert len({reader.name for reader in READERS}) == len(READERS)


def test_every_format_that_is_rendered_is_known_here():
    assert set(FORMATS) == set(RENDERED)


def test_one_file_and_one_line_add_a_format():
    from assistant.domain.transcript import Timing
    from assistant.transcripts import Cue, Document, Draft
    from assistant.transcripts.reading import read_document

    class Semicolons:
        name = "Semicolons"

        def recognises(self, document: Document) -> float:
            return 0.9 if document.is_prose and all(line.count(";") == 1 for line in document.sample) else 0.0

        def read(self, document: Document) -> Draft:
            rows = [line.split(";") for line in document.lines if line]
            return Draft(cues=tuple(Cue(name, text) for name, text in rows), timing=Timing.NONE)

    reading = read_document(open_bytes("x", b"Dana;Hello.\nSam;Hi.\n"), (*READERS, Semicolons()))
    assert reading.format == "Semicolons"
    assert reading.transcript.speakers == ("Dana", "Sam")


def test_json_that_nobody_knows_names_the_file_and_the_formats():
    with pytest.raises(UnreadableTranscript, match=r"x\.json is JSON") as caught:
        read_bytes("x.json", b'{"a": 1}')
    assert "WebVTT" in caught.value.hint
