"""The Import tab: choose a file, check its columns, try, import with progress and Stop, read the report, undo."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import gradio as gr

from assistant.domain.access import Actor
from assistant.errors import InvalidInput
from assistant.people import PersonKind
from assistant.ui import acting
from assistant.ui.errors import user_errors
from assistant.ui.import_runs import ImportRun, Reports
from assistant.ui.import_view import (
    history_view,
    mapping_from_form,
    preview_view,
    progress_view,
    report_view,
    undo_view,
)
from assistant.ui.markup import SCRIPT, intro, note
from assistant.ui.shared import Shared

if TYPE_CHECKING:
    from assistant.services import Assistant

FILE_TYPES = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".xlsx"]
REPORT_ROUTE = "/reports/imports"
PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
TICK_S = 0.25


@dataclass(frozen=True)
class ImportTab:
    """What the shell needs: the history to fill when the tab is opened."""

    history: gr.HTML


def build_import_tab(assistant: "Assistant", shared: Shared, reports: Reports) -> ImportTab:
    """Build the tab."""
    gr.HTML(
        intro(
            "Import people",
            "Bring a CSV, Excel, JSON or JSONL file. Good rows are taken, every other row is named with its reason, "
            "and the same file twice changes nothing.",
        ),
        elem_classes="rp",
        apply_default_css=False,
    )
    runs: dict[str, ImportRun] = {}
    columns, mapping = gr.State([]), gr.State({})
    gr.HTML("<h3>1. Choose a file</h3>", elem_classes="rp", apply_default_css=False)
    with gr.Row(elem_classes="rp-tools"):
        kind = gr.Radio(
            [("Mentors", "mentor"), ("Mentees", "mentee")],
            value="mentor",
            label="The file holds",
            elem_id="import-kind",
        )
        file = gr.File(
            label="File of people (CSV, XLSX, JSON, JSONL)",
            file_types=FILE_TYPES,
            type="filepath",
            elem_id="import-file",
            height=130,
        )
    preview = gr.HTML(elem_id="import-preview", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False)
    with gr.Row(elem_classes="rp-tools", visible=False) as buttons:
        check = gr.Button("Check without saving", elem_classes="rp-fit")
        run = gr.Button("Import", variant="primary", elem_classes="rp-fit")
        stop = gr.Button("Stop", variant="stop", elem_classes="rp-fit", visible=False)
    report = gr.HTML(elem_id="import-report", elem_classes="rp", apply_default_css=False)
    gr.HTML("<h3>Imports so far</h3>", elem_classes="rp", apply_default_css=False)
    history = gr.HTML(elem_id="import-history", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False)

    def look(acting_as: str, kind_: str, path: str | None, chosen: dict[str, str], request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            if not path:
                return ["", [], {}, gr.update(visible=False), ""]
            found = assistant.imports.preview(actor, Path(path), PersonKind(kind_), chosen or None)
            names = [one.column for one in found.columns]
            return [preview_view(found, PersonKind(kind_)), names, chosen, gr.update(visible=True), ""]

    def look_anew(acting_as: str, kind_: str, path: str | None, request: gr.Request) -> list[Any]:
        return look(acting_as, kind_, path, {}, request)

    def remap(
        acting_as: str, kind_: str, path: str | None, names: list[str], event: gr.EventData, request: gr.Request
    ) -> list[Any]:
        return look(acting_as, kind_, path, mapping_from_form(dict(event._data or {}), names), request)

    def work(
        acting_as: str, kind_: str, path: str | None, chosen: dict[str, str], dry_run: bool, request: gr.Request
    ) -> Iterator[list[Any]]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            job = start_run(assistant, actor, path, PersonKind(kind_), chosen, dry_run=dry_run)
            runs[str(request.session_hash)] = job
            while not job.finished.wait(TICK_S):
                yield [progress_view(job.done, job.total, dry_run), gr.skip(), gr.update(visible=True)]
            runs.pop(str(request.session_hash), None)
            yield [*ended(assistant, actor, job, reports, acting_as), gr.update(visible=False)]

    def check_(
        acting_as: str, kind_: str, path: str | None, chosen: dict[str, str], request: gr.Request
    ) -> Iterator[list[Any]]:
        yield from work(acting_as, kind_, path, chosen, True, request)

    def run_(
        acting_as: str, kind_: str, path: str | None, chosen: dict[str, str], request: gr.Request
    ) -> Iterator[list[Any]]:
        yield from work(acting_as, kind_, path, chosen, False, request)

    def stop_(request: gr.Request) -> None:
        job = runs.get(str(request.session_hash))
        if job is not None:
            job.stop()

    def click(acting_as: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            do = str(dict(event._data or {}).get("do", ""))
            said = undo_view(assistant.imports.undo_last(actor)) if do == "undo" else ""
            return [said, history_view(assistant.imports.history(actor), asking=do == "ask-undo")]

    source = [shared.acting, kind, file]
    looked = [preview, columns, mapping, buttons, report]
    gr.on([file.change, kind.input], look_anew, source, looked, **PRIVATE)
    preview.change(remap, [*source, columns], looked, **PRIVATE)
    done = [report, history, stop]
    check.click(check_, [*source, mapping], done, **PRIVATE)
    run.click(run_, [*source, mapping], done, **PRIVATE)
    stop.click(stop_, None, None, concurrency_limit=None, **PRIVATE)
    history.click(click, [shared.acting], [report, history], **PRIVATE)
    return ImportTab(history)


def start_run(
    assistant: "Assistant", actor: Actor, path: str | None, kind: PersonKind, mapping: dict[str, str], *, dry_run: bool
) -> ImportRun:
    """Start an import behind the page.

    Raises:
        InvalidInput: No file was chosen.
    """
    if not path:
        raise InvalidInput("No file is chosen.", "Choose one above.")
    source = Path(path)
    return ImportRun(
        lambda progress, stop: assistant.imports.run(
            actor,
            source,
            kind,
            mapping=mapping or None,
            dry_run=dry_run,
            file_name=source.name,
            progress=progress,
            stop=stop,
        )
    ).start()


def ended(assistant: "Assistant", actor: Actor, job: ImportRun, reports: Reports, acting_as: str) -> tuple[str, str]:
    """Write the report and history of an import that has ended.

    Raises:
        AssistantError: The import could not be done at all.
    """
    if job.error is not None:
        raise job.error
    assert job.report is not None
    download = ""
    if job.report.problems:
        download = f"{REPORT_ROUTE}/{reports.keep(job.report.to_csv())}.csv?acting_as={quote(acting_as or 'operator')}"
    return report_view(job.report, download), history_of(assistant, actor)


def history_of(assistant: "Assistant", actor: Actor) -> str:
    """Write the history, or why it is not shown."""
    from assistant.errors import NotAllowed

    try:
        return history_view(assistant.imports.history(actor))
    except NotAllowed as error:
        return note(str(error), "warn", title="Only coordinators and the operator import people.")
