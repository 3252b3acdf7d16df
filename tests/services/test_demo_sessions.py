"""The demo programme brings its relationships and sessions once, and waits with the notes."""

import json

import pytest

from assistant.domain.access import OPERATOR
from assistant.domain.relationships import RelationshipState
from assistant.domain.sessions import JobState, Template
from assistant.services.demo_sessions import read_demo_sessions

LINES = [
    {"held_on": "2026-05-04", "template": "first_meeting", "title": "First", "file": "files/r1/01.txt"},
    {"held_on": "2026-06-01", "template": "closing", "title": "Last", "file": "files/r1/02.txt"},
]


@pytest.fixture
def folder(tmp_path):
    """A small demo: one pair of the test programme, two sessions."""
    files = tmp_path / "sessions" / "dev" / "files" / "r1"
    files.mkdir(parents=True)
    lines = [json.dumps(line | {"mentor": "m1", "mentee": "e1", "action_items": []}) for line in LINES]
    (tmp_path / "sessions" / "dev" / "sessions.jsonl").write_text("\n".join(lines))
    (files / "01.txt").write_text("Anna Keller: How are you?\nDana Reyes: I'll write it down.\n")
    (files / "02.txt").write_text("Anna Keller: Goodbye then.\nDana Reyes: Thank you for everything.\n")
    return tmp_path


def test_the_demo_is_loaded_once_with_its_relationships(assistant, folder, monkeypatch):
    monkeypatch.setattr("assistant.services.assistant.data_folder", lambda: folder)
    (folder / "demo").mkdir()
    for name, person in (
        ("mentors", {"id": "m1", "name": "Anna Keller"}),
        ("mentees", {"id": "e1", "name": "Dana Reyes"}),
    ):
        (folder / "demo" / f"{name}.jsonl").write_text(json.dumps(person))
    assert assistant.load_demo().sessions == 2
    assert assistant.load_demo().sessions == 0
    (pair,) = assistant.relationships.list(OPERATOR)
    assert (pair.mentor_id, pair.mentee_id, pair.state) == ("m1", "e1", RelationshipState.CLOSED)
    assert (pair.started_at.date().isoformat(), pair.closed_at.date().isoformat()) == ("2026-05-04", "2026-06-01")
    last, first = assistant.sessions.list_sessions(OPERATOR)
    assert (first.session.title, first.session.template) == ("First", Template.FIRST_MEETING)
    assert last.session.held_on.isoformat() == "2026-06-01"
    assert {first.job.state, last.job.state} == {JobState.WAITING}


def test_without_sessions_there_is_nothing_to_read(tmp_path):
    assert list(read_demo_sessions(tmp_path)) == []
