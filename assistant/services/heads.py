"""The trained heads that ship with Rapport: where they lie, and how they are learnt from labelled talk."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import save_file

from assistant.analysis.conversation import Conversation
from assistant.analysis.cues import NAMES
from assistant.analysis.heads import Heads, Label
from assistant.analysis.sentence_features import narrow_scale, read_features
from assistant.engines.protocols import Matrix, ModelIdentity
from assistant.resources import models_folder
from assistant.services.labelled_talk import LabelledMeeting, LabelledSession, Passage

NAME = "talk-heads.safetensors"
NARROW_SHRINKAGE, WIDE_SHRINKAGE = 0.003, 0.001
"""Inverse strengths of the L2 penalty: for heads that read the sentence and its neighbours, and all surroundings."""
OTHERS_KEPT = 20_000
"""Sentences of meetings without any label that are learnt from; they stand for all, by their weight."""
NEAR_MISS_WEIGHT = 5.0
"""A sentence that sounds like a promise and is none counts for so many others."""
MEETING_WEIGHT = 0.05
"""What a sentence of a meeting counts where commitments are learnt: it was not labelled for them one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Sentences of one talk to learn from.

    Args:
        group: What they are left out with when the heads are scored: a relationship or a meeting.
        features: Shape (sentences, features).
        labels: Shape (sentences, labels): 1 or 0; NaN where nobody labelled.
        weights: Shape (sentences, labels).
    """

    group: str
    features: Matrix
    labels: Matrix
    weights: Matrix


def load_heads(identity: ModelIdentity, folder: Path | None = None) -> Heads | None:
    """Read the heads that ship with Rapport; None when there are none for this model and these cues."""
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


def save_heads(heads: Heads, identity: ModelIdentity, folder: Path) -> Path:
    """Write the heads with the model that they belong to, and say where."""
    file = folder / NAME
    about = {"identity": str(identity), "labels": json.dumps([str(one) for one in heads.labels])}
    arrays = {"centre": heads.centre, "weights": heads.weights, "bias": heads.bias, "thresholds": heads.thresholds}
    save_file(arrays, file, {**about, "cues": ",".join(NAMES)})
    return file


def lesson_of_session(session: LabelledSession, conversation: Conversation) -> Lesson:
    """Make a lesson of one of our sessions: every label is known of every sentence."""
    labels = np.zeros((len(conversation.sentences), len(Label)), np.float32)
    columns = list(Label)
    marked: list[tuple[Label, Sequence[Passage]]] = [
        *((Label.COMMITMENT, one.quotes) for one in session.items),
        *((Label.DECISION, one) for one in session.decisions),
        *((Label.QUESTION, one) for one in session.questions),
        *((Label(one.kind.value), one.quotes) for one in session.moments),
    ]
    for label, passages in marked:
        labels[sentences_in(conversation, passages), columns.index(label)] = 1
    promised = labels[:, columns.index(Label.COMMITMENT)] > 0
    labels[promised, columns.index(Label.ASSIGNMENT)] = np.nan
    weights = np.ones_like(labels)
    for passages in session.near_misses:
        weights[sentences_in(conversation, passages), columns.index(Label.COMMITMENT)] = NEAR_MISS_WEIGHT
    return Lesson(session.relationship, read_features(conversation), labels, weights)


def lesson_of_meeting(meeting: LabelledMeeting, conversation: Conversation) -> Lesson:
    """Make a lesson of a meeting: what is to be done is known, and what else is no commitment; nothing more."""
    columns = list(Label)
    labels = np.full((len(conversation.sentences), len(columns)), np.nan, np.float32)
    assigned = np.asarray([one.utterance in meeting.actions for one in conversation.sentences], np.bool_)
    labels[:, columns.index(Label.ASSIGNMENT)] = assigned
    labels[~assigned, columns.index(Label.COMMITMENT)] = 0
    weights = np.ones_like(labels)
    weights[:, columns.index(Label.COMMITMENT)] = MEETING_WEIGHT
    return Lesson(meeting.id, read_features(conversation), labels, weights)


def sentences_in(conversation: Conversation, passages: Sequence[Passage]) -> list[int]:
    """Give the sentences that some passages overlap."""
    return sorted(
        {
            one.index
            for passage in passages
            for one in conversation.sentences_of(passage.utterance)
            if one.start < passage.end and one.end > passage.start
        }
    )


def thin_out(lessons: Sequence[Lesson], kept: int = OTHERS_KEPT) -> list[Lesson]:
    """Keep so many of the sentences of meetings that have no label, with the weight of all of them.

    Which ones is drawn with a fixed seed; sentences with a label and those of sessions stay.
    """
    chance = np.random.default_rng(0)
    plain: list[NDArray[np.bool_]] = [
        np.asarray(np.isnan(one.labels).any(1) & ~(one.labels > 0).any(1), np.bool_) for one in lessons
    ]
    share = min(1.0, kept / max(sum(int(rows.sum()) for rows in plain), 1))
    thinned = []
    for lesson, rows in zip(lessons, plain, strict=True):
        stays = ~rows | (chance.random(len(rows)) < share)
        weights = np.where(rows[:, None], lesson.weights / share, lesson.weights)[stays].astype(np.float32)
        thinned.append(Lesson(lesson.group, lesson.features[stays], lesson.labels[stays], weights))
    return thinned


def train_heads(lessons: Sequence[Lesson]) -> Heads:
    """Learn all heads; the same lessons give the same heads. Thresholds are 0.5 until they are chosen."""
    features = np.concatenate([one.features for one in lessons])
    labels = np.concatenate([one.labels for one in lessons])
    weights = np.concatenate([one.weights for one in lessons])
    fits = [_fit(features, labels[:, at], weights[:, at], label) for at, label in enumerate(Label)]
    return Heads(
        tuple(Label),
        np.zeros(features.shape[1], np.float32),
        np.asarray([one[0] for one in fits], np.float32),
        np.asarray([one[1] for one in fits], np.float32),
        np.full(len(Label), 0.5, np.float32),
    )


def cross_validate(
    lessons: Sequence[Lesson], folds: Sequence[frozenset[str]], progress: Callable[[int, int], None] | None = None
) -> dict[str, list[NDArray[np.float32]]]:
    """Judge every lesson by heads that were learnt without its fold.

    Returns:
        For each group its lessons' probabilities, shape (sentences, labels), in order.
    """
    judged: dict[str, list[NDArray[np.float32]]] = {}
    for at, fold in enumerate(folds):
        heads = train_heads(thin_out([one for one in lessons if one.group not in fold]))
        for one in lessons:
            if one.group in fold:
                judged.setdefault(one.group, []).append(heads.judge(one.features).scores)
        if progress is not None:
            progress(at + 1, len(folds))
    return judged


def _fit(
    features: Matrix, labels: NDArray[np.float32], weights: NDArray[np.float32], label: Label
) -> tuple[NDArray[np.float32], float]:
    """Fit one head; its map is for the features as they are."""
    from sklearn.linear_model import LogisticRegression

    known = ~np.isnan(labels)
    if not (labels[known] > 0).any():
        return np.zeros(features.shape[1], np.float32), -10.0
    rows, weighed = features[known], weights[known]
    is_wide = label is Label.ASSIGNMENT
    centre = np.average(rows, axis=0, weights=weighed).astype(np.float32)
    scale = np.ones(rows.shape[1], np.float32) if is_wide else narrow_scale(rows)
    shrinkage = WIDE_SHRINKAGE if is_wide else NARROW_SHRINKAGE
    learner = LogisticRegression(C=shrinkage, max_iter=200)
    learner.fit((rows - centre) * scale, labels[known] > 0, sample_weight=weighed)
    weight = np.asarray(learner.coef_[0], np.float32) * scale
    return weight, float(learner.intercept_[0] - centre @ weight)
