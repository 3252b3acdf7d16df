import numpy as np
import pytest

from assistant.domain.search import Check, Constraint, ConstraintKind, Fit, Room, Strength
from assistant.matching.calibration import COVERS, MIDDLE, chance, strength
from assistant.matching.ordering import WISH_WEIGHT, Candidate, order, spread, wish_bonus


def candidate(name, value, room=Room.FREE, checks=()):
    return Candidate(name, 0, value, Strength.WEAK if value < 0.05 else strength(value, 1.0), room, checks)


def check(fit, *, hard):
    return Check(Constraint(ConstraintKind.LANGUAGE, "de", hard), fit, "")


def names(candidates):
    return [one.mentor_id for one in candidates]


def test_a_full_mentor_who_can_help_comes_after_those_with_room_and_before_those_who_cannot_help():
    full, free, weak = candidate("full", 0.9, Room.FULL), candidate("free", 0.5), candidate("weak", 0.01)
    assert names(order([weak, full, free])) == ["free", "full", "weak"]


def test_a_full_mentor_who_can_help_comes_before_a_long_shot_with_room():
    full, long_shot = candidate("full", 0.6, Room.FULL), candidate("long shot", 0.1)
    assert names(order([long_shot, full])) == ["full", "long shot"]


def test_what_is_required_and_not_stated_comes_below_what_is_stated():
    stated = candidate("stated", 0.4, checks=(check(Fit.MET, hard=True),))
    unsure = candidate("unsure", 0.9, checks=(check(Fit.NOT_STATED, hard=True),))
    assert names(order([unsure, stated])) == ["stated", "unsure"]
    assert not unsure.fails
    assert candidate("no", 0.9, checks=(check(Fit.FAILED, hard=True),)).fails


def test_each_wish_moves_the_score_by_the_same_amount_up_to_three():
    met, failed, unknown = (check(fit, hard=False) for fit in (Fit.MET, Fit.FAILED, Fit.NOT_STATED))
    assert wish_bonus([met]) == pytest.approx(WISH_WEIGHT)
    assert wish_bonus([failed, failed]) == pytest.approx(-2 * WISH_WEIGHT)
    assert wish_bonus([met, failed]) == wish_bonus([unknown]) == wish_bonus([]) == 0
    assert wish_bonus([check(Fit.MET, hard=True)]) == 0
    assert wish_bonus([met] * 9) == pytest.approx(3 * WISH_WEIGHT)


def test_a_near_duplicate_is_held_back_behind_somebody_different():
    vectors = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    ordered = [candidate("first", 0.9), candidate("copy", 0.88), candidate("other", 0.85)]
    assert names(spread(ordered, vectors, 3)) == ["first", "other", "copy"]
    assert names(spread(ordered, vectors, 2)) == ["first", "other"]


def test_spreading_never_lifts_a_full_mentor_over_one_with_room():
    vectors = np.array([[1, 0], [1, 0], [0, 1]], np.float32)
    ordered = [candidate("first", 0.9), candidate("copy", 0.5), candidate("full", 0.9, Room.FULL)]
    assert names(spread(ordered, vectors, 3)) == ["first", "copy", "full"]


def test_chance_grows_with_the_score_within_zero_and_one():
    values = [chance(score) for score in np.linspace(-1, 2, 50)]
    assert values == sorted(values)
    assert 0 <= values[0] < values[-1] <= 1
    assert chance(MIDDLE) == pytest.approx(0.5)


def test_who_speaks_to_one_sentence_only_is_a_weak_match():
    assert strength(0.9, COVERS - 0.01) is Strength.WEAK
    assert [strength(value, COVERS) for value in (0.9, 0.3, 0.01)] == [
        *(Strength.STRONG, Strength.GOOD),
        Strength.POSSIBLE,
    ]
