"""Whether values rather go up or down with time: the test of Mann (1945) and Kendall (1975)."""

from collections.abc import Sequence
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

MOST_LISTED = 7
"""All orders are tried up to here where values or days are tied: 5,040."""
MOST_DRAWN = 33
"""Orders are drawn up to here: as far as scipy's own exact distribution goes."""
DRAWS = 9_999
SEED = 1


def mann_kendall(days: Sequence[float], values: Sequence[float]) -> float | None:
    """Give the two-sided p-value of Mann and Kendall's test that values go neither up nor down with time.

    Up to 33 sessions it is exact without ties. With ties, in values or because sessions fell on one day, every order
    of the values is tried up to 7 sessions, and 9,999 orders are drawn, always the same ones, up to 33. Beyond it is
    Kendall's normal approximation, which allows for ties. It holds for one look at a series: who looks after every
    session is misled more often.

    Returns:
        None with fewer than 3 values, or where all values or all days are equal.

    Raises:
        ValueError: The lengths differ.
    """
    if len(days) != len(values):
        raise ValueError(f"{len(days)} days but {len(values)} values")
    if len(values) < 3 or len(set(values)) == 1 or len(set(days)) == 1:
        return None
    untied = len(set(values)) == len(values) and len(set(days)) == len(days)
    if untied or len(values) > MOST_DRAWN:
        from scipy.stats import kendalltau

        return float(kendalltau(days, values).pvalue)
    return _by_permutation(np.asarray(days, dtype=float), np.asarray(values, dtype=float))


def concordance(days: NDArray[np.float64], values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Count pairs that go up less pairs that go down: Mann and Kendall's S.

    Args:
        days: Shape (sessions,).
        values: Shape (..., sessions).

    Returns:
        Shape (...).
    """
    first, second = np.triu_indices(len(days), 1)
    later = np.sign(days[second] - days[first])
    found: NDArray[np.float64] = (np.sign(values[..., second] - values[..., first]) * later).sum(-1)
    return found


def _by_permutation(days: NDArray[np.float64], values: NDArray[np.float64]) -> float:
    seen = abs(concordance(days, values))
    if len(values) <= MOST_LISTED:
        orders = values[np.array(list(permutations(range(len(values)))))]
        return float((np.abs(concordance(days, orders)) >= seen).mean())
    generator = np.random.default_rng(SEED)
    orders = generator.permuted(np.tile(values, (DRAWS, 1)), axis=1)
    return (int((np.abs(concordance(days, orders)) >= seen).sum()) + 1) / (DRAWS + 1)
