"""When a pair meets next: the session that followed, else the day that the two have set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.access import Action, Actor
from assistant.domain.sessions import Session
from assistant.errors import InvalidInput
from assistant.services.session_access import allowed_pair
from assistant.storage import Store


@dataclass(frozen=True, slots=True)
class NextSession:
    """The meeting after a session; `session_id` is empty while it is only planned."""

    on: date
    session_id: str = ""


def next_after(session: Session, sessions: Sequence[Session], planned_on: date | None) -> NextSession | None:
    """Find the meeting after a session.

    Args:
        session: The one to look on from; without a date nothing can be said to follow it.
        sessions: Those of its pair, in any order.
        planned_on: The day the pair has set; passed over once a session was held on it or later.

    Returns:
        The earliest session that was held on a later day, else the planned day; None where there is neither.
    """
    if session.held_on is None:
        return None
    later = [(one.held_on, one) for one in sessions if one.held_on is not None and one.held_on > session.held_on]
    if later:
        on, following = min(later, key=lambda pair: (pair[0], pair[1].created_at, pair[1].id))
        return NextSession(on, following.id)
    return NextSession(planned_on) if planned_on is not None and planned_on > session.held_on else None


class NextSessionService:
    """What a pair does with the day of its next session.

    Args:
        store: Where it is kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def of_pair(self, actor: Actor, relationship_id: str) -> dict[str, NextSession]:
        """The meeting after each session of a pair, by session id; those that have none are left out.

        Raises:
            NotFound: No such relationship.
            NotAllowed: The actor is neither of the two, nor the operator.
        """
        with self._store.reading():
            pair = allowed_pair(self._store, actor, Action.READ_SESSION, relationship_id)
            sessions = self._store.sessions.of_relationship(relationship_id)
        planned_on = pair.relationship.next_session_on
        found = {one.id: next_after(one, sessions, planned_on) for one in sessions}
        return {session_id: following for session_id, following in found.items() if following is not None}

    def set_day(self, actor: Actor, relationship_id: str, day: date | None) -> None:
        """Set the day on which the two meet next, change it, or clear it with None.

        Raises:
            NotFound: No such relationship.
            NotAllowed: The actor is neither of the two, nor the operator.
            InvalidInput: A session was held on that day or later.
        """
        with self._store.writing():
            allowed_pair(self._store, actor, Action.EDIT_SESSION, relationship_id)
            held = [one.held_on for one in self._store.sessions.of_relationship(relationship_id) if one.held_on]
            if day is not None and held and day <= max(held):
                raise InvalidInput(
                    f"The next session cannot be on {day.isoformat()}: one was held on {max(held).isoformat()}.",
                    "Give a later day.",
                )
            self._store.relationships.set_next_session(relationship_id, day)
