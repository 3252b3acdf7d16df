"""What is looked for among mentors' passages, made of the vector of a goal.

Goals are told as somebody lives them ("my best friend on the team is now my report"), passages as somebody who knows
the field says them ("first-time managers"). A linear map learnt from goals with the mentors who fit them brings the
one nearer to the other; it changes goals only, so that the index stays one of the published model.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from assistant.engines.protocols import Matrix

Vector: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class GoalMap:
    """A centre taken away, and a map of low rank added.

    Args:
        centre: Mean vector of many goals, shape (dim,): a passage that is near to any goal whatever (a "hub") then
            counts for less (compare Dinu et al. 2015).
        down: Shape (dim, rank).
        up: Shape (rank, dim).
    """

    centre: Vector
    down: Matrix
    up: Matrix

    def apply(self, goals: Matrix) -> Matrix:
        """Map vectors of goals, shape (goals, dim), to vectors to search with; they are not of length 1."""
        centred = goals - self.centre
        return np.asarray(centred + (centred @ self.down) @ self.up, np.float32)


def no_map(dim: int) -> GoalMap:
    """Make the map that changes nothing."""
    return GoalMap(np.zeros(dim, np.float32), np.zeros((dim, 0), np.float32), np.zeros((0, dim), np.float32))
