"""What the analysis of one session takes and leaves: from the stored file to a new version of the notes."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

from assistant.domain.notes import ItemState, carry_ids, known_lines, notes_of
from assistant.domain.report import Cast, SessionReport
from assistant.domain.transcript import Transcript
from assistant.engines.protocols import Stop
from assistant.services.analysis_jobs import StageProgress
from assistant.services.later_sessions import QueueBehind, following_up
from assistant.services.session_access import existing_session
from assistant.services.session_reading import read_stored
from assistant.storage import Store
from assistant.storage.session_notes import StoredItem, StoredReport
from assistant.storage.sessions import day_of

if TYPE_CHECKING:
    from assistant.analysis.conversation import Conversation

Listen = Callable[["Conversation"], object]
"""Called with a conversation when its sentences have vectors."""


def _ignore(_: "Conversation") -> None:
    """Listen to nothing."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What there is to analyse.

    Args:
        held_on: None when nobody said it; dates then stay words.
        started_at: When the first words were said, where the file has it; a chat runs over days.
        earlier: Action items of earlier sessions of the pair that may have been talked about.
        before: The report that is shown now, so that a model need not write the same again.
        listen: Told the sentences and their vectors, for what else is made of them: nothing is embedded twice.
    """

    transcript: Transcript
    cast: Cast
    held_on: date | None
    started_at: datetime | None = None
    earlier: tuple[StoredItem, ...] = ()
    before: SessionReport | None = None
    listen: Listen = _ignore


class Analyser(Protocol):
    """Makes a report of a talk; the same talk gives the same report."""

    def analyse(self, talk: Talk, progress: StageProgress, stop: Stop) -> SessionReport:
        """Read a talk.

        Raises:
            Stopped: `stop` said so.
        """
        ...


def _now() -> datetime:
    return datetime.now(UTC)


class SessionAnalysis:
    """The work of a job: `think` reads and analyses, `keep` writes the next version of the notes.

    Args:
        store: Where sessions are.
        analyser: What reads a talk.
        queue: Queues a later session whose earlier promises have changed.
        now: The time of day, with zone.
    """

    def __init__(
        self,
        store: Store,
        analyser: Analyser,
        queue: QueueBehind = lambda _: None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._store = store
        self._analyser = analyser
        self._queue = queue
        self._now = now

    def think(self, session_id: str, progress: StageProgress, stop: Stop, listen: Listen = _ignore) -> SessionReport:
        """Analyse a session as its speakers and facts are now.

        Raises:
            NotFound: It was deleted.
            Stopped: `stop` said so.
        """
        progress("reading", 0.0)
        with self._store.reading():
            session = existing_session(self._store, session_id)
            stored = read_stored(self._store, session)
            talk = Talk(
                stored.transcript,
                stored.cast,
                session.held_on,
                stored.reading.started_at,
                self._earlier(session_id),
                latest.report if (latest := self._store.session_notes.report(session_id)) else None,
                listen,
            )
        return self._analyser.analyse(talk, progress, stop)

    def keep(self, session_id: str, result: SessionReport) -> StoredReport:
        """Write a report as the next version; its lines get the ids of the lines that they were before.

        One that says what the latest says makes no new version.
        """
        notes = self._store.session_notes
        with self._store.writing():
            session = existing_session(self._store, session_id)
            with following_up(self._store, session.relationship_id, self._queue):
                changes, latest = notes.changes(session_id), notes.report(session_id)
                if latest is not None and _says_the_same(latest.report, result):
                    return latest
                known = known_lines(latest.report if latest else None, latest.line_ids if latest else {}, changes)
                ids = carry_ids(result, known, _new_ids())
                stored = notes.add_report(session_id, result, ids, self._now())
                notes.set_items(session_id, notes_of(result, ids, changes))
        return stored

    def _earlier(self, session_id: str) -> tuple[StoredItem, ...]:
        """Items of the pair's earlier sessions that are open, or that this session's notes speak of already."""
        latest = self._store.session_notes.report(session_id)
        followed = {one.item for one in latest.report.follow_ups} if latest else set()
        items = earlier_items(self._store, session_id)
        return tuple(item for item in items if item.state is ItemState.OPEN or item.id in followed)


def _says_the_same(one: SessionReport, other: SessionReport) -> bool:
    made_at = one.provenance.created_at
    return one == replace(other, provenance=replace(other.provenance, created_at=made_at))


def earlier_items(store: Store, session_id: str) -> list[StoredItem]:
    """All action items of the sessions that a pair held before one of theirs, oldest first."""
    session = existing_session(store, session_id)
    place = (day_of(session), session.created_at)
    of_pair = store.sessions.of_relationship(session.relationship_id)
    before = [one for one in of_pair if one.id != session_id and (day_of(one), one.created_at) < place]
    return store.session_notes.items([one.id for one in before])


def _new_ids() -> Iterator[str]:
    while True:
        yield uuid.uuid4().hex
