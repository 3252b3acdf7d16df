"""What only the graph has: recall at size, empty rows, and the rebuild."""

import numpy as np
import pytest

from assistant.engines.protocols import ModelIdentity
from assistant.matching.indexes.choose import HNSW_FROM, choose_index
from assistant.matching.indexes.exact import ExactIndex
from assistant.matching.indexes.hnsw import HnswIndex, search_beam

IDENTITY = ModelIdentity("test-model", "0" * 40)
DIM = 64


@pytest.fixture(scope="module")
def vectors():
    rng = np.random.default_rng(0)
    centres = rng.standard_normal((500, DIM)) / np.sqrt(DIM)
    rows = centres[rng.integers(0, 500, 12_000)] + 0.05 * rng.standard_normal((12_000, DIM))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def recall(index, vectors, ids, queries, allowed=None):
    rows = np.arange(len(ids)) if allowed is None else np.flatnonzero(np.isin(ids, allowed))
    truth = ids[rows][np.argsort(-(queries @ vectors[rows].T), axis=1)[:, :10]]
    found = index.search(queries, 10, allowed).ids
    return np.mean([len(set(a) & set(b)) / 10 for a, b in zip(found, truth, strict=True)])


def test_recall_stays_high_with_filters_and_empty_rows(vectors):
    index = HnswIndex(IDENTITY, DIM)
    ids = np.arange(len(vectors))
    index.add(ids, vectors)
    queries = vectors[::120] + 0.02
    assert recall(index, vectors, ids, queries) >= 0.98
    index.remove(ids[:2000])
    assert index.empty_rows == 2000
    left, left_ids = vectors[2000:], ids[2000:]
    assert recall(index, left, left_ids, queries) >= 0.98
    for share in (0.3, 0.5, 0.9):
        allowed = np.random.default_rng(1).permutation(left_ids)[: int(share * len(left_ids))]
        assert recall(index, left, left_ids, queries, allowed) >= 0.98


def test_many_empty_rows_cause_a_rebuild(vectors):
    index = HnswIndex(IDENTITY, DIM)
    index.add(np.arange(6000), vectors[:6000])
    index.add(np.arange(1000), vectors[6000:7000])
    assert index.empty_rows == 1000
    index.remove(np.arange(1000, 2500))
    assert index.empty_rows == 0
    now, ids = np.concatenate([vectors[6000:7000], vectors[2500:6000]]), np.r_[0:1000, 2500:6000]
    assert recall(index, now, ids, vectors[::150]) >= 0.98


def test_size_decides_the_kind():
    assert isinstance(choose_index(HNSW_FROM - 1, IDENTITY, DIM), ExactIndex)
    assert isinstance(choose_index(HNSW_FROM, IDENTITY, DIM), HnswIndex)
    assert isinstance(choose_index(50, IDENTITY, DIM, hnsw_from=50), HnswIndex)


def test_the_search_beam_grows_with_the_set():
    assert search_beam(10) == search_beam(100_000) == 384
    assert search_beam(1_000_000) == 3072
