"""Real exports that nobody here wrote; they are not part of this repository."""

import json
import os
from pathlib import Path

import pytest

from assistant.transcripts import read_transcript

FOLDER = Path(os.environ.get("RAPPORT_EVAL_DIR", "")) / "imports-dev"
there = pytest.mark.skipif(
    not os.environ.get("RAPPORT_EVAL_DIR") or not FOLDER.is_dir(), reason="RAPPORT_EVAL_DIR names no evaluation data"
)


def expected() -> list[dict[str, object]]:
    file = FOLDER / "expected.jsonl"
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()] if file.is_file() else []


@there
def test_every_file_of_the_folder_is_expected():
    assert {row["file"] for row in expected()} == {file.name for file in (FOLDER / "files").iterdir()}


@there
@pytest.mark.parametrize("row", expected() or [{}], ids=lambda row: f"file {row.get('file', '')[:12]}")
def test_real_exports_are_read_with_their_speakers_and_words(row: dict):
    reading = read_transcript(FOLDER / "files" / row["file"])
    transcript = reading.transcript
    assert transcript.word_count > 0
    assert reading.unread.count == 0
    if row["speakers"] is not None:
        assert sorted(transcript.speakers) == sorted(row["speakers"])
        assert transcript.word_count == pytest.approx(row["words"], rel=0.01)
        assert len(reading.cues) == row["cues"]
        assert reading.cues[0].start_s == pytest.approx(row["first_start_s"], abs=0.01)
        assert max(one.end_s or 0 for one in reading.cues) == pytest.approx(row["last_end_s"], abs=0.01)
    else:
        assert set(transcript.speakers) <= set(reading.attendees)
        assert reading.day is not None
