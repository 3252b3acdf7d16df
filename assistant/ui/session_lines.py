"""One line of notes: a button that leads to its words, with what may be done to it beside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.domain.lengths import Length
from assistant.domain.notes import ItemState, NoteLine, Section
from assistant.domain.report import Cast, Due, Evidence, Party
from assistant.domain.sessions import Template
from assistant.domain.transcript import Transcript
from assistant.exports.words import NEXT_SESSION, short_day
from assistant.services.next_session import NextSession
from assistant.services.templates import ChosenTemplate, shipped_template
from assistant.ui.markup import attributes, button, escape
from assistant.ui.session_words import ONE_OF, known, place_words
from assistant.ui.transcript_view import speaker_name
from assistant.ui.words import day_words

PLACES_SHOWN = 2


@dataclass(frozen=True, slots=True)
class EarlierPromise:
    """A promise of an earlier session: its words, where it was made, and whether it is still open."""

    text: str
    session_id: str = ""
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class NotesContext:
    """What all lines of one session share.

    Args:
        names: What each side is called.
        you: The side that reads; None for somebody else.
        may_edit: Whether the lines have buttons.
        today: For what is overdue.
        people: What those who changed a line are called, by actor key; "you" for the reader.
        earlier: Promises of earlier sessions by id.
        chosen: The template that orders the notes.
        next_session: The meeting after this one, if there was or will be one.
        lengths: From which length of the notes on a line is shown, by line id; others always are.
    """

    transcript: Transcript
    cast: Cast
    names: Mapping[Party, str]
    you: Party | None = None
    may_edit: bool = True
    today: date = date.min
    people: Mapping[str, str] = field(default_factory=dict)
    earlier: Mapping[str, EarlierPromise] = field(default_factory=dict)
    lengths: Mapping[str, Length] = field(default_factory=dict)
    chosen: ChosenTemplate = field(default_factory=lambda: ChosenTemplate(shipped_template(Template.REGULAR)))
    next_session: NextSession | None = None

    def speakers_of(self, evidence: Evidence) -> tuple[str, ...]:
        """Name who says some words, each once."""
        said = (self.transcript.utterances[at].speaker for at in known(self.transcript, evidence))
        return tuple(dict.fromkeys(speaker_name(self.cast, one) for one in said))

    def called(self, actor_key: str) -> str:
        """Name who did something."""
        return self.people.get(actor_key) or actor_key.partition(":")[0]


def cite(text: str, evidence: Evidence, context: NotesContext) -> str:
    """Write a line as a button that lights up its words; without any that are there it is plain text and says so."""
    there = known(context.transcript, evidence)
    if not there:
        return f'<p class="rp-uncited"><span class="rp-line-text">{escape(text)}</span></p>'
    shown = ", ".join(place_words(context.transcript, at) for at in there[:PLACES_SHOWN])
    more = f" +{len(there) - PLACES_SHOWN}" if len(there) > PLACES_SHOWN else ""
    where = attributes(type="button", class_="rp-cite", data_ev=" ".join(map(str, there)))
    return (
        f'<button{where}><span class="rp-line-text">{escape(text)}</span> <span class="rp-at">{shown}{more}</span>'
        '<span class="sr-only"> Show the words</span></button>'
    )


def wrapped(key: str, section: str, inner: str, who: Iterable[str], look: str = "", least: str = "") -> str:
    """Wrap the ready markup of a line with what it is found and filtered by, and from which length on it is shown."""
    where = attributes(
        id=f"rp-line-{key}",
        class_=f"rp-line {look}".strip(),
        tabindex="-1",
        data_key=key,
        data_kind=section,
        data_who="|".join(who),
        data_least=least or None,
    )
    return f"<li{where}>{inner}</li>"


def whose_words(one: NoteLine, context: NotesContext) -> str:
    """Say that a person changed, added or confirmed a line; nothing when the engine's words stand alone."""
    badges = []
    if one.by:
        verb = "Added" if one.original is None else "Edited"
        badges.append(f'<span class="rp-badge">{verb} by {escape(context.called(one.by))}</span>')
    if one.confirmed_by:
        who = escape(context.called(one.confirmed_by))
        badges.append(f'<span class="rp-badge rp-room-free">✓ Confirmed by {who}</span>')
    return " ".join(badges)


def doings(one: NoteLine, fields: str, context: NotesContext) -> str:
    """Write what one can do with a line: edit, delete, confirm a promise; nothing for somebody who may not."""
    if not context.may_edit:
        return ""
    text = one.value.text
    wanted = one.section is Section.ACTION_ITEMS and one.state is ItemState.OPEN and not one.confirmed_by
    confirm = button("Confirm", "confirm", key=one.id, label=f"Confirm: {text}") if wanted else ""
    form = attributes(class_="rp-form", data_do="edit", data_key=one.id)
    noun = ONE_OF[one.section].lower()
    delete = (
        '<details class="rp-sure"><summary class="rp-btn rp-btn-bad">Delete …</summary>'
        f"{button(f'Yes, delete this {noun}', 'delete', look='bad', key=one.id)}</details>"
    )
    return (
        f'<div class="rp-doings">{confirm}<details class="rp-edit"><summary class="rp-btn">Edit'
        f'<span class="sr-only">: {escape(text)}</span></summary><form{form}>{fields}'
        f'<div class="rp-actions"><button type="submit" class="rp-btn rp-btn-primary">Save</button>{delete}</div>'
        "</form></details></div>"
    )


def text_field(text: str, label: str = "Line") -> str:
    """Write the field that holds a line's words."""
    return (
        f"<label>{escape(label)} <textarea name=text rows=3 maxlength=2000 required>{escape(text)}</textarea></label>"
    )


def text_line(one: NoteLine, context: NotesContext) -> str:
    """Write a line that is nothing but its words: a sentence of the overview, a decision, a question, a key point."""
    badges = whose_words(one, context)
    about = f'<p class="rp-facts-line">{badges}</p>' if badges else ""
    said = f'<div class="rp-line-main">{cite(one.value.text, one.value.evidence, context)}{about}</div>'
    inner = f'<div class="rp-line-row">{said}{doings(one, text_field(one.value.text), context)}</div>'
    least = context.lengths.get(one.id, "")
    return wrapped(one.id, one.section, inner, context.speakers_of(one.value.evidence), least=least)


def line_list(rows: Iterable[str], look: str = "") -> str:
    """Put lines together; none give nothing."""
    inner = "".join(rows)
    return f'<ul class="rp-lines {look}">{inner}</ul>' if inner else ""


def add_line_form(context: NotesContext) -> str:
    """Write the form that adds what the engine did not find; nothing for somebody who may not."""
    if not context.may_edit:
        return ""
    sections = (Section.DECISIONS, Section.OPEN_QUESTIONS, Section.OVERVIEW)
    options = "".join(f"<option{attributes(value=one)}>{ONE_OF[one]}</option>" for one in sections)
    return (
        '<details class="rp-add"><summary class="rp-btn">Add another line</summary>'
        '<form class="rp-form" data-do="add"><label>What it is <select name=section>'
        f'{options}</select></label>{text_field("")}<button type="submit" class="rp-btn rp-btn-primary">Add</button>'
        "</form></details>"
    )


def due_day(due: Due | None, following: NextSession | None) -> date | None:
    """Give the day by which something is due: its own, else the next session's where it is due then."""
    if due is None or due.on is not None or not due.next_session:
        return due.on if due is not None else None
    return following.on if following is not None else None


def due_markup(due: Due | None, following: NextSession | None) -> str:
    """Write by when, as `due_words` says it; the day of a next session that was held leads to it."""
    day = due_day(due, following)
    if due is None or due.on is not None or day is None or following is None or not following.session_id:
        return escape(due_words(due, following))
    opening = button(
        short_day(day), "open", look="link", id=following.session_id, label=f"Open the next session, {day_words(day)}"
    )
    return f"{NEXT_SESSION} ({opening})"


def due_words(due: Due | None, following: NextSession | None = None) -> str:
    """Say by when, with the words that said it; nothing is made up where no date was said.

    >>> due_words(Due("by Friday", date(2026, 5, 22)))
    'by 22 May 2026 (“by Friday”)'
    """
    if due is None:
        return "no date said"
    said = f"“{due.words}”" if due.words else ""
    if due.on is not None:
        return f"by {day_words(due.on)}" + (f" ({said})" if said else "")
    if due.next_session:
        return NEXT_SESSION + (f" ({short_day(following.on)})" if following is not None else "")
    return said or "no date said"
