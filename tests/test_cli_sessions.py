"""The commands for sessions as a person types them, on a small analyser that really reads."""

import csv
import email
import io
import json
import sys
from dataclasses import replace
from email.policy import default

import mammoth
import pytest
from small_analysis import SmallAnalyser
from typer.testing import CliRunner

from assistant import cli, open_assistant
from assistant.domain.access import OPERATOR
from assistant.domain.people import Mentee, Mentor
from assistant.services.engine_analyser import EngineAnalyser

TALK = """Anna Keller: Hello Dana, how did it go?
Dana Reyes: Well, thank you. I'll write the checklist by Friday.
Anna Keller: Good, we decided that you lead the meeting.
"""


@pytest.fixture(autouse=True)
def programme(monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORT_EMBEDDER", "hashing")
    monkeypatch.setenv("RAPPORT_LINGUIST", "rules")
    monkeypatch.setenv("RAPPORT_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("RAPPORT_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("COLUMNS", "200")
    small = SmallAnalyser()
    monkeypatch.setattr(
        EngineAnalyser, "analyse", lambda self, talk, progress, stop: small.analyse(talk, progress, stop)
    )
    with open_assistant() as assistant:
        assistant.people.save_mentor(OPERATOR, Mentor(id="m1", name="Anna Keller"))
        assistant.people.save_mentor(OPERATOR, Mentor(id="m2", name="Bola Ade"))
        assistant.people.save_mentee(OPERATOR, Mentee(id="e1", name="Dana Reyes"))
        assistant.relationships.start(OPERATOR, "m1", "e1")


@pytest.fixture
def file(tmp_path):
    made = tmp_path / "First talk 2026-05-04.txt"
    made.write_text(TALK, "utf-8")
    return made


def run(*arguments):
    return CliRunner().invoke(cli.app, [str(one) for one in arguments], catch_exceptions=False)


def run_main(monkeypatch, capsys, *arguments):
    """The exit code and standard error of the installed command."""
    monkeypatch.setattr(sys, "argv", ["rapport", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), capsys.readouterr().err


def test_a_file_is_analysed_without_being_kept(file):
    shown = run("analyse", file)
    assert shown.exit_code == 0
    assert "I'll write the checklist by Friday." in shown.stdout
    assert "2026-05-04" in shown.stdout
    assert "Read 23 of 23 words" in shown.stdout
    assert "no sessions yet" in run("sessions").stdout


@pytest.mark.parametrize("pair", ["m1,e1", "anna keller, Dana Reyes"])
def test_a_file_is_kept_for_a_pair_named_by_id_or_name(file, pair):
    shown = run("analyse", file, "--with", pair, "--consent", "--date", "2026-05-05")
    assert shown.exit_code == 0
    assert "[ ] Well, thank you. I'll write the checklist by Friday.  Dana Reyes  (turn 2)" in shown.stdout
    listed = run("sessions", "--with", pair).stdout
    assert "2026-05-05" in listed
    assert "1 of 1" in listed
    assert "done" in listed


def test_json_holds_the_whole_session(file):
    loose = json.loads(run("analyse", file, "--json").stdout)
    assert loose["held_on"] == "2026-05-04"
    assert loose["report"]["action_items"][0]["evidence"] == [1]
    kept = json.loads(run("analyse", file, "--with", "m1,e1", "--consent", "--json").stdout)
    assert kept["version"] == 1
    assert kept["report"]["action_items"][0]["owner"] == "mentee"
    assert kept["session"]["file_name"] == file.name
    (row,) = json.loads(run("sessions", "--json").stdout)
    assert row["session"]["id"] == kept["session"]["id"]
    assert json.loads(run("sessions", "--json", "--with", "m1,e1").stdout) == [row]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--with", "m1,e1"],
            "did not agree that this transcript is read. Ask them; when both have agreed, add --consent",
        ),
        (["--with", "m1"], "--with 'm1' is not MENTOR,MENTEE"),
        (["--with", "m1,nobody", "--consent"], "No mentee is called 'nobody'"),
        (["--with", "m2,e1", "--consent"], "m2,e1 have no relationship"),
        (["--date", "tomorrow"], "--date 'tomorrow' is no date"),
    ],
)
def test_what_cannot_be_done_is_one_line(monkeypatch, capsys, file, arguments, message):
    code, said = run_main(monkeypatch, capsys, "analyse", file, *arguments)
    assert code == 1
    assert message in said
    assert len(said.strip().splitlines()) == 1


def test_a_file_that_is_no_transcript_or_not_there_says_so(monkeypatch, capsys, tmp_path):
    pdf = tmp_path / "notes.pdf"
    pdf.write_bytes(b"%PDF-1.4 something")
    for path, message in ((pdf, "notes.pdf"), (tmp_path / "gone.vtt", "There is no file")):
        code, said = run_main(monkeypatch, capsys, "analyse", path)
        assert code == 1
        assert message in said
        assert len(said.strip().splitlines()) == 1


def test_the_same_file_twice_names_the_session(monkeypatch, capsys, file):
    run("analyse", file, "--with", "m1,e1", "--consent")
    code, said = run_main(monkeypatch, capsys, "analyse", file, "--with", "m1,e1", "--consent")
    assert code == 1
    assert "was uploaded before" in said


@pytest.fixture
def kept(file):
    """The id of a session of the pair."""
    run("analyse", file, "--with", "m1,e1", "--consent")
    (row,) = json.loads(run("sessions", "--json").stdout)
    return row["session"]["id"]


READ_BACK = {
    "md": lambda data: data.decode(),
    "docx": lambda data: mammoth.extract_raw_text(io.BytesIO(data)).value,
    "json": lambda data: json.loads(data)["report"]["action_items"][0]["text"],
    "csv": lambda data: next(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))["task"],
    "mail": lambda data: email.message_from_bytes(data, policy=default).get_content(),
}


@pytest.mark.parametrize("kind", list(READ_BACK))
def test_a_session_is_exported_to_a_file_by_the_beginning_of_its_id(kept, tmp_path, kind):
    target = tmp_path / f"notes.{'eml' if kind == 'mail' else kind}"
    done = run("sessions", "export", kept[:8], "--output", target)
    assert done.exit_code == 0
    assert str(target) in done.stderr.replace("\n", "")
    assert "write the checklist" in " ".join(READ_BACK[kind](target.read_bytes()).split())
    assert kept[:8] in run("sessions").stdout


@pytest.mark.parametrize("kind", ["md", "csv", "ics", "json", "mail"])
def test_without_a_file_the_export_is_printed(file, kind):
    shown = run("analyse", file, "--export", kind).stdout
    expected = {"mail": "Subject: Session notes", "ics": "BEGIN:VCALENDAR"}.get(kind, "write the checklist")
    assert expected in shown
    assert "not confirmed" in shown or kind in {"csv", "ics", "json"}


def test_names_are_left_out_and_put_back(kept, tmp_path):
    folder = tmp_path / "out"
    folder.mkdir()
    done = run("sessions", "export", kept, "--as", "md", "--output", folder, "--redact")
    (hidden,) = folder.iterdir()
    assert "Dana" not in hidden.read_text("utf-8")
    assert f"rapport sessions restore {hidden}" in done.stderr.replace("\n", "")
    moved = tmp_path / "answer.md"
    moved.write_text("Dear [Person 2], I will.", "utf-8")
    key = hidden.stem[-8:]
    assert run("sessions", "restore", moved, "--key", key).stdout == "Dear Dana Reyes, I will."
    assert run("sessions", "restore", hidden, "--output", tmp_path / "back.md").exit_code == 0
    assert "Dana Reyes" in (tmp_path / "back.md").read_text("utf-8")


def test_a_file_that_is_not_kept_is_exported_without_names(file, tmp_path):
    target = tmp_path / "notes.md"
    run("analyse", file, "--output", target, "--redact", "--template", "closing")
    text = target.read_text("utf-8")
    assert text.startswith("# Notes of the closing session")
    assert not [one for one in ("Dana", "Anna", "Keller") if one in text]
    assert "Dana Reyes" in run("sessions", "restore", target).stdout
    assert "no sessions yet" in run("sessions").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyse", "FILE", "--export", "docx"], "A Word document cannot be shown here. Add --output FILE."),
        (["analyse", "FILE", "--redact"], "--redact leaves names out of an export."),
        (["analyse", "FILE", "--output", "x.pdf"], "x.pdf does not say a format"),
        (["analyse", "FILE", "--template", "gone"], "There is no template 'gone'. Use one of career, closing"),
        (["analyse", "FILE", "--output", "/nowhere/x.md"], "/nowhere/x.md cannot be written"),
        (["sessions", "export", "zzzz"], "No session has the id 'zzzz'. Run: rapport sessions"),
        (["sessions", "restore", "FILE"], "does not say which names it lacks"),
        (["sessions", "restore", "FILE", "--key", "12345678"], "There are no names for the key '12345678'"),
    ],
)
def test_an_export_that_cannot_be_is_one_line(monkeypatch, capsys, file, arguments, message):
    code, said = run_main(monkeypatch, capsys, *[file if one == "FILE" else one for one in arguments])
    assert code == 1
    assert message in said
    assert len(said.strip().splitlines()) == 1


LONG = "\n".join(
    f"{('Anna Keller', 'Dana Reyes')[at % 2]}: The {word} matters to us because of the plan that we made for {word}."
    for at, word in enumerate(["rent", "flour", "bread", "oven", "staff", "hours", "prices", "market", "loan", "tax"])
)


def test_notes_are_printed_and_exported_as_long_as_asked_for(tmp_path, monkeypatch):
    from assistant.domain.report import Line

    long = tmp_path / "long.txt"
    long.write_text(LONG, "utf-8")
    analyse = SmallAnalyser.analyse

    def five(self, talk, progress, stop):
        said = tuple(Line(one.text, (one.index,), 1 - one.index / 10) for one in talk.transcript.utterances)
        return replace(analyse(self, talk, progress, stop), overview=said[:5])

    monkeypatch.setattr(SmallAnalyser, "analyse", five)

    def shown(*options):
        text = run("analyse", long, *options).output
        return [word for word in ("rent", "bread", "oven", "staff") if f"The {word} matters" in text]

    assert shown("--length", "brief") == ["rent", "bread"]
    assert shown() == ["rent", "bread", "oven"]
    assert shown("--length", "detailed") == shown("--export", "md") == ["rent", "bread", "oven", "staff"]
    assert shown("--export", "md", "--length", "brief") == ["rent", "bread"]
    assert shown("--json", "--length", "brief") == ["rent", "bread", "oven", "staff"]
    assert run("analyse", long, "--length", "short").exit_code == 2


def test_the_day_of_the_next_session_is_set_and_cleared(monkeypatch, capsys):
    with open_assistant() as assistant:
        (pair,) = assistant.relationships.list(OPERATOR)
    assert run("sessions", "next", "Anna Keller,e1", "2026-11-12").output == "The next session is on Thu 2026-11-12.\n"
    with open_assistant() as assistant:
        assert assistant.store.relationships.get(pair.id).next_session_on.isoformat() == "2026-11-12"
    assert run("sessions", "next", pair.id, "none").output == "No day is set for the next session.\n"
    with open_assistant() as assistant:
        assert assistant.store.relationships.get(pair.id).next_session_on is None
    code, said = run_main(monkeypatch, capsys, "sessions", "next", pair.id, "soon")
    assert (code, "no date" in said) == (1, True)
