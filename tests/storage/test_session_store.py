"""Sessions, notes and jobs on each database, and who gets them in a list."""

import hashlib
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
import sqlalchemy as sa
from alembic import command

from assistant.domain.access import COORDINATOR, OPERATOR, Action, Actor, Resource, Role, may
from assistant.domain.notes import Change, ChangeKind, ItemState, NoteLine, Section
from assistant.domain.people import Mentee, Mentor
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.report import ActionItem, Coverage, Due, Line, Party, Provenance, SessionReport
from assistant.domain.search import Passage, PassageKind
from assistant.domain.sessions import Consent, Job, JobState, Session, Template
from assistant.storage import Store
from assistant.storage.migrate import _config
from assistant.storage.person_rows import row_from_person
from assistant.storage.session_vectors import SaidVectors
from assistant.storage.tables import metadata

AT = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
PAIRS = {"r11": ("m1", "e1"), "r12": ("m1", "e2"), "r21": ("m2", "e1")}
ITEM = ActionItem("Ben will weld", Party.MENTEE, Due("by Friday", date(2026, 5, 8)), 0.9, (1, 2))
BARE = ActionItem("Somebody will sweep", None, None, 0.5, (4,))
REPORT = SessionReport(
    (Line("They spoke", (0,)),), (), (ITEM, BARE), (), (), (), (), Coverage(5, 5), Provenance("e", "1", AT)
)
RAISE = Passage(0, "m1", PassageKind.THEME, "asking for a raise", "asking for a raise")
IDS = {Section.OVERVIEW: ("o1",), Section.ACTION_ITEMS: ("a1", "a2")}


def session(session_id, relationship_id="r11", data=b"x", held_on=date(2026, 5, 1)):
    consent = Consent(mentor=True, mentee=True)
    name, digest = f"{session_id}.txt", hashlib.sha256(data).hexdigest()
    return Session(session_id, relationship_id, held_on, "Title", Template.REGULAR, consent, name, digest, AT)


def job(job_id, session_id="s1", minutes=0):
    return Job(job_id, session_id, JobState.WAITING, "waiting", 0.0, "", AT + timedelta(minutes=minutes))


@pytest.fixture
def pairs(store):
    store.mentors.upsert([Mentor(id="m1", name="Al"), Mentor(id="m2", name="Bo")])
    store.mentees.upsert([Mentee(id="e1", name="Cy"), Mentee(id="e2", name="Di")])
    for relationship_id, (mentor_id, mentee_id) in PAIRS.items():
        pair = Relationship(relationship_id, mentor_id, mentee_id, "", RelationshipState.ACTIVE, AT)
        store.relationships.add(pair)
    return store


@pytest.fixture
def one(pairs):
    pairs.sessions.add(session("s1"), b"x", {"file": "s1.txt"})
    return pairs


def test_a_session_and_its_file_come_back_as_they_were_put(one):
    assert one.sessions.get("s1") == session("s1")
    assert one.sessions.get("nobody") is None
    file = one.sessions.file("s1")
    assert (file.data, file.reading, file.speaker_edits) == (b"x", {"file": "s1.txt"}, [])
    one.sessions.save_speaker_edits("s1", [{"is": "Swap"}])
    assert one.sessions.file("s1").speaker_edits == [{"is": "Swap"}]
    undated = replace(session("s1"), held_on=None, title="Other")
    one.sessions.update(undated)
    assert one.sessions.get("s1") == undated


def test_the_same_bytes_are_found_in_their_relationship_only(one):
    digest = session("s1").file_sha256
    assert one.sessions.with_file("r11", digest).id == "s1"
    assert one.sessions.with_file("r12", digest) is None
    with pytest.raises(sa.exc.IntegrityError):
        one.sessions.add(session("s2"), b"x", {})


def test_another_file_takes_the_place_of_the_first_and_of_its_speakers(one):
    one.sessions.save_speaker_edits("s1", ["edit"])
    changed = session("s1", data=b"y")
    one.sessions.replace_file(changed, b"y", {"file": "new"})
    assert one.sessions.get("s1") == changed
    file = one.sessions.file("s1")
    assert (file.data, file.reading, file.speaker_edits) == (b"y", {"file": "new"}, [])


@pytest.mark.parametrize(
    "actor",
    [
        OPERATOR,
        COORDINATOR,
        *(Actor(Role.MENTOR, person) for person in ("m1", "m2", "m3", "e1")),
        *(Actor(Role.MENTEE, person) for person in ("e1", "e2", "e3", "m1")),
    ],
    ids=lambda actor: actor.key,
)
def test_a_list_holds_exactly_the_sessions_that_may_be_read_one_by_one(pairs, actor):
    for number, relationship_id in enumerate(PAIRS):
        pairs.sessions.add(session(f"s{number}", relationship_id), b"x", {})
    allowed = {
        f"s{number}" for number, pair in enumerate(PAIRS.values()) if may(actor, Action.READ_SESSION, Resource(*pair))
    }
    assert {found.id for found in pairs.sessions.readable(actor)} == allowed
    of_one = {found.id for found in pairs.sessions.readable(actor, "r11")}
    assert of_one == allowed & {"s0"}


def test_sessions_are_listed_by_the_day_they_were_held_or_else_uploaded(pairs):
    days = {"old": date(2026, 1, 1), "none": None, "new": date(2026, 6, 1)}
    for name, day in days.items():
        pairs.sessions.add(session(name, data=name.encode(), held_on=day), b"", {})
    assert [found.id for found in pairs.sessions.readable(OPERATOR)] == ["new", "none", "old"]


def test_every_report_is_a_new_version(one):
    assert one.session_notes.report("s1") is None
    first = one.session_notes.add_report("s1", REPORT, IDS, AT)
    second = one.session_notes.add_report("s1", replace(REPORT, notices=("n",)), IDS, AT, restored_from=1)
    assert [first.version, second.version] == [1, 2]
    assert one.session_notes.versions("s1") == [second, first]
    assert one.session_notes.report("s1") == second
    assert one.session_notes.report("s1", 1) == first
    assert one.session_notes.report("s1", 9) is None
    one.session_notes.forget_reports("s1")
    assert one.session_notes.versions("s1") == []


def test_changes_come_back_in_order(one):
    changes = [
        Change(ChangeKind.EDIT, Section.ACTION_ITEMS, "a1", ITEM, replace(ITEM, text="x"), "mentee:e1", AT),
        Change(ChangeKind.ADD, Section.DECISIONS, "new", None, Line("y", ()), "mentor:m1", AT),
    ]
    for change in changes:
        one.session_notes.add_change("s1", change)
    assert one.session_notes.changes("s1") == changes
    one.session_notes.replace_changes("s1", changes[1:])
    assert one.session_notes.changes("s1") == changes[1:]


def test_items_are_rows_with_owner_due_state_and_author(one):
    lines = [
        NoteLine("a1", Section.ACTION_ITEMS, ITEM, by="mentee:e1", state=ItemState.DONE),
        NoteLine("d1", Section.DECISIONS, Line("no item", ())),
        NoteLine("a2", Section.ACTION_ITEMS, BARE),
    ]
    one.session_notes.set_items("s1", lines)
    done, bare = one.session_notes.items(["s1"])
    assert (done.id, done.owner, done.due, done.state, done.by) == (
        "a1",
        Party.MENTEE,
        ITEM.due,
        ItemState.DONE,
        "mentee:e1",
    )
    assert (bare.text, bare.owner, bare.due, bare.state, bare.by) == (BARE.text, None, None, ItemState.OPEN, "")
    one.session_notes.set_items("s1", [])
    assert one.session_notes.items(["s1"]) == []


def test_deleting_a_session_deletes_everything_that_hangs_on_it(one):
    one.session_notes.add_report("s1", REPORT, IDS, AT)
    one.session_notes.set_items("s1", [NoteLine("a1", Section.ACTION_ITEMS, ITEM)])
    one.themes.replace("s1", ["asking for a raise"], [RAISE])
    one.session_vectors.put("s1", "m@1", SaidVectors(np.array([[0, 0, 5]], np.int32), np.eye(1, 4, dtype=np.float32)))
    one.session_notes.add_change("s1", Change(ChangeKind.DELETE, Section.ACTION_ITEMS, "a1", ITEM, ITEM, "x", AT))
    one.jobs.add(job("j1"))
    assert one.themes.of_session("s1") == ("asking for a raise",)
    before = one.generation()
    one.sessions.delete("s1")
    assert one.generation() > before
    parts = [table for table in metadata.tables.values() if "session_id" in table.c]
    assert len(parts) == 8
    with one.reading() as connection:
        for table in (*parts, metadata.tables["sessions"]):
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0, table.name


def test_erasing_a_person_erases_the_sessions_of_their_relationships(one):
    one.jobs.add(job("j1"))
    one.themes.replace("s1", ["asking for a raise"], [RAISE])
    one.mentees.delete(["e1"])
    assert one.sessions.get("s1") is None
    assert one.passages.count() == 0
    assert one.jobs.get("j1") is None


def test_vectors_of_a_session_come_back_as_they_were(one):
    spans, vectors = np.array([[0, 0, 5], [2, 3, 9]], np.int32), np.eye(2, 4, dtype=np.float32)
    one.session_vectors.put("s1", "m@1", SaidVectors(spans, vectors))
    found = one.session_vectors.of_sessions(["s1", "s2"], "m@1")
    assert list(found) == ["s1"]
    assert np.array_equal(found["s1"].spans, spans)
    assert np.allclose(found["s1"].vectors, vectors)
    assert one.session_vectors.of_sessions(["s1"], "another@1") == {}
    one.session_vectors.put("s1", "m@1", SaidVectors(spans[:0], vectors[:0]))
    assert one.session_vectors.of_sessions(["s1"], "m@1")["s1"].vectors.shape == (0, 0)


def test_another_file_takes_themes_vectors_and_passages_of_the_old_one_along(one):
    one.themes.replace("s1", ["asking for a raise"], [RAISE])
    one.session_vectors.put("s1", "m@1", SaidVectors(np.zeros((0, 3), np.int32), np.zeros((0, 4), np.float32)))
    one.sessions.replace_file(session("s1", data=b"other"), b"other", {})
    assert one.themes.of_session("s1") == ()
    assert one.passages.count() == 0
    assert one.session_vectors.of_sessions(["s1"], "m@1") == {}


def test_a_profile_that_is_cut_anew_keeps_what_sessions_gave(one):
    profile = Passage(0, "m1", PassageKind.BIO, "I weld.", "I weld.")
    one.themes.replace("s1", ["asking for a raise"], [RAISE])
    one.passages.replace({"m1": [profile]})
    one.passages.replace({"m1": []})
    assert [(found.kind, found.text) for found in one.passages.of_mentors(["m1"])["m1"]] == [
        (PassageKind.THEME, "asking for a raise")
    ]


def test_a_theme_taken_off_goes_from_the_search_and_stays_with_the_session(one):
    one.themes.replace("s1", ["asking for a raise"], [RAISE])
    assert one.themes.searched_of("m1") == ("asking for a raise",)
    one.themes.hide("m1", "asking for a raise")
    one.themes.hide("m1", "asking for a raise")
    assert one.themes.searched_of("m1") == ()
    assert one.themes.hidden_of("m1") == {"asking for a raise"}
    assert one.themes.of_session("s1") == ("asking for a raise",)


def test_urgent_jobs_are_taken_first_and_each_by_one_worker(pairs):
    for number in range(4):
        pairs.sessions.add(session(f"s{number}", data=bytes([number])), b"", {})
    pairs.jobs.add(job("behind", "s0"), urgent=False)
    pairs.jobs.add(job("first", "s1", 1))
    pairs.jobs.add(job("second", "s2", 2))
    assert [one.id for one in pairs.jobs.unfinished()] == ["first", "second", "behind"]
    taken, lock = [], threading.Lock()

    def work(worker):
        while (found := pairs.jobs.take(worker, AT)) is not None:
            with lock:
                taken.append(found.id)

    threads = [threading.Thread(target=work, args=(str(number),)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == ["behind", "first", "second"]


def test_the_sessions_of_a_pair_are_taken_in_the_order_they_were_held(pairs):
    days = {"may": date(2026, 5, 1), "undated": None, "march": date(2026, 3, 1)}
    for at, (name, day) in enumerate(days.items()):
        pairs.sessions.add(session(name, data=name.encode(), held_on=day), b"", {})
        pairs.jobs.add(job(f"j-{name}", name, at))
    pairs.sessions.add(session("other", "r12", held_on=date(2025, 1, 1)), b"", {})
    pairs.jobs.add(job("j-other", "other", 1))
    taken = [pairs.jobs.take("w", AT).id for _ in range(4)]
    assert taken == ["j-march", "j-may", "j-other", "j-undated"]


def test_a_session_waits_once_however_often_it_is_queued(one):
    first = one.jobs.add(job("j1"), urgent=False)
    assert one.jobs.add(job("j2")).id == first.id
    one.jobs.take("w", AT)
    assert one.jobs.add(job("j3", minutes=1)).id == "j3"
    assert one.jobs.latest(["s1", "s9"]) == {"s1": one.jobs.get("j3")}


def test_only_the_worker_of_a_job_says_how_far_it_is(one):
    one.jobs.add(job("j1"))
    one.jobs.take("w1", AT)
    one.jobs.note("j1", "other", "lying", 0.9)
    one.jobs.note("j1", "w1", "reading", 0.4)
    found = one.jobs.get("j1")
    assert (found.state, found.stage, found.share) == (JobState.RUNNING, "reading", 0.4)
    assert one.jobs.beat("j1", "w1", AT)
    assert not one.jobs.beat("j1", "other", AT)
    assert not one.jobs.finish("j1", "other", JobState.DONE, AT)
    assert one.jobs.finish("j1", "w1", JobState.DONE, AT)
    assert one.jobs.get("j1").share == 1.0
    assert one.jobs.running_workers() == {}


def test_a_job_is_stopped_at_once_or_when_its_worker_looks(pairs):
    for number in range(2):
        pairs.sessions.add(session(f"s{number}", data=bytes([number])), b"", {})
    pairs.jobs.add(job("runs", "s0"))
    pairs.jobs.take("w", AT)
    pairs.jobs.add(job("waits", "s1"))
    pairs.jobs.stop(["runs", "waits"], AT)
    assert pairs.jobs.get("waits").state is JobState.STOPPED
    assert pairs.jobs.get("runs").state is JobState.RUNNING
    assert not pairs.jobs.beat("runs", "w", AT)


def test_the_job_of_a_dead_worker_is_queued_again_a_few_times_only(one):
    one.jobs.add(job("j1"))
    for _ in range(3):
        assert one.jobs.take("w", AT).id == "j1"
        assert one.jobs.running_workers() == {"j1": ("w", AT)}
        one.jobs.put_back("j1", "somebody else", 3, AT)
        one.jobs.put_back("j1", "w", 3, AT)
    found = one.jobs.get("j1")
    assert found.state is JobState.FAILED
    assert "several times" in found.reason
    assert one.jobs.take("w", AT) is None


def test_a_job_that_was_to_stop_when_its_worker_died_is_stopped(one):
    one.jobs.add(job("j1"))
    one.jobs.take("w", AT)
    one.jobs.stop(["j1"], AT)
    one.jobs.put_back("j1", "w", 3, AT)
    assert one.jobs.get("j1").state is JobState.STOPPED


def test_a_database_of_the_first_revision_is_brought_up_to_date_with_its_people(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'r.db'}")
    config = _config()
    with store.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sa.insert(metadata.tables["mentors"]), row_from_person(Mentor(id="m1", name="Al")))
        for text in ("kept", "gone"):
            row = "(mentor_id, kind, text, ranking_text, text_hash) VALUES ('m1', 'bio', :text, :text, :text)"
            connection.execute(sa.text(f"INSERT INTO passages {row}"), {"text": text})
        connection.execute(sa.text("DELETE FROM passages WHERE text = 'gone'"))
        connection.execute(
            sa.text("INSERT INTO saved_searches VALUES ('s', 'operator', 'g', '{}', '[]', '2026-01-01')")
        )
    store.migrate()
    assert store.saved_searches.get("s").goal == "g"
    assert store.sessions.readable(OPERATOR) == []
    assert [(one.id, one.text) for one in store.passages.of_mentors(["m1"])["m1"]] == [(1, "kept")]
    added = store.passages.replace({"m1": [Passage(0, "m1", PassageKind.BIO, "new", "new")]}).added
    assert added == (3,), "no id is given twice"
    store.close()
