"""Indexes over passages: dense ones behind one Protocol, and a lexical one.

The database is the truth; an index is derived from it and can be deleted at any time.
"""

from assistant.matching.indexes.choose import HNSW_FROM, choose_index, load_index
from assistant.matching.indexes.lexical import load_lexical_index, new_lexical_index
from assistant.matching.indexes.protocols import Hits, LexicalIndex, PassageIndex

__all__ = [
    "HNSW_FROM",
    "Hits",
    "LexicalIndex",
    "PassageIndex",
    "choose_index",
    "load_index",
    "load_lexical_index",
    "new_lexical_index",
]
