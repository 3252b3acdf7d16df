"""Analyses in the background: a queue in the database, one worker thread, progress, stop, and taking up again.

The result and the end of a job are one transaction, so a worker that is killed at any moment leaves either all or
nothing, and its job is taken up by the next process that looks. One worker is one model slot.
"""

import logging
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar

from assistant.domain.access import Action, Actor
from assistant.domain.sessions import Job, JobState
from assistant.engines.protocols import Stop, Stopped
from assistant.errors import AssistantError, NotFound
from assistant.services.session_access import allowed_session
from assistant.services.workers import dismiss, hire, is_dead
from assistant.storage import Store

logger = logging.getLogger(__name__)
ResultT = TypeVar("ResultT")
StageProgress = Callable[[str, float], None]
"""Called with what is done now, in words for the screen, and how much of the whole is done, 0 to 1."""

MOST_ATTEMPTS = 3
_BEAT_S = 2.0
_LOOK_S = 2.0
_NOTE_S = 0.3
_ENDED = frozenset({JobState.DONE, JobState.STOPPED, JobState.FAILED})


class Work(Protocol[ResultT]):
    """What a job does, in two steps: think for as long as it takes, then keep the result in one transaction."""

    def think(self, session_id: str, progress: StageProgress, stop: Stop) -> ResultT:
        """Make the result; nothing is written.

        Raises:
            Stopped: `stop` said so.
        """
        ...

    def keep(self, session_id: str, result: ResultT) -> object:
        """Write the result, inside a transaction that is open."""
        ...


def _now() -> datetime:
    return datetime.now(UTC)


class AnalysisJobs(Generic[ResultT]):
    """The jobs of a programme.

    Args:
        store: Where the queue is.
        work: What each job does.
        slot: Held while a job thinks, and by whoever else uses the models for long.
    """

    def __init__(self, store: Store, work: Work[ResultT], slot: AbstractContextManager[object] | None = None) -> None:
        self._store = store
        self._work = work
        self._slot = slot or threading.Lock()
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._worker = ""
        self._current: tuple[str, threading.Event] | None = None

    def enqueue(self, actor: Actor, session_id: str, *, urgent: bool = True) -> Job:
        """Queue the analysis of a session; one that waits already is given back.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not edit it.
        """
        allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
        return self.queue(session_id, urgent=urgent)

    def queue(self, session_id: str, *, urgent: bool = True) -> Job:
        """Queue the analysis of a session for services that have asked already."""
        job = Job(uuid.uuid4().hex, session_id, JobState.WAITING, "waiting", 0.0, "", _now())
        queued = self._store.jobs.add(job, urgent=urgent)
        self._wake.set()
        return queued

    def job(self, actor: Actor, job_id: str) -> Job:
        """How a job stands.

        Raises:
            NotFound: No such job.
            NotAllowed: The actor may not read its session.
        """
        found = self._get(job_id)
        allowed_session(self._store, actor, Action.READ_SESSION, found.session_id)
        return found

    def of_sessions(self, actor: Actor, session_ids: Sequence[str]) -> dict[str, Job]:
        """The latest job of each session that the actor may read, by session id."""
        readable = {session.id for session in self._store.sessions.readable(actor)}
        return self._store.jobs.latest([one for one in session_ids if one in readable])

    def unfinished(self, actor: Actor) -> list[Job]:
        """Jobs that wait or run and whose sessions the actor may read, in the order they are taken."""
        readable = {session.id for session in self._store.sessions.readable(actor)}
        return [job for job in self._store.jobs.unfinished() if job.session_id in readable]

    def stop(self, actor: Actor, job_ids: Sequence[str]) -> None:
        """Stop jobs: waiting ones at once, a running one within seconds; what was analysed before stays.

        Raises:
            NotFound: No such job.
            NotAllowed: The actor may not edit the session of one; none is stopped then.
        """
        for job_id in job_ids:
            allowed_session(self._store, actor, Action.EDIT_SESSION, self._get(job_id).session_id)
        self._store.jobs.stop(job_ids, _now())
        current = self._current
        if current is not None and current[0] in job_ids:
            current[1].set()
        self._tell()

    def start(self) -> None:
        """Work off the queue behind the caller's back, jobs of dead processes included; a running worker looks at once.

        A job that was queued inside a transaction is seen only now, after its commit.
        """
        if self._thread is None or not self._thread.is_alive():
            self._closing.clear()
            self._worker = hire()
            self._thread = threading.Thread(target=self._work_off, name="rapport-jobs", daemon=True)
            self._thread.start()
        self._wake.set()

    def wait(
        self, job_id: str, *, on_progress: Callable[[Job], None] | None = None, timeout_s: float | None = None
    ) -> Job:
        """Wait until a job has ended, working off the queue meanwhile.

        Args:
            job_id: Of the job.
            on_progress: Called when its stage or share has changed.
            timeout_s: Give the job back as it is after so long; None waits for as long as it takes.

        Raises:
            NotFound: The job, or its session, was deleted.
        """
        self.start()
        until = None if timeout_s is None else time.monotonic() + timeout_s
        last: Job | None = None
        while True:
            job = self._get(job_id)
            if on_progress is not None and job != last:
                on_progress(job)
            if job.state in _ENDED or (until is not None and time.monotonic() >= until):
                return job
            last = job
            with self._changed:
                self._changed.wait(0.1)

    def close(self) -> None:
        """Stop working; a job in the middle waits in the queue for the next start."""
        self._closing.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
            dismiss(self._worker)

    def _get(self, job_id: str) -> Job:
        found = self._store.jobs.get(job_id)
        if found is None:
            raise NotFound("There is no such job.", "Its session may have been deleted.")
        return found

    def _work_off(self) -> None:
        while not self._closing.is_set():
            self._wake.clear()
            try:
                job = self._next()
                if job is not None:
                    self._run(job)
                    continue
            except AssistantError as error:  # the database is locked or gone for a while: look again
                logger.warning("the queue cannot be worked off: %s", error)
            self._wake.wait(_LOOK_S)

    def _next(self) -> Job | None:
        """Take the next job, after putting back those of dead workers; an idle look writes nothing."""
        now = _now()
        for job_id, (worker, beat_at) in self._store.jobs.running_workers().items():
            if worker != self._worker and is_dead(worker, beat_at, now):
                self._store.jobs.put_back(job_id, worker, MOST_ATTEMPTS, now)
        waits = any(job.state is JobState.WAITING for job in self._store.jobs.unfinished())
        return self._store.jobs.take(self._worker, now) if waits else None

    def _run(self, job: Job) -> None:
        stop, ended = threading.Event(), threading.Event()
        self._current = (job.id, stop)
        beating = threading.Thread(target=self._beat, args=(job.id, stop, ended), name="rapport-beat", daemon=True)
        beating.start()
        try:
            self._finish(job, *self._think(job, stop))
        finally:
            ended.set()
            beating.join()
            self._current = None
            self._tell()

    def _think(self, job: Job, stop: threading.Event) -> tuple[JobState, str, ResultT | None]:
        """Do the work of a job: how it ended, why, and the result if there is one."""
        try:
            with self._slot:
                result = self._work.think(
                    job.session_id, self._noting(job), lambda: stop.is_set() or self._closing.is_set()
                )
        except Stopped:
            return JobState.STOPPED, "", None
        except Exception as error:
            return JobState.FAILED, _reason(error), None
        return JobState.DONE, "", result

    def _finish(self, job: Job, state: JobState, reason: str, result: ResultT | None) -> None:
        if state is JobState.STOPPED and self._closing.is_set():
            self._store.jobs.release(job.id, self._worker)
            return
        try:
            with self._store.writing():
                mine = self._store.jobs.finish(job.id, self._worker, state, _now(), reason)
                if mine and result is not None:
                    self._work.keep(job.session_id, result)
        except Exception as error:
            self._store.jobs.finish(job.id, self._worker, JobState.FAILED, _now(), _reason(error))

    def _noting(self, job: Job) -> StageProgress:
        """Make what writes progress down, at each new stage and a few times a second at most."""
        last = ("", 0.0)

        def note(stage: str, share: float) -> None:
            nonlocal last
            now = time.monotonic()
            if stage != last[0] or now - last[1] >= _NOTE_S:
                last = (stage, now)
                self._store.jobs.note(job.id, self._worker, stage, min(max(share, 0.0), 1.0))
                self._tell()

        return note

    def _beat(self, job_id: str, stop: threading.Event, ended: threading.Event) -> None:
        while not ended.wait(_BEAT_S):
            try:
                if not self._store.jobs.beat(job_id, self._worker, _now()):
                    stop.set()
            except AssistantError as error:
                logger.warning("no sign of life could be written: %s", error)

    def _tell(self) -> None:
        with self._changed:
            self._changed.notify_all()


def _reason(error: Exception) -> str:
    """Why a job failed, in words for the screen."""
    if isinstance(error, AssistantError):
        return str(error)
    # Only the kind of error: its text may hold words of the conversation.
    number = uuid.uuid4().hex[:4].upper()
    logger.error("analysis failed (%s): %s", number, type(error).__name__)
    return f"Something went wrong ({number}): {type(error).__name__}."
