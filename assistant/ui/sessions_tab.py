"""The Sessions tab: components and their wiring; what they show is made in `session_page`, what they do in actions."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.access import Actor
from assistant.ui import acting, session_actions, session_page
from assistant.ui.cast_view import turn_form
from assistant.ui.errors import user_errors
from assistant.ui.markup import SCRIPT, SHEET_SCRIPT, intro, note
from assistant.ui.profile import sheet
from assistant.ui.session_export import export_view
from assistant.ui.session_head import versions_sheet
from assistant.ui.session_list import job_view
from assistant.ui.session_page import SessionPage
from assistant.ui.session_search import build_session_search
from assistant.ui.session_themes import build_session_themes
from assistant.ui.session_upload import notes_form, preview_view
from assistant.ui.session_words import counted
from assistant.ui.shared import Shared

if TYPE_CHECKING:
    from assistant.services import Assistant

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
TICK_S = 1.0
FILE_TYPES = [".vtt", ".srt", ".sbv", ".txt", ".docx", ".md", ".json", ".zip", ".csv", ".html", ".pdf"]
"""What the file dialogue offers first; what a file is, its content says, and one that is no transcript says why."""
_HEAD_SCRIPT = SCRIPT + (
    "const begin = () => requestAnimationFrame(() => {"
    " const first = element.querySelector('[data-first]');"
    " if (first) { first.focus({preventScroll: true}); scrollTo({top: 0}); }"
    " if (first && first.dataset.goto) window.rapportSession.goTo(first.dataset.goto); });"
    "begin(); watch('value', begin);"
)
"""A session that was opened just now takes the focus; the part may be drawn with it already in."""
_NOTES_SCRIPT = SCRIPT + (
    "const again = () => window.rapportSession && window.rapportSession.refresh(); again(); watch('value', again);"
)
"""Notes that were just drawn look as the reader chose; the part may be drawn with them already in."""
_LIST_SCRIPT = SCRIPT + "watch('value', () => window.rapportSession.keepFocus());"
SAME = gr.skip()


@dataclass(frozen=True)
class SessionsTab:
    """The components of the tab.

    Args:
        pair: The relationship whose sessions are listed.
        browse: Everything but an open session.
        view: The open session.
        session: Its id; empty when none is open.
        timer: Looks how far the notes are, while any are being made.
        answer: What a search over the sessions found.
    """

    pair: gr.Dropdown
    browse: gr.Column
    listed: gr.HTML
    add: gr.Accordion
    files: gr.File
    preview: gr.HTML
    write: gr.Accordion
    typed: gr.HTML
    view: gr.Column
    session: gr.State
    head: gr.HTML
    job: gr.HTML
    filter: gr.HTML
    notes: gr.HTML
    transcript: gr.HTML
    tail: gr.HTML
    replacement: gr.File
    sheet: gr.HTML
    timer: gr.Timer
    answer: gr.HTML

    @property
    def parts(self) -> list[gr.Component]:
        """What `shown_parts` fills, in its order."""
        return [self.head, self.job, self.filter, self.notes, self.transcript, self.tail, self.timer]

    @property
    def lists(self) -> list[gr.Component]:
        """What `listed_parts` fills, in its order."""
        return [self.listed, self.timer]


def build_sessions_tab(assistant: "Assistant", shared: Shared, opening: gr.Tab) -> SessionsTab:
    """Build the tab.

    Args:
        assistant: What it shows.
        shared: Who is acting.
        opening: The tab itself; its choices are read anew when it is opened.
    """
    session = gr.State("")
    timer = gr.Timer(TICK_S, active=False)
    sheet_over = _html("session-sheet", script=SHEET_SCRIPT)
    with gr.Column(elem_id="session-browse") as browse:
        gr.HTML(
            intro(
                "Sessions",
                "What was said, promised, decided and left open. Every line opens the words it came from.",
            ),
            elem_classes="rp",
            apply_default_css=False,
        )
        pair = gr.Dropdown([], label="Relationship", elem_id="session-pair", interactive=True)
        with gr.Accordion("Add a session", open=False, elem_id="session-add") as add:
            gr.HTML(
                '<p class="rp-quiet">The file that your meeting tool or chat exported, as it is; several at once if '
                "you like. You see what was read before anything is kept.</p>",
                elem_classes="rp",
                apply_default_css=False,
            )
            files = gr.File(
                label="Transcript files",
                file_count="multiple",
                type="filepath",
                elem_id="session-files",
                height=150,
            )
            preview = _html("session-preview", script=SCRIPT)
        with gr.Accordion("Write notes by hand", open=False, elem_id="session-write") as write:
            typed = _html("session-typed", script=SCRIPT)
        asked = build_session_search(assistant, shared, pair)
        listed = _html("session-list", script=_LIST_SCRIPT)
    with gr.Column(visible=False, elem_id="session-view") as view:
        head = _html("session-head", script=_HEAD_SCRIPT)
        job = _html("session-job", script=_LIST_SCRIPT)
        narrowing = _html("session-filter")
        with gr.Row(equal_height=False, elem_classes="rp-beside"):
            with gr.Column(scale=6, min_width=280):
                notes = _html("session-notes", script=_NOTES_SCRIPT)
            with gr.Column(scale=5, min_width=280, elem_classes="rp-stretch"):
                transcript = _html("session-transcript", script=SCRIPT)
        tail = _html("session-tail", script=SCRIPT)
        build_session_themes(assistant, shared, session, job)
        with gr.Accordion("Replace the file", open=False, elem_id="session-replace"):
            gr.HTML(
                '<p class="rp-quiet">For a better transcript of the same session. The notes are made again; what you '
                "wrote yourselves stays.</p>",
                elem_classes="rp",
                apply_default_css=False,
            )
            replacement = gr.File(
                label="Another file of the same session",
                type="filepath",
                elem_id="session-replacement",
                height=120,
            )
    tab = SessionsTab(
        pair, browse, listed, add, files, preview, write, typed, view, session, head, job, narrowing, notes,
        transcript, tail, replacement, sheet_over, timer, asked.found,
    )  # fmt: skip
    _wire_browsing(assistant, shared, tab, opening)
    _wire_bringing(assistant, shared, tab)
    _wire_session(assistant, shared, tab)
    _wire_sheet(assistant, shared, tab)
    _wire_progress(assistant, shared, tab)
    return tab


def _html(name: str, script: str | None = None) -> gr.HTML:
    return gr.HTML(elem_id=name, elem_classes="rp", js_on_load=script, apply_default_css=False)


def shown_parts(page: SessionPage) -> list[Any]:
    """Values of `SessionsTab.parts`."""
    return [page.head, page.job, page.filter, page.notes, page.transcript, page.tail, gr.Timer(active=page.is_busy)]


def listed_parts(assistant: "Assistant", actor: Actor, relationship_id: str) -> list[Any]:
    """Values of `SessionsTab.lists`.

    Raises:
        AssistantError: The actor may not read the sessions of this relationship.
    """
    html, busy = session_page.list_view(assistant, actor, relationship_id)
    return [html, gr.Timer(active=busy)]


def sent_by(event: gr.EventData) -> dict[str, str]:
    """Read the data of a button or form."""
    return {str(name): str(value) for name, value in dict(event._data or {}).items()}


def choose_pair(choices: list[tuple[str, str]], chosen: str | None) -> str:
    """Keep what was chosen while it can be; else the first."""
    ids = [one for _, one in choices]
    return chosen if chosen in ids and chosen is not None else (ids[0] if ids else "")


def _wire_browsing(assistant: "Assistant", shared: Shared, tab: SessionsTab, opening: gr.Tab) -> None:
    def enter(acting_as: str, chosen: str | None, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            choices = session_page.pair_choices(assistant, actor)
            pair = choose_pair(choices, chosen)
            dropdown = gr.Dropdown(choices, value=pair or None, visible=bool(choices))
            can_add = gr.update(visible=bool(pair))
            return [dropdown, *listed_parts(assistant, actor, pair), can_add, can_add, typing(assistant, actor, pair)]

    def change_actor(acting_as: str, chosen: str | None, request: gr.Request) -> list[Any]:
        return [*enter(acting_as, chosen, request), "", *flip(to_session=False), "", None]

    def choose(acting_as: str, pair: str | None, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            return [*listed_parts(assistant, actor, pair or ""), typing(assistant, actor, pair or ""), "", None]

    def click(acting_as: str, pair: str | None, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor, sent = acting.actor_of(request.username, acting_as), sent_by(event)
            if sent.get("do") == "open":
                page = session_page.open_page(
                    assistant, actor, sent.get("id", ""), first=True, line=sent.get("key", "")
                )
                return [sent.get("id", ""), *flip(to_session=True), SAME, *shown_parts(page)]
            if sent.get("do") == "done":
                session_actions.change_line(assistant, actor, sent.get("id", ""), sent)
            session_actions.start_or_stop(assistant, actor, sent)
            html, timer = listed_parts(assistant, actor, pair or "")
            return [*[SAME] * 3, html, *[SAME] * 6, timer]

    who = [shared.acting, tab.pair]
    filled = [tab.pair, *tab.lists, tab.add, tab.write, tab.typed]
    opening.select(enter, who, filled, concurrency_limit=None, **PRIVATE)
    emptied = [tab.session, tab.browse, tab.view, tab.preview, tab.files]
    shared.acting.change(change_actor, who, [*filled, *emptied], **PRIVATE)
    tab.pair.input(choose, who, [*tab.lists, tab.typed, tab.preview, tab.files], **PRIVATE)
    opened = [tab.session, tab.browse, tab.view, tab.listed, *tab.parts]
    gr.on([tab.listed.click, tab.answer.click], click, who, opened, **PRIVATE)


def flip(*, to_session: bool) -> list[Any]:
    """Show the open session, or everything else: values of `browse` and `view`."""
    return [gr.update(visible=not to_session), gr.update(visible=to_session)]


def typing(assistant: "Assistant", actor: Actor, relationship_id: str) -> str:
    """Write the form for notes typed by hand; without a relationship there is none."""
    if not relationship_id:
        return ""
    return notes_form(
        session_page.pair_names(assistant, actor, relationship_id), date.today(), session_page.kinds_of(assistant)
    )


def _wire_bringing(assistant: "Assistant", shared: Shared, tab: SessionsTab) -> None:
    def look(acting_as: str, pair: str | None, paths: list[str] | None, request: gr.Request) -> str:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            found = session_page.preview_files(assistant, actor, pair or "", list(map(Path, paths or [])))
            return preview_view(
                found, session_page.pair_names(assistant, actor, pair or ""), session_page.kinds_of(assistant)
            )

    def keep(
        acting_as: str, pair: str | None, paths: list[str] | None, event: gr.EventData, request: gr.Request
    ) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            files = list(map(Path, paths or []))
            kept, problems = session_actions.keep_files(assistant, actor, pair or "", files, sent_by(event))
            said = "".join(note(one, "bad", title="Not kept.") for one in problems)
            if len(kept) > 1 or (kept and problems):
                title = f"{counted(len(kept), 'session')} kept."
                said = note("Notes are made one session after another.", "good", title=title) + said
            if len(kept) == 1 and not problems:
                return _opened(assistant, actor, kept[0].id, said)
            return [said, None, "", *flip(to_session=False), *listed_parts(assistant, actor, pair or ""), *[SAME] * 6]

    def keep_typed(acting_as: str, pair: str | None, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            session = session_actions.keep_typed(assistant, actor, pair or "", sent_by(event))
            return [*_opened(assistant, actor, session.id, SAME), typing(assistant, actor, pair or "")]

    who = [shared.acting, tab.pair]
    moved = [tab.preview, tab.files, tab.session, tab.browse, tab.view, *tab.lists, *tab.parts[:-1]]
    private = PRIVATE | {"show_progress": "minimal"}
    gr.on([tab.files.upload, tab.files.delete], look, [*who, tab.files], tab.preview, **private)
    tab.files.clear(lambda: "", None, tab.preview, **PRIVATE)
    tab.preview.submit(keep, [*who, tab.files], moved, **private)
    tab.typed.submit(keep_typed, who, [*moved, tab.typed], **private)


def _opened(assistant: "Assistant", actor: Actor, session_id: str, said: Any) -> list[Any]:
    """Values that show a session which was just kept; its notes come as soon as they are made."""
    page = session_page.open_page(assistant, actor, session_id, first=True)
    *parts, timer = shown_parts(page)
    return [said, None, session_id, *flip(to_session=True), SAME, timer, *parts]


def _wire_session(assistant: "Assistant", shared: Shared, tab: SessionsTab) -> None:
    def line(acting_as: str, session_id: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor, sent = acting.actor_of(request.username, acting_as), sent_by(event)
            if sent.get("do") == "open":
                page = session_page.open_page(assistant, actor, sent.get("id", ""), first=True)
                return [sent.get("id", ""), *shown_parts(page)]
            session_actions.change_line(assistant, actor, session_id, sent)
            opened = assistant.sessions.open_session(actor, session_id)
            notes = session_page.notes_view(opened, session_page.context_of(assistant, actor, opened))
            return [*[SAME] * 4, notes, *[SAME] * 3]

    def leave(acting_as: str, pair: str | None, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            return ["", *flip(to_session=False), *listed_parts(assistant, actor, pair or "")]

    def over(acting_as: str, session_id: str, pair: str | None, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor, sent = acting.actor_of(request.username, acting_as), sent_by(event)
            do = sent.get("do")
            if do == "leave":
                return [*leave(acting_as, pair, request), *[SAME] * 7]
            if do == "delete-session":
                assistant.sessions.delete(actor, session_id)
                gr.Info("The session is deleted with its notes and promises.", title="Deleted")
                return [*leave(acting_as, pair, request), *[SAME] * 7]
            if do == "versions":
                return [*[SAME] * 11, sheet("Versions", versions_sheet(assistant.notes.versions(actor, session_id)))]
            if do == "export":
                return [*[SAME] * 11, sheet("Export", export_view(assistant, actor, session_id))]
            if do in {"analyse", "stop"}:
                session_actions.start_or_stop(assistant, actor, sent)
            elif do == "template":
                session_actions.change_template(assistant, actor, session_id, sent)
            elif do == "facts":
                session_actions.change_facts(assistant, actor, session_id, sent)
            elif do == "next-session":
                session_actions.set_next_session(assistant, actor, session_id, sent)
            else:
                session_actions.change_speakers(assistant, actor, session_id, sent)
            *parts, timer = shown_parts(session_page.open_page(assistant, actor, session_id))
            return [*[SAME] * 4, timer, *parts, SAME]

    def who_said(acting_as: str, session_id: str, event: gr.EventData, request: gr.Request) -> str:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            opened = assistant.sessions.open_session(actor, session_id)
            return sheet("Who said this?", turn_form(opened.transcript, opened.cast, int(sent_by(event)["u"])))

    def replace(acting_as: str, session_id: str, path: str | None, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            if not path:
                return [SAME] * 8
            session_actions.replace_file(assistant, actor, session_id, Path(path))
            gr.Info("The new file is read; the notes are made again.", title="Replaced")
            return [None, *shown_parts(session_page.open_page(assistant, actor, session_id))]

    who = [shared.acting, tab.session]
    gr.on([tab.notes.click, tab.notes.submit], line, who, [tab.session, *tab.parts], **PRIVATE)
    gr.on(
        [tab.head.click, tab.head.submit, tab.tail.click, tab.tail.submit, tab.job.click],
        over,
        [*who, tab.pair],
        [tab.session, tab.browse, tab.view, *tab.lists, *tab.parts[:-1], tab.sheet],
        **PRIVATE,
    )
    tab.transcript.click(who_said, who, [tab.sheet], **PRIVATE)
    tab.replacement.upload(replace, [*who, tab.replacement], [tab.replacement, *tab.parts], **PRIVATE)


def _wire_sheet(assistant: "Assistant", shared: Shared, tab: SessionsTab) -> None:
    def send(acting_as: str, session_id: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor, sent = acting.actor_of(request.username, acting_as), sent_by(event)
            if sent.get("do") in {"export", "names-back"}:
                shown = sheet("Export", export_view(assistant, actor, session_id, sent))
                return [shown, *[SAME] * 7]
            session_actions.change_speakers(assistant, actor, session_id, sent)
            return ["", *shown_parts(session_page.open_page(assistant, actor, session_id))]

    def version(acting_as: str, session_id: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor, sent = acting.actor_of(request.username, acting_as), sent_by(event)
            number = int(sent.get("version", "0"))
            if sent.get("do") == "restore":
                assistant.notes.restore(actor, session_id, number)
                gr.Info(f"Version {number} is shown again.", title="Brought back")
                return ["", *shown_parts(session_page.open_page(assistant, actor, session_id))]
            listed = assistant.notes.versions(actor, session_id)
            found = assistant.notes.compare(actor, session_id, number, listed[0].version)
            return [sheet("Versions", versions_sheet(listed, found, number)), *[SAME] * 7]

    who = [shared.acting, tab.session]
    tab.sheet.submit(send, who, [tab.sheet, *tab.parts], **PRIVATE)
    tab.sheet.click(version, who, [tab.sheet, *tab.parts], **PRIVATE)


def _wire_progress(assistant: "Assistant", shared: Shared, tab: SessionsTab) -> None:
    def look(acting_as: str, session_id: str, pair: str | None, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            if not session_id:
                html, timer = listed_parts(assistant, actor, pair or "")
                return [html, *[SAME] * 6, timer]
            job = assistant.jobs.of_sessions(actor, [session_id]).get(session_id)
            if session_page.is_busy(job):
                return [SAME, SAME, job_view(job), *[SAME] * 5]
            return [SAME, *shown_parts(session_page.open_page(assistant, actor, session_id))]

    inputs = [shared.acting, tab.session, tab.pair]
    tab.timer.tick(look, inputs, [tab.listed, *tab.parts], concurrency_limit=None, **PRIVATE)
