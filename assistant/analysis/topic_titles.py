"""Titles made of the words of a topic: its noun phrases that the rest of the session does not have."""

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from assistant.analysis.spoken_words import stem, stems_of
from assistant.analysis.units import Unit
from assistant.analysis.word_weights import WordModel, WordUse
from assistant.engines.protocols import Linguist, Token

_PARSED = 12
_LONGEST = 4
_VAGUE = frozenset(
    stems_of(
        "thing things way lot bit kind sort stuff something anything everything nothing someone anyone one "
        "ones time times day days week weeks month months year years hour hours minute minutes today tomorrow "
        "morning evening night monday tuesday wednesday thursday friday saturday sunday people person guy "
        "guys man woman question questions answer point points part parts case reason example idea ideas fact "
        "word words moment end start side place next last first second sorry thanks okay yeah half couple "
        "number name problem "
    )
)
_POINTING = frozenset(("such", "other", "same", "own", "certain", "various", "next", "last", "whole"))
_NOUNS = frozenset(("NOUN", "PROPN"))


def make_title(
    units: Sequence[Unit], rest: Counter[str], words: WordModel, linguist: Linguist, names: Collection[str]
) -> str:
    """Make a title of the phrases that stand for some units against the rest of their session.

    Args:
        units: Of the topic, those that matter most first.
        rest: How often each stem comes in the other topics.
        words: Knows how common a stem is in any meeting.
        linguist: Finds noun phrases; without grammar, words stand alone.
        names: Stems of the speakers' names, which are no topic.

    Returns:
        "Sole trader and tax account", or one phrase; the first words of the first unit when no phrase stands out.
    """
    counts = Counter(one for unit in units for one in unit.stems)
    weights = {one: _weight(one, counts, rest, words) for one in counts}
    scored: dict[str, float] = {}
    for parsed in linguist.parse_all([unit.text for unit in units[:_PARSED]]):
        for phrase in _phrases(parsed.tokens):
            if value := _worth(phrase, weights, names):
                scored[phrase] = max(scored.get(phrase, 0.0), value)
    best = _two_best(scored)
    if not best:
        return _capital(" ".join(units[0].text.rstrip(".?!").split()[:5])) if units else ""
    return _capital(" and ".join(best))


def _weight(one: str, counts: Counter[str], rest: Counter[str], words: WordModel) -> float:
    own = counts[one] / max(counts.total(), 1)
    usual = (counts[one] + rest[one]) / max(counts.total() + rest.total(), 1)
    rare = math.log((words.meetings + 1) / (words.table.get(one, WordUse()).meetings + 1))
    return math.sqrt(counts[one]) * (0.2 + max(0.0, math.log(own / usual))) * (0.2 + rare)


def _phrases(tokens: tuple[Token, ...]) -> Iterator[str]:
    run: list[Token] = []
    for token in (*tokens, None):
        if token is not None and _is_part(token, run):
            run.append(token)
            continue
        while run and run[-1].pos not in _NOUNS:
            run.pop()
        if run:
            yield " ".join(one.text if one.pos == "PROPN" else one.text.lower() for one in run[-_LONGEST:])
        run = []


def _is_part(token: Token, run: list[Token]) -> bool:
    """Say whether a word goes into a noun phrase; a comparative, "such" and a smiley do not."""
    if not any(one.isalnum() for one in token.text):
        return False
    describes = token.pos == "ADJ" and token.tag not in ("JJR", "JJS") and token.text.lower() not in _POINTING
    return token.pos in _NOUNS or (describes and not _ends_in_noun(run))


def _ends_in_noun(run: list[Token]) -> bool:
    return bool(run) and run[-1].pos in _NOUNS


def _worth(phrase: str, weights: Mapping[str, float], names: Collection[str]) -> float:
    stems = stems_of(phrase)
    if not stems or stems[-1] in _VAGUE or any(one in names for one in stems) or len(phrase) < 3:
        return 0.0
    telling = [weights.get(one, 0.0) for one in stems if one not in _VAGUE]
    # Two words say more than one, but a long chain of words is no title.
    fit = (0.85 if len(stems) == 1 else 1.0) / (1 + 0.1 * max(0, len(stems) - 2))
    return sum(sorted(telling, reverse=True)[:2]) * fit


def _two_best(scored: Mapping[str, float]) -> list[str]:
    ranked = sorted(scored, key=lambda one: (-scored[one], one))
    if not ranked:
        return []
    first = ranked[0]
    known = {stem(one) for one in first.lower().split()}
    second = next((one for one in ranked[1:] if not known & {stem(word) for word in one.lower().split()}), None)
    return [first] if second is None or scored[second] < 0.4 * scored[first] else [first, second]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
