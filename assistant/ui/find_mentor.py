"""Find a mentor: describe a goal, see who can help and why, decide whom to contact."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from assistant.domain.access import Actor
from assistant.domain.people import Asker, Mentor
from assistant.domain.search import Constraint, Match, SearchAnswer, SearchOptions, Strength, Verdict
from assistant.errors import InvalidInput
from assistant.ui import acting, conditions
from assistant.ui.cards import CardContext, avatar, card
from assistant.ui.markup import button, empty_state, escape, items, note
from assistant.ui.profile import COMPARED, comparison
from assistant.ui.understood import banner, count_words, understanding

if TYPE_CHECKING:
    from assistant.services import Assistant

EXAMPLES = (
    "I was just made team lead and I dread one-on-ones; ideally someone in Europe who speaks German, evenings",
    "I'm a nurse thinking about leaving the ward. Who has done that and not regretted it?",
    "How do I price my first furniture commission? Must meet in person",
    "I freeze when I have to speak in meetings, and English is my second language",
    "Getting our village clinic funded, someone who speaks Portuguese",
    "First exhibition of my photographs, weekends only",
)
STEP = 10
MOST = 100


@dataclass(frozen=True, slots=True)
class Ask:
    """What the screen is showing, kept per visit.

    Args:
        goal: As sent; empty before the first search.
        constraints: As changed by hand; None reads them from the goal.
        understood: Those that the last answer used.
        like: A mentor whose likes are shown in place of an answer.
        found: Mentors that the last answer showed.
        named: The one whose name was typed in place of a goal; empty unless it is a single one.
    """

    goal: str = ""
    constraints: tuple[Constraint, ...] | None = None
    understood: tuple[Constraint, ...] = ()
    diversify: bool = True
    limit: int = STEP
    like: str = ""
    found: tuple[str, ...] = ()
    named: str = ""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at the page: the actor and whose time "your time" is."""

    actor: Actor
    asker: Asker


def visitor_of(assistant: "Assistant", username: str | None, acting_as: str, browser_zone: str) -> Visitor:
    """Rebuild who is asking, in every handler.

    Raises:
        NotAllowed: Nobody is signed in.
        NotFound: The person they act as is gone.
    """
    actor = acting.actor_of(username, acting_as)
    return Visitor(actor, acting.asker_of(assistant, actor, browser_zone))


def context_of(assistant: "Assistant", visitor: Visitor, goal: str = "") -> CardContext:
    """Gather what all cards share."""
    listed = frozenset(assistant.shortlist.list(visitor.actor))
    can_start = acting.may_start(visitor.actor)
    return CardContext(goal, visitor.asker, listed, can_start=can_start, now=datetime.now(UTC))


def welcome(title: str = "Who could help you?") -> str:
    """Show what to do before the first search."""
    rows = items((button(goal, "example", look="example", goal=goal) for goal in EXAMPLES), "rp-examples", "Examples")
    return empty_state(
        title,
        "Describe your situation as you would to a friend. Mention language, place or times if they matter. "
        "Or try one of these:",
        rows,
    )


def find(assistant: "Assistant", visitor: Visitor, ask: Ask) -> tuple[Ask, str]:
    """Answer what is asked: an updated state and the results as markup.

    Raises:
        AssistantError: The goal cannot be read, or the search is not ready.
    """
    if ask.like:
        return ask, likes(assistant, visitor, ask)
    if not ask.goal.strip():
        return replace(ask, understood=(), found=(), named=""), welcome("Say what you would like help with")
    answer = assistant.find_mentors(ask.goal, actor=visitor.actor, asker=visitor.asker, options=options_of(ask))
    ids = tuple(match.mentor_id for match in answer.matches)
    named = ids[0] if answer.verdict is Verdict.NAME and len(ids) == 1 else ""
    shown = replace(ask, understood=answer.understanding.constraints, found=ids, named=named)
    return shown, results(assistant, visitor, shown, answer)


def options_of(ask: Ask) -> SearchOptions:
    """Say how to search for what is asked."""
    return SearchOptions(limit=ask.limit, diversify=ask.diversify, constraints=ask.constraints)


def open_saved(assistant: "Assistant", visitor: Visitor, saved_id: str) -> Ask:
    """Take up a saved search again; what was new in it is seen from now on.

    Raises:
        NotFound: It was removed.
    """
    found = assistant.saved.open(visitor.actor, saved_id, asker=visitor.asker)
    return Ask(found.goal, found.options.constraints, diversify=found.options.diversify)


def results(assistant: "Assistant", visitor: Visitor, ask: Ask, answer: SearchAnswer) -> str:
    """Write an answer: how it ended, what was understood, the cards."""
    context = context_of(assistant, visitor, answer.understanding.goal)
    context = replace(context, ranked=answer.verdict is not Verdict.NAME)
    heading = count_words(answer, ask.limit)
    count = f'<h3 class="rp-count" role="status">{escape(heading)}</h3>' if heading else ""
    more = ""
    if len(answer.matches) >= ask.limit and ask.limit < MOST and context.ranked:
        more = f'<p class="rp-more">{button("Show more", "more")}</p>'
    near, far = _near_and_far(answer)
    further = cards(assistant, visitor, far, context)
    if further:
        further = f'<h3 class="rp-count rp-further">Further from what you asked</h3>{further}'
    return understanding(answer) + banner(answer) + count + cards(assistant, visitor, near, context) + further + more


def _near_and_far(answer: SearchAnswer) -> tuple[tuple[Match, ...], tuple[Match, ...]]:
    """Part those who can help from weak matches, unless all there is to show is the nearest."""
    if answer.verdict is not Verdict.FOUND:
        return answer.matches, ()
    near = tuple(match for match in answer.matches if match.strength is not Strength.WEAK)
    return near, tuple(match for match in answer.matches if match.strength is Strength.WEAK)


def cards(assistant: "Assistant", visitor: Visitor, matches: Sequence[Match], context: CardContext) -> str:
    """Write the cards of some matches; a mentor who was removed meanwhile is left out."""
    mentors = assistant.mentors([match.mentor_id for match in matches], actor=visitor.actor)
    rows = [card(match, mentors[match.mentor_id], context) for match in matches if match.mentor_id in mentors]
    return f'<div class="rp-cards">{"".join(rows)}</div>' if rows else ""


def likes(assistant: "Assistant", visitor: Visitor, ask: Ask) -> str:
    """Write the mentors most like one, with the way back."""
    mentor = assistant.people.mentor(visitor.actor, ask.like)
    matches = assistant.search.more_like(visitor.actor, ask.like).matches
    back = button("Back to your results" if ask.goal else "Back", "back", look="link")
    head = f'<p>{back}</p><h3 class="rp-count">Mentors like {escape(mentor.name)}</h3>'
    context = context_of(assistant, visitor)
    shown = cards(assistant, visitor, matches, context) or note("Nobody else is close to this profile.")
    return head + shown


def changed(ask: Ask, do: str, kind: str = "", value: str = "") -> Ask:
    """Apply a click on the results to what is asked.

    Raises:
        InvalidInput: The condition is none.
    """
    if do == "toggle":
        return replace(ask, constraints=conditions.toggled(ask.understood, kind, value), like="")
    if do == "drop":
        return replace(ask, constraints=conditions.without(ask.understood, kind, value), like="")
    if do == "add":
        return replace(ask, constraints=conditions.added(ask.understood, conditions.read_condition(value)), like="")
    if do == "more":
        return replace(ask, limit=min(ask.limit + STEP, MOST))
    if do == "back":
        return replace(ask, like="")
    raise InvalidInput(f"The page asked for {do!r}, which it cannot.", "Reload the page.")


def _panel(title: str, inner: str) -> str:
    return f'<section class="rp-panel"><h3>{escape(title)}</h3>{inner}</section>'


def _jump(count: int) -> str:
    """Write the way to the panels for a screen on which they lie below all results; others do not show it."""
    put_aside = f"Shortlist ({count})" if count else "Shortlist"
    link = f'<a href="#shortlist">{put_aside} and saved searches ↓</a>'
    return f'<nav class="rp-jump" aria-label="On this page">{link}</nav>'


def shortlist_panel(assistant: "Assistant", visitor: Visitor) -> str:
    """Write the mentors put aside, with the way to compare them."""
    ids = assistant.shortlist.list(visitor.actor)
    mentors = assistant.mentors(ids, actor=visitor.actor)
    if not mentors:
        return _panel("Shortlist", '<p class="rp-quiet">Put mentors here to compare them side by side.</p>') + _jump(0)
    rows = items((_shortlisted(mentors[one]) for one in ids if one in mentors), "rp-list")
    compare = ""
    if len(mentors) > 1:
        how_many = f"{COMPARED} of {len(mentors)}" if len(mentors) > COMPARED else len(mentors)
        compare = button(f"Compare {how_many} side by side", "compare", look="primary")
    return _panel(f"Shortlist ({len(mentors)})", rows + compare) + _jump(len(mentors))


def _shortlisted(mentor: Mentor) -> str:
    drop = button("×", "unlist", look="drop", label=f"Remove {mentor.name} from shortlist", id=mentor.id)
    return avatar(mentor, "small") + button(mentor.name, "open", look="link", id=mentor.id) + drop


def saved_panel(assistant: "Assistant", visitor: Visitor, ask: Ask) -> str:
    """Write the saved searches, each with how many mentors fit since it was last opened."""
    saved = assistant.saved.list(visitor.actor, asker=visitor.asker)
    if not saved and not ask.goal:
        return ""
    rows = []
    for one in saved:
        new = f'<span class="rp-new">{len(one.new)} new</span>' if one.new else ""
        drop = button("×", "forget", look="drop", label=f"Remove saved search: {_short(one.goal)}", id=one.id)
        rows.append(button(_short(one.goal), "saved", look="link", id=one.id) + new + drop)
    kept = any(one.goal == ask.goal for one in saved)
    save = button("Save this search", "save") if ask.goal and not kept else ""
    hint = "" if saved else '<p class="rp-quiet">You will see here when new mentors fit.</p>'
    return _panel("Saved searches", hint + items(rows, "rp-list") + save)


def similar_panel(assistant: "Assistant", visitor: Visitor, ask: Ask) -> str:
    """Write who else is on such a way, and what such people were helped with; nothing when nothing is known."""
    if not ask.goal or ask.like or ask.named:
        return ""
    company = assistant.goals.company(visitor.actor, ask.goal, ask.found)
    goals = items((button(one.goal, "example", look="link", goal=one.goal) for one in company.goals), "rp-list")
    themes = items((button(one, "example", look="link", goal=one) for one in company.themes), "rp-list")
    several = ""
    if company.several and not goals:
        several = '<p class="rp-quiet">You are not alone: several people here look for something similar.</p>'
    helped = ""
    if themes:
        hint = '<p class="rp-quiet">Choose one to search for it.</p>'
        helped = _panel("Others were helped with", hint + themes + several)
    elif several:
        helped = _panel("In good company", several)
    return (_panel("Other mentees look for", goals) if goals else "") + helped


def compared(assistant: "Assistant", visitor: Visitor, chosen: Sequence[str] = ()) -> str:
    """Write the sheet that compares mentors of the shortlist.

    Args:
        assistant: Where they are.
        visitor: Whose shortlist.
        chosen: Ids of those to show; the first of the shortlist when empty.
    """
    ids = assistant.shortlist.list(visitor.actor)
    mentors = assistant.mentors(ids, actor=visitor.actor)
    listed = [mentors[one] for one in ids if one in mentors]
    shown = [one for one in listed if one.id in chosen] if chosen else listed
    return comparison(shown[:COMPARED], context_of(assistant, visitor), listed)


def _short(text: str, limit: int = 70) -> str:
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " …"
