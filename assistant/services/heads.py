"""The trained heads that ship with Rapport: where they lie, and how they are learnt from labelled talk."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file

from assistant.analysis.conversation import Conversation, read_conversation
from assistant.analysis.cues import NAMES
from assistant.analysis.heads import NAME, Heads, Label
from assistant.analysis.sentence_features import narrow_scale, read_features
from assistant.domain.report import Cast
from assistant.engines.protocols import Embedder, Linguist, Matrix, ModelIdentity, Progress
from assistant.services.labelled_talk import (
    LabelledDialogue,
    LabelledMeeting,
    LabelledSession,
    Passage,
    read_dialogues,
    read_meetings,
    read_sessions,
)

NARROW_SHRINKAGE, WIDE_SHRINKAGE = 0.003, 0.003
"""Inverse strengths of the L2 penalty: for heads that read the sentence and its neighbours, and all surroundings."""
OTHERS_KEPT = 20_000
"""Sentences of meetings without any label that are learnt from; they stand for all, by their weight."""
LENIENCY = {Label.ASSIGNMENT: 0.5}
"""Half the threshold costs assignments little F1 and covers more of what a meeting set out to do."""
_LEAST_FOLDS = 4
NEAR_MISS_WEIGHT = 5.0
"""A sentence that sounds like a promise and is none counts for so many others."""
MEETING_WEIGHT = 0.05
"""What a sentence of a meeting counts where commitments are learnt: it was not labelled for them one by one."""


DIALOGUE_WEIGHT = 0.3
"""What a sentence of a dialogue written to learn from counts: in these, labels are far more frequent than in talk."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """Sentences of one talk to learn from.

    Args:
        group: What they are left out with when the heads are scored: a relationship or a meeting.
        features: Shape (sentences, features).
        labels: Shape (sentences, labels): 1 or 0; NaN where nobody labelled.
        weights: Shape (sentences, labels).
        is_exercise: Written to learn from: never left out, and never scored.
    """

    group: str
    features: Matrix
    labels: Matrix
    weights: Matrix
    is_exercise: bool = False


@dataclass(frozen=True, slots=True)
class LabelScore:
    """How well a label is told on talk that was left out; `count` is how many sentences have it."""

    count: int
    average_precision: float
    f1: float
    threshold: float


def save_heads(heads: Heads, identity: ModelIdentity, folder: Path) -> Path:
    """Write the heads with the model that they belong to, and say where."""
    file = folder / NAME
    about = {"identity": str(identity), "labels": json.dumps([str(one) for one in heads.labels])}
    arrays = {"centre": heads.centre, "weights": heads.weights, "bias": heads.bias, "thresholds": heads.thresholds}
    save_file(arrays, file, {**about, "cues": ",".join(NAMES)})
    file.chmod(0o644)  # it is shipped, and safetensors writes it for its owner alone
    return file


def read_lessons(
    folders: Sequence[Path], embedder: Embedder, linguist: Linguist, progress: Progress | None = None
) -> list[Lesson]:
    """Read and embed folders of our sessions, of dialogues written to learn from, or of meetings (the AMI layout).

    Raises:
        InvalidInput: A folder is none of them, or it is damaged.
    """
    lessons: list[Lesson] = []
    talks = [talk for folder in folders for talk in _read_talks(folder)]
    for at, talk in enumerate(talks):
        cast = talk.cast if isinstance(talk, LabelledSession) else Cast(())
        lessons.append(lesson_of(talk, read_conversation(talk.transcript, cast, embedder, linguist)))
        if progress is not None:
            progress(at + 1, len(talks))
    return lessons


def lesson_of(talk: LabelledSession | LabelledDialogue | LabelledMeeting, conversation: Conversation) -> Lesson:
    """Make a lesson of labelled talk of any kind."""
    if isinstance(talk, LabelledSession):
        return lesson_of_session(talk, conversation)
    if isinstance(talk, LabelledDialogue):
        return lesson_of_dialogue(talk, conversation)
    return lesson_of_meeting(talk, conversation)


def _read_talks(folder: Path) -> Sequence[LabelledSession | LabelledDialogue | LabelledMeeting]:
    if (folder / "sessions.jsonl").is_file():
        return read_sessions(folder)
    return read_dialogues(folder) if (folder / "dialogues.jsonl").is_file() else read_meetings(folder)


def folds_of(lessons: Sequence[Lesson]) -> list[frozenset[str]]:
    """Make folds: each relationship with its share of the meetings, so that none is judged by heads that saw it."""
    talks = [one for one in lessons if not one.is_exercise]
    ours = sorted({one.group for one in talks if _is_session(one)})
    meetings = sorted({one.group for one in talks if not _is_session(one)})
    count = max(len(ours), _LEAST_FOLDS)
    return [frozenset({*ours[at::count], *meetings[at::count]}) for at in range(count)]


def score_labels(lessons: Sequence[Lesson], judged: Mapping[str, Sequence[Matrix]]) -> dict[Label, LabelScore]:
    """Score judgements of lessons that were left out: average precision, and the best F1 with its threshold."""
    from sklearn.metrics import average_precision_score

    places = {group: iter(scores) for group, scores in judged.items()}
    lessons = [one for one in lessons if not one.is_exercise]
    scores = np.concatenate([next(places[one.group]) for one in lessons])
    labels = np.concatenate([one.labels for one in lessons])
    found = {}
    for at, label in enumerate(Label):
        known = ~np.isnan(labels[:, at])
        if label is not Label.ASSIGNMENT:
            known &= np.concatenate([np.full(len(one.labels), _is_session(one)) for one in lessons])
        truth, score = labels[known, at] > 0, scores[known, at]
        if truth.any():
            f1, threshold = best_f1(truth, score)
            found[label] = LabelScore(int(truth.sum()), float(average_precision_score(truth, score)), f1, threshold)
    return found


def best_f1(truth: NDArray[np.bool_], scores: NDArray[np.float32]) -> tuple[float, float]:
    """Give the best F1 that a threshold on the scores has, and that threshold."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(truth[order])
    values = 2 * hits / (np.arange(1, len(order) + 1) + truth.sum())
    best = int(values.argmax())
    return float(values[best]), float(scores[order[best]])


def with_thresholds(heads: Heads, scores: Mapping[Label, LabelScore]) -> Heads:
    """Give heads the thresholds that were best on what was left out; half of it for assignments (`LENIENCY`)."""
    limits = [scores[label].threshold * LENIENCY.get(label, 1.0) if label in scores else 0.5 for label in heads.labels]
    return replace(heads, thresholds=np.asarray(limits, np.float32))


def _is_session(lesson: Lesson) -> bool:
    """Say whether everything was labelled, as it is in our sessions alone."""
    return not np.isnan(lesson.labels[:, list(Label).index(Label.DECISION)]).any()


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


def lesson_of_dialogue(dialogue: LabelledDialogue, conversation: Conversation) -> Lesson:
    """Make a lesson of a dialogue: what it labels is known of every sentence; assignments are not."""
    columns = list(Label)
    labels = np.zeros((len(conversation.sentences), len(columns)), np.float32)
    labels[:, columns.index(Label.ASSIGNMENT)] = np.nan
    for name, passage in dialogue.labels:
        labels[sentences_in(conversation, [passage]), columns.index(Label(name))] = 1
    weights = np.full_like(labels, DIALOGUE_WEIGHT)
    return Lesson(dialogue.id, read_features(conversation), labels, weights, is_exercise=True)


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
        np.asarray(np.isnan(one.labels).any(1) & ~(one.labels > 0).any(1) & (not one.is_exercise), np.bool_)
        for one in lessons
    ]
    share = min(1.0, kept / max(sum(int(rows.sum()) for rows in plain), 1))
    thinned = []
    for lesson, rows in zip(lessons, plain, strict=True):
        stays = ~rows | (chance.random(len(rows)) < share)
        weights = np.where(rows[:, None], lesson.weights / share, lesson.weights)[stays].astype(np.float32)
        thinned.append(replace(lesson, features=lesson.features[stays], labels=lesson.labels[stays], weights=weights))
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
    lessons: Sequence[Lesson], folds: Sequence[frozenset[str]], progress: Progress | None = None
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
