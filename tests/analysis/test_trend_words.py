"""The sentences: modest, with the number of sessions, and the month only where the sessions leave no other."""

import math
import re
from datetime import date, timedelta

from assistant.analysis.trends.trend import find_trend
from assistant.analysis.trends.words import MeasureWords, describe_change, describe_trend
from assistant.domain.trends import Noise, TrendPoint

KNOWN = Noise(sd=0.1, weight=math.inf)
WARMTH = MeasureWords("warmer", "cooler")
CALM = [0.32, 0.27, 0.31, 0.34, 0.28, 0.30, 0.33, 0.29]
LOW = [-0.21, -0.18, -0.23, -0.20, -0.19]


def sentence(values, start=date(2026, 1, 5), gap=14):
    points = [TrendPoint(f"s{at}", start and start + timedelta(gap * at), value) for at, value in enumerate(values)]
    return describe_trend(find_trend(points, KNOWN), WARMTH)


def test_too_few_sessions_say_how_many_there_are_and_are_needed():
    assert sentence([]) == "There are no sessions yet."
    assert sentence(CALM[:1]) == "Too few sessions to tell (1 so far; a trend needs 3)."
    assert sentence(CALM[:4]) == "Too few sessions to tell (4 so far; a change can be told from 6 on)."


def test_no_change_is_about_the_same_and_says_what_cannot_be_seen():
    assert sentence(CALM) == "About the same as before (8 sessions). A small change cannot be seen in so few."


def test_a_change_names_its_month_and_both_counts():
    assert sentence(CALM + LOW) == "Cooler since April (13 sessions: 8 before, 5 since)."
    up = [-value for value in CALM + LOW]
    assert sentence(up) == "Warmer since April (13 sessions: 8 before, 5 since)."


def test_a_fresh_change_does_not_say_how_much():
    assert sentence(CALM + LOW[:3]) == (
        "Cooler since April (11 sessions: 8 before, 3 since). How much is not clear yet after so few."
    )


def test_a_change_that_may_lie_in_another_month_is_about_it():
    assert sentence([*CALM, 0.02, *LOW]).startswith("Cooler since about ")


def test_a_year_is_named_where_the_sessions_run_into_the_next():
    assert sentence(CALM + LOW, start=date(2025, 8, 1)).startswith("Cooler since November 2025 (")


def test_without_days_the_session_is_named():
    assert sentence(CALM + LOW, start=None).startswith("Cooler since about session 9 (")


def test_a_rescue_is_told_in_one_sentence():
    told = sentence([*CALM, *LOW, *CALM])
    assert told == "Cooler since April, and since July back to about where it was (21 sessions)."


def test_a_slow_change_is_little_by_little():
    told = sentence([0.5 - 0.06 * at for at in range(14)])
    assert re.match(r"Cooler, little by little, since about \w+ \(14 sessions: \d+ before, \d+ since\)", told)


def test_no_sentence_has_a_decimal_figure_or_a_percentage():
    for values in (CALM, CALM + LOW, [*CALM, *LOW, *CALM], CALM[:2]):
        assert not re.search(r"\d[.,]\d|%", sentence(values))


def test_each_change_can_be_told_on_its_own():
    values = [*CALM, *LOW, *CALM]
    points = [TrendPoint(f"s{at}", date(2026, 1, 5) + timedelta(14 * at), value) for at, value in enumerate(values)]
    trend = find_trend(points, KNOWN)
    assert [describe_change(one, trend, WARMTH).split(" (")[0] for one in trend.changes] == [
        "Cooler since April",
        "Warmer since July",
    ]
