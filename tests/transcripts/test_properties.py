"""For every format: what is written is read back word for word, nothing crashes, times never go backwards."""

import string
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from assistant.domain.transcript import Timing
from assistant.errors import UnreadableTranscript
from assistant.transcripts import read_bytes
from tests.fuzz.checks import RENDERED, check_anything, check_times
from tests.fuzz.lost_words import NUMBERED, check_no_word_is_lost
from tests.fuzz.mutations import mutated
from tests.transcripts.meeting import Meeting, Turn
from tests.transcripts.rendering import RENDERERS, file_name

QUICK = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
UNNAMED = {"sbv", "whisper_cpp_json"}
TIMINGS = {
    Timing.CUE: {"zoom_vtt", "teams_vtt", "srt", "sbv", "whisper_json", "whisper_cpp_json", "fireflies_json",
                 "fireflies_download"},
    Timing.START_ONLY: {"zoom_captions", "teams_docx", "teams_docx_paragraphs", "otter_txt", "riverside_txt",
                        "plain_text_times"},
    Timing.BLOCK: {"meet_docx", "meet_txt", "meet_md"},
    Timing.CHAT: {"zoom_chat", "slack", "slack_zip", "whatsapp", "whatsapp_ios"},
    Timing.NONE: {"plain_text"},
}  # fmt: skip
NAMES = (
    "Dana Reyes",
    "Sam Okoro",
    "Zoë",
    "Reyes, Dana (External)",
    "marc | growth",
    "李雷",
    "Dr. Ames",
    "Ana-Lucía O'Neil",
)
ALPHABET = string.ascii_letters + string.digits + "äßéğж漢,.!?'’…-&%$€"

words = st.text(ALPHABET, min_size=1, max_size=12).filter(lambda word: word[0].isalnum())
sentences = st.lists(words, min_size=2, max_size=40).map(" ".join)


@st.composite
def meetings(draw: st.DrawFn) -> Meeting:
    """Two to four people who speak in turn, with pauses of any length."""
    people = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
    now, turns = 0.0, []
    for at, text in enumerate(draw(st.lists(sentences, min_size=4, max_size=12))):
        now += draw(st.floats(0.1, 30))
        took = draw(st.floats(1, 60))
        turns.append(Turn(people[at % len(people)], text, round(now, 3), round(now + took, 3)))
        now += took
    day = draw(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1))).replace(microsecond=0)
    return Meeting(tuple(turns), started_at=day.replace(tzinfo=timezone(timedelta(hours=2))))


def by_speaker(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Each speaker's words in order; turns may be merged or cut, words may not be lost, added or moved."""
    found: dict[str, list[str]] = {}
    for speaker, text in pairs:
        found.setdefault(speaker, []).extend(text.split())
    return found


@pytest.mark.parametrize("kind", RENDERERS)
@QUICK
@given(held=meetings())
def test_what_is_written_is_read_back(kind: str, held: Meeting):
    reading = read_bytes(file_name(kind, held), RENDERERS[kind](held))
    written = [(turn.speaker, turn.text) for turn in held.turns]
    if kind in UNNAMED:
        written = [("", text) for _, text in written]
    if kind == "whisper_json":
        written = [(f"SPEAKER_{held.speakers.index(name):02}", text) for name, text in written]
    assert by_speaker([(one.speaker, one.text) for one in reading.transcript.utterances]) == by_speaker(written)
    assert kind in TIMINGS[reading.transcript.timing]
    check_times(reading.transcript)


@pytest.mark.parametrize(
    "kind", [kind for timing in (Timing.CUE, Timing.START_ONLY) for kind in sorted(TIMINGS[timing])]
)
@QUICK
@given(held=meetings())
def test_times_are_read_back_to_the_second(kind: str, held: Meeting):
    reading = read_bytes("x", RENDERERS[kind](held))
    offset = held.turns[0].start_s if kind == "zoom_captions" else 0.0
    assert reading.transcript.utterances[0].start_s == pytest.approx(held.turns[0].start_s - offset, abs=1.01)
    assert reading.cues[-1].start_s <= held.turns[-1].end_s - offset + 1.01
    if reading.transcript.timing is Timing.CUE:
        assert reading.cues[-1].end_s == pytest.approx(held.turns[-1].end_s, abs=0.02)


@pytest.mark.parametrize(
    "kind", ["slack", "slack_zip", "zoom_vtt", "meet_docx", "meet_txt", "meet_md", "fireflies_json", "teams_docx"]
)
@QUICK
@given(held=meetings())
def test_the_day_is_read_back(kind: str, held: Meeting):
    reading = read_bytes(file_name(kind, held), RENDERERS[kind](held))
    assert reading.started_at is not None
    moment = held.at(held.turns[0].start_s if "slack" in kind else 0.0)
    if reading.started_at.tzinfo is None:
        moment = moment.replace(tzinfo=None)
    assert abs(reading.started_at - moment) < timedelta(minutes=1)


@pytest.mark.parametrize("kind", RENDERERS)
@QUICK
@given(seed=st.integers(0, 2**32))
def test_damaged_files_never_crash_a_reader(kind: str, seed: int):
    check_anything(mutated(RENDERED[kind], seed, list(RENDERED.values())))


@pytest.mark.parametrize("kind", NUMBERED)
@given(seed=st.integers(0, 2**32))
@settings(QUICK, max_examples=150)
def test_a_word_that_can_be_read_is_never_lost(kind: str, seed: int):
    check_no_word_is_lost(kind, seed)


@QUICK
@given(data=st.binary(max_size=600))
def test_any_bytes_never_crash_a_reader(data: bytes):
    check_anything(data)


@QUICK
@given(text=st.text(max_size=600))
def test_any_text_keeps_its_words(text: str):
    try:
        reading = read_bytes("x", text.encode("utf-8", "ignore"))
    except UnreadableTranscript:
        return
    assume(reading.format == "Plain text")
    assert reading.transcript.word_count == sum(len(one.text.split()) for one in reading.cues)
    check_times(reading.transcript)
