"""The relationships of the demo programme, with the sessions that ship with it."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from assistant.domain.access import OPERATOR
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.sessions import Consent, Template
from assistant.services.sessions import SessionService, file_digest
from assistant.storage import Store

_HALVES = ("dev", "test")
_WHAT_IS_SAID = ("mentor", "mentee", "file", "held_on", "template", "title")
"""What is taken of a line; the labels beside it are for scoring."""


@dataclass(frozen=True, slots=True)
class DemoSession:
    """One session of the demo programme."""

    mentor_id: str
    mentee_id: str
    file: Path
    held_on: date
    template: Template
    title: str


def load_demo_sessions(store: Store, sessions: SessionService, folder: Path) -> int:
    """Bring the demo's relationships and sessions into a programme that has its people; what is there stays.

    The notes are made behind: the analyses wait in the queue after everything that somebody waits for.

    Args:
        store: Where relationships are.
        sessions: Takes the files.
        folder: With `dev` and `test`, each with `sessions.jsonl` and the files that it names; without them nothing.

    Returns:
        How many sessions are new.
    """
    new = 0
    with store.writing():
        for one in read_demo_sessions(folder):
            new += _load(store, sessions, one)
    return new


def _load(store: Store, sessions: SessionService, session: DemoSession) -> bool:
    data, relationship = session.file.read_bytes(), _relationship(store, session)
    is_new = store.sessions.with_file(relationship.id, file_digest(data)) is None
    if is_new:
        sessions.upload(
            OPERATOR,
            relationship.id,
            session.file.name,
            data,
            held_on=session.held_on,
            title=session.title,
            template=session.template,
            consent=Consent(mentor=True, mentee=True),
            urgent=False,
        )
    if session.template is Template.CLOSING:
        store.relationships.close(relationship.id, _noon(session.held_on))
    return is_new


def read_demo_sessions(folder: Path) -> Iterator[DemoSession]:
    """Read which sessions there are, in the order of the files."""
    for half in _HALVES:
        listing = folder / half / "sessions.jsonl"
        if not listing.is_file():
            continue
        for line in listing.read_text("utf-8").splitlines():
            yield _demo_session(folder / half, {key: json.loads(line)[key] for key in _WHAT_IS_SAID})


def _demo_session(folder: Path, values: dict[str, Any]) -> DemoSession:
    return DemoSession(
        values["mentor"],
        values["mentee"],
        folder / values["file"],
        date.fromisoformat(values["held_on"]),
        Template(values["template"]),
        values["title"],
    )


def _relationship(store: Store, session: DemoSession) -> Relationship:
    """The pair's latest relationship, or one that starts with this session."""
    found = store.relationships.find(mentor_id=session.mentor_id, mentee_id=session.mentee_id)
    if found:
        return found[0]
    mentee = store.mentees.get(session.mentee_id)
    goal = mentee.goals[0] if mentee and mentee.goals else ""
    relationship = Relationship(
        uuid.uuid4().hex,
        session.mentor_id,
        session.mentee_id,
        goal,
        RelationshipState.ACTIVE,
        _noon(session.held_on),
    )
    store.relationships.add(relationship)
    return relationship


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
