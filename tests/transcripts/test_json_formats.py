"""Fireflies, Whisper and its relatives."""

import json

import pytest

from assistant.domain.transcript import Timing
from assistant.errors import UnreadableTranscript
from assistant.transcripts import Reading, read_bytes
from tests.transcripts.helpers import aside, said, starts, turns


def read_json(value: object) -> Reading:
    return read_bytes("x.json", json.dumps(value).encode())


SENTENCES = [
    {
        "index": 0,
        "text": "Hi.",
        "start_time": "0.24",
        "end_time": "1.10",
        "speaker_id": "0",
        "speaker_name": "Dana Reyes",
    },
    {"index": 1, "text": "Hello.", "start_time": 1.5, "end_time": 2.0, "speaker_id": "1", "speaker_name": None},
    {"index": 2, "text": "So.", "start_time": 9, "end_time": 10, "speaker_id": 7, "speaker_name": None},
]


@pytest.mark.parametrize("date", [1769000000000, "2026-01-21T12:53:20.000Z", "1769000000000"])
def test_fireflies_graphql_with_times_as_text_or_numbers(date: object):
    transcript = {"title": "1:1", "date": date, "duration": 31.5, "sentences": SENTENCES}
    transcript["speakers"] = [{"id": 0, "name": "Dana Reyes"}, {"id": 1, "name": "Sam Okoro"}]
    reading = read_json({"data": {"transcript": transcript}})
    assert reading.format == "Fireflies"
    assert turns(reading) == [("Dana Reyes", "Hi."), ("Sam Okoro", "Hello."), ("", "So.")]
    assert starts(reading) == [0.24, 1.5, 9.0]
    assert reading.title == "1:1"
    assert str(reading.day) == "2026-01-21"
    assert reading.attendees == ("Dana Reyes", "Sam Okoro")


def test_fireflies_download_is_a_bare_list():
    rows = [{"sentence": "Hi.", "startTime": "00:00:01", "endTime": "00:02", "speaker_name": "Dana", "speaker_id": 0}]
    reading = read_json([*rows, {"sentence": "Hm.", "startTime": "3", "endTime": "4", "speaker_name": None}, "odd"])
    assert turns(reading) == [("Dana", "Hi."), ("", "Hm.")]
    assert reading.unread.count == 1


def test_whisper_segments_with_leading_spaces_and_a_language():
    segments = [{"id": 0, "start": 0.0, "end": 5.5, "text": " Hello, how are you?", "words": []}]
    reading = read_json({"text": " Hello, how are you?", "language": "en", "segments": segments})
    assert reading.format == "Whisper"
    assert turns(reading) == [("", "Hello, how are you?")]
    assert reading.language == "en"


def test_whisperx_with_words_and_segments_that_lack_something():
    segments = [
        {
            "start": 0.63,
            "end": 4.3,
            "text": " Unit 1.",
            "speaker": "SPEAKER_01",
            "words": [{"word": "Unit"}, {"word": "1."}],
        },
        {
            "start": 5.0,
            "end": 6.0,
            "text": " Yes.",
            "words": [{"word": "Yes.", "speaker": "SPEAKER_00"}, {"word": "1"}],
        },
        {"text": " No times.", "speaker": "SPEAKER_00"},
        {"start": 8, "end": 9},
    ]
    reading = read_json({"segments": segments, "word_segments": []})
    assert turns(reading) == [("SPEAKER_01", "Unit 1."), ("SPEAKER_00", "Yes. No times.")]
    assert reading.unread.count == 1
    assert any("without a readable time" in text for text in said(reading))


def test_whisper_cpp_counts_in_milliseconds():
    rows = [{"timestamps": {"from": "00:00:01,000"}, "offsets": {"from": 1000, "to": 4000}, "text": " Hi"}]
    reading = read_json({"result": {"language": "de"}, "transcription": rows})
    assert [(one.start_s, one.end_s) for one in reading.transcript.utterances] == [(1.0, 4.0)]
    assert reading.language == "de"


def test_chunks_of_a_pipeline_and_whisper_with_text_alone():
    assert starts(read_json({"text": "Hi", "chunks": [{"timestamp": [1.0, None], "text": " Hi"}]})) == [1.0]
    reading = read_json({"text": "Hello there", "segments": []})
    assert reading.transcript.timing is Timing.NONE
    assert turns(reading) == [("", "Hello there")]


def test_stock_phrases_of_whisper_are_set_aside_and_shown():
    lines = [
        "Welcome.",
        "Thank you for watching.",
        "Transcribed by https://otter.ai",
        "Subtitles by the Amara.org community",
    ]
    segments = [{"start": at * 5.0, "end": at * 5.0 + 2, "text": line} for at, line in enumerate([*lines, "Fine."])]
    reading = read_json({"segments": segments})
    assert [text for _, text in turns(reading)] == ["Welcome.", "Fine."]
    assert aside(reading) == lines[1:]


def test_bye_and_thank_you_go_only_when_repeated_on_silence():
    segments = [
        {"start": 0.0, "end": 1.0, "text": "Thank you."},
        {"start": 1.0, "end": 2.0, "text": "You are welcome."},
        {"start": 2.0, "end": 2.4, "text": "Bye."},
        {"start": 2.5, "end": 2.9, "text": "Bye."},
        {"start": 30.0, "end": 59.0, "text": "Bye."},
        {"start": 60.0, "end": 89.0, "text": "Bye."},
    ]
    reading = read_json({"segments": segments})
    assert " ".join(text for _, text in turns(reading)) == "Thank you. You are welcome. Bye. Bye."
    assert aside(reading) == ["Bye.", "Bye."]


@pytest.mark.parametrize("value", [{"a": 1}, [], {"segments": 3}, [{"x": "y"}], {"data": {"transcript": None}}])
def test_json_of_something_else_is_a_clear_error(value: object):
    with pytest.raises(UnreadableTranscript, match="JSON"):
        read_json(value)


@pytest.mark.parametrize("bad", ["nan", "inf", "-5", None, True, [], "x", 10**400, "1e999"])
def test_times_that_are_none_do_no_harm(bad: object):
    reading = read_json(
        {"segments": [{"start": bad, "end": bad, "text": "One."}, {"start": 2, "end": 3, "text": "Two."}]}
    )
    assert [text for _, text in turns(reading)] == ["One.", "Two."]
