import threading
from datetime import UTC, date, datetime

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from assistant.domain.people import MeetingFormat, Mentee, Mentor, Seniority, Status, WeeklySlot
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.search import Passage, PassageKind, text_hash
from assistant.engines.protocols import ModelIdentity
from assistant.errors import StorageUnavailable
from assistant.storage import SavedSearch, open_store
from assistant.storage.imports import ImportChange
from assistant.storage.migrate import database_revision
from assistant.storage.person_rows import person_from_json, person_hash, person_to_json
from assistant.storage.tables import metadata

MODEL = ModelIdentity("minilm", "0123456789abcdef")
FULL = Mentor(
    id="m1",
    name="Zoë Ångström",
    email="Zoe@Example.org",
    headline="Welder",
    bio="I weld.\n\nAnd teach.",
    skills=("welding", "teaching"),
    fields=("manufacturing",),
    industries=("ships",),
    languages=("sv", "en"),
    city="Malmö",
    country="SE",
    time_zone="Europe/Stockholm",
    availability=(WeeklySlot(0, 1080, 1200), WeeklySlot(6, 1320, 1440)),
    organisation="Varv AB",
    department="Hulls",
    formats=(MeetingFormat.REMOTE, MeetingFormat.IN_PERSON),
    links=("https://example.org/zoe",),
    last_active=date(2026, 5, 1),
    status=Status.PAUSED,
    years_experience=12,
    seniority=Seniority.LEAD,
    capacity=2,
    current_mentees=1,
    next_free=date(2026, 9, 1),
    past_themes=("first night shift",),
)


def bio(text, mentor_id="m1", kind=PassageKind.BIO):
    return Passage(0, mentor_id, kind, text, text)


def people(count):
    return [Mentor(id=f"m{number:05}", name=f"Person {number}") for number in range(count)]


def test_people_come_back_as_they_were_put(store):
    mentee = Mentee(id="e1", name="Ben", goals=("learn to weld", "ask for more pay"))
    store.mentors.upsert([FULL, Mentor(id="m2", name="Al")])
    store.mentees.upsert([mentee])
    assert store.mentors.get("m1") == FULL
    assert store.mentors.find(["m2", "nobody", "m1"]).keys() == {"m1", "m2"}
    assert store.mentees.get("e1") == mentee
    assert store.mentees.get("m1") is None


def test_upsert_replaces_the_person_with_the_same_id(store):
    store.mentors.upsert([FULL])
    changed = Mentor(id="m1", name="Zoe")
    store.mentors.upsert([changed])
    assert store.mentors.get("m1") == changed
    assert store.mentors.count() == 1


def test_names_are_found_without_case_and_accents(store):
    store.mentors.upsert([FULL, Mentor(id="m2", name="50% Zo_e")])
    assert [one.id for one in store.mentors.search_by_name("ANGSTROM")] == ["m1"]
    assert [one.id for one in store.mentors.search_by_name("%")] == ["m2"]
    assert store.mentors.search_by_name("  ") == []
    assert store.mentors.find_by_email([" zoe@example.ORG"])["zoe@example.org"] == FULL
    assert store.mentors.find_by_name(["zoe  angstrom"]) == {"zoe angstrom": [FULL]}


def test_everybody_is_read_in_chunks_and_pages(store):
    store.mentors.upsert(people(25))
    chunks = list(store.mentors.all(chunk=10))
    assert [len(chunk) for chunk in chunks] == [10, 10, 5]
    assert [one.id for chunk in chunks for one in chunk] == [f"m{number:05}" for number in range(25)]
    page = store.mentors.page("person 2", offset=2, limit=3)
    assert page.total == 7  # 2, 12 and 20 to 24
    assert len(page.people) == 3
    assert store.mentors.page(ids=["m00003"]).people[0].id == "m00003"
    assert store.mentors.page(ids=[]).total == 0


def test_passages_that_did_not_change_keep_their_ids(store):
    store.mentors.upsert([FULL])
    first = store.passages.replace({"m1": [bio("one"), bio("two"), bio("two")]})
    assert len(first.added) == 3
    second = store.passages.replace({"m1": [bio("two"), bio("three"), bio("two")]})
    kept = {passage.text: passage.id for passage in store.passages.of_mentors(["m1"])["m1"]}
    assert second.kept == 2
    assert second.removed == (first.added[0],)
    assert second.added == (kept["three"],)
    assert set(store.passages.ids()) == {*first.added[1:], *second.added}


def test_a_passage_id_is_never_given_twice(store):
    store.mentors.upsert([FULL])
    (old,) = store.passages.replace({"m1": [bio("one")]}).added
    store.passages.replace({"m1": []})
    (new,) = store.passages.replace({"m1": [bio("one")]}).added
    assert new > old


def test_passages_go_with_their_mentor(store):
    store.mentors.upsert([FULL])
    store.passages.replace({"m1": [bio("one")]})
    assert store.mentors.delete(["m1", "nobody"]) == 1
    assert len(store.passages.ids()) == 0


def test_all_rows_says_whose_every_passage_is(store):
    store.mentors.upsert([FULL, Mentor(id="m2", name="Al")])
    store.passages.replace({"m2": [bio("x", "m2")]})
    store.passages.replace({"m1": [bio("a"), bio("b", kind=PassageKind.SKILLS)]})
    table = store.passages.all_rows()
    kinds = tuple(PassageKind)
    said = [
        (table.mentor_ids[owner], kinds[kind]) for owner, kind in zip(table.mentor_index, table.kind_index, strict=True)
    ]
    assert said == [("m2", PassageKind.BIO), ("m1", PassageKind.BIO), ("m1", PassageKind.SKILLS)]
    assert [store.passages.rows([int(one)])[int(one)].text for one in table.ids] == ["x", "a", "b"]


def test_vectors_are_shared_by_equal_texts_and_kept_apart_by_model(store):
    store.mentors.upsert([FULL, Mentor(id="m2", name="Al")])
    store.passages.replace({"m1": [bio("same"), bio("other")], "m2": [bio("same", "m2")]})
    vector = np.array([0.6, 0.8, 0.0], np.float32)
    store.vectors.put_many({text_hash("same"): vector}, MODEL)
    store.vectors.put_many({text_hash("same"): -vector}, MODEL)
    assert [one.text for one in store.passages.pending(str(MODEL))] == ["other"]
    assert len(store.passages.pending("another@1")) == 3
    np.testing.assert_allclose(
        store.vectors.get_many([text_hash("same"), "0" * 64], MODEL)[text_hash("same")], vector, atol=1e-3
    )
    (part,) = store.vectors.iterate(MODEL)
    assert part.ids.tolist() == [one.id for one in store.passages.after() if one.text == "same"]
    assert part.vectors.shape == (2, 3)
    np.testing.assert_allclose(np.linalg.norm(part.vectors, axis=1), 1, atol=1e-6)


def test_vectors_are_iterated_completely_in_small_chunks(store):
    store.mentors.upsert([FULL])
    store.passages.replace({"m1": [bio(f"text {number}") for number in range(23)]})
    rng = np.random.default_rng(1)
    made = {text_hash(f"text {number}"): rng.normal(size=4).astype(np.float32) for number in range(23)}
    store.vectors.put_many(made, MODEL)
    parts = list(store.vectors.iterate(MODEL, chunk=5))
    ids = np.concatenate([part.ids for part in parts])
    assert ids.tolist() == store.passages.ids().tolist()
    rows = store.passages.rows(ids.tolist())
    for one, vector in zip(ids, np.concatenate([part.vectors for part in parts]), strict=True):
        expected = made[text_hash(rows[int(one)].text)]
        np.testing.assert_allclose(vector, expected / np.linalg.norm(expected), atol=2e-3)
    assert store.vectors.of_passages(ids[::-2].tolist(), MODEL).ids.tolist() == sorted(ids[::-2].tolist())


def test_pending_goes_on_after_an_id_and_prune_drops_what_nobody_says(store):
    store.mentors.upsert([FULL])
    store.passages.replace({"m1": [bio("a"), bio("b"), bio("c")]})
    first = store.passages.pending(str(MODEL), 2)
    assert [one.text for one in store.passages.pending(str(MODEL), 2, after_id=first[-1].id)] == ["c"]
    store.vectors.put_many({text_hash(text): np.ones(2, np.float32) for text in "abcd"}, MODEL)
    assert store.vectors.prune() == 1
    assert store.vectors.count(MODEL) == 3


def test_generation_counts_transactions_that_change_people_or_passages(store):
    assert store.generation() == 0
    with store.writing():
        store.mentors.upsert([FULL])
        store.passages.replace({"m1": [bio("a")]})
    assert store.generation() == 1
    store.passages.replace({"m1": [bio("a")]})
    store.vectors.put_many({"h": np.ones(2, np.float32)}, MODEL)
    assert store.generation() == 1
    store.mentors.delete(["m1"])
    assert store.generation() == 2


def test_a_failed_transaction_leaves_nothing(store):
    def write_half():
        with store.writing():
            store.mentors.upsert([FULL])
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        write_half()
    assert store.mentors.count() == 0
    assert store.generation() == 0


def test_writing_inside_reading_is_a_mistake(store):
    with store.reading(), pytest.raises(RuntimeError, match="cannot write"):
        store.mentors.upsert([FULL])


def test_threads_write_without_losing_anything(store):
    def write(worker):
        for number in range(10):
            store.mentors.upsert([Mentor(id=f"{worker}-{number}", name="x")])
            assert store.mentors.get(f"{worker}-{number}") is not None

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.mentors.count() == 40
    assert store.generation() == 40


def test_relationships_are_found_counted_and_closed(store):
    store.mentors.upsert([FULL])
    store.mentees.upsert([Mentee(id="e1", name="Ben"), Mentee(id="e2", name="Cy")])
    at = datetime(2026, 5, 1, 12, 30, tzinfo=UTC)
    one = Relationship("r1", "m1", "e1", "learn", RelationshipState.ACTIVE, at)
    store.relationships.add(one)
    store.relationships.add(Relationship("r2", "m1", "e2", "", RelationshipState.ACTIVE, at.replace(day=2)))
    assert store.relationships.get("r1") == one
    assert [found.id for found in store.relationships.find(mentor_id="m1")] == ["r2", "r1"]
    assert store.relationships.active_counts() == {"m1": 2}
    store.relationships.set_next_session("r2", date(2026, 11, 12))
    days = {found.id: found.next_session_on for found in store.relationships.find()}
    assert days == {"r1": None, "r2": date(2026, 11, 12)}
    store.relationships.close("r1", at)
    store.relationships.close("r1", at.replace(year=2027))
    assert store.relationships.get("r1").closed_at == at
    assert store.relationships.active_counts(["m1", "m9"]) == {"m1": 1}
    assert store.relationships.people_involved(mentor_ids=["m1"], mentee_ids=["e1", "e9"]) == {"m1", "e1"}


def test_a_pair_has_one_active_relationship_and_may_have_closed_ones(store):
    store.mentors.upsert([FULL])
    store.mentees.upsert([Mentee(id="e1", name="Ben")])
    at = datetime(2026, 5, 1, tzinfo=UTC)
    for number in range(2):
        store.relationships.add(Relationship(f"old{number}", "m1", "e1", "", RelationshipState.CLOSED, at, at))
    store.relationships.add(Relationship("r1", "m1", "e1", "", RelationshipState.ACTIVE, at))
    with pytest.raises(sa.exc.IntegrityError):
        store.relationships.add(Relationship("r2", "m1", "e1", "", RelationshipState.ACTIVE, at))


def test_saved_searches_and_shortlists_belong_to_their_owner(store):
    store.mentors.upsert([FULL, Mentor(id="m2", name="Al")])
    saved = SavedSearch("s1", "mentee:e1", "weld", {"limit": 5}, ("m1",), datetime(2026, 1, 1, tzinfo=UTC))
    store.saved_searches.save(saved)
    assert store.saved_searches.of_owner("mentee:e1") == [saved]
    assert store.saved_searches.of_owner("mentee:e2") == []
    for mentor_id in ("m2", "m1", "m2"):
        store.shortlists.add("mentee:e1", mentor_id)
    assert store.shortlists.of_owner("mentee:e1") == ["m2", "m1"]
    store.mentors.delete(["m2"])
    assert store.shortlists.of_owner("mentee:e1") == ["m1"]
    store.saved_searches.delete(["s1"])
    assert store.saved_searches.get("s1") is None


def test_imports_remember_their_changes_until_taken_back(store):
    batch = store.imports.start("mentor", "a.csv", "operator")
    store.imports.record(
        batch, [ImportChange("m1", "mentor", None, "h"), ImportChange("m2", "mentor", {"id": "m2"}, "h")]
    )
    store.imports.record(batch, [ImportChange("m2", "mentor", {"id": "later"}, "h")])
    last = store.imports.last_to_undo()
    assert (last.id, last.changes, last.finished_at) == (batch, 2, None)
    assert [change.before for change in store.imports.changes(batch)] == [None, {"id": "m2"}]
    store.imports.start("mentor", "empty.csv", "operator")
    assert store.imports.last_to_undo().id == batch
    store.imports.note_undone(batch)
    assert store.imports.last_to_undo() is None
    assert [one.file_name for one in store.imports.history()] == ["empty.csv", "a.csv"]


def test_json_and_hash_keep_everything_of_a_person():
    assert person_from_json(Mentor, person_to_json(FULL)) == FULL
    assert person_hash(FULL) == person_hash(person_from_json(Mentor, person_to_json(FULL)))
    assert person_hash(FULL) != person_hash(Mentor(id="m1", name="Zoë Ångström"))


def test_migrations_make_exactly_the_tables_of_the_code(store):
    with store.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_database_of_a_newer_version_is_refused_with_both_revisions(url):
    if url == "sqlite://":
        pytest.skip("a database in memory cannot be opened twice")
    store = open_store(url)
    known = database_revision(store.transactions)
    with store.writing() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    store.close()
    with pytest.raises(StorageUnavailable, match=f"revision 9999.*up to {known}"):
        open_store(url)


def test_opening_again_finds_everything(url):
    if url == "sqlite://":
        pytest.skip("a database in memory cannot be opened twice")
    store = open_store(url)
    store.mentors.upsert([FULL])
    store.close()
    again = open_store(url)
    assert again.mentors.get("m1") == FULL
    assert again.generation() == 1
    again.close()


def test_sqlite_is_set_up_to_keep_what_was_committed(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'r.db'}")
    with store.reading() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nonsense", "cannot be read"),
        ("oracle+nothing://x", "cannot be read"),
        ("sqlite:////proc/nowhere/r.db", "cannot be made"),
    ],
)
def test_a_url_that_cannot_be_used_says_so(url, message):
    with pytest.raises(StorageUnavailable, match=message):
        open_store(url)


def test_a_file_that_is_no_database_says_so_without_its_content(tmp_path):
    path = tmp_path / "r.db"
    path.write_text("Dear diary, " * 200)
    with pytest.raises(StorageUnavailable, match="not a database") as caught:
        open_store(f"sqlite:///{path}")
    assert "diary" not in str(caught.value)
