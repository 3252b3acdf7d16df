"""The shell of the screens: head, tabs, what lies over the page, and how it is served."""

import os
from typing import TYPE_CHECKING, Any

from assistant.domain.access import OPERATOR
from assistant.errors import AssistantError
from assistant.ui.acting import LOCAL_USER, acting_choices, chosen_key
from assistant.ui.errors import user_errors
from assistant.ui.export_route import add_export_route
from assistant.ui.import_runs import Reports
from assistant.ui.markup import SHEET_SCRIPT, note
from assistant.ui.routes import add_routes
from assistant.ui.theme import build_theme, head

if TYPE_CHECKING:
    from collections.abc import Callable

    import gradio as gr
    from fastapi import Request

    from assistant.domain.access import Actor
    from assistant.services import Assistant
    from assistant.ui.find_tab import FindMentorTab
    from assistant.ui.shared import Shared

LOGO = (
    '<svg viewBox="0 0 40 40" aria-hidden="true"><rect width="40" height="40" rx="12" fill="var(--rp-accent)"/>'
    '<path d="M10 12h12a4 4 0 0 1 4 4v4a4 4 0 0 1-4 4h-6l-5 4v-4h-1z" fill="var(--rp-on-accent)"/>'
    '<path d="M29 17a3 3 0 0 1 2 3v5a3 3 0 0 1-3 3h-1v3l-4-3h-5" fill="none" stroke="var(--rp-on-accent)" '
    'stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
HEADING = (
    '<a class="rp-skip" href="#goal">Skip to the search</a>'
    f'<div class="rp-brand">{LOGO}<div><h1>Rapport</h1>'
    "<p>Find somebody who has been there. Nothing leaves this computer.</p></div></div>"
)
ARRIVE_SCRIPT = """(zone, acting) => {
  let kept = null;
  try { kept = sessionStorage.getItem('rapport-acting') || localStorage.getItem('rapport-acting'); } catch (e) {}
  return [Intl.DateTimeFormat().resolvedOptions().timeZone || '', kept || acting];
}"""
"""Tells the server the time zone of the browser, and whom this window, or else the last one, was acting as."""
KEEP_SCRIPT = """key => {
  try { sessionStorage.setItem('rapport-acting', key); localStorage.setItem('rapport-acting', key); } catch (e) {}
}"""
LOOK_SCRIPT = "() => { window.rapportLook(); }"


def build_ui(assistant: "Assistant", reports: "Reports | None" = None) -> "gr.Blocks":
    """Build the whole page; nothing is served yet.

    Args:
        assistant: What the screens show.
        reports: Where import reports are kept for their download.
    """
    import gradio as gr

    from assistant.people import PersonKind
    from assistant.ui import api
    from assistant.ui.find_tab import build_find_mentor_tab
    from assistant.ui.import_tab import build_import_tab, history_of
    from assistant.ui.people_tab import build_people_tab, list_people
    from assistant.ui.relationships_tab import build_relationships_tab, relationships_view
    from assistant.ui.sessions_tab import build_sessions_tab
    from assistant.ui.setup_tab import build_setup_tab, findings_view
    from assistant.ui.shared import Shared
    from assistant.ui.team_tab import build_team_tab

    reports = reports or Reports()
    with gr.Blocks(title="Rapport", analytics_enabled=False, delete_cache=(3600, 3600)) as ui:
        with gr.Row(elem_id="rp-top", equal_height=False):
            gr.HTML(HEADING, elem_classes="rp", apply_default_css=False)
            chooser = gr.Dropdown(
                acting_choices(assistant),
                value=OPERATOR.key,
                label="Acting as (type to find)",
                elem_id="acting",
                allow_custom_value=True,
                min_width=200,
            )
            look = gr.Button("Light / dark", elem_id="rp-look", size="sm", scale=0, min_width=44)
        zone = gr.Textbox(label="Time zone of this browser", visible=False)
        acting = gr.Textbox(OPERATOR.key, label="Key of who is acting", visible="hidden", elem_id="acting-key")
        status = gr.HTML(elem_id="rp-status", elem_classes="rp", apply_default_css=False)
        sheet = gr.HTML(elem_id="rp-sheet", elem_classes="rp", js_on_load=SHEET_SCRIPT, apply_default_css=False)
        shared = Shared(acting, zone, sheet)
        with gr.Tabs(elem_id="rp-tabs"):
            with gr.Tab("Find a mentor", id="find"):
                find = build_find_mentor_tab(assistant, shared)
            with gr.Tab("Mentor team", id="team"):
                build_team_tab(assistant, shared)
            with gr.Tab("Relationships", id="relationships") as relationships_tab:
                relationships = build_relationships_tab(assistant, shared)
            with gr.Tab("Sessions", id="sessions") as sessions_tab:
                build_sessions_tab(assistant, shared, sessions_tab)
            with gr.Tab("People", id="people") as people_tab:
                people = build_people_tab(assistant, shared)
            with gr.Tab("Import", id="import") as import_tab:
                imports = build_import_tab(assistant, shared, reports)
            with gr.Tab("Setup", id="setup") as setup_tab:
                findings = build_setup_tab(assistant.settings)
        look.click(None, js=LOOK_SCRIPT, api_visibility="private")
        _wire_acting(assistant, shared, chooser)
        _wire_start(assistant, ui, shared, find, status, chooser)
        _fill_on_opening(
            assistant,
            shared,
            {
                relationships_tab: (relationships, relationships_view),
                people_tab: (
                    people.listed,
                    lambda assistant, actor: list_people(assistant, actor, PersonKind.MENTOR, ""),
                ),
                import_tab: (imports.history, history_of),
                setup_tab: (findings, findings_view),
            },
        )
        api.build_api(assistant)
    page: gr.Blocks = ui
    return page


def _fill_on_opening(
    assistant: "Assistant", shared: "Shared", tabs: "dict[gr.Tab, tuple[gr.HTML, Callable[[Assistant, Actor], str]]]"
) -> None:
    """Fill what a tab lists when it is opened, for whoever is acting then."""
    import gradio as gr

    from assistant.ui.acting import actor_of

    def filler(view: "Callable[[Assistant, Actor], str]") -> "Callable[..., str]":
        def fill(acting_as: str, request: gr.Request) -> str:
            with user_errors():
                return view(assistant, actor_of(request.username, acting_as))

        return fill

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
    for tab, (target, view) in tabs.items():
        gr.on([tab.select, shared.acting.change], filler(view), [shared.acting], [target], **private)


def _wire_acting(assistant: "Assistant", shared: "Shared", chooser: "gr.Dropdown") -> None:
    """Take a choice only when it names somebody, so that the tabs hear of no other; the browser keeps it."""
    import gradio as gr

    def choose(typed: str | None, before: str) -> tuple[Any, str]:
        with user_errors():
            try:
                key = chosen_key(assistant, typed)
            except AssistantError as error:
                gr.Warning(str(error), title="Nobody was changed")
                return gr.skip(), before
            return key, key

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
    chooser.change(choose, [chooser, shared.acting], [shared.acting, chooser], **private)
    shared.acting.change(None, [shared.acting], js=KEEP_SCRIPT, **private)


def _wire_start(
    assistant: "Assistant",
    ui: "gr.Blocks",
    shared: "Shared",
    find: "FindMentorTab",
    status: "gr.HTML",
    chooser: "gr.Dropdown",
) -> None:
    import gradio as gr

    from assistant.ui import find_mentor

    def arrive(zone: str, kept: str, request: gr.Request) -> tuple[str, str, str, str, str]:
        with user_errors():
            try:
                key = chosen_key(assistant, kept)
            except AssistantError:
                key = OPERATOR.key
                gr.Info("Whom you were acting as is not in this programme any more.", title="Acting as operator")
            visitor = find_mentor.visitor_of(assistant, request.username, key, zone)
            saved = find_mentor.saved_panel(assistant, visitor, find_mentor.Ask())
            return zone, key, key, find_mentor.shortlist_panel(assistant, visitor), saved

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden", "concurrency_limit": None}
    arrived = [shared.zone, shared.acting, chooser, find.shortlist, find.saved]
    ui.load(arrive, [shared.zone, shared.acting], arrived, js=ARRIVE_SCRIPT, **private)
    timer = gr.Timer(1.0)

    def poll() -> tuple[str, gr.Timer]:
        words, done = status_of(assistant)
        return words, gr.Timer(active=not done)

    gr.on([ui.load, timer.tick], poll, None, [status, timer], **private)


def status_of(assistant: "Assistant") -> tuple[str, bool]:
    """Say how far the models and the index are: (markup, whether it is over). Nothing is said once they are ready."""
    readiness = assistant.readiness
    if str(readiness.phase) == "ready":
        return "", True
    if str(readiness.phase) == "failed":
        return note(f"{readiness.reason} Run: rapport doctor", "bad", title="Searching does not work yet."), False
    if readiness.total:
        done = round(100 * readiness.done / readiness.total)
        meter = f'<div class="rp-meter" aria-hidden="true"><i style="width:{done}%"></i></div>'
        said = (
            f"{readiness.done:,} of {readiness.total:,} profile passages are read. "
            "You can search already; the first answer takes a little longer."
        )
        return note(said, title="Getting ready.", more=meter), False
    return note("The language models are loading. You can type your goal meanwhile.", title="Getting ready."), False


def launch(
    assistant: "Assistant", *, port: int | None = None, wait: bool = True, open_browser: bool = False
) -> "gr.Blocks":
    """Serve the page on this computer and warm the models up behind it.

    Args:
        assistant: What the page shows.
        port: Instead of the one in the settings; 0 takes a free one.
        wait: Whether to return only when the server stops.
        open_browser: Whether to open the page in the browser.

    Returns:
        The served page; its `local_url` says where.
    """
    reports = Reports()
    ui = build_ui(assistant, reports)
    serve(ui, assistant, port=port, open_browser=open_browser)
    add_routes(ui.app, reports, local_user_of(assistant.settings.host))
    add_export_route(ui.app, assistant, local_user_of(assistant.settings.host))
    assistant.warm_up_behind()
    if wait:
        ui.block_thread()
    return ui


def serve(ui: "gr.Blocks", assistant: "Assistant", *, port: int | None, open_browser: bool = False) -> None:
    """Start the server: always through `launch`, so that Gradio's checks on uploads apply."""
    settings = assistant.settings
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    for name in ("NO_PROXY", "no_proxy"):
        os.environ[name] = ",".join(filter(None, [os.environ.get(name, ""), "127.0.0.1,localhost"]))
    ui.launch(
        auth_dependency=local_user_of(settings.host),
        server_name=settings.host,
        server_port=settings.port if port is None else port,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        show_error=False,
        run_history=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        footer_links=[],
        max_file_size=f"{settings.max_upload_mb}mb",
        blocked_paths=[str(settings.data_folder)],
        theme=build_theme(),
        head=head(),
    )


def local_user_of(host: str) -> "Callable[[Request], str | None]":
    """Make the function that names the one user of a laptop without accounts.

    A page of another site that points its own name at this computer (DNS rebinding) sends that name along and is
    nobody, unless the page is served to other computers anyway.
    """
    names = {"127.0.0.1", "localhost", "::1", host}

    def local_user(request: "Request") -> str | None:
        return LOCAL_USER if names & {"0.0.0.0", "::"} or request.url.hostname in names else None  # noqa: S104

    return local_user
