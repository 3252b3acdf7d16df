"""Starting, listing and closing relationships."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime

from assistant.domain.access import Action, Actor, Resource, Role, may
from assistant.domain.people import Mentor, Status
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.errors import InvalidInput, NotFound
from assistant.people.text import clean_text
from assistant.services.access import require
from assistant.storage import Store
from assistant.storage.people import Mentees, Mentors


def _now() -> datetime:
    return datetime.now(UTC)


class RelationshipService:
    """Who works with whom.

    Args:
        store: Where it is kept.
        now: The time of day, with zone.
    """

    def __init__(self, store: Store, now: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._now = now

    def start(self, actor: Actor, mentor_id: str, mentee_id: str, goal: str = "") -> Relationship:
        """Start a relationship.

        Args:
            actor: The mentee, or staff.
            mentor_id: With whom.
            mentee_id: Whose.
            goal: What the mentee wants, in their words.

        Raises:
            NotFound: No such mentor or mentee.
            NotAllowed: The actor is neither this mentee nor staff.
            InvalidInput: The mentor is full or paused, or the two work together already.
        """
        require(actor, Action.START_RELATIONSHIP, Resource(mentor_id, mentee_id))
        with self._store.writing():
            mentor = self._store.mentors.lock(mentor_id)
            if mentor is None:
                raise NotFound(f"No mentor has the id {mentor_id!r}.")
            if self._store.mentees.get(mentee_id) is None:
                raise NotFound(f"No mentee has the id {mentee_id!r}.")
            self._check_can_take(mentor, mentee_id)
            relationship = Relationship(
                uuid.uuid4().hex, mentor_id, mentee_id, clean_text(goal), RelationshipState.ACTIVE, self._now()
            )
            self._store.relationships.add(relationship)
        return relationship

    def close(self, actor: Actor, relationship_id: str) -> Relationship:
        """Close a relationship; a closed one stays as it is.

        Raises:
            NotFound: No such relationship.
            NotAllowed: The actor is neither one of the two nor staff.
        """
        relationship = self._get(relationship_id)
        require(actor, Action.CLOSE_RELATIONSHIP, Resource(relationship.mentor_id, relationship.mentee_id))
        self._store.relationships.close(relationship_id, self._now())
        return self._get(relationship_id)

    def list(self, actor: Actor, state: RelationshipState | None = None) -> list[Relationship]:
        """Relationships that the actor may read, newest first: staff all, others their own."""
        own = {"mentor_id": actor.person_id} if actor.role is Role.MENTOR else {}
        own = {"mentee_id": actor.person_id} if actor.role is Role.MENTEE else own
        found = self._store.relationships.find(**own, state=state)
        return [one for one in found if may(actor, Action.READ_RELATIONSHIP, Resource(one.mentor_id, one.mentee_id))]

    def between(self, actor: Actor, mentor: str, mentee: str) -> tuple[Relationship, ...]:
        """Relationships of two people that the actor may read, newest first.

        Args:
            actor: Who asks.
            mentor: Id or whole name.
            mentee: Id or whole name.

        Raises:
            NotFound: Nobody, or more than one person, goes by it.
        """
        mentor_id = self._one("mentor", self._store.mentors, mentor)
        mentee_id = self._one("mentee", self._store.mentees, mentee)
        found = self._store.relationships.find(mentor_id=mentor_id, mentee_id=mentee_id)
        allowed = may(actor, Action.READ_RELATIONSHIP, Resource(mentor_id, mentee_id))
        return tuple(found) if allowed else ()

    def _one(self, kind: str, people: Mentors | Mentees, named: str) -> str:
        """The id of the one person with an id or name."""
        named = named.strip()
        if named and people.get(named) is not None:
            return named
        ids = [person.id for some in people.find_by_name([named]).values() for person in some]
        if len(ids) != 1:
            count = f"{len(ids)} {kind}s are" if ids else f"No {kind} is"
            raise NotFound(f"{count} called {named!r}.", f"Give the {kind}'s id.")
        return ids[0]

    def mentees_now(self, mentor: Mentor) -> int:
        """How many mentees a mentor has: as imported, and active relationships here on top."""
        here = self._store.relationships.active_counts([mentor.id])
        return mentor.current_mentees + here.get(mentor.id, 0)

    def _check_can_take(self, mentor: Mentor, mentee_id: str) -> None:
        if mentor.status is Status.PAUSED:
            raise InvalidInput(f"{mentor.name} is paused and takes nobody on at present.", "Choose another mentor.")
        if self._store.relationships.find(mentor_id=mentor.id, mentee_id=mentee_id, state=RelationshipState.ACTIVE):
            raise InvalidInput(f"This mentee works with {mentor.name} already.")
        now = self.mentees_now(mentor)
        if mentor.capacity is not None and now >= mentor.capacity:
            until = f" and expects room from {mentor.next_free.isoformat()}" if mentor.next_free else ""
            raise InvalidInput(
                f"{mentor.name} is full: {now} of {mentor.capacity} places are taken{until}.", "Choose another mentor."
            )

    def _get(self, relationship_id: str) -> Relationship:
        found = self._store.relationships.get(relationship_id)
        if found is None:
            raise NotFound(f"No relationship has the id {relationship_id!r}.")
        return found
