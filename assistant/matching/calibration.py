"""From a ranking score to the chance that a mentor can help, and to a word for it.

The two numbers of the logistic curve were fitted on the development half of `data/search_set`: grade 2 or 3 against the
rest, over the first 60 eligible mentors of each goal. `POSSIBLE`, below which nobody is said to fit, is the value at
which at most 5 % of the goals that somebody can help with were turned away there.
"""

import math

from assistant.domain.search import Strength

SLOPE = 31.3
MIDDLE = 0.245
STRONG, GOOD, POSSIBLE = 0.5, 0.2, 0.045


def chance(score: float) -> float:
    """Turn a ranking score into the chance, 0 to 1, that the mentor can help."""
    return 1 / (1 + math.exp(-SLOPE * (score - MIDDLE)))


def strength(value: float) -> Strength:
    """Say a chance (0 to 1) in a word."""
    if value >= STRONG:
        return Strength.STRONG
    if value >= GOOD:
        return Strength.GOOD
    return Strength.POSSIBLE if value >= POSSIBLE else Strength.WEAK
