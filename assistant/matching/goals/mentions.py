"""Names of languages, places and fields in a goal, found by table, and a text in which they are masked for patterns."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from assistant.vocabulary.fields import field_table
from assistant.vocabulary.languages import language_names
from assistant.vocabulary.places import cities, country_names, region_names
from assistant.vocabulary.tables import name_key

MARK = "\u0298"
"""Stands for each letter of a mention in a masked text: a letter itself, and one that nobody types."""
NAME = f"{MARK}+"

_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*\.?")
_CAPITAL_ONLY = frozenset({"US", "EU", "UK", "UAE", "USA", "LA", "KL", "DRC", "ANZ", "GCC", "DACH", "MENA", "EMEA", "APAC", "LATAM", "BSL", "ASL"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A name at `start` to `end` with its value in the vocabulary."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A folded text with mentions masked letter by letter; positions hold in the goal."""

    text: str
    mentions: tuple[Mention, ...]

    def within(self, start: int, end: int) -> list[Mention]:
        """Give the mentions that lie inside a stretch."""
        return [mention for mention in self.mentions if mention.start >= start and mention.end <= end]


def mask(text: str, lower: str, find: Callable[[str, str], str | None], longest: int) -> Masked:
    """Find the longest names from left to right and mask them.

    Args:
        find: Gives the value of a folded name and its original words, or None.
        longest: Words in the longest name.
    """
    found: list[Mention] = []
    spans = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    index = 0
    while index < len(spans):
        mention = _longest_at(text, spans, index, find, longest)
        if mention is None:
            index += 1
            continue
        found.append(mention)
        while index < len(spans) and spans[index][0] < mention.end:
            index += 1
    masked = list(lower)
    for mention in found:
        masked[mention.start : mention.end] = MARK * (mention.end - mention.start)
    return Masked("".join(masked), tuple(found))


def _longest_at(
    text: str, spans: list[tuple[int, int]], index: int, find: Callable[[str, str], str | None], longest: int
) -> Mention | None:
    start = spans[index][0]
    for size in range(min(longest, len(spans) - index), 0, -1):
        end = spans[index + size - 1][1]
        words = text[start:end]
        if size > 1 and re.search(r"[,;:!?()\n]|\.\s", words):
            continue
        if words.endswith(".") and "." not in words[:-1]:
            end, words = end - 1, words[:-1]
        value = find(name_key(words), words)
        if value is None and words.lower().endswith(("'s", "’s")):
            end, words = end - 2, words[:-2]
            value = find(name_key(words), words)
        if value is not None:
            return Mention(value, start, end)
    return None


@cache
def _spoken_languages() -> dict[str, str]:
    return {name: code for name, code in language_names().items() if len(name) > 3 or name in {"twi", "ewe", "lao", "bsl", "asl"}}


def _find_language(key: str, words: str) -> str | None:
    return _spoken_languages().get(key)


def mask_languages(text: str, lower: str) -> Masked:
    """Mask names of languages."""
    return mask(text, lower, _find_language, 3)


def _find_place(key: str, words: str) -> str | None:
    bare = key.removeprefix("the ")
    if words.upper() == words and words.replace(".", "") in _CAPITAL_ONLY or len(bare) > 3 or bare in {"uk", "eu", "usa", "uae"}:
        for name in (key, bare):
            if region := region_names().get(name):
                return f"region:{region}"
        for name in (key, bare):
            if code := country_names().get(name):
                return f"country:{code}"
    if words in {"US", "the US"}:
        return "country:US"
    city = cities().get(key)
    if city and (words[0].isupper() or (len(key) > 4 and not city.also_a_word)):
        return f"city:{city.name.lower()}"
    return None


def mask_places(text: str, lower: str) -> Masked:
    """Mask names of countries, regions and known cities; the values are those of a place constraint."""
    return mask(text, lower, _find_place, 4)


_PLURALS = (("ies", "y"), ("men", "man"), ("wives", "wife"), ("es", ""), ("s", ""))


@cache
def _person_of(key: str) -> str | None:
    people = field_table().people
    if key in people:
        return people[key]
    for ending, singular in _PLURALS:
        if key.endswith(ending) and (found := people.get(key.removesuffix(ending) + singular)):
            return found
    return None


def _find_person(key: str, words: str) -> str | None:
    return _person_of(key)


_SHOUTED = frozenset({"it", "ai", "pr", "hr", "ui", "ux", "ml", "tv"})


def _find_subject(key: str, words: str) -> str | None:
    if key in _SHOUTED and not words.isupper():
        return None
    return field_table().subjects.get(key) or field_table().subjects.get(key.removeprefix("the "))


def mask_professions(text: str, lower: str) -> Masked:
    """Mask words for people of a field ("nurse"); the value is the field."""
    return mask(text, lower, _find_person, 4)


def mask_subjects(text: str, lower: str) -> Masked:
    """Mask words for fields and industries; the value is the field."""
    return mask(text, lower, _find_subject, 4)
