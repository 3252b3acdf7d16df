"""What every embedder promises, over every implementation."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant.engines.cache import CachedEmbedder, MemoryVectorCache
from assistant.engines.hashing import HashingEmbedder
from assistant.engines.minilm import MiniLmEmbedder
from assistant.engines.onnx_embedder import OnnxEmbedder
from assistant.engines.protocols import Embedder, Stopped
from assistant.engines.store import ModelStore
from assistant.engines.torch_embedder import Precision, SentenceTransformerEmbedder

TEXTS = [
    "I help new managers with their first difficult conversations.",
    "Nurse on night shifts; happy to talk about burnout and rosters.",
    "",
    "Welding, mostly.",
    "I have run a small bakery for eleven years and know what it costs in sleep, money and patience to open one.",
    "   \n\t ",
    "Negotiating a first offer",
    "Ein Satz auf Deutsch, naïve café 😀 \ud800",
]
BLANK = [2, 5]
BUILDERS: dict[str, Callable[[ModelStore], Embedder]] = {
    "hashing": lambda store: HashingEmbedder(),
    "cached-hashing": lambda store: CachedEmbedder(HashingEmbedder(), MemoryVectorCache()),
    "onnx": lambda store: OnnxEmbedder(store),
    "torch-float32": lambda store: SentenceTransformerEmbedder(store, precision=Precision.FLOAT32),
    "torch-bfloat16": lambda store: SentenceTransformerEmbedder(store, precision=Precision.BFLOAT16),
    "minilm": lambda store: MiniLmEmbedder(store),
    "cached-minilm": lambda store: CachedEmbedder(MiniLmEmbedder(store), MemoryVectorCache()),
}
REAL = [pytest.param(name, marks=pytest.mark.model) for name in BUILDERS if "hashing" not in name]
SMALL = [name for name in BUILDERS if "hashing" in name]


@pytest.fixture(scope="module", params=[*SMALL, *REAL])
def embedder(request: pytest.FixtureRequest, model_store: ModelStore) -> Embedder:
    return BUILDERS[request.param](model_store)


def test_vectors_are_unit_rows_in_float32(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), embedder.dim)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    written = [row for row in range(len(TEXTS)) if row not in BLANK]
    np.testing.assert_allclose(lengths[written], 1, atol=1e-5)


def test_blank_text_gives_zeros(embedder: Embedder) -> None:
    assert not embedder.embed(TEXTS)[BLANK].any()
    assert not embedder.embed_queries(["", " \n"]).any()


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    for vectors in (embedder.embed([]), embedder.embed_queries([])):
        assert vectors.shape == (0, embedder.dim)
        assert vectors.dtype == np.float32
    assert embedder.count_tokens([]) == []


def test_order_of_texts_does_not_matter(embedder: Embedder) -> None:
    order = np.random.default_rng(0).permutation(len(TEXTS))
    shuffled = embedder.embed([TEXTS[i] for i in order])
    cosines = np.einsum("ij,ij->i", embedder.embed(TEXTS)[order], shuffled)
    written = [row for row, source in enumerate(order) if source not in BLANK]
    assert cosines[written].min() > 0.999


def test_same_texts_give_same_vectors(embedder: Embedder) -> None:
    np.testing.assert_array_equal(embedder.embed(TEXTS), embedder.embed(TEXTS))


def test_query_and_bulk_vectors_are_comparable(embedder: Embedder) -> None:
    cosines = np.einsum("ij,ij->i", embedder.embed(TEXTS), embedder.embed_queries(TEXTS))
    assert np.delete(cosines, BLANK).min() > 0.99


def test_shared_meaning_in_words_is_nearer_than_none(embedder: Embedder) -> None:
    vectors = embedder.embed(["night shifts as a nurse in a hospital", TEXTS[1], TEXTS[3]])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.1


def test_a_text_in_parts_gives_the_whole_and_each_part(embedder: Embedder) -> None:
    parts = [TEXTS[1], TEXTS[3], "", TEXTS[6]]
    vectors = embedder.embed_parts(parts)
    assert vectors.shape == (5, embedder.dim)
    assert not vectors[3].any()
    alone = embedder.embed_queries([" ".join(part for part in parts if part), *parts])
    assert vectors[0] @ alone[0] > 0.99
    nearest = (vectors[[1, 2, 4]] @ alone[[1, 2, 4]].T).argmax(1)
    np.testing.assert_array_equal(nearest, [0, 1, 2])


def test_no_parts_and_parts_without_words_give_zeros(embedder: Embedder) -> None:
    assert not embedder.embed_parts([]).any()
    assert embedder.embed_parts([]).shape == (1, embedder.dim)
    assert not embedder.embed_parts(["", "  "]).any()


def test_parts_that_are_too_long_together_still_give_vectors(embedder: Embedder) -> None:
    vectors = embedder.embed_parts(["word " * 200, "night shift", "bread " * 200])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_progress_reaches_the_number_of_texts(embedder: Embedder) -> None:
    seen: list[tuple[int, int]] = []
    texts = [f"{text} number {i}" for i, text in enumerate(TEXTS * 3)]
    embedder.embed([*texts, *TEXTS], progress=lambda done, total: seen.append((done, total)))
    assert seen[-1] == (len(texts) + len(TEXTS),) * 2
    assert seen == sorted(seen)


def test_stop_ends_the_work(embedder: Embedder) -> None:
    with pytest.raises(Stopped):
        embedder.embed(["never embedded before", "and neither was this"], stop=lambda: True)


def test_longer_text_has_more_tokens(embedder: Embedder) -> None:
    counts = embedder.count_tokens(["", "one", "one two three"])
    assert counts == [0, 1, 3]
    assert embedder.max_tokens > 100


def test_text_beyond_the_limit_still_gives_a_vector(embedder: Embedder) -> None:
    vector = embedder.embed(["word " * 1000])
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


@pytest.mark.model
def test_int8_vectors_agree_with_float32(model_store: ModelStore) -> None:
    written = [text for text in TEXTS if text.strip()]
    floats = SentenceTransformerEmbedder(model_store, precision=Precision.FLOAT32).embed(written)
    cosines = np.einsum("ij,ij->i", OnnxEmbedder(model_store).embed(written), floats)
    assert cosines.min() >= 0.99


@pytest.mark.model
def test_float32_vectors_are_those_of_sentence_transformers(model_store: ModelStore) -> None:
    from sentence_transformers import SentenceTransformer

    reference = SentenceTransformer(str(model_store.locate("all-MiniLM-L6-v2").folder), device="cpu")
    written = [text for text in TEXTS if text.strip() and text.isascii()]
    ours = SentenceTransformerEmbedder(model_store, precision=Precision.FLOAT32).embed(written)
    np.testing.assert_allclose(ours, reference.encode(written, normalize_embeddings=True), atol=1e-5)
