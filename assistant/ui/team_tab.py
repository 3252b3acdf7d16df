"""The Mentor team tab: several goals, one a line, give a mentor for each, all different."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.ui import find_mentor
from assistant.ui.cards import card
from assistant.ui.errors import user_errors
from assistant.ui.find_mentor import Visitor, visitor_of
from assistant.ui.find_tab import open_profile
from assistant.ui.markup import SCRIPT, button, empty_state, escape, intro, items, note
from assistant.ui.shared import Shared

if TYPE_CHECKING:
    from assistant.services import Assistant

PRIVATE: dict[str, Any] = {"api_visibility": "private", "concurrency_id": "model", "show_progress": "minimal"}
EMPTY = empty_state(
    "Different people for different things",
    "Few mentors know everything. Write what you want to learn, one goal on each line, "
    "and get a team in which each goal has somebody.",
)


def team_view(assistant: "Assistant", visitor: Visitor, goals: tuple[str, ...]) -> str:
    """Write a mentor for each goal, with who else could help.

    Raises:
        InvalidInput: Too few or too many goals.
    """
    places = assistant.teams.team(visitor.actor, goals, asker=visitor.asker)
    ids = [match.mentor_id for place in places for match in (place.match, *place.others) if match is not None]
    mentors = assistant.mentors(ids, actor=visitor.actor)
    parts = []
    for place in places:
        context = replace(find_mentor.context_of(assistant, visitor, place.goal), more_like=False)
        if place.match is None or place.match.mentor_id not in mentors:
            shown = note(
                "Nobody in this programme fits this goal yet. Try other words on the Find a mentor tab.", "nobody"
            )
        else:
            shown = card(place.match, mentors[place.match.mentor_id], context, level=4)
        others = items(
            (
                button(mentors[one.mentor_id].name, "open", look="link", id=one.mentor_id)
                for one in place.others
                if one.mentor_id in mentors
            ),
            "rp-others",
            "Others for this goal",
        )
        also = f'<div class="rp-also"><span class="rp-quiet">Could help too:</span> {others}</div>' if others else ""
        parts.append(f'<section class="rp-place"><h3>{escape(place.goal)}</h3>{shown}{also}</section>')
    return f'<div class="rp-team">{"".join(parts)}</div>'


def goals_in(text: str) -> tuple[str, ...]:
    """Split what was typed into goals: one a line, empty lines left out."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def build_team_tab(assistant: "Assistant", shared: Shared) -> None:
    """Build the tab."""
    gr.HTML(
        intro("Mentor team", "Two to eight goals at once, each with somebody else."),
        elem_classes="rp",
        apply_default_css=False,
    )
    asked = gr.State(())
    goals = gr.Textbox(
        label="Your goals, one on each line",
        placeholder="Run meetings people do not hate\nUnderstand our accounts\nWrite in English without fear",
        lines=4,
        max_lines=10,
        elem_id="team-goals",
    )
    build = gr.Button("Put a team together", variant="primary", elem_classes="rp-fit")
    team = gr.HTML(EMPTY, elem_id="team", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False)

    def put_together(acting_as: str, zone: str, text: str, request: gr.Request) -> tuple[Any, str]:
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            return goals_in(text), team_view(assistant, visitor, goals_in(text))

    def click(
        acting_as: str, zone: str, asked_: tuple[str, ...], event: gr.EventData, request: gr.Request
    ) -> list[Any]:
        with user_errors():
            visitor = visitor_of(assistant, request.username, acting_as, zone)
            data = dict(event._data or {})
            do, person = data.get("do", ""), data.get("id", "")
            if do in {"open", "start"}:
                return [gr.skip(), open_profile(assistant, visitor, person, "", start_first=do == "start")]
            (assistant.shortlist.add if do == "list" else assistant.shortlist.remove)(visitor.actor, person)
            return [team_view(assistant, visitor, tuple(asked_)), gr.skip()]

    who = [shared.acting, shared.zone]
    build.click(put_together, [*who, goals], [asked, team], **PRIVATE)
    team.click(click, [*who, asked], [team, shared.sheet], **(PRIVATE | {"show_progress": "hidden"}))
