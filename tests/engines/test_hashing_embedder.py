import hashlib
import time

import numpy as np
import pytest

from assistant.engines.hashing import HashingEmbedder


def test_vectors_are_the_same_on_every_machine() -> None:
    signs = np.signbit(HashingEmbedder().embed(["career change into nursing"]))
    assert hashlib.sha256(np.packbits(signs).tobytes()).hexdigest()[:16] == "bbff813ff2efaaff"


def test_similarity_follows_shared_words_then_word_parts() -> None:
    vectors = HashingEmbedder().embed(
        ["teaching maths to adults", "adults learn maths", "a mathematician who teaches", "diesel engines"]
    )
    to_first = vectors[1:] @ vectors[0]
    assert to_first[0] > to_first[1] > to_first[2]
    assert abs(to_first[2]) < 0.2


def test_word_order_and_case_do_not_matter() -> None:
    first, second = HashingEmbedder().embed(["Night shift nurse", "nurse NIGHT shift"])
    assert first @ second == pytest.approx(1)


def test_many_texts_take_little_time() -> None:
    texts = [f"mentor number {i % 500} helps with budgets, hiring and difficult conversations" for i in range(20_000)]
    started = time.process_time()
    HashingEmbedder().embed(texts)
    assert time.process_time() - started < 3


@pytest.mark.parametrize("dim", [7, 5000])
def test_impossible_dimensions_are_refused(dim: int) -> None:
    with pytest.raises(ValueError, match=str(dim)):
        HashingEmbedder(dim)
