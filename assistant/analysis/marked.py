"""Sentences that one head marks, weighed by a cue: what decisions, open questions and moments have in common."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.conversation import Conversation
from assistant.analysis.cues import has
from assistant.analysis.heads import Judgement, Label
from assistant.domain.report import Evidence

_FEW_WORDS = 4
_CUE_ALONE = 2.5
_CUE_WITH_HEAD, _NEEDED_CUE = 0.5, 1.0
_AGAINST = 1.5
_SENTENCES_OF_A_SESSION = 250
"""Of a usual session; what is shown at most grows with the length."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What marks a label: its head, and cues of wording.

    Args:
        label: The head's.
        cue: Decides where there is no head, and must be there where `needs_cue`.
        against: Cues that speak against it: words of others, the call itself.
        most: How many are shown of a session of usual length.
    """

    label: Label
    cue: str
    needs_cue: bool = False
    against: tuple[str, ...] = ("quotation",)
    most: int = 5


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of sentences of one speaker; `best` says it most surely, `confidence` is 0 to 1."""

    best: int
    evidence: Evidence
    confidence: float


def find_marked(conversation: Conversation, judgement: Judgement, mark: Mark) -> tuple[Marked, ...]:
    """Find what a mark is given to, in order; neighbours by the same speaker are one, and the surest are kept."""
    odds = mark_odds(conversation, judgement, mark)
    found = [_marked(conversation, stretch, odds) for stretch in _stretches(conversation, np.flatnonzero(odds >= 0))]
    most = max(mark.most, round(mark.most * len(conversation.sentences) / _SENTENCES_OF_A_SESSION))
    kept = sorted(found, key=lambda one: -one.confidence)[:most]
    return tuple(sorted(kept, key=lambda one: one.best))


def _stretches(conversation: Conversation, marked: NDArray[np.intp]) -> Iterator[list[int]]:
    stretch: list[int] = []
    for at in marked.tolist():
        if stretch and not _follows(conversation, stretch[-1], at):
            yield stretch
            stretch = []
        stretch.append(at)
    if stretch:
        yield stretch


def mark_odds(conversation: Conversation, judgement: Judgement, mark: Mark) -> NDArray[np.float64]:
    """Say by how much the log odds of every sentence are above the limit, shape (sentences,).

    A very short sentence without the cue is never marked.
    """
    limit = min(max(judgement.threshold(mark.label), 1e-6), 1 - 1e-6)
    scores = np.clip(judgement.of(mark.label).astype(np.float64), 1e-6, 1 - 1e-6)
    cued = np.asarray([has(mark.cue, one.text) for one in conversation.sentences], np.bool_)
    short = np.asarray([len(one.text.split()) < _FEW_WORDS for one in conversation.sentences], np.bool_)
    odds = np.log(scores / (1 - scores)) - np.log(limit / (1 - limit))
    if mark.label in judgement.labels:
        odds = odds + np.where(cued, _NEEDED_CUE if mark.needs_cue else _CUE_WITH_HEAD, -_CUE_WITH_HEAD)
    else:
        odds = odds + _CUE_ALONE * cued
    odds = odds - _AGAINST * np.asarray(
        [any(has(cue, one.text) for cue in mark.against) for one in conversation.sentences]
    )
    return np.asarray(np.where((short | mark.needs_cue) & ~cued, -np.inf, odds))


def _follows(conversation: Conversation, before: int, at: int) -> bool:
    first, second = conversation.sentences[before], conversation.sentences[at]
    return first.speaker == second.speaker and second.utterance - first.utterance <= 2 and at - before <= 3


def _marked(conversation: Conversation, stretch: list[int], odds: NDArray[np.float64]) -> Marked:
    best = max(stretch, key=lambda at: odds[at])
    evidence = tuple(sorted({conversation.sentences[at].utterance for at in stretch}))
    return Marked(best, evidence, float(1 / (1 + np.exp(-odds[best]))))
