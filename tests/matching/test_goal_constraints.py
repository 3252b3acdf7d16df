"""What goals ask of a mentor, held against sentences and dev goals labelled by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.people import Asker
from assistant.domain.search import EXCLUSION, ConstraintKind, Understanding
from assistant.engines.spacy_linguist import SpacyLinguist
from assistant.matching.goals import read_goal

pytestmark = pytest.mark.model
HERE = Path(__file__).parent
CASES = [json.loads(line) for line in (HERE / "constraint_cases.jsonl").read_text(encoding="utf-8").splitlines()]
WORDS = [
    "speaks",
    "German",
    "evenings",
    "not",
    "only",
    "İ",
    "😀",
    "\x00",
    "near",
    "Lisbon",
    ",",
    ".",
    "at",
    "least",
    "10",
    "years",
    "someone",
    "ideally",
]
DEV = HERE.parents[1] / "data" / "search_set" / "dev" / "goals.jsonl"


def _asker(row: dict) -> Asker:
    known = {"time_zone", "city", "country", "organisation", "department"}
    return Asker(**{key: value for key, value in row.get("asker", {}).items() if key in known})


def _read(row: dict, linguist: SpacyLinguist) -> set[tuple[str, str, bool]]:
    found = read_goal(row["text"], linguist, _asker(row))
    return {(str(item.kind), value, item.hard) for item in found.constraints for value in item.labels}


def _f1(rows: list[dict], linguist: SpacyLinguist) -> float:
    right = wrong = missed = 0
    for row in rows:
        wanted = {(item["kind"], item["value"], item["hard"]) for item in row["constraints"]}
        got = _read(row, linguist)
        right, wrong, missed = right + len(got & wanted), wrong + len(got - wanted), missed + len(wanted - got)
    return 2 * right / (2 * right + wrong + missed)


def test_constraints_of_the_written_cases_are_read(linguist: SpacyLinguist) -> None:
    assert len(CASES) >= 150
    score = _f1(CASES, linguist)
    assert score >= 0.95, f"F1 is {score:.3f}"


def test_constraints_of_the_dev_goals_are_read(linguist: SpacyLinguist) -> None:
    rows = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    score = _f1(rows, linguist)
    assert score >= 0.95, f"F1 is {score:.3f}"


@pytest.mark.parametrize("row", [row for row in CASES if "read" in row], ids=lambda row: row["text"][:60])
def test_what_is_asked_away_and_what_is_joined_is_read_whole(row: dict, linguist: SpacyLinguist) -> None:
    found = read_goal(row["text"], linguist, _asker(row))
    assert sorted((str(one.kind), one.value, one.hard) for one in found.constraints) == sorted(map(tuple, row["read"]))
    aside = [one.text for one in found.set_aside if one.attribute in {EXCLUSION, "nationality"}]
    assert aside == row["set_aside"]


def test_words_asked_away_are_no_subject_to_search_for(linguist: SpacyLinguist) -> None:
    texts = {
        "anyone but people from HR. How do I ask for a pay rise": "How do I ask for a pay rise",
        "not a manager, no consultants; I price pottery": "I price pottery",
        "Please not Germans. I sell cheese.": "I sell cheese.",
        "No gurus. I want to run faster.": "I want to run faster.",
    }
    assert {text: read_goal(text, linguist, Asker()).question for text in texts} == texts


def test_no_wish_is_made_of_words_asked_away(linguist: SpacyLinguist) -> None:
    found = read_goal("I need help with a pay rise. Not somebody from human resources.", linguist, Asker())
    assert [wish.text for wish in found.wishes] == ["I need help with a pay rise."]


@pytest.mark.parametrize(
    ("text", "known", "zone"),
    [
        ("I'm in Auckland and need someone awake when I am.", "", "Pacific/Auckland"),
        ("I'm in Auckland and need someone awake when I am.", "Europe/Berlin", "Pacific/Auckland"),
        ("I live in Lisbon; evenings please.", "", "Europe/Lisbon"),
        ("I live in Lisbon; evenings please.", "Europe/Lisbon", ""),
        ("I recently moved to Kenya. Evenings only.", "", "Africa/Nairobi"),
        ("I live in Canada. Evenings only.", "", ""),
        ("I'm in Tokyo next week. Evenings only.", "", ""),
        ("Someone based in Lisbon, evenings.", "", ""),
    ],
)
def test_the_place_that_the_asker_states_gives_their_time_zone(
    text: str, known: str, zone: str, linguist: SpacyLinguist
) -> None:
    found = read_goal(text, linguist, Asker(time_zone=known)).constraints
    timed = [one for one in found if one.kind in {ConstraintKind.WHEN, ConstraintKind.TIME_ZONE}]
    assert timed
    assert {one.asker_zone for one in timed} == {zone}


def test_musts_of_two_kinds_joined_by_or_are_no_musts(linguist: SpacyLinguist) -> None:
    assert _read({"text": "Someone in Lisbon or who speaks Portuguese."}, linguist) == {
        ("place", "city:lisbon", False),
        ("language", "pt", False),
    }


@pytest.mark.parametrize(
    "text",
    [
        "My boss is German and I cannot read him at all.",
        "I moved to Berlin last spring and nobody returns my calls.",
        "I'm learning Spanish so that I can teach in Madrid one day.",
        "German is not needed. How do I price a wedding shoot?",
        "I've spent ten years in nursing and want out of the ward.",
        "I run evening classes for adults and the room empties by week three.",
        "Can somebody help me polish my CV before Monday?",
        "My exam is in May.",
        "We have to cook turkey for four hundred guests.",
        "I want to get better at Java.",
        "I have to learn to lead remotely, my team is spread over five time zones.",
        "I want to design phones for senior citizens.",
        "I'm a senior nurse and the juniors are afraid of me.",
        "I work nights at a petrol station.",
        "I want to move to Canada as a welder.",
    ],
)
def test_stories_ask_nothing_of_the_mentor(text: str, linguist: SpacyLinguist) -> None:
    assert _read({"text": text}, linguist) == set()


def test_spans_cover_the_words_to_highlight(linguist: SpacyLinguist) -> None:
    text = "I dread one-on-ones; ideally someone in Europe who speaks German, evenings"
    words = {str(item.kind): text[item.start : item.end] for item in read_goal(text, linguist, Asker()).constraints}
    assert "German" in words["language"]
    assert "Europe" in words["place"]
    assert words["when"] == "evenings"


def test_near_me_means_the_city_of_the_asker(linguist: SpacyLinguist) -> None:
    found = _read({"text": "Someone near me please, I weave.", "asker": {"city": "Porto"}}, linguist)
    assert found == {("place", "city:porto", True)}


def test_near_me_asks_nothing_when_no_city_is_known(linguist: SpacyLinguist) -> None:
    assert _read({"text": "Someone near me please, I weave."}, linguist) == set()


def test_the_askers_own_employer_by_name_is_not_mine(linguist: SpacyLinguist) -> None:
    row = {"text": "Nobody from Lindmark please, I want to leave.", "asker": {"organisation": "Lindmark University"}}
    assert _read(row, linguist) == {("organisation", "not_mine", True)}


def test_a_softening_word_ends_at_but(linguist: SpacyLinguist) -> None:
    found = _read({"text": "Ideally in Africa, but they must speak French."}, linguist)
    assert found == {("place", "region:africa", False), ("language", "fr", True)}


def _spans(found: Understanding) -> Iterator[tuple[int, int]]:
    for item in (*found.constraints, *found.wishes, *found.set_aside):
        yield item.start, item.end


@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=120), st.lists(st.sampled_from(WORDS)).map(" ".join)))
def test_any_text_is_read_without_a_crash_and_with_spans_inside(linguist: SpacyLinguist, text: str) -> None:
    found = read_goal(text, linguist, Asker())
    assert all(0 <= start <= end <= len(text) for start, end in _spans(found))


def test_an_essay_is_read_at_its_beginning(linguist: SpacyLinguist) -> None:
    essay = "Ideally someone who speaks German. " + "I bake bread and it goes wrong every single time. " * 900
    found = read_goal(essay, linguist, Asker())
    assert {item.kind for item in found.constraints} == {ConstraintKind.LANGUAGE}
    assert 1 <= len(found.wishes) <= 6
