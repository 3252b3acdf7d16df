"""The measures against hand-worked examples."""

import math

import pytest

from assistant.evaluation.metrics import bootstrap, micro_f1, ndcg, pair_hits, pair_loss, recall, reciprocal_rank


def test_ndcg_of_a_worked_example():
    # Gains 3, 2, 1 at ranks 1, 3, 4: (3 + 2/2 + 1/log2(5)) / (3 + 2/log2(3) + 1/2)
    found = ndcg(["a", "x", "b", "c"], {"a": 3, "b": 2, "c": 1})
    assert found == pytest.approx((3 + 1 + 1 / math.log2(5)) / (3 + 2 / math.log2(3) + 0.5))


def test_ndcg_is_one_for_the_best_order_and_zero_without_gains():
    assert ndcg(["a", "b"], {"a": 2, "b": 1}) == 1.0
    assert ndcg(["a", "b"], {}) == 0.0


def test_ndcg_looks_at_the_first_ten_only():
    ranked = [str(number) for number in range(11)]
    assert ndcg(ranked, {"10": 1}) == 0.0


def test_reciprocal_rank_of_the_first_relevant():
    assert reciprocal_rank(["x", "a", "b"], {"a", "b"}) == 0.5
    assert reciprocal_rank(["x"], {"a"}) == 0.0


def test_recall_is_over_the_smaller_of_depth_and_number():
    assert recall(["a", "x", "y", "z", "w", "b"], {"a", "b"}) == 0.5
    assert recall(list("abcde"), set("abcdefgh")) == 1.0
    with pytest.raises(ValueError, match="relevant"):
        recall(["a"], set())


def test_micro_f1_counts_over_all_pairs():
    # 1 hit, 3 found, 2 expected: 2/5
    assert micro_f1([(["a", "b"], ["a"]), (["c"], ["d"])]) == pytest.approx(2 / 5)
    assert micro_f1([([], [])]) == 1.0


def test_pair_loss_weighs_wrong_orders_by_the_rating_difference():
    # Pairs: (5,3) right, (5,1) wrong costs 4, (3,1) tie costs 1; of 2 + 4 + 2.
    assert pair_loss([(5, 0.5), (3, 0.2), (1, 0.6)]) == (6.0, 8.0)
    assert pair_loss([(5, 0.5), (3, 0.5)]) == (1.0, 2.0)
    assert pair_loss([(3, 0.1), (3, 0.9)]) == (0.0, 0.0)


def test_pair_hits_takes_the_wanted_pairs():
    easy = pair_hits([(5, 0.9), (1, 0.1), (3, 0.0)], lambda low, high: low <= 2 and high >= 4)
    assert easy == (1.0, 1)


def test_bootstrap_of_equal_items_has_no_width_and_is_reproducible():
    assert bootstrap([2.0, 2.0], lambda drawn: sum(drawn) / len(drawn)) == (2.0, 2.0)
    values = [0.0, 1.0] * 50
    low, high = bootstrap(values, lambda drawn: sum(drawn) / len(drawn))
    assert (low, high) == bootstrap(values, lambda drawn: sum(drawn) / len(drawn))
    # The mean of 100 fair coins has a standard error of 0.05.
    assert low == pytest.approx(0.4, abs=0.03)
    assert high == pytest.approx(0.6, abs=0.03)
