"""Whose a session is, asked before anything is done with it."""

from dataclasses import dataclass

from assistant.domain.access import Action, Actor, Resource
from assistant.domain.relationships import Relationship
from assistant.domain.sessions import Session
from assistant.errors import NotFound
from assistant.services.access import require
from assistant.storage import Store


@dataclass(frozen=True, slots=True)
class Pair:
    """A relationship with the names of its two people, for telling who speaks."""

    relationship: Relationship
    mentor_name: str
    mentee_name: str


def allowed_pair(store: Store, actor: Actor, action: Action, relationship_id: str) -> Pair:
    """Find a relationship in which an actor may do something.

    Raises:
        NotFound: There is none.
        NotAllowed: The actor is neither of the two, nor the operator.
    """
    found = store.relationships.get(relationship_id)
    if found is None:
        raise NotFound(f"No relationship has the id {relationship_id!r}.", "It may have been deleted.")
    require(actor, action, Resource(found.mentor_id, found.mentee_id))
    return pair_of(store, found)


def allowed_session(store: Store, actor: Actor, action: Action, session_id: str) -> Session:
    """Find a session with which an actor may do something.

    Raises:
        NotFound: There is none.
        NotAllowed: The actor is neither of the two, nor the operator.
    """
    session = existing_session(store, session_id)
    allowed_pair(store, actor, action, session.relationship_id)
    return session


def existing_session(store: Store, session_id: str) -> Session:
    """Find a session for work that was allowed before.

    Raises:
        NotFound: There is none.
    """
    session = store.sessions.get(session_id)
    if session is None:
        raise NotFound(f"No session has the id {session_id!r}.", "It may have been deleted.")
    return session


def pair_of(store: Store, relationship: Relationship) -> Pair:
    """Add the names to a relationship."""
    mentor = store.mentors.get(relationship.mentor_id)
    mentee = store.mentees.get(relationship.mentee_id)
    return Pair(relationship, mentor.name if mentor else "", mentee.name if mentee else "")
