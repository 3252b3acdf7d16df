"""Action items: who, what, by when, the words, and what the pair does with them."""

from collections.abc import Sequence

from assistant.domain.notes import ItemState, NoteLine, Section
from assistant.domain.report import ActionItem, Party
from assistant.ui.markup import attributes, escape, note
from assistant.ui.session_lines import (
    NotesContext,
    cite,
    doings,
    due_day,
    due_markup,
    line_list,
    text_field,
    whose_words,
    wrapped,
)

WORTH_CHECKING = 0.6
"""Below this confidence an item that nobody confirmed or changed says so."""


def item_section(lines: Sequence[NoteLine], context: NotesContext, empty: str = "") -> str:
    """Write all action items with a way to add one that was missed, and why owners are withheld if they are.

    Args:
        lines: The action items among the notes.
        context: What all lines share.
        empty: What to say when there are none.
    """
    doubt = ""
    if context.cast.doubt:
        doubt = note(
            f"A wrong owner is worse than none: {context.cast.doubt.rstrip('.')}. Say above who is who, "
            "and owners come at once.",
            "warn",
            title="Owners are withheld.",
        )
    none = f'<p class="rp-quiet">{escape(empty or "Nobody promised anything, as far as the words show.")}</p>'
    return f"{doubt}{line_list(item_line(one, context) for one in lines) or none}{add_item_form(context)}"


def item_line(one: NoteLine, context: NotesContext) -> str:
    """Write one item: tick, text, owner, due date, state, and what can be done; other lines give nothing."""
    item = one.value
    if not isinstance(item, ActionItem):
        return ""
    tick = _tick(one) if context.may_edit else ""
    inner = (
        f'<div class="rp-line-row">{tick}<div class="rp-line-main">{cite(item.text, item.evidence, context)}'
        f'<p class="rp-facts-line">{_facts(one, item, context)}</p></div>'
        f"{doings(one, item_fields(item, context), context)}</div>"
    )
    look = "rp-item-done" if one.state is not ItemState.OPEN else ""
    return wrapped(one.id, one.section, inner, _owners(item, context), look)


def _owners(item: ActionItem, context: NotesContext) -> tuple[str, ...]:
    if item.owner is Party.BOTH:
        return context.names[Party.MENTOR], context.names[Party.MENTEE]
    return (context.names[item.owner],) if item.owner is not None else ()


def _tick(one: NoteLine) -> str:
    done = one.state is ItemState.DONE
    where = attributes(
        type="button",
        class_="rp-tick",
        role="checkbox",
        aria_checked="true" if done else "false",
        aria_label=f"Done: {one.value.text}",
        data_do="done" if one.state is ItemState.OPEN else "reopen",
        data_key=one.id,
    )
    return f"<button{where}><span aria-hidden=true>{'✓' if done else ''}</span></button>"


def _facts(one: NoteLine, item: ActionItem, context: NotesContext) -> str:
    if item.owner is None:
        said = '<span class="rp-quiet">Owner not said</span>'
    else:
        you = " (you)" if item.owner is context.you else ""
        said = f"<strong>{escape(context.names[item.owner])}{you}</strong>"
    facts = [said, f"<span>{due_markup(item.due, context.next_session)}</span>"]
    if item.asked_by is not None and item.asked_by is not item.owner:
        facts.append(f'<span class="rp-quiet">asked by {escape(context.names[item.asked_by])}</span>')
    return " ".join([*facts, *_states(one, item, context), whose_words(one, context)])


def _states(one: NoteLine, item: ActionItem, context: NotesContext) -> list[str]:
    if one.state is not ItemState.OPEN:
        word = "✓ Done" if one.state is ItemState.DONE else "Dropped"
        by = f", says {escape(context.called(one.state_by))}" if one.state_by else ""
        return [f'<span class="rp-badge rp-room-free">{word}{by}</span>']
    found = []
    day = due_day(item.due, context.next_session)
    if day is not None and day < context.today:
        found.append('<span class="rp-badge rp-room-full">Overdue</span>')
    if item.confidence < WORTH_CHECKING and not one.by and not one.confirmed_by:
        found.append('<span class="rp-badge rp-room-full">Worth checking</span>')
    return found


def item_fields(item: ActionItem | None, context: NotesContext) -> str:
    """Write the fields of an item: what, who, by when; empty ones for a new item."""
    owners = "".join(
        f"<option{attributes(value=party, selected=item is not None and item.owner is party)}>"
        f"{escape(context.names[party])}</option>"
        for party in (Party.MENTOR, Party.MENTEE, Party.BOTH)
    )
    due = item.due if item is not None else None
    day = attributes(type="date", name="due_on", value=due.on.isoformat() if due is not None and due.on else "")
    what = text_field(item.text if item is not None else "", "What")
    return (
        f'{what}<div class="rp-two"><label>Who <select name=owner><option value="">Not said</option>{owners}</select>'
        f"</label><label>By when <input{day}></label></div>"
    )


def add_item_form(context: NotesContext) -> str:
    """Write the form that adds an item; nothing for somebody who may not."""
    if not context.may_edit:
        return ""
    return (
        '<details class="rp-add"><summary class="rp-btn">Add an action item</summary>'
        f"<form{attributes(class_='rp-form', data_do='add', data_section=Section.ACTION_ITEMS)}>"
        f'{item_fields(None, context)}<button type="submit" class="rp-btn rp-btn-primary">Add</button></form></details>'
    )
