"""The order in which matches are shown: what is asked for first, room next, near-duplicates spread."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.domain.search import Check, Fit, Room, Strength
from assistant.engines.protocols import Matrix

SOFT_BONUS = 0.12
"""How much a chance moves when all wished constraints are met (up) or failed (down): our own choice."""
NEAR_DUPLICATE = 0.8
"""Cosine between two mentors above which the second is held back: in the demo programme one pair in a thousand."""
SPREAD = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor on the way to a match; `place` is their row in the ranking."""

    mentor_id: str
    place: int
    chance: float
    strength: Strength
    room: Room
    checks: tuple[Check, ...]

    @property
    def fails(self) -> bool:
        """Whether they are known to fail something required."""
        return any(check.fit is Fit.FAILED and check.constraint.hard for check in self.checks)

    @property
    def unsure(self) -> bool:
        """Whether they state nothing about something required."""
        return any(check.fit is Fit.NOT_STATED and check.constraint.hard for check in self.checks)


def with_soft_constraints(value: float, checks: Sequence[Check]) -> float:
    """Move a chance (0 to 1) by the wished constraints that are met or failed; what is not stated moves nothing.

    The move is in proportion to how uncertain the chance is, so that a wish about evenings never lifts somebody who
    cannot help.
    """
    soft = [check.fit for check in checks if not check.constraint.hard]
    if not soft:
        return value
    balance = (soft.count(Fit.MET) - soft.count(Fit.FAILED)) / len(soft)
    moved = value + SOFT_BONUS * balance * min(1.0, 4 * value)
    return min(max(moved, 0.0), 1.0)


def order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Sort into groups, and by chance within each.

    Those who can help come before the long shots, and these before the weak. Among those who can help, and again among
    the long shots, what is stated comes before what is not, and room before none.
    """
    return sorted(candidates, key=lambda one: (*_group(one), -one.chance, one.place))


def spread(ordered: Sequence[Candidate], vectors: Matrix, limit: int) -> list[Candidate]:
    """Pick `limit` candidates so that near-duplicates do not crowd others out (maximal marginal relevance).

    Only within the same group of `order` (strength, room, stated), so that spreading never lifts a full mentor over
    one with room.

    Args:
        ordered: As `order` gives them.
        vectors: One row of length 1 for each, in the same order.
        limit: How many are wanted.
    """
    groups = [_group(one) for one in ordered]
    left = list(range(len(ordered)))
    picked: list[int] = []
    similar = np.zeros(len(ordered))
    while left and len(picked) < limit:
        group = [at for at in left if groups[at] == groups[left[0]]]
        best = max(group, key=lambda at: ordered[at].chance - SPREAD * max(0.0, float(similar[at]) - NEAR_DUPLICATE))
        picked.append(best)
        left.remove(best)
        similar = np.maximum(similar, vectors @ vectors[best])
    return [ordered[at] for at in picked]


def _group(one: Candidate) -> tuple[bool, bool, bool, bool]:
    is_long_shot = one.strength not in {Strength.STRONG, Strength.GOOD}
    return one.strength is Strength.WEAK, is_long_shot, one.unsure, one.room is Room.FULL
