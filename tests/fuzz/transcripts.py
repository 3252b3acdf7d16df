"""Fuzz all readers of transcripts: `python -m tests.fuzz.transcripts --inputs 1000000 --seed 1`.

Hypothesis chooses batches of damage to rendered exports, the same for the same seed.
"""

import argparse
import multiprocessing
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.fuzz.checks import RENDERED, check_anything
from tests.fuzz.lost_words import NUMBERED, check_no_word_is_lost
from tests.fuzz.mutations import mutated

A_BATCH = 100
SHOWN = 5
LINES_EVERY = 5
OTHERS = list(RENDERED.values())


@dataclass(frozen=True, slots=True)
class Share:
    """What one process fuzzes: a format, how many inputs, from which seed."""

    kind: str
    inputs: int
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """How often each format was recognised, and the failures as text, with the number that makes the file again."""

    kind: str
    counts: Counter[str]
    failures: list[str]
    seconds: float


def check(kind: str, number: int) -> str:
    """Read one damaged file: mostly with any damage; of text every fifth with its lines in disorder, word for word."""
    if kind in NUMBERED and number % LINES_EVERY == 0:
        return check_no_word_is_lost(kind, number)
    return check_anything(mutated(RENDERED[kind], number, OTHERS))


def fuzz(share: Share) -> Outcome:
    """Read damaged files of one format."""
    counts, failures, began = Counter[str](), list[str](), time.perf_counter()

    def read_batch(first: int) -> None:
        for number in range(first * A_BATCH, (first + 1) * A_BATCH):
            try:
                counts[check(share.kind, number)] += 1
            except Exception:
                counts["failed"] += 1
                failures.append(f"{share.kind}, mutation {number}:\n{traceback.format_exc(limit=-3)}")

    profile = settings(
        max_examples=max(1, share.inputs // A_BATCH),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    seed(share.seed)(profile(given(first=st.integers(0, 2**48))(read_batch)))()
    return Outcome(share.kind, counts, failures, time.perf_counter() - began)


def main() -> int:
    """Fuzz every format with its share of the inputs, print counts, failures and seconds; 1 when something failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--format", choices=sorted(RENDERED), action="append", help="only this one; may come again")
    options = parser.parse_args()
    began, everything, failures = time.perf_counter(), Counter[str](), list[str]()
    kinds = options.format or list(RENDERED)
    each = -(-options.inputs // len(kinds) // A_BATCH) * A_BATCH
    with multiprocessing.get_context("spawn").Pool(options.processes) as pool:
        for one in pool.imap_unordered(fuzz, [Share(kind, each, options.seed) for kind in kinds]):
            everything += one.counts
            failures += one.failures
            shown = ", ".join(f"{name} {count}" for name, count in one.counts.most_common(3))
            size = f"{one.counts.total():>10} inputs {len(one.failures):>4} failures {one.seconds:7.1f} s"
            print(f"{one.kind:24}{size}   {shown}", flush=True)
    for failure in failures[:SHOWN]:
        print(f"\n{failure}")
    total = f"{everything.total()} inputs, {everything['refused']} refused, {len(failures)} failures"
    print(f"\n{total}, {time.perf_counter() - began:.0f} s, seed {options.seed}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
