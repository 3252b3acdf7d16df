"""The queue of analyses in the database: who works on what, how far it is, and whether the worker still lives."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from assistant.domain.sessions import Job, JobState
from assistant.storage import tables
from assistant.storage.statements import parts
from assistant.storage.transactions import Transactions

_TABLE = tables.jobs
_SESSIONS = tables.sessions
_JOB = [
    _TABLE.c[name] for name in ("id", "session_id", "state", "stage", "share", "reason", "created_at", "finished_at")
]
_UNFINISHED = (str(JobState.WAITING), str(JobState.RUNNING))


class Jobs:
    """Jobs in the database. Several processes may take from it; each job is worked on by one."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def add(self, job: Job, *, urgent: bool = True) -> Job:
        """Queue a job, or give the one of the same session that waits already; urgent ones come first."""
        with self._transactions.writing() as connection:
            waiting = self._read(
                sa.select(*_JOB).where(_TABLE.c.session_id == job.session_id, _TABLE.c.state == str(JobState.WAITING))
            )
            if waiting:
                change = sa.update(_TABLE).where(_TABLE.c.id == waiting[0].id)
                connection.execute(change.values(urgent=sa.true() if urgent else _TABLE.c.urgent))
                return waiting[0]
            connection.execute(sa.insert(_TABLE), _row(job) | {"urgent": urgent})
        return job

    def get(self, job_id: str) -> Job | None:
        """The job with an id, or None."""
        found = self._read(sa.select(*_JOB).where(_TABLE.c.id == job_id))
        return found[0] if found else None

    def latest(self, session_ids: Sequence[str]) -> dict[str, Job]:
        """The latest job of each session by session id; sessions without one are left out."""
        found: dict[str, Job] = {}
        for some in parts(session_ids):
            query = sa.select(*_JOB).where(_TABLE.c.session_id.in_(some))
            jobs = self._read(query.order_by(_TABLE.c.created_at, _TABLE.c.id))
            found.update((job.session_id, job) for job in jobs)
        return found

    def unfinished(self) -> list[Job]:
        """Jobs that wait or run, in the order they are taken."""
        return self._read(sa.select(*_JOB).where(_TABLE.c.state.in_(_UNFINISHED)).order_by(*_order()))

    def running_workers(self) -> dict[str, tuple[str, datetime]]:
        """Who works on each running job, and when they last said so, by job id."""
        query = sa.select(_TABLE.c.id, _TABLE.c.worker, _TABLE.c.beat_at)
        with self._transactions.reading() as connection:
            rows = connection.execute(query.where(_TABLE.c.state == str(JobState.RUNNING))).all()
        return {row.id: (row.worker, row.beat_at) for row in rows}

    def take(self, worker: str, at: datetime) -> Job | None:
        """Take the next waiting job; None when there is none. No two workers get the same one.

        Of a pair whose turn it is, the session that was held first comes first, whatever order its files came in: the
        next one follows up what it promised.
        """
        with self._transactions.writing() as connection:
            job_id = connection.scalar(_next_job())
            if job_id is None:
                return None
            running = {
                "state": str(JobState.RUNNING),
                "worker": worker,
                "beat_at": at,
                "stage": "starting",
                "share": 0.0,
            }
            change = sa.update(_TABLE).where(_TABLE.c.id == job_id)
            connection.execute(change.values(**running, attempts=_TABLE.c.attempts + 1))
            return self.get(job_id)

    def put_back(self, job_id: str, worker: str, most_attempts: int, at: datetime) -> None:
        """Queue a running job again whose worker is dead; one that killed its worker often enough has failed."""
        mine = (_TABLE.c.id == job_id, _TABLE.c.worker == worker, _TABLE.c.state == str(JobState.RUNNING))
        reason = "The analysis ended without a word several times; the machine may have too little memory."
        failed = {"state": str(JobState.FAILED), "reason": reason, "finished_at": at}
        stopped = {"state": str(JobState.STOPPED), "finished_at": at}
        again = {"state": str(JobState.WAITING), "worker": "", "beat_at": None, "stage": "waiting", "share": 0.0}
        with self._transactions.writing() as connection:
            connection.execute(sa.update(_TABLE).where(*mine, _TABLE.c.stop_wanted).values(**stopped))
            connection.execute(sa.update(_TABLE).where(*mine, _TABLE.c.attempts >= most_attempts).values(**failed))
            connection.execute(sa.update(_TABLE).where(*mine).values(**again))

    def release(self, job_id: str, worker: str) -> None:
        """Queue a running job again whose worker goes home in good order."""
        mine = (_TABLE.c.id == job_id, _TABLE.c.worker == worker, _TABLE.c.state == str(JobState.RUNNING))
        again = {"state": str(JobState.WAITING), "worker": "", "beat_at": None, "stage": "waiting", "share": 0.0}
        with self._transactions.writing() as connection:
            connection.execute(sa.update(_TABLE).where(*mine).values(**again, attempts=0))

    def beat(self, job_id: str, worker: str, at: datetime) -> bool:
        """Say that a worker lives; False when the job is its own no longer, or shall stop."""
        mine = (_TABLE.c.id == job_id, _TABLE.c.worker == worker, _TABLE.c.state == str(JobState.RUNNING))
        with self._transactions.writing() as connection:
            beaten = connection.execute(sa.update(_TABLE).where(*mine).values(beat_at=at)).rowcount
            return bool(beaten) and not connection.scalar(sa.select(_TABLE.c.stop_wanted).where(_TABLE.c.id == job_id))

    def note(self, job_id: str, worker: str, stage: str, share: float) -> None:
        """Say how far a running job is."""
        mine = (_TABLE.c.id == job_id, _TABLE.c.worker == worker, _TABLE.c.state == str(JobState.RUNNING))
        with self._transactions.writing() as connection:
            connection.execute(sa.update(_TABLE).where(*mine).values(stage=stage, share=share))

    def finish(self, job_id: str, worker: str, state: JobState, at: datetime, reason: str = "") -> bool:
        """End a running job; False when it is the worker's no longer, whose result then does not count."""
        mine = (_TABLE.c.id == job_id, _TABLE.c.worker == worker, _TABLE.c.state == str(JobState.RUNNING))
        values: dict[str, Any] = {"state": str(state), "finished_at": at, "reason": reason}
        values |= {"share": 1.0, "stage": "done"} if state is JobState.DONE else {}
        with self._transactions.writing() as connection:
            return bool(connection.execute(sa.update(_TABLE).where(*mine).values(**values)).rowcount)

    def stop(self, job_ids: Sequence[str], at: datetime) -> None:
        """Stop jobs: a waiting one at once, a running one as soon as its worker looks."""
        these = _TABLE.c.id.in_(list(job_ids))
        waiting, running = _TABLE.c.state == str(JobState.WAITING), _TABLE.c.state == str(JobState.RUNNING)
        with self._transactions.writing() as connection:
            stopped = {"state": str(JobState.STOPPED), "finished_at": at}
            connection.execute(sa.update(_TABLE).where(these, waiting).values(**stopped))
            connection.execute(sa.update(_TABLE).where(these, running).values(stop_wanted=True))

    def _read(self, query: sa.Select[Any]) -> list[Job]:
        with self._transactions.reading() as connection:
            return [_job(row) for row in connection.execute(query).mappings()]


def _next_job() -> sa.Select[Any]:
    waits = _TABLE.c.state == str(JobState.WAITING)
    both = sa.select(_SESSIONS.c.relationship_id, _TABLE.c.urgent).join(_TABLE, _TABLE.c.session_id == _SESSIONS.c.id)
    turn = both.where(waits).order_by(*_order()).limit(1).subquery()
    query = sa.select(_TABLE.c.id).join(_SESSIONS, _SESSIONS.c.id == _TABLE.c.session_id)
    query = query.join(
        turn, (turn.c.relationship_id == _SESSIONS.c.relationship_id) & (turn.c.urgent == _TABLE.c.urgent)
    )
    query = query.where(waits).order_by(_SESSIONS.c.held_on.is_(None), _SESSIONS.c.held_on, *_order()).limit(1)
    return query.with_for_update(of=_TABLE, skip_locked=True)


def _order() -> list[sa.ColumnElement[Any]]:
    return [_TABLE.c.urgent.desc(), _TABLE.c.created_at, _TABLE.c.id]


def _row(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "session_id": job.session_id,
        "state": str(job.state),
        "stage": job.stage,
        "share": job.share,
        "reason": job.reason,
        "created_at": job.created_at,
        "finished_at": job.finished_at,
        "stop_wanted": False,
        "attempts": 0,
        "worker": "",
        "beat_at": None,
    }


def _job(row: Mapping[Any, Any]) -> Job:
    return Job(**{**row, "state": JobState(row["state"])})
