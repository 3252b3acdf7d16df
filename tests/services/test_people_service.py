import contextlib
from dataclasses import replace

import pytest

from assistant.domain.access import COORDINATOR, OPERATOR, Action, Actor, Resource, Role, may
from assistant.domain.people import Mentee, Mentor, Status
from assistant.domain.search import Passage, PassageKind
from assistant.errors import InvalidInput, NotAllowed, NotFound
from assistant.services.people import PeopleService
from assistant.services.relationships import RelationshipService
from assistant.storage import open_store

MENTEE, MENTOR = Actor(Role.MENTEE, "e1"), Actor(Role.MENTOR, "m1")
ACTORS = [MENTEE, MENTOR, COORDINATOR, OPERATOR]


def passages_of(mentors):
    return {one.id: [Passage(0, one.id, PassageKind.BIO, one.bio, one.bio)] for one in mentors}


@pytest.fixture
def store():
    opened = open_store("sqlite://")
    opened.mentors.upsert(
        [
            Mentor(id="m1", name="Zoë Ångström", capacity=2, current_mentees=1),
            Mentor(id="m2", name="Bo Lee", status=Status.PAUSED),
            Mentor(id="m3", name="Maria Lee-Santos"),
            Mentor(id="m4", name="Bo Lee"),
        ]
    )
    opened.mentees.upsert([Mentee(id=f"e{number}", name=f"Mentee {number}") for number in range(1, 4)])
    yield opened
    opened.close()


@pytest.fixture
def people(store):
    return PeopleService(store, passages_of, lambda: None)


@pytest.fixture
def relationships(store):
    return RelationshipService(store)


@pytest.mark.parametrize("actor", ACTORS)
def test_the_list_of_mentees_holds_exactly_those_that_may_be_read_alone(people, relationships, actor):
    relationships.start(OPERATOR, "m1", "e2")
    readable = set()
    for mentee_id in ("e1", "e2", "e3"):
        with contextlib.suppress(NotAllowed):
            readable.add(people.mentee(actor, mentee_id).id)
    listed = people.mentees(actor)
    assert {one.id for one in listed.people} == readable
    assert listed.total == len(readable)
    assert readable == {MENTEE: {"e1"}, MENTOR: {"e2"}}.get(actor, {"e1", "e2", "e3"})


def test_a_mentor_reads_a_mentee_only_while_they_work_together(people, relationships):
    started = relationships.start(OPERATOR, "m1", "e2")
    assert people.mentee(MENTOR, "e2").id == "e2"
    relationships.close(MENTOR, started.id)
    with pytest.raises(NotAllowed, match="mentor may not read mentee"):
        people.mentee(MENTOR, "e2")


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("person_id", ["m1", "m2", "e1", "e2"])
def test_editing_follows_the_rule(people, actor, person_id):
    is_mentor = person_id.startswith("m")
    resource = Resource(mentor_id=person_id) if is_mentor else Resource(mentee_id=person_id)
    allowed = may(actor, Action.EDIT_MENTOR if is_mentor else Action.EDIT_MENTEE, resource)

    def save():
        if is_mentor:
            return people.save_mentor(actor, Mentor(id=person_id, name="New"))
        return people.save_mentee(actor, Mentee(id=person_id, name="New"))

    def delete():
        return people.delete_mentors(actor, [person_id]) if is_mentor else people.delete_mentees(actor, [person_id])

    if allowed:
        assert save().name == "New"
        assert delete() == 1
    else:
        for call in (save, delete):
            with pytest.raises(NotAllowed):
                call()


def test_saving_cuts_the_profile_anew_and_cleans_it(people, store):
    saved = people.save_mentor(
        MENTOR, Mentor(id="m1", name="Zoë\0  A.", bio="I\x07 weld.\r\nWell.", skills=("a\nb", " "))
    )
    assert (saved.name, saved.bio, saved.skills) == ("Zoë A.", "I weld.\nWell.", ("a b",))
    assert [one.text for one in store.passages.of_mentors(["m1"])["m1"]] == ["I weld.\nWell."]


def test_an_id_that_nobody_has_is_not_found(people):
    with pytest.raises(NotFound, match="'m9'"):
        people.mentor(OPERATOR, "m9")
    with pytest.raises(NotFound, match="'e9'"):
        people.mentee(OPERATOR, "e9")


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("bo lee", ["m2", "m4"]),
        ("Zoe Angstrom", ["m1"]),
        ("Zoe Angstrm", ["m1"]),
        ("Santos", ["m3"]),
        ("maria", ["m3"]),
        ("Lee Bo", ["m2", "m4"]),
        ("Zoe Angstrom and Maria Lee-Santos", ["m1", "m3"]),
        ("Maria, bo lee", ["m3", "m2", "m4"]),
        ("maria and welding", []),
        ("welding", []),
        ("", []),
        ("I would like to learn welding from Bo Lee", []),
    ],
)
def test_people_are_found_by_whole_part_or_misspelt_names(people, text, ids):
    assert [one.id for one in people.find_by_name(text)] == ids


def test_names_are_read_anew_when_people_change(people):
    assert people.find_by_name("Nia Okafor") == []
    people.save_mentor(OPERATOR, Mentor(id="m8", name="Nia Okafor"))
    assert [one.id for one in people.find_by_name("nia okafor")] == ["m8"]


def test_mentors_are_listed_page_by_page(people):
    first, second = people.mentors(MENTEE, size=3), people.mentors(MENTEE, page=2, size=3)
    assert (len(first.people), len(second.people), first.total) == (3, 1, 4)
    assert [one.id for one in people.mentors(MENTEE, "angstrom").people] == ["m1"]


def test_a_mentor_without_room_is_refused_with_the_numbers(relationships, store):
    relationships.start(MENTEE, "m1", "e1", "  learn\0 ")
    assert relationships.mentees_now(store.mentors.get("m1")) == 2
    with pytest.raises(InvalidInput, match="full: 2 of 2"):
        relationships.start(COORDINATOR, "m1", "e2")
    (started,) = relationships.list(MENTEE)
    assert started.goal == "learn"
    relationships.close(MENTEE, started.id)
    assert relationships.start(COORDINATOR, "m1", "e2").mentee_id == "e2"


def addresses(people, actor):
    return {
        **{one.id: one.email for one in people.mentors(actor).people},
        **{one.id: one.email for one in people.mentees(actor).people},
    }


def test_an_address_is_read_by_its_owner_by_whom_they_work_with_and_by_staff(people, relationships, store):
    for one in ("m1", "m3"):
        store.mentors.upsert([replace(store.mentors.get(one), email=f"{one}@example.org")])
    for one in ("e1", "e2"):
        store.mentees.upsert([replace(store.mentees.get(one), email=f"{one}@example.org")])
    relationships.start(OPERATOR, "m1", "e2")
    relationships.start(OPERATOR, "m3", "e1")
    seen = {actor.key: {one for one, address in addresses(people, actor).items() if address} for actor in ACTORS}
    everybody = {"m1", "m3", "e1", "e2"}
    assert seen == {
        "mentee:e1": {"e1", "m3"},
        "mentor:m1": {"m1", "e2"},
        "coordinator": everybody,
        "operator": everybody,
    }
    for actor in ACTORS:
        for one in ("m1", "m3"):
            readable = one in seen[actor.key]
            assert bool(people.mentor(actor, one).email) is readable
            assert bool(people.mentors_by_id(actor, [one])[one].email) is readable
    assert people.mentors(MENTEE, "m1@example").total == 0
    assert people.mentors(OPERATOR, "m1@example").total == 1


def test_who_is_paused_taken_or_unknown_is_refused(relationships):
    relationships.start(OPERATOR, "m3", "e1")
    for mentor_id, mentee_id, error, message in [
        ("m2", "e1", InvalidInput, "paused"),
        ("m3", "e1", InvalidInput, "already"),
        ("m9", "e1", NotFound, "'m9'"),
        ("m3", "e9", NotFound, "'e9'"),
    ]:
        with pytest.raises(error, match=message):
            relationships.start(OPERATOR, mentor_id, mentee_id)
    with pytest.raises(NotAllowed):
        relationships.start(MENTEE, "m3", "e2")


def test_the_list_of_relationships_follows_the_rule(relationships):
    one, two = relationships.start(OPERATOR, "m1", "e2"), relationships.start(OPERATOR, "m3", "e1")
    seen = {actor.key: {found.id for found in relationships.list(actor)} for actor in ACTORS}
    assert seen == {
        "mentee:e1": {two.id},
        "mentor:m1": {one.id},
        "coordinator": {one.id, two.id},
        "operator": {one.id, two.id},
    }
    with pytest.raises(NotAllowed):
        relationships.close(MENTEE, one.id)


def test_erasing_a_mentor_takes_everything_of_theirs(people, relationships, store):
    people.save_mentor(OPERATOR, Mentor(id="m1", name="Zoë", bio="I weld."))
    relationships.start(OPERATOR, "m1", "e1")
    store.shortlists.add("mentee:e1", "m1")
    assert people.delete_mentors(COORDINATOR, ["m1"]) == 1
    assert relationships.list(OPERATOR) == []
    assert store.shortlists.of_owner("mentee:e1") == []
    assert store.passages.count() == 0
