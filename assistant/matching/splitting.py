"""Splits long texts into passages by sentence, with overlap, so that nothing is silently cut at the model's limit."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from assistant.engines.protocols import Linguist, Span

CountTokens: TypeAlias = Callable[[Sequence[str]], list[int]]

_WORD = re.compile(r"\S+")


def split(
    text: str, linguist: Linguist, count_tokens: CountTokens, max_tokens: int, overlap_sentences: int = 1
) -> tuple[Span, ...]:
    """Split one text into passages; see `split_many`."""
    return split_many([text], linguist, count_tokens, max_tokens, overlap_sentences)[0]


def split_many(
    texts: Sequence[str], linguist: Linguist, count_tokens: CountTokens, max_tokens: int, overlap_sentences: int = 1
) -> list[tuple[Span, ...]]:
    """Split texts into passages of whole sentences; a text that fits stays whole.

    Args:
        texts: Any texts.
        linguist: Finds the sentences, in the texts that are too long only.
        count_tokens: The embedder's.
        max_tokens: Largest number of tokens in a passage, at least 1.
        overlap_sentences: Sentences that a passage repeats from the one before, where they fit.

    Returns:
        For each text its passages in order, without surrounding white space. Together they hold every word; a sentence
        that is too long alone is cut between words, a word that is too long alone inside it. A blank text gives none.

    Raises:
        ValueError: `max_tokens` is below 1 or `overlap_sentences` below 0.
    """
    if max_tokens < 1 or overlap_sentences < 0:
        raise ValueError(
            f"max_tokens is {max_tokens}, at least 1; overlap_sentences is {overlap_sentences}, at least 0"
        )
    counts = count_tokens(texts)
    too_long = [row for row, count in enumerate(counts) if count > max_tokens]
    sentences = dict(zip(too_long, linguist.sentences(texts[row] for row in too_long), strict=True))
    cutter = _Cutter(count_tokens, max_tokens)
    return [
        tuple(cutter.passages(text, sentences[row], overlap_sentences))
        if row in sentences
        else tuple(_trim(text, 0, len(text)))
        for row, text in enumerate(texts)
    ]


class _Cutter:
    def __init__(self, count_tokens: CountTokens, max_tokens: int) -> None:
        self._count = count_tokens
        self._limit = max_tokens

    def passages(self, text: str, sentences: Sequence[Span], overlap: int) -> Iterator[Span]:
        """Fill passages with sentences; what was counted apart is counted again together, since tokens may differ."""
        units = [piece for span in _close_gaps(text, sentences) for piece in self._fit(text, span)]
        counts = self._count([text[unit.start : unit.end] for unit in units])
        for first, last in self._group(counts, overlap):
            yield from self._fit(text, Span(units[first].start, units[last].end))

    def _group(self, counts: Sequence[int], overlap: int) -> Iterator[tuple[int, int]]:
        """Yield first and last unit of each passage."""
        first = 0
        for end in range(1, len(counts) + 1):
            if end < len(counts) and sum(counts[first : end + 1]) <= self._limit:
                continue
            yield first, end - 1
            first = self._next_start(counts, max(first + 1, end - overlap), end)

    def _next_start(self, counts: Sequence[int], start: int, end: int) -> int:
        """Repeat as many sentences as leave room for the one that did not fit."""
        while start < end and sum(counts[start : end + 1]) > self._limit:
            start += 1
        return start

    def _fit(self, text: str, span: Span) -> Iterator[Span]:
        """Cut a stretch into pieces that fit: between words if it has several, else in half."""
        piece = text[span.start : span.end]
        if self._count([piece])[0] <= self._limit or len(piece) == 1:
            yield span
            return
        words = [Span(span.start + match.start(), span.start + match.end()) for match in _WORD.finditer(piece)]
        if len(words) == 1:
            middle = (span.start + span.end) // 2
            yield from self._fit(text, Span(span.start, middle))
            yield from self._fit(text, Span(middle, span.end))
            return
        groups = list(self._group(self._count([text[word.start : word.end] for word in words]), 0))
        if len(groups) == 1:
            groups = [(0, len(words) // 2 - 1), (len(words) // 2, len(words) - 1)]
        for first, last in groups:
            yield from self._fit(text, Span(words[first].start, words[last].end))


def _close_gaps(text: str, sentences: Sequence[Span]) -> Iterator[Span]:
    """Give every character to a sentence, whatever the linguist left out."""
    starts = [0, *(sentence.start for sentence in sentences[1:]), len(text)]
    for start, end in itertools.pairwise(starts):
        yield from _trim(text, start, end)


def _trim(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if words := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(words))
