"""How much a value differs from session to session when nothing changed, pooled over relationships.

Empirical Bayes after Smyth (2004), as in `limma`: the variances of relationships scatter around a common one, and how
much they scatter says how far a relationship's own is drawn towards it. A variance is half the mean square of the
differences between neighbouring sessions (von Neumann 1941), so that a change of level or a slow drift hardly adds
to it.
"""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.trends.watch import first_places
from assistant.domain.trends import Noise

Vector = NDArray[np.float64]
MOST_SESSIONS = 28
LEAST_SESSIONS = 4
LEAST_RELATIONSHIPS = 5
MOST_AUTOCORRELATION = 0.6
ERROR_OF_ONE = 1.6
"""Standard error of the estimate of autocorrelation times the root of the number of sessions, for independent ones."""
WEIGHT_TRUSTED = 0.8
"""Share of the fitted weight of the pool that is used: relationships that are noisier than most get more of a say."""


def pool_noise(histories: Iterable[Sequence[float]]) -> Noise:
    """Learn the noise from all relationships of a programme, in two passes: the second leaves out the changes found.

    Args:
        histories: The values of one measure, one sequence per relationship in the order of sessions; the last 28 of
            each are used. Those with fewer than 4, or that never vary, say nothing about noise and are left out.

    Returns:
        `Noise()`, which pools nothing, with fewer than 5 relationships that can be used.
    """
    rows = [np.asarray(one, dtype=float)[-MOST_SESSIONS:] for one in histories if len(one) >= LEAST_SESSIONS]
    used = [row for row in rows if np.ptp(row) > 0]
    if len(used) < LEAST_RELATIONSHIPS:
        return Noise()
    first_pass = _pool([[row] for row in used])
    return _pool(_split_at_changes(used, first_pass))


def _pool(stretches: Sequence[Sequence[Vector]]) -> Noise:
    """Pool relationships that each consist of one or two stretches of one level."""
    steps = [np.concatenate([np.diff(part) for part in parts]) for parts in stretches]
    autocorrelation = neighbour_correlation([part for parts in stretches for part in parts])
    variances = np.array([float((one**2).mean()) for one in steps]) / 2 / (1 - autocorrelation)
    freedom = np.array([step_freedom(len(one) + 1) for one in steps])
    known = variances > 0
    variance, weight = shrinkage(variances[known], freedom[known])
    return Noise(math.sqrt(variance), weight, autocorrelation, len(stretches))


def _split_at_changes(rows: Sequence[Vector], noise: Noise) -> list[list[Vector]]:
    padded = np.full((len(rows), max(map(len, rows))), np.nan)
    for at, row in enumerate(rows):
        padded[at, : len(row)] = row
    places = first_places(padded, noise)
    return [[row[:place], row[place:]] if place else [row] for row, place in zip(rows, places, strict=True)]


def step_freedom(sessions: int) -> float:
    """Give the degrees of freedom of a variance from differences of neighbours, for normal noise (von Neumann 1941)."""
    return 2 * (sessions - 1) ** 2 / (3 * sessions - 4)


def shrinkage(variances: Vector, freedom: Vector) -> tuple[float, float]:
    """Fit the common variance and the prior's degrees of freedom by the moments of log variances (Smyth 2004).

    Args:
        variances: Above 0, shape (relationships,).
        freedom: Degrees of freedom of each.

    Returns:
        Variance and weight. The weight never says more than the pooled relationships together can.
    """
    from scipy.special import digamma, polygamma

    logs = np.log(variances) - digamma(freedom / 2) + np.log(freedom / 2)
    excess = float(logs.var(ddof=1) - polygamma(1, freedom / 2).mean())
    most = float(freedom.sum())
    if excess <= 0:
        return float(np.average(variances, weights=freedom)), most
    weight = 2 * _inverse_trigamma(excess)
    common = math.exp(float(logs.mean()) + float(digamma(weight / 2)) - math.log(weight / 2))
    return common, min(WEIGHT_TRUSTED * weight, most)


def neighbour_correlation(rows: Sequence[Vector]) -> float:
    """Estimate how alike neighbouring sessions are, from differences one and two sessions apart, over all rows.

    Returns:
        0 to 0.6; 0 unless it exceeds twice its standard error.
    """
    near = sum(float((np.diff(row) ** 2).sum()) for row in rows) / sum(len(row) - 1 for row in rows)
    far = sum(float(((row[2:] - row[:-2]) ** 2).sum()) for row in rows) / sum(len(row) - 2 for row in rows)
    found = far / near - 1  # (1 - r^2) / (1 - r) - 1, where a session is like the last one by r
    error = ERROR_OF_ONE / math.sqrt(sum(len(row) for row in rows))
    return min(found, MOST_AUTOCORRELATION) if found > 2 * error else 0.0


def _inverse_trigamma(value: float) -> float:
    """Solve trigamma(x) = value for x by Newton's steps on its reciprocal, which is nearly straight."""
    from scipy.special import polygamma

    x = 0.5 + 1 / value
    for _ in range(50):
        trigamma = float(polygamma(1, x))
        step = trigamma * (1 - trigamma / value) / float(polygamma(2, x))
        x += step
        if -step / x < 1e-8:
            break
    return x
