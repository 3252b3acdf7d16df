"""Watching series session by session for a lasting change of level."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.trends.evidence import LEAST_BEFORE, LEAST_SINCE, MOST_SINCE, WINDOW, Matrix, measure, spread
from assistant.analysis.trends.limits import Limits, load_limits
from assistant.domain.trends import Noise


@dataclass(frozen=True, slots=True)
class Alarm:
    """A look at which the evidence passed its limit.

    Args:
        found_at: Position of the last session that was looked at.
        first: Position from which the level differs, as far as that look tells.
        strength: A normal deviate, below 0 for a drop.
    """

    found_at: int
    first: int
    strength: float


def look_after_each(values: Matrix, noise: Noise) -> NDArray[np.float64]:
    """Measure the evidence after each session.

    Args:
        values: Shape (rows, sessions). A row may end early in NaN; then there is no evidence from there on.
        noise: Of these rows.

    Returns:
        Shape (rows, sessions, 4), as `evidence.measure` gives it.
    """
    rows, sessions = values.shape
    found = np.zeros((rows, sessions, MOST_SINCE - LEAST_SINCE + 1))
    with np.errstate(invalid="ignore"):
        for count in range(1, min(sessions, WINDOW - 1) + 1):
            found[:, count - 1] = measure(values[:, :count], noise)
        if sessions >= WINDOW:
            windows = np.lib.stride_tricks.sliding_window_view(values, WINDOW, axis=1)
            full = measure(windows.reshape(-1, WINDOW), noise)
            found[:, WINDOW - 1 :] = full.reshape(rows, sessions - WINDOW + 1, -1)
    return np.nan_to_num(found, nan=0.0)


def first_alarms(values: Matrix, noise: Noise, limits: Limits | None = None) -> NDArray[np.int64]:
    """Give after how many sessions the first alarm of each row comes.

    Args:
        values: As for `look_after_each`.
        noise: Of these rows.
        limits: Those that ship with Rapport when None.

    Returns:
        Shape (rows,); 0 where there is none.
    """
    strengths = np.abs(look_after_each(values, noise)).max(-1, initial=0.0)
    over = strengths > (limits or load_limits()).upto(values.shape[1])
    return np.where(over.any(1), over.argmax(1) + 1, 0) if values.shape[1] else np.zeros(len(values), dtype=np.int64)


def first_places(values: Matrix, noise: Noise, limits: Limits | None = None) -> NDArray[np.int64]:
    """Give the position of the new level's first session, as each row's first alarm sees it; 0 where there is none."""
    looks = np.abs(look_after_each(values, noise))
    over = looks.max(-1, initial=0.0) > (limits or load_limits()).upto(values.shape[1])
    at = over.argmax(1)
    best = looks[np.arange(len(values)), at].argmax(1)
    return np.where(over.any(1), at + 1 - (best + LEAST_SINCE), 0)


def find_alarms(values: Sequence[float], noise: Noise, limits: Limits | None = None) -> list[Alarm]:
    """Watch one series; after each alarm the watch begins anew with the sessions of the new level."""
    series = np.asarray(values, dtype=float)
    known = limits or load_limits()
    alarms: list[Alarm] = []
    start = 0
    while len(series) - start >= known.first:
        strengths = look_after_each(series[None, start:], noise)[0]
        over = np.abs(strengths).max(1) > known.upto(len(strengths))
        if not over.any():
            break
        at = int(over.argmax())
        best = int(np.abs(strengths[at]).argmax())
        first = at + 1 - (best + LEAST_SINCE)
        alarms.append(Alarm(start + at, start + first, float(strengths[at, best])))
        start += first
    return alarms


def smallest_visible(sessions: int, sd: float, noise: Noise, limits: Limits | None = None) -> float | None:
    """Give the size of a lasting change that five more sessions would tell in 80 % of cases, in units of the value.

    Returns:
        None where the sessions are too few for a level or the noise is not known.
    """
    before = min(sessions, WINDOW - MOST_SINCE)
    if before < LEAST_BEFORE or sd <= 0 or not math.isfinite(sd):
        return None
    limit = (limits or load_limits()).at(sessions + MOST_SINCE)
    return (limit + 0.84) * sd * spread(before, MOST_SINCE, noise.autocorrelation)
