"""What the buttons and forms of the Sessions tab do, on plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.access import Actor
from assistant.domain.notes import ItemState, Section, Value
from assistant.domain.report import ActionItem, Due, Line, Party
from assistant.domain.sessions import Session
from assistant.domain.speaker_edits import Swap
from assistant.errors import AssistantError, InvalidInput, NotFound
from assistant.services.loose_files import bytes_of
from assistant.ui.cast_view import edits_from_form, reassignment
from assistant.ui.session_upload import Details, details_from_form

if TYPE_CHECKING:
    from assistant.services import Assistant

Sent = Mapping[str, str]
"""What an event brings: the data of the button or form, and the form's fields."""


def change_line(assistant: "Assistant", actor: Actor, session_id: str, sent: Sent) -> None:
    """Do to a line of the notes what a button or form asks for; a promise of an earlier session names its `session`.

    Raises:
        AssistantError: The line is gone, the actor may not change it, or what was typed cannot be used.
    """
    do, key = sent.get("do", ""), sent.get("key", "")
    notes = assistant.notes
    if do == "confirm":
        notes.confirm(actor, session_id, key)
    elif do in {"done", "reopen"}:
        notes.mark(actor, sent.get("session") or session_id, key, ItemState.DONE if do == "done" else ItemState.OPEN)
    elif do == "delete":
        notes.delete(actor, session_id, key)
    elif do == "edit":
        line = next((one for one in notes.lines(actor, session_id) if one.id == key), None)
        if line is None:
            raise NotFound("This line is gone.", "Somebody may have deleted it; open the session again.")
        notes.edit(actor, session_id, key, edited(line.value, sent))
    elif do == "add":
        section = Section(sent["section"])
        notes.add(actor, session_id, section, new_value(section, sent))


def edited(value: Value, sent: Sent) -> Value:
    """Give a line the words of the form; of an item the owner and date, too. What said the date stays beside it."""
    text = sent.get("text", "").strip()
    if not isinstance(value, ActionItem):
        return replace(value, text=text)
    return replace(value, text=text, owner=_owner(sent), due=_due(value.due, _day(sent)))


def new_value(section: Section, sent: Sent) -> Value:
    """Make a line that a person adds: without evidence, since they stand for it."""
    text = sent.get("text", "").strip()
    if section is Section.ACTION_ITEMS:
        return ActionItem(text, _owner(sent), _due(None, _day(sent)), 1.0, ())
    return Line(text, ())


def _owner(sent: Sent) -> Party | None:
    return Party(sent["owner"]) if sent.get("owner") else None


def _day(sent: Sent, field: str = "due_on") -> date | None:
    typed = sent.get(field, "").strip()
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise InvalidInput(f"{typed!r} is no date.", "Write it as 2026-05-22, or leave it empty.") from None


def _due(before: Due | None, day: date | None) -> Due | None:
    if before is not None and before.on == day:
        return before
    return Due(before.words if before is not None else "", day) if day is not None else None


def change_speakers(assistant: "Assistant", actor: Actor, session_id: str, sent: Sent) -> None:
    """Correct who is who, as a button or form asks.

    Raises:
        AssistantError: The session is gone, or the actor may not change it.
    """
    do, sessions = sent.get("do", ""), assistant.sessions
    if do == "uncast":
        sessions.forget_speaker_changes(actor, session_id)
    elif do == "swap":
        sessions.change_speakers(actor, session_id, [Swap()])
    elif do == "reassign":
        sessions.change_speakers(actor, session_id, [reassignment(sent)])
    elif do == "cast":
        edits = edits_from_form(sent, sessions.open_session(actor, session_id).cast)
        if edits:
            sessions.change_speakers(actor, session_id, edits)
    assistant.jobs.start()


def change_facts(assistant: "Assistant", actor: Actor, session_id: str, sent: Sent) -> None:
    """Write the date, title and kind of a session.

    Raises:
        AssistantError: The date is none, the session is gone, or the actor may not change it.
    """
    said = details_from_form(sent)
    assistant.sessions.change_facts(actor, session_id, held_on=said.held_on, title=said.title, template=said.template)
    assistant.jobs.start()


def set_next_session(assistant: "Assistant", actor: Actor, session_id: str, sent: Sent) -> None:
    """Set the day on which the pair of a session meets next, or clear it where the field is empty.

    Raises:
        AssistantError: It is no date or no later one, the session is gone, or the actor may not change it.
    """
    relationship_id = assistant.sessions.open_session(actor, session_id).session.relationship_id
    assistant.next_session.set_day(actor, relationship_id, _day(sent, "next_on"))


def change_template(assistant: "Assistant", actor: Actor, session_id: str, sent: Sent) -> None:
    """Put the notes of a session into the order of another template.

    Raises:
        AssistantError: There is no such template, the session is gone, or the actor may not change it.
    """
    now = assistant.sessions.open_session(actor, session_id).session
    template = sent.get("template", now.template)
    assistant.sessions.change_facts(actor, session_id, held_on=now.held_on, title=now.title, template=template)


def keep_files(
    assistant: "Assistant", actor: Actor, relationship_id: str, paths: Sequence[Path], sent: Sent
) -> tuple[list[Session], list[str]]:
    """Keep the files that the form has fields for.

    Returns:
        The sessions, and for each file that was not kept why.

    Raises:
        AssistantError: The only file could not be kept.
    """
    kept, problems = [], []
    for at, path in enumerate(paths):
        if f"template{at}" not in sent:
            continue
        try:
            kept.append(_keep(assistant, actor, relationship_id, path, details_from_form(sent, str(at))))
        except AssistantError as error:
            if len(paths) == 1:
                raise
            problems.append(f"{path.name}: {error}")
    assistant.jobs.start()
    return kept, problems


def _keep(assistant: "Assistant", actor: Actor, relationship_id: str, path: Path, said: Details) -> Session:
    return assistant.sessions.upload(
        actor,
        relationship_id,
        path.name,
        bytes_of(path),
        held_on=said.held_on,
        title=said.title,
        template=said.template,
        consent=said.consent,
    )


def keep_typed(assistant: "Assistant", actor: Actor, relationship_id: str, sent: Sent) -> Session:
    """Keep notes typed by hand as a session.

    Raises:
        AssistantError: Nothing was typed, one side did not agree, or the actor may not.
    """
    said = details_from_form(sent)
    session = assistant.sessions.write_notes(
        actor,
        relationship_id,
        sent.get("notes", ""),
        held_on=said.held_on,
        title=said.title,
        template=said.template,
        consent=said.consent,
    )
    assistant.jobs.start()
    return session


def replace_file(assistant: "Assistant", actor: Actor, session_id: str, path: Path) -> None:
    """Give a session another file.

    Raises:
        AssistantError: It holds no transcript, the session is gone, or the actor may not change it.
    """
    assistant.sessions.replace_file(actor, session_id, path.name, bytes_of(path))
    assistant.jobs.start()


def start_or_stop(assistant: "Assistant", actor: Actor, sent: Sent) -> None:
    """Have the notes of a session made (`analyse`, by its id), or stop a job (`stop`, by the job's).

    Raises:
        AssistantError: It is gone, or the actor may not.
    """
    if sent.get("do") == "analyse":
        assistant.jobs.enqueue(actor, sent.get("id", ""))
        assistant.jobs.start()
    elif sent.get("do") == "stop":
        assistant.jobs.stop(actor, [sent.get("id", "")])
