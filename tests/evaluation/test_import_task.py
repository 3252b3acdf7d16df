"""The task `import`, on a folder made here."""

import json
from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from assistant.evaluation.folders import TaskSpec
from assistant.evaluation.imports import score_import

GOOD = "WEBVTT\n\n00:01.000 --> 00:02.000\nDana: one two three\n\n00:03.000 --> 00:04.000\nSam: four\n"


def folder(path: Path, rows: list[dict], files: dict[str, str]) -> TaskSpec:
    (path / "files").mkdir()
    for name, text in files.items():
        (path / "files" / name).write_text(text, "utf-8")
    (path / "expected.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return TaskSpec(path, "import", ("files_read", "speakers_exact", "words_within_1_percent"), {})


def test_shares_are_over_all_files_and_over_those_with_expectations(tmp_path: Path):
    rows = [
        {"file": "good.vtt", "speakers": ["Sam", "Dana"], "words": 4},
        {"file": "fewer.vtt", "speakers": ["Dana"], "words": 5},
        {"file": "page.vtt", "speakers": ["Dana"], "words": 5},
        {"file": "free.vtt", "speakers": None, "words": None},
    ]
    files = {"good.vtt": GOOD, "fewer.vtt": GOOD, "page.vtt": "<html></html>", "free.vtt": GOOD}
    scores = score_import(folder(tmp_path, rows, files))
    assert scores.metrics == {
        "files_read": 3 / 4,
        "speakers_exact": pytest.approx(1 / 3),
        "words_within_1_percent": pytest.approx(1 / 3),
    }
    assert scores.notes == ("not as expected: fewer.vtt, page.vtt",)


def test_a_missing_file_is_a_damaged_folder(tmp_path: Path):
    rows = [{"file": "gone.vtt", "speakers": None, "words": None}]
    with pytest.raises(InvalidInput, match=r"gone\.vtt is missing"):
        score_import(folder(tmp_path, rows, {}))
