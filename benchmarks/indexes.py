"""How the indexes grow: build time, query time, file size, memory and recall at 10 thousand, 100 thousand, a million.

    python benchmarks/indexes.py --sizes 10000 100000

The vectors are those of the demo programme's passages, repeated with seeded Gaussian noise of 0.04 per dimension and
renormalised. Queries are of two sorts: passages with fresh noise, and the goals of the demo's mentees as they are,
which are harder since they lie outside the passages. Uniform random vectors have no neighbourhoods at all; they are
printed as the worst case, without a target.
"""

import argparse
import json
import multiprocessing
import re
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

from assistant.engines.protocols import Matrix, ModelIdentity
from assistant.engines.registry import build_embedder
from assistant.engines.store import ModelStore
from assistant.matching.indexes import choose_index, load_index
from assistant.matching.indexes.dense import DenseIndex
from assistant.matching.indexes.exact import ExactIndex
from assistant.matching.indexes.hnsw import HnswIndex
from assistant.matching.indexes.protocols import Ids

ROOT = Path(__file__).parent.parent
IDENTITY = ModelIdentity("benchmark", "0" * 40)
NOISE = 0.04
NEAREST = 10
QUERIES = 100
BLOCK = 20_000
TARGET_RECALL = 0.98


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one index on one kind of vectors."""

    vectors: str
    passages: int
    index: str
    build_s: float
    p50_ms: float
    p95_ms: float
    open_s: float
    file_mb: float
    memory_mb: float
    recalls: dict[str, float]


def demo_texts() -> tuple[list[str], list[str]]:
    """Passages of the demo mentors (bios, sentences, skills, themes) and goals of the mentees."""
    passages: list[str] = []
    for line in (ROOT / "data/demo/mentors.jsonl").read_text(encoding="utf-8").splitlines():
        mentor = json.loads(line)
        bio = mentor.get("bio", "")
        sentences = [part for part in re.split(r"(?<=[.!?])\s+", bio) if len(part.split()) >= 4]
        passages += [bio, ", ".join(mentor.get("skills", [])), *sentences, *mentor.get("past_themes", [])]
    mentees = (ROOT / "data/demo/mentees.jsonl").read_text(encoding="utf-8").splitlines()
    goals = [goal for line in mentees for goal in json.loads(line).get("goals", [])]
    return list(dict.fromkeys(text for text in passages if text)), goals[:QUERIES]


def normalised(rows: Matrix) -> Matrix:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


class NoisyPassages:
    """Real vectors, multiplied."""

    name = "passages"

    def __init__(self, real: Matrix, goals: Matrix) -> None:
        self._real = real
        self.queries = {"noisy": self.rows(QUERIES, 10**9), "goals": goals}

    def rows(self, count: int, seed: int) -> Matrix:
        """Draw rows, the same ones for the same seed."""
        rng = np.random.default_rng(seed)
        picked = self._real[rng.integers(0, len(self._real), count)]
        return normalised(picked + NOISE * rng.standard_normal(picked.shape, dtype=np.float32))


class UniformVectors:
    """Directions without any structure."""

    name = "uniform"

    def __init__(self, dim: int) -> None:
        self._dim = dim
        self.queries = {"noisy": self.rows(QUERIES, 10**9)}

    def rows(self, count: int, seed: int) -> Matrix:
        """Draw rows, the same ones for the same seed."""
        return normalised(np.random.default_rng(seed).standard_normal((count, self._dim), dtype=np.float32))


def blocks(source: NoisyPassages | UniformVectors, size: int) -> Iterator[tuple[Ids, Matrix]]:
    for start in range(0, size, BLOCK):
        count = min(BLOCK, size - start)
        yield np.arange(start, start + count), source.rows(count, start)


def true_neighbours(source: NoisyPassages | UniformVectors, size: int) -> dict[str, Ids]:
    """The ten best by single-precision comparison with all, a block at a time."""
    best: dict[str, tuple[Matrix, Ids]] = {}
    for ids, rows in blocks(source, size):
        for name, queries in source.queries.items():
            scores, numbers = queries @ rows.T, np.broadcast_to(ids, (len(queries), len(ids)))
            if name in best:
                scores, numbers = np.hstack([best[name][0], scores]), np.hstack([best[name][1], numbers])
            order = np.argsort(-scores, axis=1)[:, :NEAREST]
            best[name] = (np.take_along_axis(scores, order, 1), np.take_along_axis(numbers, order, 1))
    return {name: numbers for name, (_, numbers) in best.items()}


def build(index: DenseIndex, source: NoisyPassages | UniformVectors, size: int) -> float:
    """Add all vectors as the product does; gives the seconds without the making of them."""
    seconds = 0.0
    for ids, rows in blocks(source, size):
        started = time.perf_counter()
        index.add(ids, rows)
        seconds += time.perf_counter() - started
    return seconds


def open_and_search(folder: Path, queries: dict[str, Matrix]) -> tuple[dict[str, Ids], list[float], float, float]:
    """In a process of its own: found ids, query times (ms), opening time (s), memory it took (MB)."""
    import psutil  # type: ignore[import-untyped]

    from assistant.matching.indexes.half import load_faiss

    load_faiss()
    before = psutil.Process().memory_info().rss
    started = time.perf_counter()
    index = load_index(folder, IDENTITY)
    opened_s = time.perf_counter() - started
    times, found = [], {}
    for name, rows in queries.items():
        answers = []
        for row in rows:
            started = time.perf_counter()
            answers.append(index.search(row[None], NEAREST).ids[0])
            times.append(1000 * (time.perf_counter() - started))
        found[name] = np.array(answers)
    return found, times, opened_s, (psutil.Process().memory_info().rss - before) / 1e6


def recall(found: Ids, truth: Ids) -> float:
    return float(np.mean([len(set(a) & set(b)) / NEAREST for a, b in zip(found, truth, strict=True)]))


def measure(
    kind: type[DenseIndex], source: NoisyPassages | UniformVectors, size: int, dim: int, truth: dict[str, Ids]
) -> Figures:
    index = kind(IDENTITY, dim)
    build_s = build(index, source, size)
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder))
        del index
        file_mb = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            found, times, open_s, memory_mb = pool.apply(open_and_search, (Path(folder), source.queries))
    p50, p95 = np.percentile(times, [50, 95])
    recalls = {name: recall(found[name], truth[name]) for name in truth}
    return Figures(source.name, size, kind.kind, build_s, p50, p95, open_s, file_mb, memory_mb, recalls)


def measure_all(sizes: list[int], uniform_up_to: int) -> Iterator[Figures]:
    passages, goals = demo_texts()
    embedder = build_embedder("minilm", ModelStore(ROOT / "models/registry.toml"))
    noisy = NoisyPassages(embedder.embed(passages), embedder.embed(goals))
    uniform = UniformVectors(embedder.dim)
    for size in sizes:
        for source in (noisy, uniform) if size <= uniform_up_to else (noisy,):
            truth = true_neighbours(source, size)
            chosen = type(choose_index(size, IDENTITY, embedder.dim))
            kinds: list[type[DenseIndex]] = [ExactIndex, HnswIndex] if size <= 100_000 and source is noisy else [chosen]
            for kind in kinds:
                yield measure(kind, source, size, embedder.dim, truth)


def as_row(figures: Figures) -> list[str]:
    recalls = [f"{figures.recalls[name]:.3f}" if name in figures.recalls else "" for name in ("noisy", "goals")]
    return [
        figures.vectors,
        f"{figures.passages:,}",
        figures.index,
        f"{figures.build_s:.1f}",
        f"{figures.p50_ms:.2f}",
        f"{figures.p95_ms:.2f}",
        f"{figures.open_s:.2f}",
        f"{figures.file_mb:.0f}",
        f"{figures.memory_mb:.0f}",
        *recalls,
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--uniform-up-to", type=int, default=100_000, help="largest size of the worst case")
    options = parser.parse_args()
    heads = ["vectors", "passages", "index", "build s", "p50 ms", "p95 ms", "open s", "file MB", "memory MB"]
    table = Table(*heads, "recall@10", "of goals", title="Passage indexes")
    console = Console(width=132)
    missed = []
    for figures in measure_all(options.sizes, options.uniform_up_to):
        table.add_row(*as_row(figures))
        console.print(" | ".join(as_row(figures)), style="dim")
        if figures.vectors == NoisyPassages.name and min(figures.recalls.values()) < TARGET_RECALL:
            missed.append(f"{figures.index} at {figures.passages:,}")
    console.print(table)
    console.print(f"below a recall of {TARGET_RECALL}: {', '.join(missed)}" if missed else "every recall is on target")


if __name__ == "__main__":
    main()
