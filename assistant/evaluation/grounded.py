"""Is a line of notes covered by the words it cites? Written for scoring alone: no writer and no checker uses it."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.engines.protocols import Linguist

LEAST_SHARE = 0.6
_WORD = re.compile(r"[A-Za-z]+(?:'[A-Za-z]+)?|\d+(?:[.,]\d+)*")
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "ADV", "X"))
_DIGITS = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90", "hundred": "100",
    "thousand": "1000",
}  # fmt: skip
_MONTHS = re.findall(r"\w+", "january february march april may june july august september october november december")
_DAYS = re.findall(r"\w+", "monday tuesday wednesday thursday friday saturday sunday")


def is_grounded(
    line: str, cited: Sequence[str], speakers: Iterable[str], linguist: Linguist, held_on: date | None = None
) -> bool:
    """Say whether every name, number and date of a line, and 60 % of its content lemmas, occur in what it cites.

    Args:
        line: A line of notes.
        cited: Texts of the utterances that it names; without any, nothing is grounded.
        speakers: Labels of all speakers; their words count as said.
        linguist: Gives lemmas and parts of speech.
        held_on: The session's date; its day, month and weekday count as said.
    """
    if not cited:
        return False
    text = " ".join((*cited, *speakers))
    given = _forms(text, linguist)
    if held_on is not None:
        given |= {str(held_on.day), str(held_on.year), _MONTHS[held_on.month - 1], _DAYS[held_on.weekday()]}
    return _must_occur(line) <= given and _share(line, given, linguist) >= LEAST_SHARE


def _forms(text: str, linguist: Linguist) -> set[str]:
    tokens = linguist.parse(text[:90_000]).tokens
    return {_normal(one) for token in tokens for one in (token.text, token.lemma)} | _words(text)


def _words(text: str) -> set[str]:
    return {_normal(one) for word in _WORD.findall(text) for one in (word, word.split("'")[0])}


def _normal(word: str) -> str:
    low = word.lower().removesuffix("'s")
    if low[:1].isdigit():
        return re.sub(r"(?:st|nd|rd|th)$", "", low.replace(",", "")).removesuffix(".0")
    return _DIGITS.get(low, low)


def _must_occur(line: str) -> set[str]:
    """Give the names, numbers and dates of a line: words with a capital that do not start it, and all numbers."""
    found = set()
    for at, match in enumerate(_WORD.finditer(line)):
        word = match[0]
        before = line[: match.start()].rstrip(" \"'“(")
        starts = at == 0 or before.endswith((".", "!", "?", ":", "," + '"'))
        is_name = word[0].isupper() and not starts and word.split("'")[0] != "I"
        is_number = word[0].isdigit() or (word.lower() in _DIGITS and word.lower() != "one")
        if is_name or is_number or (word.lower() in (*_MONTHS, *_DAYS) and word[0].isupper()):
            found.add(_normal(word.split("'")[0] if is_name else word))
    return found


def _share(line: str, given: set[str], linguist: Linguist) -> float:
    content = [token for token in linguist.parse(line).tokens if token.pos in _CONTENT and re.search(r"\w", token.text)]
    if not content:
        return 1.0
    return sum(_normal(one.lemma) in given or _normal(one.text) in given for one in content) / len(content)
