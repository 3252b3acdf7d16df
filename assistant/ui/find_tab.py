"""The Find a mentor tab: components and their wiring; what they show is made in `find_mentor`."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.access import Action, Resource, Role, may
from assistant.domain.people import Status
from assistant.ui import acting, find_mentor, profile
from assistant.ui.conditions import condition_choices
from assistant.ui.errors import user_errors
from assistant.ui.find_mentor import Ask, Visitor, visitor_of
from assistant.ui.markup import SCRIPT, intro, note
from assistant.ui.shared import Shared

if TYPE_CHECKING:
    from assistant.services import Assistant


@dataclass(frozen=True)
class FindMentorTab:
    """The components that other tabs and the shell may use."""

    goal: gr.Textbox
    ask: gr.State
    results: gr.HTML
    shortlist: gr.HTML
    saved: gr.HTML
    similar: gr.HTML


def build_find_mentor_tab(assistant: "Assistant", shared: Shared) -> FindMentorTab:
    """Build the tab; `shared` holds who is acting and what lies over the page."""
    gr.HTML(
        intro("Find a mentor", "Say it in your own words. You see who can help, and which words of theirs say so."),
        elem_classes="rp",
        apply_default_css=False,
    )
    ask = gr.State(Ask())
    with gr.Row(elem_classes="rp-search-row", equal_height=False):
        goal = gr.Textbox(
            label="What would you like help with?",
            placeholder="I was just made team lead and I dread one-on-ones …",
            elem_id="goal",
            lines=1,
            max_lines=10,
            scale=8,
        )
        search = gr.Button("Search", variant="primary", elem_classes="rp-fit rp-search", size="lg")
    with gr.Row(elem_classes="rp-tools"):
        condition = gr.Dropdown(
            condition_choices(),
            value=None,
            label="Add a condition: language, place, times, seniority …",
            elem_id="condition",
            scale=3,
        )
        spread = gr.Checkbox(True, label="Spread similar mentors", elem_id="spread", container=False, min_width=200)
    with gr.Row(equal_height=False, elem_classes="rp-columns"):
        with gr.Column(scale=7, min_width=280, elem_id="rp-main"):
            results = gr.HTML(
                find_mentor.welcome(), elem_id="results", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False
            )
        with gr.Column(scale=3, min_width=260):
            shortlist, saved, similar = (
                gr.HTML(elem_id=name, elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False)
                for name in ("shortlist", "saved", "similar")
            )
    tab = FindMentorTab(goal, ask, results, shortlist, saved, similar)
    _wire_search(assistant, shared, tab, search, condition, spread)
    _wire_clicks(assistant, shared, tab)
    return tab


def _wire_search(
    assistant: "Assistant",
    shared: Shared,
    tab: FindMentorTab,
    search: gr.Button,
    condition: gr.Dropdown,
    spread: gr.Checkbox,
) -> None:
    who = [shared.acting, shared.zone]
    outputs = [tab.ask, tab.results, tab.saved, tab.similar]

    def run(visitor: Visitor, ask: Ask) -> list[Any]:
        shown, html = find_mentor.find(assistant, visitor, ask)
        return [shown, html, *beside(assistant, visitor, shown)]

    def start(acting_as: str, zone: str, goal: str, spread_: bool, request: gr.Request) -> list[Any]:
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            shown = run(visitor, Ask(goal=goal, diversify=spread_))
            return [*shown, sheet_of(assistant, visitor, shown[0])]

    def spread_similar(acting_as: str, zone: str, ask: Ask, spread_: bool, request: gr.Request) -> list[Any]:
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            if not ask.goal:
                return [replace(ask, diversify=spread_), *[gr.skip()] * 3]
            return run(visitor, replace(ask, diversify=spread_))

    def add(acting_as: str, zone: str, ask: Ask, goal: str, wanted: str | None, request: gr.Request) -> list[Any]:
        with user_errors():
            if not wanted:
                return [gr.skip()] * 5
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            if not ask.goal and goal.strip():
                ask, _ = find_mentor.find(assistant, visitor, replace(ask, goal=goal))
            return [*run(visitor, find_mentor.changed(ask, "add", value=wanted)), None]

    def switch(acting_as: str, zone: str, ask: Ask, request: gr.Request) -> list[Any]:
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            shortlist = find_mentor.shortlist_panel(assistant, visitor)
            if not ask.goal and not ask.like:
                return [gr.skip(), gr.skip(), *beside(assistant, visitor, ask), shortlist]
            return [*run(visitor, ask), shortlist]

    model: dict[str, Any] = {"concurrency_id": "model", "api_visibility": "private", "show_progress": "minimal"}
    gr.on(
        [tab.goal.submit, search.click],
        start,
        [*who, tab.goal, spread],
        [*outputs, shared.sheet],
        show_progress_on=tab.results,
        **model,
    )
    spread.input(spread_similar, [*who, tab.ask, spread], outputs, **model)
    condition.input(add, [*who, tab.ask, tab.goal, condition], [*outputs, condition], **model)
    shared.acting.change(switch, [*who, tab.ask], [*outputs, tab.shortlist], **model)


def _wire_clicks(assistant: "Assistant", shared: Shared, tab: FindMentorTab) -> None:
    def click(acting_as: str, zone: str, ask: Ask, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            return on_click(assistant, visitor, ask, dict(event._data or {}))

    gr.on(
        [tab.results.click, tab.shortlist.click, tab.saved.click, tab.similar.click, shared.sheet.click],
        click,
        [shared.acting, shared.zone, tab.ask],
        [tab.goal, tab.ask, tab.results, tab.shortlist, tab.saved, tab.similar, shared.sheet],
        concurrency_id="model",
        api_visibility="private",
        show_progress="hidden",
    )

    def begin(acting_as: str, zone: str, ask: Ask, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            words = start_relationship(assistant, visitor, dict(event._data or {}))
            gr.Info(words, title="Started")
            return [find_mentor.find(assistant, visitor, ask)[1] if ask.goal or ask.like else gr.skip(), ""]

    shared.sheet.submit(
        begin,
        [shared.acting, shared.zone, tab.ask],
        [tab.results, shared.sheet],
        concurrency_id="model",
        api_visibility="private",
        show_progress="hidden",
    )


def beside(assistant: "Assistant", visitor: Visitor, ask: Ask) -> tuple[str, str]:
    """Write the panels that depend on what is asked: saved searches and similar goals."""
    return find_mentor.saved_panel(assistant, visitor, ask), find_mentor.similar_panel(assistant, visitor, ask)


def sheet_of(assistant: "Assistant", visitor: Visitor, ask: Ask) -> Any:
    """Open the profile of the one whose name was typed; whatever else lies over the page stays."""
    return open_profile(assistant, visitor, ask.named, "") if ask.named else gr.skip()


def on_click(assistant: "Assistant", visitor: Visitor, ask: Ask, data: dict[str, str]) -> list[Any]:
    """Answer a click on results, the panels beside them, or the sheet.

    Returns:
        Goal box, state, results, shortlist, saved searches, similar goals, sheet; `gr.skip()` for what stays.

    Raises:
        AssistantError: The person may not do it, or what it is about is gone.
    """
    do, person, same = data.get("do", ""), data.get("id", ""), gr.skip()
    if do in {"open", "start"}:
        return [*[same] * 6, open_profile(assistant, visitor, person, ask.goal, start_first=do == "start")]
    if do == "take-off":
        assistant.themes.take_off(visitor.actor, person, data.get("theme", ""))
        return [*[same] * 6, open_profile(assistant, visitor, person, ask.goal)]
    if do == "compare":
        chosen = [one for one in data.get("ids", "").split(",") if one]
        return [*[same] * 6, find_mentor.compared(assistant, visitor, chosen)]
    if do in {"save", "forget"}:
        if do == "save":
            assistant.saved.save(visitor.actor, ask.goal, find_mentor.options_of(ask), asker=visitor.asker)
        else:
            assistant.saved.remove(visitor.actor, person)
        return [*[same] * 4, find_mentor.saved_panel(assistant, visitor, ask), same, same]
    if do in {"list", "unlist"}:
        (assistant.shortlist.add if do == "list" else assistant.shortlist.remove)(visitor.actor, person)
        html = find_mentor.find(assistant, visitor, ask)[1] if ask.goal or ask.like else same
        return [same, same, html, find_mentor.shortlist_panel(assistant, visitor), same, same, same]
    return _asked_anew(assistant, visitor, ask, data)


def _asked_anew(assistant: "Assistant", visitor: Visitor, ask: Ask, data: dict[str, str]) -> list[Any]:
    do, person, same = data.get("do", ""), data.get("id", ""), gr.skip()
    if do == "saved":
        new = find_mentor.open_saved(assistant, visitor, person)
    elif do == "example":
        new = Ask(goal=data.get("goal", ""), diversify=ask.diversify)
    elif do == "like":
        new = replace(ask, like=person)
    else:
        new = find_mentor.changed(ask, do, data.get("kind", ""), data.get("value", ""))
    shown, html = find_mentor.find(assistant, visitor, new) if new.goal or new.like else (new, find_mentor.welcome())
    goal = shown.goal if do in {"example", "saved"} else same
    panels = beside(assistant, visitor, shown) if do in {"example", "saved", "like", "back"} else (same, same)
    return [goal, shown, html, same, *panels, "" if do == "like" else sheet_of(assistant, visitor, shown)]


def open_profile(
    assistant: "Assistant", visitor: Visitor, mentor_id: str, goal: str, *, start_first: bool = False
) -> str:
    """Write the sheet with a mentor's profile and, where the role does so, the form that starts a relationship."""
    mentor = assistant.people.mentor(visitor.actor, mentor_id)
    mentor = replace(mentor, current_mentees=assistant.relationships.mentees_now(mentor))
    form = ""
    if mentor.has_room is False or mentor.status is Status.PAUSED:
        form = note(
            "They cannot take anybody on now. Put them on your shortlist, or look for “More like this”.", "warn"
        )
    elif acting.may_start(visitor.actor):
        own = acting.own_mentee_id(visitor.actor)
        mentees = [] if own else acting.some_mentees(assistant, visitor.actor)
        form = profile.start_form(mentor, mentees, own, goal, first=start_first)
    elif visitor.actor.role is Role.MENTOR and visitor.actor.person_id != mentor_id:
        form = note("Mentees and coordinators start relationships.")
    return profile.profile(
        mentor,
        find_mentor.context_of(assistant, visitor, goal),
        form,
        themes=assistant.themes.of_mentor(visitor.actor, mentor_id),
        take_off=may(visitor.actor, Action.EDIT_MENTOR, Resource(mentor_id)),
    )


def start_relationship(assistant: "Assistant", visitor: Visitor, data: dict[str, str]) -> str:
    """Start a relationship from the sent form and say so.

    Raises:
        AssistantError: The mentee is not known, the pair exists already, or the actor may not.
    """
    typed = data.get("mentee", "")
    own = acting.own_mentee_id(visitor.actor)
    mentees = [] if own else acting.some_mentees(assistant, visitor.actor)
    mentee_id = own or acting.mentee_id_from(typed, mentees)
    assistant.relationships.start(visitor.actor, data.get("id", ""), mentee_id, data.get("goal", ""))
    mentor = assistant.people.mentor(visitor.actor, data.get("id", ""))
    return f"{mentor.name} is now a mentor in this relationship. You find it on the Relationships tab."
