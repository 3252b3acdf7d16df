"""The vector that ships is the one that the command makes from the examples that ship."""

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.engines.protocols import ModelIdentity
from assistant.errors import InvalidInput
from assistant.resources import data_folder
from assistant.services import open_assistant
from assistant.services.goal_centre import load_goal_centre, save_goal_centre, train_goal_centre


def examples(folder: Path, *goals: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "pairs.jsonl").write_text("".join(json.dumps({"goals": [goal]}) + "\n" for goal in goals))
    return folder


def test_it_is_the_mean_of_the_goals_and_belongs_to_one_model(empty_assistant, tmp_path):
    embedder = empty_assistant.embedder
    centre = train_goal_centre(embedder, examples(tmp_path / "in", "bake bread", "lead a team"))
    assert centre == pytest.approx(embedder.embed(["bake bread", "lead a team"]).mean(0), abs=1e-6)
    save_goal_centre(centre, embedder.identity, tmp_path)
    assert load_goal_centre(embedder.identity, tmp_path) == pytest.approx(centre)
    assert load_goal_centre(ModelIdentity("another", "1"), tmp_path) is None


def test_without_a_file_there_is_none(tmp_path):
    assert load_goal_centre(ModelIdentity("any", "1"), tmp_path) is None


def test_a_folder_without_goals_is_a_clear_error(empty_assistant, tmp_path):
    with pytest.raises(InvalidInput, match=r"no pairs\.jsonl"):
        train_goal_centre(empty_assistant.embedder, tmp_path)
    with pytest.raises(InvalidInput, match="no goals"):
        train_goal_centre(empty_assistant.embedder, examples(tmp_path / "none"))


@pytest.mark.model
def test_training_again_gives_the_vector_that_ships(tmp_path):
    with open_assistant(data_folder=tmp_path) as assistant:
        shipped = load_goal_centre(assistant.embedder.identity)
        again = train_goal_centre(assistant.embedder, data_folder() / "search_training")
    assert shipped is not None
    assert np.abs(again - shipped).max() < 5e-4
