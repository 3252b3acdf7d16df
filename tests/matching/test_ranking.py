"""The ranking against the same sums done plainly."""

import numpy as np
import pytest

from assistant.domain.search import PassageKind
from assistant.engines.protocols import ModelIdentity
from assistant.matching.corpus import build_corpus
from assistant.matching.goal_map import GoalMap
from assistant.matching.indexes import choose_index, new_lexical_index
from assistant.matching.ranking import Ranker, Weights, stored_vectors

DIM = 8
WEIGHTS = Weights(
    best=0.5, few=0.3, all=0.2, few_count=2, sentences=0.25, stated=0.5, whole=0.6, lexical=0.25, half_bm25=3.0
)
OWNERS = [0, 0, 0, 1, 1, 2, 3]
KINDS = [
    *(PassageKind.BIO, PassageKind.SENTENCE, PassageKind.SENTENCE),
    *(PassageKind.BIO, PassageKind.SKILLS, PassageKind.BIO, PassageKind.BIO),
]
TEXTS = ["bread and flour", "flour", "rent", "leading teams", "teams", "statistics", "gardens of bread"]


@pytest.fixture
def vectors():
    made = np.random.default_rng(1).normal(size=(len(OWNERS), DIM)).astype(np.float32)
    made = made.astype(np.float16).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def queries():
    made = np.random.default_rng(2).normal(size=(3, DIM)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


@pytest.fixture
def ranker(vectors):
    ids = np.arange(1, len(OWNERS) + 1)
    dense = choose_index(len(ids), ModelIdentity("test", "1"), DIM)
    dense.add(ids, vectors)
    lexical = new_lexical_index()
    lexical.add(ids, TEXTS)
    lexical.commit()
    kinds = np.array([tuple(PassageKind).index(kind) for kind in KINDS])
    corpus = build_corpus(("a", "b", "c", "d"), ids, np.array(OWNERS), kinds)
    return Ranker(None, dense, lexical, corpus, WEIGHTS)  # no text is embedded here


def pooled_plainly(similarity):
    ordered = np.sort(similarity)[::-1]
    return 0.5 * ordered[0] + 0.3 * ordered[:2].mean() + 0.2 * ordered.mean()


def plain_dense(vectors, queries, owner):
    mine = [at for at, one in enumerate(OWNERS) if one == owner]
    stated = [at for at in mine if KINDS[at] is PassageKind.SKILLS]
    pooled = []
    for query in queries:
        coarse = [at for at in mine if KINDS[at] is not PassageKind.SENTENCE]
        value = 0.25 * pooled_plainly(vectors[mine] @ query) + 0.75 * pooled_plainly(vectors[coarse] @ query)
        said = vectors[stated[0]] @ query if stated else value
        pooled.append((value + 0.5 * said) / 1.5)
    return 0.6 * pooled[0] + 0.4 * np.mean(pooled[1:]) if len(pooled) > 1 else pooled[0]


def test_scores_are_the_weighted_sums(ranker, vectors, queries):
    ranking = ranker.rank_vectors(queries, "zzz")
    assert sorted(ranking.owners.tolist()) == [0, 1, 2, 3]
    for place, owner in enumerate(ranking.owners):
        assert ranking.scores[place] == pytest.approx(plain_dense(vectors, queries, owner), abs=2e-3)
        assert ranking.question_scores[place] == pytest.approx(plain_dense(vectors, queries[:1], owner), abs=2e-3)
    assert (np.diff(ranking.scores) <= 0).all()
    assert ranking.exhausted


def test_words_in_common_lift_the_mentors_who_have_them(ranker, queries):
    without = {int(o): s for o, s in zip(*_pairs(ranker.rank_vectors(queries, "zzz")), strict=True)}
    with_words = {int(o): s for o, s in zip(*_pairs(ranker.rank_vectors(queries, "bread")), strict=True)}
    lifted = {owner for owner in without if with_words[owner] > without[owner] + 1e-6}
    assert lifted == {0, 3}
    assert all(with_words[owner] - without[owner] < WEIGHTS.lexical for owner in lifted)


def _pairs(ranking):
    return ranking.owners, ranking.scores


def test_the_passage_shown_for_a_wish_is_a_sentence_rather_than_the_bio_that_holds_it(ranker, vectors):
    ranking = ranker.rank_vectors(vectors[:1], "")
    first = ranking.owners.tolist().index(0)
    assert ranking.wish_rows[first, 0] in {1, 2}
    second = ranking.owners.tolist().index(2)
    assert ranking.wish_rows[second, 0] == 5


def test_a_small_pool_ranks_fewer_mentors_and_says_so(ranker, queries):
    ranking = ranker.rank_vectors(queries[:1], "", pool=1)
    assert len(ranking.owners) == 1
    assert not ranking.exhausted


def test_a_removed_passage_reads_as_zeros(vectors):
    index = choose_index(2, ModelIdentity("test", "1"), DIM)
    index.add([1, 2], vectors[:2])
    index.remove([1])
    found = stored_vectors(index, np.array([1, 2]))
    assert found[0].tolist() == [0.0] * DIM
    assert found[1] == pytest.approx(vectors[1], abs=1e-3)


def test_goals_are_searched_for_as_the_map_makes_them(ranker, vectors, queries):
    goal_map = GoalMap(vectors[5], vectors[:2].T, vectors[3:5])
    mapped = Ranker(None, ranker._dense, ranker._lexical, ranker._corpus, WEIGHTS, goal_map)
    ranking = mapped.rank_vectors(queries, "zzz")
    centred = queries - vectors[5]
    sought = centred + centred @ vectors[:2].T @ vectors[3:5]
    for place, owner in enumerate(ranking.owners):
        assert ranking.scores[place] == pytest.approx(plain_dense(vectors, sought, owner), abs=5e-3)
    shown = vectors[ranking.wish_rows[0]] @ queries[1:].T
    assert ranking.wish_similarity[0] == pytest.approx(np.diag(shown), abs=2e-3)
