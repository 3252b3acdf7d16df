"""The metric `grounded` and the task `checker`, on hand-made lines."""

import gzip
import json
from datetime import date
from pathlib import Path

import pytest

from assistant.domain.report import Line
from assistant.engines.protocols import Linguist
from assistant.engines.registry import build_linguist
from assistant.engines.store import ModelStore
from assistant.errors import InvalidInput
from assistant.evaluation.folders import read_tasks
from assistant.evaluation.grounded import is_grounded
from assistant.evaluation.summaries import cut_lines, reference_of
from assistant.evaluation.tasks import TASKS, score
from assistant.resources import models_folder

SAID = ["We meet Priya on the twenty-third and pay her 1,200 euros."]


@pytest.fixture(scope="module")
def linguist() -> Linguist:
    return build_linguist("spacy", ModelStore(models_folder() / "registry.toml"))


@pytest.mark.model
@pytest.mark.parametrize(
    ("line", "grounded"),
    [
        ("They meet Priya.", True),
        ("They pay Priya 1200 euros.", True),
        ("They meet Bruno.", False),
        ("They pay Priya 1300 euros.", False),
        ("They meet Priya on Monday.", False),
        ("Nobody likes expensive green bicycles.", False),
        ("Ann and Priya meet.", True),
    ],
)
def test_a_line_is_grounded_in_what_it_cites(line: str, grounded: bool, linguist: Linguist):
    assert is_grounded(line, SAID, ["Ann"], linguist) is grounded


@pytest.mark.model
def test_the_date_of_the_session_counts_as_said(linguist: Linguist):
    assert not is_grounded("They meet Priya in May.", SAID, [], linguist)
    assert is_grounded("They meet Priya in May.", SAID, [], linguist, date(2026, 5, 11))


def test_nothing_is_grounded_in_nothing(linguist: Linguist):
    assert not is_grounded("They meet.", [], ["Ann"], linguist)


def test_notes_are_cut_after_some_words():
    lines = [Line("one two three", (0,)), Line("four five", (1,)), Line("six", (2,))]
    assert [text for text, _ in cut_lines(lines, 4)] == ["one two three", "four"]
    assert cut_lines(lines, 0) == []


def test_the_reference_is_all_sections_or_the_general_answer():
    assert reference_of({"id": "a", "summary": {"abstract": ["A.", "B."], "actions": ["C."]}}) == "A.\nB.\nC."
    assert reference_of({"id": "a", "general": [{"query": "?", "answer": "All."}]}) == "All."
    with pytest.raises(InvalidInput, match="no reference"):
        reference_of({"id": "a"})


def test_the_tasks_are_known():
    assert {"summary", "checker"} <= set(TASKS)


def write_folder(folder: Path, task: str, name: str, rows: list[object], **options: object) -> Path:
    folder.mkdir()
    (folder / "task.json").write_text(json.dumps({"tasks": [{"task": task, "metrics": [], **options}]}))
    with gzip.open(folder / f"{name}.gz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)
    return folder


def test_a_summary_is_scored_from_a_folder(tmp_path: Path, empty_assistant):
    from contextlib import nullcontext

    texts = [
        "The remote control has a big green button for the volume.",
        "The budget of the project is twelve euros for each remote control.",
        "We present the design of the remote control in the next meeting.",
    ]
    meeting = {
        "id": "m",
        "utterances": [{"speaker": "A", "text": text} for text in texts * 4],
        "summary": {"abstract": texts},
    }
    folder = write_folder(tmp_path / "meetings", "summary", "meetings.jsonl", [meeting], target_words=33)
    scores = score(read_tasks(folder)[0], lambda: nullcontext(empty_assistant))
    assert scores.metrics["rouge1"] > 90
    assert scores.metrics["rouge2"] > 85
    assert scores.metrics["grounded"] == 1.0
    assert set(scores.intervals) == {"rouge1", "rouge2", "rougeLsum"}


def test_damaged_lines_are_refused(tmp_path: Path, empty_assistant):
    from contextlib import nullcontext

    row = {"id": "1", "held_on": "2026-01-01", "utterances": [], "line": "x", "supported": True, "kind": "true"}
    folder = write_folder(tmp_path / "lines", "checker", "lines.jsonl", [row])
    with pytest.raises(InvalidInput, match="true and corrupted"):
        score(read_tasks(folder)[0], lambda: nullcontext(empty_assistant))
