"""The People tab: list, filter, add and edit mentors and mentees."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.access import Action, Actor, Resource
from assistant.domain.people import Mentee, Mentor
from assistant.people import PersonKind
from assistant.services.access import require
from assistant.ui import acting
from assistant.ui.errors import user_errors
from assistant.ui.find_mentor import visitor_of
from assistant.ui.find_tab import open_profile
from assistant.ui.markup import SCRIPT, escape, intro
from assistant.ui.people_view import PAGE, form_problems, may_edit, people_table
from assistant.ui.person_form import FIELDS, FormField, form_values, person_from_form, read_form
from assistant.ui.shared import Shared

if TYPE_CHECKING:
    from assistant.services import Assistant

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(frozen=True)
class PeopleTab:
    """What the shell needs: a list to fill when the tab is opened."""

    kind: gr.Radio
    text: gr.Textbox
    listed: gr.HTML


def list_people(assistant: "Assistant", actor: Actor, kind: PersonKind, text: str, page: int = 1) -> str:
    """Write one page of the people whom a filter finds.

    Raises:
        NotAllowed: The actor may not list them.
    """
    find = assistant.people.mentors if kind is PersonKind.MENTOR else assistant.people.mentees
    found = find(actor, text.strip(), page=page, size=PAGE)
    return people_table(actor, kind, found.people, found.total, page, text.strip())


def person_to_edit(assistant: "Assistant", actor: Actor, kind: PersonKind, person_id: str) -> Mentor | Mentee | None:
    """Read somebody for the form; no id gives nobody, for an empty form.

    Raises:
        NotFound: Nobody has this id.
        NotAllowed: The actor may not edit them, or may not add anybody.
    """
    if kind is PersonKind.MENTOR:
        require(actor, Action.EDIT_MENTOR, Resource(mentor_id=person_id))
        return assistant.people.mentor(actor, person_id) if person_id else None
    require(actor, Action.EDIT_MENTEE, Resource(mentee_id=person_id))
    return assistant.people.mentee(actor, person_id) if person_id else None


def save_person(
    assistant: "Assistant", actor: Actor, kind: PersonKind, person_id: str, values: list[Any]
) -> tuple[str, str]:
    """Save what the form says, when all of it can be read.

    Returns:
        The problems as markup (empty when saved), and the name of who was saved.
    """
    taken, problems = read_form(kind, values)
    if problems:
        return form_problems(problems), ""
    before = person_to_edit(assistant, actor, kind, person_id)
    person = person_from_form(kind, person_id, taken, before)
    if isinstance(person, Mentor):
        assistant.people.save_mentor(actor, person)
    else:
        assistant.people.save_mentee(actor, person)
    return "", person.name


def build_people_tab(assistant: "Assistant", shared: Shared) -> PeopleTab:
    """Build the tab."""
    gr.HTML(
        intro("People", "Everybody in the programme. Coordinators edit all; mentors and mentees edit themselves."),
        elem_classes="rp",
        apply_default_css=False,
    )
    chosen = gr.State("")
    page_now = gr.State(1)
    with gr.Column() as listing:
        with gr.Row(elem_classes="rp-tools"):
            kind = gr.Radio(
                [("Mentors", "mentor"), ("Mentees", "mentee")], value="mentor", label="Show", elem_id="people-kind"
            )
            text = gr.Textbox(label="Filter by name, headline or place", elem_id="people-filter", max_lines=1)
            add = gr.Button("Add a person", elem_classes="rp-fit")
        listed = gr.HTML(elem_id="people", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False)
    with gr.Column(visible=False, elem_id="person-form") as form:
        title = gr.HTML(elem_classes="rp", apply_default_css=False)
        problems = gr.HTML(elem_id="person-problems", elem_classes="rp", apply_default_css=False)
        with gr.Row(elem_classes="rp-grid"):
            inputs = [_input(field) for field in FIELDS]
        with gr.Row(elem_classes="rp-tools"):
            save = gr.Button("Save", variant="primary", elem_classes="rp-fit")
            leave = gr.Button("Cancel", elem_classes="rp-fit")
    tab = PeopleTab(kind, text, listed)

    def relist(acting_as: str, kind_: str | None, text_: str | None, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            which = PersonKind(kind_ or PersonKind.MENTOR)  # a tab that was never opened sends nothing
            return [list_people(assistant, actor, which, text_ or ""), 1, gr.update(visible=may_edit(actor, which))]

    def switch(acting_as: str, kind_: str | None, text_: str | None, request: gr.Request) -> list[Any]:
        # A form that somebody else had open is not this person's to see.
        return [*relist(acting_as, kind_, text_, request), *cancel()]

    def show(kind_: PersonKind, person: Mentor | Mentee | None) -> list[Any]:
        heading = f"<h3>{'Add a ' + kind_ if person is None else 'Edit ' + escape(person.name)}</h3>"
        boxes = [
            gr.update(value=value, visible=field.kind in {None, kind_})
            for field, value in zip(FIELDS, form_values(person), strict=True)
        ]
        return [person.id if person else "", gr.update(visible=False), gr.update(visible=True), heading, "", *boxes]

    def click(acting_as: str, zone: str, kind_: str, text_: str, event: gr.EventData, request: gr.Request) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            data, which, same = dict(event._data or {}), PersonKind(kind_), gr.skip()
            unchanged = [same] * (5 + len(FIELDS))
            if data.get("do") == "page":
                page = max(1, int(data.get("page", "1")))
                return [same, list_people(assistant, actor, which, text_, page), page, *unchanged]
            if data.get("do") == "open":
                visitor = visitor_of(assistant, request.username, acting_as, zone)
                return [open_profile(assistant, visitor, data.get("id", ""), ""), same, same, *unchanged]
            person = person_to_edit(assistant, actor, which, data.get("id", ""))
            return [same, same, same, *show(which, person)]

    def open_empty(acting_as: str, kind_: str, request: gr.Request) -> list[Any]:
        with user_errors():
            which = PersonKind(kind_)
            return show(which, person_to_edit(assistant, acting.actor_of(request.username, acting_as), which, ""))

    def store(
        acting_as: str, kind_: str, person_id: str, text_: str, page: int, request: gr.Request, *values: Any
    ) -> list[Any]:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            wrong, name = save_person(assistant, actor, PersonKind(kind_), person_id, list(values))
            if wrong:
                return [wrong, gr.skip(), gr.skip(), gr.skip()]
            gr.Info(f"{name} is saved and can be found.", title="Saved")
            html = list_people(assistant, actor, PersonKind(kind_), text_, page)
            return ["", gr.update(visible=True), gr.update(visible=False), html]

    def cancel() -> list[Any]:
        return [gr.update(visible=True), gr.update(visible=False)]

    who = [shared.acting, kind, text]
    gr.on([kind.input, text.submit, text.blur], relist, who, [listed, page_now, add], **PRIVATE)
    shared.acting.change(switch, who, [listed, page_now, add, listing, form], **PRIVATE)
    opened = [chosen, listing, form, title, problems, *inputs]
    clicked = [shared.sheet, listed, page_now, *opened]
    listed.click(click, [shared.acting, shared.zone, kind, text], clicked, **PRIVATE)
    add.click(open_empty, [shared.acting, kind], opened, **PRIVATE)
    save.click(
        store, [shared.acting, kind, chosen, text, page_now, *inputs], [problems, listing, form, listed], **PRIVATE
    )
    leave.click(cancel, None, [listing, form], **PRIVATE)
    return tab


def _input(field: FormField) -> gr.components.Component:
    if field.many:
        return gr.CheckboxGroup(list(field.choices), label=field.label, info=field.help or None, min_width=280)
    if field.choices:
        return gr.Dropdown(list(field.choices), label=field.label, info=field.help or None, min_width=280)
    return gr.Textbox(
        label=field.label, info=field.help or None, lines=field.lines, max_lines=max(field.lines, 12), min_width=280
    )
