"""Relationships whose truth is known, made from a seed: what the test of changes is measured on."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


class Story(StrEnum):
    """What happens in a simulated relationship. In all but three of them nothing changes, whatever else they do."""

    FLAT = "flat"
    DROP = "drop"
    RISE = "rise"
    DRIFT = "drift"
    OUTLIER = "one outlier"
    HEAVY_TAILS = "heavy tails"
    UNEVEN_NOISE = "uneven noise"
    ALIKE_NEIGHBOURS = "alike neighbours"
    MISSING = "a quarter missing"
    IRREGULAR = "irregular days"


CHANGING = frozenset((Story.DROP, Story.RISE, Story.DRIFT))
OUTLIER_SD = 6.0
TAIL_FREEDOM = 4
UNEVEN_FREEDOM = 8
ALIKE = 0.2


@dataclass(frozen=True, slots=True)
class Simulated:
    """Many relationships of one story.

    Args:
        days: Of the sessions, from the first on; shape (relationships, sessions).
        values: In SD of the programme's common noise; NaN where a session is missing.
        sd: Noise of each relationship, shape (relationships,).
        first: Position of the first session of the new level; 0 where nothing changes.
        slope: True change per day; 0 but for a drift.
    """

    story: Story
    days: Matrix
    values: Matrix
    sd: Matrix
    first: int = 0
    slope: float = 0.0


def simulate(
    story: Story, count: int, seed: int, *, sessions: int = 14, size: float = 2.0, after: int = 8
) -> Simulated:
    """Make relationships of one story.

    Args:
        story: What happens.
        count: How many relationships.
        seed: The same one makes the same relationships.
        sessions: How many each has.
        size: Of a drop, a rise, or a whole drift, in SD of the relationship's own noise.
        after: How many sessions a drop or rise comes after.
    """
    generator = np.random.default_rng((seed, list(Story).index(story)))
    sd = _noise_of(story, count, generator)
    values = _flat(story, (count, sessions), generator) * sd[:, None]
    days = _days(story, (count, sessions), generator)
    slope = 0.0
    if story is Story.DROP or story is Story.RISE:
        values[:, after:] += size * sd[:, None] * (1 if story is Story.RISE else -1)
    elif story is Story.DRIFT:
        slope = size / float(days[:, -1].mean())
        values += slope * days
    elif story is Story.OUTLIER:
        values[np.arange(count), generator.integers(0, sessions, count)] += OUTLIER_SD * generator.choice(
            (-1, 1), count
        )
    elif story is Story.MISSING:
        values[generator.random((count, sessions)) < 0.25] = np.nan
    return Simulated(story, days, values, sd, after if story in {Story.DROP, Story.RISE} else 0, slope)


def close_gaps(values: Matrix) -> Matrix:
    """Move the sessions that have a value to the front of their row; what is left over stays NaN at its end."""
    order = np.argsort(np.isnan(values), axis=1, kind="stable")
    return np.take_along_axis(values, order, axis=1)


def _noise_of(story: Story, count: int, generator: np.random.Generator) -> Matrix:
    if story is not Story.UNEVEN_NOISE:
        return np.ones(count)
    found: Matrix = np.sqrt(UNEVEN_FREEDOM / generator.chisquare(UNEVEN_FREEDOM, count))
    return found


def _flat(story: Story, shape: tuple[int, int], generator: np.random.Generator) -> Matrix:
    if story is Story.HEAVY_TAILS:
        tails: Matrix = generator.standard_t(TAIL_FREEDOM, shape) / np.sqrt(TAIL_FREEDOM / (TAIL_FREEDOM - 2))
        return tails
    values: Matrix = generator.standard_normal(shape)
    if story is Story.ALIKE_NEIGHBOURS:
        for at in range(1, shape[1]):
            values[:, at] = ALIKE * values[:, at - 1] + np.sqrt(1 - ALIKE**2) * values[:, at]
    return values


def _days(story: Story, shape: tuple[int, int], generator: np.random.Generator) -> Matrix:
    gaps = np.full(shape, 14.0)
    if story in {Story.IRREGULAR, Story.DRIFT}:
        gaps = np.round(generator.gamma(1.5, 14 / 1.5, shape))  # some on one day, some after two months
    gaps[:, 0] = 0
    found: Matrix = gaps.cumsum(1)
    return found
