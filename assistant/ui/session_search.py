"""Asking all sessions of a pair: a box over the list, and what was said, each leading to its words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.domain.access import Actor
from assistant.domain.session_search import SaidAnswer, SaidHit, SessionHits, Turn
from assistant.domain.transcript import Timing
from assistant.errors import InvalidInput
from assistant.ui import acting
from assistant.ui.errors import user_errors
from assistant.ui.markup import SCRIPT, attributes, button, empty_state, escape, marked, note
from assistant.ui.session_list import session_title, when_words
from assistant.ui.session_words import DAY_S, PARTIES, clock, counted
from assistant.ui.shared import Shared

if TYPE_CHECKING:
    from assistant.services import Assistant

BOX = (
    '<form class="rp-ask" role="search" aria-label="All sessions of this relationship" data-do="ask">'
    '<label class="rp-grow">Search what you said in all sessions '
    '<input type="search" name="question" maxlength="500" autocomplete="off" '
    'placeholder="What did we say about salary?"></label>'
    '<button type="submit" class="rp-btn rp-btn-primary">Search</button></form>'
)
_SHOW = "watch('value', () => requestAnimationFrame(() => element.querySelector('[data-first]')?.focus()));"
CONTEXT = 130
"""Characters that are shown around the sentence that answers, and of the turns beside it."""


@dataclass(frozen=True)
class SessionSearch:
    """The components: the box, and what was found."""

    box: gr.HTML
    found: gr.HTML


def build_session_search(assistant: "Assistant", shared: Shared, pair: gr.Dropdown) -> SessionSearch:
    """Build the search over the sessions of the chosen relationship.

    Args:
        assistant: What is asked.
        shared: Who is acting.
        pair: The choice of the relationship; without one there is nothing to search.
    """
    box = gr.HTML(
        BOX, elem_id="session-ask", elem_classes="rp", js_on_load=SCRIPT, apply_default_css=False, visible=False
    )
    found = gr.HTML(elem_id="session-answer", elem_classes="rp", js_on_load=SCRIPT + _SHOW, apply_default_css=False)

    def ask(acting_as: str, chosen: str | None, event: gr.EventData, request: gr.Request) -> str:
        with user_errors():
            actor = acting.actor_of(request.username, acting_as)
            return answer_view(assistant, actor, chosen or "", str(dict(event._data or {}).get("question", "")))

    def choose(chosen: str | None) -> list[Any]:
        return [gr.update(visible=bool(chosen)), ""]

    private: dict[str, Any] = {"api_visibility": "private"}
    box.submit(ask, [shared.acting, pair], found, concurrency_id="model", show_progress="minimal", **private)
    pair.change(choose, pair, [box, found], show_progress="hidden", **private)
    shared.acting.change(lambda: "", None, found, show_progress="hidden", **private)
    return SessionSearch(box, found)


def answer_view(assistant: "Assistant", actor: Actor, relationship_id: str, question: str) -> str:
    """Ask the sessions of a relationship and write the answer; an empty question says what can be asked.

    Raises:
        AssistantError: The actor may not read them.
    """
    try:
        answer = assistant.session_search.search(actor, question, relationship_id)
    except InvalidInput as error:
        return note(error.hint, title=error.message)
    return said_view(answer)


def said_view(answer: SaidAnswer) -> str:
    """Write an answer: what was found by session, or that it was not talked about and what comes nearest."""
    notices = "".join(note(one) for one in answer.notices)
    if not answer.searched:
        return notices + empty_state("No sessions yet", "Once there are some, you can ask what was said in them.")
    sessions = counted(answer.searched, "session")
    if answer.found:
        places = counted(sum(len(one.hits) for one in answer.found), "place")
        among = f"{len(answer.found)} of {sessions}" if answer.searched > 1 else sessions
        head = _head(f"“{answer.question}”", f"{places} in {among}, the likeliest first.")
        return f'<section class="rp-answer">{head}{notices}{_groups(answer.found)}</section>'
    near = f'<p class="rp-quiet">What comes nearest:</p>{_groups(answer.nearest)}' if answer.nearest else ""
    told = f"Not talked about in {sessions}, as far as can be told. Other words may find it."
    return f'<section class="rp-answer">{_head(f"“{answer.question}”", told)}{notices}{near}</section>'


def _head(title: str, told: str) -> str:
    focus = attributes(tabindex="-1", data_first=True)
    return f'<h3{focus}>{escape(title)}</h3><p role="status">{escape(told)}</p>'


def _groups(groups: Sequence[SessionHits]) -> str:
    inner = "".join(f"<li>{_group(one)}</li>" for one in groups)
    return f'<ul class="rp-sessions" aria-label="Found in these sessions">{inner}</ul>'


def _group(group: SessionHits) -> str:
    title, when = session_title(group.session), when_words(group.session)
    rows = "".join(f"<li>{_hit(group, hit)}</li>" for hit in group.hits)
    return f'<h4>{escape(title)} <span class="rp-at">{escape(when)}</span></h4><ol class="rp-said-places">{rows}</ol>'


def _hit(group: SessionHits, hit: SaidHit) -> str:
    at = place(hit.turn, group.timing)
    topic = f' <span class="rp-said-topic">· {escape(hit.topic)}</span>' if hit.topic else ""
    opening = button(
        "Open it there",
        "open",
        look="link",
        id=group.session.id,
        key=f"@{hit.turn.utterance.index}",
        label=f"Open {session_title(group.session)}, {when_words(group.session)}, at {at}",
    )
    said = marked(hit.turn.utterance.text, hit.start, hit.end, CONTEXT)
    return (
        f'{_beside(hit.before)}<p class="rp-turn-head"><strong>{escape(_name(hit.turn))}</strong>{_side(hit.turn)} '
        f'<span class="rp-at">{escape(at)}</span>{topic}</p><p class="rp-words">{said}</p>{_beside(hit.after)}'
        f"<p>{opening}</p>"
    )


def _beside(turns: Sequence[Turn]) -> str:
    """A little of what was said around it."""
    return "".join(
        f'<p class="rp-quiet rp-words">{escape(_name(one))}: {marked(one.utterance.text, 0, 0, CONTEXT // 2)}</p>'
        for one in turns
    )


def _name(turn: Turn) -> str:
    return turn.speaker or "Not named"


def _side(turn: Turn) -> str:
    return f' <span class="rp-party">{PARTIES[turn.party]}</span>' if turn.party is not None else ""


def place(turn: Turn, timing: Timing) -> str:
    """Say where in its session a turn is, as exactly as its times allow.

    As `session_words.place_words`, for a turn whose transcript is not at hand.
    """
    start = turn.utterance.start_s
    if start is None:
        return f"turn {turn.utterance.index + 1}"
    if timing is Timing.CHAT:
        return f"day {int(start // DAY_S) + 1}"
    return f"about {clock(start)}" if timing is Timing.BLOCK else clock(start)
