"""`rapport analyse` and the commands below `rapport sessions`: list, export, restore."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant import cli_exports, cli_sessions
from assistant.cli_session_search import session_group
from assistant.cli_shared import Pair, Wanted, bar, open_rapport, out, two
from assistant.domain.access import OPERATOR
from assistant.domain.lengths import Length
from assistant.domain.report import Party
from assistant.errors import AssistantError, ConsentMissing, InvalidInput, NotFound
from assistant.exports import EntryKind, ExportFormat, ExportOptions

if TYPE_CHECKING:
    from datetime import date as date_type

    from assistant.services import Assistant
    from assistant.services.exports import Export
    from assistant.services.loose_files import LooseReport
    from assistant.services.session_views import OpenSession

SHORTEST_ID = 4
Kind = Annotated[ExportFormat | None, typer.Option("--export", help="Write the notes as this instead.")]
Output = Annotated[Path | None, typer.Option(help="File or folder to write to; its ending says the format as well.")]
Redact = Annotated[bool, typer.Option("--redact", help="Leave out names, e-mails, phone numbers and links.")]

Size = Annotated[Length | None, typer.Option("--length", help="Of overview and key points; exports are detailed.")]


def analyse(
    file: Annotated[Path, typer.Argument(help="What your meeting tool or chat exported.")],
    pair: Annotated[str, typer.Option("--with", help="Keep it as a session of MENTOR,MENTEE: ids or names.")] = "",
    date: Annotated[str, typer.Option(help="When it was, as 2026-05-04; else what the file says.")] = "",
    template: Annotated[str, typer.Option(help="Template of the notes: regular, career ... or one of your own.")] = "",
    consent: Annotated[bool, typer.Option("--consent", help="Both sides agreed that it is read and kept.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON.")] = False,
    export: Kind = None,
    output: Output = None,
    redact: Redact = False,
    length: Size = None,
    data_folder: Wanted = None,
) -> None:
    """Make notes of a session's transcript; without --with nothing is kept."""
    kind = cli_exports.kind_of(export, output, redact=redact)
    data, day = _read_file(file), _day(date)
    with open_rapport(data_folder) as assistant:
        if template:
            assistant.templates.find(template)
        if pair:
            opened = _keep_session(assistant, pair, file.name, data, day, template, consent=consent)
            made = _export(assistant, opened.session.id, kind, length=length, redact=redact) if kind else None
        else:
            loose = _analyse_only(assistant, file.name, data, day)
            made = _export_loose(assistant, loose, kind, template, length=length, redact=redact) if kind else None
    if made is not None:
        cli_exports.hand_out(made, output)
    elif as_json:
        values = cli_sessions.session_as_json(opened) if pair else cli_sessions.loose_as_json(loose)
        sys.stdout.write(json.dumps(values, ensure_ascii=False, indent=2) + "\n")
    elif pair:
        cli_sessions.print_session(out, opened, length or Length.STANDARD)
    else:
        cli_sessions.print_loose(out, loose, length or Length.STANDARD)


@session_group.callback(invoke_without_command=True)
def sessions(
    context: typer.Context,
    pair: Pair = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the list as JSON.")] = False,
    data_folder: Wanted = None,
) -> None:
    """List the sessions and how far their notes are; search, export or restore."""
    if context.invoked_subcommand is not None:
        return
    from assistant.domain.json_values import to_json

    with open_rapport(data_folder) as assistant:
        rows = assistant.sessions.list_sessions(OPERATOR)
        if pair:
            chosen = {one.id for one in assistant.relationships.between(OPERATOR, *two(pair))}
            rows = [row for row in rows if row.session.relationship_id in chosen]
    if as_json:
        sys.stdout.write(json.dumps([to_json(row) for row in rows], ensure_ascii=False, indent=2) + "\n")
    else:
        cli_sessions.print_rows(out, rows)


@session_group.command(name="export")
def export_session(
    session: Annotated[str, typer.Argument(help="Id of a session, or its beginning, as `rapport sessions` lists it.")],
    kind: Annotated[ExportFormat | None, typer.Option("--as", help="Format; Markdown where --output has none.")] = None,
    output: Output = None,
    redact: Redact = False,
    quotes: Annotated[bool, typer.Option(help="With the words behind each line.")] = True,
    owner: Annotated[Party | None, typer.Option(help="Only the action items of one side, for csv and ics.")] = None,
    tasks: Annotated[bool, typer.Option("--tasks", help="Tasks instead of all-day entries, for ics.")] = False,
    length: Size = None,
    data_folder: Wanted = None,
) -> None:
    """Write the notes of a session as a document, a mail, a calendar or data."""
    wanted = cli_exports.kind_of(kind, output, redact=False) or ExportFormat.MARKDOWN
    options = ExportOptions(quotes, EntryKind.TASK if tasks else EntryKind.EVENT, owner)
    with open_rapport(data_folder) as assistant:
        made = _export(assistant, _session_id(assistant, session), wanted, options, length=length, redact=redact)
    cli_exports.hand_out(made, output)


@session_group.command(name="restore")
def restore_names(
    file: Annotated[Path, typer.Argument(help="What was exported with --redact, also when somebody changed it.")],
    key: Annotated[str, typer.Option(help="Key of the names, where the file does not say it.")] = "",
    output: Annotated[Path | None, typer.Option(help="File to write to; else it is printed.")] = None,
    data_folder: Wanted = None,
) -> None:
    """Put the names back into an export without names."""
    data = _read_file(file)
    with open_rapport(data_folder) as assistant:
        restored = assistant.exports.restore(OPERATOR, file.name, data, key)
    cli_exports.hand_out_restored(file.name, restored, output)


def _export(
    assistant: "Assistant",
    session_id: str,
    kind: ExportFormat,
    options: ExportOptions | None = None,
    *,
    length: Length | None,
    redact: bool,
) -> "Export":
    from assistant.services.exports import ExportRequest

    request = ExportRequest(kind, options or ExportOptions(), length or Length.DETAILED, hide_names=redact)
    return assistant.exports.export(OPERATOR, session_id, request)


def _export_loose(
    assistant: "Assistant",
    loose: "LooseReport",
    kind: ExportFormat,
    template: str,
    *,
    length: Length | None,
    redact: bool,
) -> "Export":
    from assistant.services.exports import ExportRequest

    request = ExportRequest(kind, length=length or Length.DETAILED, hide_names=redact)
    return assistant.exports.export_file(OPERATOR, loose, request, template)


def _session_id(assistant: "Assistant", typed: str) -> str:
    """Find a session by its id or the beginning of it."""
    ids = [row.session.id for row in assistant.sessions.list_sessions(OPERATOR)]
    found = [one for one in ids if one == typed or (len(typed) >= SHORTEST_ID and one.startswith(typed))]
    if not found:
        raise NotFound(f"No session has the id {typed!r}.", "Run: rapport sessions")
    if len(found) > 1:
        raise InvalidInput(f"{len(found)} sessions have an id that begins with {typed!r}.", "Type more of it.")
    return found[0]


def _analyse_only(assistant: "Assistant", name: str, data: bytes, day: "date_type | None") -> "LooseReport":
    with bar("Analysing") as progress:
        return assistant.analyse_file(
            name, data, held_on=day, progress=lambda _, share: progress(round(100 * share), 100)
        )


def _keep_session(
    assistant: "Assistant",
    pair: str,
    name: str,
    data: bytes,
    day: "date_type | None",
    template: str,
    *,
    consent: bool,
) -> "OpenSession":
    """Keep a file as a session of two people, and wait for its notes."""
    from assistant.domain.sessions import Consent, JobState, Template

    found = assistant.relationships.between(OPERATOR, *two(pair))
    if not found:
        raise InvalidInput(f"{pair} have no relationship.", "Start one in the Relationships tab.")
    given = Consent(mentor=consent, mentee=consent)
    if not consent and sys.stdin.isatty():
        agreed = typer.confirm("Did both sides agree that this transcript is read and kept?")
        given = Consent(mentor=agreed, mentee=agreed)
    try:
        session = assistant.sessions.upload(
            OPERATOR, found[0].id, name, data, held_on=day, template=template or Template.REGULAR, consent=given
        )
    except ConsentMissing as error:
        raise ConsentMissing(error.message, "Ask them; when both have agreed, add --consent.") from None
    with bar("Analysing") as progress:
        job = assistant.jobs.of_sessions(OPERATOR, [session.id])[session.id]
        ended = assistant.jobs.wait(job.id, on_progress=lambda one: progress(round(100 * one.share), 100))
    if ended.state is not JobState.DONE:
        raise AssistantError(f"The notes could not be made. {ended.reason}".strip(), "The file is kept.")
    return assistant.sessions.open_session(OPERATOR, session.id)


def _read_file(file: Path) -> bytes:
    """Read a file; one that is too big to be a transcript is refused before it fills the memory."""
    from assistant.transcripts.opening import bytes_of

    if not file.is_file():
        raise InvalidInput(f"There is no file {file}.", "Check the path.")
    return bytes_of(file)


def _day(text: str) -> "date_type | None":
    from datetime import date

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidInput(f"--date {text!r} is no date.", "Write for example --date 2026-05-04.") from None
