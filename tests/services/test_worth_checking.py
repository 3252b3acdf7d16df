"""Only candidates who may be able to help, and some more, are held against the constraints."""

import numpy as np
import pytest

from assistant.domain.search import Strength
from assistant.matching.calibration import strength
from assistant.matching.ranking import Ranking
from assistant.services.search import worth_checking


@pytest.fixture
def ranking() -> Ranking:
    scores = np.linspace(0.9, 0.0, 200)
    rows = np.arange(200)[:, None]
    return Ranking(np.arange(200), scores, scores / 2, rows, scores[:, None].astype(np.float32), exhausted=True)


def test_everybody_who_may_help_is_kept_however_few_are_asked_for(ranking: Ranking) -> None:
    helpful = [score for score in ranking.scores if strength(1, float(score) / 2) is not Strength.WEAK]
    kept = worth_checking(ranking, 1)
    assert 1 < len(helpful) < len(ranking.scores)
    np.testing.assert_array_equal(kept.scores, helpful)
    np.testing.assert_array_equal(kept.wish_rows[:, 0], kept.owners)
    assert not kept.exhausted


def test_others_fill_up_to_the_number_asked_for(ranking: Ranking) -> None:
    np.testing.assert_array_equal(worth_checking(ranking, 180).owners, ranking.owners[:180])
    assert worth_checking(ranking, 500) is ranking
