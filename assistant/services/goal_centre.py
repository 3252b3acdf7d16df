"""The mean vector of many goals: what all goals have in common, and therefore says nothing about one of them."""

import json
from pathlib import Path

import numpy as np
from safetensors import safe_open
from safetensors.numpy import save_file

from assistant.engines.protocols import Embedder, ModelIdentity
from assistant.errors import InvalidInput
from assistant.matching.ranking import Vector
from assistant.resources import models_folder

NAME = "goal-centre.safetensors"


def load_goal_centre(identity: ModelIdentity, folder: Path | None = None) -> Vector | None:
    """Read the vector that ships with Rapport.

    Returns:
        float32, shape (dim,); None when there is none for this model, and the ranking does without.
    """
    file = (folder or models_folder()) / NAME
    if not file.is_file():
        return None
    with safe_open(file, framework="numpy") as stored:
        if (stored.metadata() or {}).get("identity") != str(identity):
            return None
        return np.asarray(stored.get_tensor("centre"), np.float32)


def train_goal_centre(embedder: Embedder, examples: Path) -> Vector:
    """Average the vectors of the goals of `pairs.jsonl` in a folder.

    Returns:
        float32, shape (dim,); shorter than 1, the more so the more the goals differ.

    Raises:
        InvalidInput: The folder holds no such file, or it has no goals.
    """
    file = examples / "pairs.jsonl"
    if not file.is_file():
        raise InvalidInput(f"{examples} holds no pairs.jsonl.", "Name data/search_training of a checkout.")
    goals = [goal for line in file.read_text("utf-8").splitlines() if line for goal in json.loads(line)["goals"]]
    if not goals:
        raise InvalidInput(f"{file} has no goals.", "Name data/search_training of a checkout.")
    return np.asarray(embedder.embed(goals).mean(0), np.float32)


def save_goal_centre(centre: Vector, identity: ModelIdentity, folder: Path) -> Path:
    """Write the vector with the model that it belongs to, and say where."""
    file = folder / NAME
    save_file({"centre": centre}, file, {"identity": str(identity)})
    return file
