"""Choosing the sentences of notes, and making lines of them.

Sentences are chosen one by one: each time the one that covers most of the words expected in a summary and not covered
yet, for its length, weighed by how much it matters. What is said twice is therefore chosen once.
"""

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.analysis.conversation import Conversation
from assistant.analysis.salience import SalienceModel, load_salience
from assistant.analysis.telling import retell
from assistant.analysis.units import Unit, read_units, unit_vectors
from assistant.analysis.word_weights import Floats
from assistant.domain.report import Line
from assistant.engines.protocols import Matrix

_LENGTH_POWER = 0.8
"""A sentence of twice the length has to cover 1.7 times as much; 1 would prefer the shortest."""
_SALIENCE_POWER = 0.4
_LEAST_STEMS, _MOST_STEMS = 6, 60
_REPEATED = 0.8
"""A sentence that shares more of its words with one chosen before says it again."""
_LEANING = re.compile(
    r"(?:It|That|This|They|He|She|Which|Who|Of|To|And|Or|These|Those|Not|Then|No)\b|Because|If you know|Let me"
)
_HAS_VERB = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|must|might|need|want|"
    r"get|got|go|goes|went|make|made|take|took|say|said|think|know|\w{3,}ed)\b|'(?:s|re|m|ve|ll|d)\b|n't\b",
    re.IGNORECASE,
)
_QUESTION, _LEANS, _NO_VERB, _BROKEN = 0.3, 0.6, 0.3, 0.6
"""What a question, a sentence that leans on the last, one without a verb and one broken off are worth in notes."""


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """What choosing reads of a conversation.

    Args:
        units: Its sentences that may be shown.
        vectors: float32, shape (units, dim).
        expected: How often each stem is expected in 100 words of a summary.
        salience: How much each unit matters, shape (units,), 0 to 1.
    """

    units: tuple[Unit, ...]
    vectors: Matrix
    expected: Mapping[str, float]
    salience: Floats


def digest(conversation: Conversation, model: SalienceModel | None = None) -> Digest:
    """Read a conversation for choosing; one without words gives no units.

    Args:
        conversation: What was said.
        model: What is learnt of notes; the one that ships with Rapport by default.
    """
    model = model or load_salience()
    units = read_units(conversation)
    vectors = unit_vectors(conversation, units)
    expected = model.words.expect(units)
    judged = model.judge(units, vectors, expected, conversation.identity)
    return Digest(units, vectors, expected, judged * np.asarray([_standing(unit.text) for unit in units]))


def choose(found: Digest, words: int, *, among: Iterable[int] | None = None, most: int | None = None) -> list[int]:
    """Choose units whose words a summary of some length would use.

    Args:
        found: The conversation.
        words: Length of the summary; the last unit may go beyond it.
        among: Units to choose from; all by default.
        most: Number of units at most.

    Returns:
        Indexes of units, in the order of choice; the same input gives the same choice.
    """
    wanted = {stem: rate * words / 100 for stem, rate in found.expected.items()}
    covered: Counter[str] = Counter()
    heap = [
        (-_gain(found, at, wanted, covered), at)
        for at in (range(len(found.units)) if among is None else among)
        if _LEAST_STEMS <= len(found.units[at].stems) <= _MOST_STEMS
    ]
    heapq.heapify(heap)
    chosen: list[int] = []
    used = 0
    while heap and used < words and (most is None or len(chosen) < most):
        _, at = heapq.heappop(heap)
        # Gains only ever shrink, so an old one that was reckoned again and still leads is the best.
        gain = -_gain(found, at, wanted, covered)
        if heap and gain > heap[0][0]:
            heapq.heappush(heap, (gain, at))
            continue
        if any(_is_repeat(found.units[at], found.units[one]) for one in chosen):
            continue
        chosen.append(at)
        covered.update(found.units[at].stems)
        used += len(found.units[at].text.split())
    return chosen


def make_line(conversation: Conversation, found: Digest, at: int) -> Line:
    """Make a line of notes of a unit: in the third person where it is known who speaks, else as it was said."""
    unit = found.units[at]
    text = retell(conversation, unit.speaker, unit.text)
    return Line(text or unit.text, unit.evidence, round(float(found.salience[at]), 4))


def in_order(chosen: Sequence[int]) -> list[int]:
    """Bring units into the order of the conversation."""
    return sorted(chosen)


def _is_repeat(one: Unit, other: Unit) -> bool:
    ours, theirs = set(one.stems), set(other.stems)
    return len(ours & theirs) > _REPEATED * min(len(ours), len(theirs))


def _standing(text: str) -> float:
    """Say how well a sentence stands alone, 0 to 1."""
    asks = _QUESTION if text.endswith("?") else 1.0
    leans = _LEANS if _LEANING.match(text) else 1.0
    broken = _BROKEN if "…" in text or "..." in text else 1.0
    return asks * leans * broken * (1.0 if _HAS_VERB.search(text) else _NO_VERB)


def _gain(found: Digest, at: int, wanted: Mapping[str, float], covered: Counter[str]) -> float:
    stems = Counter(found.units[at].stems)
    mass = sum(min(covered[one] + count, wanted[one]) - min(covered[one], wanted[one]) for one, count in stems.items())
    return float(mass / len(found.units[at].stems) ** _LENGTH_POWER * np.power(found.salience[at], _SALIENCE_POWER))
