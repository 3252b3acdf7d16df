"""The checker on hand-made lines, and its floor on the labelled set."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from assistant.analysis.grounding import Fault, Said, check_line
from assistant.engines.protocols import Linguist
from assistant.engines.registry import build_linguist
from assistant.engines.store import ModelStore
from assistant.resources import models_folder

LINES = Path(__file__).parents[2] / "data" / "checker" / "lines.jsonl"
PEOPLE = ("Nora Lind", "Amir Aziz")
pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def linguist() -> Linguist:
    return build_linguist("spacy", ModelStore(models_folder() / "registry.toml"))


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("Nora will send Amir the contract by Friday.", None),
        ("Nora will send Amir the contract on 15 May.", None),
        ("Amir will send Nora the contract by Friday.", Fault.WHO),
        ("Nora will not send Amir the contract by Friday.", Fault.NEGATION),
        ("Nora will send Amir the contract by Monday.", Fault.DATE),
        ("Nora will send Amir two contracts by Friday.", Fault.NUMBER),
        ("Nora will send Bruno the contract by Friday.", Fault.NAME),
        ("Amir enjoys baking sourdough bread.", Fault.WORDS),
    ],
)
def test_a_line_is_checked_against_what_was_said(line: str, fault: Fault | None, linguist: Linguist):
    said = [Said("Nora Lind", "I'll send you the contract by Friday.")]
    faults = {one.fault for one in check_line(line, said, PEOPLE, linguist, date(2026, 5, 11))}
    assert faults == set() if fault is None else fault in faults


def test_a_line_without_evidence_is_not_supported(linguist: Linguist):
    assert check_line("Nora will call.", [], PEOPLE, linguist)


def test_the_labelled_set_is_whole():
    rows = [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == 400
    assert Counter(row["supported"] for row in rows) == {True: 200, False: 200}
    assert set(Counter(row["kind"] for row in rows)) == {"true", "owner", "date", "number", "negation"}


@pytest.mark.slow
def test_the_checker_keeps_its_floor(linguist: Linguist):
    rows = [json.loads(line) for line in LINES.read_text("utf-8").splitlines()]
    people: dict[str, list[str]] = {}
    for row in rows:
        people.setdefault(row["held_on"], []).extend(one["speaker"] for one in row["utterances"])
    wrong: Counter[bool] = Counter()
    for row in rows:
        said = [Said(one["speaker"], one["text"]) for one in row["utterances"]]
        names = tuple(dict.fromkeys(people[row["held_on"]]))
        faults = check_line(row["line"], said, names, linguist, date.fromisoformat(row["held_on"]))
        wrong[row["supported"]] += bool(faults) is row["supported"]
    assert wrong[False] / 200 <= 0.05, f"misses {wrong[False]} of 200"
    assert wrong[True] / 200 <= 0.05, f"false alarms {wrong[True]} of 200"
