"""From a goal to mentors, best first: dense and lexical search over passages, pooled by mentor.

For every wish of a goal a mentor counts with their best passage and with the mean of their best few; a mentor who
covers all wishes beats one who covers the same wish many times. Words in common (BM25) are added on top. How the
parts are weighted was measured on the development half of `data/search_set`; `rapport evaluate` prints what it gives.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assistant.domain.search import PassageKind
from assistant.engines.protocols import Embedder, Matrix
from assistant.errors import NotFound
from assistant.matching.corpus import KINDS, Corpus, Ints, first_rows
from assistant.matching.goal_map import GoalMap, no_map
from assistant.matching.indexes.protocols import Hits, LexicalIndex, PassageIndex

_BIO, _SENTENCE, _SKILLS = map(KINDS.index, (PassageKind.BIO, PassageKind.SENTENCE, PassageKind.SKILLS))


@dataclass(frozen=True, slots=True)
class Weights:
    """How the parts of a score are put together.

    Args:
        best: Of the best passage, against `few` of the mean of the best few and `all` of the mean of all.
        few_count: How many passages `few` takes.
        sentences: Of the passages with each sentence of a bio as one of them, against those without: single sentences
            find what a bio says in passing, and drown what a mentor of many texts is about.
        stated: Of what headline, skills and fields say in short, against the three above together.
        whole: Of the whole question against the mean over its wishes.
        lexical: Of the words in common.
        half_bm25: BM25 score that counts half.
    """

    best: float = 0.3
    few: float = 0.5
    all: float = 0.2
    few_count: int = 3
    sentences: float = 0.5
    stated: float = 0.25
    whole: float = 0.5
    lexical: float = 0.08
    half_bm25: float = 12.0


DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Candidates best first.

    Args:
        owners: Index into the corpus' mentors, shape (candidates,).
        scores: Higher is better, about 0 to 1, shape (candidates,).
        question_scores: The same for the whole question alone, without its wishes: some mentor always has something to
            say to one sentence or another, so whether anybody can help is judged by this; shape (candidates,).
        wish_rows: Corpus row of the passage that says most about each wish, shape (candidates, wishes).
        wish_similarity: Its cosine with the wish, shape (candidates, wishes).
        exhausted: Whether every mentor was a candidate.
    """

    owners: Ints
    scores: NDArray[np.float64]
    question_scores: NDArray[np.float64]
    wish_rows: Ints
    wish_similarity: Matrix
    exhausted: bool

    def first(self, count: int) -> "Ranking":
        """Keep the best so many candidates."""
        if count >= len(self.owners):
            return self
        return Ranking(
            self.owners[:count],
            self.scores[:count],
            self.question_scores[:count],
            self.wish_rows[:count],
            self.wish_similarity[:count],
            exhausted=False,
        )


class Ranker:
    """Ranks the mentors of one snapshot; safe for many threads at once.

    Args:
        embedder: The one that made the vectors.
        dense: Passages by meaning.
        lexical: Passages by words.
        corpus: Whose the passages are.
        weights: How the parts of a score are put together.
        goal_map: What to look for when a goal is told; None looks for the goal itself.
    """

    def __init__(
        self,
        embedder: Embedder,
        dense: PassageIndex,
        lexical: LexicalIndex,
        corpus: Corpus,
        weights: Weights = DEFAULT_WEIGHTS,
        goal_map: GoalMap | None = None,
    ) -> None:
        self._embedder = embedder
        self._dense = dense
        self._lexical = lexical
        self._corpus = corpus
        self._weights = weights
        self._map = goal_map or no_map(dense.dim)

    def rank(self, question: str, wishes: Sequence[str] = (), *, pool: int = 200) -> Ranking:
        """Rank mentors for a question.

        Args:
            question: What help is wanted with.
            wishes: Its parts, each covered on its own; none means that the question is one wish.
            pool: Passages that each search contributes; the more, the more candidates.
        """
        return self.rank_vectors(self.embed(question, wishes), question, pool=pool)

    def embed(self, question: str, wishes: Sequence[str] = ()) -> Matrix:
        """Embed a question, and its wishes in the context of each other, as `rank_vectors` takes them.

        A single wish adds nothing to the question.
        """
        return self._embedder.embed_parts(wishes) if len(wishes) > 1 else self._embedder.embed_queries([question])

    def rank_vectors(self, queries: Matrix, words: str, *, pool: int = 200) -> Ranking:
        """Rank mentors for vectors: the whole question first, then its wishes if it has several.

        Args:
            queries: float32, shape (1 + wishes, dim), or (1, dim).
            words: What the lexical search looks for.
            pool: As for `rank`.
        """
        pool = min(pool, max(len(self._corpus.passage_ids), 1))
        sought = self._map.apply(queries)
        dense_hits = self._dense.search(sought, pool)
        lexical_hits = self._lexical.search(words, pool)
        owners = self._candidates(dense_hits, lexical_hits)
        rows = self._corpus.rows_of(owners)
        layout = _Layout(self._corpus.counts_of(owners))
        vectors = stored_vectors(self._dense, self._corpus.passage_ids[rows])
        table = layout.spread(vectors @ sought.T)
        kinds = layout.spread(self._corpus.kinds[rows][:, None])[:, :, 0]
        pooled = self._pool(table, kinds)
        in_common = self._weights.lexical * self._words(lexical_hits, owners)
        scores = _over_wishes(pooled, self._weights.whole) + in_common
        order = np.lexsort((owners, -scores))
        shown, similarity = _best_rows(table, layout.spread(vectors @ queries.T), kinds)
        wish_rows = rows[layout.first[:, None] + shown]
        exhausted = len(owners) == len(self._corpus.mentor_ids)
        asked = (pooled[:, 0] + in_common)[order]
        return Ranking(owners[order], scores[order], asked, wish_rows[order], similarity[order], exhausted)

    def centres(self, owners: Ints) -> Matrix:
        """Give each mentor one vector of length 1, the mean of their passages; shape (len(owners), dim)."""
        vectors = stored_vectors(self._dense, self._corpus.passage_ids[self._corpus.rows_of(owners)])
        sums = np.add.reduceat(vectors, first_rows(self._corpus.counts_of(owners)), axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.where(lengths > 0, lengths, 1), np.float32)

    def _candidates(self, *hits: Hits) -> Ints:
        found = np.concatenate([hit.ids.ravel() for hit in hits])
        return np.unique(self._corpus.owners[self._corpus.find(found)[0]])

    def _pool(self, table: Matrix, kinds: Matrix) -> NDArray[np.float64]:
        """Pool passages by mentor: (mentors, passages, queries) to (mentors, queries)."""
        weights = self._weights
        coarse = self._pool_passages(np.where((kinds == _SENTENCE)[:, :, None], -np.inf, table))
        pooled = weights.sentences * self._pool_passages(table) + (1 - weights.sentences) * coarse
        stated = np.where((kinds == _SKILLS)[:, :, None], table, -np.inf).max(1)
        stated = np.where(np.isfinite(stated), stated, pooled)
        return np.asarray((pooled + weights.stated * stated) / (1 + weights.stated), np.float64)

    def _pool_passages(self, table: Matrix) -> NDArray[np.float64]:
        weights = self._weights
        ordered = -np.sort(-table, axis=1)
        present = np.isfinite(ordered)
        total = np.where(present, ordered, 0).cumsum(1)
        count = present.sum(1)
        few = np.minimum(count, weights.few_count)
        of_few = np.take_along_axis(total, np.maximum(few - 1, 0)[:, None], 1)[:, 0] / np.maximum(few, 1)
        of_all = total[:, -1] / np.maximum(count, 1)
        parts = weights.best * ordered[:, 0] + weights.few * of_few + weights.all * of_all
        return np.asarray(parts / (weights.best + weights.few + weights.all), np.float64)

    def _words(self, hits: Hits, owners: Ints) -> NDArray[np.float64]:
        """Words in common as 0 to 1: the mentor's best passage by BM25, saturating."""
        best = np.zeros(len(self._corpus.mentor_ids))
        rows, known = self._corpus.find(hits.ids[0])
        np.maximum.at(best, self._corpus.owners[rows], hits.scores[0][known])
        found = best[owners]
        return np.asarray(found / (found + self._weights.half_bm25), np.float64)


def stored_vectors(index: PassageIndex, ids: Ints) -> Matrix:
    """Read vectors; one that was removed since the snapshot was taken is zeros, so it is like nothing.

    Returns:
        float32, shape (len(ids), dim).
    """
    try:
        return index.reconstruct(ids)
    except NotFound:
        vectors = np.zeros((len(ids), index.dim), np.float32)
        known = np.isin(ids, index.ids())
        vectors[known] = stored_vectors(index, ids[known])
        return vectors


class _Layout:
    """Spreads rows that lie mentor by mentor, `counts` of each, over a table (mentors, most passages)."""

    def __init__(self, counts: Ints) -> None:
        self.first = first_rows(counts)
        self._shape = (len(counts), int(counts.max()) if len(counts) else 1)
        self._owner = np.repeat(np.arange(len(counts)), counts)
        self._place = np.arange(int(counts.sum())) - np.repeat(self.first, counts)

    def spread(self, values: NDArray[Any]) -> Matrix:
        """Spread (rows, columns) to (mentors, most passages, columns); empty places are -inf."""
        table = np.full((*self._shape, values.shape[1]), -np.inf, np.float32)
        table[self._owner, self._place] = values
        return table


def _best_rows(table: Matrix, cosines: Matrix, kinds: Matrix) -> tuple[Ints, Matrix]:
    """Find the place of the passage to show for each wish, a sentence rather than the bio that holds it."""
    first_wish = 1 if table.shape[2] > 1 else 0
    has_sentence = (kinds == _SENTENCE).any(1, keepdims=True)
    hidden = (kinds == _BIO) & has_sentence
    at = np.where(hidden[:, :, None], -np.inf, table[:, :, first_wish:]).argmax(1)
    return at, np.take_along_axis(cosines[:, :, first_wish:], at[:, None, :], 1)[:, 0]


def _over_wishes(pooled: NDArray[np.float64], whole: float) -> NDArray[np.float64]:
    if pooled.shape[1] == 1:
        return pooled[:, 0]
    return np.asarray(whole * pooled[:, 0] + (1 - whole) * pooled[:, 1:].mean(1), np.float64)
