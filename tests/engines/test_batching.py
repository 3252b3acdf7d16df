import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engines.batching import BatchPlan, embed_tokens, normalise_rows, pad, plan_batches
from assistant.engines.protocols import Matrix


def count_ids(ids: np.ndarray, mask: np.ndarray) -> Matrix:
    """A model whose vector is (number of tokens, sum of ids): padding would show."""
    return np.stack([mask.sum(axis=1), (ids * mask).sum(axis=1)], axis=1).astype(np.float32)


@given(st.lists(st.integers(2, 40), max_size=60), st.integers(1, 200))
def test_batches_hold_every_written_text_once_within_the_budget(lengths: list[int], budget: int) -> None:
    batches = list(plan_batches(lengths, budget))
    assert sorted(row for batch in batches for row in batch) == [i for i, n in enumerate(lengths) if n > 2]
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[row] for row in batch) <= budget


def test_longest_texts_go_first_and_ties_keep_their_order() -> None:
    assert list(plan_batches([5, 9, 5, 9], 18)) == [[1, 3], [0, 2]]


@pytest.mark.parametrize("workers", [1, 3])
def test_rows_come_back_in_the_order_given(workers: int) -> None:
    tokens = [[1, 7, 2], [1, 2], [1, 3, 3, 3, 2], [1, 9, 9, 2]]
    vectors = embed_tokens(tokens, count_ids, 2, BatchPlan(5, workers))
    expected = normalise_rows(np.array([[3, 10], [0, 0], [5, 12], [4, 21]], dtype=np.float32))
    np.testing.assert_allclose(vectors, expected, rtol=1e-6)


def test_an_error_in_a_worker_reaches_the_caller() -> None:
    def broken(ids: np.ndarray, mask: np.ndarray) -> Matrix:
        raise RuntimeError("no memory")

    with pytest.raises(RuntimeError, match="no memory"):
        embed_tokens([[1, 5, 2]] * 20, broken, 2, BatchPlan(3, 2))


def test_padding_is_zero_and_masked() -> None:
    ids, mask = pad([[1, 5, 2], [1, 2]])
    np.testing.assert_array_equal(ids, [[1, 5, 2], [1, 2, 0]])
    np.testing.assert_array_equal(mask, [[1, 1, 1], [1, 1, 0]])


def test_batches_hold_little_padding_where_that_is_asked_for() -> None:
    lengths = [40, 12, 11, 38, 10, 3]
    assert list(plan_batches(lengths, 1000, most_padding=8)) == [[0, 3], [1, 2, 4], [5]]
    assert list(plan_batches(lengths, 1000, most_padding=0)) == [[0], [3], [1], [2], [4], [5]]
    assert list(plan_batches(lengths, 24, most_padding=8)) == [[0], [3], [1, 2], [4, 5]]
