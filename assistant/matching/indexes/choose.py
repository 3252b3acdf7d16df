"""Which dense index suits a number of passages."""

from pathlib import Path

from assistant.engines.protocols import ModelIdentity
from assistant.matching.indexes.dense import DenseIndex
from assistant.matching.indexes.exact import ExactIndex
from assistant.matching.indexes.hnsw import HnswIndex
from assistant.matching.indexes.manifest import IndexKind, out_of_date, read_manifest

HNSW_FROM = 20_000
"""Comparing a query with each of 20,000 passages takes 1.5 ms on one core; walking a graph takes 0.5 ms there, and
building it 9 s instead of 0.1 s. At 100,000 it is 15 ms against 0.6 ms."""

_KINDS: dict[IndexKind, type[DenseIndex]] = {IndexKind.EXACT: ExactIndex, IndexKind.HNSW: HnswIndex}


def choose_index(count: int, identity: ModelIdentity, dim: int, *, hnsw_from: int = HNSW_FROM) -> DenseIndex:
    """Give an empty index that suits this many passages: exact for few, HNSW from `hnsw_from` on."""
    return _KINDS[IndexKind.HNSW if count >= hnsw_from else IndexKind.EXACT](identity, dim)


def load_index(folder: Path, identity: ModelIdentity) -> DenseIndex:
    """Open a saved dense index of whichever kind it is.

    Raises:
        IndexOutOfDate: Missing, damaged, or of another model, revision or format version.
    """
    kind = read_manifest(folder).kind
    if kind not in _KINDS:
        raise out_of_date(folder, f"it is of the kind {kind}")
    return _KINDS[kind].load(folder, identity)
