"""What the trained heads read of a sentence: its vector and its neighbours', and cues of both."""

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.conversation import Conversation, Sentence
from assistant.analysis.cues import NAMES, cues_of
from assistant.engines.protocols import Matrix

WINDOWS = (1, 4, 12)
"""Sentences to either side that make the means of the surroundings."""
_NUMBERS = 9
VECTOR_WEIGHTS = (30.0, 30.0, 60.0, 100.0)
"""How much the vector of the sentence and its surroundings count: the wider, the smaller their differences are."""
CUE_WEIGHT = 1.25


def feature_count(dim: int) -> int:
    """How many features a sentence has, with vectors of length `dim`."""
    return 4 * dim + 5 * len(NAMES) + _NUMBERS


def read_features(conversation: Conversation) -> Matrix:
    """Read the features of all sentences, scaled so that a linear map with equal shrinkage can be learnt on them.

    Returns:
        float32, shape (sentences, `feature_count(dim)`): the vector of the sentence and the means of its surroundings
        (`WINDOWS`); cues of the sentence, the one before, the one after, their share nearby, and the sentence's own
        again where two people talk; then length, place and change of speaker.
    """
    vectors = conversation.vectors
    cues = np.asarray([cues_of(one.text) for one in conversation.sentences], np.float32)
    cues = cues.reshape(len(conversation.sentences), len(NAMES))
    means = [vectors, *(_around(vectors, width) for width in WINDOWS)]
    pair = np.float32(len(conversation.transcript.speakers) <= 2)
    nearby = [cues, _shifted(cues, 1), _shifted(cues, -1), 3 * _around(cues, WINDOWS[1]), cues * pair]
    parts = [
        *(weight * rows for weight, rows in zip(VECTOR_WEIGHTS, means, strict=True)),
        *(CUE_WEIGHT * rows for rows in nearby),
        _numbers(conversation),
    ]
    return np.concatenate(parts, 1).astype(np.float32, copy=False)


def narrow_scale(features: Matrix) -> NDArray[np.float32]:
    """Scale features, shape (sentences, features), for a head that reads the sentence and cues nearby.

    Returns:
        One over the deviation of each; zero for the vectors of the surroundings, shape (features,).
    """
    scale = np.asarray(1 / np.maximum(features.std(0), 0.02), np.float32)
    dim = (features.shape[1] - feature_count(0)) // (1 + len(WINDOWS))
    scale[dim : (1 + len(WINDOWS)) * dim] = 0
    return scale


def _shifted(rows: Matrix, by: int) -> Matrix:
    """Give each row its neighbour's values, `by` places before it; zeros beyond the ends."""
    moved = np.zeros_like(rows)
    if by > 0:
        moved[by:] = rows[:-by]
    else:
        moved[:by] = rows[-by:]
    return moved


def _around(rows: Matrix, width: int) -> Matrix:
    """Mean over each row and `width` to either side, fewer at the ends."""
    total = np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, 0, np.float64)])
    at = np.arange(len(rows))
    low, high = np.maximum(at - width, 0), np.minimum(at + width + 1, len(rows))
    return np.asarray((total[high] - total[low]) / np.maximum(high - low, 1)[:, None], np.float32)


def _numbers(conversation: Conversation) -> NDArray[np.float32]:
    sentences = conversation.sentences
    talkers = len(conversation.transcript.speakers)
    rows = [_numbers_of(one, sentences, talkers) for one in sentences]
    return np.asarray(rows, np.float32).reshape(len(sentences), _NUMBERS)


def _numbers_of(one: Sentence, sentences: tuple[Sentence, ...], talkers: int) -> list[float]:
    before = sentences[one.index - 1] if one.index else None
    after = sentences[one.index + 1] if one.index + 1 < len(sentences) else None
    place = (one.index + 1) / len(sentences)
    words = len(one.text.split())
    return [
        np.log1p(words),
        float(words <= 3),
        float(words >= 12),
        place,
        place**4,
        (1 - place) ** 4,
        float(before is None or before.speaker != one.speaker),
        float(after is None or after.speaker != one.speaker),
        float(talkers > 2),
    ]
