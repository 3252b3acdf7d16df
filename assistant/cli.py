"""The command line. Heavy parts load inside the commands, so that help is quick."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Column, Table
from rich.text import Text

from assistant import __version__
from assistant.cli_next_session import next_session
from assistant.cli_session_commands import analyse
from assistant.cli_session_search import session_group
from assistant.cli_shared import Wanted, bar, err, open_rapport, out
from assistant.errors import AssistantError, InvalidInput

if TYPE_CHECKING:
    from assistant.domain.people import Mentor
    from assistant.domain.search import Match, SearchAnswer
    from assistant.evaluation.folders import TaskSpec
    from assistant.evaluation.scores import Scores
    from assistant.services import Assistant
    from assistant.services.import_reports import ImportPreview, ImportReport

app = typer.Typer(
    name="rapport",
    help="Rapport: a private, self-hosted mentorship assistant.",
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
)
MOST_PROBLEMS = 20


def main() -> None:
    """Run a command; what a person can mend is one line on standard error and exit code 1."""
    try:
        app()
    except AssistantError as error:
        err.print(Text(str(error), style="red"), soft_wrap=True)
        sys.exit(1)


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    if version:
        out.print(__version__)
        raise typer.Exit


@app.command()
def serve(
    demo: Annotated[bool, typer.Option(help="Load the demo programme when there is nobody yet.")] = False,
    port: Annotated[int | None, typer.Option(help="Port, instead of the one in the settings.")] = None,
    browser: Annotated[bool, typer.Option(help="Open the page in the browser.")] = True,
    data_folder: Wanted = None,
) -> None:
    """Open the app in the browser."""
    with open_rapport(data_folder, port=port) as assistant:
        if demo and assistant.is_empty:
            _load_demo(assistant)
        from assistant.ui.app import launch

        page = launch(assistant, wait=False, open_browser=browser)
        out.print(f"Rapport is open at {page.local_url} - stop it with Ctrl+C.")
        page.block_thread()


@app.command()
def demo(data_folder: Wanted = None) -> None:
    """Load the demo programme: mentors and mentees from around the world, all invented."""
    with open_rapport(data_folder) as assistant:
        _load_demo(assistant)
        _index(assistant)
        out.print('Ready. Try: rapport search "I dread giving feedback to my team"')


@app.command(name="import")
def import_people(
    file: Annotated[Path, typer.Argument(help="CSV, JSON, JSONL or XLSX with one person a row.")],
    mentees: Annotated[bool, typer.Option("--mentees", help="The file holds mentees; mentors otherwise.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check and report, write nothing.")] = False,
    column: Annotated[
        list[str] | None, typer.Option("--map", help="What a column holds, as COLUMN=FIELD; may be repeated.")
    ] = None,
    report: Annotated[Path | None, typer.Option(help="Write the remarks to this CSV file.")] = None,
    data_folder: Wanted = None,
) -> None:
    """Import people; run it again and nothing changes."""
    from assistant.domain.access import OPERATOR
    from assistant.people import PersonKind

    if not file.is_file():
        raise InvalidInput(f"There is no file {file}.", "Check the path.")
    kind = PersonKind.MENTEE if mentees else PersonKind.MENTOR
    with open_rapport(data_folder) as assistant:
        mapping = _mapping(column or [])
        preview = assistant.imports.preview(OPERATOR, file, kind, mapping)
        _print_columns(preview)
        with bar("Reading") as progress:
            done = assistant.imports.run(OPERATOR, file, kind, mapping=mapping, dry_run=dry_run, progress=progress)
        _print_report(done)
        if report is not None:
            report.write_text(done.to_csv(), "utf-8")
        if not dry_run and not mentees:
            _index(assistant)


@app.command()
def undo_import(data_folder: Wanted = None) -> None:
    """Take back the last import."""
    from assistant.domain.access import OPERATOR

    with open_rapport(data_folder) as assistant:
        undone = assistant.imports.undo_last(OPERATOR)
        counts = f"{undone.restored:,} restored, {undone.removed:,} removed, {len(undone.kept):,} kept as they are"
        out.print(f"Taken back: {counts}.")
        _index(assistant)


@app.command()
def search(
    goal: Annotated[str, typer.Argument(help="What you would like help with, in your own words.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many mentors.")] = 5,
    mentee: Annotated[str, typer.Option(help="Id of the mentee who asks: their time zone and employer count.")] = "",
    data_folder: Wanted = None,
) -> None:
    """Find mentors by describing a goal."""
    from assistant.domain.access import OPERATOR
    from assistant.domain.search import SearchOptions

    with open_rapport(data_folder) as assistant:
        asker = assistant.asker(OPERATOR, mentee)
        answer = assistant.find_mentors(goal, asker=asker, options=SearchOptions(limit=limit))
        mentors = assistant.mentors([match.mentor_id for match in answer.matches])
    if as_json:
        sys.stdout.write(json.dumps(answer_as_json(answer, mentors), ensure_ascii=False, indent=2) + "\n")
    else:
        _print_answer(answer, mentors)


app.command()(analyse)
session_group.command(name="next")(next_session)
app.add_typer(session_group, name="sessions")


@app.command()
def doctor(data_folder: Wanted = None) -> None:
    """Show what is installed, from where, and whether it is sound."""
    from assistant.services.diagnosis import diagnose

    findings = diagnose(**({} if data_folder is None else {"data_folder": data_folder}))
    colours = {"sound": "green", "optional": "dim", "look": "red"}
    table = Table("What", "State", Column("Details", overflow="fold"))
    for finding in findings:
        table.add_row(finding.what, Text(finding.state, colours[finding.state]), Text(finding.details))
    out.print(table)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@app.command()
def evaluate(
    folders: Annotated[list[Path], typer.Argument(help="Folders that hold a task.json.")],
    task: Annotated[str, typer.Option(help="Only this task.")] = "",
    json_file: Annotated[Path | None, typer.Option("--json", help="Write the figures to this file.")] = None,
    baselines: Annotated[bool, typer.Option(help="Score BM25 alone and the model alone beside it.")] = False,
) -> None:
    """Score the shipped pipeline on labelled data."""
    from assistant.evaluation.folders import read_tasks
    from assistant.evaluation.tasks import as_json, score

    results = []
    try:
        specs = [spec for folder in folders for spec in read_tasks(folder) if task in {"", spec.task}]
        if not specs:
            raise InvalidInput(f"No folder has a task {task!r}.", "Leave --task out to score all of them.")
        for spec in specs:
            start = time.perf_counter()
            results.append((spec, score(spec, _scratch, baselines=baselines), time.perf_counter() - start))
    except InvalidInput as error:
        err.print(Text(str(error), style="red"), soft_wrap=True)
        raise typer.Exit(2) from None
    _print_scores(results)
    if json_file is not None:
        json_file.write_text(as_json(results), "utf-8")


@app.command()
def train_goal_map(
    examples: Annotated[Path, typer.Argument(help="Folder with pairs.jsonl.")],
    to: Annotated[Path, typer.Option(help="Folder to write the map to.")] = Path("models"),
) -> None:
    """Learn from goals, and the mentors who fit them, what to look for when a goal is told."""
    from assistant.matching.goal_map import no_map
    from assistant.services import goal_map

    with _scratch() as assistant, bar("Embedding") as progress:
        read = goal_map.read_examples(assistant.embedder, examples, progress)
        identity = assistant.embedder.identity
    learn, score = goal_map.hold_out(read)
    before = goal_map.reciprocal_rank(score, no_map(read.goals.shape[1]))
    after = goal_map.reciprocal_rank(score, goal_map.train_goal_map(learn))
    out.print(
        f"On every fifth mentor, left out: mean reciprocal rank {before:.3f} without the map, {after:.3f} with it"
    )
    out.print(f"{goal_map.save_goal_map(goal_map.train_goal_map(read), identity, to)}: learnt from all of them")


@app.command()
def train_heads(
    folders: Annotated[list[Path], typer.Argument(help="Folders of our own sessions, or of meetings as AMI has them.")],
    to: Annotated[Path, typer.Option(help="Folder to write the heads to.")] = Path("models"),
) -> None:
    """Learn what a sentence does: commit, decide, ask, thank; each fold is scored by heads that did not see it."""
    from assistant.services import heads

    with _scratch() as assistant, bar("Embedding") as progress:
        lessons = heads.read_lessons(folders, assistant.embedder, assistant.linguist, progress)
        identity = assistant.embedder.identity
    with bar("Cross-validating") as progress:
        scores = heads.score_labels(lessons, heads.cross_validate(lessons, heads.folds_of(lessons), progress))
    for label, one in scores.items():
        out.print(f"{label}: {one.count} sentences, average precision {one.average_precision:.3f}, F1 {one.f1:.3f}")
    learnt = heads.with_thresholds(heads.train_heads(heads.thin_out(lessons)), scores)
    out.print(f"{heads.save_heads(learnt, identity, to)}: learnt from all of them")


@app.command()
def train_salience(
    folders: Annotated[list[Path], typer.Argument(help="Folders of meetings with summaries, or of our own sessions.")],
    without: Annotated[
        list[Path] | None, typer.Option(help="Folders whose meetings are left out; may be repeated.")
    ] = None,
    to: Annotated[Path, typer.Option(help="Folder to write the model to.")] = Path("models"),
) -> None:
    """Learn which words summaries use, and which sentences matter."""
    from assistant.services import salience

    with _scratch() as assistant, bar("Embedding") as progress:
        lessons = salience.read_folders(folders, without or [], assistant.embedder, progress)
        identity = str(assistant.embedder.identity)
    for name, value in salience.score_salience(lessons, identity).items():
        out.print(f"On every fifth meeting with an extract, left out: {name} {value:.3f}")
    model = salience.train_salience(lessons, identity)
    out.print(f"{salience.save_salience(model, to)}: learnt from all {len(lessons)} meetings")


@contextmanager
def _scratch() -> Iterator["Assistant"]:
    with (
        TemporaryDirectory(prefix="rapport-evaluate-") as folder,
        open_rapport(Path(folder), database_url="") as assistant,
    ):
        yield assistant


def _index(assistant: "Assistant") -> None:
    with bar("Indexing") as progress:
        assistant.index(progress=progress)


def _load_demo(assistant: "Assistant") -> None:
    counts = assistant.load_demo()
    out.print(f"The demo programme: {counts.mentors} mentors and {counts.mentees} mentees, all invented.")


def _mapping(pairs: list[str]) -> dict[str, str]:
    found = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column:
            raise InvalidInput(f"--map {pair!r} is not COLUMN=FIELD.", 'Write for example --map "Speaks=languages".')
        found[column] = field
    return found


def _print_columns(preview: "ImportPreview") -> None:
    out.print(f"{preview.format}, {preview.encoding}, about {preview.about_rows:,} rows")
    table = Table("Column", "Read as", "For example")
    for one in preview.columns:
        table.add_row(Text(one.column), one.field or Text("left out", "dim"), Text("; ".join(one.examples)))
    out.print(table)


def _print_report(report: "ImportReport") -> None:
    heading = "Would be:" if report.dry_run else "Done:"
    counts = f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged"
    out.print(f"{heading} {counts}, {report.rejected:,} not taken.")
    for notice in report.notices:
        out.print(Text(notice, "yellow"))
    if not report.problems:
        return
    table = Table("Row", "Column", "Value", "Reason", "Outcome")
    for one in report.problems[:MOST_PROBLEMS]:
        table.add_row(str(one.row or "File"), Text(one.column), Text(one.value), Text(one.reason), str(one.outcome))
    out.print(table)
    more = len(report.problems) - MOST_PROBLEMS + report.more_problems
    if more > 0:
        out.print(f"... and {more:,} more; --report FILE writes them.")


def answer_as_json(answer: "SearchAnswer", mentors: dict[str, "Mentor"]) -> dict[str, Any]:
    """Turn an answer into plain values, with each mentor's name beside the id."""
    from dataclasses import asdict

    values = asdict(answer)
    for match in values["matches"]:
        mentor = mentors.get(match["mentor_id"])
        match["name"] = mentor.name if mentor else ""
        match["next_free"] = match["next_free"].isoformat() if match["next_free"] else None
    return values


def _print_answer(answer: "SearchAnswer", mentors: dict[str, "Mentor"]) -> None:
    from assistant.domain.search import Verdict
    from assistant.matching.constraints import constraint_label

    for constraint in answer.understanding.constraints:
        out.print(Text(f"{'Must' if constraint.hard else 'Nice to have'}: {constraint_label(constraint)}", "cyan"))
    for words in answer.understanding.set_aside:
        out.print(Text(f"Not used for ranking: “{words.text}”. You can ask the mentor.", "yellow"))
    for notice in answer.notices:
        out.print(Text(notice, "yellow"))
    if answer.verdict is Verdict.NO_MENTORS:
        out.print("There are no mentors yet. Run: rapport demo, or rapport import FILE")
    if answer.verdict is Verdict.NOBODY_FITS:
        out.print(Text(_nobody_words(answer), "yellow"))
    for relax in answer.relax:
        label = constraint_label(relax.constraint)
        out.print(Text(f"Without “{label}” {relax.mentors} more could help.", "yellow"))
    if answer.verdict is Verdict.NOBODY_FITS and answer.matches:
        out.print(Text("The nearest:", "yellow"))
    for match in answer.matches:
        ranked = answer.verdict is not Verdict.NAME
        _print_match(match, mentors[match.mentor_id], answer.understanding.goal, ranked=ranked)


def _nobody_words(answer: "SearchAnswer") -> str:
    """Say why nobody is found, as far as the answer tells."""
    from assistant.domain.search import Fit

    required = any(one.hard for one in answer.understanding.constraints)
    fail = any(check.constraint.hard and check.fit is Fit.FAILED for match in answer.matches for check in match.checks)
    if fail or (required and not answer.matches):
        next_step = "" if answer.relax or answer.matches else " Leave a condition out, or say “ideally” before it."
        return f"Nobody in the programme meets everything that you said they must.{next_step}"
    return "Nobody in the programme fits that." + ("" if answer.matches else " Try other words.")


def _print_match(match: "Match", mentor: "Mentor", goal: str, *, ranked: bool = True) -> None:
    from assistant.domain.search import Room

    line = Text(f"{mentor.name} ({mentor.id})", "bold")
    if ranked:
        line.append(f"  {match.strength} match, {min(match.score, 0.99):.0%}", "green")
    if match.room is Room.FULL:
        line.append(f"  full{f', next free {match.next_free}' if match.next_free else ''}", "red")
    out.print(line)
    if mentor.headline:
        out.print(Text(f"  {mentor.headline}", "dim"))
    for reason in match.reasons:
        wish, words = goal[reason.goal_start : reason.goal_end], reason.text[reason.start : reason.end]
        out.print(Text(f"  “{wish}” ↔ {reason.kind}: “{words}”"))
    for words in match.missing:
        out.print(Text(f"  but: {words}", "yellow"))


def _print_scores(results: "list[tuple[TaskSpec, Scores, float]]") -> None:
    table = Table("Folder", "Task", "Metric", "Value", "95 % interval", "Seconds")
    for spec, scores, seconds in results:
        for name, value in scores.metrics.items():
            low_high = scores.intervals.get(name)
            interval = f"{low_high[0]:.3f} to {low_high[1]:.3f}" if low_high else ""
            table.add_row(str(spec.folder), spec.task, name, f"{value:.3f}", interval, f"{seconds:.1f}")
        for note in scores.notes:
            table.add_row(str(spec.folder), spec.task, Text(note, "dim"))
    out.print(table)


if __name__ == "__main__":
    main()
