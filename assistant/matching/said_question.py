"""From what somebody types to what is looked for in their sessions."""

import re
from collections.abc import Callable, Collection

from rapidfuzz.distance import OSA

from assistant.matching.indexes.words import count_words

_SHORTEST_MISSPELT = 5
_TWO_SLIPS_FROM = 8
_ASK = r"(?:did|do|have|had)\s+(?:we|i|you|they)\s+(?:ever\s+|once\s+|already\s+)?"
_SAY = r"(?:talk(?:ed)?|speak|spoken|sa(?:y|id)|discuss(?:ed)?|mention(?:ed)?|decided?|agreed?)"
_FRAME = re.compile(
    rf"^(?:(?:and|so|but)\s+)?(?:{_ASK}{_SAY}(?:\s+(?:anything|something))?|(?:what|when|where|how)\s+{_ASK}{_SAY})"
    r"(?:\s+(?:about|on|of|to))?\s+",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[^\W\d_]+")


def without_frame(question: str) -> str:
    """Leave out what only says that something was talked about.

    >>> without_frame("What did we say about salary?"), without_frame("Did we ever talk about the visa?")
    ('salary', 'the visa')
    >>> without_frame("What did we decide?")
    'What did we decide'
    """
    return _FRAME.sub("", question).strip(" ?!.") or question


def mend(question: str, vocabulary: Collection[str], is_word: Callable[[str], bool]) -> str:
    """Put a word that was said in the place of one that is none and looks like it.

    Args:
        question: What is looked for.
        vocabulary: Words of the sessions, in small letters.
        is_word: Whether a word that nobody said is one all the same ("sailing" where only "failing" was said).

    Returns:
        The question; a misspelt word of five letters or more within one slip of a word that was said, or two from eight
        letters on, is replaced by it. Words that were said in another form stay.
    """
    said_stems = {stem for word in vocabulary for _, stem in count_words(word)}

    def mended(match: re.Match[str]) -> str:
        word = match[0].lower()
        if len(word) < _SHORTEST_MISSPELT or word in vocabulary or is_word(word):
            return match[0]
        if any(stem in said_stems for _, stem in count_words(word)):
            return match[0]
        return _closest(word, vocabulary) or match[0]

    return _LETTERS.sub(mended, question)


def _closest(word: str, vocabulary: Collection[str]) -> str:
    slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    near = [
        (OSA.distance(word, one, score_cutoff=slips), one) for one in vocabulary if abs(len(one) - len(word)) <= slips
    ]
    return min((one for one in near if one[0] <= slips), default=(0, ""))[1]


def words_of(text: str) -> set[str]:
    """Words of a text in small letters, numbers left out."""
    return {word.lower() for word in _LETTERS.findall(text)}
