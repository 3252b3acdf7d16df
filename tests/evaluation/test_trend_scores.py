"""The error rates that are promised, on fresh seeds with room for chance; and the figures that the command prints."""

import json
import math

import numpy as np
import pytest
from docs.blocks import ROOT
from scipy.stats import binom, binomtest, norm

from assistant.analysis.trends.watch import first_alarms
from assistant.domain.trends import Noise
from assistant.errors import InvalidInput
from assistant.evaluation.simulated_relationships import CHANGING, Story, close_gaps, simulate
from assistant.evaluation.trends import AFTER, bound_of_one_look, find_first, score_trends, share_interval, slope_held

COUNT = 1_200
SEED = 77


def most_by_chance(rate: float) -> float:
    """The share that a test with this error rate exceeds once in a thousand times."""
    return binom.ppf(0.999, COUNT, rate) / COUNT


@pytest.mark.parametrize("story", [story for story in Story if story not in CHANGING], ids=str)
def test_flat_relationships_raise_few_false_alarms(story):
    alarms = find_first(simulate(story, COUNT, SEED), SEED) > 0
    assert alarms.mean() <= most_by_chance(0.06 if story is Story.ALIKE_NEIGHBOURS else 0.05)


def test_without_other_relationships_there_are_no_more_false_alarms():
    assert (first_alarms(simulate(Story.FLAT, COUNT, SEED).values, Noise()) > 0).mean() <= most_by_chance(0.05)


@pytest.mark.parametrize(("story", "size", "within"), [(Story.DROP, 2.5, 3), (Story.DROP, 2, 5), (Story.RISE, 2.5, 3)])
def test_lasting_changes_are_found_in_time(story, size, within):
    alarms = find_first(simulate(story, COUNT, SEED, size=size), SEED)
    alarms = alarms[(alarms == 0) | (alarms > AFTER)]
    found = ((alarms > 0) & (alarms <= AFTER + within)).mean()
    assert found >= binom.ppf(0.001, len(alarms), 0.8) / len(alarms)


def test_bound_of_one_look_is_the_power_of_a_z_test():
    assert bound_of_one_look(1, 3) == pytest.approx(norm.cdf(math.sqrt(3) - norm.ppf(0.95)), abs=1e-4)
    assert round(bound_of_one_look(1, 3), 2) == 0.53
    means = np.random.default_rng(1).normal(-1, 1, (40_000, 3)).mean(1)
    assert (means < -norm.ppf(0.95) / math.sqrt(3)).mean() == pytest.approx(bound_of_one_look(1, 3), abs=0.01)


def test_slope_intervals_hold_the_true_slope():
    made = simulate(Story.DRIFT, 150, SEED)
    assert slope_held(made).mean() >= binom.ppf(0.001, 150, 0.95) / 150


def test_share_interval_is_wilsons():
    for hits, count in ((0, 40), (3, 40), (40, 40)):
        theirs = binomtest(hits, count).proportion_ci(method="wilson")
        assert share_interval(hits, count) == pytest.approx((theirs.low, theirs.high), abs=1e-6)


def test_the_same_seed_makes_the_same_relationships():
    one, other = simulate(Story.DRIFT, 5, 3), simulate(Story.DRIFT, 5, 3)
    assert np.array_equal(one.values, other.values)
    assert not np.array_equal(one.values, simulate(Story.DRIFT, 5, 4).values)
    assert (np.diff(one.days) == 0).any() or (np.diff(simulate(Story.IRREGULAR, 50, 3).days) == 0).any()


def test_a_simulated_drop_has_its_size_and_place():
    made = simulate(Story.DROP, 4_000, 5, size=2.0, after=8)
    assert made.first == 8
    assert made.values[:, 8:].mean() - made.values[:, :8].mean() == pytest.approx(-2, abs=0.03)
    assert simulate(Story.HEAVY_TAILS, 8_000, 5).values.std() == pytest.approx(1, abs=0.05)


def test_gaps_are_closed_in_order():
    assert close_gaps(np.array([[np.nan, 1.0, np.nan, 2.0]]))[0, :2].tolist() == [1.0, 2.0]


def test_command_prints_power_beside_its_bound():
    scores = score_trends({"relationships": 40, "seed": 2})
    (task,) = json.loads((ROOT / "data" / "trends" / "task.json").read_text("utf-8"))["tasks"]
    assert set(task["metrics"]) <= set(scores.metrics)
    assert scores.metrics["bound, drop of 1 SD, within 3"] == pytest.approx(0.53, abs=0.01)
    assert set(scores.intervals) == {name for name in scores.metrics if not name.startswith("bound")}


def test_damaged_options_are_refused():
    with pytest.raises(InvalidInput, match="'many'"):
        score_trends({"relationships": "many"})
