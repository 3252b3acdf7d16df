import numpy as np
import pytest

from assistant.analysis.segmentation import find_segments, topic_count
from assistant.analysis.units import Unit


def talk(sizes: list[int], noise: float = 0.4) -> tuple[list[Unit], np.ndarray]:
    chance = np.random.default_rng(1)
    centres = np.linalg.qr(chance.normal(size=(64, len(sizes))))[0].T
    rows = np.concatenate(
        [centre + noise * chance.normal(size=(size, 64)) / 8 for centre, size in zip(centres, sizes, strict=True)]
    )
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return [Unit("x", "A", (at,), (at,), ("word",) * 12) for at in range(len(rows))], rows


@pytest.mark.parametrize(("words", "count"), [(100, 1), (600, 2), (1350, 3), (9000, 8), (100_000, 14)])
def test_longer_sessions_have_more_topics(words: int, count: int):
    assert topic_count(words, 10_000) == count


@pytest.mark.parametrize("lines", [0, 1, 3, 7])
def test_a_chat_of_a_few_lines_has_none(lines: int):
    units, rows = talk([lines])
    assert find_segments(units, rows) == []


def test_planted_turns_are_found():
    units, rows = talk([30, 45, 40])
    assert topic_count(sum(len(one.stems) for one in units), len(units)) == 3
    starts = [first for first, _ in find_segments(units, rows)]
    assert np.abs(np.asarray(starts) - [0, 30, 75]).max() <= 1


def test_segments_cover_everything_once():
    units, rows = talk([20, 60, 35, 80])
    segments = find_segments(units, rows)
    assert [at for first, last in segments for at in range(first, last + 1)] == list(range(len(units)))
