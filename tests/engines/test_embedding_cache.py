from collections.abc import Sequence

import numpy as np
import pytest

from assistant.engines.cache import CachedEmbedder, MemoryVectorCache
from assistant.engines.hashing import HashingEmbedder
from assistant.engines.protocols import Matrix, ModelIdentity, Progress, Stop, Stopped


class CountingEmbedder(HashingEmbedder):
    """Remembers what it was asked to embed."""

    def __init__(self, dim: int = 64) -> None:
        super().__init__(dim)
        self.embedded: list[str] = []

    def embed(self, texts: Sequence[str], *, progress: Progress | None = None, stop: Stop | None = None) -> Matrix:
        vectors = super().embed(texts, progress=progress, stop=stop)
        self.embedded.extend(texts)
        return vectors


def test_no_text_is_embedded_twice() -> None:
    inner = CountingEmbedder()
    cached = CachedEmbedder(inner, MemoryVectorCache())
    first = cached.embed(["one", "two", "one"])
    again = cached.embed(["two", "three", "one"])
    assert sorted(inner.embedded) == ["one", "three", "two"]
    np.testing.assert_array_equal(first[[1, 0]], again[[0, 2]])


def test_vectors_of_other_weights_are_not_used() -> None:
    cache = MemoryVectorCache()
    CachedEmbedder(CountingEmbedder(64), cache).embed(["one"])
    other = CountingEmbedder(32)
    assert CachedEmbedder(other, cache).embed(["one"]).shape == (1, 32)
    assert other.embedded == ["one"]


def test_cached_vectors_keep_the_similarity_to_three_digits() -> None:
    texts = [f"text about subject {i}" for i in range(50)]
    exact = HashingEmbedder().embed(texts)
    kept = CachedEmbedder(HashingEmbedder(), MemoryVectorCache()).embed(texts)
    np.testing.assert_allclose(kept @ kept.T, exact @ exact.T, atol=1e-3)


def test_stopped_work_keeps_its_finished_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.engines.cache._BLOCK", 10)
    cache = MemoryVectorCache()
    asked = iter([False, False, True])
    with pytest.raises(Stopped):
        CachedEmbedder(HashingEmbedder(), cache).embed([f"text {i}" for i in range(40)], stop=lambda: next(asked))
    assert len(cache) == 20


def test_progress_never_goes_back_over_blocks_and_repeats(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.engines.cache._BLOCK", 10)
    seen: list[tuple[int, int]] = []
    texts = [f"text {i % 30}" for i in range(50)]
    CachedEmbedder(HashingEmbedder(), MemoryVectorCache()).embed(texts, progress=lambda *at: seen.append(at))
    assert seen == sorted(seen)
    assert seen[-1] == (50, 50)
    assert len(seen) > 3


def test_memory_cache_returns_only_what_it_knows() -> None:
    cache, identity = MemoryVectorCache(), ModelIdentity("m", "1")
    cache.put_many({"a": np.ones(2, np.float16)}, identity)
    assert list(cache.get_many(["a", "b"], identity)) == ["a"]
    assert not cache.get_many(["a"], ModelIdentity("m", "2"))
