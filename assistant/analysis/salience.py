"""How much each sentence of a session matters: a head trained on which sentences people put into extracts of meetings.

It reads the sentence's vector with a few plain features. For another embedder than the one it was trained on, weights
that read the plain features alone take its place.
"""

import functools
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.units import Unit
from assistant.analysis.word_weights import FEATURES, Floats, WordModel, WordUse
from assistant.engines.protocols import Matrix, ModelIdentity
from assistant.errors import EngineUnavailable
from assistant.resources import models_folder

NAME = "salience.safetensors"
VECTOR_SCALE = 5.0
"""Rows of length 1 are multiplied by it, so that the penalty weighs a vector like the scaled features."""
_AROUND = 3
_LEANING = re.compile(r"(?:It|That|This|They|He|She|Which|Of|To|And|Or|These|Those)\b")
_MUST = re.compile(r"\b(?:will|should|need|have to|decided|going to|want|must)\b")
_US = re.compile(r"\b(?:we|our|us|everyone|team)\b", re.IGNORECASE)
_HEDGE = re.compile(r"\b(?:think|like|just|maybe|probably|guess)\b")
_DIGIT = re.compile(r"\d")
_FIRST = re.compile(r"I\b")


@dataclass(frozen=True, slots=True, eq=False)
class Head:
    """A logistic regression on scaled features: shapes (features,), and (features + dim,) or (features,)."""

    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def judge(self, features: Floats, vectors: Matrix | None = None) -> Floats:
        """Give the probability of each row, shape (rows,)."""
        rows = (features - self.mean) / self.scale
        if vectors is not None:
            rows = np.hstack([rows, vectors * VECTOR_SCALE])
        return np.asarray(1 / (1 + np.exp(-(rows @ self.weights + self.bias))), np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class SalienceModel:
    """What is learnt of notes: the words they use, and the sentences they are made of.

    Args:
        identity: The embedder whose vectors `with_vectors` reads.
    """

    words: WordModel
    with_vectors: Head
    plain: Head
    identity: str

    def judge(
        self, units: Sequence[Unit], vectors: Matrix, expected: Mapping[str, float], made_by: ModelIdentity
    ) -> Floats:
        """Say how likely each unit belongs into notes, shape (units,), 0 to 1."""
        if not units:
            return np.zeros(0)
        features = read_features(units, vectors, expected)
        if str(made_by) == self.identity:
            return self.with_vectors.judge(features, vectors)
        return self.plain.judge(features)


def read_features(units: Sequence[Unit], vectors: Matrix, expected: Mapping[str, float]) -> Floats:
    """Read the plain features: length, place, nearness to the whole and to what is around, and cues of its words.

    Returns:
        float64, shape (units, 16).
    """
    centre = vectors.mean(0)
    centre = centre / max(float(np.linalg.norm(centre)), 1e-9)
    rows = []
    for at, unit in enumerate(units):
        place, words, text = at / len(units), max(len(unit.stems), 1), unit.text
        around = vectors[max(0, at - _AROUND) : at + _AROUND + 1].mean(0)
        mass = sum(expected.get(one, 0.0) for one in set(unit.stems))
        size = (math.log(words), min(words, 30) / 30)
        near = (float(vectors[at] @ centre), float(vectors[at] @ around))
        start = (place, place < 0.1, place > 0.9)
        shape = (text.endswith("?"), bool(_FIRST.match(text)), bool(_LEANING.match(text)), bool(_DIGIT.search(text)))
        told = (math.log(1e-3 + mass / words), math.log(1e-3 + mass))
        cues = (bool(_MUST.search(text)), bool(_US.search(text)), bool(_HEDGE.search(text)))
        rows.append((*size, *near, *start, *shape, *told, *cues))
    return np.asarray(rows, np.float64)


@functools.lru_cache(maxsize=4)
def load_salience(folder: Path | None = None) -> SalienceModel:
    """Read the model that ships with Rapport, once.

    Raises:
        EngineUnavailable: Its file is missing.
    """
    from safetensors import safe_open

    file = (folder or models_folder()) / NAME
    if not file.is_file():
        raise EngineUnavailable(f"The model {NAME} is missing.", "Install Rapport again.")
    with safe_open(file, framework="numpy") as stored:
        part = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118  not a mapping
        identity = (stored.metadata() or {}).get("identity", "")
    stems = bytes(part["stems"]).decode("utf-8").split("\n")
    table = {
        one: WordUse(float(use[0]), float(use[1]), int(use[2])) for one, use in zip(stems, part["uses"], strict=True)
    }
    words = part["word_head"]
    model = WordModel(
        table, int(part["meetings"][0]), words[:FEATURES], words[FEATURES : 2 * FEATURES], words[2 * FEATURES : -1],
        float(words[-1]),
    )  # fmt: skip
    return SalienceModel(model, _head(part, "with_vectors"), _head(part, "plain"), identity)


def save_salience(model: SalienceModel, folder: Path) -> Path:
    """Write the model as plain arrays, and say where."""
    from safetensors.numpy import save_file

    words = model.words
    uses = [(one.in_summaries, one.in_talk, one.meetings) for one in words.table.values()]
    arrays: dict[str, NDArray[Any]] = {
        "stems": np.frombuffer("\n".join(words.table).encode("utf-8"), np.uint8),
        "uses": np.asarray(uses, np.float64).reshape(-1, 3),
        "meetings": np.asarray([words.meetings], np.int64),
        "word_head": np.asarray([*words.mean, *words.scale, *words.weights, words.bias], np.float64),
    }
    for name, head in (("with_vectors", model.with_vectors), ("plain", model.plain)):
        arrays[f"{name}.scaling"] = np.stack([head.mean, head.scale])
        arrays[f"{name}.weights"] = np.asarray([*head.weights, head.bias], np.float64)
    file = folder / NAME
    save_file(arrays, file, {"identity": model.identity})
    return file


def _head(part: Mapping[str, Floats], name: str) -> Head:
    scaling, weights = part[f"{name}.scaling"], part[f"{name}.weights"]
    return Head(scaling[0], scaling[1], weights[:-1], float(weights[-1]))
