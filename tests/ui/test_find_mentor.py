"""What the Find a mentor tab shows, from plain calls on a small real programme."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from small_programme import fill

from assistant.domain.access import OPERATOR
from assistant.domain.people import Mentor
from assistant.domain.search import Constraint, ConstraintKind
from assistant.errors import AssistantError, InvalidInput, NotAllowed
from assistant.services import Assistant, open_assistant
from assistant.ui import acting, find_mentor
from assistant.ui.find_mentor import Ask, Visitor, visitor_of
from assistant.ui.find_tab import on_click, open_profile, sheet_of, start_relationship

GOAL = "difficult one-on-ones with my team"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Assistant]:
    with open_assistant(data_folder=tmp_path, embedder="hashing", linguist="rules") as assistant:
        yield fill(assistant)


def visit(assistant: Assistant, who: str = "operator", zone: str = "Europe/Lisbon") -> Visitor:
    return visitor_of(assistant, acting.LOCAL_USER, who, zone)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_visitors_time_zone_is_the_mentees_own_else_the_browsers(small: Assistant) -> None:
    assert visit(small, "mentee:e1", "Asia/Tokyo").asker.time_zone == "Europe/Lisbon"
    assert visit(small, "mentee:e2", "Asia/Tokyo").asker.time_zone == "Asia/Tokyo"
    assert visit(small, "operator", "Nowhere/City").asker.time_zone == small.settings.time_zone


def test_nobody_signed_in_is_nobody(small: Assistant) -> None:
    with pytest.raises(NotAllowed):
        visitor_of(small, None, "operator", "")


def test_an_answer_has_a_card_for_the_one_who_can_help(small: Assistant) -> None:
    ask, html = find_mentor.find(small, visit(small), Ask(GOAL))
    assert ask.goal == GOAL
    assert html.index("Anna Keller") < html.index("Chen Wei")
    assert "<mark>" in html


def test_an_empty_box_says_what_to_do(small: Assistant) -> None:
    assert "Say what you would like help with" in find_mentor.find(small, visit(small), Ask("  "))[1]


@pytest.mark.parametrize(
    "goal", ["🙂", "\x00\x01", "x" * 5000, "Hilfe mit der Bäckerei", "one " * 3000, "<img onerror=x>"]
)
def test_odd_goals_get_an_answer_or_a_clear_message(small: Assistant, goal: str) -> None:
    said = []
    try:
        said.append(find_mentor.find(small, visit(small), Ask(goal))[1])
    except AssistantError as error:
        said.append(error.message)
    assert said[0]
    assert "<img" not in said[0]


def test_a_condition_added_removed_or_softened_is_searched_again(small: Assistant) -> None:
    visitor = visit(small)
    ask, _ = find_mentor.find(small, visitor, Ask(GOAL))
    ask, html = find_mentor.find(small, visitor, find_mentor.changed(ask, "add", value="language|de"))
    assert "Must Speaks German" in text_of(html)
    assert "Bola Ade" not in html
    ask, html = find_mentor.find(small, visitor, find_mentor.changed(ask, "toggle", "language", "de"))
    assert ask.understood == (Constraint(ConstraintKind.LANGUAGE, "de", False),)
    ask, html = find_mentor.find(small, visitor, find_mentor.changed(ask, "drop", "language", "de"))
    assert "No conditions" in html


def test_what_the_page_cannot_do_is_refused(small: Assistant) -> None:
    with pytest.raises(InvalidInput):
        find_mentor.changed(Ask(GOAL), "format-disk")


def test_shortlisting_shows_in_the_panel_and_belongs_to_the_actor(small: Assistant) -> None:
    on_click(small, visit(small, "mentee:e1"), Ask(GOAL), {"do": "list", "id": "m1"})
    on_click(small, visit(small, "mentee:e1"), Ask(GOAL), {"do": "list", "id": "m2"})
    assert "Shortlist (2)" in find_mentor.shortlist_panel(small, visit(small, "mentee:e1"))
    assert "Compare 2 side by side" in find_mentor.shortlist_panel(small, visit(small, "mentee:e1"))
    assert "Put mentors here" in find_mentor.shortlist_panel(small, visit(small, "mentee:e2"))
    table = text_of(find_mentor.compared(small, visit(small, "mentee:e1")))
    assert "Anna Keller" in table
    assert "Bola Ade" in table


def test_of_more_than_four_the_reader_chooses_whom_to_compare(small: Assistant) -> None:
    for number in range(4, 8):
        small.people.save_mentor(OPERATOR, Mentor(id=f"m{number}", name=f"Mentor {number}"))
    visitor = visit(small, "mentee:e1")
    for number in range(1, 7):
        small.shortlist.add(visitor.actor, f"m{number}")
    assert "Compare 4 of 6 side by side" in find_mentor.shortlist_panel(small, visitor)
    first = find_mentor.compared(small, visitor)
    assert "Take one out to put another in." in first
    assert 'data-ids="m1,m2,m3" aria-pressed="true"' in first
    columns = re.findall(r"<th scope=col>.*?<span>(.*?)</span>", find_mentor.compared(small, visitor, ["m2", "m6"]))
    assert columns == ["Bola Ade", "Mentor 6"]


def test_a_name_opens_the_profile_and_is_no_match(small: Assistant) -> None:
    visitor = visit(small)
    ask, html = find_mentor.find(small, visitor, Ask("Anna Keller"))
    assert "Strong match" not in html
    assert "Profile of Anna Keller" in sheet_of(small, visitor, ask)
    ask, html = find_mentor.find(small, visitor, Ask("Anna Keller and Chen Wei"))
    assert {"Anna Keller", "Chen Wei"} <= set(re.findall("Anna Keller|Chen Wei", html))
    assert ask.named == ""


def test_a_saved_search_is_offered_again(small: Assistant) -> None:
    visitor = visit(small, "mentee:e1")
    assert find_mentor.saved_panel(small, visitor, Ask()) == ""
    on_click(small, visitor, Ask(GOAL), {"do": "save"})
    assert GOAL in find_mentor.saved_panel(small, visitor, Ask())
    saved = small.saved.list(visitor.actor)[0]
    assert find_mentor.open_saved(small, visitor, saved.id).goal == GOAL


def test_more_like_one_mentor_leaves_that_one_out(small: Assistant) -> None:
    html = find_mentor.find(small, visit(small), Ask(GOAL, like="m1"))[1]
    assert "Mentors like Anna Keller" in html
    assert 'id="rp-m-m1"' not in html


def test_a_mentee_starts_a_relationship_of_their_own(small: Assistant) -> None:
    visitor = visit(small, "mentee:e1")
    assert "name=mentee value=&quot;" not in open_profile(small, visitor, "m1", GOAL)
    start_relationship(small, visitor, {"id": "m1", "mentee": "Sam Okoro (e2)", "goal": GOAL})
    assert [(one.mentor_id, one.mentee_id) for one in small.relationships.list(visitor.actor)] == [("m1", "e1")]


def test_a_coordinator_picks_the_mentee_by_name(small: Assistant) -> None:
    visitor = visit(small, "coordinator")
    start_relationship(small, visitor, {"id": "m1", "mentee": "sam okoro", "goal": GOAL})
    with pytest.raises(InvalidInput, match="No mentees are called 'Nobody'"):
        start_relationship(small, visitor, {"id": "m1", "mentee": "Nobody", "goal": GOAL})


def test_a_mentor_gets_no_form_to_start_with(small: Assistant) -> None:
    html = open_profile(small, visit(small, "mentor:m3"), "m1", GOAL)
    assert "<form" not in html
    assert "Mentees and coordinators start relationships" in html


def test_a_full_mentors_profile_says_so_in_place_of_the_form(small: Assistant) -> None:
    html = open_profile(small, visit(small), "m2", GOAL)
    assert "<form" not in html
    assert "cannot take anybody on now" in html


def test_the_state_of_a_visit_can_be_copied(small: Assistant) -> None:
    import copy

    ask: Any = find_mentor.find(small, visit(small), Ask(GOAL))[0]
    assert copy.deepcopy(ask) == ask
