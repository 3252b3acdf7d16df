"""A mentor in full, and up to four mentors side by side."""

from collections.abc import Callable, Sequence

from assistant.domain.people import DAY_NAMES, Mentee, Mentor, Person, Status, WeeklySlot
from assistant.ui import week, words
from assistant.ui.cards import CardContext, avatar, times
from assistant.ui.markup import attributes, button, empty_state, escape, items
from assistant.vocabulary.languages import language_name

_HOURS = range(6, 24)
COMPARED = 4
"""Mentors that are compared at once."""


def sheet(title: str, inner: str, look: str = "") -> str:
    """Lay something over the page; `title` names it, Escape and the button close it."""
    kind = attributes(class_=f"rp-sheet {look}", role="dialog", aria_modal="true", aria_label=title, tabindex="-1")
    close = '<button type="button" class="rp-btn rp-btn-close" data-close aria-label="Close">×</button>'
    return f'<div class="rp-veil"><section{kind}>{close}{inner}</section></div>'


def row(term: str, value: str) -> str:
    """Write a term and ready markup; an empty value says so."""
    return f"<div><dt>{escape(term)}</dt><dd>{value or '<span class=rp-quiet>Not stated</span>'}</dd></div>"


def week_grid(slots: Sequence[WeeklySlot], caption: str) -> str:
    """Draw a week from 6 to 24 o'clock, and say the same in words for those who hear it."""
    head = "".join(f"<th scope=col>{day}</th>" for day in DAY_NAMES)
    body = []
    for hour in _HOURS:
        cells = "".join(f"<td{_cell(slots, day, hour)}></td>" for day in range(7))
        body.append(f"<tr><th scope=row>{hour:02}:00</th>{cells}</tr>")
    said = ", ".join(map(week.slot_words, slots))
    drawn = f"<thead><tr><td></td>{head}</tr></thead><tbody>{''.join(body)}</tbody>"
    return (
        f'<figure class="rp-week"><figcaption>{escape(caption)}: {escape(said)}</figcaption>'
        f'<table aria-hidden="true">{drawn}</table></figure>'
    )


def _cell(slots: Sequence[WeeklySlot], day: int, hour: int) -> str:
    covered = sum(max(0, min(s.end_min, hour * 60 + 60) - max(s.start_min, hour * 60)) for s in slots if s.day == day)
    return f' class="{"full" if covered >= 60 else "part"}"' if covered else ""


def availability(person: Person, context: CardContext) -> str:
    """Draw when somebody is free, in the asker's time where both zones are known."""
    if not person.availability:
        return '<p class="rp-quiet">No times stated. Ask when you get in touch.</p>'
    shift = week.shift_minutes(person.time_zone, context.asker.time_zone, context.now)
    if shift is None:
        zone = words.zone_name(person.time_zone) if person.time_zone else "their time"
        return week_grid(person.availability, f"In {zone}")
    said = f"<p>{times(person, context.asker, context.now, limit=7)}</p>"
    return said + week_grid(
        week.moved(person.availability, shift), f"In your time ({words.zone_name(context.asker.time_zone)})"
    )


def tags(values: Sequence[str]) -> str:
    """Write short phrases as tags; none give nothing."""
    return items(map(escape, values), "rp-tags")


def links(values: Sequence[str]) -> str:
    """Write web links; anything that is not http(s) is shown as text only."""
    return items(
        (
            f"<a{attributes(href=value, target='_blank', rel='noopener noreferrer')}>{escape(value)}</a>"
            if value.lower().startswith(("https://", "http://"))
            else escape(value)
            for value in values
        ),
        "rp-links",
    )


def start_form(mentor: Mentor, mentees: Sequence[Mentee], mentee_id: str, goal: str, *, first: bool = False) -> str:
    """Ask what starting a relationship needs: the mentee (unless it is clear) and the goal. `first` takes the focus."""
    focus = " data-first" if first else ""
    options = "".join(f"<option{attributes(value=f'{one.name} ({one.id})')}></option>" for one in mentees)
    who = (
        f"<input type=hidden name=mentee{attributes(value=mentee_id)}>"
        if mentee_id
        else f"<label>Mentee <input name=mentee{focus} list=rp-mentees required autocomplete=off placeholder=Name>"
        f"</label><datalist id=rp-mentees>{options}</datalist>"
    )
    return (
        f"<form{attributes(class_='rp-form', data_do='begin', data_id=mentor.id)}><h3>Start a relationship</h3>{who}"
        f"<label>What it is about <textarea name=goal{focus if mentee_id else ''} rows=3 maxlength=2000 required>"
        f"{escape(goal)}</textarea></label>"
        "<p class=rp-quiet>Only the pair, coordinators and the operator see this.</p>"
        f'<button type="submit" class="rp-btn rp-btn-primary">Start with {escape(mentor.name)}</button></form>'
    )


def helped_with(mentor: Mentor, themes: Sequence[str], *, take_off: bool = False) -> str:
    """List what past sessions with a mentor were about; nothing when nothing is known.

    Args:
        mentor: As they say themselves.
        themes: Of sessions here, found with the consent of both.
        take_off: Whether the reader may take those off.
    """
    own = [escape(one) for one in mentor.past_themes]
    off = [
        button("×", "take-off", look="off", id=mentor.id, theme=one, label=f"Take off the theme: {one}")
        if take_off
        else ""
        for one in themes
    ]
    return items((*own, *(escape(one) + end for one, end in zip(themes, off, strict=True))), "rp-tags")


def profile(
    mentor: Mentor, context: CardContext, start: str = "", *, themes: Sequence[str] = (), take_off: bool = False
) -> str:
    """Write everything that is said about a mentor.

    Args:
        mentor: Who.
        context: Who reads.
        start: Ready markup for starting a relationship.
        themes: What sessions here were about.
        take_off: Whether the reader may take those off.
    """
    where = " · ".join(part for part in (words.work_of(mentor), words.place_of(mentor)) if part)
    paused = (
        '<p class="rp-badge rp-room-full">Paused: not looking for mentees at present</p>'
        if mentor.status is Status.PAUSED
        else ""
    )
    rows: tuple[str, ...] = (
        row("Skills", tags(mentor.skills)),
        row("Fields", tags(mentor.fields)),
        row("Languages", escape(", ".join(map(language_name, mentor.languages)))),
        row("Experience", escape(words.experience_of(mentor))),
        row("Mentees", escape(capacity_words(mentor))),
        row("Meets by", escape(", ".join(words.FORMATS[kind] for kind in mentor.formats))),
        row("Last active", words.day_words(mentor.last_active) if mentor.last_active else ""),
    )
    optional = (
        ("Industries", tags(mentor.industries)),
        ("Helped others with", helped_with(mentor, themes, take_off=take_off)),
        ("Links", links(mentor.links)),
    )
    rows += tuple(row(term, value) for term, value in optional if value)
    inner = (
        f'<header class="rp-card-head">{avatar(mentor, "big")}<div class="rp-who"><h2>{escape(mentor.name)}</h2>'
        f'<p class="rp-headline">{escape(mentor.headline)}</p><p class="rp-quiet">{escape(where)}</p>{paused}'
        "</div></header>"
        f'<p class="rp-bio">{escape(mentor.bio)}</p><dl class="rp-facts rp-facts-wide">{"".join(rows)}</dl>'
        f"<h3>When they are free</h3>{availability(mentor, context)}{start}"
    )
    return sheet(f"Profile of {mentor.name}", inner)


def capacity_words(mentor: Mentor) -> str:
    """Say how many mentees somebody has and takes; empty when not stated."""
    if mentor.capacity is None:
        return ""
    free = f", next free {words.day_words(mentor.next_free)}" if mentor.next_free and not mentor.has_room else ""
    return f"{mentor.current_mentees} of {mentor.capacity}{free}"


def chooser(listed: Sequence[Mentor], shown: Sequence[Mentor]) -> str:
    """Let the reader choose whom to compare where there are more than fit; nothing where all fit.

    Args:
        listed: All there are to choose from.
        shown: Those who are side by side now.
    """
    if len(listed) <= COMPARED:
        return ""
    now = [one.id for one in shown]
    rows = []
    for one in listed:
        on = one.id in now
        after = [other for other in now if other != one.id] if on else [*now, one.id]
        shut = (on and len(now) <= 2) or (not on and len(now) >= COMPARED)
        kind = attributes(
            type="button",
            class_=f"rp-btn {'rp-btn-on' if on else 'rp-btn-plain'}",
            data_do="compare",
            data_ids=",".join(after),
            aria_pressed="true" if on else "false",
            disabled=shut,
        )
        rows.append(f"<button{kind}>{'✓ ' if on else ''}{escape(one.name)}</button>")
    full = len(now) >= COMPARED
    hint = "Take one out to put another in." if full else "Choose up to four."
    return f'<p class="rp-quiet">{COMPARED} fit side by side. {hint}</p>' + items(rows, "rp-relax", "Whom to compare")


def comparison(mentors: Sequence[Mentor], context: CardContext, listed: Sequence[Mentor] = ()) -> str:
    """Put two to four mentors side by side, one line for each thing people choose by; `listed` are those to choose."""
    if len(mentors) < 2:
        return sheet(
            "Compare mentors",
            empty_state(
                "Nothing to compare yet", "Put at least two mentors on your shortlist, then compare them here."
            ),
        )
    lines: tuple[tuple[str, Callable[[Mentor], str]], ...] = (
        ("Headline", lambda one: escape(one.headline)),
        ("Works at", lambda one: escape(words.work_of(one))),
        ("Place", lambda one: escape(words.place_of(one))),
        ("Skills", lambda one: tags(one.skills)),
        ("Helped others with", lambda one: tags(one.past_themes)),
        ("Languages", lambda one: escape(", ".join(map(language_name, one.languages)))),
        ("Experience", lambda one: escape(words.experience_of(one))),
        ("Mentees", lambda one: escape(capacity_words(one))),
        ("Meets by", lambda one: escape(", ".join(words.FORMATS[kind] for kind in one.formats))),
        ("Free", lambda one: times(one, context.asker, context.now)),
    )
    head = "".join(
        f"<th scope=col>{avatar(one)}<span>{escape(one.name)}</span>"
        f"{button('View profile', 'open', id=one.id, label=f'View profile of {one.name}')}</th>"
        for one in mentors
    )
    body = "".join(
        f"<tr><th scope=row>{escape(term)}</th>"
        + "".join(f"<td>{say(one) or '<span class=rp-quiet>Not stated</span>'}</td>" for one in mentors)
        + "</tr>"
        for term, say in lines
    )
    width = attributes(class_="rp-compare", style=f"min-width: {110 + 200 * len(mentors)}px")
    table = f"<table{width}><thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
    return sheet(
        "Compare mentors",
        f"<h2>Compare mentors</h2>{chooser(listed, mentors)}"
        f'<p class="rp-quiet rp-swipe">All {len(mentors)} are here: move the table sideways.</p>'
        f'<div class="rp-scroll" tabindex="0" role="region" aria-label="Comparison">{table}</div>',
        "rp-sheet-wide",
    )
