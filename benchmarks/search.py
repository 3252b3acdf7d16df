"""Compares the search with txtai (hybrid) and with plain sentence-transformers + FAISS, in one run on the same weights.

    python -m benchmarks.search
    python -m benchmarks.search --runs 1 --passages 1000

All get the same ready passages and the same goals, with nothing cached and an empty store, and take turns; figures are
medians over the runs. What is compared, and what the targets are, is described in `docs/benchmarks.md`.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.table import Table

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from assistant.engines.processor import read_processor
from assistant.engines.registry import build_linguist
from assistant.engines.store import ModelStore
from benchmarks.material import MOST_WORDS, ROOT, goals, passages
from benchmarks.processes import memory_mb, start_s
from benchmarks.systems import PlainFaiss, Rapport, RapportOnTorch, System, Txtai, WholeAnswer, seconds_to

START_TARGET_S = 0.5
INDEX_TARGET, INDEX_AIM = 2.5, 4.0
RANKING_TARGET = 1 / 3
IN_A_ROW = 10


@dataclass(slots=True)
class Figures:
    """What was measured of one system, a value a run."""

    index_s: list[float] = field(default_factory=list)
    p50_ms: list[float] = field(default_factory=list)
    p95_ms: list[float] = field(default_factory=list)

    def p50(self) -> float:
        """Median over the runs."""
        return statistics.median(self.p50_ms)

    def p95(self) -> float:
        """Median over the runs."""
        return statistics.median(self.p95_ms)

    def per_second(self, count: int) -> float:
        """Passages indexed in a second, median over the runs."""
        return count / statistics.median(self.index_s)


def measure(systems: Sequence[System], texts: Sequence[str], asked: Sequence[str], runs: int) -> dict[str, Figures]:
    """Index and ask in turns, some goals at a time, so that a busy moment of the machine meets all alike."""
    for system in systems:
        system.index(texts[:64])  # loads what is loaded once
        system.search(asked[0])
    found = {system.name: Figures() for system in systems}
    for _ in range(runs):
        for system in systems:
            found[system.name].index_s.append(seconds_to(system.index, texts))
        times: dict[str, list[float]] = {system.name: [] for system in systems}
        for start in range(0, len(asked), IN_A_ROW):
            for system in systems:
                some = asked[start : start + IN_A_ROW]
                times[system.name] += [1000 * seconds_to(system.search, goal) for goal in some]
        for name, taken in times.items():
            p50, p95 = np.percentile(taken, [50, 95])
            found[name].p50_ms.append(float(p50))
            found[name].p95_ms.append(float(p95))
    return found


def splitting_s(texts: Sequence[str]) -> float:
    """Time the splitting of the same texts into sentences."""
    linguist = build_linguist("spacy", ModelStore(ROOT / "models" / "registry.toml"))
    linguist.sentences(texts[:8])
    return seconds_to(linguist.sentences, texts)


def verdict(value: float, target: float, *, at_least: bool = False) -> str:
    """Say whether a target is met."""
    return "met" if (value >= target if at_least else value <= target) else "[bold]MISSED[/bold]"


def speed_table(found: dict[str, Figures], count: int) -> Table:
    """Lay out what was measured of every system."""
    table = Table("system", "passages/s", "p50 ms", "p95 ms", title=f"{count:,} passages, medians of the runs")
    for name, figures in found.items():
        indexed = "-" if name == WholeAnswer.name else f"{figures.per_second(count):,.0f}"
        table.add_row(name, indexed, f"{figures.p50():.1f}", f"{figures.p95():.1f}")
    return table


def target_table(found: dict[str, Figures], count: int, memory: dict[str, float], starts: dict[str, float]) -> Table:
    """Lay out what is asked and what was reached."""
    ours, other, whole = found[Rapport.name], found[Txtai.name], found[WholeAnswer.name]
    table = Table("what", "measured", "target", "", title="Targets")
    ratio = ours.per_second(count) / other.per_second(count)
    text = f"at least {INDEX_TARGET}, aim {INDEX_AIM:.0f}"
    table.add_row(
        "passages indexed per second, of txtai's", f"{ratio:.2f}", text, verdict(ratio, INDEX_TARGET, at_least=True)
    )
    for name, mine, theirs in (("p50", ours.p50(), other.p50()), ("p95", ours.p95(), other.p95())):
        share = mine / theirs
        table.add_row(
            f"ranking alone, {name}, of txtai's", f"{share:.2f}", "at most 0.33", verdict(share, RANKING_TARGET)
        )
    for name, mine, theirs in (("p50", whole.p50(), other.p50()), ("p95", whole.p95(), other.p95())):
        share = mine / theirs
        table.add_row(f"whole answer, {name}, of txtai's list", f"{share:.2f}", "at most 1", verdict(share, 1))
    for what in ("ranking", "rapport"):
        share = memory[what] / memory["txtai"]
        name = {"ranking": "ranking alone", "rapport": "whole answer"}[what]
        shown = f"{memory[what]:.0f} of {memory['txtai']:.0f} MB"
        table.add_row(f"memory after the goals, {name}", shown, "not above", verdict(share, 1))
    for name, taken in starts.items():
        table.add_row(f"start of {name}", f"{taken:.2f} s", f"under {START_TARGET_S} s", verdict(taken, START_TARGET_S))
    return table


def measure_processes(folder: Path, txtai: Txtai, count: int) -> tuple[dict[str, float], dict[str, float]]:
    """Memory (MB) of fresh processes on saved indexes, and start times (s)."""
    saved = folder / "txtai"
    txtai.save(saved)
    places = {"ranking": folder / "rapport", "rapport": folder / "rapport", "txtai": saved}
    memory = {what: memory_mb(what, place, count) for what, place in places.items()}
    command = Path(sys.executable).parent / "rapport"
    starts = {
        "import assistant": start_s([sys.executable, "-c", "import assistant"]),
        "rapport --help": start_s([str(command), "--help"]),
    }
    return memory, starts


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--passages", type=int, default=5000)
    parser.add_argument("--goals", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--torch", action="store_true", help="also ours with PyTorch for everything")
    options = parser.parse_args()
    console = Console(width=110)
    processor = read_processor()
    features = ", ".join(processor.features) or "none that matter here"
    console.print(f"{processor.name}, {processor.cores} cores, {features}; load {os.getloadavg()[0]:.1f}")
    texts, asked = passages(options.passages), goals(options.goals)
    words = [len(text.split()) for text in texts]
    console.print(f"{len(texts):,} passages of {min(words)} to {max(words)} words, {np.mean(words):.0f} on average")
    assert max(words) <= MOST_WORDS
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as name:
        txtai, whole = Txtai(), WholeAnswer(Path(name) / "rapport", texts)
        systems: list[System] = [Rapport(), txtai, whole, PlainFaiss()]
        found = measure([*systems, RapportOnTorch()] if options.torch else systems, texts, asked, options.runs)
        console.print(speed_table(found, len(texts)))
        console.print(f"splitting the same texts into sentences: {len(texts) / splitting_s(texts):,.0f} passages/s")
        whole.close()
        memory, starts = measure_processes(Path(name), txtai, len(asked))
    console.print(target_table(found, len(texts), memory, starts))
    console.print(f"took {(time.perf_counter() - started) / 60:.0f} minutes")


if __name__ == "__main__":
    main()
