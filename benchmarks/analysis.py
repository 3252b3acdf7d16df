"""How long the notes of an hour take, beside what people use instead, and how time and memory grow to ten hours.

    python -m benchmarks.analysis
    python -m benchmarks.analysis --runs 1 --chunks 1

Ours and the other take turns in one run; figures are medians. Ten hours are analysed in a fresh process, whose peak of
resident memory is read at its end. What is compared, and what the targets are, is described in `docs/benchmarks.md`.
"""

import argparse
import math
import os
import resource
import statistics
import sys
import time

from rich.console import Console
from rich.table import Table

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from assistant.engines.processor import read_processor
from assistant.engines.registry import build_embedder, build_linguist
from assistant.engines.store import ModelStore
from assistant.services.engine_analyser import EngineAnalyser
from benchmarks.material import ROOT
from benchmarks.processes import run_fresh
from benchmarks.search import verdict
from benchmarks.talk import hour_long, talk_of
from benchmarks.usual_summary import UsualSummary

TARGET_S = 5.0
TARGET_RATIO = 20.0
TARGET_GROWTH = 1.1
TARGET_MB = 2000.0
LONG_HOURS = 10
_WARM_UP_BYTES = 40_000


class Notes:
    """The analysis as it ships, from a file to its notes; warm after the first minutes of a talk."""

    def __init__(self) -> None:
        store = ModelStore(ROOT / "models" / "registry.toml")
        self._analyser = EngineAnalyser(build_embedder("minilm", store), build_linguist("spacy", store))
        self.seconds_of(hour_long()[:_WARM_UP_BYTES])

    def seconds_of(self, data: bytes) -> float:
        """Time reading a file, telling who is who, and the whole analysis."""
        started = time.perf_counter()
        report = self._analyser.analyse(talk_of(data), lambda *_: None, lambda: False)
        taken = time.perf_counter() - started
        assert report.topics
        assert report.coverage.read == report.coverage.total
        return taken


def measure_growth() -> None:
    """In a process of its own: print the seconds of one hour, of ten, and the peak of memory (MB)."""
    notes = Notes()
    hour, long = hour_long(), hour_long(LONG_HOURS)
    hour_s = statistics.median([notes.seconds_of(hour), notes.seconds_of(hour)])
    long_s = notes.seconds_of(long)
    print(hour_s, long_s, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def take_turns(runs: int, chunks: int) -> tuple[float, float, str]:
    """Time both in turns; give our seconds, theirs, and how theirs come about."""
    notes, usual, data = Notes(), UsualSummary(), hour_long()
    texts = [one.text for one in talk_of(data).transcript.utterances]
    count = usual.chunk_count(texts)
    wanted = chunks or math.ceil(count)
    ours, theirs, labels = list[float](), list[float](), list[float]()
    for turn in range(max(runs, wanted)):
        if turn < runs:
            ours.append(notes.seconds_of(data))
            labels.append(usual.classify_s(texts))
        if turn < wanted:
            theirs.append(usual.summarise_chunk_s())
    chunk_s, label_s = statistics.median(theirs), statistics.median(labels)
    how = f"{count:.1f} chunks of {chunk_s:.1f} s ({len(theirs)} timed), and labels in {label_s:.1f} s"
    return statistics.median(ours), chunk_s * count + label_s, how


def target_table(ours: float, theirs: float, growth: float, long_s: float, peak_mb: float) -> Table:
    """Lay out what is asked and what was reached."""
    ratio = theirs / ours
    table = Table("what", "measured", "target", "", title="Targets")
    table.add_row("notes of an hour, warm", f"{ours:.2f} s", f"under {TARGET_S:.0f} s", verdict(ours, TARGET_S))
    shown = f"{ratio:.0f} times ({theirs:.0f} s)"
    table.add_row("the usual summary, of ours", shown, "at least 20", verdict(ratio, TARGET_RATIO, at_least=True))
    shown = f"{growth:.2f} ({long_s:.0f} s)"
    table.add_row("ten hours, of ten times an hour", shown, f"at most {TARGET_GROWTH}", verdict(growth, TARGET_GROWTH))
    table.add_row("peak of memory, ten hours", f"{peak_mb:.0f} MB", "under 2 GB", verdict(peak_mb, TARGET_MB))
    return table


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--chunks", type=int, default=3, help="timed of the usual summary; 0 for all of an hour")
    parser.add_argument("--growth", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.growth:
        measure_growth()
        return
    console = Console(width=110)
    processor = read_processor()
    console.print(f"{processor.name}, {processor.cores} cores; load {os.getloadavg()[0]:.1f}")
    transcript = talk_of(hour_long()).transcript
    console.print(f"an hour: {len(transcript.utterances)} turns, {transcript.word_count:,} words")
    ours, theirs, how = take_turns(options.runs, options.chunks)
    console.print(f"the usual summary: {how}")
    printed = run_fresh([sys.executable, "-m", "benchmarks.analysis", "--growth"]).split()
    hour_s, long_s, peak_mb = (float(one) for one in printed[-3:])
    console.print(target_table(ours, theirs, long_s / (LONG_HOURS * hour_s), long_s, peak_mb))


if __name__ == "__main__":
    main()
