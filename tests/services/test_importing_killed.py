"""Killed at any moment, the database holds whole people with their passages, and a second run completes the import."""

import itertools
import multiprocessing
import random
import signal
import sqlite3
import time
from collections import Counter
from pathlib import Path

import pytest

from assistant.domain.access import OPERATOR
from assistant.domain.search import Passage, PassageKind
from assistant.people import PersonKind
from assistant.services import importing
from assistant.services.importing import ImportService
from assistant.storage import open_store

KILLS = 50
PEOPLE = 300


def passages_of(mentors):
    """The words of the bio, one passage each: any mix-up of two versions shows."""
    return {one.id: [Passage(0, one.id, PassageKind.BIO, word, word) for word in one.bio.split()] for one in mentors}


def write_files(folder):
    """Three versions of the same people, each with another number of words."""
    for version, words in enumerate((2, 5, 3)):
        lines = ["id,name,bio"]
        for number in range(PEOPLE):
            bio = " ".join(f"v{version}w{word}n{number}" for word in range(words))
            lines.append(f"m{number},Person {number},{bio}")
        (folder / f"{version}.csv").write_text("\n".join(lines))


def check(path):
    """Go over a database without our code; says how many people it holds."""
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        bios = dict(connection.execute("SELECT id, bio FROM mentors").fetchall())
        passages = connection.execute("SELECT mentor_id, text FROM passages").fetchall()
        changed = {row[0] for row in connection.execute("SELECT person_id FROM import_changes")}
    connection.close()
    said = {}
    for mentor_id, text in passages:
        said.setdefault(mentor_id, Counter())[text] += 1
    assert said == {mentor_id: Counter(bio.split()) for mentor_id, bio in bios.items()}
    assert bios.keys() <= changed
    return len(bios)


def keep_importing(database, folder, first, ready):
    """What the killed process does: import one version after the other, and never run out of work."""
    importing.ROWS_AT_ONCE = 20
    service = ImportService(open_store(f"sqlite:///{database}"), passages_of, lambda: None)
    ready.set()
    for version in itertools.count(first):
        service.run(OPERATOR, Path(folder) / f"{version % 3}.csv", PersonKind.MENTOR)


def run_and_kill(processes, database, folder, first, seconds):
    ready = processes.Event()
    child = processes.Process(target=keep_importing, args=(str(database), str(folder), first, ready))
    child.start()
    assert ready.wait(60)
    time.sleep(seconds)
    child.kill()
    child.join()
    assert child.exitcode == -signal.SIGKILL


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_an_import_that_is_killed_at_any_moment_leaves_whole_people_and_can_go_on(tmp_path):
    write_files(tmp_path)
    # A server process loads the modules once; each import is a process forked from it, so 50 of them take seconds.
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["assistant.services.importing"])
    rng = random.Random(50)
    carried_on = tmp_path / "carried-on.db"
    held = []
    for kill in range(KILLS):
        fresh = kill % 5 == 4
        database = tmp_path / f"fresh{kill}.db" if fresh else carried_on
        run_and_kill(processes, database, tmp_path, kill // 10, rng.uniform(0, 0.35))
        held.append(check(database))
    assert max(held) == PEOPLE
    assert any(0 < count < PEOPLE for count in held), "no kill hit the middle of a first import"
    finish_and_undo(carried_on, tmp_path)


def finish_and_undo(database, folder):
    store = open_store(f"sqlite:///{database}")
    service = ImportService(store, passages_of, lambda: None)
    wanted = folder / "1.csv"
    service.run(OPERATOR, wanted, PersonKind.MENTOR)
    again = service.run(OPERATOR, wanted, PersonKind.MENTOR)
    assert (again.read, again.unchanged) == (PEOPLE, PEOPLE)
    assert store.passages.count() == 5 * PEOPLE
    while any(one.changes for one in service.history(OPERATOR, 1000)):
        report = service.undo_last(OPERATOR)
        assert report.kept == ()
    assert store.mentors.count() == 0
    assert store.passages.count() == 0
    store.close()
