"""Ranking texts say nothing of name, gender, origin, faith, age or health."""

import json
import re
from pathlib import Path

import pytest

from assistant.matching.neutral import hide_name, neutralise

DEMO = Path(__file__).parents[2] / "data" / "demo"
ROWS = [
    json.loads(line) for file in sorted(DEMO.glob("*mentors.jsonl")) for line in file.read_text("utf-8").splitlines()
]
NAMES = [
    "Aisha Okonkwo",
    "Wei Zhang",
    "Jürgen Müller-Lüdenscheidt",
    "María José García Pérez",
    "Siobhán O'Brien",
    "Raj Patel",
]
_SWAP = {
    "he": "she",
    "him": "her",
    "his": "her",
    "himself": "herself",
    "she": "he",
    "her": "his",
    "hers": "his",
    "herself": "himself",
}


def _renamed(text: str, name: str, other: str) -> str:
    """Write another name in place of a person's own, part by part."""
    new = other.split()
    parts = name.split()
    text = re.sub(rf"\b{re.escape(name)}\b", other, text)
    for part in parts:
        text = re.sub(rf"\b{re.escape(part)}\b", new[0] if part == parts[0] else new[-1], text)
    return text


def _regendered(text: str) -> str:
    def swap(match: re.Match[str]) -> str:
        word = _SWAP[match[0].lower()]
        return word.capitalize() if match[0][0].isupper() else word

    return re.sub(rf"\b(?:{'|'.join(_SWAP)})\b", swap, text, flags=re.IGNORECASE)


def _texts(row: dict) -> list[str]:
    return [row.get("headline", ""), row.get("bio", ""), ", ".join(row.get("skills", ())), *row.get("past_themes", ())]


@pytest.mark.parametrize("other", NAMES)
def test_another_name_leaves_every_ranking_text_the_same(other: str) -> None:
    assert ROWS
    for row in ROWS:
        for text in _texts(row):
            renamed = _renamed(text, row["name"], other)
            assert neutralise(renamed, other) == neutralise(text, row["name"]), row["id"]


def test_swapped_pronouns_leave_every_ranking_text_the_same() -> None:
    for row in ROWS:
        for text in _texts(row):
            assert neutralise(_regendered(text), row["name"]) == neutralise(text, row["name"]), row["id"]


@pytest.mark.parametrize(
    ("text", "name", "neutral"),
    [
        ("ZOË's team likes Zoe.", "Zoë Lind", "this mentor's team likes this mentor."),
        ("Mr Okoro teaches. Ask okoro.", "Chidi Okoro", "this mentor teaches. Ask this mentor."),
        ("Mark likes to mark his work.", "Mark Abel", "this mentor likes to mark their work."),
        ("I am a mother and an actress.", "", "I am a parent and an actor."),
        ("I am a Black engineer.", "", "I am a engineer."),
        ("I'm a 45 years old baker", "", "I'm a baker"),
        ("A policewoman told my husband.", "", "A police officer told my partner."),
        ("", "Ada Bright", ""),
    ],
)
def test_descriptions_of_the_person_become_neutral(text: str, name: str, neutral: str) -> None:
    assert neutralise(text, name) == neutral


SAID_OF_ONESELF = [
    "I am Jewish.",
    "Jewish, and proud of it.",
    "A cancer survivor.",
    "I had breast cancer.",
    "58.",
    "I'm 58 years old.",
    "Born in Douala.",
    "I was born and raised in Douala, Cameroon.",
    "I use a wheelchair.",
    "I'm a wheelchair user.",
    "Sober since 2010.",
    "I stopped drinking in 2010.",
    "I live with diabetes.",
    "I have ADHD.",
    "Daughter of Turkish immigrants.",
    "Muslim.",
    "I am a lesbian.",
]


@pytest.mark.parametrize("said", SAID_OF_ONESELF)
def test_what_is_said_of_oneself_tells_nobody_apart(said: str) -> None:
    tuner = "I tune pianos and harpsichords for concert halls."
    assert neutralise(f"{tuner} {said}", "") == neutralise(f"{said} {tuner}", "") == tuner


@pytest.mark.parametrize(
    "text",
    [
        "I run a clinic for diabetes care.",
        "I build wheelchair ramps.",
        "I help refugees find work.",
        "Two ovens, 40 loaves, one shop in Chania.",
        "I grew up on a farm.",
        "We cook Turkish and Greek food.",
        "I nurse in women's health.",
        "I run a men's shed.",
        "I teach religious studies.",
        "I design for older people.",
        "I work in deaf education.",
        "My mother tongue is Igbo.",
        "I help women in tech.",
    ],
)
def test_subjects_stay(text: str) -> None:
    assert neutralise(text, "Christian Berg") == text


@pytest.mark.parametrize("name", ["Bo Ek", "Bartholomew Featherstonehaugh"])
def test_what_was_written_is_found_again_without_the_name(name: str) -> None:
    given, family = name.split()
    written = f"{name} fixes boats. Ask {given}’s crew, or Mr {family}."
    nameless = hide_name(written, name)
    assert nameless.text == "this mentor fixes boats. Ask this mentor's crew, or Mr this mentor."
    assert nameless.original(0, len(nameless.text)) == written
    for words in ("fixes boats.", "crew, or Mr "):
        start = nameless.text.index(words)
        assert nameless.original(start, start + len(words)) == words
    asked = nameless.text.index("Ask")
    assert nameless.original(asked, asked + len("Ask this mentor's crew")) == f"Ask {given}’s crew"
    assert nameless.original(asked, asked + len("Ask this")) == f"Ask {given}"
