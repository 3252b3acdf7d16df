"""From which strength on the evidence of a change counts, after each session: calibrated by simulation, kept as data.

`python -m assistant.evaluation.trend_limits` makes `limits.toml` again.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("limits.toml")


@dataclass(frozen=True, slots=True)
class Limits:
    """Thresholds for the evidence, as normal deviates.

    Args:
        first: After how many sessions the first look is taken.
        by_session: The limits of that look and the next ones.
        later: The limit of all looks after those.
    """

    first: int
    by_session: tuple[float, ...]
    later: float

    def upto(self, sessions: int) -> NDArray[np.float64]:
        """Give the limit after each of the first sessions, shape (sessions,); infinite where no look is taken."""
        known = [np.inf] * (self.first - 1) + list(self.by_session)
        return np.array((known + [self.later] * sessions)[:sessions])

    def at(self, sessions: int) -> float:
        """Give the limit of the look after so many sessions."""
        return float(self.upto(sessions)[-1]) if sessions > 0 else float("inf")


@cache
def load_limits() -> Limits:
    """Read the limits that ship with Rapport."""
    values = tomllib.loads(FILE.read_text("utf-8"))
    return Limits(int(values["first"]), tuple(map(float, values["by_session"])), float(values["later"]))
