"""Themes of sessions: found by everybody with the consent of both, taken back by either, taken off by the mentor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from assistant.domain.access import Action, Actor, Resource, Role
from assistant.domain.search import Passage, PassageKind
from assistant.domain.sessions import Consent, Session
from assistant.errors import NotFound
from assistant.matching.neutral import neutralise
from assistant.services.access import require
from assistant.services.session_access import allowed_session
from assistant.storage import Store


@dataclass(frozen=True, slots=True)
class SharedThemes:
    """What others may find of a session.

    Args:
        themes: What it was about, best first; none without the consent of both.
        shared: Those of them by which the mentor is found: the others the mentor took off.
        consent: Of both sides, now.
    """

    themes: tuple[str, ...]
    shared: tuple[str, ...]
    consent: Consent


class ThemeService:
    """Keeps themes, and the passages by which a mentor is found for them.

    Args:
        store: Where they are.
        on_change: Called after what can be found has changed.
        queue: Queues the analysis of a session.
    """

    def __init__(self, store: Store, on_change: Callable[[], None], queue: Callable[[str], object]) -> None:
        self._store = store
        self._on_change = on_change
        self._queue = queue

    def keep(self, session: Session, themes: Sequence[str]) -> None:
        """Write the themes of a session in place of earlier ones; without the consent of both there are none."""
        relationship = self._store.relationships.get(session.relationship_id)
        allowed = tuple(themes) if session.consent.is_given and relationship is not None else ()
        mentor_id = relationship.mentor_id if relationship is not None else ""
        hidden = self._store.themes.hidden_of(mentor_id)
        passages = [
            Passage(0, mentor_id, PassageKind.THEME, one, neutralise(one, "")) for one in allowed if one not in hidden
        ]
        self._store.themes.replace(session.id, allowed, passages)

    def of_mentor(self, actor: Actor, mentor_id: str) -> tuple[str, ...]:
        """Themes by which a mentor is found, of most sessions first.

        Raises:
            NotAllowed: The actor may not read the mentor.
        """
        require(actor, Action.READ_MENTOR, Resource(mentor_id=mentor_id))
        return self._store.themes.searched_of(mentor_id)

    def of_session(self, actor: Actor, session_id: str) -> SharedThemes:
        """What others may find of a session.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not read it.
        """
        with self._store.reading():
            session = allowed_session(self._store, actor, Action.READ_SESSION, session_id)
            found = self._store.themes.of_session(session_id)
            relationship = self._store.relationships.get(session.relationship_id)
            hidden = self._store.themes.hidden_of(relationship.mentor_id) if relationship is not None else frozenset()
        return SharedThemes(found, tuple(one for one in found if one not in hidden), session.consent)

    def take_off(self, actor: Actor, mentor_id: str, theme: str) -> None:
        """Take a theme off a mentor: nobody finds them by it any more, whatever later sessions are about.

        Raises:
            NotFound: They are not found by it.
            NotAllowed: The actor is neither this mentor nor staff.
        """
        require(actor, Action.EDIT_MENTOR, Resource(mentor_id=mentor_id))
        with self._store.writing():
            if theme not in self._store.themes.searched_of(mentor_id):
                raise NotFound("There is no such theme.", "It may have been taken off already.")
            self._store.themes.hide(mentor_id, theme)
        self._on_change()

    def withdraw(self, actor: Actor, session_id: str) -> Session:
        """Take the actor's consent back, the operator both sides': themes and what is found by them go at once.

        The notes stay the pair's until one of them deletes the session.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not edit it.
        """
        session = self._consent(actor, session_id, agreed=False)
        self._on_change()
        return session

    def agree(self, actor: Actor, session_id: str) -> Session:
        """Give the actor's consent again; when both have, the themes are found anew. Raises as `withdraw` does."""
        session = self._consent(actor, session_id, agreed=True)
        if session.consent.is_given:
            self._queue(session_id)
        return session

    def _consent(self, actor: Actor, session_id: str, *, agreed: bool) -> Session:
        with self._store.writing():
            old = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            mentor = agreed if actor.role is not Role.MENTEE else old.consent.mentor
            mentee = agreed if actor.role is not Role.MENTOR else old.consent.mentee
            session = replace(old, consent=Consent(mentor=mentor, mentee=mentee))
            self._store.sessions.update(session)
            if not session.consent.is_given:
                self._store.themes.replace(session_id, (), ())
        return session
