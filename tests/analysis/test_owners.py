"""Who does it: fresh sentences, each read by hand; None where a reader could not be sure."""

import pytest

from assistant.analysis.owners import agreed_owner, owner_of
from assistant.domain.report import Party

MENTOR, MENTEE, BOTH = Party.MENTOR, Party.MENTEE, Party.BOTH


@pytest.mark.parametrize(
    ("said", "owner"),
    [
        ("I'll send you the reading list tomorrow.", MENTOR),
        ("I'm going to call Priya on Monday and ask her.", MENTOR),
        ("Leave it with me, I'll find out by Thursday.", MENTOR),
        ("You'll have it by Friday.", MENTOR),
        ("You will get the form from me tonight.", MENTOR),
        ("My wife and I will look at the spare room on Sunday.", MENTOR),
        ("I have to book the hall this week.", MENTOR),
        ("Could you send me the draft by Tuesday?", MENTEE),
        ("Can you ask your manager this week?", MENTEE),
        ("I want you to write down three examples.", MENTEE),
        ("I'd like you to call two of them before we meet.", MENTEE),
        ("I need you to fill in the form.", MENTEE),
        ("You'll write the first page.", MENTEE),
        ("Let's both read the chapter.", BOTH),
        ("We'll each bring one question.", BOTH),
        ("You and I will go through it together.", BOTH),
        ("Let's get you registered before June.", MENTEE),
        ("We'll have the prototype ready by Monday.", None),
        ("We need to send the tender on Friday.", None),
        ("You do the slides and I'll do the numbers.", None),
        ("I'll write the opening, and you write the end.", None),
        ("He said, I'll call you on Friday.", None),
        ("My sister will make the logo by then.", None),
        ("She'll send it on Wednesday.", None),
        ("By the end of the month.", None),
    ],
)
def test_the_owner_is_who_acts_in_the_words_and_nobody_where_they_leave_a_doubt(said: str, owner: Party | None):
    assert owner_of(said, MENTOR) is owner


def test_words_without_a_subject_are_told_by_what_is_around_them():
    assert owner_of("By Friday, the whole thing.", MENTEE, is_answer=True) is MENTEE
    assert owner_of("Write it down for me, one line each.", MENTOR) is None
    assert owner_of("Write it down for me, one line each.", MENTOR, is_accepted=True) is MENTEE


def test_nobody_is_told_where_it_is_not_known_who_speaks():
    assert owner_of("I'll send it tomorrow.", None) is None


def test_sentences_that_name_different_people_name_nobody():
    assert agreed_owner([MENTOR, MENTEE]) is None
    assert agreed_owner([MENTOR, None, MENTOR]) is MENTOR
    assert agreed_owner([]) is None
