"""The Relationships tab: who works with whom, and closing what is over."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.access import Actor
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.errors import AssistantError
from assistant.ui import acting
from assistant.ui.errors import user_errors
from assistant.ui.markup import SCRIPT, button, data_table, empty_state, escape, intro, labelled, table_row
from assistant.ui.shared import Shared
from assistant.ui.words import day_words

if TYPE_CHECKING:
    from assistant.services import Assistant


def relationships_view(assistant: "Assistant", actor: Actor) -> str:
    """Write the relationships that the actor may read, newest first."""
    found = assistant.relationships.list(actor)
    if not found:
        return empty_state("No relationships yet", "Find a mentor and choose “Start a relationship”; it shows up here.")
    names = names_of(assistant, actor, found)
    heads = ("Mentor", "Mentee", "What it is about", "Since", "State", "(Close)")
    return data_table(heads, "".join(_row(one, names) for one in found), "Relationships", "rp-people rp-stack")


def names_of(assistant: "Assistant", actor: Actor, found: Sequence[Relationship]) -> dict[str, str]:
    """Name the people of some relationships by id; somebody who is gone keeps the id."""
    names = {one.id: one.name for one in assistant.mentors([one.mentor_id for one in found], actor=actor).values()}
    for mentee_id in {one.mentee_id for one in found}:
        try:
            names[mentee_id] = assistant.people.mentee(actor, mentee_id).name
        except AssistantError:
            names[mentee_id] = mentee_id
    return names


def _row(one: Relationship, names: dict[str, str]) -> str:
    mentor, mentee = names.get(one.mentor_id, one.mentor_id), names.get(one.mentee_id, one.mentee_id)
    active = one.state is RelationshipState.ACTIVE
    state = '<span class="rp-badge rp-room-free">✓ Active</span>' if active else '<span class="rp-badge">Closed</span>'
    if one.closed_at is not None:
        state += f'<span class="rp-under rp-date">{day_words(one.closed_at.date())}</span>'
    close = ""
    if active:
        close = button("Close", "close", id=one.id, label=f"Close the relationship of {mentor} and {mentee}")
    since = f'<span class="rp-date">{day_words(one.started_at.date())}</span>'
    return table_row(
        labelled("Mentor", escape(mentor)),
        labelled("Mentee", escape(mentee)),
        labelled("About", escape(one.goal)),
        labelled("Since", since),
        state,
        close,
    )


def build_relationships_tab(assistant: "Assistant", shared: Shared) -> gr.HTML:
    """Build the tab; its list is filled when the tab is opened."""
    gr.HTML(
        intro("Relationships", "Who works with whom, and on what."),
        elem_classes="rp",
        apply_default_css=False,
    )
    listed = gr.HTML(elem_id="relationships", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False)

    def click(acting_as: str, event: gr.EventData, request: gr.Request) -> str:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            assistant.relationships.close(actor, str(dict(event._data or {}).get("id", "")))
            return relationships_view(assistant, actor)

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    listed.click(click, [shared.acting], [listed], **private)
    return listed
