"""Later sessions say what became of earlier promises: when those change, the later ones are looked at again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.domain.notes import ItemState
from assistant.domain.report import Party
from assistant.domain.sessions import JobState
from assistant.storage import Store
from assistant.storage.session_notes import StoredItem

QueueBehind = Callable[[str], object]
"""Queues the analysis of a session that nobody waits for."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a session is asked about: the promises before it, and which of them are open."""

    promises: frozenset[tuple[str, str, Party | None]]
    still_open: frozenset[str]


@contextmanager
def following_up(store: Store, relationship_id: str, queue: QueueBehind) -> Iterator[None]:
    """Queue the sessions of a pair that have other promises before them after the block than they had.

    Those are queued that have notes, or are being analysed just now. Notes that somebody brought back stay as they
    are; a promise that is ticked off changes nothing for sessions that were asked about it while it was open.
    """
    with store.writing():
        before = _asked(store, relationship_id)
        yield
        after = _asked(store, relationship_id)
        changed = [one for one, asked in after.items() if _differs(before.get(one), asked)]
        for session_id in _looked_at(store, changed):
            queue(session_id)


def _asked(store: Store, relationship_id: str) -> dict[str, _Asked]:
    """For each session of a pair, in the order they were held, the promises before it."""
    sessions = store.sessions.of_relationship(relationship_id)
    of_session: dict[str, list[StoredItem]] = {one.id: [] for one in sessions}
    for item in store.session_notes.items([one.id for one in sessions]):
        of_session[item.session_id].append(item)
    asked: dict[str, _Asked] = {}
    promises: set[tuple[str, str, Party | None]] = set()
    still_open: set[str] = set()
    for session in sessions:
        asked[session.id] = _Asked(frozenset(promises), frozenset(still_open))
        promises |= {(item.id, item.text, item.owner) for item in of_session[session.id]}
        still_open |= {item.id for item in of_session[session.id] if item.state is ItemState.OPEN}
    return asked


def _differs(before: _Asked | None, after: _Asked) -> bool:
    if before is None:
        return False
    return before.promises != after.promises or bool(after.still_open - before.still_open)


def _looked_at(store: Store, session_ids: list[str]) -> list[str]:
    jobs = store.jobs.latest(session_ids)
    found = []
    for session_id in session_ids:
        shown, job = store.session_notes.report(session_id), jobs.get(session_id)
        runs = job is not None and job.state is JobState.RUNNING
        if runs or (shown is not None and shown.restored_from is None):
            found.append(session_id)
    return found
