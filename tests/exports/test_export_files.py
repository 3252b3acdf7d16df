"""Each file is read back by a library that did not write it."""

import csv
import email
import io
import json
import zipfile
from datetime import date
from email.policy import default
from importlib import resources

import jsonschema
import mammoth
import pandas
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from small_notes import make_notes

from assistant.domain.report import Line, Party
from assistant.exports import ExportFormat, ExportOptions, export_notes
from assistant.exports.calendar import EntryKind
from assistant.exports.items_csv import neutralise
from assistant.exports.mail import write_mail
from assistant.exports.outline import build_outline
from assistant.exports.templates import shipped_templates

REGULAR = shipped_templates()["regular"]
SCHEMA = json.loads((resources.files("assistant.exports") / "notes.schema.json").read_text("utf-8"))
NOTHING = {"action_items": (), "decisions": (), "overview": (), "topics": (), "moments": (), "follow_ups": ()}


def write(notes, kind: ExportFormat, **options) -> bytes:
    return export_notes(notes, kind, REGULAR, ExportOptions(**options)).content


def empty_notes():
    from dataclasses import replace

    plain = make_notes(item_ids=())
    return replace(plain, report=replace(plain.report, open_questions=(), notices=(), **NOTHING))


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_same_notes_give_the_same_file(notes, kind):
    if kind is ExportFormat.DOCX:  # a ZIP holds the time it was made; its parts must not
        first, second = (zipfile.ZipFile(io.BytesIO(write(notes, kind))) for _ in range(2))
        assert [first.read(name) for name in first.namelist()] == [second.read(name) for name in second.namelist()]
    else:
        assert write(notes, kind) == write(notes, kind)


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_name_of_a_file_has_the_day_and_no_name(notes, kind):
    name = export_notes(notes, kind, REGULAR).name
    assert "2026-05-11" in name
    assert "Dana" not in name


def test_word_document_has_headings_lists_and_quotes(notes):
    html = mammoth.convert_to_html(io.BytesIO(write(notes, ExportFormat.DOCX))).value
    assert "<h1>Action items</h1>" in html
    assert "<h2>Talk with Priya (0:00–1:10)</h2>" in html
    assert "<li>☐ Anna Keller will send Dana the checklist<em> — due 15 May 2026 (“by Friday”)</em></li>" in html
    assert "☑ Somebody books a room" in html
    assert "<strong>1:01 Anna Keller: </strong>I&#x27;ll send you" in html or "Anna Keller: </strong>I'll send" in html
    assert "&lt;b&gt;Priya&lt;/b&gt;" in html


def test_word_document_survives_characters_that_xml_forbids(notes):
    from dataclasses import replace

    session = replace(notes.session, title="Bell\x07 and \ud800 and null\0")
    html = mammoth.convert_to_html(io.BytesIO(write(replace(notes, session=session), ExportFormat.DOCX))).value
    assert "Bell and  and null" in html


def test_json_follows_its_schema_and_points_into_the_transcript(notes):
    values = json.loads(write(notes, ExportFormat.JSON))
    jsonschema.validate(values, SCHEMA, cls=jsonschema.Draft202012Validator)
    item = values["report"]["action_items"][0]
    assert (item["id"], item["due_on"], item["state"], item["confirmed"]) == ("i1", "2026-05-15", "open", True)
    assert values["transcript"]["utterances"][item["evidence"][0]]["text"].startswith("I'll send you the checklist")
    assert values["report"]["follow_ups"][0]["text"] == "Dana will talk to Priya"


def test_json_schema_refuses_what_is_not_ours(notes):
    values = json.loads(write(notes, ExportFormat.JSON))
    values["report"]["action_items"][0]["owner"] = "boss"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(values, SCHEMA, cls=jsonschema.Draft202012Validator)


def test_csv_is_read_by_pandas_and_by_the_standard_library(notes):
    content = write(notes, ExportFormat.CSV)
    frame = pandas.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    assert list(frame["id"]) == ["i1", "i2", "i3"]
    assert list(frame["due_on"]) == ["2026-05-15", "", ""]
    assert list(frame["owner"]) == ["Anna Keller", "Dana Reyes", ""]
    assert list(frame["state"]) == ["open", "open", "done"]
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == frame.to_dict("records")


def test_csv_holds_no_formula(notes):
    frame = pandas.read_csv(io.BytesIO(write(notes, ExportFormat.CSV)), dtype=str, keep_default_na=False)
    assert frame["task"][1] == '\'=SUM(A1) will be done by Dana; soon, "really"'
    assert frame["words"][1].startswith("'=SUM(A1) is what")


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "＝1", "\0=1", "\n=1"])
def test_cell_that_a_spreadsheet_would_calculate_is_text(cell):
    assert neutralise(cell).startswith("'")


@given(st.text(max_size=20))
def test_no_cell_starts_like_a_formula(text):
    assert neutralise(text).lstrip()[:1] not in set("=+-@＝＋－＠\t\r") or not text.strip()


def test_calendar_has_one_all_day_event_for_each_dated_item(notes):
    calendar = vobject.readOne(write(notes, ExportFormat.ICS).decode())
    (event,) = calendar.vevent_list
    assert event.uid.value == "i1@rapport.invalid"
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 5, 15), date(2026, 5, 16))
    assert event.dtstart.params == {"VALUE": ["DATE"]} or event.dtstart.value_param == "DATE"
    assert event.summary.value == "Anna Keller will send Dana the checklist"
    assert "Owner: Anna Keller" in event.description.value
    assert "https://example.org/a_b_c or mail" in event.description.value


def test_calendar_holds_tasks_where_they_are_wanted(notes):
    due = make_notes(next_session_on=date(2026, 5, 25), done=frozenset({"i2"}))
    calendar = vobject.readOne(write(due, ExportFormat.ICS, entry_kind=EntryKind.TASK).decode())
    first, second = calendar.vtodo_list
    assert (first.due.value, first.status.value) == (date(2026, 5, 15), "NEEDS-ACTION")
    assert (second.due.value, second.status.value) == (date(2026, 5, 25), "COMPLETED")
    assert second.summary.value == '=SUM(A1) will be done by Dana; soon, "really"'


def test_what_nobody_confirmed_and_what_was_given_up_says_so_in_every_file():
    found = make_notes(
        unconfirmed=frozenset({"i1"}), dropped=frozenset({"i2"}), next_session_on=date(2026, 5, 25), by_hand=1
    )
    markdown = write(found, ExportFormat.MARKDOWN).decode()
    assert "due 15 May 2026 (“by Friday”); not confirmed*" in markdown
    assert "; dropped*" in markdown
    assert "1 line was written or changed by hand." in markdown
    frame = pandas.read_csv(io.BytesIO(write(found, ExportFormat.CSV)), dtype=str)
    assert list(zip(frame["state"], frame["confirmed"], strict=True)) == [
        ("open", "no"), ("dropped", "yes"), ("done", "yes"),
    ]  # fmt: skip
    events = vobject.readOne(write(found, ExportFormat.ICS).decode()).vevent_list
    assert [one.status.value for one in events] == ["TENTATIVE", "CANCELLED"]
    assert "Not confirmed" in events[0].description.value
    tasks = vobject.readOne(write(found, ExportFormat.ICS, entry_kind=EntryKind.TASK).decode()).vtodo_list
    assert [one.status.value for one in tasks] == ["NEEDS-ACTION", "CANCELLED"]
    assert "(due 15 May 2026 (“by Friday”); not confirmed)" in " ".join(
        write_mail(build_outline(found, REGULAR, with_quotes=False)).body.split()
    )


def test_tasks_of_one_side_alone_go_into_calendar_and_table(notes):
    mine = vobject.readOne(write(notes, ExportFormat.ICS, owner=Party.MENTEE).decode())
    assert "vevent" not in mine.contents
    frame = pandas.read_csv(io.BytesIO(write(notes, ExportFormat.CSV, owner=Party.MENTOR)), dtype=str)
    assert list(frame["id"]) == ["i1"]


def test_points_of_no_topic_come_after_the_topics(notes):
    added = make_notes(further_points=(Line("Sleep on it.", ()),))
    html = mammoth.convert_to_html(io.BytesIO(write(added, ExportFormat.DOCX))).value
    assert html.index("Formulas") < html.index("<h2>Further points</h2><ul><li>Sleep on it.</li></ul>")
    assert json.loads(write(added, ExportFormat.JSON))["further_points"][0]["text"] == "Sleep on it."


def test_calendar_lines_are_as_the_standard_asks(notes):
    content = write(notes, ExportFormat.ICS)
    lines = content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert max(map(len, lines)) <= 75


def test_calendar_without_dated_items_is_read_as_empty():
    calendar = vobject.readOne(write(empty_notes(), ExportFormat.ICS).decode())
    assert "vevent" not in calendar.contents


def test_mail_is_read_as_a_draft_with_the_notes_and_without_quotes(notes):
    message = email.message_from_bytes(write(notes, ExportFormat.MAIL), policy=default)
    assert message["Subject"] == "Session notes: Dana & Anna: first *steps*, 11 May 2026"
    assert message["X-Unsent"] == "1"
    body = message.get_content()
    assert "ACTION ITEMS" in body
    assert "* [x] Somebody books a room (owner not said)" in body
    assert "See https://example.org" not in body
    assert body.splitlines() == write_mail(build_outline(notes, REGULAR, with_quotes=False)).body.splitlines()


def test_lines_of_a_mail_are_short(notes):
    body = write_mail(build_outline(notes, REGULAR, with_quotes=False)).body
    assert max(map(len, body.splitlines())) <= 76


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_notes_with_nothing_in_them_can_be_exported(kind):
    content = write(empty_notes(), kind)
    if kind is ExportFormat.MARKDOWN:
        assert "No action item was found." in MarkdownIt("commonmark").render(content.decode())
    if kind is ExportFormat.CSV:
        assert pandas.read_csv(io.BytesIO(content)).empty
    if kind is ExportFormat.DOCX:
        assert "No action item was found." in mammoth.extract_raw_text(io.BytesIO(content)).value
