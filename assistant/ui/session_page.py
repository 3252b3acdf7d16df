"""From the services to what the Sessions tab shows: choices, the list, one session whole or in parts."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.domain.access import Action, Actor, Resource, Role, may
from assistant.domain.notes import ItemState
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.report import ActionItem, Cast, Party
from assistant.domain.sessions import Job
from assistant.errors import AssistantError
from assistant.services.loose_files import bytes_of
from assistant.ui.markup import empty_state, note
from assistant.ui.relationships_tab import names_of
from assistant.ui.session_head import session_head, session_tail
from assistant.ui.session_lines import EarlierPromise, NotesContext
from assistant.ui.session_list import BUSY, job_view, sessions_view
from assistant.ui.session_promises import SESSIONS_ASKED, Promise, promises_view
from assistant.ui.session_upload import FilePreview
from assistant.ui.session_view import marks_of, notes_panel
from assistant.ui.transcript_view import filter_bar, party_names, transcript_panel

if TYPE_CHECKING:
    from assistant.services import Assistant
    from assistant.services.session_views import OpenSession, SessionRow

_SIDES = {Role.MENTOR: Party.MENTOR, Role.MENTEE: Party.MENTEE}
LISTED = 500
"""Relationships that the choice lists, newest first."""
NOT_YOURS = note(
    "What was said in a session is read by the mentor and the mentee alone, and by whoever runs this computer. "
    "Choose one of them under “Acting as”.",
    title="Sessions belong to the pair.",
)
NO_PAIR = empty_state(
    "No relationship yet",
    "Sessions belong to a mentor and a mentee. Find a mentor and choose “Start a relationship”, then come back.",
)


@dataclass(frozen=True, slots=True)
class SessionPage:
    """The parts of one session as markup; `is_busy` while its notes are being made."""

    head: str
    job: str
    filter: str
    notes: str
    transcript: str
    tail: str
    is_busy: bool


def readable_pairs(assistant: "Assistant", actor: Actor) -> list[Relationship]:
    """List the relationships whose sessions the actor may read, newest first."""
    found = assistant.relationships.list(actor)[:LISTED]
    return [one for one in found if may(actor, Action.READ_SESSION, Resource(one.mentor_id, one.mentee_id))]


def pair_choices(assistant: "Assistant", actor: Actor) -> list[tuple[str, str]]:
    """List them for a choice: (words, id)."""
    pairs = readable_pairs(assistant, actor)
    names = names_of(assistant, actor, pairs)
    return [(_pair_words(one, names), one.id) for one in pairs]


def _pair_words(one: Relationship, names: Mapping[str, str]) -> str:
    closed = " (closed)" if one.state is RelationshipState.CLOSED else ""
    return f"{names.get(one.mentor_id, one.mentor_id)} with {names.get(one.mentee_id, one.mentee_id)}{closed}"


def pair_names(assistant: "Assistant", actor: Actor, relationship_id: str) -> dict[Party, str]:
    """Name both sides of a relationship as the programme does; an unknown one by their roles."""
    found = [one for one in readable_pairs(assistant, actor) if one.id == relationship_id]
    names = names_of(assistant, actor, found)
    sides = ((Party.MENTOR, "mentor_id"), (Party.MENTEE, "mentee_id"))
    named = {party: names.get(getattr(found[0], key), "") for party, key in sides} if found else {}
    return {party: named.get(party) or f"The {party}" for party, _ in sides}


def list_view(assistant: "Assistant", actor: Actor, relationship_id: str) -> tuple[str, bool]:
    """Write the sessions of a relationship, and say whether anything is being made.

    Raises:
        AssistantError: The actor may not read them.
    """
    if not relationship_id:
        return (NOT_YOURS if actor.role is Role.COORDINATOR else NO_PAIR), False
    rows = assistant.sessions.list_sessions(actor, relationship_id)
    promised = promises_view(
        open_promises(assistant, actor, rows),
        pair_names(assistant, actor, relationship_id),
        _SIDES.get(actor.role),
        date.today(),
    )
    return promised + sessions_view(rows, kinds_of(assistant)), any(
        row.job is not None and row.job.state in BUSY for row in rows
    )


def open_promises(assistant: "Assistant", actor: Actor, rows: Sequence["SessionRow"]) -> list[Promise]:
    """Gather the action items of a pair that are still open, of the latest sessions first."""
    following = assistant.next_session.of_pair(actor, rows[0].session.relationship_id) if rows else {}
    return [
        Promise(row.session, line, line.value, following.get(row.session.id))
        for row in [one for one in rows if one.open_items][:SESSIONS_ASKED]
        for line in assistant.notes.lines(actor, row.session.id)
        if isinstance(line.value, ActionItem) and line.state is ItemState.OPEN
    ]


def open_page(
    assistant: "Assistant", actor: Actor, session_id: str, *, first: bool = False, line: str = ""
) -> SessionPage:
    """Write one session; `first` when it was opened just now, with the `line` to go to.

    Raises:
        AssistantError: It is gone, or the actor may not read it.
    """
    opened = assistant.sessions.open_session(actor, session_id)
    context = context_of(assistant, actor, opened)
    return page_of(opened, context, kinds_of(assistant), first=first, line=line)


def kinds_of(assistant: "Assistant") -> dict[str, str]:
    """Name the templates that can be chosen, by key."""
    return {one.key: one.name for one in assistant.templates.list()}


def page_of(
    opened: "OpenSession", context: NotesContext, kinds: Mapping[str, str], *, first: bool = False, line: str = ""
) -> SessionPage:
    """Write an open session; `kinds` names the templates by key."""
    programme = party_names(Cast(()), opened.mentor_name, opened.mentee_name)
    return SessionPage(
        head=session_head(opened, programme, kinds, first=first, line=line),
        job=job_view(opened.job),
        filter=filter_bar(opened.transcript, opened.cast),
        notes=notes_view(opened, context),
        transcript=transcript_panel(opened.transcript, opened.cast, marks_of(opened.lines)),
        tail=session_tail(opened, programme, kinds),
        is_busy=is_busy(opened.job),
    )


def notes_view(opened: "OpenSession", context: NotesContext) -> str:
    """Write the notes of an open session; before there are any, what is there already and what comes next."""
    if opened.report is not None:
        return notes_panel(opened.report, opened.lines, context)
    words = "They appear here as soon as they are made. " if is_busy(opened.job) else ""
    return empty_state("No notes yet", f"{words}The transcript is kept, and you can read and search it already.")


def is_busy(job: Job | None) -> bool:
    """Whether an analysis waits or runs."""
    return job is not None and job.state in BUSY


def context_of(assistant: "Assistant", actor: Actor, opened: "OpenSession", today: date | None = None) -> NotesContext:
    """Gather what all lines of a session share."""
    pairs = [one for one in readable_pairs(assistant, actor) if one.id == opened.session.relationship_id]
    names = party_names(opened.cast, opened.mentor_name, opened.mentee_name)
    people = {"operator": "the operator"}
    for one in pairs:
        people |= {f"mentor:{one.mentor_id}": names[Party.MENTOR], f"mentee:{one.mentee_id}": names[Party.MENTEE]}
    return NotesContext(
        opened.transcript,
        opened.cast,
        names,
        you=_SIDES.get(actor.role),
        today=today or date.today(),
        people=people | {actor.key: "you"},
        earlier={
            item.id: EarlierPromise(item.text, item.session_id, item.state is ItemState.OPEN) for item in opened.earlier
        },
        chosen=assistant.templates.choose(opened.session.template),
        next_session=opened.next_session,
    )


def preview_files(
    assistant: "Assistant", actor: Actor, relationship_id: str, paths: Sequence[Path]
) -> list[FilePreview]:
    """Look at files before anything is kept; one that cannot be read says why and stands in nobody's way."""
    previews = []
    seen: dict[bytes, Path] = {}
    for path in paths:
        try:
            data = bytes_of(path)
            twin = seen.setdefault(hashlib.sha256(data).digest(), path)
            if twin != path:
                previews.append(FilePreview(path.name, problem=f"It is the very file that {twin.name} is."))
                continue
            read = assistant.sessions.preview(actor, path.name, data, relationship_id)
            previews.append(FilePreview(path.name, read))
        except AssistantError as error:
            previews.append(FilePreview(path.name, problem=str(error)))
    return previews
