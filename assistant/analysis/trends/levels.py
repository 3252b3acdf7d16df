"""What a change is: where it lies, how big it is, which sessions made it. Told from all sessions up to now."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.trends.evidence import SINCE_LIMIT, level_before, own_sd, spread
from assistant.domain.trends import Direction, Interval, Noise

Vector = NDArray[np.float64]
LEAST_EACH_SIDE = 2
PLACE_LIMIT = 4.0
"""How much worse (in squared SD) a place of the change may fit than the best: holds the true one in about 90 %."""
STRAIGHTER = 2.0
"""By how much (in squared SD) a straight line must fit better than a step to be called gradual."""
STEP_REACH = 5


@dataclass(frozen=True, slots=True)
class Place:
    """Where the new level begins, as positions: the best one, and the range that fits nearly as well."""

    first: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Step:
    """The size of a change, and which positions after it (`made_by`) and around it (`set_aside`) stand out."""

    direction: Direction
    size: float
    interval: Interval
    made_by: tuple[int, ...]
    set_aside: tuple[int, ...]


def place_change(values: Sequence[float], near: int, sd: float) -> Place:
    """Find the split into two levels that fits best.

    Args:
        values: Sessions of the old and the new level, at least 4.
        near: Where the alarm saw it; places more than 5 sessions away are not looked at.
        sd: Noise of one session, above 0.
    """
    series = np.asarray(values, dtype=float)
    low = max(LEAST_EACH_SIDE, near - STEP_REACH)
    splits = np.arange(low, min(len(series) - LEAST_EACH_SIDE, near + STEP_REACH) + 1)
    misfits = np.array([_misfit(series[:at], sd) + _misfit(series[at:], sd) for at in splits])
    fit = splits[misfits <= misfits.min() + PLACE_LIMIT]
    return Place(int(splits[misfits.argmin()]), int(fit.min()), int(fit.max()))


def measure_step(values: Sequence[float], first: int, noise: Noise) -> Step:
    """Measure the change between the sessions before position `first` and those from there on."""
    series = np.asarray(values, dtype=float)
    before, since = series[:first], series[first:]
    sd, freedom = within_sd(before, since, noise)
    old, old_counts = _level(before, sd)
    new, new_counts = _level(since, sd)
    size = new - old
    reach = _critical(freedom) * sd * spread(len(before), len(since), noise.autocorrelation)
    towards = (since - old) * math.copysign(1.0, size)
    made = (towards >= abs(size) / 2) & new_counts
    aside = np.flatnonzero(~np.concatenate([old_counts, new_counts]))
    return Step(
        Direction.HIGHER if size > 0 else Direction.LOWER,
        size,
        Interval(size - reach, size + reach),
        tuple(int(at) + first for at in np.flatnonzero(made)),
        tuple(int(at) for at in aside),
    )


def within_sd(before: Vector, since: Vector, noise: Noise) -> tuple[float, float]:
    """Give the noise of one session, own and pooled together, and its degrees of freedom."""
    sd, freedom = own_sd(before[None], since[None], noise)
    return float(sd[0, 0]), freedom


def is_gradual(values: Sequence[float], first: int, sd: float) -> bool:
    """Say whether a straight line through the sessions fits clearly better than the step at `first`."""
    series = np.asarray(values, dtype=float)
    if sd <= 0:
        return False
    at = np.arange(len(series)) - (len(series) - 1) / 2
    line = series.mean() + at * float(at @ series) / float(at @ at)
    straight = float(np.minimum(((series - line) / sd) ** 2, SINCE_LIMIT**2).sum())
    return straight + STRAIGHTER < _misfit(series[:first], sd) + _misfit(series[first:], sd)


def _misfit(part: Vector, sd: float) -> float:
    """Sum squared distances from the level in SD; one session far out does not count for more than 3 SD."""
    level, _ = _level(part, sd)
    return float(np.minimum(((part - level) / max(sd, 1e-12)) ** 2, SINCE_LIMIT**2).sum())


def _level(part: Vector, sd: float) -> tuple[float, NDArray[np.bool_]]:
    level, counts = level_before(part[None], np.full((1, 1), max(sd, 1e-12)))
    return float(level[0, 0]), counts[0].astype(bool)


def _critical(freedom: float) -> float:
    from scipy.special import ndtri, stdtrit

    return float(ndtri(0.975) if math.isinf(freedom) else stdtrit(freedom, 0.975))
