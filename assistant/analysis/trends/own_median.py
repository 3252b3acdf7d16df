"""A session beside the person's own earlier sessions, never beside other people's."""

from collections.abc import Sequence
from statistics import median

from assistant.domain.trends import OwnMedian

LEAST_EARLIER = 3


def compare_with_own(values: Sequence[float]) -> OwnMedian | None:
    """Give the last value and the median of those before it.

    Returns:
        None with fewer than 3 earlier values.
    """
    earlier = values[:-1]
    if len(earlier) < LEAST_EARLIER:
        return None
    return OwnMedian(median(earlier), values[-1], len(earlier))
