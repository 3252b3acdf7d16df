import re
from dataclasses import replace

from assistant.domain.search import (
    Constraint,
    ConstraintKind,
    Match,
    Relaxation,
    SearchAnswer,
    SetAside,
    Strength,
    Understanding,
    Verdict,
)
from assistant.ui.conditions import added, condition_choices, read_condition, toggled, without
from assistant.ui.understood import banner, chips, count_words, understanding
from assistant.ui.words import constraint_words

GERMAN = Constraint(ConstraintKind.LANGUAGE, "de", True, 3, 9)
EVENINGS = Constraint(ConstraintKind.WHEN, "evenings", False)
GOAL = Understanding("goal", "goal", (), (GERMAN, EVENINGS), (SetAside("a woman", "gender", 0, 7),))


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_chip_says_must_or_nice_to_have_and_can_be_changed_and_removed() -> None:
    html = chips((GERMAN, EVENINGS))
    assert text_of(html) == "Must Speaks German × Nice to have Evenings ×"
    assert 'aria-label="Speaks German: must. Make it nice to have"' in html
    assert 'aria-label="Remove: Evenings"' in html


def test_words_set_aside_are_named_with_what_to_do() -> None:
    said = text_of(understanding(SearchAnswer(GOAL, Verdict.FOUND)))
    assert "Not used for ranking. “a woman”: you can ask the mentor about this yourself." in said


def test_nobody_fits_says_so_and_offers_what_to_give_up() -> None:
    answer = SearchAnswer(GOAL, Verdict.NOBODY_FITS, relax=(Relaxation(GERMAN, 4),))
    html = banner(answer)
    assert "Nobody in this programme meets all that you require." in html
    assert "Without “Speaks German”: 4 more mentors" in html
    assert 'data-do="drop" data-kind="language" data-value="de"' in html


def test_weak_matches_are_not_counted_as_people_who_can_help() -> None:
    matches = (Match("m1", 0.8, Strength.STRONG), Match("m2", 0.1, Strength.WEAK))
    answer = SearchAnswer(GOAL, Verdict.FOUND, matches)
    assert count_words(answer, 10) == "1 mentor who can help"
    first = replace(answer, matches=tuple(Match(f"m{one}", 0.8, Strength.STRONG) for one in range(10)))
    assert count_words(first, 10) == "The first 10 who can help, best first"
    assert count_words(replace(answer, verdict=Verdict.NOBODY_FITS), 10) == "The nearest"


def test_notices_are_shown_and_escaped() -> None:
    assert "&lt;i&gt;" in understanding(SearchAnswer(GOAL, Verdict.FOUND, notices=("<i>",)))


def test_toggling_keeps_the_place_in_the_goal() -> None:
    changed = toggled((GERMAN, EVENINGS), "language", "de")
    assert changed[0] == Constraint(ConstraintKind.LANGUAGE, "de", False)
    assert (changed[0].start, changed[0].end) == (3, 9)
    assert changed[1] is EVENINGS


def test_removing_and_adding_change_one_condition() -> None:
    assert without((GERMAN, EVENINGS), "when", "evenings") == (GERMAN,)
    assert added((GERMAN, EVENINGS), read_condition("language|de", hard=False))[-1].hard is False
    assert len(added((GERMAN,), EVENINGS)) == 2


def test_every_condition_on_offer_can_be_read_back_and_says_what_it_is() -> None:
    choices = condition_choices()
    assert len(choices) > 300
    assert len({label for label, _ in choices}) == len(choices)
    for label, value in choices:
        assert constraint_words(read_condition(value)) in label


def test_places_years_and_hours_are_said_as_people_say_them() -> None:
    def say(kind: str, value: str) -> str:
        return constraint_words(Constraint(ConstraintKind(kind), value, True))

    assert say("place", "country:DE") == "In Germany"
    assert say("place", "region:nordics") == "In the Nordics"
    assert say("place", "city:lisbon") == "In Lisbon"
    assert say("years", ">=10") == "10+ years of experience"
    assert say("years", "<=5") == "At most 5 years of experience"
    assert say("time_zone", "overlap:3") == "At least 3 h overlap with me"
    assert say("time_zone", "America/New_York") == "New York time"
    assert say("department", "not_mine") == "Outside my department"
