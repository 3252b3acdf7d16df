"""People whom nobody listed: named by what they do, whatever a model calls them."""

import pytest

from assistant.engines.rule_linguist import RuleLinguist
from assistant.engines.store import ModelStore
from assistant.resources import models_folder
from assistant.services.third_persons import people_finder
from assistant.transcripts.redaction import FindPeople, redact


@pytest.fixture(scope="module")
def find_people() -> FindPeople:
    from assistant.engines.spacy_linguist import SpacyLinguist

    return people_finder(SpacyLinguist(ModelStore(models_folder() / "registry.toml")))


@pytest.mark.model
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Renata", "When Renata says yes I ask her."),
        ("Renata", "My boss Renata comes on Monday."),
        ("Bruna", "Bruna from my shift, she went to that bank."),
        ("Malakai", "Malakai wants to go out on a boat."),
        ("Tainá", "I had the number that Tainá pulled."),
        ("Fergal", "And the Irish one, Fergal, he said it was neat."),
        ("Barasa", "I took it to Barasa's team."),
        ("Riaan", "Mondays is me, but Wednesday is Riaan, he's the senior."),
        ("Ferreira", "You negotiated with Ferreira with the number on your hand!"),
        ("Lilian", "And every time I tell you about Lilian I feel bad."),
    ],
)
def test_whoever_acts_like_a_person_is_hidden(find_people: FindPeople, name: str, text: str):
    hidden = redact([text, f"Later. {name} again."], [["Anna Keller"]], find_people).texts
    assert not [one for one in hidden if name in one]


@pytest.mark.model
@pytest.mark.parametrize(
    "text",
    [
        "I flew to Lisbon and stayed in Lisbon.",
        "Monday works, and in April we start with Python.",
        "The dashboard is slow. Dashboard first, then the rest.",
        "HR wants the CV by Friday.",
        "We met on Zoom in English.",
    ],
)
def test_places_days_languages_and_words_stay(find_people: FindPeople, text: str):
    assert redact([text], [["Anna Keller"]], find_people).texts == (text,)


@pytest.mark.model
def test_word_that_is_said_in_small_letters_is_no_name_in_a_title(find_people: FindPeople):
    texts = ["Dashboard and Bruna", "I built the dashboard.", "Then Bruna said it was late."]
    assert redact(texts, (), find_people).texts[:2] == ("Dashboard and [Person 1]", "I built the dashboard.")


def test_linguist_without_grammar_finds_nobody():
    assert [list(spans) for spans in people_finder(RuleLinguist())(["Renata says yes.", ""])] == [[], []]
