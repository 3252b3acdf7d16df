"""The lasting changes of level in a series, by a test that is looked at after every session."""

from collections.abc import Sequence

from assistant.analysis.trends.levels import Step, is_gradual, measure_step, place_change, within_sd
from assistant.analysis.trends.series import values_of
from assistant.analysis.trends.watch import Alarm, find_alarms
from assistant.domain.trends import Change, Noise, TrendPoint


def find_changes(points: Sequence[TrendPoint], noise: Noise) -> tuple[Change, ...]:
    """Find the changes, each described with the sessions of its old and its new level.

    Args:
        points: Those with a value, in order.
        noise: Pooled over relationships; `Noise()` when there is no pool, which needs bigger changes.

    Returns:
        In order. Flat relationships have any at all in at most 5 % of cases over 14 sessions.
    """
    values = values_of(points)
    alarms = find_alarms(values, noise)
    starts = _place_all(values, alarms, noise)
    bounds = [0, *starts, len(values)]
    return tuple(
        _describe(points, values, (bounds[at], bounds[at + 1], bounds[at + 2]), (alarms[at], noise))
        for at in range(len(alarms))
    )


def _place_all(values: Sequence[float], alarms: Sequence[Alarm], noise: Noise) -> list[int]:
    """Place each change anew, now that later sessions are known."""
    seen = [alarm.first for alarm in alarms]
    ends = [*seen[1:], len(values)] if seen else []
    starts: list[int] = []
    for first, end in zip(seen, ends, strict=True):
        begin = starts[-1] if starts else 0
        starts.append(_place(values, begin, first, end, noise)[0])
    return starts


def _place(values: Sequence[float], begin: int, first: int, end: int, noise: Noise) -> tuple[int, int, int]:
    sd = noise_within(values[begin:first], values[first:end], noise)
    if sd <= 0:
        return first, first, first
    place = place_change(values[begin:end], first - begin, sd)
    return begin + place.first, begin + place.low, begin + place.high


def noise_within(before: Sequence[float], since: Sequence[float], noise: Noise) -> float:
    """Give the noise of one session of two stretches of one level each, 0 when nothing is known of it."""
    import numpy as np

    if noise.weight + len(before) + len(since) <= 2 or not before or not since:
        return noise.sd
    return within_sd(np.asarray(before, dtype=float), np.asarray(since, dtype=float), noise)[0]


def _describe(
    points: Sequence[TrendPoint], values: Sequence[float], bounds: tuple[int, int, int], seen: tuple[Alarm, Noise]
) -> Change:
    (begin, first, end), (alarm, noise) = bounds, seen
    step: Step = measure_step(values[begin:end], first - begin, noise)
    sd = noise_within(values[begin:first], values[first:end], noise)
    _, low, high = _place(values, begin, first, end, noise)
    return Change(
        direction=step.direction,
        first=first,
        first_low=low,
        first_high=high,
        since=points[first].held_on,
        found_at=alarm.found_at,
        size=step.size,
        interval=step.interval,
        sessions_before=first - begin,
        sessions_since=end - first,
        made_by=tuple(points[begin + at].session_id for at in step.made_by),
        set_aside=tuple(points[begin + at].session_id for at in step.set_aside),
        gradual=is_gradual(values[begin:end], first - begin, sd),
    )
