"""Killed at any moment of a save, the next start finds the former index or the new one, or notices and says so."""

import os
import random
import signal
import subprocess
import sys
import time

import numpy as np
import pytest

from assistant.engines.protocols import ModelIdentity
from assistant.errors import IndexOutOfDate
from assistant.matching.indexes import load_index, load_lexical_index

IDENTITY = ModelIdentity("test-model", "0" * 40)
KILLS = 50
pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")

# Forks a child for each kill, so that the libraries are loaded once. The child saves indexes of 1000, 1001, ...
# passages until it is killed; every state is a function of its number, so that a mixture of two would show.
DENSE = """
import os, signal, sys, time
from pathlib import Path
import numpy as np
from assistant.engines.protocols import ModelIdentity
from assistant.matching.indexes.exact import ExactIndex
from assistant.matching.indexes.half import load_faiss
load_faiss().omp_set_num_threads(1)
index = ExactIndex(ModelIdentity("test-model", "0" * 40), 32)
rows = np.random.default_rng(0).standard_normal((1000, 32)).astype(np.float32)
index.add(np.arange(1000), rows)
index.save(Path(sys.argv[1]))
for wait in sys.argv[2:]:
    child = os.fork()
    if not child:
        while True:
            index.add([len(index)], rows[:1])
            index.save(Path(sys.argv[1]))
    time.sleep(float(wait))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("killed", flush=True)
    sys.stdin.readline()
"""
LEXICAL = """
import sys
from pathlib import Path
from assistant.matching.indexes import load_lexical_index
index = load_lexical_index(Path(sys.argv[1]))
print("ready", flush=True)
while True:
    count = len(index)
    index.add([count], [f"passage{count} shared"])
    index.commit()
"""


def test_a_dense_index_survives_fifty_kills(tmp_path):
    rng = random.Random(4)
    waits = [f"{rng.uniform(0.0, 0.05):.4f}" for _ in range(KILLS)]
    command = [sys.executable, "-c", DENSE, str(tmp_path), *waits]
    rows = np.random.default_rng(0).standard_normal((1000, 32)).astype(np.float32)
    counts = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        for _ in waits:
            assert process.stdout.readline() == "killed\n"
            index = load_index(tmp_path, IDENTITY)
            assert index.ids().tolist() == list(range(len(index)))
            assert np.abs(index.reconstruct(range(1000)) - rows).max() < 0.01
            counts.append(len(index))
            process.stdin.write("\n")
            process.stdin.flush()
    assert len(counts) == KILLS
    assert max(counts) > 1000, "no save was finished between two kills"


@pytest.mark.slow
def test_a_lexical_index_is_whole_or_noticed_after_a_kill(tmp_path):
    from assistant.matching.indexes import new_lexical_index

    folder = tmp_path / "lexical"
    rng = random.Random(5)

    def build(count):
        index = new_lexical_index(folder)
        index.add(range(count), [f"passage{number} shared" for number in range(count)])
        index.commit()

    build(20)
    whole = 0
    for _ in range(8):
        process = subprocess.Popen([sys.executable, "-c", LEXICAL, str(folder)], stdout=subprocess.PIPE, text=True)
        assert process.stdout.readline() == "ready\n"
        time.sleep(rng.uniform(0.0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        try:
            index = load_lexical_index(folder)
        except IndexOutOfDate:
            build(20)
            continue
        whole += 1
        found = index.search("shared", 10_000).ids[0]
        assert sorted(found[found >= 0].tolist()) == index.ids().tolist() == list(range(len(index)))
    assert whole > 0
