"""From a ranking score to the chance that a mentor can help, and to a word for it.

The two numbers of the logistic curve are fitted by `rapport calibrate` on the development half of `data/search_set`
(grade 2 or 3 against the rest, candidates of the ranking), and printed by it with their log loss.
"""

import math

from assistant.domain.search import Strength

SLOPE = 28.8
MIDDLE = 0.366
STRONG, GOOD, POSSIBLE = 0.6, 0.3, 0.12


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
