"""Slope and Mann-Kendall against scipy, hand-worked examples and brute force over all orders."""

import math
from datetime import date, timedelta
from itertools import combinations, permutations
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from assistant.analysis.trends.monotone import mann_kendall
from assistant.analysis.trends.own_median import compare_with_own
from assistant.analysis.trends.series import arrange, dated, with_value
from assistant.analysis.trends.slope import DAYS_A_MONTH, fit_slope
from assistant.domain.trends import NoSlope, Slope, TrendPoint

VALUES = st.lists(st.floats(-1, 1).map(lambda x: round(x, 3)), min_size=5, max_size=12)


def brute_p(days, values):
    def concordance(order):
        pairs = combinations(range(len(days)), 2)
        return sum(np.sign(days[b] - days[a]) * np.sign(order[b] - order[a]) for a, b in pairs)

    seen = abs(concordance(values))
    orders = list(permutations(values))
    return sum(abs(concordance(one)) >= seen for one in orders) / len(orders)


def test_slope_is_the_median_of_all_pairs_per_month():
    days, values = [0, 10, 40, 45], [0.1, 0.3, 0.2, 0.6]
    pairs = [(values[b] - values[a]) / (days[b] - days[a]) for a, b in combinations(range(4), 2)]
    assert fit_slope(days, values).per_month == pytest.approx(median(pairs) * DAYS_A_MONTH)


def test_sessions_of_one_day_make_no_pair():
    days, values = [0, 0, 10, 20], [0.0, 9.0, 1.0, 2.0]
    pairs = [(values[b] - values[a]) / (days[b] - days[a]) for a, b in combinations(range(4), 2) if days[a] != days[b]]
    assert fit_slope(days, values).per_month == pytest.approx(median(pairs) * DAYS_A_MONTH)


def test_no_slope_says_why():
    assert fit_slope([], []) is NoSlope.FEWER_THAN_THREE
    assert fit_slope([0, 1], [1, 2]) is NoSlope.FEWER_THAN_THREE
    assert fit_slope([3, 3, 3], [1, 2, 3]) is NoSlope.ONE_DAY


def test_interval_is_withheld_where_none_reaches_95_percent():
    assert fit_slope([0, 1, 2, 3], [1, 3, 2, 4]).interval is None
    assert fit_slope([0, 1, 2, 3, 4], [1, 3, 2, 4, 5]).interval is not None


def test_one_session_far_out_moves_the_slope_little():
    days = list(range(0, 140, 14))
    values = [0.01 * day for day in days]
    before = fit_slope(days, values).per_month
    values[4] -= 50
    assert fit_slope(days, values).per_month == pytest.approx(before)


@settings(max_examples=15)
@given(VALUES, st.floats(-5, 5), st.floats(0.1, 10), st.integers(0, 1000))
def test_slope_follows_scale_and_ignores_shifts_of_value_and_time(values, shift, scale, later):
    days = [7.0 * at for at in range(len(values))]
    one = fit_slope(days, values)
    other = fit_slope([day + later for day in days], [scale * value + shift for value in values])
    assert isinstance(one, Slope)
    assert isinstance(other, Slope)
    assert other.per_month == pytest.approx(scale * one.per_month, abs=1e-6)
    assert other.interval.low == pytest.approx(scale * one.interval.low, abs=1e-6)


@settings(max_examples=15)
@given(VALUES)
def test_slope_turns_round_with_time(values):
    days = [7.0 * at for at in range(len(values))]
    one, other = fit_slope(days, values), fit_slope(days, values[::-1])
    assert other.per_month == pytest.approx(-one.per_month, abs=1e-9)
    assert (other.p_value is None) == (one.p_value is None)
    if one.p_value is not None:
        assert other.p_value == pytest.approx(one.p_value, abs=0.03)  # with ties, orders are drawn


def test_mann_kendall_without_ties_is_exact():
    assert mann_kendall([0, 1, 2, 3, 4], [1, 2, 3, 4, 5]) == pytest.approx(2 / 120)
    assert mann_kendall([0, 5, 6, 9, 11], [2, 1, 3, 5, 4]) == pytest.approx(brute_p([0, 5, 6, 9, 11], [2, 1, 3, 5, 4]))


@pytest.mark.parametrize(
    ("days", "values"),
    [([0, 1, 2, 3, 4], [1, 1, 2, 2, 3]), ([0, 0, 1, 2, 2, 5], [1, 2, 3, 4, 4, 2]), ([0, 1, 1, 2], [1, 2, 3, 4])],
)
def test_mann_kendall_with_ties_tries_every_order(days, values):
    assert mann_kendall(days, values) == pytest.approx(brute_p(days, values))


def test_mann_kendall_draws_orders_where_there_are_too_many_to_try():
    generator = np.random.default_rng(4)
    values = np.round(generator.normal(size=12), 1) + 0.1 * np.arange(12)
    values[3] = values[7]
    drawn = mann_kendall(list(range(12)), list(values))
    assert drawn == mann_kendall(list(range(12)), list(values))
    assert drawn == pytest.approx(kendalltau(range(12), values, method="asymptotic").pvalue, abs=0.03)


def test_mann_kendall_says_nothing_of_equal_values():
    assert mann_kendall([0, 1, 2], [1, 1, 1]) is None
    assert mann_kendall([0, 0, 0], [1, 2, 3]) is None
    with pytest.raises(ValueError, match="2 days but 3 values"):
        mann_kendall([0, 1], [1, 2, 3])


def test_series_is_ordered_and_gaps_are_left_out():
    start = date(2026, 1, 5)
    points = [
        TrendPoint("c", start + timedelta(20), 3.0),
        TrendPoint("a", start, 1.0),
        TrendPoint("b1", start + timedelta(10), None),
        TrendPoint("b2", start + timedelta(10), 2.0),
        TrendPoint("b3", start + timedelta(10), math.nan),
        TrendPoint("b4", None, 2.5),
    ]
    ordered = arrange(points)
    assert [point.session_id for point in ordered] == ["a", "b1", "b2", "b3", "b4", "c"]
    assert [point.session_id for point in with_value(ordered)] == ["a", "b2", "b4", "c"]
    assert dated(with_value(ordered)) == ([0.0, 10.0, 20.0], [1.0, 2.0, 3.0])


def test_own_median_needs_three_earlier_sessions():
    assert compare_with_own([0.1, 0.2, 0.9]) is None
    found = compare_with_own([0.1, 0.4, 0.2, 0.9])
    assert (found.earlier, found.latest, found.sessions) == (0.2, 0.9, 3)
