import json
from pathlib import Path

import pytest

from assistant.matching.goals.other_languages import is_foreign

ENGLISH = [
    "I dread giving feedback to my team",
    "more money",
    "welder",
    "I want to open a pâtisserie like the ones in the rue des Rosiers",
    "Want open small restaurant",
    "on a team of nine men I am the only one who says no",
    "",
    "123 !!!",
]
OTHERS = [
    "Ich möchte mich als Tischler selbständig machen, abends",
    "Je voudrais demander une augmentation de salaire",
    "Quiero aprender a negociar mi salario",
    "Preciso de ajuda para abrir uma padaria",
    "Vorrei imparare a gestire un team",
    "Ik wil leren hoe ik een team leid",
    "Jag vill byta karriär och söker någon som kan hjälpa mig",
    "Chcę zmienić pracę i szukam mentora",
    "我想开一家面包店",
    "Хочу научиться вести переговоры",
    "パン屋を開きたい",
]


@pytest.mark.parametrize("goal", ENGLISH)
def test_english_is_not_taken_for_another_language(goal):
    assert not is_foreign(goal)


@pytest.mark.parametrize("goal", OTHERS)
def test_another_language_is_noticed(goal):
    assert is_foreign(goal)


def test_no_goal_of_the_demo_programme_is_taken_for_another_language():
    files = [Path("data/search_set/dev/goals.jsonl"), Path("data/search_training/pairs.jsonl")]
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    texts = [row.get("text") or row.get("goal") or "" for row in rows]
    assert sum(map(bool, texts)) >= 60
    assert [text for text in texts if is_foreign(text)] == []
