"""The commands as a person types them, on small deterministic engines; and the same ranking wherever one asks."""

import csv
import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant import __version__, cli, open_assistant
from assistant.domain.search import SearchOptions

GOAL = "I dread one-on-ones with my new team"
CSV = (
    "Full name;Speaks;Job;About;Time zone\n"
    "Eva Lund;Swedish;Welder;I weld ships and teach apprentices.;Europe/Stockholm\n"
    "Ivo Pek;Klingon;Potter;I throw pots and run a studio for beginners.;Europe/Prague\n"
    ";German;;;\n"
)


@pytest.fixture(autouse=True)
def engines(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RAPPORT_EMBEDDER", "hashing")
    monkeypatch.setenv("RAPPORT_LINGUIST", "rules")
    monkeypatch.setenv("RAPPORT_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.setenv("RAPPORT_CONFIG", str(tmp_path / "none.toml"))
    monkeypatch.setenv("COLUMNS", "200")


@pytest.fixture
def people(tmp_path: Path) -> Path:
    file = tmp_path / "people.csv"
    file.write_text(CSV, "utf-8")
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli.app, [str(one) for one in arguments], catch_exceptions=False)


def run_main(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: object
) -> tuple[int, str]:
    """The exit code and standard error of the installed command."""
    monkeypatch.setattr(sys, "argv", ["rapport", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    return int(ended.value.code or 0), capsys.readouterr().err


@pytest.fixture(scope="module")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo programme, for commands that only read."""
    folder = tmp_path_factory.mktemp("demo")
    with open_assistant(data_folder=folder, embedder="hashing", linguist="rules") as assistant:
        assistant.load_demo()
        assistant.index()
    return folder


def test_version_is_printed():
    assert run("--version").stdout.strip() == __version__


def test_demo_loads_the_programme_and_twice_changes_nothing():
    first = run("demo")
    assert first.exit_code == 0
    assert "158 mentors and 62 mentees" in first.stdout
    again = run("demo")
    assert again.exit_code == 0
    with open_assistant() as assistant:
        assert (assistant.store.mentors.count(), assistant.store.mentees.count()) == (158, 62)


def test_search_prints_mentors_with_reasons(demo_folder):
    shown = run("search", GOAL, "--data-folder", demo_folder, "--limit", 3)
    assert shown.exit_code == 0
    assert shown.stdout.count(" match, ") == 3
    assert "↔" in shown.stdout


def test_search_json_is_one_document_with_names_and_understanding(demo_folder):
    shown = run("search", "someone who speaks German to help me lead a team", "--json", "--data-folder", demo_folder)
    answer = json.loads(shown.stdout)
    assert [one["kind"] for one in answer["understanding"]["constraints"]] == ["language"]
    assert answer["verdict"] in {"found", "nobody_fits"}
    assert all(match["name"] and match["mentor_id"] and 0 <= match["score"] <= 1 for match in answer["matches"])


def test_search_without_anybody_says_how_to_get_some():
    assert "rapport demo" in run("search", GOAL).stdout


def test_import_takes_good_rows_and_names_the_others(people, tmp_path):
    report = tmp_path / "remarks.csv"
    shown = run("import", people, "--report", report)
    assert shown.exit_code == 0
    assert "2 added, 0 updated, 0 unchanged, 1 not taken" in shown.stdout
    assert "Klingon" in shown.stdout
    rows = list(csv.reader(report.read_text("utf-8-sig").splitlines()))
    assert any("Klingon" in row for row in rows)
    assert "0 added, 0 updated, 2 unchanged, 1 not taken" in run("import", people).stdout


def test_dry_run_writes_nothing(people):
    shown = run("import", people, "--dry-run")
    assert "Would be: 2 added" in shown.stdout
    with open_assistant() as assistant:
        assert assistant.is_empty


def test_map_says_what_a_column_holds(tmp_path):
    file = tmp_path / "odd.csv"
    file.write_text("Full name,Wurst\nEva Lund,I weld ships.\n", "utf-8")
    assert run("import", file, "--map", "Wurst=bio").exit_code == 0
    with open_assistant() as assistant:
        (mentor,) = [one for part in assistant.store.mentors.all() for one in part]
    assert (mentor.name, mentor.bio) == ("Eva Lund", "I weld ships.")


def test_mentees_are_imported_as_mentees(tmp_path):
    file = tmp_path / "mentees.jsonl"
    file.write_text('{"id": "e9", "name": "Ada Moss", "goals": ["learn to weld"]}\n', "utf-8")
    assert "1 added" in run("import", file, "--mentees").stdout
    with open_assistant() as assistant:
        assert (assistant.store.mentors.count(), assistant.store.mentees.count()) == (0, 1)


def test_undo_import_takes_the_last_one_back(people):
    run("import", people)
    shown = run("undo-import")
    assert "0 restored, 2 removed" in shown.stdout
    with open_assistant() as assistant:
        assert assistant.is_empty


def test_doctor_shows_models_database_and_index(demo_folder):
    shown = run("doctor", "--data-folder", demo_folder)
    for words in ("all-MiniLM-L6-v2", "verified", "158 mentors", "Dense index", "Lexical index", "nothing is sent"):
        assert unwrapped(words) in unwrapped(shown.stdout)
    assert shown.exit_code == 0


def test_doctor_prints_all_it_can_when_the_database_is_newer(tmp_path):
    with open_assistant() as assistant:
        assistant.load_demo()
    with sqlite3.connect(tmp_path / "data" / "rapport.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    shown = run("doctor")
    assert shown.exit_code == 1
    (line,) = [one for one in shown.stdout.splitlines() if "Database" in one]
    assert "look" in line
    assert "revision9999" in unwrapped(shown.stdout)
    assert all(
        unwrapped(part) in unwrapped(shown.stdout)
        for part in ("all-MiniLM-L6-v2", "Processor", "Data folder", "not looked at")
    )


def test_doctor_warns_of_settings_that_nothing_reads(monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORT_DATA_FOLDR", "x")
    monkeypatch.setenv("RAPPORT_MODELS_FOLDER", str(tmp_path / "typo"))
    shown = unwrapped(run("doctor").stdout)
    assert unwrapped("RAPPORT_DATA_FOLDR is no setting") in shown
    assert unwrapped("Did you mean RAPPORT_DATA_FOLDER?") in shown
    assert unwrapped(f"{tmp_path / 'typo'} is not a folder") in shown


def unwrapped(table: str) -> str:
    """The words of a table whatever its width: without borders and white space."""
    return "".join(table.replace("│", " ").split())


def test_doctor_names_the_embedders_that_there_are(monkeypatch):
    monkeypatch.setenv("RAPPORT_EMBEDDER", "minillm")
    shown = run("doctor")
    assert shown.exit_code == 1
    assert unwrapped("no embedder 'minillm'") in unwrapped(shown.stdout)
    assert unwrapped("minilm, minilm-torch") in unwrapped(shown.stdout)


def test_a_name_is_looked_up_and_not_ranked(demo_folder):
    shown = run("search", "Eleni Vassilaki and Suda Rattanaporn", "--data-folder", demo_folder)
    assert "Eleni Vassilaki" in shown.stdout
    assert "Suda Rattanaporn" in shown.stdout
    assert "match" not in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "nowhere.csv"), "There is no file nowhere.csv"),
        (("search", "!!!"), "There is nothing to search for"),
        (("undo-import",), "import"),
    ],
)
def test_an_error_is_one_line_and_exit_code_1(monkeypatch, capsys, arguments, words):
    monkeypatch.setenv("COLUMNS", "40")
    code, said = run_main(monkeypatch, capsys, *arguments)
    assert code == 1
    assert words in said
    assert len(said.strip().splitlines()) == 1
    assert "Traceback" not in said


def test_a_bad_mapping_is_one_line(monkeypatch, capsys, people):
    code, said = run_main(monkeypatch, capsys, "import", people, "--map", "nonsense")
    assert code == 1
    assert "COLUMN=FIELD" in said


def test_a_bad_setting_names_it(monkeypatch, capsys):
    monkeypatch.setenv("RAPPORT_PORT", "-1")
    code, said = run_main(monkeypatch, capsys, "doctor")
    assert code == 1
    assert "RAPPORT_PORT" in said


# --- evaluate ---------------------------------------------------------------------------------------------------------


def write_folder(folder: Path, task: str = "mentor_search", metrics: tuple[str, ...] = ("ndcg@10", "mrr@10")) -> Path:
    folder.mkdir()
    (folder / "task.json").write_text(json.dumps({"tasks": [{"task": task, "metrics": metrics}]}), "utf-8")
    corpus = [
        {"_id": "a", "title": "Welder", "text": "I weld ships and teach welding to apprentices."},
        {"_id": "b", "title": "Baker", "text": "I opened two bakeries. Sourdough, flour and rent."},
        {"_id": "c", "title": "Nurse", "text": "I nurse in an emergency ward at night."},
    ]
    queries = [{"_id": "q1", "text": "learn welding on ships"}, {"_id": "q2", "text": "rent for opening bakeries"}]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (folder / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq1\ta\t1\nq2\tb\t2\n", "utf-8")
    return folder


def test_evaluate_scores_a_folder_and_writes_json(tmp_path):
    folder, file = write_folder(tmp_path / "bios"), tmp_path / "scores.json"
    shown = run("evaluate", folder, "--json", file)
    assert shown.exit_code == 0
    (row,) = json.loads(file.read_text("utf-8"))
    assert (row["folder"], row["task"]) == (str(folder), "mentor_search")
    assert row["metrics"] == {"ndcg@10": 1.0, "mrr@10": 1.0}
    assert row["seconds"] > 0


def test_evaluate_leaves_the_own_programme_alone(tmp_path):
    run("evaluate", write_folder(tmp_path / "bios"))
    with open_assistant() as assistant:
        assert assistant.is_empty


def test_evaluate_scores_expertise(tmp_path):
    folder = tmp_path / "experts"
    folder.mkdir()
    spec = {"tasks": [{"task": "expertise", "metrics": ["pair_loss", "easy_accuracy", "hard_accuracy"]}]}
    rows: dict[str, list[dict[str, Any]]] = {
        "mentors": [{"_id": "a", "documents": ["Welding of ships.", "Teaching welding to apprentices."]}],
        "queries": [{"_id": "q1", "text": "welding ships"}, {"_id": "q2", "text": "baking bread"}],
        "ratings": [{"query": "q1", "mentor": "a", "rating": 5}, {"query": "q2", "mentor": "a", "rating": 1}],
    }
    (folder / "task.json").write_text(json.dumps(spec), "utf-8")
    for name, lines in rows.items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    file = tmp_path / "scores.json"
    assert run("evaluate", folder, "--json", file).exit_code == 0
    (row,) = json.loads(file.read_text("utf-8"))
    assert (row["metrics"]["pair_loss"], row["metrics"]["easy_accuracy"]) == (0.0, 1.0)


def spoil_nothing(folder: Path) -> None:
    (folder / "task.json").unlink()


def spoil_task(folder: Path) -> None:
    (folder / "task.json").write_text('{"tasks": [{"task": "juggling", "metrics": []}]}', "utf-8")


def spoil_description(folder: Path) -> None:
    (folder / "task.json").write_text('{"tasks": [', "utf-8")


def spoil_line(folder: Path) -> None:
    (folder / "corpus.jsonl").write_text('{"_id": "a", "text": "I weld."}\n{"_id": "b", "te', "utf-8")


def spoil_key(folder: Path) -> None:
    (folder / "queries.jsonl").write_text('{"_id": "q1"}\n', "utf-8")


def spoil_gzip(folder: Path) -> None:
    (folder / "corpus.jsonl").unlink()
    (folder / "corpus.jsonl.gz").write_bytes(b"\x1f\x8b\x08 cut short")


def spoil_judgements(folder: Path) -> None:
    (folder / "qrels.tsv").unlink()


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_nothing, "holds no task.json"),
        (spoil_task, "'juggling'"),
        (spoil_description, "task.json is damaged"),
        (spoil_line, "line 2"),
        (spoil_key, "has no 'text'"),
        (spoil_gzip, "is damaged"),
        (spoil_judgements, "qrels.tsv is missing"),
    ],
)
def test_evaluate_ends_with_2_and_one_line_on_a_bad_folder(monkeypatch, capsys, tmp_path, spoil, words):
    folder = write_folder(tmp_path / "bios")
    spoil(folder)
    code, said = run_main(monkeypatch, capsys, "evaluate", folder)
    assert code == 2
    assert words in said
    assert len(said.strip().splitlines()) == 1


def test_evaluate_ends_with_2_when_no_folder_has_the_task(monkeypatch, capsys, tmp_path):
    code, said = run_main(monkeypatch, capsys, "evaluate", write_folder(tmp_path / "bios"), "--task", "summary")
    assert code == 2
    assert "'summary'" in said


# --- the same everywhere ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "goal",
    [
        GOAL,
        "someone in Europe who speaks German, evenings, to help me lead a team",
        "open a bakery and find a shop to rent",
    ],
)
def test_python_command_line_service_and_page_rank_alike(demo_folder, goal):
    from assistant.domain.access import OPERATOR

    shown = json.loads(run("search", goal, "--json", "--limit", 10, "--data-folder", demo_folder).stdout)
    by_command = [(one["mentor_id"], round(one["score"], 4)) for one in shown["matches"]]
    with open_assistant(data_folder=demo_folder) as assistant:
        by_python = [(one.mentor_id, round(one.score, 4)) for one in assistant.find_mentors(goal).matches]
        asked = assistant.search.find_mentors(
            OPERATOR, goal, asker=assistant.asker(OPERATOR), options=SearchOptions(limit=10)
        )
        by_service = [(one.mentor_id, round(one.score, 4)) for one in asked.matches]
        by_page = [(one["id"], one["score"]) for one in ask_page(assistant, goal)]
    assert by_command
    assert by_python == by_command
    assert by_service == by_command
    assert by_page == by_command


def ask_page(assistant: Any, goal: str) -> list[dict[str, Any]]:
    """What the page's public endpoint answers, over HTTP."""
    from small_programme import Client, free_port

    from assistant.ui.app import launch

    page = launch(assistant, port=free_port(), wait=False)
    try:
        found = Client(page.local_url).call("find_mentors", goal, 10, "operator")
    finally:
        page.close()
    assert isinstance(found, list), found
    return found
