import pytest

from assistant.engines.protocols import Linguist
from assistant.engines.registry import LinguistName, build_linguist
from assistant.engines.spacy_linguist import SpacyLinguist
from assistant.engines.store import ModelStore
from assistant.errors import InvalidInput, NotFound

GOAL = "I was just made team lead. Ideally somebody in Lisbon who speaks German, evenings."


@pytest.fixture(scope="module", params=[LinguistName.RULES, pytest.param(LinguistName.SPACY, marks=pytest.mark.model)])
def linguist(request: pytest.FixtureRequest, model_store: ModelStore) -> Linguist:
    return build_linguist(request.param, model_store)


def test_tokens_stand_where_they_say(linguist: Linguist) -> None:
    parsed = linguist.parse(GOAL)
    assert all(GOAL[token.start : token.end] == token.text for token in parsed.tokens)
    assert [t.text for t in parsed.tokens if t.text.isalpha()] == GOAL.replace(".", "").replace(",", "").split()
    assert {token.sentence for token in parsed.tokens} == {0, 1}
    assert all(0 <= token.head < len(parsed.tokens) for token in parsed.tokens)


def test_sentences_are_found_one_by_one_and_in_bulk(linguist: Linguist) -> None:
    expected = [GOAL[:26], GOAL[27:]]
    assert [GOAL[s.start : s.end] for s in linguist.parse(GOAL).sentences] == expected
    bulk = linguist.sentences([GOAL, "", "  \n", "One only"])
    assert [GOAL[s.start : s.end] for s in bulk[0]] == expected
    assert bulk[1:3] == [(), ()]
    assert [(s.start, s.end) for s in bulk[3]] == [(0, 8)]


TEXTS = [
    GOAL,
    "",
    "One only",
    "字" * 50,
    "😀 emoji. 😀",
    *(f"I will send you {number} pages by Friday." for number in range(40)),
]


def test_many_texts_are_read_as_each_alone(linguist: Linguist) -> None:
    assert linguist.parse_all(TEXTS) == [linguist.parse(text) for text in TEXTS]
    assert linguist.parse_all([]) == []
    assert linguist.sentences(TEXTS * 3) == [
        spans for _ in range(3) for text in TEXTS for spans in linguist.sentences([text])
    ]


def test_empty_text_gives_nothing(linguist: Linguist) -> None:
    parsed = linguist.parse("")
    assert (parsed.tokens, parsed.sentences, linguist.entities("")) == ((), (), ())


@pytest.mark.parametrize("text", ["\ud800 broken", "\x00\x01 control", "😀 emoji. 😀", "a\u2028b", "字" * 50])
def test_odd_characters_keep_their_offsets(linguist: Linguist, text: str) -> None:
    assert all(0 <= t.start < t.end <= len(text) for t in linguist.parse(text).tokens)
    covered = {i for s in linguist.sentences([text])[0] for i in range(s.start, s.end)}
    assert all(i in covered for i, character in enumerate(text) if character.isalnum())


@pytest.mark.model
def test_spacy_knows_entities_and_heads(model_store: ModelStore) -> None:
    linguist = SpacyLinguist(model_store)
    parsed = linguist.parse(GOAL)
    assert {GOAL[e.start : e.end]: e.label for e in linguist.entities(GOAL)}.items() >= {
        ("Lisbon", "GPE"),
        ("German", "NORP"),
    }
    speaks = next(i for i, token in enumerate(parsed.tokens) if token.text == "speaks")
    german = next(token for token in parsed.tokens if token.text == "German")
    assert (german.head, german.dep, parsed.tokens[speaks].lemma) == (speaks, "dobj", "speak")


@pytest.mark.model
def test_many_texts_have_the_entities_of_each(model_store: ModelStore) -> None:
    linguist = SpacyLinguist(model_store)
    texts = [GOAL, "", "Sarah Jones called.", "word " * 25_000 + "said Sarah Jones.", *(["Nobody."] * 300)]
    found = linguist.entities_of(texts)
    assert found[:3] == [linguist.entities(text) for text in texts[:3]]
    assert [texts[3][one.start : one.end] for one in found[3] if one.label == "PERSON"] == ["Sarah Jones"]
    assert len(found) == len(texts)


@pytest.mark.model
def test_very_long_text_is_split_but_not_parsed(model_store: ModelStore) -> None:
    linguist = SpacyLinguist(model_store)
    text = "This goes on. " * 15_000
    assert len(linguist.sentences([text])[0]) >= 15_000
    with pytest.raises(InvalidInput, match="210,000 characters; at most 100,000"):
        linguist.parse(text)
    with pytest.raises(InvalidInput, match="210,000 characters; at most 100,000"):
        linguist.entities(text)


def test_abbreviations_and_lines_are_no_and_new_sentences(model_store: ModelStore) -> None:
    rules = build_linguist(LinguistName.RULES, model_store)
    text = "Ask Dr. Ba, e.g. today. Or\nwrite"
    assert [text[s.start : s.end] for s in rules.sentences([text])[0]] == ["Ask Dr. Ba, e.g. today.", "Or", "write"]


def test_unknown_linguist_is_refused(model_store: ModelStore) -> None:
    with pytest.raises(NotFound, match="'magic'"):
        build_linguist("magic", model_store)
