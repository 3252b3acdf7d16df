"""Which turns of some sessions answer a question: by meaning at three widths, and by words in common."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.engines.protocols import Matrix
from assistant.matching.indexes import new_lexical_index

Spans = NDArray[np.int32]
_MOST_WORDS = 30
"""Words of a sentence that count for the weight of its vector in a stretch."""


@dataclass(frozen=True, slots=True)
class SaidWeights:
    """How a turn's score is put together; `data/session_search/dev` decided.

    Args:
        sentence: Of the best sentence of the turn.
        near: Of the turn with its neighbours.
        wide: Of three turns to each side.
        lexical: Of the words in common, on top.
        half_bm25: BM25 score that counts half.
        words_only: A turn has this much when it shares a telling word and there is no meaning to compare.
    """

    sentence: float = 1.0
    near: float = 1.0
    wide: float = 0.5
    lexical: float = 0.1
    half_bm25: float = 8.0
    words_only: float = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class SaidText:
    """What was said in one session.

    Args:
        turns: Text of each utterance.
        spans: Utterance, start and end of each sentence, int32, shape (sentences, 3).
        vectors: float32, shape (sentences, dim), rows of length 1; None where only words can be compared.
    """

    turns: tuple[str, ...]
    spans: Spans
    vectors: Matrix | None


@dataclass(frozen=True, slots=True)
class RankedTurn:
    """One turn: place of its session, index of the utterance, and the stretch that answers best."""

    session: int
    utterance: int
    score: float
    start: int
    end: int


def rank_said(
    sessions: Sequence[SaidText],
    query: Matrix,
    words: str,
    *,
    limit: int,
    apart: int = 1,
    weights: SaidWeights | None = None,
) -> list[RankedTurn]:
    """Rank the turns of sessions for a question.

    Args:
        sessions: What was said in each.
        query: The question's vector, float32, shape (dim,).
        words: The question, for its words.
        limit: Turns wanted.
        apart: Turns nearer than this to a better one of the same session are left out: they are its context.
        weights: How a score is put together.

    Returns:
        Best first; at equal scores in the order of the sessions. No turns give an empty list.
    """
    weights = weights or SaidWeights()
    meaning = [_meaning(one, query, weights) for one in sessions]
    in_common = _words_in_common([turn for one in sessions for turn in one.turns], words, weights.half_bm25)
    bare = np.array([one.vectors is None for one in sessions], np.bool_)
    owners = np.repeat(np.arange(len(sessions)), [len(one.turns) for one in sessions])
    lexical = weights.lexical * in_common + np.where(bare[owners] & (in_common > 0), weights.words_only, 0.0)
    scores = np.concatenate([np.zeros(0), *(score for score, _ in meaning)]) + lexical
    first = np.concatenate(([0], np.cumsum([len(one.turns) for one in sessions]))).astype(np.int64)
    found: list[RankedTurn] = []
    taken: set[int] = set()
    for row in np.argsort(-scores, kind="stable").tolist():
        session = int(owners[row])
        near = range(max(row - apart, int(first[session])), min(row + apart + 1, int(first[session + 1])))
        if taken.isdisjoint(near):
            taken.add(row)
            utterance = row - int(first[session])
            start, end = _best_span(sessions[session], meaning[session][1], utterance)
            found.append(RankedTurn(session, utterance, float(scores[row]), start, end))
        if len(found) == limit:
            break
    return found


def _meaning(said: SaidText, query: Matrix, weights: SaidWeights) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Score the turns of one session; also the cosine of each sentence."""
    turns = len(said.turns)
    if said.vectors is None or not len(said.spans) or not turns:
        return np.zeros(turns), np.zeros(len(said.spans))
    cosines = np.asarray(said.vectors @ query, np.float64)
    best = np.full(turns, -1.0)
    np.maximum.at(best, said.spans[:, 0], cosines)
    near, wide = (_stretches(said, query, reach) for reach in (1, 3))
    total = weights.sentence + weights.near + weights.wide
    # A turn without a sentence has nothing to say, whatever stands around it.
    scores = np.where(best > -1, (weights.sentence * best + weights.near * near + weights.wide * wide) / total, 0.0)
    return scores, cosines


def _stretches(said: SaidText, query: Matrix, reach: int) -> NDArray[np.float64]:
    """Compare each turn with `reach` turns to both sides, longer sentences weighing more."""
    assert said.vectors is not None
    counts = [len(said.turns[at][start:end].split()) for at, start, end in said.spans.tolist()]
    sums = np.zeros((len(said.turns) + 1, said.vectors.shape[1]))
    np.add.at(sums, said.spans[:, 0] + 1, said.vectors * np.sqrt(np.minimum(counts, _MOST_WORDS))[:, None])
    sums = np.cumsum(sums, axis=0)
    at = np.arange(len(said.turns))
    vectors = sums[np.minimum(at + reach + 1, len(at))] - sums[np.maximum(at - reach, 0)]
    lengths = np.linalg.norm(vectors, axis=1)
    return np.asarray((vectors @ query) / np.where(lengths > 0, lengths, 1.0), np.float64)


def _words_in_common(turns: Sequence[str], words: str, half: float) -> NDArray[np.float64]:
    """BM25 of each turn as 0 to 1, saturating."""
    scores = np.zeros(len(turns))
    if not turns:
        return scores
    index = new_lexical_index()
    index.add(np.arange(len(turns)), turns)
    index.commit()
    hits = index.search(words, len(turns))
    known = hits.ids[0] >= 0
    found = hits.scores[0][known]
    scores[hits.ids[0][known]] = found / (found + half)
    return scores


def _best_span(said: SaidText, cosines: NDArray[np.float64], utterance: int) -> tuple[int, int]:
    """Find the sentence of a turn that answers best; the whole turn where none is known."""
    rows = np.flatnonzero(said.spans[:, 0] == utterance)
    if not len(rows) or said.vectors is None:
        return 0, len(said.turns[utterance])
    best = rows[int(np.argmax(cosines[rows]))]
    return int(said.spans[best, 1]), int(said.spans[best, 2])
