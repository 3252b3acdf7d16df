"""An import on the screen: preview with its columns, progress, report, history."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assistant.domain.people import Mentor, Person
from assistant.people import PersonKind, RowProblem
from assistant.people.headers import SENSITIVE, person_fields
from assistant.ui import words
from assistant.ui.markup import attributes, button, data_table, empty_state, escape, labelled, note, table_row
from assistant.vocabulary.languages import language_name

if TYPE_CHECKING:
    from assistant.people import ColumnGuess
    from assistant.services.import_reports import ImportBatch, ImportPreview, ImportReport, UndoReport

_LABELS = {
    "id": "Id",
    "bio": "Bio",
    "first_name": "First name",
    "last_name": "Last name",
    "location": "City and country together",
    "paused": "Opted out (yes or no)",
    "years_experience": "Years of experience",
    "past_themes": "Themes of past sessions",
    "current_mentees": "Mentees now",
    "email": "E-mail",
    "formats": "Meets by",
    "availability": "Free each week",
    "capacity": "Mentees at the same time",
    "fields": "Fields of work",
}
SHOWN_PROBLEMS = 100


def field_label(name: str) -> str:
    """Name a field as the screen does."""
    return _LABELS.get(name, name.replace("_", " ").capitalize())


def preview_view(preview: "ImportPreview", kind: PersonKind) -> str:
    """Write what a file seems to hold: each column with the field it fills, and the first people."""
    about = f"About {preview.about_rows:,} rows, {preview.format.upper()}"
    about += f", {preview.encoding}" if preview.encoding else ""
    notices = "".join(note(one) for one in preview.notices)
    return (
        f'<h3>2. Check the columns</h3><p class="rp-quiet">{escape(about)}. Change what is not right; '
        f"what is left out is not imported.</p>{notices}{columns_form(preview.columns, kind)}"
        f"{first_people(preview.people)}{_first_problems(preview.problems)}"
    )


def _first_problems(problems: Sequence[RowProblem]) -> str:
    if not problems:
        return ""
    count = "1 remark" if len(problems) == 1 else f"{len(problems)} remarks"
    return f"<details><summary>{count} on these first rows</summary>{problem_table(problems)}</details>"


def columns_form(columns: Sequence["ColumnGuess"], kind: PersonKind) -> str:
    """Write each column with a choice of the field it fills; every change is sent at once."""
    rows = "".join(_column_row(at, column, kind) for at, column in enumerate(columns))
    heads = ("Column in the file", "For example", "Becomes")
    return f'<form data-live data-do="map">{data_table(heads, rows, "Columns", "rp-columns-table rp-stack")}</form>'


def _column_row(at: int, column: "ColumnGuess", kind: PersonKind) -> str:
    options = [("", "Left out")] + [(name, field_label(name)) for name in person_fields(kind)]
    chosen = column.field
    aside = ""
    if chosen == SENSITIVE:
        chosen, aside = "", '<span class="rp-under">Sensitive: Rapport does not keep this.</span>'
    elif chosen and column.certainty < 1:
        aside = '<span class="rp-under">A guess: please check.</span>'
    listed = "".join(
        f"<option{attributes(value=value, selected=value == chosen)}>{escape(label)}</option>"
        for value, label in options
    )
    select = f"<select{attributes(name=f'c{at}', aria_label=f'{column.column} becomes')}>{listed}</select>"
    examples = escape(" · ".join(column.examples) or "(empty)")
    return f"<tr><th scope=row>{escape(column.column)}</th><td>{examples}</td><td>{select}{aside}</td></tr>"


def mapping_from_form(sent: dict[str, str], columns: Sequence[str]) -> dict[str, str]:
    """Read the field of each column from the sent form, whose names are `c0`, `c1` ... in the order of the columns."""
    return {column: sent[f"c{at}"] for at, column in enumerate(columns) if f"c{at}" in sent}


def first_people(people: Sequence[Person]) -> str:
    """Write the first few people as they would be taken."""
    if not people:
        return ""
    heads = ("Name", "Headline", "Languages", "Place", "Experience or goals")
    rows = "".join(
        table_row(
            escape(one.name),
            escape(one.headline or one.bio[:80]),
            escape(", ".join(map(language_name, one.languages))),
            escape(words.place_of(one)),
            escape(words.experience_of(one) if isinstance(one, Mentor) else "; ".join(getattr(one, "goals", ()))),
        )
        for one in people
    )
    return f"<h3>The first few, as they would be taken</h3>{data_table(heads, rows, 'First people')}"


def problem_table(problems: Sequence[RowProblem]) -> str:
    """Write what was not taken as it stands: row, column, value, reason; none give nothing."""
    if not problems:
        return ""
    rows = "".join(
        table_row(
            labelled("Row", str(one.row)) if one.row else "File",
            labelled("Column", escape(one.column)),
            labelled("Value", escape(one.value)),
            escape(one.reason[:1].upper() + one.reason[1:]),
            f"<strong>{escape(one.outcome.capitalize())}</strong>"
            if one.rejected
            else escape(one.outcome.capitalize()),
        )
        for one in problems[:SHOWN_PROBLEMS]
    )
    more = len(problems) - SHOWN_PROBLEMS
    below = f'<p class="rp-quiet">And {more:,} more, all of them in the download.</p>' if more > 0 else ""
    table = data_table(("Row", "Column", "Value", "Reason", "Outcome"), rows, "Problems", "rp-stack")
    return f"<h3>What to look at</h3>{table}{below}"


def progress_view(done: int, total: int, dry_run: bool) -> str:
    """Say how far an import is."""
    share = round(100 * done / total) if total else 0
    verb = "Checking" if dry_run else "Importing"
    return (
        f'<div class="rp-note" role="status"><p><strong>{verb} …</strong> {done:,} of about {total:,} rows. '
        "You may stop; what is in stays in.</p>"
        f'<div class="rp-meter" aria-hidden="true"><i style="width:{share}%"></i></div></div>'
    )


def report_view(report: "ImportReport", download: str) -> str:
    """Write what became of every row; `download` is the address of the problems as CSV, empty when there are none."""
    verb = "Would be" if report.dry_run else "Done:"
    counts = f"{report.added:,} added, {report.updated:,} updated, {report.unchanged:,} unchanged, "
    counts += f"{report.rejected:,} not taken"
    title = "Check finished, nothing was written." if report.dry_run else "Import finished."
    if report.stopped:
        title = "Stopped. Everything up to here is in; import the file again to go on."
    link = ""
    if download:
        total = len(report.problems) + report.more_problems
        where = attributes(class_="rp-download", href=download, download=True)
        link = f"<p><a{where}>Download all {total:,} remarks as CSV</a></p>"
    look = "warn" if report.rejected or report.stopped else "good"
    return note(f"{verb} {counts}, of {report.read:,} rows.", look, title=title) + link + problem_table(report.problems)


def history_view(batches: Sequence["ImportBatch"], asking: bool = False) -> str:
    """Write the imports so far and, for the last that can be taken back, the button that asks first."""
    if not batches:
        return empty_state("No imports yet", "Choose a file above. You see what it holds before anything is written.")
    last = next((one for one in batches if one.undone_at is None and one.changes), None)
    undo = ""
    if last is not None and asking:
        yes = button("Yes, take it back", "undo", look="bad")
        undo = note(
            f"{last.changes:,} people are put back as they were. Those edited since, or in a relationship, stay.",
            "warn",
            title=f"Take back the import of {last.file_name}?",
            more=f'<p class="rp-actions">{yes}{button("Keep it", "keep")}</p>',
        )
    elif last is not None:
        undo = f"<p>{button(f'Undo last import ({last.file_name})', 'ask-undo')}</p>"
    return f"{undo}{_history_table(batches)}"


def _history_table(batches: Sequence["ImportBatch"]) -> str:
    rows = "".join(
        table_row(
            escape(one.file_name),
            f'<span class="rp-date">{one.started_at:%Y-%m-%d %H:%M} UTC</span>',
            f"{escape(one.kind)}s",
            *(f"{one.counts.get(count, 0):,}" for count in ("added", "updated", "rejected")),
            _batch_state(one),
        )
        for one in batches
    )
    return data_table(("File", "When", "Kind", "Added", "Updated", "Not taken", "State"), rows, "Imports")


def _batch_state(one: "ImportBatch") -> str:
    if one.undone_at is not None:
        return "Taken back"
    return "Finished" if one.finished_at is not None else "Stopped or running"


def undo_view(report: "UndoReport") -> str:
    """Say what taking an import back did."""
    kept = f" {len(report.kept)} stay as they are: edited since, or in a relationship." if report.kept else ""
    return note(
        f"{report.removed:,} removed, {report.restored:,} restored.{kept}",
        "good",
        title=f"{report.file_name} is taken back.",
    )
