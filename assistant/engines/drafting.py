"""What the generating writers share: a question that fits the model, and the reading of what it answers."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol

from assistant.domain.report import Line
from assistant.engines.protocols import ModelIdentity, Said, Stop

CountTokens = Callable[[str], int]
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_FEW_LETTERS = 3
_MOST_EVIDENCE = 3
_LOOP_WORDS, _LOOP_TIMES = 4, 3


class Failure(StrEnum):
    """Why a draft failed; the words stand in a notice behind "the model"."""

    CUT_SHORT = "ran out of room for its answer"
    CUT_INPUT = "read only a part of what it was given"
    UNREADABLE = "answered in a form that cannot be read"
    LOOPED = "repeated itself"
    TIMED_OUT = "did not answer in time"
    UNREACHABLE = "could not be reached"
    REFUSED = "refused the question"


class DraftFailed(Exception):  # noqa: N818  an ordinary outcome: the extract is used
    """The model gave nothing that can be used.

    Args:
        failure: Why; also whether a smaller question or any question at all may do better.
        detail: For the notice, such as an HTTP status; never words of a conversation.
    """

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(f"{failure}{f' ({detail})' if detail else ''}")
        self.failure = failure

    @property
    def is_about_size(self) -> bool:
        """Whether less text may help."""
        return self.failure in {Failure.CUT_SHORT, Failure.CUT_INPUT, Failure.LOOPED}

    @property
    def is_final(self) -> bool:
        """Whether the next question would fail as well."""
        return self.failure in {Failure.TIMED_OUT, Failure.UNREACHABLE, Failure.REFUSED}


class Drafter(Protocol):
    """A model that makes a few lines of some material that fits it."""

    @property
    def identity(self) -> ModelIdentity:
        """Which model."""
        ...

    def capacity(self, most_lines: int) -> int:
        """Tokens of material that one question may hold when so many lines are asked for."""
        ...

    def count_tokens(self, text: str) -> int:
        """Count the tokens of a text, or a number that is not below it."""
        ...

    def draft(self, said: Sequence[Said], most_lines: int, stop: Stop | None) -> tuple[Line, ...]:
        """Write at most `most_lines` lines, each with the indexes that it came from; empty evidence: not known.

        Raises:
            DraftFailed: Nothing usable came.
            EngineUnavailable: The engine cannot be used as it is set up.
            Stopped: `stop` said so.
        """
        ...


def show(one: Said) -> str:
    """`Anna: Hello there`, as a model reads it."""
    text = " ".join(one.text.split())
    return f"{one.speaker}: {text}" if one.speaker else text


def split_to_fit(said: Sequence[Said], capacity: int, cost: Callable[[Said], int]) -> list[tuple[Said, ...]]:
    """Cut material into pieces that fit, in order and without loss; an utterance that is too long alone is divided.

    Args:
        said: In order; may be empty.
        capacity: Tokens of a piece, 1 or more.
        cost: Tokens of one utterance as the model reads it.
    """
    pieces: list[list[Said]] = []
    left = 0
    for one in _divided(said, capacity, cost):
        need = cost(one)
        if not pieces or need > left:
            pieces.append([])
            left = capacity
        pieces[-1].append(one)
        left -= need
    return [tuple(piece) for piece in pieces]


def halve(said: Sequence[Said]) -> list[tuple[Said, ...]]:
    """Divide material in two, between utterances where there are several; one word cannot be divided."""
    if len(said) > 1:
        return [tuple(said[: len(said) // 2]), tuple(said[len(said) // 2 :])]
    return [(one,) for whole in said for one in _halves(whole)]


def _divided(said: Iterable[Said], capacity: int, cost: Callable[[Said], int]) -> Iterator[Said]:
    for one in said:
        halves = _halves(one) if cost(one) > capacity else [one]
        if len(halves) == 1:
            yield one
        else:
            yield from _divided(halves, capacity, cost)


def _halves(one: Said) -> list[Said]:
    words = one.text.split()
    if len(words) > 1:
        parts = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    elif len(one.text) > 1:
        parts = [one.text[: len(one.text) // 2], one.text[len(one.text) // 2 :]]
    else:
        return [one]
    return [Said(one.index, one.speaker, part) for part in parts]


def split_sentences(text: str) -> list[str]:
    """Split what a model wrote into sentences; an empty text gives none."""
    return [" ".join(one.split()) for one in _SENTENCE_END.split(text) if one.strip()]


def is_looping(text: str) -> bool:
    """Whether four words in a row come three times or more, as a model does that has lost its way."""
    words = _folded(text)
    grams = Counter(tuple(words[at : at + _LOOP_WORDS]) for at in range(len(words) - _LOOP_WORDS + 1))
    return max(grams.values(), default=0) >= _LOOP_TIMES


def find_evidence(sentence: str, said: Sequence[Said]) -> tuple[int, ...]:
    """Find the few utterances whose words cover a sentence best, rare words first; none when they share no word.

    A model that only summarises does not say what it read; this says where its words can be looked up, and the check
    says whether they are right.
    """
    texts = [frozenset(_folded(show(one))) for one in said]
    frequency = Counter(word for words in texts for word in words)
    missing = {word for word in _folded(sentence) if len(word) >= _FEW_LETTERS and word in frequency}
    chosen: set[int] = set()
    while missing and len(chosen) < _MOST_EVIDENCE:
        gains = [sum(math.log(1 + len(said) / frequency[word]) for word in sorted(missing & words)) for words in texts]
        best = max(range(len(said)), key=lambda at: (gains[at], -at))
        chosen.add(said[best].index)
        missing -= texts[best]
    return tuple(sorted(chosen))


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
