import codecs
import csv
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from assistant.domain.people import Status
from assistant.errors import AssistantError, InvalidInput
from assistant.people import Outcome, PersonKind, choose_columns, open_people_file, problems_csv, read_drafts
from assistant.people.decoding import FileFormat

MENTOR = PersonKind.MENTOR
DATA = Path(__file__).parents[2] / "data" / "demo"


@pytest.fixture
def read(tmp_path):
    """Read bytes or text as a file of people: (source, rows)."""

    def read_file(content, kind=MENTOR, mapping=None):
        path = tmp_path / "upload"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        source = open_people_file(path, kind)
        return source, list(read_drafts(source, choose_columns(source, kind, mapping), kind))

    return read_file


def names(rows):
    return [row.draft.name for row in rows if row.draft]


def reasons(rows):
    return [(problem.row, problem.column, problem.value, problem.rejected) for row in rows for problem in row.problems]


@pytest.mark.parametrize(
    ("encoding", "bom"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_encoding_and_delimiter_gives_the_same_people(read, encoding, bom, delimiter):
    text = "Name,Organisation,Bio\r\nZoë Müller,Café du Nord,I weld “well”.\r\n".replace(",", delimiter)
    source, rows = read(bom + text.encode(encoding))
    assert source.format is FileFormat.CSV
    assert source.delimiter == delimiter
    assert source.columns == ("Name", "Organisation", "Bio")
    (row,) = rows
    assert (row.draft.name, row.draft.organisation, row.draft.values["bio"]) == (
        "Zoë Müller",
        "Café du Nord",
        "I weld “well”.",
    )
    assert any("Windows-1252" in notice for notice in source.notices) is (encoding == "cp1252")


def test_one_damaged_character_does_not_spoil_the_other_accents(read):
    source, rows = read("name\nZoë\nJürgen\nÅsa\n".encode() + b"Bro\xffken\n")
    assert names(rows) == ["Zoë", "Jürgen", "Åsa", "Bro�ken"]
    assert "1 characters are damaged" in source.notices[0]


def test_quoted_line_breaks_and_delimiters_stay_in_their_cell(read):
    _, rows = read('name,bio\n"Al ""Ace"" Doe","one,\ntwo;\n\nthree"\nBo,x\n')
    assert names(rows) == ['Al "Ace" Doe', "Bo"]
    assert rows[0].draft.values["bio"] == "one,\ntwo;\n\nthree"
    assert [row.number for row in rows] == [2, 3]


def test_a_quote_that_is_never_closed_costs_one_row(read):
    lines = [f"Person {number},bio" for number in range(30)]
    lines[3] = 'Person 3,"never closed'
    _, rows = read("name,bio\n" + "\n".join(lines))
    assert names(rows) == [f"Person {number}" for number in range(30) if number != 3]
    assert reasons(rows) == [(5, "", "", True)]


def test_nul_bytes_are_dropped_and_said(read):
    source, rows = read(b"name,bio\nA\0l,we\0ld\n")
    assert names(rows) == ["Al"]
    assert "NUL" in source.notices[0]


def test_formulas_in_csv_cells_stay_text_and_are_reported(read):
    _, rows = read('name,bio,email\nAl,"=HYPERLINK(""http://x"")",al@example.org\nBo,+49 30 123,bo@example.org\n')
    assert rows[0].draft.values["bio"] == '=HYPERLINK("http://x")'
    assert reasons(rows) == [(2, "bio", '=HYPERLINK("http://x")', False)]
    assert rows[0].problems[0].outcome is Outcome.KEPT
    report = list(csv.reader(io.StringIO(problems_csv(rows[0].problems))))
    assert report[0] == ["row", "column", "value", "reason", "outcome"]
    assert report[1][2] == '\'=HYPERLINK("http://x")'


def test_a_formula_that_is_not_read_after_all_is_not_said_to_be_kept(read):
    _, rows = read("name,years of experience,remark\nAl,=1+1,=A1\n")
    assert [(one.column, one.outcome) for one in rows[0].problems] == [("years of experience", Outcome.VALUE_LEFT_OUT)]


def test_title_lines_and_blank_rows_are_passed_over(read):
    source, rows = read("Mentors 2026,,\n,,\nName,E-mail,Skills\nAl,al@example.org,welding\n,,\nBo,,\n")
    assert source.columns == ("Name", "E-mail", "Skills")
    assert "Row 3" in source.notices[0]
    assert [(row.number, row.draft.name) for row in rows] == [(4, "Al"), (6, "Bo")]


def test_excels_sep_line_is_honoured(read):
    assert names(read("sep=;\nname;bio\nAl;a,b\n")[1]) == ["Al"]


def test_rows_without_a_name_or_with_too_many_cells_are_rejected(read):
    _, rows = read("id,name,city\n1,Al,Rome\n2,,Paris\n3,Bo,Oslo,extra\n4,Cy\n")
    assert names(rows) == ["Al", "Cy"]
    assert reasons(rows) == [(3, "name", "", True), (4, "", "", True)]


def test_first_and_last_names_places_and_opt_outs_are_put_together(read):
    _, rows = read('First name,Surname,Location,Opted out\nAl,Doe,"Lyon, France",yes\n')
    values = rows[0].draft.values
    assert (values["name"], values["city"], values["country"], values["status"]) == (
        "Al Doe",
        "Lyon",
        "FR",
        Status.PAUSED,
    )


def test_unknown_values_are_dropped_and_named(read):
    _, rows = read("name,languages,time zone,capacity\nAl,English;Klingonish,Mars/Olympus,lots\n")
    assert rows[0].draft.values["languages"] == ("en",)
    assert "time_zone" not in rows[0].draft.values
    assert reasons(rows) == [
        (2, "languages", "Klingonish", False),
        (2, "time zone", "Mars/Olympus", False),
        (2, "capacity", "lots", False),
    ]


def test_sensitive_columns_are_not_read(read):
    source, rows = read("name,gender,age\nAl,x,40\n")
    assert rows[0].draft.values == {"name": "Al"}
    assert choose_columns(source, MENTOR).guesses[1].field == "sensitive"


def test_a_mapping_wins_over_the_guess(read):
    content = "Wer,Name,Was\nAl,nickname,welding\n"
    _, rows = read(content, mapping={"Wer": "name", "Was": "skills"})
    assert rows[0].draft.values == {"name": "Al", "skills": ("welding",)}
    with pytest.raises(InvalidInput, match="no column 'Wo'"):
        read(content, mapping={"Wo": "name"})
    with pytest.raises(InvalidInput, match="no field 'shoe'"):
        read(content, mapping={"Was": "shoe"})
    with pytest.raises(InvalidInput, match="Two columns"):
        read(content, mapping={"Wer": "name", "Was": "name"})


def test_a_file_without_any_name_column_says_what_it_found(read):
    source, _ = read("colour,size\nred,3\n")
    with pytest.raises(InvalidInput, match="colour, size"):
        choose_columns(source, MENTOR).check(MENTOR)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "is empty"),
        (b"\n\n  \n", "holds no row"),
        (b"[]", "holds no row"),
        (b"%PDF-1.7 \x00\x01", "not a table"),
        (b"\x89PNG\r\n\x1a\n", "not a table"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 20, "old .xls"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\0" * 500, "not a table|damaged|holds no row"),
    ],
)
def test_files_that_hold_no_people_say_why(read, content, message):
    with pytest.raises(InvalidInput, match=message):
        read(content)


def test_an_archive_is_not_a_workbook(read):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mentors.csv", "name\nAl\n")
    with pytest.raises(InvalidInput, match="an archive"):
        read(packed.getvalue())


def test_json_comes_as_a_list_an_object_with_a_list_one_object_or_lines(read):
    people = [{"id": "1", "name": "Al"}, {"id": "2", "name": "Bo"}]
    for content, form in [
        (json.dumps(people), FileFormat.JSON),
        (json.dumps({"mentors": people}, indent=1), FileFormat.JSON),
        (json.dumps({"mentors": people}), FileFormat.JSON),
        ("\n".join(map(json.dumps, people)), FileFormat.JSONL),
    ]:
        source, rows = read(content)
        assert (source.format, names(rows)) == (form, ["Al", "Bo"])
    assert names(read(json.dumps(people[0]))[1]) == ["Al"]
    assert names(read(json.dumps(people[0], indent=2))[1]) == ["Al"]


def test_damaged_json_lines_cost_only_themselves(read):
    deep, digits = "[" * 100_000, "9" * 5_000
    content = f'{{"name": "Al"}}\n{{"name": \n{deep}\n{{"name": "Bo", "capacity": {digits}}}\n[1]\n\n{{"name": "Cy"}}\n'
    _, rows = read(content)
    assert names(rows) == ["Al", "Cy"]
    assert [row.number for row in rows if row.draft is None] == [2, 3, 4, 5]


def test_a_json_list_that_breaks_off_keeps_what_came_before(read):
    _, rows = read('[{"name": "Al"}, {"name": "Bo"},\n {"name": "C')
    assert names(rows) == ["Al", "Bo"]
    assert "breaks off in the item at line 2" in rows[-1].problems[0].reason


def test_texts_with_only_an_id_are_taken_as_mentors(read):
    _, rows = read(
        '{"_id": 17, "documents": ["First text.", "Second text."]}\n{"_id": "18", "title": "T", "text": "Body"}\n'
    )
    first, second = (row.draft.to_person(MENTOR, row.draft.id) for row in rows)
    assert (first.id, first.name, first.bio) == ("17", "17", "First text.\n\nSecond text.")
    assert (second.headline, second.bio) == ("T", "Body")


def test_json_keys_that_appear_late_are_read_too(read):
    lines = [json.dumps({"id": str(number), "name": "x"}) for number in range(2100)]
    _, rows = read("\n".join([*lines, json.dumps({"id": "z", "name": "Zed", "skills": ["late"]})]))
    assert rows[-1].draft.values["skills"] == ("late",)


@pytest.fixture
def workbook(tmp_path):
    def save(*sheets):
        book = Workbook()
        book.remove(book.active)
        for title, rows in sheets:
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        path = tmp_path / "people.bin"
        book.save(path)
        return path

    return save


def test_a_workbook_is_read_from_the_sheet_with_people(workbook):
    path = workbook(
        ("Notes", [["Read me", "first"]]),
        (
            "Mentors",
            [["Programme 2026"], [], ["Name", "Years", "Last active", "Skills"], ["Al", 7.0, date(2026, 1, 2), "a; b"]],
        ),
    )
    source = open_people_file(path, MENTOR)
    assert source.format is FileFormat.XLSX
    (row,) = read_drafts(source, choose_columns(source, MENTOR), MENTOR)
    assert row.number == 4
    assert row.draft.values == {
        "name": "Al",
        "years_experience": 7,
        "last_active": date(2026, 1, 2),
        "skills": ("a", "b"),
    }
    assert "Mentors" in source.notices[0]


def test_a_formula_without_a_stored_result_is_reported(workbook):
    path = workbook(("Mentors", [["Name", "City"], ["Al", '=CONCAT("Ro","me")'], ["Bo", "Oslo"]]))
    source = open_people_file(path, MENTOR)
    rows = list(read_drafts(source, choose_columns(source, MENTOR), MENTOR))
    assert [row.draft.values for row in rows] == [{"name": "Al"}, {"name": "Bo", "city": "Oslo"}]
    assert reasons(rows) == [(2, "City", '=CONCAT("Ro","me")', False)]


def test_a_formula_with_a_stored_result_counts_with_it(workbook, tmp_path):
    path = workbook(("Mentors", [["Name", "City"], ["Al", '=CONCAT("Ro","me")']]))
    stored = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stored, "w") as new:
        for name in old.namelist():
            content = (
                old.read(name)
                .replace(b"<v></v>", b"<v>Rome</v>")
                .replace(b"<v />", b"<v>Rome</v>")
                .replace(b"<v/>", b"<v>Rome</v>")
            )
            if name.endswith("sheet1.xml"):
                content = content.replace(b'<c r="B2">', b'<c r="B2" t="str">')
            new.writestr(name, content)
    source = open_people_file(stored, MENTOR)
    (row,) = read_drafts(source, choose_columns(source, MENTOR), MENTOR)
    assert row.draft.values == {"name": "Al", "city": "Rome"}
    assert row.problems == ()


@pytest.mark.parametrize(("kind", "name"), [(MENTOR, "mentors.jsonl"), (PersonKind.MENTEE, "mentees.jsonl")])
def test_the_demo_programme_is_taken_without_a_remark(kind, name):
    if not (DATA / name).exists():
        pytest.skip(f"{name} is not there")
    source = open_people_file(DATA / name, kind)
    rows = list(read_drafts(source, choose_columns(source, kind), kind))
    assert reasons(rows) == []
    assert len(rows) >= (150 if kind is MENTOR else 60)


any_file = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.text(alphabet='name,;"\n\r\t=|{}[]:0 é', max_size=300).map(lambda text: b"name,bio\n" + text.encode()),
    st.text(alphabet='{}[]",:\\nameid0 \n', max_size=200).map(lambda text: b'{"name": "Al"}\n' + text.encode()),
    st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_file)
def test_no_file_breaks_the_readers(read, content):
    try:
        _, rows = read(content)
    except AssistantError:
        return
    for row in rows:
        assert (row.draft is None) == any(problem.rejected for problem in row.problems)


printable = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=30).map(str.strip).filter(bool)
plain_name = printable.filter(
    lambda text: text[0] not in "'=+-@\ufeff" and "\ufeff" not in text and "\u2028" not in text and "\u2029" not in text
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(plain_name, st.text(max_size=60)), min_size=1, max_size=12), st.sampled_from([",", ";", "\t"])
)
def test_every_row_that_a_csv_writer_wrote_is_read(read, people, delimiter):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "name", "bio"])
    for number, (name, bio) in enumerate(people):
        writer.writerow([f"p{number}", name, bio.replace("\0", "")])
    _, rows = read(out.getvalue().encode("utf-8", "replace"))
    assert [row.draft.id for row in rows if row.draft] == [f"p{number}" for number in range(len(people))]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(plain_name, min_size=1, max_size=10),
    st.integers(0, 9),
    st.text(alphabet='"{}[],:x', min_size=1, max_size=20),
)
def test_a_damaged_line_never_takes_its_neighbours_with_it(read, people, place, junk):
    lines = [json.dumps({"name": name}) for name in people]
    lines.insert(min(place, len(lines)) or 1, "{" + junk)
    _, rows = read("\n".join(lines))
    assert len(names(rows)) >= len(people)
