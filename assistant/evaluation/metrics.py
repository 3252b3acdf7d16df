"""Measures, each with its definition; all are between 0 and 1 and take plain values."""

import math
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


def ndcg(ranked: Sequence[str], gains: Mapping[str, float], depth: int = 10) -> float:
    """Normalised discounted cumulative gain with linear gain (Järvelin & Kekäläinen 2002, as trec_eval).

    Returns:
        1 when the best come first; 0 when nothing has a gain.
    """
    ideal = sum(gain / math.log2(rank + 2) for rank, gain in enumerate(sorted(gains.values(), reverse=True)[:depth]))
    found = sum(gains.get(one, 0.0) / math.log2(rank + 2) for rank, one in enumerate(ranked[:depth]))
    return found / ideal if ideal > 0 else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: set[str], depth: int = 10) -> float:
    """One over the rank of the first relevant item; 0 when none is among the first `depth`."""
    return next((1 / (rank + 1) for rank, one in enumerate(ranked[:depth]) if one in relevant), 0.0)


def recall(ranked: Sequence[str], relevant: set[str], depth: int = 5) -> float:
    """Relevant items among the first `depth`, over the smaller of `depth` and their number.

    Raises:
        ValueError: Nothing is relevant.
    """
    if not relevant:
        raise ValueError("recall needs at least one relevant item")
    return len(relevant.intersection(ranked[:depth])) / min(depth, len(relevant))


def micro_f1(pairs: Iterable[tuple[Sequence[Hashable], Sequence[Hashable]]]) -> float:
    """F1 over all items of all (predicted, expected) pairs together; 1 when nothing is there and nothing was found."""
    hits = predicted = expected = 0
    for ours, theirs in pairs:
        hits += len(set(ours) & set(theirs))
        predicted += len(set(ours))
        expected += len(set(theirs))
    return 2 * hits / (predicted + expected) if predicted + expected else 1.0


def pair_loss(rated: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Weigh the wrong orders among one mentor's (rating, score) pairs.

    Returns:
        What the wrong orders cost (the rating difference; half of it for a tie) and the most they could cost.
    """
    cost = most = 0.0
    for at, (rating, score) in enumerate(rated):
        for other_rating, other_score in rated[:at]:
            difference = rating - other_rating
            most += abs(difference)
            cost += abs(difference) * _wrong(difference, score - other_score)
    return cost, most


def pair_hits(rated: Sequence[tuple[float, float]], counts: Callable[[float, float], bool]) -> tuple[float, int]:
    """Count the right orders among the pairs of different rating that `counts(lower, higher)` picks; a tie is half."""
    right, total = 0.0, 0
    for at, (rating, score) in enumerate(rated):
        for other_rating, other_score in rated[:at]:
            low, high = sorted((rating, other_rating))
            if low != high and counts(low, high):
                total += 1
                right += 1 - _wrong(rating - other_rating, score - other_score)
    return right, total


def _wrong(difference: float, ours: float) -> float:
    if difference == 0 or ours == 0:
        return 0.5 if difference else 0.0
    return float((difference > 0) != (ours > 0))


def bootstrap(
    items: Sequence[Item], statistic: Callable[[Sequence[Item]], float], *, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """Percentile bootstrap interval of 95 % (Efron 1979) over items drawn with replacement.

    Raises:
        ValueError: No items.
    """
    if not items:
        raise ValueError("a bootstrap needs at least one item")
    generator = np.random.default_rng(seed)
    picks = generator.integers(0, len(items), (draws, len(items)))
    values = [statistic([items[at] for at in pick]) for pick in picks]
    low, high = np.percentile(values, (2.5, 97.5))
    return float(low), float(high)
