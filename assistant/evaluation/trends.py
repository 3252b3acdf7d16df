"""How often the test of changes is wrong, and what it can see, on relationships whose truth is known."""

import math
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.trends.noise import pool_noise
from assistant.analysis.trends.slope import DAYS_A_MONTH, sen_slope
from assistant.analysis.trends.watch import first_alarms
from assistant.domain.trends import Noise
from assistant.errors import InvalidInput
from assistant.evaluation.scores import Scores
from assistant.evaluation.simulated_relationships import CHANGING, Simulated, Story, close_gaps, simulate

PROGRAMME = 40
"""Relationships whose noise is pooled."""
AFTER = 8
SIZES = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0)
WITHIN = (3, 5)
SLOPES = 400
Z_ONE_SIDED = 1.6449


def score_trends(options: Mapping[str, Any]) -> Scores:
    """Measure false alarms, power, the bound of one look, and how often the slope's interval holds the true slope.

    Args:
        options: `relationships` per story (2,000) and `seed` (1).

    Raises:
        InvalidInput: One of them is no whole number, or there are fewer than 40 relationships.
    """
    count, seed = options.get("relationships", 2_000), options.get("seed", 1)
    if not isinstance(count, int) or not isinstance(seed, int) or count < PROGRAMME:
        raise InvalidInput(f"{count!r} relationships and seed {seed!r} cannot be simulated.", "Mend the task.json.")
    scores = Scores({}, {}, (f"Noise is pooled over programmes of {PROGRAMME}; sizes are in SD of one relationship.",))
    for story in Story:
        if story not in CHANGING:
            made = simulate(story, count, seed)
            _add_share(scores, f"false alarms, {story}", find_first(made, seed) > 0)
    alone = first_alarms(simulate(Story.FLAT, count, seed).values, Noise())
    _add_share(scores, "false alarms, flat, no other relationship", alone > 0)
    for size in SIZES:
        _add_power(scores, Story.DROP, size, (count, seed))
    _add_power(scores, Story.RISE, 2.0, (count, seed))
    drift = find_first(simulate(Story.DRIFT, count, seed, size=4.0), seed)
    _add_share(scores, "found by session 14, drift of 4 SD", drift > 0)
    for story in (Story.IRREGULAR, Story.HEAVY_TAILS, Story.DRIFT):
        for sessions in (6, 14):
            made = simulate(story, min(count, SLOPES), seed, sessions=sessions)
            _add_share(scores, f"slope in interval, {story}, {sessions} sessions", slope_held(made))
    return scores


def find_first(made: Simulated, seed: int) -> NDArray[np.int64]:
    """Give the session of the first alarm of each relationship, 0 for none.

    The noise comes from the others of a programme of 40, of which one in ten has a drop of 2 SD of its own.
    """
    found = []
    for at, rows in enumerate(_programmes(close_gaps(made.values))):
        found.append(first_alarms(rows, _noise_of_others(_noise_story(made.story), seed + 1_000 + at)))
    return np.concatenate(found)


def bound_of_one_look(size: float, sessions: int) -> float:
    """Give the power of one look at a known change, in a known direction, from a known level, with known noise.

    The mean of k sessions has standard error 1 / sqrt(k), so a one-sided 5 % test finds a change of `size` SD with
    probability Phi(size sqrt(k) - 1.645): 53 % for 1 SD and 3 sessions. No test that must also find out when, which
    way and from what level, and looks after every session, can do better at the same error rate.
    """
    return 0.5 * math.erfc(-(size * math.sqrt(sessions) - Z_ONE_SIDED) / math.sqrt(2))


def slope_held(made: Simulated) -> NDArray[np.bool_]:
    """Say of each relationship whether the interval of its slope holds the true one."""
    held = []
    for days, values in zip(made.days, made.values, strict=True):
        _, interval = sen_slope(list(days), list(values))
        if interval is not None:
            held.append(made.slope * DAYS_A_MONTH in interval)
    return np.array(held)


def share_interval(hits: int, count: int) -> tuple[float, float]:
    """Give the 95 % interval of a share after Wilson (1927)."""
    z = 1.959964
    centre = (hits + z * z / 2) / (count + z * z)
    reach = z / (count + z * z) * math.sqrt(hits * (count - hits) / count + z * z / 4)
    return max(0.0, centre - reach), min(1.0, centre + reach)


def _add_power(scores: Scores, story: Story, size: float, made_of: tuple[int, int]) -> None:
    """Add the share found among those that had no alarm before the change."""
    count, seed = made_of
    alarms = find_first(simulate(story, count, seed, size=size, after=AFTER), seed)
    alarms = alarms[(alarms == 0) | (alarms > AFTER)]
    for within in WITHIN:
        name = f"{story} of {size:g} SD, within {within}"
        _add_share(scores, f"found, {name}", (alarms > 0) & (alarms <= AFTER + within))
        if story is Story.DROP:
            scores.metrics[f"bound, {name}"] = bound_of_one_look(size, within)


def _add_share(scores: Scores, name: str, hits: NDArray[np.bool_]) -> None:
    scores.metrics[name] = float(hits.mean())
    scores.intervals[name] = share_interval(int(hits.sum()), len(hits))


@lru_cache(maxsize=1_024)
def _noise_of_others(story: Story, seed: int) -> Noise:
    others = simulate(story, PROGRAMME, seed).values
    others[: PROGRAMME // 10, AFTER:] -= 2.0
    return pool_noise(list(others))


def _programmes(values: NDArray[np.float64]) -> Iterator[NDArray[np.float64]]:
    for start in range(0, len(values), PROGRAMME):
        yield values[start : start + PROGRAMME]


def _noise_story(story: Story) -> Story:
    """Give the story of the others in a programme: the same kind of noise, and nothing happens."""
    return story if story in {Story.HEAVY_TAILS, Story.UNEVEN_NOISE, Story.ALIKE_NEIGHBOURS} else Story.FLAT
