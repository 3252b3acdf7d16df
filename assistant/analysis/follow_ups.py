"""What became of earlier promises, as far as a session says: done, under way, dropped, or not mentioned.

The talk about an item is found by meaning and by the words that it shares with it, rare ones counting more; what is
said there in the past, with negation or of what is left says how it stands. It is proposed to a person, with the words.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.conversation import Conversation
from assistant.analysis.progress_words import content_stems, is_new_promise, says_progress, without_names
from assistant.domain.report import FollowUp, Party, Progress
from assistant.engines.protocols import Embedder

Scores = NDArray[np.float64]
# Chosen together on the sessions for development (data/sessions/dev), where many neighbours do nearly as well.
_LEXICAL = 0.5
_MENTIONED = 0.48
_NEAR = 5
_FADES = 0.88
_CLOSE = 0.55
_TELLING = {Progress.DONE: 1.0, Progress.UNDER_WAY: 1.15, Progress.DROPPED: 1.35}
"""Words of doing are everywhere; those of what is left or given up say more."""
_FEW_WORDS = 3
_ALIKE_WITHOUT_WORDS = 0.6
"""A sentence that shares no telling word with an item is about it only when its meaning is as near as this."""


@dataclass(frozen=True, slots=True)
class OpenItem:
    """An action item of an earlier session that is still open; `text` is its line in the third person."""

    id: str
    text: str
    owner: Party | None = None


def follow_up(conversation: Conversation, items: Sequence[OpenItem], embedder: Embedder) -> tuple[FollowUp, ...]:
    """Propose what became of each open item.

    Args:
        conversation: The session that may speak of them.
        items: Of earlier sessions.
        embedder: The engine that made the conversation's vectors.

    Returns:
        One for each item, in order; without evidence where it is not mentioned. No items give an empty tuple.
    """
    if not items or not conversation.sentences:
        return tuple(FollowUp(one.id, Progress.NOT_MENTIONED, ()) for one in items)
    names = [role.name or role.speaker for role in conversation.cast.roles if role.party is not None]
    vectors = embedder.embed([without_names(one.text, names) for one in items])
    stems = [content_stems(one.text, names) for one in conversation.sentences]
    rarity = _rarity(stems)
    return tuple(
        _one(conversation, item, _about(conversation, vector, content_stems(item.text, names), stems, rarity))
        for item, vector in zip(items, vectors, strict=True)
    )


def _rarity(stems: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(stem for one in stems for stem in one)
    return {stem: math.log(1 + len(stems) / count) for stem, count in counts.items()}


def _about(
    conversation: Conversation,
    vector: NDArray[np.float32],
    wanted: frozenset[str],
    stems: Sequence[frozenset[str]],
    rarity: dict[str, float],
) -> Scores:
    """Say how much each sentence is about an item: cosine, and the share of its words by rarity."""
    meaning = (conversation.vectors @ vector).astype(np.float64)
    unseen = max(rarity.values(), default=1.0)
    # Sets are walked in another order in each process, and only an exact sum is the same in any order.
    total = math.fsum(rarity.get(stem, unseen) for stem in wanted) or 1.0
    shared = np.array([math.fsum(rarity[stem] for stem in wanted & one) / total for one in stems])
    few = np.array([len(one.text.split()) < _FEW_WORDS for one in conversation.sentences])
    scores: Scores = np.where(few, 0.5, 1.0) * meaning + _LEXICAL * np.sqrt(shared)
    told = (shared > 0) | (meaning >= _ALIKE_WITHOUT_WORDS)
    return np.where(told, scores, np.minimum(scores, _MENTIONED - 0.01))


def _one(conversation: Conversation, item: OpenItem, about: Scores) -> FollowUp:
    """Weigh what the sentences near the talk about an item say of its progress."""
    if about.max() < _MENTIONED:
        return FollowUp(item.id, Progress.NOT_MENTIONED, (), max(0.0, 1 - float(about.max())))
    spread = _spread(conversation, about)
    found: dict[Progress, tuple[float, int]] = {}
    for at in np.flatnonzero(spread >= _CLOSE * spread.max()).tolist():
        progress = _reported(conversation.sentences[at].text)
        if progress is not None:
            score = float(spread[at]) * _TELLING[progress]
            found[progress] = max(found.get(progress, (0.0, 0)), (score, at))
    if not found:
        return FollowUp(item.id, Progress.NOT_MENTIONED, (), 0.5)
    progress, (score, best) = max(found.items(), key=lambda one: one[1])
    places = (best, _source(conversation, about, best))
    evidence = {conversation.sentences[one].utterance for one in places}
    return FollowUp(item.id, progress, tuple(sorted(evidence)), min(1.0, score))


def _reported(text: str) -> Progress | None:
    """Read a sentence; a question or a new promise reports nothing, the answer does."""
    return None if text.rstrip().endswith("?") or is_new_promise(text) else says_progress(text)


def _source(conversation: Conversation, about: Scores, at: int) -> int:
    """Find the sentence that a report's being about the item comes from: itself, or one shortly before."""
    utterance = conversation.sentences[at].utterance
    near = [one for one in range(at + 1) if utterance - conversation.sentences[one].utterance <= _NEAR]
    return max(near, key=lambda one: about[one] * _FADES ** (utterance - conversation.sentences[one].utterance))


def _spread(conversation: Conversation, about: Scores) -> Scores:
    """Let what a sentence is about reach the turns after it: "The five lines?", and then "I have"."""
    spread = about.copy()
    strongest: dict[int, float] = {}
    for at, sentence in enumerate(conversation.sentences):
        here = sentence.utterance
        before = [strongest.get(here - back, 0.0) * _FADES**back for back in range(_NEAR + 1)]
        spread[at] = max(float(about[at]), *before)
        strongest[here] = max(strongest.get(here, 0.0), float(about[at]))
    return spread
