"""Why a mentor fits: the words of the goal beside the words of the mentor."""

import re
from collections.abc import Mapping, Sequence

import numpy as np

from assistant.domain.search import Passage, PassageKind, Reason, Wish
from assistant.engines.protocols import Matrix
from assistant.matching.corpus import Ints

COVERED = 0.3
"""Cosine from which a passage is shown as an answer to a wish; below it the wish is named as not covered. Our own."""
MOST = 3
_PHRASE_END = re.compile(r"[,;:.!?()–—]+\s*|\s+-\s+")
_WORD = re.compile(r"[^\W\d_]{3,}")


def reasons(
    wishes: Sequence[Wish], rows: Ints, similarity: Matrix, passages: Mapping[int, Passage]
) -> tuple[Reason, ...]:
    """Pair each wish with the passage that says most about it.

    Args:
        wishes: At least one.
        rows: Key in `passages` for each wish.
        similarity: Cosine for each wish.
        passages: By row.

    Returns:
        Best first, at most `MOST`, the same words once since two sessions may have one theme; wishes that nothing
        covers are left out, except that the best pair is always there.
    """
    found: list[Reason] = []
    shown: set[tuple[PassageKind, str]] = set()
    for at in np.argsort(-similarity, kind="stable"):
        passage = passages.get(int(rows[at]))
        if passage is None or (passage.kind, passage.text) in shown or (found and similarity[at] < COVERED):
            continue
        shown.add((passage.kind, passage.text))
        found.append(_reason(wishes[int(at)], passage, float(similarity[at])))
    return tuple(found[:MOST])


def uncovered(wishes: Sequence[Wish], similarity: Matrix) -> tuple[Wish, ...]:
    """Name the wishes that no passage of the mentor says anything about."""
    return tuple(wish for wish, value in zip(wishes, similarity, strict=True) if value < COVERED)


def _reason(wish: Wish, passage: Passage, similarity: float) -> Reason:
    start, end = (0, len(passage.text)) if passage.kind is PassageKind.THEME else highlight(passage.text, wish.text)
    if passage.kind is PassageKind.SKILLS and end - start == len(passage.text):
        start, end = _phrases(passage.text)[0]  # the headline stands for the list
    return Reason(wish.start, wish.end, passage.kind, passage.text, start, end, similarity)


def highlight(text: str, wish: str) -> tuple[int, int]:
    """Find the phrase of a passage that shares most words with a wish.

    Returns:
        Start and end in `text`; the whole text when they share no word.
    """
    wanted = _stems(wish)
    best, span = 0.0, (0, len(text))
    for start, end in _phrases(text):
        words = _stems(text[start:end])
        shared = len(words & wanted) / (len(words) ** 0.5 or 1)
        if shared > best:
            best, span = shared, (start, end)
    return span


def _phrases(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for gap in _PHRASE_END.finditer(text):
        spans.append((start, gap.start()))
        start = gap.end()
    return [span for span in (*spans, (start, len(text))) if text[span[0] : span[1]].strip()]


def _stems(text: str) -> set[str]:
    """First five letters of each word: enough to bring "pricing" and "prices" together in a highlight."""
    return {word.lower()[:5] for word in _WORD.findall(text)} - _EMPTY


_EMPTY = frozenset(
    word[:5]
    for word in [
        "about",
        "after",
        "again",
        "and",
        "any",
        "are",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "can",
        "could",
        "did",
        "does",
        "doing",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "had",
        "has",
        "have",
        "having",
        "help",
        "her",
        "here",
        "him",
        "his",
        "how",
        "into",
        "its",
        "just",
        "like",
        "more",
        "most",
        "need",
        "not",
        "now",
        "off",
        "once",
        "only",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "too",
        "under",
        "until",
        "very",
        "want",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "someone",
        "somebody",
        "person",
        "mentor",
        "people",
    ]
)
