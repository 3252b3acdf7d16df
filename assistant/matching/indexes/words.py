"""From a text to the words that BM25 compares, the same for passages and queries."""

from collections import Counter
from functools import lru_cache
from importlib import import_module
from typing import Any

LONGEST_WORD = 40
_MAX_CHARACTERS = 200_000
# Letters and digits, with the signs that make "c++" and "c#" other words than "c".
_WORD_PATTERN = r"\w+(?:\+\+|#)?"
# Function words of English, and what is left of contractions ("I'd", "don't"); tantivy's own list has 33 words, and
# goals are full of "I would like someone who". Words of place, number, time and negation stay: they can matter.
_FUNCTION_WORDS = """
a about am an and any are as at be because been being but by can cannot could d did do does doing each either else
for from had has have having he her hers herself him himself his how i if in into is it its itself ll m may me might
mine must my myself of on or other our ours ourselves re s shall she should so some somebody someone such t than
that the their theirs them themselves then there these they this those though to too us ve very was we were what
whatever when where whether which while who whoever whom whose why will with would yet you your yours yourself
yourselves
"""


def load_tantivy() -> Any:
    """The search library, at first use."""
    return import_module("tantivy")


@lru_cache(maxsize=1)
def word_analyzer() -> Any:
    """Split into lower-case words without accents and function words."""
    return _analyzer(stem=False)


@lru_cache(maxsize=1)
def stem_analyzer() -> Any:
    """The same, reduced to English stems."""
    return _analyzer(stem=True)


def _analyzer(*, stem: bool) -> Any:
    tantivy = load_tantivy()
    filters = tantivy.Filter
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD_PATTERN))
    builder = builder.filter(filters.remove_long(LONGEST_WORD)).filter(filters.lowercase())
    builder = builder.filter(filters.ascii_fold()).filter(filters.custom_stopword(_FUNCTION_WORDS.split()))
    return (builder.filter(filters.stemmer("english")) if stem else builder).build()


def clean_text(text: str) -> str:
    """Drop what cannot be written as UTF-8, and anything beyond 200,000 characters."""
    return text[:_MAX_CHARACTERS].encode("utf-8", "ignore").decode("utf-8")


def count_words(text: str) -> Counter[tuple[str, str]]:
    """Count the (word, stem) pairs of a text, in order of first use; the two analyzers keep step word by word."""
    text = clean_text(text)
    return Counter(zip(word_analyzer().analyze(text), stem_analyzer().analyze(text), strict=True))
