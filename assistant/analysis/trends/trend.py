"""From the sessions of a relationship to what may be said of them."""

from collections.abc import Iterable, Sequence

from assistant.analysis.trends.changes import find_changes, noise_within
from assistant.analysis.trends.limits import load_limits
from assistant.analysis.trends.own_median import compare_with_own
from assistant.analysis.trends.series import arrange, dated, values_of, with_value
from assistant.analysis.trends.slope import fit_slope
from assistant.analysis.trends.watch import smallest_visible
from assistant.domain.trends import Change, Direction, Noise, Trend, TrendPoint, Verdict

NO_POOL = Noise()


def find_trend(points: Iterable[TrendPoint], noise: Noise = NO_POOL) -> Trend:
    """Say what the sessions tell about one measure.

    Args:
        points: One per session, in any order; those of one day in the order of the sessions.
        noise: From `pool_noise` over the relationships of the programme.
    """
    ordered = arrange(points)
    valued = with_value(ordered)
    values = values_of(valued)
    changes = find_changes(valued, noise)
    sd = _noise_of(values, changes, noise)
    since = changes[-1].sessions_since if changes else len(values)
    return Trend(
        points=ordered,
        sessions=len(values),
        verdict=_judge(len(values), changes),
        slope=fit_slope(*dated(valued)),
        median=compare_with_own(values),
        changes=changes,
        noise_sd=sd,
        visible=smallest_visible(since, sd, noise) if sd is not None else None,
    )


def _noise_of(values: Sequence[float], changes: Sequence[Change], noise: Noise) -> float | None:
    """Give the noise around the levels of the last change; around one level where there is none."""
    if noise.weight == 0 and len(values) < load_limits().first:
        return None
    split = changes[-1].first if changes else len(values) // 2
    begin = changes[-2].first if len(changes) > 1 else 0
    sd = noise_within(values[begin:split], values[split:], noise)
    return sd if sd > 0 else None


def _judge(sessions: int, changes: Sequence[Change]) -> Verdict:
    if sessions < load_limits().first:
        return Verdict.TOO_FEW
    if not changes:
        return Verdict.SAME
    last = changes[-1]
    if len(changes) > 1 and changes[-2].direction is not last.direction and _is_back(changes[-2], last):
        return Verdict.RETURNED
    return Verdict.HIGHER if last.direction is Direction.HIGHER else Verdict.LOWER


def _is_back(away: Change, back: Change) -> bool:
    """Say whether the second change undid the first, as far as its interval tells."""
    return -away.size in back.interval
