"""Trained heads: what each sentence does, judged from its features by one linear map for all labels."""

import functools
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.cues import NAMES
from assistant.engines.protocols import Matrix, ModelIdentity
from assistant.resources import models_folder

NAME = "talk-heads.safetensors"
_NOT_LEARNT = 0.2


class Label(StrEnum):
    """What a sentence may be; one sentence may be several.

    `COMMITMENT`: somebody says that they will do something. `ASSIGNMENT`: a group states what is to be done by whom, as
    meetings do, often over several sentences. Both make action items.
    """

    COMMITMENT = "commitment"
    ASSIGNMENT = "assignment"
    DECISION = "decision"
    QUESTION = "question"
    WIN = "win"
    BLOCKER = "blocker"
    CONCERN = "concern"
    GRATITUDE = "gratitude"
    TECHNICAL_TROUBLE = "technical_trouble"


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """A logistic regression for each label.

    Args:
        labels: In the order of the rows of `weights`.
        centre: Mean of each feature, shape (features,).
        weights: For centred features, shape (labels, features).
        bias: Shape (labels,).
        thresholds: Probability from which a label is given, shape (labels,).
    """

    labels: tuple[Label, ...]
    centre: NDArray[np.float32]
    weights: Matrix
    bias: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    def __post_init__(self) -> None:
        shape = (len(self.labels), len(self.centre))
        if self.weights.shape != shape or len(self.bias) != shape[0] or len(self.thresholds) != shape[0]:
            raise ValueError(f"weights of shape {self.weights.shape} for {shape[0]} labels and {shape[1]} features")

    def judge(self, features: Matrix) -> "Judgement":
        """Judge sentences by their features, shape (sentences, features)."""
        logits = (features - self.centre) @ self.weights.T + self.bias
        scores = np.asarray(1 / (1 + np.exp(-np.clip(logits, -60, 60))), np.float32)
        return Judgement(self.labels, scores, self.thresholds)


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """What the heads say of the sentences of a conversation; `scores` are probabilities, shape (sentences, labels)."""

    labels: tuple[Label, ...]
    scores: NDArray[np.float32]
    thresholds: NDArray[np.float32]

    def of(self, label: Label) -> NDArray[np.float32]:
        """Give each sentence's probability of a label; one that was not learnt is the same for all."""
        if label not in self.labels:
            return np.full(len(self.scores), _NOT_LEARNT, np.float32)
        return np.asarray(self.scores[:, self.labels.index(label)], np.float32)

    def threshold(self, label: Label) -> float:
        """Give the probability from which a label is given; 0.5 for one that was not learnt."""
        return float(self.thresholds[self.labels.index(label)]) if label in self.labels else 0.5


@functools.lru_cache(maxsize=4)
def load_heads(identity: ModelIdentity, folder: Path | None = None) -> Heads | None:
    """Read the heads that ship with Rapport, once.

    Returns:
        None where there are none for this model and these cues; rules then decide alone.
    """
    from safetensors import safe_open

    file = (folder or models_folder()) / NAME
    if not file.is_file():
        return None
    with safe_open(file, framework="numpy") as stored:
        about = stored.metadata() or {}
        if about.get("identity") != str(identity) or about.get("cues") != ",".join(NAMES):
            return None
        names = ("centre", "weights", "bias", "thresholds")
        return Heads(
            tuple(Label(one) for one in json.loads(about["labels"])),
            *(np.asarray(stored.get_tensor(name), np.float32) for name in names),
        )


def no_heads(features: int) -> Heads:
    """Make heads that have learnt nothing: rules alone then decide."""
    empty = np.zeros(0, np.float32)
    return Heads((), np.zeros(features, np.float32), np.zeros((0, features), np.float32), empty, empty)
