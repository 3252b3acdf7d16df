"""Jobs run behind, one at a time, can be stopped, survive the end of their process, and never keep half a result."""

import multiprocessing
import os
import signal
import threading
import time
from datetime import UTC, date, datetime, timedelta

import pytest

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.people import Mentee, Mentor
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.sessions import Consent, Job, JobState, Session, Template
from assistant.engines.protocols import Stopped
from assistant.errors import InvalidInput, NotAllowed, NotFound
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.workers import DEAD_AFTER_S, dismiss, hire, is_dead
from assistant.storage import open_store

AT = datetime(2026, 5, 1, tzinfo=UTC)
MENTEE, STRANGER = Actor(Role.MENTEE, "e1"), Actor(Role.MENTEE, "e2")


class Counting:
    """Real work that takes as many small steps as asked, and keeps its result as the title of the session."""

    def __init__(self, store, steps=3, step_s=0.0, fail=None):
        self.store, self.steps, self.step_s, self.fail = store, steps, step_s, fail
        self.begun = threading.Event()
        self.at_once, self.most_at_once = 0, 0

    def think(self, session_id, progress, stop):
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            for step in range(self.steps):
                progress(f"step {step}", step / self.steps)
                self.begun.set()
                time.sleep(self.step_s)
                if stop():
                    raise Stopped
            if self.fail is not None:
                raise self.fail
            return f"done {session_id}"
        finally:
            self.at_once -= 1

    def keep(self, session_id, result):
        session = self.store.sessions.get(session_id)
        self.store.sessions.update(Session(**{n: getattr(session, n) for n in session.__slots__} | {"title": result}))


def fill(store, count=1):
    store.mentors.upsert([Mentor(id="m1", name="Al")])
    store.mentees.upsert([Mentee(id="e1", name="Cy"), Mentee(id="e2", name="Di")])
    store.relationships.add(Relationship("r1", "m1", "e1", "", RelationshipState.ACTIVE, AT))
    for number in range(count):
        consent = Consent(mentor=True, mentee=True)
        session = Session(f"s{number}", "r1", date(2026, 5, 1), "", Template.REGULAR, consent, "f", str(number), AT)
        store.sessions.add(session, b"", {})
    return store


@pytest.fixture
def store(tmp_path):
    opened = fill(open_store(f"sqlite:///{tmp_path / 'r.db'}"), count=6)
    yield opened
    opened.close()


@pytest.fixture
def start(store):
    services = []

    def make(**options):
        service = AnalysisJobs(store, Counting(store, **options))
        services.append(service)
        return service

    yield make
    for service in services:
        service.close()


def test_a_job_runs_behind_and_keeps_its_result(store, start):
    jobs = start()
    stages = []
    done = jobs.wait(jobs.enqueue(MENTEE, "s0").id, on_progress=lambda job: stages.append(job.stage), timeout_s=30)
    assert (done.state, done.share, done.reason) == (JobState.DONE, 1.0, "")
    assert done.finished_at is not None
    assert stages[-1] == "done"
    assert store.sessions.get("s0").title == "done s0"


def test_many_jobs_run_one_at_a_time_in_order(store, start):
    jobs = start(step_s=0.01)
    queued = [jobs.queue(f"s{number}") for number in range(6)]
    assert [job.id for job in jobs.unfinished(OPERATOR)] == [job.id for job in queued]
    ended = [jobs.wait(job.id, timeout_s=30).finished_at for job in queued]
    assert ended == sorted(ended)
    assert jobs._work.most_at_once == 1
    assert jobs.unfinished(OPERATOR) == []


def test_a_running_job_stops_soon_and_keeps_nothing(store, start):
    jobs = start(steps=1000, step_s=0.05)
    running, waiting = jobs.queue("s0"), jobs.queue("s1")
    jobs.start()
    assert jobs._work.begun.wait(10)
    jobs.stop(MENTEE, [running.id, waiting.id])
    assert jobs.wait(running.id, timeout_s=10).state is JobState.STOPPED
    assert jobs.wait(waiting.id, timeout_s=10).state is JobState.STOPPED
    assert store.sessions.get("s0").title == ""


def test_a_job_that_another_process_stops_hears_of_it_by_the_database(store, start):
    jobs = start(steps=1000, step_s=0.05)
    running = jobs.queue("s0")
    jobs.start()
    assert jobs._work.begun.wait(10)
    store.jobs.stop([running.id], AT)
    assert jobs.wait(running.id, timeout_s=10).state is JobState.STOPPED


def test_a_failure_says_why_but_never_words_of_a_conversation(start):
    known = start(fail=InvalidInput("The file has no times.", "Take another."))
    assert known.wait(known.queue("s0").id, timeout_s=10).reason == "The file has no times. Take another."
    known.close()
    unknown = start(fail=KeyError("a secret that was said"))
    failed = unknown.wait(unknown.queue("s1").id, timeout_s=10)
    assert failed.state is JobState.FAILED
    assert "KeyError" in failed.reason
    assert "secret" not in failed.reason


def test_a_result_that_cannot_be_kept_fails_the_job_and_leaves_the_worker_at_work(store, start):
    jobs = start()
    jobs._work.keep = lambda session_id, result: 1 / 0
    assert "ZeroDivisionError" in jobs.wait(jobs.queue("s0").id, timeout_s=10).reason
    del jobs._work.keep
    assert jobs.wait(jobs.queue("s0").id, timeout_s=10).state is JobState.DONE


def test_after_a_failure_the_next_job_runs(store, start):
    jobs = start(fail=ValueError("x"))
    first, second = jobs.queue("s0"), jobs.queue("s1")
    jobs.wait(first.id, timeout_s=10)
    assert jobs.wait(second.id, timeout_s=10).state is JobState.FAILED


def test_closing_in_the_middle_leaves_the_job_for_the_next_start(store, start):
    jobs = start(steps=1000, step_s=0.05)
    job = jobs.queue("s0")
    jobs.start()
    assert jobs._work.begun.wait(10)
    jobs.close()
    assert store.jobs.get(job.id).state is JobState.WAITING
    again = start()
    assert again.wait(job.id, timeout_s=10).state is JobState.DONE


def test_a_session_deleted_meanwhile_takes_its_job_along(store, start):
    jobs = start(steps=40, step_s=0.05)
    job = jobs.queue("s0")
    jobs.start()
    assert jobs._work.begun.wait(10)
    store.sessions.delete("s0")
    with pytest.raises(NotFound):
        jobs.wait(job.id, timeout_s=10)
    assert jobs.wait(jobs.queue("s1").id, timeout_s=20).state is JobState.DONE


@pytest.mark.parametrize("actor", [STRANGER, COORDINATOR, Actor(Role.MENTOR, "m9")])
def test_only_the_pair_and_the_operator_queue_see_and_stop_jobs(start, actor):
    jobs = start()
    with pytest.raises(NotAllowed):
        jobs.enqueue(actor, "s0")
    job = jobs.queue("s0")
    with pytest.raises(NotAllowed):
        jobs.job(actor, job.id)
    with pytest.raises(NotAllowed):
        jobs.stop(actor, [job.id])
    assert jobs.unfinished(actor) == []
    assert jobs.of_sessions(actor, ["s0"]) == {}
    assert jobs.of_sessions(MENTEE, ["s0"]) == {"s0": job}
    assert jobs.job(OPERATOR, job.id) == job


def test_a_worker_is_dead_when_its_process_is_gone_or_it_was_silent_for_long():
    mine, now = hire(), datetime.now(UTC)
    long_ago = now - timedelta(seconds=DEAD_AFTER_S + 1)
    host, process_id, _ = mine.split(":")
    assert not is_dead(mine, long_ago, now)
    dismiss(mine)
    assert is_dead(mine, now, now)
    assert is_dead(f"{host}:{process_id}:before-a-restart-under-the-same-number", now, now)
    assert not is_dead(f"{host}:{os.getppid()}:x", now, now)
    assert is_dead(f"{host}:{os.getppid()}:x", long_ago, now)
    assert is_dead(f"{host}:999999999:x", now, now)
    assert not is_dead(f"elsewhere:{process_id}:x", now, now)
    assert is_dead(f"elsewhere:{process_id}:x", long_ago, now)


def think_for_ever(url, started):
    """What the killed process does: it is in the middle of a job when it dies."""
    store = open_store(url)
    jobs = AnalysisJobs(store, Counting(store, steps=10_000, step_s=0.05))
    jobs.start()
    jobs._work.begun.wait(60)
    started.set()
    time.sleep(600)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_a_job_whose_process_was_killed_is_taken_up_again(store, start, tmp_path):
    job = store.jobs.add(Job("j1", "s0", JobState.WAITING, "waiting", 0.0, "", AT))
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["assistant.services.analysis_jobs"])
    for _ in range(2):
        started = processes.Event()
        child = processes.Process(target=think_for_ever, args=(f"sqlite:///{tmp_path / 'r.db'}", started))
        child.start()
        assert started.wait(60)
        child.kill()
        child.join()
        assert child.exitcode == -signal.SIGKILL
        assert store.jobs.get(job.id).state is JobState.RUNNING
        assert store.sessions.get("s0").title == ""
    jobs = start()
    assert jobs.wait(job.id, timeout_s=20).state is JobState.DONE
    assert store.sessions.get("s0").title == "done s0"
