from datetime import date

import numpy as np
import pytest
from talk import MONDAY, PAIR, converse

from assistant.analysis.action_items import find_action_items
from assistant.analysis.heads import Judgement, Label
from assistant.analysis.session_report import judge
from assistant.domain.report import ActionItem, Cast, Party


def items(*turns: str, cast: Cast = PAIR, held_on: date | None = MONDAY) -> tuple[ActionItem, ...]:
    conversation = converse(*turns, cast=cast, held_on=held_on)
    return find_action_items(conversation, judge(conversation))


def test_a_promise_has_its_owner_its_date_and_its_words():
    (item,) = items("Ann: So, the handover.", "Ann: I'll send you the checklist by Friday.", "Ben: Great.")
    assert item.owner is Party.MENTOR
    assert item.due is not None
    assert (item.due.words, item.due.on) == ("by Friday", date(2026, 3, 6))
    assert item.evidence == (1,)
    assert "checklist" in item.text


def test_a_request_that_is_accepted_belongs_to_who_accepts():
    (item,) = items("Ann: Could you send me the rota?", "Ben: Sure, I'll send it tonight.")
    assert (item.owner, item.asked_by) == (Party.MENTEE, Party.MENTOR)
    assert item.context == (0,)
    assert item.due is not None
    assert item.due.on == MONDAY


def test_what_both_do_belongs_to_both():
    (item,) = items("Ann: Let's both read the chapter before our next session.", "Ben: Okay.")
    assert item.owner is Party.BOTH
    assert item.due is not None
    assert item.due.next_session


def test_the_date_said_last_holds():
    (item,) = items(
        "Ben: I'll ask him on Thursday.",
        "Ann: Thursday?",
        "Ben: No, not Thursday. I'll do it on Friday, when it is quiet.",
    )
    assert item.due is not None
    assert item.due.on == date(2026, 3, 6)


def test_what_is_taken_back_is_no_item():
    assert not items("Ann: I'll phone her tomorrow.", "Ben: Please do not.", "Ann: I take it back.")


def test_a_promise_said_twice_is_one_item():
    found = items(
        "Ann: I'll send you the checklist by Friday.", "Ben: Thanks.", "Ann: I'll send you the checklist by Friday."
    )
    assert [one.evidence for one in found] == [(0, 2)]


@pytest.mark.parametrize(
    "said",
    [
        "I sent her the form on Monday.",
        "If I were you I'd call them tomorrow.",
        "My boss will send me the rota on Friday.",
        "I won't be doing that tomorrow.",
        "I always read them on Sunday.",
        "I could maybe look at it some time.",
        "Will she be there on Friday?",
        "I'll tell you a story.",
        "Hang on, I'll share my screen.",
    ],
)
def test_what_sounds_like_a_promise_and_is_none(said: str):
    assert items(f"Ann: {said}", "Ben: Right.") == ()


def test_owners_are_withheld_when_the_cast_is_in_doubt():
    doubtful = Cast(PAIR.roles, "only one speaker is named")
    (item,) = items("Ann: I'll send you the checklist by Friday.", cast=doubtful)
    assert (item.owner, item.asked_by) == (None, None)


def test_without_a_session_date_the_words_are_kept():
    (item,) = items("Ann: I'll send you the checklist by Friday.", held_on=None)
    assert item.due is not None
    assert (item.due.words, item.due.on) == ("by Friday", None)


def test_nothing_said_gives_no_items():
    assert items() == ()


def test_two_promises_in_a_row_for_different_days_stay_two():
    found = items(
        "Ann: I'll send you the menu by Friday.", "Ann: And I'll ask the owner about the rent by the 20th of March."
    )
    assert [one.evidence for one in found] == [(0,), (1,)]


def sure_items(said: str) -> tuple[ActionItem, ...]:
    judgement = Judgement((Label.COMMITMENT,), np.asarray([[0.6]], np.float32), np.asarray([0.4], np.float32))
    return find_action_items(converse(f"Ben: {said}"), judgement)


@pytest.mark.parametrize(
    "said",
    ["If I ask her tomorrow I look stupid.", "And if I send it on Friday, she laughs.", "If I call her, it is over."],
)
def test_what_would_be_done_in_a_condition_is_no_item(said: str):
    assert not sure_items(said)


@pytest.mark.parametrize("said", ["If I finish early I'll send you the list.", "I ask her tomorrow."])
def test_a_promise_behind_a_condition_and_one_without_are_items(said: str):
    assert sure_items(said)


def test_an_okay_that_leads_over_to_the_next_thing_accepts_nothing():
    promise = "Ben: I'll send you the checklist by Friday."
    (item,) = items(promise, "Ann: Okay. And something happened in the channel with my neighbour.")
    assert item.context == ()
    (item,) = items(promise, "Ann: Okay. And send the checklist by Friday, please.")
    assert item.context == (1,)
