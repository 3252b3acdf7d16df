"""Finding mentors on the small programme of `conftest.py`."""

import shutil
from dataclasses import replace

import pytest

from assistant.domain.people import Asker, Status
from assistant.domain.search import (
    Constraint,
    ConstraintKind,
    Fit,
    PassageKind,
    Reason,
    Room,
    SearchOptions,
    SetAside,
    Strength,
    Understanding,
    Verdict,
    Wish,
)
from assistant.errors import InvalidInput, NotFound
from assistant.matching.ordering import Candidate
from assistant.services import open_assistant
from assistant.services.search import ENGLISH_ONLY, MAX_WORDS, clean_goal, missing, ranking_words

LEAD = "I lead a team for the first time and dread one-on-ones"
GERMAN = Constraint(ConstraintKind.LANGUAGE, "de", True)


def ids(answer):
    return [match.mentor_id for match in answer.matches]


def test_the_mentor_who_says_so_comes_first_with_both_sides_words(assistant):
    answer = assistant.find_mentors(LEAD)
    assert ids(answer)[0] == "m1"
    reason = answer.matches[0].reasons[0]
    assert LEAD[reason.goal_start : reason.goal_end]
    assert reason.text[reason.start : reason.end]


def test_a_theme_of_a_past_session_is_shown_as_a_theme(assistant):
    reasons = assistant.find_mentors("dreading one-on-ones").matches[0].reasons
    assert ("theme", "dreading one-on-ones") in {(str(one.kind), one.text) for one in reasons}


def test_a_required_language_removes_only_those_known_to_lack_it(assistant):
    answer = assistant.find_mentors("statistics", options=SearchOptions(constraints=(GERMAN,)))
    assert "m2" not in ids(answer)
    unsure = next(match for match in answer.matches if match.mentor_id == "m3")
    assert unsure.checks[0].fit is Fit.NOT_STATED
    assert unsure.checks[0].detail in unsure.missing


def test_a_wished_language_removes_nobody(assistant):
    wished = (replace(GERMAN, hard=False),)
    assert set(ids(assistant.find_mentors("bread", options=SearchOptions(constraints=wished)))) >= {"m2"}


def test_constraints_are_read_from_the_goal_unless_they_are_given(assistant):
    goal = f"{LEAD}, someone who speaks German"
    assert GERMAN in assistant.find_mentors(goal).understanding.constraints
    assert assistant.find_mentors(goal, options=SearchOptions(constraints=())).understanding.constraints == ()


def test_a_full_mentor_is_marked_and_counts_relationships_here(assistant, operator):
    assert next(m for m in assistant.find_mentors("sourdough bakery").matches if m.mentor_id == "m2").room is Room.FULL
    for mentee in ("e1", "e2"):
        assistant.relationships.start(operator, "m1", mentee)
    assert next(m for m in assistant.find_mentors(LEAD).matches if m.mentor_id == "m1").room is Room.FULL


def test_a_paused_mentor_is_not_found(assistant, operator):
    assistant.people.save_mentor(operator, replace(assistant.people.mentor(operator, "m1"), status=Status.PAUSED))
    assert "m1" not in ids(assistant.find_mentors(LEAD))


def test_what_nobody_can_help_with_is_said_with_what_to_relax(assistant, operator):
    french = Constraint(ConstraintKind.LANGUAGE, "fr", True)
    assistant.people.delete_mentors(operator, ["m3"])
    goal = assistant.people.mentor(operator, "m1").bio
    answer = assistant.find_mentors(goal, options=SearchOptions(constraints=(french,)))
    assert answer.verdict is Verdict.NOBODY_FITS
    assert [(one.constraint, one.mentors) for one in answer.relax] == [(french, 1)]


def test_wishes_that_are_met_make_nobody_fit(assistant):
    wishes = tuple(Constraint(ConstraintKind.LANGUAGE, "en", False) for _ in range(3))
    answer = assistant.find_mentors("underwater archaeology of shipwrecks", options=SearchOptions(constraints=wishes))
    assert answer.verdict is Verdict.NOBODY_FITS
    assert {match.strength for match in answer.matches} == {Strength.WEAK}


def test_words_that_are_shown_as_a_reason_are_not_said_to_be_missing():
    wish, other = Wish("write a novel", 0, 13), Wish("sail", 15, 19)
    shown = [Reason(0, 13, PassageKind.BIO, "I read novels.", 0, 14, 0.2)]
    weak = Candidate("m1", 0, 0.02, Strength.WEAK, Room.FREE, ())
    assert missing(weak, [wish, other], shown) == ("only loosely about “write a novel”", "nothing found about “sail”")
    assert missing(replace(weak, strength=Strength.GOOD), [wish, other], shown) == ("nothing found about “sail”",)


def test_when_what_is_required_excludes_all_the_nearest_are_shown_with_what_speaks_against_them(assistant):
    nowhere = (Constraint(ConstraintKind.PLACE, "city:tromso", True),)
    answer = assistant.find_mentors(LEAD, options=SearchOptions(constraints=nowhere))
    assert answer.verdict is Verdict.NOBODY_FITS
    assert ids(answer)[0] == "m1"
    assert answer.matches[0].checks[0].detail in answer.matches[0].missing


@pytest.mark.parametrize("goal", ["mentor", "help", "someone please"])
def test_a_goal_that_asks_for_nothing_is_asked_back(assistant, goal):
    answer = assistant.find_mentors(goal)
    assert (answer.verdict, answer.matches) == (Verdict.NOT_UNDERSTOOD, ())


def test_another_language_gets_a_remark_with_the_answer(assistant):
    assert ENGLISH_ONLY in assistant.find_mentors("Ich möchte eine Bäckerei eröffnen").notices
    assert ENGLISH_ONLY not in assistant.find_mentors("I want to open a bakery").notices


def test_a_name_opens_the_profile(assistant):
    answer = assistant.find_mentors("Chen Wei")
    assert answer.verdict is Verdict.NAME
    assert ids(answer) == ["m3"]


def test_an_edited_profile_is_found_by_its_new_words(assistant, operator):
    assistant.people.save_mentor(
        operator, replace(assistant.people.mentor(operator, "m3"), bio="I repair violins and cellos.", skills=())
    )
    assistant.index()
    assert ids(assistant.find_mentors("repair my violin"))[0] == "m3"


def test_a_deleted_mentor_is_gone_from_the_search(assistant, operator):
    assistant.people.delete_mentors(operator, ["m1"])
    assert "m1" not in ids(assistant.find_mentors(LEAD))


@pytest.mark.parametrize("goal", ["", "   ", "\x00\x07", "!!! ???", "🙂"])
def test_an_empty_goal_is_a_clear_error(assistant, goal):
    with pytest.raises(InvalidInput, match="nothing to search"):
        assistant.find_mentors(goal)


@pytest.mark.parametrize(
    "goal", ["bakery 🥐", "bkaery", "bread", "Ich möchte eine Bäckerei eröffnen", "a\u202eb bread"]
)
def test_odd_goals_get_an_answer(assistant, goal):
    assert assistant.find_mentors(goal).matches


def test_an_essay_is_cut_with_a_notice(assistant):
    answer = assistant.find_mentors("bread and flour " * 2000)
    assert answer.notices == (f"Only the first {MAX_WORDS:,} of 6,000 words were read.",)
    assert "m2" in ids(answer)


def test_control_characters_become_spaces():
    assert clean_goal("two\x00words\x07 here") == ("two words here", ())


def test_an_empty_programme_says_so(empty_assistant):
    assert empty_assistant.find_mentors("bread").verdict is Verdict.NO_MENTORS


def test_more_like_leaves_out_the_one_it_is_like(assistant, operator):
    answer = assistant.search.more_like(operator, "m1")
    assert "m1" not in ids(answer)
    assert answer.matches
    with pytest.raises(NotFound):
        assistant.search.more_like(operator, "nobody")


def test_the_asker_decides_what_my_department_means(assistant):
    not_mine = (Constraint(ConstraintKind.DEPARTMENT, "not_mine", True),)
    options = SearchOptions(constraints=not_mine)
    sales = Asker(organisation="Northwind", department="Sales")
    verdicts = [assistant.find_mentors(LEAD, asker=asker, options=options).verdict for asker in (sales, Asker())]
    assert verdicts == [Verdict.NOBODY_FITS, Verdict.FOUND]


def test_a_deleted_index_is_made_again(assistant):
    before = ids(assistant.find_mentors(LEAD))
    settings = assistant.settings
    assistant.close()
    shutil.rmtree(settings.index_folder)
    with open_assistant(settings) as again:
        assert ids(again.find_mentors(LEAD)) == before


def test_a_damaged_index_is_noticed_and_made_again(assistant):
    before = ids(assistant.find_mentors(LEAD))
    settings = assistant.settings
    assistant.close()
    for file in settings.index_folder.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    with open_assistant(settings) as again:
        assert ids(again.find_mentors(LEAD)) == before


def test_people_written_by_another_process_are_found(assistant, operator):
    assistant.find_mentors(LEAD)
    with open_assistant(assistant.settings) as other:
        newcomer = replace(
            other.people.mentor(operator, "m3"), id="m9", email="", bio="I tune pianos and harpsichords."
        )
        other.people.save_mentor(operator, newcomer)
        other.index()
    assert "m9" in ids(assistant.find_mentors("tune my piano"))


def test_a_wish_is_searched_for_without_constraints_and_what_was_set_aside():
    goal = "price cakes with a woman, in German"
    german = replace(GERMAN, start=26, end=35)
    aside = SetAside("a woman", "gender", 17, 24)
    understanding = Understanding(goal, "price cakes", (Wish(goal, 0, len(goal)),), (german,), (aside,))
    assert ranking_words(understanding, understanding.wishes[0]) == "price cakes with"
    assert ranking_words(understanding, Wish("in German", 26, 35)) == ""
