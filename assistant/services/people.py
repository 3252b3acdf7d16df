"""Looking up and editing mentors and mentees, each asked for by somebody."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from itertools import chain
from typing import Any

from rapidfuzz import fuzz, process

from assistant.domain.access import Action, Actor, Resource, Role, may
from assistant.domain.people import Mentee, Mentor
from assistant.domain.relationships import RelationshipState
from assistant.domain.search import Passage
from assistant.errors import NotFound
from assistant.people.text import clean_text, one_line
from assistant.services.access import require
from assistant.storage import Page, Store
from assistant.storage.person_rows import PersonT, name_key

_NEAR = 87.0
_MOST_NAMED = 20
_LONGEST_NAME = 6
_MOST_NAMES = 4
_BETWEEN_NAMES = re.compile(r"\s*[,;&+/]\s*|\s+(?:and|or|und|et|y)\s+", re.IGNORECASE)
_ONE_LINE_FIELDS = {"id", "name", "email", "headline", "city", "country", "time_zone", "organisation", "department"}


class PeopleService:
    """People one at a time and as lists.

    Args:
        store: Where they are.
        passages_of: Cuts mentors' profiles into passages, by mentor id.
        on_change: Called after people were changed.
    """

    def __init__(
        self,
        store: Store,
        passages_of: Callable[[Sequence[Mentor]], Mapping[str, Sequence[Passage]]],
        on_change: Callable[[], None],
    ) -> None:
        self._store = store
        self._passages_of = passages_of
        self._on_change = on_change
        self._names: tuple[int, dict[str, list[str]]] = (-1, {})

    def mentor(self, actor: Actor, mentor_id: str) -> Mentor:
        """The mentor with an id; without the address for those who may not read it.

        Raises:
            NotFound: Nobody has it.
            NotAllowed: The actor may not read them.
        """
        require(actor, Action.READ_MENTOR, Resource(mentor_id=mentor_id))
        return self._shown_to(actor, [_found(self._store.mentors.get(mentor_id), "mentor", mentor_id)])[0]

    def mentors_by_id(self, actor: Actor, ids: Sequence[str]) -> dict[str, Mentor]:
        """Mentors by id; ids that are gone are left out, and so are addresses that the actor may not read.

        Raises:
            NotAllowed: The actor may not read mentors.
        """
        require(actor, Action.READ_MENTOR)
        return {one.id: one for one in self._shown_to(actor, list(self._store.mentors.find(ids).values()))}

    def mentors(self, actor: Actor, text: str = "", *, page: int = 1, size: int = 50) -> Page[Mentor]:
        """Mentors by name; without addresses for those who may not read them.

        Args:
            actor: Who asks.
            text: Words to find in name, headline or organisation, for staff in the address too; everybody when empty.
            page: Which stretch of the list, from 1.
            size: People on a page.

        Raises:
            NotAllowed: The actor may not read mentors.
        """
        require(actor, Action.READ_MENTOR)
        addresses = may(actor, Action.READ_CONTACT)
        found = self._store.mentors.page(
            clean_text(text), offset=(max(page, 1) - 1) * size, limit=size, addresses=addresses
        )
        return replace(found, people=self._shown_to(actor, found.people))

    def save_mentor(self, actor: Actor, mentor: Mentor) -> Mentor:
        """Add a mentor or replace the one of the same id, and cut their profile anew; what did not change is kept.

        Returns:
            The mentor as stored, with control characters taken out.

        Raises:
            NotAllowed: The actor is neither this mentor nor staff.
        """
        require(actor, Action.EDIT_MENTOR, Resource(mentor_id=mentor.id))
        cleaned = _cleaned(mentor)
        passages = self._passages_of([cleaned])
        with self._store.writing():
            self._store.mentors.upsert([cleaned])
            self._store.passages.replace({cleaned.id: passages.get(cleaned.id, ())})
        self._on_change()
        return cleaned

    def delete_mentors(self, actor: Actor, ids: Sequence[str]) -> int:
        """Erase mentors: profiles, passages, vectors, relationships, shortlist places, own searches, import records.

        Returns:
            How many there were.

        Raises:
            NotAllowed: The actor may not edit one of them; nobody is deleted then.
        """
        for mentor_id in ids:
            require(actor, Action.EDIT_MENTOR, Resource(mentor_id=mentor_id))
        with self._store.writing():
            deleted = self._store.mentors.delete(ids)
            self._forget_owners(Role.MENTOR, ids)
            self._store.vectors.prune()
        self._on_change()
        return deleted

    def mentee(self, actor: Actor, mentee_id: str) -> Mentee:
        """The mentee with an id.

        Raises:
            NotFound: Nobody has it.
            NotAllowed: The actor is neither this mentee, nor a mentor who works with them, nor staff.
        """
        self._require_mentee(actor, mentee_id)
        return self._shown_to(actor, [_found(self._store.mentees.get(mentee_id), "mentee", mentee_id)])[0]

    def mentees(self, actor: Actor, text: str = "", *, page: int = 1, size: int = 50) -> Page[Mentee]:
        """Mentees by name whom the actor may read: staff all, a mentor those they work with, a mentee themselves.

        Args:
            actor: Who asks.
            text: Words to find in name, address, headline or organisation; everybody when empty.
            page: Which stretch of the list, from 1.
            size: People on a page.
        """
        ids = None if may(actor, Action.LIST_MENTEES) else self._readable_mentees(actor)
        found = self._store.mentees.page(clean_text(text), offset=(max(page, 1) - 1) * size, limit=size, ids=ids)
        return replace(found, people=self._shown_to(actor, found.people))

    def save_mentee(self, actor: Actor, mentee: Mentee) -> Mentee:
        """Add a mentee or replace the one of the same id.

        Raises:
            NotAllowed: The actor is neither this mentee nor staff.
        """
        require(actor, Action.EDIT_MENTEE, Resource(mentee_id=mentee.id))
        cleaned = _cleaned(mentee)
        self._store.mentees.upsert([cleaned])
        self._on_change()
        return cleaned

    def delete_mentees(self, actor: Actor, ids: Sequence[str]) -> int:
        """Erase mentees with their relationships, searches and import records, and say how many there were.

        Raises:
            NotAllowed: The actor may not edit one of them; nobody is deleted then.
        """
        for mentee_id in ids:
            require(actor, Action.EDIT_MENTEE, Resource(mentee_id=mentee_id))
        with self._store.writing():
            deleted = self._store.mentees.delete(ids)
            self._forget_owners(Role.MENTEE, ids)
        self._on_change()
        return deleted

    def find_by_name(self, text: str) -> list[Mentor]:
        """Mentors whom a text names: the whole name, a part of it that is a whole word, or a near spelling; best first.

        Several names with a comma or "and" between give all of them, when each is somebody's. Nobody for a name of more
        than six words: a goal is not a name. At most 20.
        """
        whole = self._find_one_name(text)
        parts = [part for part in _BETWEEN_NAMES.split(text) if part.strip()]
        if whole or not 2 <= len(parts) <= _MOST_NAMES:
            return whole
        found = [self._find_one_name(part) for part in parts]
        everybody = {mentor.id: mentor for mentor in chain.from_iterable(found)} if all(found) else {}
        return list(everybody.values())[:_MOST_NAMED]

    def _find_one_name(self, text: str) -> list[Mentor]:
        key = name_key(one_line(text)).strip(" .,!?'\"")
        if not key or len(key.split()) > _LONGEST_NAME:
            return []
        scores = self._score_names(key)
        best = sorted(scores, key=lambda one: (-scores[one], one))[:_MOST_NAMED]
        found = self._store.mentors.find(mentor_id for name in best for mentor_id in self._names[1][name])
        return [found[one] for name in best for one in self._names[1][name] if one in found][:_MOST_NAMED]

    def _score_names(self, key: str) -> dict[str, float]:
        names = self._all_names()
        if key in names:
            return {key: 100.0}
        words = set(key.replace("-", " ").split())
        by_word = {name: 95.0 for name in names if words <= set(name.replace("-", " ").split())}
        if by_word or len(words) < 2:
            return by_word
        near = process.extract(key, names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MOST_NAMED)
        return {name: score for name, score, _ in near}

    def _all_names(self) -> dict[str, list[str]]:
        """Ids by folded name; read anew when people have changed."""
        generation = self._store.generation()
        if self._names[0] != generation:
            names: dict[str, list[str]] = {}
            for mentor_id, name in self._store.mentors.names().items():
                names.setdefault(name_key(name), []).append(mentor_id)
            self._names = (generation, names)
        return self._names[1]

    def _require_mentee(self, actor: Actor, mentee_id: str) -> None:
        works_with = actor.role is Role.MENTOR and mentee_id in self._readable_mentees(actor)
        require(actor, Action.READ_MENTEE, Resource(actor.person_id if works_with else "", mentee_id))

    def _readable_mentees(self, actor: Actor) -> list[str]:
        """The mentees whom somebody who is not staff may read, by the rule for a single one."""
        if actor.role is Role.MENTEE:
            pairs = [Resource(mentee_id=actor.person_id)]
        else:
            active = self._store.relationships.find(mentor_id=actor.person_id, state=RelationshipState.ACTIVE)
            pairs = [Resource(one.mentor_id, one.mentee_id) for one in active]
        return [pair.mentee_id for pair in pairs if may(actor, Action.READ_MENTEE, pair)]

    def _shown_to(self, actor: Actor, people: Sequence[PersonT]) -> tuple[PersonT, ...]:
        """Leave out the addresses that the actor may not read."""
        if may(actor, Action.READ_CONTACT):
            return tuple(people)
        partners = self._partners(actor)
        return tuple(
            one if may(actor, Action.READ_CONTACT, _with_partner(one, actor, partners)) else replace(one, email="")
            for one in people
        )

    def _partners(self, actor: Actor) -> frozenset[str]:
        """Whom a mentor or mentee works with now, by id."""
        active = RelationshipState.ACTIVE
        if actor.role is Role.MENTOR:
            found = self._store.relationships.find(mentor_id=actor.person_id, state=active)
            return frozenset(one.mentee_id for one in found)
        found = self._store.relationships.find(mentee_id=actor.person_id, state=active)
        return frozenset(one.mentor_id for one in found)

    def _forget_owners(self, role: Role, ids: Sequence[str]) -> None:
        for person_id in ids:
            key = Actor(role, person_id).key
            self._store.saved_searches.delete_owner(key)
            self._store.shortlists.delete_owner(key)


def _with_partner(one: Mentor | Mentee, actor: Actor, partners: frozenset[str]) -> Resource:
    """Somebody's profile, as the other half of a pair where they are one with the actor."""
    if isinstance(one, Mentor):
        return Resource(one.id, actor.person_id if actor.role is Role.MENTEE and one.id in partners else "")
    return Resource(actor.person_id if actor.role is Role.MENTOR and one.id in partners else "", one.id)


def _found(person: PersonT | None, kind: str, person_id: str) -> PersonT:
    if person is None:
        raise NotFound(f"No {kind} has the id {person_id!r}.", "They may have been deleted.")
    return person


def _cleaned(person: PersonT) -> PersonT:
    values: dict[str, Any] = {}
    for field in fields(person):
        value = getattr(person, field.name)
        if isinstance(value, tuple) and all(type(item) is str for item in value):
            values[field.name] = tuple(item for item in map(one_line, value) if item)
        elif type(value) is str:
            values[field.name] = one_line(value) if field.name in _ONE_LINE_FIELDS else clean_text(value)
    return replace(person, **values)
