"""Scores of follow-ups against hand-worked examples."""

import json
from pathlib import Path

import pytest

from assistant.domain.report import Party, Progress
from assistant.errors import InvalidInput
from assistant.evaluation.follow_ups import progress_scores, read_follow_ups, score_follow_ups

DONE, UNDER_WAY, DROPPED, NOT_MENTIONED = Progress.DONE, Progress.UNDER_WAY, Progress.DROPPED, Progress.NOT_MENTIONED


def folder(tmp_path: Path, follow_up: list[dict[str, object]]) -> Path:
    first = {"id": "r-1", "relationship": "r", "session": 1, "follow_up": [], "action_items": [
        {"text": "Dana will sign", "owner": "mentee"}, {"text": "Somebody will call", "owner": None},
    ]}  # fmt: skip
    second = {"id": "r-2", "relationship": "r", "session": 2, "action_items": [], "follow_up": follow_up}
    (tmp_path / "sessions.jsonl").write_text("\n".join(map(json.dumps, (first, second))), "utf-8")
    return tmp_path


def test_scores_agree_with_hand_counts():
    scores = progress_scores([DONE, DONE, DROPPED, UNDER_WAY], [DONE, DROPPED, DROPPED, DONE])
    assert scores["follow_up_accuracy"] == 0.5
    assert scores["follow_up_f1 done"] == pytest.approx(2 / 4)
    assert scores["follow_up_f1 dropped"] == pytest.approx(2 / 3)
    assert scores["follow_up_f1 under_way"] == scores["follow_up_f1 not_mentioned"] == 0
    assert scores["follow_up_macro_f1"] == pytest.approx((1 / 2 + 2 / 3) / 4)


def test_nothing_to_score_gives_zeros_and_a_lost_item_is_an_error():
    assert set(progress_scores([], []).values()) == {0.0}
    with pytest.raises(ValueError):
        progress_scores([DONE], [])


def test_reads_items_with_text_and_owner_and_scores_them_beside_the_baseline(tmp_path: Path):
    gold = [{"session": 1, "item": 0, "status": "done"}, {"session": 1, "item": 1, "status": "not_mentioned"}]
    (labelled,) = read_follow_ups(folder(tmp_path, gold))
    assert labelled.session == "r-2"
    assert [(one.id, one.text, one.owner) for one in labelled.items] == [
        ("1.0", "Dana will sign", Party.MENTEE),
        ("1.1", "Somebody will call", None),
    ]
    scores = score_follow_ups([labelled], lambda one: [item.progress for item in one.items])
    assert (scores["follow_up_accuracy"], scores["follow_up_always_done"]) == (1.0, 0.5)


@pytest.mark.parametrize(
    "gold", [{"session": 1, "item": 7, "status": "done"}, {"session": 1, "item": 0, "status": "eaten"}, {"session": 9}]
)
def test_a_damaged_folder_is_a_clear_error(tmp_path: Path, gold: dict[str, object]):
    with pytest.raises(InvalidInput, match="damaged"):
        read_follow_ups(folder(tmp_path, [gold]))
