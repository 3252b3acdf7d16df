"""Saved searches, shortlist, teams and similar goals."""

from dataclasses import replace

import pytest

from assistant.domain.access import OPERATOR, Actor, Role
from assistant.domain.people import Mentee, Mentor
from assistant.domain.search import Constraint, ConstraintKind, Match, Room, SearchOptions, Strength
from assistant.errors import InvalidInput, NotFound
from assistant.services.saved import Company, _assign

GOAL = "I coach people who lead a team for the first time, giving feedback"


def test_a_saved_search_tells_when_a_new_mentor_fits(assistant, mentee, operator):
    saved = assistant.saved.save(mentee, GOAL)
    assert assistant.saved.list(mentee)[0].new == ()
    twin = replace(assistant.people.mentor(operator, "m1"), id="m7", name="Gerd Twin", email="")
    assistant.people.save_mentor(operator, twin)
    assistant.index()
    assert [match.mentor_id for match in assistant.saved.list(mentee)[0].new] == ["m7"]
    assistant.saved.open(mentee, saved.id)
    assert assistant.saved.list(mentee)[0].new == ()


def test_a_saved_search_keeps_its_options(assistant, mentee):
    zone = "Pacific/Auckland"
    chips = (
        Constraint(ConstraintKind.LANGUAGE, "de", False),
        Constraint(ConstraintKind.WHEN, "evenings", True, asker_zone=zone),
    )
    assistant.saved.save(mentee, GOAL, SearchOptions(7, False, chips))
    options = assistant.saved.list(mentee)[0].options
    assert options == SearchOptions(7, False, chips)
    assert options.constraints[1].asker_zone == zone


def test_nobody_else_reads_a_saved_search_not_even_the_operator(assistant, mentee, operator):
    saved = assistant.saved.save(mentee, GOAL)
    for actor in (operator, Actor(Role.MENTEE, "e2"), Actor(Role.COORDINATOR)):
        assert assistant.saved.list(actor) == []
        with pytest.raises(NotFound):
            assistant.saved.open(actor, saved.id)
        with pytest.raises(NotFound):
            assistant.saved.remove(actor, saved.id)
    assistant.saved.remove(mentee, saved.id)
    assert assistant.saved.list(mentee) == []


def test_a_shortlist_is_ones_own_and_keeps_its_order(assistant, mentee, operator):
    for one in ("m3", "m1", "m3"):
        assistant.shortlist.add(mentee, one)
    assert assistant.shortlist.list(mentee) == ["m3", "m1"]
    assert assistant.shortlist.list(operator) == []
    assistant.shortlist.remove(mentee, "m3")
    assert assistant.shortlist.list(mentee) == ["m1"]
    with pytest.raises(NotFound, match="no mentor"):
        assistant.shortlist.add(mentee, "nobody")


def test_a_team_has_another_mentor_for_each_goal(assistant, operator):
    team = assistant.teams.team(operator, ["leading a team, giving feedback", "statistics and forecasting", "xyzzy"])
    assert [place.match.mentor_id if place.match else None for place in team] == ["m1", "m3", None]
    with pytest.raises(InvalidInput, match="1 goals"):
        assistant.teams.team(operator, [GOAL, "  "])


def match(mentor, score, room=Room.FREE):
    return Match(mentor, score, Strength.GOOD, room)


def test_the_best_sum_wins_over_the_best_single_match():
    assert _assign([[match("a", 0.9), match("b", 0.8)], [match("a", 0.85)]]) == ["b", "a"]


def test_room_counts_in_a_team():
    assert _assign([[match("full", 0.9, Room.FULL), match("free", 0.5)]]) == ["free"]


BAKERY = "open a bakery soon, I want to"


@pytest.mark.parametrize("role", ["mentee", "mentor", "coordinator", "operator"])
def test_goals_of_others_in_their_words_are_for_staff_alone(assistant, request, role):
    found = assistant.goals.company(request.getfixturevalue(role), BAKERY)
    staff = role in {"coordinator", "operator"}
    assert [one.mentee_id for one in found.goals] == (["e2"] if staff else [])
    assert not found.several


def test_ones_own_goal_is_not_somebody_elses(assistant):
    bakers = [Mentee(id=f"e{number}", name=f"Baker {number}", goals=(f"{BAKERY} {number}",)) for number in range(2, 5)]
    for one in bakers:
        assistant.people.save_mentee(OPERATOR, one)
    assert not assistant.goals.company(Actor(Role.MENTEE, "e2"), BAKERY).several
    assert assistant.goals.company(Actor(Role.MENTEE, "e1"), BAKERY).several
    assert assistant.goals.company(Actor(Role.MENTOR, "m1"), BAKERY) == Company(several=True)


def test_themes_like_the_goal_are_those_on_the_profiles_looked_at(assistant, mentee):
    goal = "I am dreading one-on-ones"
    assert assistant.goals.company(mentee, goal, ["m1", "m2"]).themes == ("dreading one-on-ones",)
    assert assistant.goals.company(mentee, goal, ["m2"]).themes == ()
    assert assistant.goals.company(mentee, "  ", ["m1"]) == Company()


def test_a_profile_that_says_nothing_is_no_obstacle(assistant, operator):
    assistant.people.save_mentor(operator, Mentor(id="m8", name="Quiet One"))
    assistant.index()
    assert assistant.find_mentors(GOAL).matches[0].mentor_id == "m1"
