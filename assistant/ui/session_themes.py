"""What others may find of a session: its themes, in view of both sides, and the way to take them back."""

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.access import Actor, Role
from assistant.ui import acting
from assistant.ui.errors import user_errors
from assistant.ui.markup import SCRIPT, button, escape, items
from assistant.ui.shared import Shared

if TYPE_CHECKING:
    from assistant.services import Assistant
    from assistant.services.themes import SharedThemes


def build_session_themes(assistant: "Assistant", shared: Shared, session: gr.State, job: gr.HTML) -> gr.HTML:
    """Build the panel below an open session.

    Args:
        assistant: What it shows.
        shared: Who is acting.
        session: The id of the open session; the panel follows it.
        job: How far its analysis is: with the notes the themes may have changed.
    """
    panel = gr.HTML(elem_id="session-themes", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False)

    def show(acting_as: str, session_id: str, request: gr.Request) -> str:
        with user_errors():
            return themes_view(assistant, acting.actor_of(request.username, acting_as), session_id)

    def change(acting_as: str, session_id: str, event: gr.EventData, request: gr.Request) -> str:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            consent(assistant, actor, session_id, str(dict(event._data or {}).get("do", "")))
            return themes_view(assistant, actor, session_id, opened=True)

    who: list[Any] = [shared.acting, session]
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    gr.on([session.change, job.change], show, who, panel, concurrency_limit=None, **private)
    panel.click(change, who, panel, **private)
    return panel


def consent(assistant: "Assistant", actor: Actor, session_id: str, do: str) -> None:
    """Take the actor's consent back (`withdraw`) or give it again (`agree`).

    Raises:
        AssistantError: The session is gone, or the actor may not.
    """
    if do == "withdraw":
        assistant.themes.withdraw(actor, session_id)
    elif do == "agree":
        assistant.themes.agree(actor, session_id)
        assistant.jobs.start()


def themes_view(assistant: "Assistant", actor: Actor, session_id: str, *, opened: bool = False) -> str:
    """Write what others may find of a session; nothing when none is open.

    Raises:
        AssistantError: The session is gone, or the actor may not read it.
    """
    return themes_panel(assistant.themes.of_session(actor, session_id), actor.role, opened=opened) if session_id else ""


def themes_panel(found: "SharedThemes", role: Role, *, opened: bool = False) -> str:
    """Write the panel: themes, who agreed, and what the reader can do about it."""
    agreed = {Role.MENTOR: found.consent.mentor, Role.MENTEE: found.consent.mentee}
    mine = agreed.get(role, found.consent.is_given)
    if not found.consent.is_given:
        told, who = "Nothing is shared.", " and the ".join(str(one) for one, given in agreed.items() if not given)
        why = f"The {who} took consent back."
    elif not found.shared:
        told, why = "Nothing is shared.", "The session was about none of the themes that are searched."
    else:
        told = f"Found as: {', '.join(found.shared)}."
        why = "Others find this mentor by these words. They come from a fixed list, never from what was said."
    act = (
        button("Do not share themes of this session", "withdraw", look="bad")
        if mine
        else button("Share themes of this session", "agree")
    )
    words = items(map(escape, found.shared), "rp-tags")
    return (
        f'<details class="rp-fold"{" open" if opened else ""}><summary><h3>What others can find</h3> '
        f'{escape(told)}</summary><p>{escape(why)}</p>{words}<p class="rp-quiet">The words of the session are yours '
        "two alone; to remove those as well, delete the session.</p>"
        f'<p class="rp-actions" role="status">{act}</p></details>'
    )
