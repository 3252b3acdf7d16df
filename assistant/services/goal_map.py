"""The map of goals that ships with Rapport: where it lies, and how it is learnt from written examples.

Learning is contrastive (InfoNCE; van den Oord et al. 2018): among the mentors of a batch, and the lookalikes who cannot
help, the goal has to find its own. A few runs with other seeds are averaged and cut to a low rank, which is steadier
than any of them.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

from assistant.engines.protocols import Embedder, Matrix, ModelIdentity, Progress
from assistant.errors import InvalidInput
from assistant.matching.goal_map import GoalMap
from assistant.resources import models_folder

NAME = "goal-map.safetensors"
RANK = 64
RUNS, EPOCHS, BATCH = 4, 5, 256
LEARNING_RATE, TEMPERATURE, DROPOUT = 5e-4, 0.05, 0.3
HELD_OUT = 5
"""Every fifth example is left out when the map is scored."""


@dataclass(frozen=True, slots=True, eq=False)
class Examples:
    """Vectors of written examples.

    Args:
        mentors: Two passages of each mentor, shape (mentors, 2, dim).
        lookalikes: Somebody like each mentor who cannot help, shape (mentors, dim).
        goals: Shape (goals, dim).
        wanted: Row of the mentor who can help with each goal, shape (goals,).
    """

    mentors: Matrix
    lookalikes: Matrix
    goals: Matrix
    wanted: NDArray[np.int64]

    def part(self, rows: NDArray[np.int64]) -> "Examples":
        """Keep some mentors, with their lookalikes and goals."""
        place = np.full(len(self.mentors), -1)
        place[rows] = np.arange(len(rows))
        kept = place[self.wanted] >= 0
        return Examples(self.mentors[rows], self.lookalikes[rows], self.goals[kept], place[self.wanted][kept])


def load_goal_map(identity: ModelIdentity, folder: Path | None = None) -> GoalMap | None:
    """Read the map that ships with Rapport; None when there is none for this model, and the ranking does without."""
    file = (folder or models_folder()) / NAME
    if not file.is_file():
        return None
    with safe_open(file, framework="numpy") as stored:
        if (stored.metadata() or {}).get("identity") != str(identity):
            return None
        return GoalMap(*(np.asarray(stored.get_tensor(name), np.float32) for name in ("centre", "down", "up")))


def save_goal_map(found: GoalMap, identity: ModelIdentity, folder: Path) -> Path:
    """Write the map with the model that it belongs to, and say where."""
    file = folder / NAME
    save_file({"centre": found.centre, "down": found.down, "up": found.up}, file, {"identity": str(identity)})
    return file


def read_examples(embedder: Embedder, folder: Path, progress: Progress | None = None) -> Examples:
    """Embed `pairs.jsonl` of a folder: each line a mentor in two passages, goals, and a lookalike under `not`.

    Raises:
        InvalidInput: The folder holds no such file, or it has no goals.
    """
    file = folder / "pairs.jsonl"
    if not file.is_file():
        raise InvalidInput(f"{folder} holds no pairs.jsonl.", "Name data/search_training of a checkout.")
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line]
    if not any(row["goals"] for row in rows):
        raise InvalidInput(f"{file} has no goals.", "Name data/search_training of a checkout.")
    texts = [text for row in rows for text in (row["mentor"][0], row["mentor"][-1], row["not"])]
    goals = [goal for row in rows for goal in row["goals"]]
    vectors = embedder.embed([*texts, *goals], progress=progress)
    people = vectors[: len(texts)].reshape(len(rows), 3, -1)
    wanted = np.repeat(np.arange(len(rows)), [len(row["goals"]) for row in rows])
    return Examples(people[:, :2], people[:, 2], vectors[len(texts) :], wanted)


def train_goal_map(examples: Examples) -> GoalMap:
    """Learn a map; the same examples give the same map."""
    centre = examples.goals.mean(0)
    full = sum(_run(examples, examples.goals - centre, seed) for seed in range(RUNS)) / RUNS
    left, strength, right = np.linalg.svd(full)
    return GoalMap(
        np.asarray(centre, np.float32),
        np.asarray(left[:, :RANK] * strength[:RANK], np.float32),
        np.asarray(right[:RANK], np.float32),
    )


def hold_out(examples: Examples) -> tuple[Examples, Examples]:
    """Split into examples to learn from, and a fifth to score on."""
    rows = np.arange(len(examples.mentors))
    held = rows % HELD_OUT == 0
    return examples.part(rows[~held]), examples.part(rows[held])


def reciprocal_rank(examples: Examples, found: GoalMap) -> float:
    """Mean reciprocal rank of the wanted mentor among all of the examples, by the mean over their two passages."""
    scores = np.einsum("gd,mpd->gm", found.apply(examples.goals), examples.mentors)
    own = np.take_along_axis(scores, examples.wanted[:, None], 1)
    return float((1 / (1 + (scores > own).sum(1))).mean())


def _run(examples: Examples, goals: Matrix, seed: int) -> Matrix:
    """Learn one full map by Adam (Kingma and Ba 2015)."""
    chance = np.random.default_rng(seed)
    dim = goals.shape[1]
    weights, mean, square = (np.zeros((dim, dim), np.float32) for _ in range(3))
    step = 0
    for _ in range(EPOCHS):
        shuffled = chance.permutation(len(goals))
        for start in range(0, len(goals), BATCH):
            step += 1
            gradient = _gradient(examples, goals, shuffled[start : start + BATCH], weights, chance)
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            weights -= LEARNING_RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return weights


def _gradient(
    examples: Examples, goals: Matrix, batch: NDArray[np.int64], weights: Matrix, chance: np.random.Generator
) -> Matrix:
    own, place = np.unique(examples.wanted[batch], return_inverse=True)
    passages = examples.mentors[own, chance.integers(2, size=len(own))]
    passages = np.concatenate([passages, examples.lookalikes[own]])
    kept = (chance.random(goals[batch].shape) >= DROPOUT) / (1 - DROPOUT)
    seen = np.asarray(goals[batch] * kept, np.float32)
    logits = (goals[batch] + seen @ weights) @ passages.T / TEMPERATURE
    likely = np.exp(logits - logits.max(1, keepdims=True))
    likely /= likely.sum(1, keepdims=True)
    likely[np.arange(len(batch)), place] -= 1
    return np.asarray(seen.T @ (likely @ passages) / (TEMPERATURE * len(batch)), np.float32)
