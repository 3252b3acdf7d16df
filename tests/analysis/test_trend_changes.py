"""The test of changes: against its formula, its symmetries, and what one bad session may do."""

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm, t

from assistant.analysis.trends.changes import find_changes
from assistant.analysis.trends.evidence import measure, spread
from assistant.analysis.trends.levels import is_gradual, place_change
from assistant.analysis.trends.limits import FILE, load_limits
from assistant.analysis.trends.noise import neighbour_correlation, pool_noise, shrinkage, step_freedom
from assistant.analysis.trends.trend import find_trend
from assistant.analysis.trends.watch import find_alarms, first_alarms, first_places, look_after_each
from assistant.domain.trends import Direction, Noise, TrendPoint, Verdict

KNOWN = Noise(sd=1.0, weight=math.inf)
CALM = [0.2, -0.3, 0.1, 0.4, -0.2, 0.0, 0.3, -0.1]
SERIES = st.lists(st.floats(-4, 4).map(lambda x: round(x, 2)), min_size=6, max_size=20)


def points_of(values, gap=14):
    start = date(2026, 1, 5)
    return [TrendPoint(f"s{at}", start + timedelta(gap * at), value) for at, value in enumerate(values)]


def test_evidence_is_the_standardised_difference_of_means():
    values = np.array([[*CALM, -1.2, -1.6, -1.0]])
    found = measure(values, KNOWN)[0]
    for since in (2, 3):
        before, last = values[0, :-since], values[0, -since:]
        expected = (last.mean() - before.mean()) / math.sqrt(1 / since + 1 / len(before))
        assert found[since - 2] == pytest.approx(expected)


def test_evidence_with_own_noise_has_the_tail_of_student():
    values = np.array([[*CALM, -0.9, -1.1]])
    before, last = values[0, :-2], values[0, -2:]
    freedom = len(CALM) + 2 - 2
    sd = math.sqrt((((before - before.mean()) ** 2).sum() + ((last - last.mean()) ** 2).sum()) / freedom)
    deviate = (last.mean() - before.mean()) / sd / math.sqrt(1 / 2 + 1 / len(CALM))
    expected = norm.ppf(t.cdf(deviate, freedom - 1))
    assert measure(values, Noise())[0, 0] == pytest.approx(expected)


def test_evidence_needs_four_sessions_before_and_some_noise():
    assert not measure(np.array([[0.0, 1.0, 0.0, 5.0, 5.0]]), KNOWN).any()
    assert not measure(np.ones((1, 10)), Noise()).any()


def test_spread_of_alike_sessions_is_that_of_the_full_covariance():
    weights = np.array([-1 / 4] * 4 + [1 / 2] * 2)
    covariance = np.array([[0.3 ** abs(a - b) for a in range(6)] for b in range(6)])
    assert spread(4, 2, 0.3) == pytest.approx(math.sqrt(weights @ covariance @ weights))
    assert spread(4, 2) == pytest.approx(spread(4, 2, 1e-12))


@settings(max_examples=15)
@given(SERIES, st.floats(-10, 10), st.floats(0.1, 10))
def test_alarms_ignore_shift_and_follow_scale(values, shift, scale):
    moved = [scale * value + shift for value in values]
    one, other = find_alarms(values, KNOWN), find_alarms(moved, Noise(sd=scale, weight=math.inf))
    assert [(a.found_at, a.first) for a in one] == [(a.found_at, a.first) for a in other]


@settings(max_examples=15)
@given(SERIES)
def test_rises_are_found_as_drops_are(values):
    up, down = find_alarms(values, KNOWN), find_alarms([-value for value in values], KNOWN)
    assert [(a.found_at, a.first, round(a.strength, 6)) for a in up] == [
        (a.found_at, a.first, round(-a.strength, 6)) for a in down
    ]


@settings(max_examples=15)
@given(SERIES, st.integers(1, 60))
def test_changes_ignore_the_days(values, gap):
    one, other = find_changes(points_of(values), KNOWN), find_changes(points_of(values, gap), KNOWN)
    assert [(a.first, a.size) for a in one] == [(a.first, a.size) for a in other]


@settings(max_examples=15)
@given(SERIES)
def test_later_sessions_do_not_undo_an_alarm(values):
    whole = find_alarms(values, KNOWN)
    for count in range(6, len(values), 3):
        sofar = find_alarms(values[:count], KNOWN)
        assert sofar == whole[: len(sofar)]


def test_many_rows_are_watched_as_one_is():
    values = np.random.default_rng(3).normal(size=(40, 22))
    values[:20, 9:] -= 3
    firsts = first_alarms(values, KNOWN)
    places = first_places(values, KNOWN)
    for row, first, place in zip(values, firsts, places, strict=True):
        alarms = find_alarms(row, KNOWN)
        assert (first, place) == ((alarms[0].found_at + 1, alarms[0].first) if alarms else (0, 0))


def test_rows_may_end_early():
    values = np.full((1, 14), np.nan)
    values[0, :10] = [*CALM, -4, -4.2]
    assert first_alarms(values, KNOWN)[0] == 10
    assert not look_after_each(values, KNOWN)[0, 10:].any()


@pytest.mark.parametrize("at", range(14))
@pytest.mark.parametrize("far", [-30.0, -6.0, 6.0])
def test_one_session_far_out_is_no_lasting_change(at, far):
    calm = [*CALM, 0.15, -0.25, 0.05, 0.2, -0.1, 0.1]
    calm[at] = far
    assert find_alarms(calm, KNOWN) == []


def test_a_change_says_where_how_much_and_which_sessions():
    (change,) = find_changes(points_of([*CALM, -3.1, -2.8, -3.3, -3.0]), KNOWN)
    assert change.direction is Direction.LOWER
    assert (change.first, change.first_low, change.first_high) == (8, 8, 8)
    assert change.since == date(2026, 1, 5) + timedelta(8 * 14)
    assert change.size == pytest.approx(np.mean([-3.1, -2.8, -3.3, -3.0]) - np.mean(CALM))
    reach = 1.959964 * math.sqrt(1 / 8 + 1 / 4)
    assert change.interval.high - change.size == pytest.approx(reach, rel=1e-4)
    assert change.made_by == ("s8", "s9", "s10", "s11")
    assert change.found_at == 9
    assert (change.sessions_before, change.sessions_since, change.gradual) == (8, 4, False)


def test_a_session_far_out_is_set_aside_beside_a_change():
    (change,) = find_changes(points_of([0.2, -0.3, 9.0, 0.4, -0.2, 0.0, 0.3, -0.1, -3.1, -2.8, -3.3, -3.0]), KNOWN)
    assert change.set_aside == ("s2",)
    assert change.size == pytest.approx(-3.05 - np.mean([0.2, -0.3, 0.4, -0.2, 0.0, 0.3, -0.1]))


def test_place_is_where_the_squares_are_least():
    values = [*CALM, -1.6, -2.2, -2.4, -1.9]

    def misfit(at):
        return sum(((np.array(part) - np.mean(part)) ** 2).sum() for part in (values[:at], values[at:]))

    place = place_change(values, 9, 1.0)
    assert place.first == min(range(4, 11), key=misfit)
    assert place.low <= place.first <= place.high


def test_a_steady_slope_is_told_from_a_step():
    assert is_gradual([0.5 * at for at in range(12)], 6, 0.5)
    assert not is_gradual([0.0] * 6 + [3.0] * 6, 6, 0.5)


def test_a_rescued_relationship_has_returned():
    trend = find_trend(points_of([*CALM, -3.1, -2.8, -3.3, -3.0, -2.9, 0.1, -0.2, 0.3, 0.2]), KNOWN)
    assert [change.direction for change in trend.changes] == [Direction.LOWER, Direction.HIGHER]
    assert trend.verdict is Verdict.RETURNED


def test_too_few_sessions_are_not_judged():
    assert find_trend([]).verdict is Verdict.TOO_FEW
    assert find_trend(points_of([0, 0, 0, 9, 9]), KNOWN).verdict is Verdict.TOO_FEW
    flat = find_trend(points_of(CALM), KNOWN)
    assert (flat.verdict, flat.sessions) == (Verdict.SAME, 8)
    limit = load_limits().at(13)
    assert flat.visible == pytest.approx((limit + 0.84) * math.sqrt(1 / 8 + 1 / 5), rel=1e-6)


def test_missing_sessions_do_not_count():
    values = [*CALM, -3.1, -2.8, -3.3, -3.0]
    with_gaps = points_of(values)
    with_gaps.insert(4, TrendPoint("x", with_gaps[4].held_on, None))
    (change,) = find_trend(with_gaps, KNOWN).changes
    assert change.made_by == ("s8", "s9", "s10", "s11")


def test_noise_is_that_of_the_relationships():
    generator = np.random.default_rng(8)
    noise = pool_noise(generator.normal(0.3, 0.2, size=(300, 12)))
    assert noise.sd == pytest.approx(0.2, rel=0.03)
    assert noise.weight > 100
    assert noise.autocorrelation == 0.0
    assert noise.relationships == 300


def test_noise_is_hardly_moved_by_changes():
    values = np.random.default_rng(8).normal(size=(300, 12))
    values[:100, 6:] -= 3
    assert pool_noise(values).sd == pytest.approx(1.0, rel=0.05)


def test_noise_that_differs_between_relationships_weighs_less():
    generator = np.random.default_rng(9)
    sd = np.sqrt(6 / generator.chisquare(6, size=(600, 1)))
    assert 3 < pool_noise(sd * generator.normal(size=(600, 14))).weight < 9


def test_alike_neighbours_are_noticed():
    generator = np.random.default_rng(10)
    values = generator.normal(size=(300, 14))
    for at in range(1, 14):
        values[:, at] = 0.4 * values[:, at - 1] + math.sqrt(1 - 0.16) * values[:, at]
    assert neighbour_correlation(list(values)) == pytest.approx(0.4, abs=0.06)
    assert pool_noise(values).sd == pytest.approx(1.0, rel=0.06)


def test_without_enough_relationships_nothing_is_pooled():
    assert pool_noise([]) == Noise()
    assert pool_noise([[1, 2, 3, 4]] * 4) == Noise()
    assert pool_noise([[1, 1, 1, 1]] * 40 + [[1, 2]] * 40) == Noise()


def test_shrinkage_finds_the_scaled_chi_square_that_made_the_variances():
    generator = np.random.default_rng(11)
    freedom = np.full(20_000, 9.0)
    true = 0.04 * 10 / generator.chisquare(10, 20_000)
    variance, weight = shrinkage(true * generator.chisquare(9, 20_000) / 9, freedom)
    assert variance == pytest.approx(0.04, rel=0.02)
    assert weight == pytest.approx(8.0, rel=0.06)  # 0.8 of the 10 that made them


def test_freedom_of_steps_is_that_of_their_variance():
    values = np.random.default_rng(12).normal(size=(100_000, 8))
    variances = (np.diff(values) ** 2).mean(1) / 2
    assert 2 / variances.var() == pytest.approx(step_freedom(8), rel=0.02)


def test_limits_are_those_that_the_command_makes():
    from assistant.evaluation.trend_limits import RATE, RELATIONSHIPS, SEED, calibrate

    shipped = load_limits()
    assert f"relationships = {RELATIONSHIPS}\nseed = {SEED}\nrate = {RATE}" in FILE.read_text("utf-8")
    assert shipped.upto(7)[:5].tolist() == [math.inf] * 5
    again = calibrate(10_000, seed=5)
    assert again.by_session[3:] == pytest.approx(shipped.by_session[3:], abs=0.1)
    assert again.later == pytest.approx(shipped.later, abs=0.1)
