"""The day of the next session: none until one is set, set by the pair alone, and passed over by a session held."""

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
import vobject
from alembic import command
from small_analysis import SmallAnalyser
from small_programme import fill

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.notes import Section
from assistant.domain.report import ActionItem, Due, Party
from assistant.domain.sessions import Consent, Session, Template
from assistant.errors import InvalidInput, NotAllowed, NotFound
from assistant.exports import ExportFormat
from assistant.services import open_assistant
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.exports import ExportRequest
from assistant.services.next_session import NextSession, next_after
from assistant.services.session_analysis import SessionAnalysis
from assistant.storage import Store
from assistant.storage.migrate import _config
from assistant.ui import session_actions, session_page

TALK = """[00:00:03] Anna Keller: Hello Dana, how was the week?
[00:00:12] Dana Reyes: Hard, thank you. I'll write down three questions before our next session.
"""
BOTH = Consent(mentor=True, mentee=True)
DANA, ANNA = Actor(Role.MENTEE, "e1"), Actor(Role.MENTOR, "m1")
FIRST, PLANNED = date(2026, 10, 29), date(2026, 11, 12)
ITEM = ActionItem("Dana will write a list", Party.MENTEE, Due("before our next session", None, True), 0.9, (1,))


@pytest.fixture
def desk(tmp_path):
    with open_assistant(data_folder=tmp_path / "data", embedder="hashing", linguist="rules") as assistant:
        assistant.jobs = AnalysisJobs(assistant.store, SessionAnalysis(assistant.store, SmallAnalyser()))
        yield fill(assistant)


@pytest.fixture
def pair(desk) -> str:
    return desk.relationships.start(OPERATOR, "m1", "e1", "one-on-ones").id


def keep(desk, pair, held_on, more=""):
    kept = desk.sessions.upload(DANA, pair, "talk.txt", (TALK + more).encode(), held_on=held_on, consent=BOTH)
    desk.jobs.wait(desk.jobs.of_sessions(DANA, [kept.id])[kept.id].id, timeout_s=20)
    return kept.id


@pytest.fixture
def first(desk, pair) -> str:
    session_id = keep(desk, pair, FIRST)
    desk.notes.add(DANA, session_id, Section.ACTION_ITEMS, ITEM)
    return session_id


def following(desk, session_id, actor=DANA):
    return desk.sessions.open_session(actor, session_id).next_session


def exported(desk, session_id, kind):
    return desk.exports.export(DANA, session_id, ExportRequest(kind)).file.content.decode("utf-8-sig")


def test_there_is_no_day_until_one_is_set_then_it_is_changed_and_cleared(desk, pair, first):
    assert following(desk, first) is None
    for day in (PLANNED, date(2026, 11, 19)):
        desk.next_session.set_day(DANA, pair, day)
        assert following(desk, first) == NextSession(day)
        assert desk.next_session.of_pair(DANA, pair) == {first: NextSession(day)}
    desk.next_session.set_day(DANA, pair, None)
    assert following(desk, first) is None


@pytest.mark.parametrize("held_on", [date(2026, 11, 10), PLANNED, date(2026, 11, 20)])
def test_the_session_that_followed_wins_over_the_day_that_was_set(desk, pair, first, held_on):
    desk.next_session.set_day(DANA, pair, PLANNED)
    second = keep(desk, pair, held_on, "[00:01:00] Anna Keller: Good.\n")
    assert following(desk, first) == NextSession(held_on, second)
    still_planned = NextSession(PLANNED) if held_on < PLANNED else None
    assert following(desk, second) == still_planned, "a session on the day or later takes its place"
    desk.sessions.delete(DANA, second)
    assert following(desk, first) == NextSession(PLANNED)


def test_the_earliest_of_the_later_days_follows_whatever_was_uploaded_first():
    at = datetime(2026, 5, 1, tzinfo=UTC)
    one = Session("a", "r", FIRST, "", Template.REGULAR, BOTH, "", "", at)
    same_day, later = replace(one, id="b"), replace(one, id="c", held_on=PLANNED)
    undated, latest = replace(one, id="d", held_on=None), replace(one, id="e", held_on=date(2027, 1, 4))
    every = [latest, undated, later, same_day, one]
    assert next_after(one, every, None) == NextSession(PLANNED, "c")
    assert next_after(same_day, every, date(2027, 2, 1)) == NextSession(PLANNED, "c")
    assert next_after(latest, every, date(2027, 2, 1)) == NextSession(date(2027, 2, 1))
    assert next_after(undated, every, date(2027, 2, 1)) is None, "nothing is known to come after no date"


def test_a_day_that_a_session_has_reached_is_refused(desk, pair, first):
    for day in (FIRST, date(2026, 1, 1)):
        with pytest.raises(InvalidInput, match="held on 2026-10-29"):
            desk.next_session.set_day(DANA, pair, day)
    assert following(desk, first) is None


def test_only_the_pair_and_the_operator_set_or_read_it(desk, pair, first):
    for actor in (DANA, ANNA, OPERATOR):
        desk.next_session.set_day(actor, pair, PLANNED)
        assert following(desk, first, actor) == NextSession(PLANNED)
    for actor in (COORDINATOR, Actor(Role.MENTEE, "e2"), Actor(Role.MENTOR, "m2"), Actor(Role.MENTEE, "m1")):
        with pytest.raises(NotAllowed):
            desk.next_session.set_day(actor, pair, None)
        with pytest.raises(NotAllowed):
            desk.next_session.of_pair(actor, pair)
    with pytest.raises(NotFound):
        desk.next_session.set_day(OPERATOR, "nobody", PLANNED)
    assert following(desk, first) == NextSession(PLANNED)


def test_exports_have_the_day_once_it_is_set(desk, pair, first):
    before = exported(desk, first, ExportFormat.MARKDOWN)
    assert "due before the next session" in before
    assert "before the next session (" not in before
    assert "vevent" not in vobject.readOne(exported(desk, first, ExportFormat.ICS)).contents
    desk.next_session.set_day(DANA, pair, PLANNED)
    assert "due before the next session (Thu 12 Nov)" in exported(desk, first, ExportFormat.MARKDOWN)
    (event,) = vobject.readOne(exported(desk, first, ExportFormat.ICS)).contents["vevent"]
    assert (event.summary.value, event.dtstart.value) == (ITEM.text, PLANNED)
    rows = list(csv.DictReader(io.StringIO(exported(desk, first, ExportFormat.CSV))))
    assert [one["due_on"] for one in rows if one["task"] == ITEM.text] == ["2026-11-12"]
    assert json.loads(exported(desk, first, ExportFormat.JSON))["next_session_on"] == "2026-11-12"


def test_the_page_says_the_day_and_leads_to_the_session_once_it_was_held(desk, pair, first):
    page = session_page.open_page(desk, DANA, first)
    assert "<span>before the next session</span>" in page.notes
    session_actions.set_next_session(desk, DANA, first, {"next_on": "2026-11-12"})
    page = session_page.open_page(desk, DANA, first)
    assert "<span>before the next session (Thu 12 Nov)</span>" in page.notes
    assert 'name="next_on"' in page.head
    assert 'value="2026-11-12"' in page.head
    assert "before the next session (Thu 12 Nov)" in session_page.list_view(desk, DANA, pair)[0]
    second = keep(desk, pair, PLANNED, "[00:01:00] Anna Keller: Good.\n")
    page = session_page.open_page(desk, DANA, first)
    assert f'data-do="open" aria-label="Open the next session, 12 November 2026" data-id="{second}"' in page.notes
    assert "next_on" not in page.head, "what was held is not set"
    assert "next_on" in session_page.open_page(desk, DANA, second).head


def test_the_page_clears_the_day_and_refuses_what_is_no_date(desk, pair, first):
    session_actions.set_next_session(desk, ANNA, first, {"next_on": "2026-11-12"})
    with pytest.raises(InvalidInput, match="no date"):
        session_actions.set_next_session(desk, ANNA, first, {"next_on": "soon"})
    assert following(desk, first) == NextSession(PLANNED)
    session_actions.set_next_session(desk, ANNA, first, {"next_on": ""})
    assert following(desk, first) is None


def test_a_database_from_before_gets_the_column_and_no_day(tmp_path):
    store, config = Store(f"sqlite:///{tmp_path / 'r.db'}"), _config()
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0003")
        columns = [one["name"] for one in sa.inspect(connection).get_columns("relationships")]
    assert "next_session_on" not in columns
    store.migrate()
    with store.reading() as connection:
        added = sa.inspect(connection).get_columns("relationships")[-1]
    assert (added["name"], added["nullable"]) == ("next_session_on", True)
    store.close()
