"""Where a session turns to something else.

Candidates are the gaps where what comes before and what comes after differ most for their surroundings (TextTiling;
Hearst 1997, on sentence vectors); among them, dynamic programming finds the segments that hold together best.
"""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.units import Unit
from assistant.engines.protocols import Matrix

_WINDOW = 6
_CANDIDATES_PER_TOPIC = 8
_WORDS_PER_TOPIC_SQUARED = 150
_LEAST_UNITS = 8
_LEAST_SHARE = 0.4
"""Words of a segment, as a share of an even one."""
MOST_TOPICS = 14


def topic_count(words: int, units: int) -> int:
    """Say how many topics a session has by its length: 0 below eight sentences, 2 in 600 words, 8 in an hour."""
    if units < _LEAST_UNITS:
        return 0
    return max(1, min(MOST_TOPICS, round(math.sqrt(words / _WORDS_PER_TOPIC_SQUARED)), units // _LEAST_UNITS))


def find_segments(units: Sequence[Unit], vectors: Matrix) -> list[tuple[int, int]]:
    """Split units into stretches that are about one thing each.

    Returns:
        (first, last) units of each stretch, covering all; empty when there is too little to split.
    """
    lengths = np.asarray([len(unit.stems) for unit in units], np.float64)
    count = topic_count(int(lengths.sum()), len(units))
    if count == 0:
        return []
    if count == 1:
        return [(0, len(units) - 1)]
    rows = (vectors - vectors.mean(0)) * np.sqrt(np.minimum(lengths, 30))[:, None]
    gaps = _candidates(rows, count)
    starts = _best_split(rows, lengths, [0, *gaps, len(units)], count)
    return [(start, end - 1) for start, end in zip(starts, [*starts[1:], len(units)], strict=True)]


def _candidates(rows: Matrix, count: int) -> list[int]:
    sums = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(rows, 0)])
    places = np.arange(2, len(rows) - 1)
    before = sums[places] - sums[np.maximum(places - _WINDOW, 0)]
    after = sums[np.minimum(places + _WINDOW, len(rows))] - sums[places]
    norms = np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1)
    cosines = (before * after).sum(1) / np.maximum(norms, 1e-9)
    likeness = np.convolve(np.pad(cosines, 1, "edge"), [0.25, 0.5, 0.25], "valid")
    depths = _depths(likeness)
    kept = sorted(np.argsort(-depths, kind="stable")[: _CANDIDATES_PER_TOPIC * count])
    return [int(places[at]) for at in kept]


def _depths(likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give how far the likeness at each gap lies below the peaks to both sides of it."""
    return np.asarray(_peaks(likeness) + _peaks(likeness[::-1])[::-1] - 2 * likeness)


def _peaks(likeness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give the height that is reached from each gap by going left for as long as it does not go down."""
    peaks = likeness.copy()
    for at in range(1, len(likeness)):
        if likeness[at - 1] >= likeness[at]:
            peaks[at] = peaks[at - 1]
    return peaks


def _best_split(rows: Matrix, lengths: NDArray[np.float64], edges: list[int], count: int) -> list[int]:
    """Choose `count` segments between edges so that the sum of what their means explain is greatest."""
    sums = np.vstack([np.zeros((1, rows.shape[1])), np.cumsum(rows, 0)])
    words = np.concatenate([[0.0], np.cumsum(lengths)])
    least = _LEAST_SHARE * words[-1] / count
    ends = len(edges)
    best = np.full((count + 1, ends), -np.inf)
    best[0, 0] = 0.0
    back = np.zeros((count + 1, ends), int)
    for end in range(1, ends):
        spans = sums[edges[end]] - sums[np.asarray(edges[:end])]
        sizes = words[edges[end]] - words[np.asarray(edges[:end])]
        worth = np.where(sizes >= least, (spans**2).sum(1) / np.maximum(sizes, 1), -np.inf)
        for used in range(1, count + 1):
            totals = best[used - 1, :end] + worth
            back[used, end] = int(np.argmax(totals))
            best[used, end] = totals[back[used, end]]
    used = int(max((one for one in range(1, count + 1) if np.isfinite(best[one, -1])), default=0))
    starts: list[int] = []
    end = ends - 1
    for left in range(used, 0, -1):
        end = int(back[left, end])
        starts.append(edges[end])
    return sorted(starts) or [0]
