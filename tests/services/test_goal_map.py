"""The map that ships is the one that the command learns from the examples that ship."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.engines.protocols import ModelIdentity
from assistant.errors import InvalidInput
from assistant.matching.goal_map import GoalMap, no_map
from assistant.resources import data_folder
from assistant.services import open_assistant
from assistant.services.goal_map import (
    Examples,
    hold_out,
    load_goal_map,
    read_examples,
    reciprocal_rank,
    save_goal_map,
    train_goal_map,
)

DIM = 12


def written(folder: Path, *goals: str) -> Path:
    folder.mkdir(exist_ok=True)
    line = json.dumps({"mentor": ["I bake.", "Ovens"], "goals": goals, "not": "I sell ovens."}) + "\n"
    (folder / "pairs.jsonl").write_text(line)
    return folder


def turned(mentors: int = 5000) -> Examples:
    """Goals that say what their mentor says, but in turned axes: only a map can find them."""
    chance = np.random.default_rng(5)

    def unit(*shape: int) -> np.ndarray:
        made = chance.normal(size=shape).astype(np.float32)
        return made / np.linalg.norm(made, axis=-1, keepdims=True)

    own = unit(mentors, DIM)
    goals = np.repeat(np.roll(own, 1, axis=1) * np.float32(0.7) + own * np.float32(0.3), 3, axis=0)
    passages = np.repeat(own[:, None], 2, axis=1)
    return Examples(passages, unit(mentors, DIM), goals, np.repeat(np.arange(mentors), 3))


def test_a_map_is_the_goal_less_the_centre_and_what_was_learnt():
    made = GoalMap(np.array([1.0, 0.0], np.float32), np.array([[2.0], [0.0]]), np.array([[0.0, 3.0]]))
    np.testing.assert_allclose(made.apply(np.array([[2.0, 5.0]], np.float32)), [[1.0, 5.0 + 6.0]])
    np.testing.assert_array_equal(no_map(2).apply(np.array([[2.0, 5.0]], np.float32)), [[2.0, 5.0]])


def test_learning_helps_to_find_the_mentors_of_goals_that_were_left_out():
    learn, score = hold_out(turned())
    assert (len(learn.mentors), len(score.mentors), len(score.goals)) == (4000, 1000, 3000)
    before, after = reciprocal_rank(score, no_map(DIM)), reciprocal_rank(score, train_goal_map(learn))
    assert after > 1.5 * before


def test_the_reciprocal_rank_is_the_one_counted_by_hand():
    mentors = np.eye(3, dtype=np.float32)[:, None].repeat(2, axis=1)
    goals = np.array([[1, 0.5, 0], [1, 0.5, 0], [0.9, 0.5, 0.1]], np.float32)
    examples = Examples(mentors, mentors[:, 0], goals, np.array([0, 1, 2]))
    assert reciprocal_rank(examples, no_map(3)) == pytest.approx((1 + 1 / 2 + 1 / 3) / 3)


def test_a_map_belongs_to_one_model(tmp_path):
    made = train_goal_map(turned(20))
    identity = ModelIdentity("any", "1")
    save_goal_map(made, identity, tmp_path)
    found = load_goal_map(identity, tmp_path)
    assert found is not None
    np.testing.assert_array_equal(found.apply(np.eye(DIM, dtype=np.float32)), made.apply(np.eye(DIM, dtype=np.float32)))
    assert load_goal_map(ModelIdentity("another", "1"), tmp_path) is None
    assert load_goal_map(identity, tmp_path / "elsewhere") is None


def test_a_folder_without_goals_is_a_clear_error(empty_assistant, tmp_path):
    with pytest.raises(InvalidInput, match=r"no pairs\.jsonl"):
        read_examples(empty_assistant.embedder, tmp_path)
    with pytest.raises(InvalidInput, match="no goals"):
        read_examples(empty_assistant.embedder, written(tmp_path / "none"))


def test_each_goal_wants_its_own_mentor(empty_assistant, tmp_path):
    examples = read_examples(empty_assistant.embedder, written(tmp_path / "one", "learn to bake", "open a bakery"))
    assert examples.wanted.tolist() == [0, 0]
    np.testing.assert_allclose(examples.mentors[0], empty_assistant.embedder.embed(["I bake.", "Ovens"]), atol=1e-6)
    np.testing.assert_allclose(examples.goals[1], empty_assistant.embedder.embed(["open a bakery"])[0], atol=1e-6)


@pytest.mark.model
def test_training_again_finds_what_the_map_that_ships_finds(tmp_path):
    with open_assistant(data_folder=tmp_path) as assistant:
        shipped = load_goal_map(assistant.embedder.identity)
        examples = read_examples(assistant.embedder, data_folder() / "search_training")
    assert shipped is not None
    again = reciprocal_rank(examples, train_goal_map(examples))
    assert again == pytest.approx(reciprocal_rank(examples, shipped), abs=5e-4)
    assert again > reciprocal_rank(examples, no_map(examples.goals.shape[1])) + 0.02
