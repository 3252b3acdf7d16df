"""The order in which matches are shown: what is asked for first, room next, near-duplicates spread."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.domain.search import Check, Fit, Room, Strength
from assistant.engines.protocols import Matrix

WISH_WEIGHT = 0.02
"""How much a ranking score moves for each wished constraint that is met (up) or failed (down).

Chosen on the development half of `data/search_set`, where 0.015 to 0.03 do equally well.
"""
MOST_WISHES = 3
"""So that a long list of wishes cannot lift somebody who knows nothing of the subject."""
LONG_SHOT = 0.15
"""The chance below which a mentor who has room no longer comes before one who can help and is full."""
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
    def failures(self) -> int:
        """How many things that are required they are known to fail."""
        return sum(check.fit is Fit.FAILED and check.constraint.hard for check in self.checks)

    @property
    def fails(self) -> bool:
        """Whether they are known to fail something required."""
        return self.failures > 0

    @property
    def unsure(self) -> bool:
        """Whether they state nothing about something required."""
        return any(check.fit is Fit.NOT_STATED and check.constraint.hard for check in self.checks)


def wish_bonus(checks: Sequence[Check]) -> float:
    """Say how much the wished constraints move a ranking score, -0.06 to 0.06; what is not stated moves nothing."""
    soft = [check.fit for check in checks if not check.constraint.hard]
    balance = soft.count(Fit.MET) - soft.count(Fit.FAILED)
    return WISH_WEIGHT * min(max(balance, -MOST_WISHES), MOST_WISHES)


def order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Sort into groups, and by chance within each.

    Those who can help come before the long shots, and these before the weak. Among those who can help, and again among
    the long shots, what is stated comes before what is not, and room before none.
    """
    return sorted(candidates, key=lambda one: (*_group(one), -one.chance, one.place))


def nearest(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Sort what is shown when nobody fits: who could help but for one thing required, then who fails least.

    Whoever fails nothing here cannot help, whatever wishes they meet, and is called weak.
    """
    named = [one if one.fails else replace(one, strength=Strength.WEAK) for one in candidates]
    return sorted(
        named,
        key=lambda one: (one.failures != 1 or one.chance < LONG_SHOT, one.failures, -one.chance, one.place),
    )


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
    return one.strength is Strength.WEAK, one.chance < LONG_SHOT, one.unsure, one.room is Room.FULL
