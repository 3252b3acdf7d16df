"""From ranking scores to the chance that a mentor can help, and to a word for it.

The two numbers of the logistic curve were fitted on the development half of `data/search_set`: grade 2 or 3 against the
rest, over the first 60 eligible mentors of each goal. `COVERS`, below which nobody is said to fit, is the score for the
whole question at which at most 5 % of the goals that somebody can help with were turned away there.
"""

import math

from assistant.domain.search import Strength

SLOPE = 31.7
MIDDLE = 0.243
STRONG, GOOD = 0.5, 0.2
COVERS = 0.18


def chance(score: float) -> float:
    """Turn a ranking score into the chance, 0 to 1, that the mentor can help."""
    return 1 / (1 + math.exp(-SLOPE * (score - MIDDLE)))


def strength(value: float, question_score: float) -> Strength:
    """Say a match in a word.

    Args:
        value: The chance that the mentor can help, 0 to 1.
        question_score: Their ranking score for the whole question: who has something to say to a single sentence of it
            only is a weak match, however much that is.
    """
    if question_score < COVERS:
        return Strength.WEAK
    if value >= STRONG:
        return Strength.STRONG
    return Strength.GOOD if value >= GOOD else Strength.POSSIBLE
