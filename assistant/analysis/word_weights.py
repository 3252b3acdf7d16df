"""Which words of a session its summary would use, and how often.

A Poisson regression on counts that any transcript has (how often a word comes, over how much of the session, by how
many people) and on how much more common the word is in summaries of meetings than in meetings. What it gives is the
reference that sentences are chosen to cover (compare the concepts of Gillick and Favre 2009).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.units import Unit

Floats = NDArray[np.float64]
FEATURES = 16
_PARTS = 10
_FLOOR = 2e-3


@dataclass(frozen=True, slots=True)
class WordUse:
    """How a stem is used in meetings: sums over meetings of its share of the summary and of the talk, and how many."""

    in_summaries: float = 0.0
    in_talk: float = 0.0
    meetings: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class WordModel:
    """The regression and the table that it reads.

    Args:
        meetings: How many meetings the table is of.
        mean: Of the features, shape (FEATURES,).
        scale: Their standard deviation.
        weights: Of the scaled features.
        bias: Logarithm of the expected count at their mean.
    """

    table: dict[str, WordUse]
    meetings: int
    mean: Floats
    scale: Floats
    weights: Floats
    bias: float

    def expect(self, units: Sequence[Unit]) -> dict[str, float]:
        """Give how often each stem is expected in 100 words of a summary; no units give an empty table."""
        if not units:
            return {}
        stems, features = read_word_features(units, self.table, self.meetings)
        logs = ((features - self.mean) / self.scale) @ self.weights + self.bias
        return dict(zip(stems, np.exp(np.minimum(logs, 3.0)).tolist(), strict=True))


def read_word_features(
    units: Sequence[Unit], table: dict[str, WordUse], meetings: int, own: dict[str, WordUse] | None = None
) -> tuple[list[str], Floats]:
    """Read what the regression sees of each stem of a session.

    Args:
        units: The session, at least one.
        table: Use of stems in many meetings.
        meetings: How many they are.
        own: What this session itself added to the table, to be taken away when it is learnt from.

    Returns:
        The stems, and float64 of shape (stems, FEATURES).
    """
    counts = Counter(one for unit in units for one in unit.stems)
    total = sum(counts.values())
    parts, speakers, first = _spread(units)
    others = meetings - (own is not None)
    rows = []
    for one, count in counts.items():
        use = _without(table.get(one, WordUse()), own.get(one) if own else None)
        summary = math.log((use.in_summaries + _FLOOR) / others)
        talk = math.log((use.in_talk + _FLOOR) / others)
        share, rare = math.log(count / total), math.log((others + 1) / (use.meetings + 1))
        spread, lift, burst = len(parts[one]) / _PARTS, summary - talk, share - talk
        alone = (share, rare, summary, talk, lift, spread, len(speakers[one]) > 1, first[one], min(len(one), 10) / 10)
        mixed = (one.isdigit(), share * rare / 10, burst, min(burst, 2), rare * spread, lift * rare / 5)
        rows.append((*alone, *mixed, not use.meetings))
    return list(counts), np.asarray(rows, np.float64)


def _spread(units: Sequence[Unit]) -> tuple[dict[str, set[int]], dict[str, set[str]], dict[str, float]]:
    parts: dict[str, set[int]] = defaultdict(set)
    speakers: dict[str, set[str]] = defaultdict(set)
    first: dict[str, float] = {}
    for at, unit in enumerate(units):
        for one in unit.stems:
            parts[one].add(at * _PARTS // len(units))
            speakers[one].add(unit.speaker)
            first.setdefault(one, at / len(units))
    return parts, speakers, first


def _without(use: WordUse, own: WordUse | None) -> WordUse:
    if own is None:
        return use
    return WordUse(
        max(use.in_summaries - own.in_summaries, 0.0), max(use.in_talk - own.in_talk, 0.0), use.meetings - own.meetings
    )
