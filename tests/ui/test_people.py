"""The People tab and the choice of who acts, for each role."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_programme import PROGRAMME, fill

from assistant.domain.access import OPERATOR, actor_from_key
from assistant.domain.people import Mentor
from assistant.errors import InvalidInput, NotAllowed
from assistant.people import PersonKind
from assistant.services import Assistant, open_assistant
from assistant.ui.acting import chosen_key
from assistant.ui.people_tab import list_people, person_to_edit, save_person
from assistant.ui.people_view import may_edit
from assistant.ui.person_form import form_values

MENTOR, MENTEE = PersonKind


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder: Path = tmp_path_factory.mktemp("people")
    with open_assistant(data_folder=folder, embedder="hashing", linguist="rules") as assistant:
        yield fill(assistant)


@pytest.mark.parametrize(
    ("who", "mentors", "mentees", "adds"),
    [
        ("mentee:e1", set(), {"e1"}, False),
        ("mentor:m1", {"m1"}, set(), False),
        ("coordinator", {"m1", "m2", "m3"}, {"e1", "e2"}, True),
        ("operator", {"m1", "m2", "m3"}, {"e1", "e2"}, True),
    ],
)
def test_edit_is_offered_and_done_for_those_the_actor_may_edit(
    small: Assistant, who: str, mentors: set[str], mentees: set[str], adds: bool
) -> None:
    actor = actor_from_key(who)
    for kind, editable in ((MENTOR, mentors), (MENTEE, mentees)):
        html = list_people(small, actor, kind, "")
        assert may_edit(actor, kind) is adds
        for one in (one for one in PROGRAMME if type(one).__name__.lower() == kind):
            assert (f"Edit {one.name}" in html) is (one.id in editable)
            if one.id in editable:
                assert person_to_edit(small, actor, kind, one.id) == one
                continue
            with pytest.raises(NotAllowed):
                person_to_edit(small, actor, kind, one.id)
            with pytest.raises(NotAllowed):
                save_person(small, actor, kind, one.id, form_values(one))
        if not adds:
            with pytest.raises(NotAllowed):
                person_to_edit(small, actor, kind, "")


def test_whom_one_may_not_edit_one_may_look_at(small: Assistant) -> None:
    assert "View profile of Anna Keller" in list_people(small, actor_from_key("mentee:e1"), MENTOR, "")


@pytest.mark.parametrize(
    ("typed", "key"),
    [("", "operator"), ("mentee:e2", "mentee:e2"), ("sam okoro", "mentee:e2"), ("Mentor: Bola Ade", "mentor:m2")],
)
def test_a_choice_is_a_key_or_a_name_of_the_list(small: Assistant, typed: str, key: str) -> None:
    assert chosen_key(small, typed) == key


@pytest.mark.parametrize("typed", ["Nobody", "mentee:gone", "emperor", "mentee:"])
def test_a_choice_of_nobody_is_refused(small: Assistant, typed: str) -> None:
    with pytest.raises(InvalidInput, match=r"Nobody|no mentee"):
        chosen_key(small, typed)


def test_a_field_of_work_that_is_not_known_is_saved_as_it_stands(small: Assistant) -> None:
    values = form_values(Mentor(id="new", name="Una Weaver", fields=("basket weaving",)))
    assert save_person(small, OPERATOR, MENTOR, "", values) == ("", "Una Weaver")
    assert small.people.mentors(OPERATOR, "Una Weaver").people[0].fields == ("basket weaving",)
