"""Who is acting: the visible choice of a laptop without accounts, read anew in every handler."""

from typing import TYPE_CHECKING

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role, actor_from_key
from assistant.domain.people import Asker, Mentee, asker_from
from assistant.errors import InvalidInput, NotAllowed, NotFound
from assistant.vocabulary.time_zones import load_zone

if TYPE_CHECKING:
    from assistant.services import Assistant

LOCAL_USER = "laptop"
"""The one user of a laptop without accounts."""
LISTED = 500
"""People of each kind that the choice lists; others are typed by id, as `mentee:e0815`."""


def actor_of(username: str | None, acting_as: str | None) -> Actor:
    """Say who acts, from the signed-in user and the choice on the page; no choice means the operator.

    Raises:
        NotAllowed: Nobody is signed in.
        InvalidInput: The choice names no role, or a mentor or mentee without an id.
    """
    if username != LOCAL_USER:
        raise NotAllowed("Nobody is signed in.", "Reload the page.")
    try:
        return actor_from_key((acting_as or "").strip() or OPERATOR.key)
    except ValueError:
        raise InvalidInput(
            "“Acting as” is not somebody this programme knows.",
            "Choose from the list, or type mentee: or mentor: and an id.",
        ) from None


def acting_choices(assistant: "Assistant") -> list[tuple[str, str]]:
    """List whom the person at this computer may act as: (words, actor key)."""
    choices = [("Operator (runs this computer)", OPERATOR.key), ("Coordinator (runs the programme)", COORDINATOR.key)]
    mentees = some_mentees(assistant, OPERATOR)
    mentors = assistant.people.mentors(OPERATOR, size=LISTED).people
    choices += [(f"Mentee: {one.name}", Actor(Role.MENTEE, one.id).key) for one in mentees]
    choices += [(f"Mentor: {one.name}", Actor(Role.MENTOR, one.id).key) for one in mentors]
    return choices


def chosen_key(assistant: "Assistant", typed: str | None) -> str:
    """Read whom somebody wants to act as: an actor's key, or a name that one person of the list has.

    Raises:
        InvalidInput: Nobody, or more than one person, goes by it.
    """
    text = (typed or "").strip() or OPERATOR.key
    try:
        actor = actor_from_key(text)
    except ValueError:
        actor = _actor_called(assistant, text)
    if not _is_there(assistant, actor):
        raise InvalidInput(f"This programme has no {actor.role} {actor.person_id!r}.", "Choose from the list.")
    return actor.key


def _actor_called(assistant: "Assistant", name: str) -> Actor:
    wanted = name.casefold()
    listed = acting_choices(assistant)
    found = [key for words, key in listed if wanted in {words.casefold(), words.partition(": ")[2].casefold()}]
    if len(found) != 1:
        count = f"{len(found)} people are" if found else "Nobody in this programme is"
        raise InvalidInput(f"{count} called “{name}”.", "Choose from the list.")
    return actor_from_key(found[0])


def _is_there(assistant: "Assistant", actor: Actor) -> bool:
    try:
        if actor.role is Role.MENTEE:
            assistant.people.mentee(OPERATOR, actor.person_id)
        elif actor.role is Role.MENTOR:
            assistant.people.mentor(OPERATOR, actor.person_id)
    except NotFound:
        return False
    return True


def some_mentees(assistant: "Assistant", actor: Actor) -> list[Mentee]:
    """List the mentees that a choice offers, by name; those beyond are typed by id."""
    return list(assistant.people.mentees(actor, size=LISTED).people)


def asker_of(assistant: "Assistant", actor: Actor, browser_zone: str = "") -> Asker:
    """Say whose time and place a search uses: the person's own, else the zone of the browser or the settings.

    Raises:
        NotFound: The person is gone.
    """
    fallback = browser_zone if load_zone(browser_zone) else assistant.settings.time_zone
    if actor.role is Role.MENTEE:
        return _with_zone(asker_from(assistant.people.mentee(actor, actor.person_id)), fallback)
    if actor.role is Role.MENTOR:
        own = assistant.people.mentor(actor, actor.person_id)
        return _with_zone(
            Asker(own.time_zone, own.availability, own.city, own.country, own.organisation, own.department), fallback
        )
    return Asker(time_zone=fallback)


def _with_zone(asker: Asker, fallback: str) -> Asker:
    if asker.time_zone or not fallback:
        return asker
    return Asker(
        fallback, asker.availability, asker.city, asker.country, asker.organisation, asker.department, asker.mentee_id
    )


def may_start(actor: Actor) -> bool:
    """Say whether to show buttons that start a relationship; whether it is allowed is asked by the service."""
    return actor.role is not Role.MENTOR


def own_mentee_id(actor: Actor) -> str:
    """The mentee who starts relationships for themselves; empty for the others, who choose one."""
    return actor.person_id if actor.role is Role.MENTEE else ""


def mentee_id_from(typed: str, mentees: list[Mentee]) -> str:
    """Read a mentee's id from what was picked or typed: `Name (id)`, the id, or a name only one mentee has.

    Raises:
        InvalidInput: Nobody, or several, of that name.
    """
    text = typed.strip()
    if text.endswith(")") and "(" in text:
        return text[text.rindex("(") + 1 : -1].strip()
    found = [one.id for one in mentees if text.casefold() in {one.id.casefold(), one.name.casefold()}]
    if len(found) != 1:
        raise InvalidInput(f"{len(found) or 'No'} mentees are called {text!r}.", "Pick one from the list.")
    return found[0]
