"""How an answer over all sessions looks: the words, where they are, and what to do when there is nothing."""

from datetime import UTC, datetime

from assistant.domain.report import Party
from assistant.domain.session_search import SaidAnswer, SaidHit, SessionHits, Turn
from assistant.domain.sessions import Consent, Session, Template
from assistant.domain.transcript import Timing, Utterance
from assistant.ui.session_search import place, said_view

NASTY = "<script>alert(1)</script>"
AT = datetime(2026, 5, 4, tzinfo=UTC)
BOTH = Consent(mentor=True, mentee=True)
SESSION = Session("s1", "r1", AT.date(), f"Weekly {NASTY}", Template.REGULAR, BOTH, "f.txt", "0", AT)


def turn(index=3, text="We spoke. My salary is low. So it goes.", start=72.0, speaker="Dana", party=Party.MENTEE):
    return Turn(Utterance(index, speaker, text, start), speaker, party)


HIT = SaidHit(
    turn(),
    10,
    27,
    0.6,
    "Pay and review",
    (turn(2, "And the pay?"),),
    (turn(4, f"I see {NASTY}"),),
)


def answer(found=(), nearest=(), searched=6, notices=()):
    return SaidAnswer("What did we say about salary?", "salary", found, nearest, searched, notices)


GROUP = SessionHits(SESSION, "Anna", "Dana", Timing.CUE, (HIT,))


def test_a_place_shows_who_when_about_what_and_the_exact_words():
    html = said_view(answer((GROUP,)))
    for part in ("<mark>My salary is low.</mark>", "Dana", "1:12", "4 May 2026", "Pay and review", "And the pay?"):
        assert part in html
    assert "1 place in 1 of 6 sessions" in html


def test_a_place_leads_to_its_session_at_its_turn():
    html = said_view(answer((GROUP,)))
    assert 'data-do="open" ' in html
    assert 'data-id="s1" data-key="@3"' in html
    assert "at 1:12" in html


def test_words_of_people_are_never_markup():
    assert NASTY not in said_view(answer((GROUP,)))
    assert NASTY not in said_view(SaidAnswer(NASTY, NASTY, (GROUP,), (), 1))


def test_nothing_found_says_in_how_many_sessions_and_what_comes_nearest():
    html = said_view(answer(nearest=(GROUP,)))
    assert "Not talked about in 6 sessions" in html
    assert "What comes nearest" in html
    assert "<mark>My salary is low.</mark>" in html
    assert "What comes nearest" not in said_view(answer())
    assert "Not talked about in 1 session," in said_view(answer(searched=1))


def test_without_sessions_the_next_step_is_said():
    assert "No sessions yet" in said_view(answer(searched=0))


def test_what_was_mended_is_said():
    assert "Searched for “salary”." in said_view(answer((GROUP,), notices=("Searched for “salary”.",)))


def test_a_place_is_as_exact_as_the_times_allow():
    assert place(turn(start=72.0), Timing.CUE) == "1:12"
    assert place(turn(start=72.0), Timing.BLOCK) == "about 1:12"
    assert place(turn(start=90_000.0), Timing.CHAT) == "day 2"
    assert place(turn(start=None), Timing.NONE) == "turn 4"


def test_an_unnamed_speaker_is_called_so():
    group = SessionHits(SESSION, "Anna", "Dana", Timing.CUE, (SaidHit(turn(speaker="", party=None), 0, 9, 0.6, ""),))
    assert "Not named" in said_view(answer((group,)))
