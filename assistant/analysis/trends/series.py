"""The sessions of a relationship in order, with the gaps taken out."""

import math
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.domain.trends import TrendPoint


def arrange(points: Iterable[TrendPoint]) -> tuple[TrendPoint, ...]:
    """Put points in the order of their days; those of one day, or without a day, stay in the order given.

    A point without a day stands after the one that it was given after.
    """
    given = list(points)
    keys: list[date] = []
    for point in given:
        keys.append(point.held_on or (keys[-1] if keys else date.min))
    order = sorted(range(len(given)), key=lambda at: keys[at])
    return tuple(given[at] for at in order)


def with_value(points: Iterable[TrendPoint]) -> tuple[TrendPoint, ...]:
    """Leave out the sessions without a value, and those whose value is no number."""
    return tuple(point for point in points if point.value is not None and math.isfinite(point.value))


def values_of(points: Sequence[TrendPoint]) -> list[float]:
    """List the values of points that all have one."""
    return [float(point.value) for point in points if point.value is not None]


def dated(points: Iterable[TrendPoint]) -> tuple[list[float], list[float]]:
    """Give the days (since the first of them) and the values of the points that have both."""
    both = [(point.held_on, float(point.value)) for point in points if point.held_on and point.value is not None]
    start = min((day for day, _ in both), default=date.min)
    return [float((day - start).days) for day, _ in both], [value for _, value in both]
