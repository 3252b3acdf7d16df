"""The whole table of who may do what: role x action x whose thing it is, every cell, written out by hand."""

import pytest

from assistant.domain.access import COORDINATOR, NOTHING, OPERATOR, Action, Actor, Resource, Role, actor_from_key, may

ACTORS = {
    "mentee": Actor(Role.MENTEE, "e1"),
    "mentor": Actor(Role.MENTOR, "m1"),
    "coordinator": COORDINATOR,
    "operator": OPERATOR,
}
RESOURCES = {
    "nothing": NOTHING,
    "m1": Resource(mentor_id="m1"),
    "m2": Resource(mentor_id="m2"),
    "e1": Resource(mentee_id="e1"),
    "e2": Resource(mentee_id="e2"),
    "m1+e1": Resource("m1", "e1"),
    "m1+e2": Resource("m1", "e2"),
    "m2+e1": Resource("m2", "e1"),
    "m2+e2": Resource("m2", "e2"),
    "of mentee e1": Resource(owner_key="mentee:e1"),
    "of mentor m1": Resource(owner_key="mentor:m1"),
    "of coordinator": Resource(owner_key="coordinator"),
    "of operator": Resource(owner_key="operator"),
    # An id is unique within its kind only: a mentee who is called like a mentor is somebody else.
    "mentor e1": Resource(mentor_id="e1"),
    "mentee m1": Resource(mentee_id="m1"),
}
EVERYTHING = set(RESOURCES)
OF_MENTEE = {"e1", "m1+e1", "m2+e1"}
OF_MENTOR = {"m1", "m1+e1", "m1+e2"}
NEVER: set[str] = set()
# action: what the mentee e1, the mentor m1, the coordinator and the operator may do it on
TABLE = {
    Action.FIND_MENTORS: (EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING),
    Action.READ_MENTOR: (EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING),
    Action.READ_CONTACT: (OF_MENTEE, OF_MENTOR, EVERYTHING, EVERYTHING),
    Action.EDIT_MENTOR: (NEVER, OF_MENTOR, EVERYTHING, EVERYTHING),
    Action.READ_MENTEE: (OF_MENTEE, OF_MENTOR, EVERYTHING, EVERYTHING),
    Action.EDIT_MENTEE: (OF_MENTEE, NEVER, EVERYTHING, EVERYTHING),
    Action.LIST_MENTEES: (NEVER, NEVER, EVERYTHING, EVERYTHING),
    Action.IMPORT_PEOPLE: (NEVER, NEVER, EVERYTHING, EVERYTHING),
    Action.START_RELATIONSHIP: (OF_MENTEE, NEVER, EVERYTHING, EVERYTHING),
    Action.READ_RELATIONSHIP: (OF_MENTEE, OF_MENTOR, EVERYTHING, EVERYTHING),
    Action.CLOSE_RELATIONSHIP: (OF_MENTEE, OF_MENTOR, EVERYTHING, EVERYTHING),
    Action.SAVE_SEARCH: (EVERYTHING, EVERYTHING, EVERYTHING, EVERYTHING),
    Action.READ_SAVED_SEARCH: ({"of mentee e1"}, {"of mentor m1"}, {"of coordinator"}, {"of operator"}),
    Action.READ_SESSION: (OF_MENTEE, OF_MENTOR, NEVER, EVERYTHING),
    Action.UPLOAD_SESSION: (OF_MENTEE, OF_MENTOR, NEVER, EVERYTHING),
    Action.EDIT_SESSION: (OF_MENTEE, OF_MENTOR, NEVER, EVERYTHING),
    Action.DELETE_SESSION: (OF_MENTEE, OF_MENTOR, NEVER, EVERYTHING),
    Action.MAINTAIN: (NEVER, NEVER, NEVER, EVERYTHING),
}
CELLS = [
    (role, action, resource, resource in allowed)
    for action, row in TABLE.items()
    for role, allowed in zip(ACTORS, row, strict=True)
    for resource in RESOURCES
]


def test_the_table_covers_every_role_and_action():
    assert set(TABLE) == set(Action)
    assert {actor.role for actor in ACTORS.values()} == set(Role)
    assert len(CELLS) == len(Action) * len(Role) * len(RESOURCES)


@pytest.mark.parametrize(("role", "action", "resource", "allowed"), CELLS)
def test_may_says_what_the_table_says(role, action, resource, allowed):
    assert may(ACTORS[role], action, RESOURCES[resource]) is allowed


@pytest.mark.parametrize("action", Action)
def test_somebody_else_of_the_same_role_may_not_touch_what_is_mine(action):
    mine_only = {Action.EDIT_MENTEE, Action.READ_MENTEE, Action.START_RELATIONSHIP, Action.CLOSE_RELATIONSHIP}
    other = Actor(Role.MENTEE, "e9")
    for resource in ("e1", "m1+e1", "of mentee e1"):
        if action in mine_only | {Action.READ_RELATIONSHIP, Action.READ_SAVED_SEARCH}:
            assert not may(other, action, RESOURCES[resource])


def test_an_actor_is_read_back_from_the_key():
    for actor in ACTORS.values():
        assert actor_from_key(actor.key) == actor


@pytest.mark.parametrize("key", ["", "wizard", "mentee", "mentor:", "mentee:"])
def test_a_key_that_names_nobody_is_refused(key):
    with pytest.raises(ValueError):
        actor_from_key(key)
