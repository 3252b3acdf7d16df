"""Exports of sessions: as the pair left the notes, in the order of their template, for those who may read them."""

import csv
import email
import io
import json
import re
from datetime import date
from email.policy import default
from pathlib import Path

import jsonschema
import mammoth
import pytest
import vobject
from small_analysis import SmallAnalyser
from small_programme import fill

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.notes import ItemState, Section
from assistant.domain.report import ActionItem, Due, Line, Party
from assistant.domain.sessions import Consent, Template
from assistant.errors import InvalidInput, NotAllowed, NotFound
from assistant.exports import ExportFormat, ExportOptions
from assistant.services import Assistant, open_assistant
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.exports import ExportRequest
from assistant.services.session_analysis import SessionAnalysis

TALK = b"""[00:00:03] Anna Keller: Hello Dana, how was the week? My number is +44 7700 900123.
[00:00:12] Dana Reyes: Hard, thank you. I'll write down three questions, Anna.
[00:00:31] Anna Keller: I'll send the list; see https://example.org/a_b, or mail anna@example.org, Dana.
[00:01:02] Dana Reyes: Yes, we decided to meet every second week.
"""
BOTH = Consent(mentor=True, mentee=True)
DANA, ANNA = Actor(Role.MENTEE, "e1"), Actor(Role.MENTOR, "m1")
SECRETS = ("Anna", "Keller", "Dana", "Reyes", "7700", "example.org")
SCHEMA = json.loads((Path(__file__).parents[2] / "assistant" / "exports" / "notes.schema.json").read_text("utf-8"))


@pytest.fixture
def desk(tmp_path):
    with open_assistant(data_folder=tmp_path / "data", embedder="hashing", linguist="rules") as assistant:
        assistant.jobs = AnalysisJobs(assistant.store, SessionAnalysis(assistant.store, SmallAnalyser()))
        yield fill(assistant)


@pytest.fixture
def pair(desk) -> str:
    return desk.relationships.start(OPERATOR, "m1", "e1", "one-on-ones").id


@pytest.fixture
def session_id(desk, pair) -> str:
    day = date(2026, 5, 19)
    kept = desk.sessions.upload(DANA, pair, "talk.txt", TALK, held_on=day, title="Weekly with Anna", consent=BOTH)
    desk.jobs.wait(desk.jobs.of_sessions(DANA, [kept.id])[kept.id].id, timeout_s=20)
    return kept.id


def export(desk: Assistant, session_id: str, kind: ExportFormat, actor: Actor = DANA, **options: object) -> bytes:
    hide = bool(options.pop("hide_names", False))
    request = ExportRequest(kind, ExportOptions(**options), hide_names=hide)  # type: ignore[arg-type]
    return desk.exports.export(actor, session_id, request).file.content


def plain(kind: ExportFormat, content: bytes) -> str:
    """What a reader of the file sees, by a library that did not write it."""
    if kind is ExportFormat.DOCX:
        return mammoth.extract_raw_text(io.BytesIO(content)).value
    if kind is ExportFormat.MAIL:
        message = email.message_from_bytes(content, policy=default)
        return f"{message['Subject']}\n{message.get_content()}"
    if kind is ExportFormat.ICS:
        events = vobject.readOne(content.decode()).contents.get("vevent", [])
        return "\n".join(f"{one.summary.value}\n{one.description.value}" for one in events)
    return content.decode("utf-8-sig")


@pytest.mark.parametrize("actor", [OPERATOR, DANA, ANNA])
@pytest.mark.parametrize("kind", list(ExportFormat))
def test_the_pair_and_the_operator_export(desk, session_id, actor, kind):
    assert export(desk, session_id, kind, actor)


@pytest.mark.parametrize("actor", [COORDINATOR, Actor(Role.MENTOR, "m2"), Actor(Role.MENTEE, "e2")])
def test_nobody_else_exports_or_puts_names_back(desk, session_id, actor):
    hidden = export(desk, session_id, ExportFormat.MARKDOWN, hide_names=True)
    with pytest.raises(NotAllowed):
        export(desk, session_id, ExportFormat.JSON, actor)
    with pytest.raises(NotAllowed):
        desk.exports.mail_text(actor, session_id)
    with pytest.raises(NotAllowed):
        desk.exports.restore(actor, "notes.md", hidden)


def test_a_session_that_is_not_there_or_has_no_notes_yet_says_so(desk, pair):
    with pytest.raises(NotFound):
        export(desk, "gone", ExportFormat.MARKDOWN)
    kept = desk.sessions.upload(DANA, pair, "talk.txt", TALK, consent=BOTH)
    with pytest.raises(InvalidInput, match="no notes to export yet"):
        export(desk, kept.id, ExportFormat.MARKDOWN)


def test_what_people_changed_is_exported_as_they_left_it(desk, session_id):
    notes = desk.notes
    first, second = (one for one in notes.lines(DANA, session_id) if one.section is Section.ACTION_ITEMS)
    item = ActionItem("Dana writes four questions", Party.MENTEE, Due("", date(2026, 5, 22)), 1.0, ())
    notes.edit(DANA, session_id, first.id, item)
    notes.add(ANNA, session_id, Section.ACTION_ITEMS, ActionItem("Book the room", Party.MENTOR, None, 1.0, ()))
    notes.add(ANNA, session_id, Section.DECISIONS, Line("No slides", ()))
    notes.add(ANNA, session_id, Section.KEY_POINTS, Line("Sleep on it", ()))
    decision = next(one for one in notes.lines(DANA, session_id) if "we decided" in one.value.text)
    notes.delete(DANA, session_id, decision.id)
    markdown = export(desk, session_id, ExportFormat.MARKDOWN).decode()
    for words in ("Dana writes four questions", "Book the room", "No slides", "Further points", "Sleep on it"):
        assert words in markdown
    assert "4 lines were written or changed by hand" in markdown
    assert "- Yes, we decided" not in markdown
    values = json.loads(export(desk, session_id, ExportFormat.JSON))
    jsonschema.validate(values, SCHEMA, cls=jsonschema.Draft202012Validator)
    found = [(one["text"][:5], one["confirmed"], one["due_on"]) for one in values["report"]["action_items"]]
    assert found == [("Dana ", True, "2026-05-22"), ("I'll ", False, None), ("Book ", True, None)]
    assert values["report"]["action_items"][1]["id"] == second.id


def test_what_is_confirmed_done_or_given_up_says_so(desk, session_id):
    one, two = (line.id for line in desk.notes.lines(DANA, session_id) if line.section is Section.ACTION_ITEMS)

    def states() -> list[tuple[str, str]]:
        rows = csv.DictReader(io.StringIO(plain(ExportFormat.CSV, export(desk, session_id, ExportFormat.CSV))))
        return [(row["state"], row["confirmed"]) for row in rows]

    assert states() == [("open", "no"), ("open", "no")]
    desk.notes.confirm(DANA, session_id, one)
    desk.notes.mark(DANA, session_id, two, ItemState.DROPPED)
    assert states() == [("open", "yes"), ("dropped", "yes")]
    desk.notes.mark(DANA, session_id, one, ItemState.DONE)
    assert states() == [("done", "yes"), ("dropped", "yes")]


def test_only_the_tasks_of_one_side_are_for_their_calendar(desk, session_id):
    rows = plain(ExportFormat.CSV, export(desk, session_id, ExportFormat.CSV, owner=Party.MENTOR))
    assert [row["owner_role"] for row in csv.DictReader(io.StringIO(rows))] == ["mentor"]


def test_the_template_of_the_session_orders_the_export(desk, session_id, tmp_path):
    own = tmp_path / "data" / "templates"
    own.mkdir()
    text = '[[sections]]\nsection = "decisions"\n[[sections]]\nsection = "action_items"\ntitle = "To do"\n'
    (own / "brief.toml").write_text(f'name = "In brief"\n{text}', "utf-8")
    facts = {"held_on": date(2026, 5, 19), "title": "Weekly"}
    for key in (Template.CLOSING, "brief"):
        desk.sessions.change_facts(DANA, session_id, template=key, **facts)
        markdown = export(desk, session_id, ExportFormat.MARKDOWN).decode()
        headings = re.findall(r"^## (.*)$", markdown, re.MULTILINE)
        assert headings == [one.title for one in desk.templates.find(key).sections if one.title in headings]
    assert headings == ["Decisions", "To do"]
    with pytest.raises(NotFound, match="no template 'gone'"):
        desk.sessions.change_facts(DANA, session_id, template="gone", **facts)
    (own / "brief.toml").unlink()
    assert b"# Session notes" in export(desk, session_id, ExportFormat.MARKDOWN)
    desk.sessions.change_facts(DANA, session_id, template="brief", **facts)


@pytest.mark.parametrize("kind", list(ExportFormat))
def test_names_are_left_out_and_come_back(desk, session_id, kind):
    item = ActionItem('Mail =Anna"; Keller', Party.MENTOR, Due("", date(2026, 6, 1)), 1.0, ())
    desk.notes.add(DANA, session_id, Section.ACTION_ITEMS, item)
    made = desk.exports.export(DANA, session_id, ExportRequest(kind, hide_names=True))
    hidden = plain(kind, made.file.content)
    assert [one for one in SECRETS if one in hidden] == []
    assert "[Person 1" in hidden
    assert made.names_key in made.file.name
    back = desk.exports.restore(ANNA, made.file.name, made.file.content)
    shown = plain(kind, export(desk, session_id, kind))
    assert _bare(plain(kind, back)) == _bare(shown)


def _bare(text: str) -> str:
    """Without what says that names are left out, and without where lines are broken."""
    text = re.sub(r" Names are left out; key [0-9a-f]{8}\.", "", " ".join(text.split()))
    return re.sub(r'"names_key": [^,]*', "", text)


def test_names_stay_in_the_data_folder_and_go_with_the_session(desk, session_id, tmp_path):
    keys = {
        desk.exports.export(DANA, session_id, ExportRequest(kind, hide_names=True)).names_key for kind in ExportFormat
    }
    (file,) = (tmp_path / "data" / "names").iterdir()
    assert keys == {file.name.split(".")[1]}
    assert file.stat().st_mode & 0o077 == 0
    assert "Anna Keller" in json.loads(file.read_text("utf-8")).values()
    hidden = export(desk, session_id, ExportFormat.MARKDOWN, hide_names=True)
    desk.sessions.delete(DANA, session_id)
    assert not file.exists()
    with pytest.raises(NotFound, match="no names for the key"):
        desk.exports.restore(OPERATOR, "notes.md", hidden)


def test_a_file_that_somebody_changed_gets_its_names_back(desk, session_id):
    import docx

    made = desk.exports.export(DANA, session_id, ExportRequest(ExportFormat.DOCX, hide_names=True))
    document = docx.Document(io.BytesIO(made.file.content))
    cut = document.add_paragraph()
    cut.add_run("Ask [Per")
    cut.add_run("son 1]")
    buffer = io.BytesIO()
    document.save(buffer)
    back = desk.exports.restore(DANA, "answer.docx", buffer.getvalue(), made.names_key)
    assert "Ask Anna Keller" in plain(ExportFormat.DOCX, back)
    assert desk.exports.restore(DANA, "renamed.docx", buffer.getvalue())
    said = desk.exports.restore(DANA, "answer.txt", b"What does [Person 1] think of [Person 99]?", made.names_key)
    assert said == b"What does Anna Keller think of [Person 99]?"


@pytest.mark.parametrize(
    ("name", "data", "key", "error"),
    [
        ("a.txt", b"[Person 1]", "", "does not say which names"),
        ("a.txt", b"x", "../../etc", "no names for the key"),
        ("a.docx", b"no zip", None, "cannot be read as .docx"),
        ("a.json", b"{", None, "cannot be read as .json"),
        ("a.ics", b"nothing", None, "cannot be read as .ics"),
        ("a.txt", b"\xff\xfe\x00", None, "cannot be read as .txt"),
    ],
)
def test_what_cannot_be_put_back_says_why(desk, session_id, name, data, key, error):
    if key is None:
        key = desk.exports.export(DANA, session_id, ExportRequest(hide_names=True)).names_key
    with pytest.raises((InvalidInput, NotFound), match=re.escape(error)):
        desk.exports.restore(OPERATOR, name, data, key)


def test_the_mail_text_is_what_the_draft_holds(desk, session_id):
    mail = desk.exports.mail_text(DANA, session_id)
    draft = plain(ExportFormat.MAIL, export(desk, session_id, ExportFormat.MAIL)).replace("\r\n", "\n")
    assert draft == f"{mail.subject}\n{mail.body}"
    hidden = desk.exports.mail_text(DANA, session_id, hide_names=True)
    assert "Weekly with [Person 1" in hidden.subject
