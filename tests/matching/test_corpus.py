import numpy as np
import pytest

from assistant.matching.corpus import build_corpus


def corpus():
    return build_corpus(("b", "a"), np.array([5, 2, 9, 7]), np.array([0, 1, 0, 1]), np.array([0, 0, 2, 3]))


def test_passages_are_sorted_by_id_with_their_owners():
    built = corpus()
    assert built.passage_ids.tolist() == [2, 5, 7, 9]
    assert [built.mentor_ids[owner] for owner in built.owners] == ["a", "b", "a", "b"]
    assert built.kinds.tolist() == [0, 0, 3, 2]


def test_rows_leave_out_ids_that_are_not_there():
    rows, known = corpus().find(np.array([2, 3, 9, -1]))
    assert rows.tolist() == [0, 3]
    assert known.tolist() == [True, False, True, False]


def test_rows_of_mentors_come_mentor_by_mentor():
    built = corpus()
    rows = built.rows_of(np.array([1, 0]))
    assert [built.mentor_ids[owner] for owner in built.owners[rows]] == ["a", "a", "b", "b"]


def test_an_empty_corpus_finds_nothing():
    none = np.empty(0, np.int64)
    built = build_corpus((), none, none, none)
    assert built.find(np.array([1]))[0].tolist() == []
    assert built.rows_of(none).tolist() == []


def test_columns_of_different_length_are_refused():
    with pytest.raises(ValueError, match="2 passages, 1 owners"):
        build_corpus(("a",), np.array([1, 2]), np.array([0]), np.array([0, 0]))
