"""Who may do what: one pure function that the services ask and the screens never do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is in the programme."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"
    OPERATOR = "operator"


class Action(StrEnum):
    """What somebody may want to do."""

    FIND_MENTORS = "find_mentors"
    READ_MENTOR = "read_mentor"
    READ_CONTACT = "read_contact"
    EDIT_MENTOR = "edit_mentor"
    READ_MENTEE = "read_mentee"
    EDIT_MENTEE = "edit_mentee"
    LIST_MENTEES = "list_mentees"
    IMPORT_PEOPLE = "import_people"
    START_RELATIONSHIP = "start_relationship"
    READ_RELATIONSHIP = "read_relationship"
    CLOSE_RELATIONSHIP = "close_relationship"
    SAVE_SEARCH = "save_search"
    READ_SAVED_SEARCH = "read_saved_search"
    READ_SESSION = "read_session"
    UPLOAD_SESSION = "upload_session"
    EDIT_SESSION = "edit_session"
    DELETE_SESSION = "delete_session"
    MAINTAIN = "maintain"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks. `person_id` is the mentor's or mentee's id for those roles, and empty for the others.

    Raises:
        ValueError: A mentor or mentee without a person id.
    """

    role: Role
    person_id: str = ""

    def __post_init__(self) -> None:
        if self.role in {Role.MENTEE, Role.MENTOR} and not self.person_id:
            raise ValueError(f"a {self.role} needs a person id")

    @property
    def key(self) -> str:
        """`operator`, `coordinator`, `mentor:m001` or `mentee:e001`; `actor_from_key` reads it back."""
        return f"{self.role}:{self.person_id}" if self.person_id else str(self.role)


def actor_from_key(key: str) -> Actor:
    """Read an actor from its key.

    Raises:
        ValueError: No such role, or a mentor or mentee without an id.
    """
    role, _, person_id = key.partition(":")
    return Actor(Role(role), person_id)


OPERATOR = Actor(Role.OPERATOR)
COORDINATOR = Actor(Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Resource:
    """Whom a thing belongs to: a profile has one id, a relationship both, a saved search an `owner_key`."""

    mentor_id: str = ""
    mentee_id: str = ""
    owner_key: str = ""


NOTHING = Resource()
_EVERYBODY = {Action.FIND_MENTORS, Action.READ_MENTOR, Action.SAVE_SEARCH}
OF_THE_PAIR = frozenset({Action.READ_SESSION, Action.UPLOAD_SESSION, Action.EDIT_SESSION, Action.DELETE_SESSION})
"""What only the two of a relationship do, and the operator on the machine that holds it: never a coordinator."""

_STAFF = set(Action) - {Action.MAINTAIN, Action.READ_SAVED_SEARCH} - OF_THE_PAIR
_BOTH_SIDES = {
    Action.READ_RELATIONSHIP,
    Action.CLOSE_RELATIONSHIP,
    Action.READ_MENTEE,
    Action.READ_CONTACT,
} | OF_THE_PAIR


def may(actor: Actor, action: Action, resource: Resource = NOTHING) -> bool:
    """Say whether an actor may do an action on a resource.

    Everybody finds mentors and reads their profiles. People edit themselves; a mentee starts relationships of their
    own; both sides read and close theirs, and a mentor reads the mentees they work with (the service passes both ids
    only for such a pair). An e-mail address is read by its owner, by whom they work with, and by staff. A saved search
    holds a goal and belongs to who saved it. Coordinators and the operator run the programme; maintenance is the
    operator's. What was said in a session is the pair's, never a coordinator's.
    """
    if action is Action.READ_SAVED_SEARCH:
        return bool(resource.owner_key) and resource.owner_key == actor.key
    if actor.role is Role.OPERATOR or action in _EVERYBODY:
        return True
    if actor.role is Role.COORDINATOR:
        return action in _STAFF
    is_mentor = actor.role is Role.MENTOR and resource.mentor_id == actor.person_id
    is_mentee = actor.role is Role.MENTEE and resource.mentee_id == actor.person_id
    if action in _BOTH_SIDES:
        return is_mentor or is_mentee
    if action is Action.EDIT_MENTOR:
        return is_mentor
    if action in {Action.EDIT_MENTEE, Action.START_RELATIONSHIP}:
        return is_mentee
    return False
