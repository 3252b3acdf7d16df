"""What is left to search for, and what is set aside."""

import pytest

from assistant.domain.people import Asker
from assistant.engines.spacy_linguist import SpacyLinguist
from assistant.matching.goals import read_goal

pytestmark = pytest.mark.model


def test_constraints_and_softening_shells_vanish_from_the_question(linguist: SpacyLinguist) -> None:
    text = "I was just made team lead and I dread one-on-ones; ideally someone in Europe who speaks German, evenings"
    question = read_goal(text, linguist, Asker()).question
    assert "made team lead" in question
    assert "one-on-ones" in question
    assert not any(word in question for word in ("Europe", "German", "evenings", "ideally", "someone"))


def test_a_goal_of_constraints_alone_leaves_no_question(linguist: SpacyLinguist) -> None:
    assert read_goal("Ideally someone in Europe who speaks German, evenings", linguist, Asker()).question == ""


@pytest.mark.parametrize("text", ["", "   ", "\x00\x01"])
def test_a_goal_without_words_has_no_wishes(text: str, linguist: SpacyLinguist) -> None:
    found = read_goal(text, linguist, Asker())
    assert (found.question, found.wishes, found.constraints) == ("", (), ())


def test_separate_wishes_are_stretches_of_the_goal(linguist: SpacyLinguist) -> None:
    text = "I want to price my furniture. How do I find a workshop? Also I need help with contracts."
    wishes = read_goal(text, linguist, Asker()).wishes
    assert [wish.text for wish in wishes] == [
        "I want to price my furniture.",
        "How do I find a workshop?",
        "Also I need help with contracts.",
    ]
    assert all(text[wish.start : wish.end] == wish.text for wish in wishes)


def test_a_numbered_list_is_so_many_wishes_and_an_abbreviation_ends_none(linguist: SpacyLinguist) -> None:
    numbered = "1) learn to negotiate a lease 2) find my first customers 3) stop working weekends"
    assert [wish.text for wish in read_goal(numbered, linguist, Asker()).wishes] == [
        "learn to negotiate a lease",
        "find my first customers",
        "stop working weekends",
    ]
    assert len(read_goal("I want to save min. 10 percent of what I earn", linguist, Asker()).wishes) == 1


@pytest.mark.parametrize(
    ("text", "field"), [("I need a plumber mentor", "plumber"), ("looking for a nurse", "nurse"), ("lawyer", "lawyer")]
)
def test_a_profession_asked_for_is_a_condition_and_stays_what_is_searched_for(
    text: str, field: str, linguist: SpacyLinguist
) -> None:
    assert field in read_goal(text, linguist, Asker()).question


@pytest.mark.parametrize(
    ("text", "attribute"),
    [
        ("I weld. I'd prefer a woman.", "gender"),
        ("I code. Ideally someone black who has been there.", "ethnicity"),
        ("I teach. Preferably a Muslim mentor.", "religion"),
        ("I am changing jobs. Somebody my age, please.", "age"),
        ("I am going back to work. Ideally a mum.", "family status"),
        ("I manage a shop. A gay mentor would be great.", "sexual orientation"),
        ("I study law. I'd love a mentor who is dyslexic.", "health"),
        ("I want to be a chef. Ideally a Nigerian mentor.", "nationality"),
    ],
)
def test_wishes_about_the_person_are_set_aside(text: str, attribute: str, linguist: SpacyLinguist) -> None:
    found = read_goal(text, linguist, Asker())
    assert [item.attribute for item in found.set_aside] == [attribute]
    item = found.set_aside[0]
    assert text[item.start : item.end] == item.text
    assert found.constraints == ()
    assert item.text.split()[-1].lower() not in found.question.lower().replace("mentor", " ").split()


@pytest.mark.parametrize(
    ("text", "words", "attributes"),
    [
        ("no men please, teaching", "no men", "gender"),
        ("not a woman, teaching", "not a woman", "gender"),
        ("a woman, teaching", "a woman", "gender"),
        ("I want to teach. She should be a mother too.", "a mother", "family status"),
        ("an LGBT+ friendly mentor, teaching", "LGBT+ friendly mentor", "sexual orientation"),
        ("teaching, someone who has had cancer", "has had cancer", "health"),
        ("I want to teach, ideally an immigrant like me", "immigrant", "origin"),
        ("I teach. It must be a woman of colour.", "woman of colour", "gender and ethnicity"),
        ("I want to teach. Ideally a black gay mentor.", "black gay mentor", "ethnicity and sexual orientation"),
        ("I teach. Ideally a woman over fifty.", "woman over fifty", "gender and age"),
    ],
)
def test_the_whole_wish_is_set_aside_with_all_it_is_about(
    text: str, words: str, attributes: str, linguist: SpacyLinguist
) -> None:
    found = read_goal(text, linguist, Asker())
    assert [item.attribute for item in found.set_aside] == [attributes]
    assert words in found.set_aside[0].text
    assert "teach" in found.question
    assert not set(words.split()) & {"women", "men", "woman", "mother", "cancer", "gay"} & set(found.question.split())


@pytest.mark.parametrize(
    "text",
    [
        "I want to specialise in women's health nursing.",
        "I'm designing a phone for older people.",
        "I am a religious studies teacher and my lessons are dull.",
        "I want to move into deaf education.",
        "My boss is a woman and we do not get on.",
        "I want to open a barber shop for men.",
    ],
)
def test_subjects_and_stories_are_not_set_aside(text: str, linguist: SpacyLinguist) -> None:
    assert read_goal(text, linguist, Asker()).set_aside == ()
