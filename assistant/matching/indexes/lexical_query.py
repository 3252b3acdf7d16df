"""From what a person typed to a BM25 query: terms only, so nothing in the text is ever read as query syntax."""

import math
from collections import Counter
from typing import Any

from assistant.matching.indexes.protocols import Ids
from assistant.matching.indexes.words import count_words, load_tantivy

ID_FIELD = "id"
TEXT_FIELD = "text"
WORD_FIELD = "word"
_MAX_TERMS = 48
"""Distinct terms that are looked up; a long essay is represented by its most informative ones."""
_MAX_MISSPELLINGS = 8
_MAX_REPEATS = 5
_SHORTEST_MISSPELT = 5
_MISSPELLING_WEIGHT = 0.8


def build_query(searcher: Any, schema: Any, passages: int, text: str) -> Any | None:
    """Build a query that adds up BM25 over the terms of a text.

    A word that occurs nowhere stands for those one edit away; they are compared unstemmed, since a misspelt word
    gets another stem ("managment" keeps its ending, "management" loses it).

    Returns:
        None when no word of the text is telling, or none occurs in the index.
    """
    tantivy = load_tantivy()
    stems: Counter[str] = Counter()
    unknown: list[str] = []
    for (word, stem), times in count_words(text).items():
        if stem in stems or searcher.doc_freq(TEXT_FIELD, stem):
            stems[stem] += times
        elif len(word) >= _SHORTEST_MISSPELT:
            unknown.append(word)
    parts = [_term(tantivy, schema, stem, times) for stem, times in _most_informative(searcher, passages, stems)]
    parts += _near_words(tantivy, searcher, schema, passages, unknown[:_MAX_MISSPELLINGS])
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, part) for part in parts]) if parts else None


def within(query: Any, schema: Any, permitted: Ids) -> Any:
    """Restrict a query to these ids without changing its scores."""
    tantivy = load_tantivy()
    ids = tantivy.Query.term_set_query(schema, ID_FIELD, permitted.tolist())
    must = tantivy.Occur.Must
    return tantivy.Query.boolean_query([(must, tantivy.Query.const_score_query(ids, 0.0)), (must, query)])


def inverse_frequency(passages: int, containing: int) -> float:
    """BM25's weight of a term that `containing` of `passages` hold."""
    return math.log1p((max(passages - containing, 0) + 0.5) / (containing + 0.5))


def _most_informative(searcher: Any, passages: int, stems: Counter[str]) -> list[tuple[str, int]]:
    if len(stems) <= _MAX_TERMS:
        return list(stems.items())

    def information(item: tuple[str, int]) -> float:
        stem, times = item
        return _emphasis(times) * inverse_frequency(passages, searcher.doc_freq(TEXT_FIELD, stem))

    return sorted(stems.items(), key=information, reverse=True)[:_MAX_TERMS]


def _term(tantivy: Any, schema: Any, stem: str, times: int) -> Any:
    query = tantivy.Query.term_query(schema, TEXT_FIELD, stem, "freq")
    return query if times == 1 else tantivy.Query.boost_query(query, _emphasis(times))


def _emphasis(times: int) -> float:
    """A word said again counts more, up to the fifth time."""
    return 1 + math.log(min(times, _MAX_REPEATS))


def _near_words(tantivy: Any, searcher: Any, schema: Any, passages: int, words: list[str]) -> list[Any]:
    """Queries for the passages that hold a word one edit away, weighted as a term of that frequency would be."""
    parts = []
    for word in words:
        near = tantivy.Query.fuzzy_term_query(schema, WORD_FIELD, word, 1)
        containing = searcher.search(near, 1, count=True).count
        if containing:
            weight = _MISSPELLING_WEIGHT * inverse_frequency(passages, containing)
            parts.append(tantivy.Query.const_score_query(near, weight))
    return parts
