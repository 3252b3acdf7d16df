"""Decisions and moments that a session shows: the surest few, and no idioms."""

import numpy as np
import pytest
from talk import converse

from assistant.analysis.decisions import find_decisions
from assistant.analysis.heads import Judgement, Label
from assistant.analysis.moments import find_moments
from assistant.analysis.questions import find_open_questions
from assistant.analysis.summary import outcome_lines, overview
from assistant.domain.report import ActionItem, Line, MomentKind, Party


def judged(label: Label, *scores: float) -> Judgement:
    return Judgement((label,), np.asarray(scores, np.float32)[:, None], np.asarray([0.3], np.float32))


@pytest.mark.parametrize(
    "said",
    ["Murray won't say no to a dozen mussels.", "I wouldn't mind a second cup of it.", "I never refuse a free lunch."],
)
def test_a_refusal_denied_is_no_decision(said: str):
    assert find_decisions(converse(f"Ann: {said}"), judged(Label.DECISION, 0.9)) == ()


@pytest.mark.parametrize("said", ["I think we could add it after the fact.", "The packages are all in there now."])
def test_an_opinion_and_a_description_are_no_decisions(said: str):
    assert find_decisions(converse(f"Ann: {said}"), judged(Label.DECISION, 0.9)) == ()


def test_in_a_meeting_of_many_only_a_plain_choice_is_a_decision():
    talk = converse("Ann: We start from my side.", "Ben: Right.", "Cem: We decided to spin up a new test network.")
    found = find_decisions(talk, judged(Label.DECISION, 0.9, 0.1, 0.9))
    assert [one.evidence for one in found] == [(2,)]


def test_what_asks_nothing_is_no_open_question():
    assert find_open_questions(converse("Ann: Currently it is pretty expensive."), judged(Label.QUESTION, 0.9)) == ()
    assert find_open_questions(converse("Ann: Who pays for the hall?"), judged(Label.QUESTION, 0.9))


def test_an_open_question_said_by_both_stands_once_with_the_words_of_both():
    talk = converse("Ben: It's a maybe.", "Ann: It's a maybe. The book is somewhere.")
    (line,) = find_open_questions(talk, judged(Label.QUESTION, 0.9, 0.8, 0.1))
    assert line.evidence == (0, 1)


def test_a_choice_is_a_decision():
    (line,) = find_decisions(converse("Ann: So I'm going with the van, not the shop."), judged(Label.DECISION, 0.9))
    assert line.evidence == (0,)


def test_thanks_of_a_usual_session_are_shown_once_and_the_surest():
    talk = converse(
        "Ann: Thank you for the list.", "Ben: Right, okay then.", "Ben: Oh, is it?", "Ann: I thank you for it all."
    )
    found = find_moments(talk, judged(Label.GRATITUDE, 0.5, 0.01, 0.01, 0.9))
    assert [(one.kind, one.evidence) for one in found] == [(MomentKind.GRATITUDE, (3,))]


def test_the_overview_says_what_was_promised_and_decided_in_the_order_of_the_session():
    talk = converse(
        "Ann: The bakery needs an oven, a licence and somebody who gets up at three.",
        "Ben: The oven from the old school kitchen costs four hundred with the transport.",
        "Ben: I'll measure the door of the bakery for the oven on Saturday.",
        "Ann: The licence office wants the plan of the kitchen on paper before it looks at anything.",
        "Ben: So we open in October, after the harvest market, not in spring.",
    )
    item = ActionItem("Ben will measure the door of the bakery on Saturday.", Party.MENTEE, None, 0.9, (2,))
    decision = Line("They open in October, after the harvest market, not in spring.", (4,), 0.8)
    lines = overview(talk, outcomes=outcome_lines([decision], [item]))
    assert [one.evidence for one in lines] == sorted(one.evidence for one in lines)
    assert item.text in [one.text for one in lines]
    assert decision.text in [one.text for one in lines]
    assert len({one.evidence for one in lines}) == len(lines)


def test_an_outcome_of_few_words_is_no_line_of_an_overview():
    assert outcome_lines([Line("It's the rule.", (0,), 0.9)], []) == ()
