"""What is refused at the door of an index."""

import numpy as np

from assistant.engines.protocols import Matrix
from assistant.errors import InvalidInput
from assistant.matching.indexes.protocols import Ids, IdsLike


def checked_ids(ids: IdsLike) -> Ids:
    """Read a list or array of passage ids; an empty one gives an empty array.

    Raises:
        InvalidInput: It is not a flat list of integers.
    """
    checked = np.asarray(ids)
    if checked.ndim != 1 or (checked.size and not np.issubdtype(checked.dtype, np.integer)):
        raise InvalidInput(f"Passage ids of shape {checked.shape}, type {checked.dtype}; needed is a list of integers.")
    return checked.astype(np.int64)


def new_ids(ids: IdsLike, count: int, what: str) -> tuple[Ids, Ids]:
    """Check ids that come with `count` vectors or texts.

    Returns:
        The distinct ids, ascending, and the place of the last occurrence of each.

    Raises:
        InvalidInput: Their numbers differ, or an id is negative.
    """
    checked = checked_ids(ids)
    if len(checked) != count:
        raise InvalidInput(f"{count} {what} but {len(checked)} passage ids.")
    if len(checked) and checked.min() < 0:
        raise InvalidInput(f"A passage id is {checked.min()}; ids are 0 or above.")
    unique, first_from_end = np.unique(checked[::-1], return_index=True)
    return unique, len(checked) - 1 - first_from_end


def checked_vectors(vectors: Matrix, dim: int, what: str) -> Matrix:
    """Read vectors as contiguous single precision.

    Raises:
        InvalidInput: The shape is not (n, dim), or a value is not finite.
    """
    checked = np.ascontiguousarray(vectors, dtype=np.float32)
    if checked.ndim != 2 or checked.shape[1] != dim:
        raise InvalidInput(f"The vectors of the {what} have shape {checked.shape}, the index holds {dim} values a row.")
    if not np.isfinite(checked).all():
        raise InvalidInput(f"The vectors of the {what} hold values that are not finite numbers.")
    return checked


def checked_k(k: int) -> int:
    """Check how many passages are asked for.

    Raises:
        InvalidInput: Fewer than one.
    """
    if k < 1:
        raise InvalidInput(f"k is {k}; ask for at least 1 passage.")
    return k
