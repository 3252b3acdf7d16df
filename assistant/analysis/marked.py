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


@dataclass(frozen=True, slots=True)
class Mark:
    """What marks a label: its head; the cue decides where there is no head, and must be there where `needs_cue`."""

    label: Label
    cue: str
    needs_cue: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of sentences of one speaker; `best` says it most surely, `confidence` is 0 to 1."""

    best: int
    evidence: Evidence
    confidence: float


def find_marked(conversation: Conversation, judgement: Judgement, mark: Mark) -> Iterator[Marked]:
    """Find what a mark is given to; neighbours by the same speaker are one."""
    odds = mark_odds(conversation, judgement, mark)
    stretch: list[int] = []
    for at in np.flatnonzero(odds >= 0):
        if stretch and not _follows(conversation, stretch[-1], int(at)):
            yield _marked(conversation, stretch, odds)
            stretch = []
        stretch.append(int(at))
    if stretch:
        yield _marked(conversation, stretch, odds)


def mark_odds(conversation: Conversation, judgement: Judgement, mark: Mark) -> NDArray[np.float64]:
    """Say by how much the log odds of every sentence are above the limit, shape (sentences,).

    A very short sentence without the cue is never marked.
    """
    limit = min(max(judgement.threshold(mark.label), 1e-6), 1 - 1e-6)
    scores = np.clip(judgement.of(mark.label).astype(np.float64), 1e-6, 1 - 1e-6)
    cued = np.asarray([has(mark.cue, one.text) for one in conversation.sentences], np.bool_)
    short = np.asarray([len(one.text.split()) < _FEW_WORDS for one in conversation.sentences], np.bool_)
    odds = np.log(scores / (1 - scores)) - np.log(limit / (1 - limit))
    if mark.label not in judgement.labels:
        odds = odds + _CUE_ALONE * cued
    return np.asarray(np.where((short | mark.needs_cue) & ~cued, -np.inf, odds))


def _follows(conversation: Conversation, before: int, at: int) -> bool:
    first, second = conversation.sentences[before], conversation.sentences[at]
    return first.speaker == second.speaker and second.utterance - first.utterance <= 2 and at - before <= 3


def _marked(conversation: Conversation, stretch: list[int], odds: NDArray[np.float64]) -> Marked:
    best = max(stretch, key=lambda at: odds[at])
    evidence = tuple(sorted({conversation.sentences[at].utterance for at in stretch}))
    return Marked(best, evidence, float(1 / (1 + np.exp(-odds[best]))))
