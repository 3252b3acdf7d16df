"""Fresh processes: the memory they hold after answering goals, and how long they take to start.

As a program (`python -m benchmarks.processes rapport FOLDER GOALS`) it is such a process, and prints its memory in MB.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.material import ROOT, goals

OPEN = {"rapport": "the whole answer", "ranking": "the ranking alone", "txtai": "txtai"}


def memory_mb(what: str, folder: Path, count: int) -> float:
    """Open an existing index in a fresh process, answer goals, and give what it holds then."""
    command = [sys.executable, "-m", "benchmarks.processes", what, str(folder), str(count)]
    return float(run_fresh(command).splitlines()[-1])


def start_s(command: Sequence[str], times: int = 5) -> float:
    """Give the median time of a command from start to end."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        run_fresh(command)
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def run_fresh(command: Sequence[str]) -> str:
    """Run a command in the project's folder, and give what it prints."""
    done = subprocess.run(command, cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def _answer_with_rapport(folder: str, asked: list[str]) -> None:
    from assistant import open_assistant
    from assistant.domain.people import Asker

    with open_assistant(data_folder=folder, embedder="minilm", linguist="spacy") as assistant:
        for goal in asked:
            assistant.find_mentors(goal, asker=Asker(time_zone="Europe/Lisbon"))
        _print_memory()


def _answer_with_ranking(folder: str, asked: list[str]) -> None:
    """The indexes of a data folder with the embedder, and nothing else of the product."""
    from assistant.engines.minilm import MiniLmEmbedder
    from assistant.engines.store import ModelStore
    from assistant.matching.corpus import build_corpus
    from assistant.matching.indexes import load_index, load_lexical_index
    from assistant.matching.ranking import Ranker
    from assistant.storage import open_store

    table = open_store(f"sqlite:///{folder}/rapport.db").passages.all_rows()
    embedder = MiniLmEmbedder(ModelStore(ROOT / "models" / "registry.toml"))
    ranker = Ranker(
        embedder,
        load_index(Path(folder) / "index" / "dense", embedder.identity),
        load_lexical_index(Path(folder) / "index" / "lexical"),
        build_corpus(table.mentor_ids, table.ids, table.mentor_index, table.kind_index),
    )
    for goal in asked:
        ranker.rank(goal)
    _print_memory()


def _answer_with_txtai(folder: str, asked: list[str]) -> None:
    from txtai import Embeddings  # type: ignore[import-untyped]

    embeddings = Embeddings()
    embeddings.load(folder)
    for goal in asked:
        embeddings.search(goal, 10)
    _print_memory()


def _print_memory() -> None:
    import psutil  # type: ignore[import-untyped]

    print(psutil.Process().memory_info().rss / 1e6)


if __name__ == "__main__":
    answer = {"rapport": _answer_with_rapport, "ranking": _answer_with_ranking, "txtai": _answer_with_txtai}
    answer[sys.argv[1]](sys.argv[2], goals(int(sys.argv[3])))
