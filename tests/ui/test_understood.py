import re
from dataclasses import replace

import pytest

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


def test_what_is_asked_away_and_not_understood_is_said_to_be_unused() -> None:
    parts = (SetAside("no gurus", "exclusion", 0, 8), SetAside("not from sales", "condition", 10, 24))
    said = text_of(understanding(SearchAnswer(replace(GOAL, set_aside=parts), Verdict.FOUND)))
    assert "Not used. “no gurus”: what is to be avoided here was not understood" in said
    assert "not from sales" not in said  # a chip stands for it


def test_the_time_zone_that_the_goal_gave_is_named_beside_the_chip() -> None:
    awake = Constraint(ConstraintKind.TIME_ZONE, "mine", True, asker_zone="Pacific/Auckland")
    said = text_of(understanding(SearchAnswer(replace(GOAL, constraints=(awake,)), Verdict.FOUND)))
    assert "Near my time zone (Auckland time)" in said
    assert "Your time zone: Auckland, as you wrote." in said


def test_alternatives_are_one_chip_that_is_changed_and_removed_as_one() -> None:
    either = Constraint(ConstraintKind.LANGUAGE, "de|nl", True)
    assert text_of(chips((either, EVENINGS))) == "Must Speaks German or Dutch × Nice to have Evenings ×"
    assert without((either, EVENINGS), "language", "de|nl") == (EVENINGS,)
    assert toggled((either,), "language", "de|nl") == (Constraint(ConstraintKind.LANGUAGE, "de|nl", False),)


def test_a_change_by_hand_keeps_the_time_zone_of_the_goal() -> None:
    evenings = Constraint(ConstraintKind.WHEN, "evenings", True, asker_zone="Pacific/Auckland")
    assert toggled((evenings,), "when", "evenings")[0].asker_zone == "Pacific/Auckland"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (ConstraintKind.PLACE, "not:region:europe", "Not in Europe"),
        (ConstraintKind.PLACE, "country:KE|country:TZ", "In Kenya or Tanzania"),
        (ConstraintKind.WHEN, "not:monday", "Not on Mondays"),
        (ConstraintKind.WHEN, "weekends&mornings", "Weekend mornings"),
        (ConstraintKind.FIELD, "not:human resources", "Not from human resources"),
        (ConstraintKind.LANGUAGE, "not:de", "No German speakers"),
        (ConstraintKind.TIME_ZONE, "overlap:2:Australia/Sydney", "At least 2 h overlap with Sydney"),
        (ConstraintKind.TIME_ZONE, "UTC+05:30", "UTC+5:30"),
    ],
)
def test_chips_say_what_is_put_together(kind: ConstraintKind, value: str, words: str) -> None:
    assert constraint_words(Constraint(kind, value, True)) == words


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
