"""Lists of people, as tables."""

from collections.abc import Sequence

from assistant.domain.access import Action, Actor, Resource, may
from assistant.domain.people import Mentee, Mentor, Person, Status
from assistant.people import PersonKind
from assistant.ui import words
from assistant.ui.cards import avatar
from assistant.ui.markup import button, data_table, empty_state, escape, items, labelled, note, table_row
from assistant.ui.profile import capacity_words

PAGE = 25


def may_edit(actor: Actor, kind: PersonKind, person_id: str = "") -> bool:
    """Whether to offer editing somebody, or adding people when no id is given; the service asks again."""
    if kind is PersonKind.MENTOR:
        return may(actor, Action.EDIT_MENTOR, Resource(mentor_id=person_id))
    return may(actor, Action.EDIT_MENTEE, Resource(mentee_id=person_id))


def people_table(
    actor: Actor, kind: PersonKind, people: Sequence[Mentor | Mentee], total: int, page: int, text: str
) -> str:
    """Write one page of people with what the actor may do with each, and the way to the others."""
    if not total:
        return _nobody(kind, text, may_edit(actor, kind))
    heads = ("Name", "Place", "Fields", "Mentees" if kind is PersonKind.MENTOR else "Goals", "(Open)")
    rows = "".join(_row(one, _open(one, may_edit(actor, kind, one.id))) for one in people)
    table = data_table(heads, rows, "People", "rp-people rp-stack")
    return f'<p class="rp-quiet">{_counted(kind, len(people), total, page)}</p>{table}{_pages(total, page)}'


def _nobody(kind: PersonKind, text: str, may_add: bool) -> str:
    if text:
        return empty_state(f"No {kind} matches “{text}”", "Try a part of the name, or clear the filter.")
    if not may_add:
        return empty_state(f"No {kind}s here for you", "You see yourself and those you work with.")
    return empty_state(f"No {kind}s yet", "Add one by hand, or bring a whole file on the Import tab.")


def _open(one: Person, editable: bool) -> str:
    if editable:
        return button("Edit", "edit", id=one.id, label=f"Edit {one.name}")
    return button("View", "open", id=one.id, label=f"View profile of {one.name}") if isinstance(one, Mentor) else ""


def _row(one: Person, what_to_do: str) -> str:
    paused = ' <span class="rp-badge rp-room-full">Paused</span>' if one.status is Status.PAUSED else ""
    if isinstance(one, Mentor):
        last = escape(capacity_words(one) or "Not stated")
    else:
        last = escape("; ".join(getattr(one, "goals", ())) or "None yet")
    under = f'<span class="rp-under">{escape(one.headline)}</span>'
    name = f'<span class="rp-name">{avatar(one, "small")}<span>{escape(one.name)}{paused}{under}</span></span>'
    head = "Mentees" if isinstance(one, Mentor) else "Goals"
    fields = labelled("Fields", escape(", ".join(one.fields)))
    return table_row(name, escape(words.place_of(one)), fields, labelled(head, last), what_to_do)


def _counted(kind: PersonKind, shown: int, total: int, page: int) -> str:
    first = (page - 1) * PAGE + 1
    return f"{first:,} to {first + shown - 1:,} of {total:,} {kind}s"


def _pages(total: int, page: int) -> str:
    last = (total + PAGE - 1) // PAGE
    if last <= 1:
        return ""
    back = button("Previous", "page", page=page - 1) if page > 1 else ""
    on = button("Next", "page", page=page + 1) if page < last else ""
    here = f'<span class="rp-quiet">Page {page} of {last}</span>'
    return f'<nav class="rp-actions" aria-label="Pages">{back}{here}{on}</nav>'


def form_problems(problems: Sequence[tuple[str, str]]) -> str:
    """List what has to be mended before a form can be saved; nothing when all is well."""
    if not problems:
        return ""
    rows = items((f"<strong>{escape(label)}:</strong> {escape(reason)}" for label, reason in problems), "rp-problems")
    return note("Not saved yet.", "bad", title="Please look at this:", more=rows)
