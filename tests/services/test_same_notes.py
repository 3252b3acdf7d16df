"""The same talk gives the same notes to the last digit in every process: sets are walked in another order in each."""

import os
import subprocess
import sys

SCRIPT = """
import json
from pathlib import Path

from assistant.domain.json_values import to_json
from assistant.domain.notes import ItemState
from assistant.domain.report import Party
from assistant.engines.registry import build_embedder, build_linguist
from assistant.engines.store import ModelStore
from assistant.services.engine_analyser import EngineAnalyser
from assistant.services.session_analysis import Talk
from assistant.services.session_reading import who_is_who
from assistant.storage.session_notes import StoredItem
from assistant.transcripts import read_transcript

store = ModelStore(Path("models/registry.toml"))
folder = Path("data/sessions/dev")
session = json.loads((folder / "sessions.jsonl").read_text("utf-8").splitlines()[1])
reading = read_transcript(folder / session["file"])
items = [
    StoredItem(str(at), "s", item["text"], Party.MENTEE, None, ItemState.OPEN)
    for at, item in enumerate(session["action_items"])
]
talk = Talk(reading.transcript, who_is_who(reading, "Murray Tipene", "Jasper Tuimavave"), None, None, tuple(items))
analyser = EngineAnalyser(build_embedder("hashing", store), build_linguist("rules", store))
report = to_json(analyser.analyse(talk, lambda *_: None, lambda: False))
report["provenance"].pop("created_at")
print(json.dumps(report))
"""


def notes(hash_seed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def test_the_same_talk_gives_the_same_notes_in_every_process():
    first = notes("1")
    assert "follow_ups" in first
    assert notes("2") == first
