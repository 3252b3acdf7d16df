"""Names of languages, places and fields in a goal, found by table, and a text in which they are masked for patterns."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.matching.lazy_patterns import LazyPattern
from assistant.vocabulary.fields import field_table
from assistant.vocabulary.languages import language_names
from assistant.vocabulary.places import cities, country_names, region_names
from assistant.vocabulary.tables import name_key

MARK = "\u0298"
"""Stands for each letter of a mention in a masked text: a letter itself, and one that nobody types."""
NAME = f"{MARK}+"

_WORD = LazyPattern(r"[^\W_]+(?:[.'’&][^\W_]+)*\.?")
_CAPITAL_ONLY = frozenset(
    {
        "US",
        "EU",
        "UK",
        "UAE",
        "USA",
        "LA",
        "KL",
        "DRC",
        "ANZ",
        "GCC",
        "DACH",
        "MENA",
        "EMEA",
        "APAC",
        "LATAM",
        "BSL",
        "ASL",
    }
)


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


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a goal; `key` is folded, without a possessive."""

    key: str
    start: int
    end: int


@lru_cache(maxsize=8)
def _words(text: str) -> tuple[_Word, ...]:
    return tuple(_Word(_first_key(match[0]), *match.span()) for match in _WORD.finditer(text))


def _first_key(word: str) -> str:
    key = name_key(word)
    return key[:-2] if key.endswith("'s") else key


def mask(text: str, lower: str, find: Callable[[str, str], str | None], firsts: frozenset[str], longest: int) -> Masked:
    """Find the longest names from left to right and mask them.

    Args:
        text: The goal.
        lower: The same, folded.
        find: Gives the value of a folded name and its original words, or None.
        firsts: Folded first words of all names; a name starts nowhere else.
        longest: Words in the longest name.
    """
    found: list[Mention] = []
    words = _words(text)
    end = 0
    for index, word in enumerate(words):
        if word.start >= end and word.key in firsts and (mention := _longest_at(text, words, index, find, longest)):
            found.append(mention)
            end = mention.end
    masked = list(lower)
    for mention in found:
        masked[mention.start : mention.end] = MARK * (mention.end - mention.start)
    return Masked("".join(masked), tuple(found))


_NAME_BREAK = LazyPattern(r"[,;:!?()\n]|\.\s")


def _longest_at(
    text: str, words: tuple[_Word, ...], index: int, find: Callable[[str, str], str | None], longest: int
) -> Mention | None:
    start = words[index].start
    for size in range(min(longest, len(words) - index), 0, -1):
        end = words[index + size - 1].end
        said = text[start:end]
        if size > 1 and _NAME_BREAK.search(said):
            continue
        if said.endswith(".") and "." not in said[:-1]:
            end, said = end - 1, said[:-1]
        value = find(name_key(said), said)
        if value is None and said.lower().endswith(("'s", "’s")):
            end, said = end - 2, said[:-2]
            value = find(name_key(said), said)
        if value is not None:
            return Mention(value, start, end)
    return None


def _first_words(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name.split()[0] for name in names if name)


@cache
def _spoken_languages() -> dict[str, str]:
    return {
        name: code
        for name, code in language_names().items()
        if len(name) > 3 or name in {"twi", "ewe", "lao", "bsl", "asl"}
    }


def _find_language(key: str, words: str) -> str | None:
    return _spoken_languages().get(key)


@cache
def _language_firsts() -> frozenset[str]:
    return _first_words(_spoken_languages())


def mask_languages(text: str, lower: str) -> Masked:
    """Mask names of languages."""
    return mask(text, lower, _find_language, _language_firsts(), 3)


def _find_place(key: str, words: str) -> str | None:
    bare = key.removeprefix("the ")
    if (
        (words.upper() == words and words.replace(".", "") in _CAPITAL_ONLY)
        or len(bare) > 3
        or bare in {"uk", "eu", "usa", "uae"}
    ):
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


@cache
def _place_firsts() -> frozenset[str]:
    return _first_words([*region_names(), *country_names(), *cities()]) | {"the", "us"}


def mask_places(text: str, lower: str) -> Masked:
    """Mask names of countries, regions and known cities; the values are those of a place constraint."""
    return mask(text, lower, _find_place, _place_firsts(), 4)


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


@cache
def _person_firsts() -> frozenset[str]:
    firsts = _first_words(field_table().people)
    plurals = {
        first.removesuffix(singular) + ending
        for first in firsts
        for ending, singular in _PLURALS
        if first.endswith(singular)
    }
    return firsts | plurals


@lru_cache(maxsize=8)
def mask_professions(text: str, lower: str) -> Masked:
    """Mask words for people of a field ("nurse"); the value is the field."""
    return mask(text, lower, _find_person, _person_firsts(), 4)


@cache
def _subject_firsts() -> frozenset[str]:
    return _first_words(field_table().subjects) | {"the"}


def mask_subjects(text: str, lower: str) -> Masked:
    """Mask words for fields and industries; the value is the field."""
    return mask(text, lower, _find_subject, _subject_firsts(), 4)
