"""Lines that people touched are theirs: through every new analysis, and back and forth between versions."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from small_analysis import SmallAnalyser

from assistant.domain.access import Actor, Role
from assistant.domain.json_values import to_json
from assistant.domain.notes import ItemState, Section
from assistant.domain.people import Mentee, Mentor
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.report import ActionItem, Due, Line, Moment, MomentKind, Party
from assistant.domain.sessions import Consent, Session, Template
from assistant.errors import InvalidInput, NotFound
from assistant.services.session_analysis import SessionAnalysis
from assistant.services.session_notes import LONGEST_LINE, NotesService
from assistant.storage import open_store
from assistant.transcripts import read_bytes

AT = datetime(2026, 5, 1, tzinfo=UTC)
MENTOR, MENTEE = Actor(Role.MENTOR, "m1"), Actor(Role.MENTEE, "e1")
TALK = b"""Anna Keller: Hello Dana, how did it go?
Dana Reyes: Well, thank you. I'll write the checklist by Friday.
Anna Keller: Good, we decided that you lead the meeting.
Dana Reyes: And I'll call the customer.
Anna Keller: What about the budget?
"""


class Forgetful(SmallAnalyser):
    """An analyser whose later revision words promises in another way, and misses those about customers."""

    def analyse(self, talk, progress, stop):
        report = super().analyse(talk, progress, stop)
        if self.revision == "1":
            return report
        kept = tuple(replace(one, text=f"New: {one.text}") for one in report.action_items if "customer" not in one.text)
        return replace(report, action_items=kept)


class Desk:
    def __init__(self, url):
        self.store = open_store(url)
        self.analyser = Forgetful()
        self.analysis = SessionAnalysis(self.store, self.analyser)
        self.notes = NotesService(self.store)

    def analyse(self, revision):
        self.analyser.revision = revision
        report = self.analysis.think("s1", lambda *_: None, lambda: False)
        return self.analysis.keep("s1", report)

    def lines(self, section=Section.ACTION_ITEMS):
        return [line for line in self.notes.lines(MENTEE, "s1") if line.section is section]

    def items(self):
        return self.store.session_notes.items(["s1"])


@pytest.fixture
def desk(tmp_path):
    made = Desk(f"sqlite:///{tmp_path / 'r.db'}")
    made.store.mentors.upsert([Mentor(id="m1", name="Anna Keller")])
    made.store.mentees.upsert([Mentee(id="e1", name="Dana Reyes")])
    made.store.relationships.add(Relationship("r1", "m1", "e1", "", RelationshipState.ACTIVE, AT))
    session = Session("s1", "r1", date(2026, 5, 4), "t", Template.REGULAR, Consent(True, True), "f.txt", "0", AT)
    made.store.sessions.add(session, TALK, to_json(read_bytes("f.txt", TALK)))
    made.analyse("1")
    yield made
    made.store.close()


def test_an_edit_shows_whose_it_is_and_survives_the_next_analysis(desk):
    checklist, customer = desk.lines()
    due = Due("by Friday", date(2026, 5, 8))
    edited = desk.notes.edit(MENTOR, "s1", checklist.id, replace(checklist.value, text=" Dana writes \n it ", due=due))
    assert (edited.value.text, edited.by, edited.original) == ("Dana writes it", "mentor:m1", checklist.value)
    desk.analyse("2")
    (again,) = desk.lines()
    assert (again.id, again.value, again.by) == (checklist.id, edited.value, "mentor:m1")
    assert again.original.text.startswith("New: ")
    assert customer.id not in {line.id for line in desk.lines()}
    assert [(item.id, item.text, item.due, item.by) for item in desk.items()] == [
        (checklist.id, "Dana writes it", due, "mentor:m1")
    ]


def test_a_confirmed_or_done_line_stays_when_the_engine_does_not_find_it_any_more(desk):
    checklist, customer = desk.lines()
    desk.notes.confirm(MENTEE, "s1", customer.id)
    desk.notes.mark(MENTOR, "s1", customer.id, ItemState.DONE)
    desk.analyse("2")
    new, kept = desk.lines()
    assert new.id == checklist.id
    assert (kept.id, kept.value, kept.original) == (customer.id, customer.value, None)
    assert (kept.confirmed_by, kept.state, kept.state_by, kept.by) == (
        "mentee:e1",
        ItemState.DONE,
        "mentor:m1",
        "mentee:e1",
    )
    desk.analyse("1")
    found = next(line for line in desk.lines() if line.id == customer.id)
    assert (found.original, found.by, found.state) == (customer.value, "", ItemState.DONE)


def test_a_deleted_line_does_not_come_back(desk):
    checklist, customer = desk.lines()
    desk.notes.delete(MENTEE, "s1", checklist.id)
    assert [line.id for line in desk.lines()] == [customer.id]
    for revision in ("2", "1"):
        desk.analyse(revision)
        assert checklist.id not in {line.id for line in desk.lines()}
    assert checklist.id not in {item.id for item in desk.items()}


@pytest.mark.parametrize(
    ("section", "value"),
    [
        (Section.DECISIONS, Line("We meet on Mondays", ())),
        (Section.ACTION_ITEMS, ActionItem("Anna sends notes", Party.MENTOR, None, 1.0, (2,))),
        (Section.MOMENTS, Moment(MomentKind.WIN, "First meeting led", Party.MENTEE, (1,))),
        (Section.KEY_POINTS, Line("Leading is new", (2,))),
    ],
)
def test_an_added_line_is_its_authors_and_stays(desk, section, value):
    added = desk.notes.add(MENTEE, "s1", section, value)
    assert (added.value, added.by, added.original) == (value, "mentee:e1", None)
    desk.analyse("2")
    assert added in desk.lines(section)
    assert ("Anna sends notes" in [item.text for item in desk.items()]) is (section is Section.ACTION_ITEMS)


def test_an_item_can_be_dropped_and_opened_again(desk):
    line = desk.lines()[0]
    states = [desk.notes.mark(MENTEE, "s1", line.id, state).state for state in (ItemState.DROPPED, ItemState.OPEN)]
    assert states == [ItemState.DROPPED, ItemState.OPEN]
    assert desk.items()[0].state is ItemState.OPEN


def test_versions_are_listed_compared_and_restored(desk):
    checklist, customer = desk.lines()
    desk.analyse("2")
    second, first = desk.notes.versions(MENTOR, "s1")
    assert [(one.version, one.provenance.revision, one.lines) for one in (first, second)] == [(1, "1", 8), (2, "2", 7)]
    changed, gone = desk.notes.compare(MENTOR, "s1", 1, 2)
    assert (changed.line_id, changed.before, changed.after.text) == (
        checklist.id,
        checklist.value,
        f"New: {checklist.value.text}",
    )
    assert (gone.line_id, gone.before, gone.after) == (customer.id, customer.value, None)
    assert desk.notes.compare(MENTOR, "s1", 2, 2) == []
    third = desk.notes.restore(MENTEE, "s1", 1)
    assert (third.version, third.restored_from) == (3, 1)
    assert [line.value for line in desk.lines()] == [checklist.value, customer.value]
    assert [item.id for item in desk.items()] == [checklist.id, customer.id]


def test_edits_are_replayed_on_a_restored_version(desk):
    checklist = desk.lines()[0]
    desk.analyse("2")
    desk.notes.edit(MENTEE, "s1", checklist.id, replace(checklist.value, text="Mine"))
    desk.notes.restore(MENTEE, "s1", 1)
    assert desk.lines()[0].value.text == "Mine"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "  "}, "1 to 1,000 characters, this one 0"),
        ({"text": "x" * (LONGEST_LINE + 1)}, "this one 1,001"),
        ({"evidence": (5,)}, "names utterance 5, and the transcript has 0 to 4"),
        ({"evidence": (-1,)}, "names utterance -1"),
    ],
)
def test_a_line_that_cannot_be_is_refused_and_nothing_changes(desk, change, message):
    line = desk.lines()[0]
    with pytest.raises(InvalidInput, match=message):
        desk.notes.edit(MENTEE, "s1", line.id, replace(line.value, **change))
    assert desk.lines()[0] == line


def test_only_items_are_done_and_only_lines_that_are_there_are_changed(desk):
    decision = desk.lines(Section.DECISIONS)[0]
    with pytest.raises(InvalidInput, match="Only action items"):
        desk.notes.mark(MENTEE, "s1", decision.id, ItemState.DONE)
    with pytest.raises(NotFound):
        desk.notes.confirm(MENTEE, "s1", "nobody")
    with pytest.raises(NotFound, match="no version 7"):
        desk.notes.restore(MENTEE, "s1", 7)
