import csv
import json
import random
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.people import Mentee
from assistant.domain.search import Passage, PassageKind
from assistant.errors import InvalidInput, NotAllowed, NotFound
from assistant.people import Outcome, PersonKind
from assistant.services.importing import ROWS_AT_ONCE, ImportService
from assistant.services.people import PeopleService
from assistant.services.relationships import RelationshipService
from assistant.storage import open_store

MENTOR, MENTEE = PersonKind
EXPERTS = Path(__file__).parents[3] / "shared" / "eval" / "expertise-dev" / "mentors.jsonl"


def passages_of(mentors):
    """One passage for the bio and one a skill: simple enough to say by hand what must be there."""
    return {
        one.id: [Passage(0, one.id, PassageKind.BIO, one.bio, one.bio)] * bool(one.bio)
        + [Passage(0, one.id, PassageKind.SKILLS, skill, skill) for skill in one.skills]
        for one in mentors
    }


class Programme:
    """A store with the import on it, and how often it was said that people changed."""

    def __init__(self, folder):
        self.folder = folder
        self.store = open_store(f"sqlite:///{folder / 'r.db'}")
        self.changes = 0
        self.imports = ImportService(self.store, passages_of, self.note)

    def note(self):
        self.changes += 1

    def take(self, text, kind=MENTOR, **options):
        path = self.folder / "people.csv"
        path.write_text(text)
        return self.imports.run(OPERATOR, path, kind, **options)

    def state(self):
        people = [one for part in self.store.mentors.all() for one in part]
        return people, [(one.id, one.mentor_id, one.text) for one in self.store.passages.after()]


@pytest.fixture
def programme(tmp_path):
    made = Programme(tmp_path)
    yield made
    made.store.close()


def counts(report):
    return (report.read, report.added, report.updated, report.unchanged, report.rejected)


THREE = "id,name,email,bio,skills\nm1,Al,al@example.org,I weld.,welding;brazing\nm2,Bo,,I sew.,\nm3,Cy,,,\n"


def test_good_rows_are_taken_and_bad_ones_named(programme):
    report = programme.take(
        "id,name,languages,bio\nm1,Al,German;Klingonish,I weld.\nm2,,en,\nm3,Bo,en,x,spare\nm4,Cy,,\n"
    )
    assert counts(report) == (4, 2, 0, 0, 2)
    assert [(one.row, one.column, one.value, one.rejected) for one in report.problems] == [
        (2, "languages", "Klingonish", False),
        (3, "name", "", True),
        (4, "", "", True),
    ]
    rows = list(csv.DictReader(report.to_csv().splitlines()))
    assert [row["outcome"] for row in rows] == ["row taken without this value", "row not taken", "row not taken"]
    assert programme.store.mentors.get("m1").languages == ("de",)
    assert [one.id for one in programme.state()[0]] == ["m1", "m4"]


def test_running_it_twice_changes_nothing(programme):
    assert counts(programme.take(THREE)) == (3, 3, 0, 0, 0)
    before, generation = programme.state(), programme.store.generation()
    assert counts(programme.take(THREE)) == (3, 0, 0, 3, 0)
    assert programme.state() == before
    assert programme.store.generation() == generation
    assert programme.changes == 1


def test_only_what_changed_gets_new_passages(programme):
    programme.take(THREE)
    old = {text: one for one, _, text in programme.state()[1]}
    assert counts(programme.take(THREE.replace("brazing", "soldering"))) == (3, 0, 1, 2, 0)
    new = {text: one for one, _, text in programme.state()[1]}
    assert new.keys() == {"I weld.", "welding", "soldering", "I sew."}
    assert all(new[text] == old[text] for text in new.keys() & old.keys())


def test_columns_that_are_not_in_the_file_keep_their_values_and_empty_cells_clear_them(programme):
    programme.take(THREE)
    programme.take("id,name,skills\nm1,Al,\n")
    found = programme.store.mentors.get("m1")
    assert (found.bio, found.email, found.skills) == ("I weld.", "al@example.org", ())


def test_an_unreadable_value_keeps_what_was_known(programme):
    programme.take("id,name,capacity\nm1,Al,3\n")
    programme.take("id,name,capacity\nm1,Al,lots\n")
    assert programme.store.mentors.get("m1").capacity == 3


def test_a_dry_run_reports_the_same_and_writes_nothing(programme):
    dry = programme.take(THREE, dry_run=True)
    assert programme.state() == ([], [])
    assert programme.imports.history(OPERATOR) == []
    assert counts(dry) == counts(programme.take(THREE))


def test_people_without_ids_are_known_by_address_then_by_name_and_organisation(programme):
    text = "name,email,organisation,bio\nAl Doe,al@example.org,Yard,a\nBo Roe,,Mill,b\nBo Roe,,Farm,c\n"
    assert counts(programme.take(text)) == (3, 3, 0, 0, 0)
    ids = {one.bio: one.id for one in programme.state()[0]}
    assert counts(
        programme.take("name,email,organisation,bio\nAlbert Doe,AL@example.org,Dock,a\nBO ROE,,Mill,new\n")
    ) == (2, 0, 2, 0, 0)
    people = {one.id: one for one in programme.state()[0]}
    assert people[ids["a"]].name == "Albert Doe"
    assert people[ids["b"]].bio == "new"
    assert people[ids["c"]].bio == "c"
    assert counts(programme.take("name,email,organisation,bio\nBo Roe,bo@example.org,Farm,c\n")) == (1, 0, 1, 0, 0)
    assert programme.store.mentors.get(ids["c"]).email == "bo@example.org"


def test_of_two_rows_about_one_person_the_first_counts(programme):
    report = programme.take("id,name,bio\nm1,Al,one\nm1,Al,one\nm1,Al,two\n")
    assert counts(report) == (3, 1, 0, 1, 1)
    assert [(one.row, one.rejected) for one in report.problems] == [(3, False), (4, True)]
    assert "row 2" in report.problems[1].reason
    assert programme.store.mentors.get("m1").bio == "one"


def test_a_row_about_somebody_again_is_told_by_what_the_file_says_of_them(programme):
    report = programme.take("Full name,E-mail,bio\nAl,al@example.org,one\nAl,AL@example.org,two\nBo,,x\nBo,,x\n")
    assert [(one.row, one.column, one.value, one.outcome) for one in report.problems] == [
        (3, "E-mail", "AL@example.org", Outcome.ROW_LEFT_OUT),
        (5, "Full name", "Bo", Outcome.SAID_BEFORE),
    ]


def test_the_preview_shows_only_rows_that_would_be_taken(programme, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("name,email\nAl,al@example.org\nAlbert,al@example.org\nBo,\n", "utf-8")
    found = programme.imports.preview(OPERATOR, file, PersonKind.MENTOR)
    assert [one.name for one in found.people] == ["Al", "Bo"]
    assert [(one.row, one.rejected) for one in found.problems] == [(3, True)]


def test_where_parts_are_cut_does_not_matter(programme, tmp_path, monkeypatch):
    rng = random.Random(7)
    rows = ["id,name,email,organisation,bio"]
    for _ in range(300):
        person = rng.randrange(80)
        rows.append(
            f"{rng.choice(['', f'p{person}'])},N{person % 30},{rng.choice(['', f'{person}@example.org'])},"
            f"O{person % 3},{rng.randrange(2)}"
        )
    text = "\n".join(rows)
    results = []
    for size in (7, 50, 1000):
        monkeypatch.setattr("assistant.services.importing.ROWS_AT_ONCE", size)
        (folder := tmp_path / str(size)).mkdir()
        made = Programme(folder)
        first = counts(made.take(text))
        state = made.state()[0]
        again = made.take(text)
        results.append((first, state))
        assert (again.added, again.updated) == (0, 0)
        assert made.state()[0] == state
        made.store.close()
    assert results[0] == results[1] == results[2]


def test_undo_puts_everybody_back(programme):
    programme.take(THREE)
    people, passages = programme.state()
    programme.take(THREE.replace("I weld.", "I build.").replace("Cy", "Cyd") + "m9,New,,x,\n")
    assert len(programme.state()[0]) == 4
    report = programme.imports.undo_last(COORDINATOR)
    assert (report.file_name, report.removed, report.restored, report.kept) == ("people.csv", 1, 2, ())
    assert programme.state()[0] == people
    assert {one[1:] for one in programme.state()[1]} == {one[1:] for one in passages}
    programme.imports.undo_last(OPERATOR)
    assert programme.state() == ([], [])
    with pytest.raises(NotFound, match="no import to undo"):
        programme.imports.undo_last(OPERATOR)
    assert all(one.undone_at for one in programme.imports.history(OPERATOR))


def test_undo_leaves_alone_who_was_edited_or_found_a_mentee_since(programme):
    programme.take(THREE)
    people = PeopleService(programme.store, passages_of, programme.note)
    people.save_mentor(OPERATOR, replace(programme.store.mentors.get("m1"), bio="By hand."))
    people.save_mentee(OPERATOR, Mentee(id="e1", name="Eve"))
    RelationshipService(programme.store).start(OPERATOR, "m2", "e1")
    report = programme.imports.undo_last(OPERATOR)
    assert report.kept == (("m1", "edited since the import"), ("m2", "in a relationship"))
    assert [one.id for one in programme.state()[0]] == ["m1", "m2"]


def test_an_import_that_was_stopped_keeps_what_it_took_and_can_be_taken_back(programme):
    text = "id,name\n" + "".join(f"m{number},P{number}\n" for number in range(3 * ROWS_AT_ONCE))
    said = []
    report = programme.take(text, stop=lambda: True, progress=lambda done, total: said.append((done, total)))
    assert report.stopped
    assert programme.store.mentors.count() == ROWS_AT_ONCE
    assert said[0][0] == ROWS_AT_ONCE
    assert said[0][1] >= 3 * ROWS_AT_ONCE
    assert counts(programme.take(text)) == (3 * ROWS_AT_ONCE, 2 * ROWS_AT_ONCE, 0, ROWS_AT_ONCE, 0)
    for _ in range(2):
        programme.imports.undo_last(OPERATOR)
    assert programme.store.mentors.count() == 0


def test_mentees_are_imported_with_their_goals(programme):
    programme.take("id,name,goals\ne1,Eve,learn to weld; find work\n", MENTEE)
    assert programme.store.mentees.get("e1") == Mentee(id="e1", name="Eve", goals=("learn to weld", "find work"))
    programme.imports.undo_last(OPERATOR)
    assert programme.store.mentees.count() == 0


def test_the_preview_shows_columns_people_and_problems(programme, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("Full name;Sprachen;Shoe size\nAl;Deutsch, Klingonish;44\n")
    preview = programme.imports.preview(COORDINATOR, path, MENTOR)
    assert [(one.column, one.field) for one in preview.columns] == [
        ("Full name", "name"),
        ("Sprachen", "languages"),
        ("Shoe size", ""),
    ]
    assert preview.columns[2].examples == ("44",)
    assert preview.people[0].languages == ("de",)
    assert (preview.delimiter, preview.problems[0].value) == (";", "Klingonish")
    assert programme.state() == ([], [])


@pytest.mark.parametrize("actor", [Actor(Role.MENTEE, "e1"), Actor(Role.MENTOR, "m1")])
def test_mentors_and_mentees_may_not_import(programme, actor, tmp_path):
    for call in (
        lambda: programme.imports.preview(actor, tmp_path / "x", MENTOR),
        lambda: programme.imports.run(actor, tmp_path / "x", MENTOR),
        lambda: programme.imports.undo_last(actor),
        lambda: programme.imports.history(actor),
    ):
        with pytest.raises(NotAllowed):
            call()


def test_two_imports_at_once_are_refused(programme):
    inside, go_on = threading.Event(), threading.Event()

    def hold(_done, _total):
        inside.set()
        go_on.wait(10)

    thread = threading.Thread(target=programme.take, args=(THREE,), kwargs={"progress": hold})
    thread.start()
    inside.wait(10)
    with pytest.raises(InvalidInput, match="Another import"):
        programme.imports.undo_last(OPERATOR)
    go_on.set()
    thread.join()


def test_a_file_without_names_writes_nothing(programme):
    with pytest.raises(InvalidInput, match="No column gives the name"):
        programme.take("colour,size\nred,3\n")
    assert programme.imports.history(OPERATOR) == []


def test_experts_with_only_ids_and_texts_are_taken(programme):
    if not EXPERTS.exists():
        pytest.skip("the evaluation data is not beside this checkout")
    report = programme.imports.run(OPERATOR, EXPERTS, MENTOR)
    assert report.problems == ()
    rows = [json.loads(line) for line in EXPERTS.read_text().splitlines()]
    assert report.added == len(rows)
    found = programme.store.mentors.find(row["_id"] for row in rows)
    assert all(len(found[row["_id"]].bio) >= max(map(len, row["documents"])) for row in rows if row["documents"])


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_taken_in_bounded_time_and_memory(programme, tmp_path):
    import resource
    import time

    path = tmp_path / "large.csv"
    with path.open("w") as file:
        file.write("id,name,email,bio,skills,languages,availability,years\n")
        for number in range(200_000):
            file.write(
                f"m{number},Person {number},p{number}@example.org,I have done work number {number}.,"
                f"a{number % 97};b{number % 89},en;de,Mon 18:00-20:00,{number % 40}\n"
            )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()  # what else runs on the machine does not count
    report = programme.imports.run(OPERATOR, path, MENTOR)
    seconds = time.process_time() - started
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"200,000 rows in {seconds:.0f} s, {grown_mb:.0f} MiB more memory")
    assert counts(report) == (200_000, 200_000, 0, 0, 0)
    assert programme.store.passages.count() == 600_000
    assert seconds < 400
    assert grown_mb < 500
    sample = programme.store.mentors.get("m123456")
    assert (sample.name, sample.email) == ("Person 123456", "p123456@example.org")
    assert sample.skills == (f"a{123456 % 97}", f"b{123456 % 89}")
    assert (sample.languages, sample.years_experience) == (("en", "de"), 123456 % 40)
    assert str(sample.availability[0]) == "Mon 18:00-20:00"
