"""How strongly the last few sessions differ from those before: what the test of changes looks at after every session.

For the last 2, 3, 4 and 5 sessions in turn, their mean less the mean of the sessions before is divided by its standard
error. One session alone decides nothing: before the change, sessions count as at most 2.5 SD from the median and beyond
3.5 SD not at all; after it, the session that is furthest out in the direction of the change counts as at most 1.5 SD
beyond the next, and is set aside when it lies over 3 SD beyond it. What is left has Student's distribution with as
many degrees of freedom as the noise is known by, and is turned into the normal deviate of the same tail.
"""

import math

import numpy as np
from numpy.typing import NDArray

from assistant.domain.trends import Noise

Matrix = NDArray[np.float64]
LEAST_BEFORE = 4
LEAST_SINCE = 2
MOST_SINCE = 5
WINDOW = 14
"""A level is compared with at most this many sessions altogether, so that the far past does not decide."""
BEFORE_REACH, BEFORE_LIMIT = 2.5, 3.5
SINCE_REACH, SINCE_LIMIT = 1.5, 3.0
FREEDOM_OF_CHOICE = 1.0
"""The place of the change is chosen too, which makes the parts look calmer than they are."""


def measure(window: Matrix, noise: Noise) -> Matrix:
    """Measure the evidence for a change just before the last 2 to 5 sessions of each row.

    Args:
        window: Shape (rows, sessions), the sessions up to the one looked at.
        noise: Of these rows.

    Returns:
        Shape (rows, 4), signed: below 0 for a drop. 0 where there are fewer than 4 sessions before, or no noise.
    """
    rows, sessions = window.shape
    found = np.zeros((rows, MOST_SINCE - LEAST_SINCE + 1))
    for since in range(LEAST_SINCE, min(MOST_SINCE, sessions - LEAST_BEFORE) + 1):
        found[:, since - LEAST_SINCE] = _at(window[:, :-since], window[:, -since:], noise)
    return found


def own_sd(before: Matrix, since: Matrix, noise: Noise) -> tuple[Matrix, float]:
    """Draw the standard deviation within both parts towards the pooled one.

    Returns:
        Shape (rows, 1), and the degrees of freedom it is known by.
    """
    freedom = before.shape[1] + since.shape[1] - 2
    squares = ((before - before.mean(1, keepdims=True)) ** 2).sum(1, keepdims=True)
    squares += ((since - since.mean(1, keepdims=True)) ** 2).sum(1, keepdims=True)
    if math.isinf(noise.weight):
        return np.full_like(squares, noise.sd), math.inf
    total = noise.weight + freedom
    return np.sqrt((noise.weight * noise.sd**2 + squares) / total), total - FREEDOM_OF_CHOICE


def spread(before: int, since: int, autocorrelation: float = 0.0) -> float:
    """Give the standard error of the mean of the last sessions less that of those before, in SD of one session."""
    if autocorrelation == 0.0:
        return math.sqrt(1 / before + 1 / since)
    weights = np.concatenate([np.full(before, -1 / before), np.full(since, 1 / since)])
    apart = np.abs(np.subtract.outer(np.arange(len(weights)), np.arange(len(weights))))
    return math.sqrt(float(weights @ autocorrelation**apart @ weights))


def level_before(before: Matrix, sd: Matrix) -> tuple[Matrix, NDArray[np.bool_]]:
    """Give the level of the earlier sessions, and which of them count.

    Returns:
        Shape (rows, 1), and the shape of `before`.
    """
    centre = np.median(before, axis=1, keepdims=True)
    counts = np.abs(before - centre) <= BEFORE_LIMIT * sd
    reach = BEFORE_REACH * sd
    near = np.clip(before - centre, -reach, reach) * counts
    return centre + near.sum(1, keepdims=True) / np.maximum(counts.sum(1, keepdims=True), 1), counts


def _at(before: Matrix, since: Matrix, noise: Noise) -> Matrix:
    sd, freedom = own_sd(before, since, noise)
    scale = np.abs(np.concatenate([before, since], axis=1)).max(1, keepdims=True)
    known = sd > 1e-9 * scale  # equal values throughout say nothing about noise
    sd = np.where(known, sd, 1.0)
    level, _ = level_before(before, sd)
    steps = np.sort((since - level) / sd, axis=1)
    higher = _towards(steps[:, ::-1], before.shape[1], noise.autocorrelation)
    lower = _towards(-steps, before.shape[1], noise.autocorrelation)
    signed = np.where(higher >= lower, higher, -lower) * known[:, 0]
    return _as_normal(signed, freedom)


def _towards(steps: Matrix, before: int, autocorrelation: float) -> Matrix:
    """Give the standardised difference; `steps` are in SD, the furthest in the direction asked about first."""
    count = steps.shape[1]
    furthest, others = steps[:, 0], steps[:, 1:].sum(1)
    kept = np.minimum(furthest, steps[:, 1] + SINCE_REACH)
    whole = (others + kept) / count / spread(before, count, autocorrelation)
    alone = others / (count - 1) / spread(before, count - 1, autocorrelation)
    if count - 1 < LEAST_SINCE:
        alone = np.zeros_like(alone)
    found: Matrix = np.where(furthest - steps[:, 1] > SINCE_LIMIT, alone, whole)
    return found


def _as_normal(deviates: Matrix, freedom: float) -> Matrix:
    if math.isinf(freedom):
        return deviates
    from scipy.special import ndtri, stdtr

    tails = np.maximum(stdtr(freedom, -np.abs(deviates)), 1e-300)
    found: Matrix = -ndtri(tails) * np.sign(deviates)
    return found
