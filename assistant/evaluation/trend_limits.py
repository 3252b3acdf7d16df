"""Calibrate the limits of the test of changes: `python -m assistant.evaluation.trend_limits [--to FILE]`.

Flat relationships with normal noise of known size are watched session by session, and each look's limit is set so that
it spends its share of the error rate on those that no earlier look stopped. Early looks have a small share: few
sessions are a poor base. Beyond 14 sessions one limit spends the same again on every further 14.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.trends.evidence import LEAST_BEFORE, LEAST_SINCE, WINDOW
from assistant.analysis.trends.limits import FILE, Limits
from assistant.analysis.trends.watch import look_after_each
from assistant.domain.trends import Noise

RATE = 0.0455
"""Under 5 %, because the noise is in practice estimated and sessions are not quite normal."""
SEED = 20261123
RELATIONSHIPS = 200_000
SHARES = (0.1, 0.15, 0.25, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
"""Of the error rate, of the looks after 6, 7, ... 14 sessions, to be divided by their sum."""
CHUNK = 10_000


def calibrate(relationships: int = RELATIONSHIPS, seed: int = SEED, rate: float = RATE) -> Limits:
    """Calibrate limits on so many simulated relationships of 28 sessions."""
    generator = np.random.default_rng(seed)
    noise = Noise(sd=1.0, weight=float("inf"))
    parts = []
    for start in range(0, relationships, CHUNK):
        values = generator.standard_normal((min(CHUNK, relationships - start), 2 * WINDOW))
        parts.append(np.abs(look_after_each(values, noise)).max(-1).astype(np.float32))
    strengths = np.concatenate(parts)
    first = LEAST_BEFORE + LEAST_SINCE
    alive = np.ones(len(strengths), dtype=bool)
    limits = []
    for at, share in enumerate(SHARES):
        seen = strengths[:, first - 1 + at]
        limits.append(_limit(seen[alive], rate * share / sum(SHARES) * len(strengths)))
        alive &= seen <= limits[-1]
    later = _limit(strengths[alive, WINDOW:].max(1), rate * int(alive.sum()))
    return Limits(first, tuple(limits), later)


def write_limits(limits: Limits, file: Path, relationships: int, seed: int, rate: float) -> None:
    """Write limits as `limits.toml` has them."""
    listed = ", ".join(f"{one:.3f}" for one in limits.by_session)
    file.write_text(
        "# Made by: python -m assistant.evaluation.trend_limits\n"
        f"relationships = {relationships}\nseed = {seed}\nrate = {rate}\n"
        f"first = {limits.first}\nby_session = [{listed}]\nlater = {limits.later:.3f}\n",
        "utf-8",
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Calibrate and write."""
    parser = argparse.ArgumentParser(description="Calibrate the limits of the test of changes.")
    parser.add_argument("--to", type=Path, default=FILE)
    parser.add_argument("--relationships", type=int, default=RELATIONSHIPS)
    given = parser.parse_args(arguments)
    limits = calibrate(given.relationships)
    write_limits(limits, given.to, given.relationships, SEED, RATE)
    sys.stdout.write(f"{given.to}: {limits}\n")


def _limit(strengths: NDArray[np.float32], exceeding: float) -> float:
    """Give the value that so many of the strengths exceed, rounded up to what the file holds."""
    at = len(strengths) - 1 - int(exceeding)
    return float(np.ceil(float(np.partition(strengths, at)[at]) * 1000) / 1000)


if __name__ == "__main__":
    main()
