"""One search result as a card: who, why, when in the asker's time, and what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b

from assistant.domain.people import Asker, Mentor, Person, WeeklySlot
from assistant.domain.search import Check, Fit, Match, PassageKind, Reason, Room
from assistant.ui import week, words
from assistant.ui.markup import attributes, button, escape, items, marked
from assistant.vocabulary.languages import language_name

AVATAR_TONES = (
    "#7a3e2b",
    "#6a4a12",
    "#4d5a1e",
    "#2d5f3f",
    "#1f5f63",
    "#2c5578",
    "#4a4a86",
    "#6b3f78",
    "#85355a",
    "#5b4a3f",
)
"""Backgrounds behind white initials, each with a contrast of at least 5:1."""
_ICONS = {Fit.MET: "✓", Fit.NOT_STATED: "?", Fit.FAILED: "✕"}
_STEPS = {"strong": 4, "good": 3, "possible": 2, "weak": 1}


NOBODY = Asker()
"""Somebody of whom nothing is known."""


@dataclass(frozen=True, slots=True)
class CardContext:
    """What all cards of one answer share.

    Args:
        goal: The text of the search; empty where there was none.
        asker: Whose time is "your time".
        shortlist: Ids of mentors on the actor's shortlist.
        can_start: Whether the actor's role starts relationships.
        more_like: Whether cards offer more mentors like theirs.
        ranked: Whether cards say how strong the match is; somebody who was looked up by name is no match.
        now: For time zones in summer and winter; aware.
    """

    goal: str = ""
    asker: Asker = NOBODY
    shortlist: frozenset[str] = frozenset()
    can_start: bool = True
    more_like: bool = True
    ranked: bool = True
    now: datetime = datetime(2026, 1, 1, tzinfo=UTC)


def initials(name: str) -> str:
    """Take the first letters of the first and last word of a name.

    >>> initials("Ruth Adeyinka-Boyle"), initials("cher"), initials("…")
    ('RA', 'C', '…')
    """
    parts = [part for part in name.split() if part[0].isalnum()] or [name.strip() or "?"]
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


def avatar(person: Person, look: str = "") -> str:
    """Draw initials on a colour that stays with the person's id; decoration, the name stands beside it."""
    tone = AVATAR_TONES[blake2b(person.id.encode(), digest_size=1).digest()[0] % len(AVATAR_TONES)]
    shape = attributes(class_=f"rp-avatar {look}", style=f"background:{tone}", aria_hidden="true")
    return f"<span{shape}>{escape(initials(person.name))}</span>"


def strength(match: Match) -> str:
    """Say how strong a match is: a word, a number, and four bars for the eye."""
    bars = "".join(f'<i class="{"on" if step < _STEPS[match.strength] else ""}"></i>' for step in range(4))
    return (
        f'<p class="rp-strength rp-strength-{match.strength}"><span class="rp-bars" aria-hidden="true">{bars}</span>'
        f"<strong>{words.STRENGTHS[match.strength]}</strong> <span>{words.percent(match.score)}</span></p>"
    )


def room_badge(match: Match) -> str:
    """Say whether the mentor has room, with an icon that repeats the word."""
    icon = {Room.FREE: "✓", Room.FULL: "◷", Room.NOT_STATED: "?"}[match.room]
    said = escape(words.room_words(match))
    return f'<span class="rp-badge rp-room-{match.room}"><span aria-hidden="true">{icon}</span> {said}</span>'


def check_badge(check: Check) -> str:
    """Say how the mentor stands to one constraint."""
    need = words.constraint_words(check.constraint)
    says_more = check.fit is not Fit.NOT_STATED and check.detail.casefold() != need.casefold()
    detail = f", {check.detail}" if check.detail and says_more else ""
    return (
        f'<span class="rp-badge rp-check-{check.fit}"><span aria-hidden="true">{_ICONS[check.fit]}</span> '
        f"{escape(need)}: {words.FIT_WORDS[check.fit]}{escape(detail)}</span>"
    )


def reason_row(reason: Reason, goal: str) -> str:
    """Put the words of both sides beside each other; of a past session there is only the theme."""
    asked = marked(goal, reason.goal_start, reason.goal_end, context=0) if goal else ""
    asked = (
        f'<p class="rp-asked"><span class="rp-side">You said</span> {_quoted_goal(goal, reason)}</p>' if asked else ""
    )
    said = (
        f"<mark>{escape(reason.text)}</mark>"
        if reason.kind is PassageKind.THEME
        else marked(reason.text, reason.start, reason.end)
    )
    side = "They helped with" if reason.kind is PassageKind.THEME else "They say"
    return (
        f'{asked}<p class="rp-said"><span class="rp-side">{side}</span> {said} '
        f'<span class="rp-source">{words.SOURCES[reason.kind]}</span></p>'
    )


def _quoted_goal(goal: str, reason: Reason) -> str:
    stretch = goal[max(reason.goal_start, 0) : reason.goal_end].strip() or goal[:120]
    return f"<mark>{escape(stretch if len(stretch) <= 160 else stretch[:157].rsplit(' ', 1)[0] + ' …')}</mark>"


def times(person: Person, asker: Asker, now: datetime, limit: int = 3) -> str:
    """Say when somebody is free in the asker's time, with their own beside it, and how much is shared."""
    if not person.availability:
        return "Times not stated"
    theirs = ", ".join(map(week.slot_words, person.availability[:limit])) + _more(len(person.availability), limit)
    shift = week.shift_minutes(person.time_zone, asker.time_zone, now)
    if shift is None:
        zone = (
            f" ({escape(words.zone_name(person.time_zone))})" if person.time_zone else " (their time, zone not stated)"
        )
        return f"{escape(theirs)}{zone}"
    mine = week.moved(person.availability, shift)
    yours = ", ".join(map(week.slot_words, mine[:limit])) + _more(len(mine), limit)
    if shift == 0:
        return f"<strong>{escape(yours)}</strong> (same time zone as you){_shared(asker, mine)}"
    return (
        f"<strong>{escape(yours)}</strong> your time{_shared(asker, mine)} "
        f'<span class="rp-quiet">{escape(theirs)} {escape(words.zone_name(person.time_zone))}</span>'
    )


def _more(count: int, limit: int) -> str:
    return f" and {count - limit} more" if count > limit else ""


def _shared(asker: Asker, mine: Sequence[WeeklySlot]) -> str:
    if not asker.availability:
        return ""
    minutes = week.shared_minutes(asker.availability, mine)
    hours = f"{minutes / 60:.1f}".removesuffix(".0")
    return f", {hours} h a week when you are both free" if minutes else ", no time yet when you are both free"


def facts(mentor: Mentor, context: CardContext) -> str:
    """List languages, experience, meeting formats and times, as terms and values."""
    rows = (
        ("Speaks", escape(", ".join(map(language_name, mentor.languages)) or "Not stated")),
        ("Experience", escape(words.experience_of(mentor) or "Not stated")),
        ("Meets by", escape(", ".join(words.FORMATS[kind] for kind in mentor.formats) or "Not stated")),
        ("Free", times(mentor, context.asker, context.now)),
    )
    return (
        '<dl class="rp-facts">'
        + "".join(f"<div><dt>{term}</dt><dd>{value}</dd></div>" for term, value in rows)
        + "</dl>"
    )


def actions(mentor: Mentor, context: CardContext, room: Room) -> str:
    """Write the buttons of a card; each names the mentor for those who hear it. A full mentor starts nothing now."""
    listed = mentor.id in context.shortlist
    buttons = [
        button("View profile", "open", id=mentor.id, label=f"View profile of {mentor.name}"),
        button(
            "On shortlist ✓" if listed else "Shortlist",
            "unlist" if listed else "list",
            id=mentor.id,
            look="on" if listed else "plain",
            label=f"Remove {mentor.name} from shortlist" if listed else f"Shortlist {mentor.name}",
        ),
    ]
    if context.more_like:
        buttons.append(button("More like this", "like", id=mentor.id, label=f"More mentors like {mentor.name}"))
    if context.can_start and room is not Room.FULL:
        label = f"Start a relationship with {mentor.name}"
        buttons.insert(0, button("Start a relationship", "start", look="primary", id=mentor.id, label=label))
    return f'<div class="rp-actions">{"".join(buttons)}</div>'


def card(match: Match, mentor: Mentor, context: CardContext, level: int = 4) -> str:
    """Write one result: who, how strong, why, what speaks against it, what to do. The name is a heading of `level`."""
    anchor = f"rp-m-{mentor.id}"
    where = " · ".join(part for part in (words.work_of(mentor), words.place_of(mentor)) if part)
    reasons = items((reason_row(reason, context.goal) for reason in match.reasons), "rp-reasons", "Why this mentor")
    checks = items(map(check_badge, match.checks), "rp-checks", "Your conditions")
    missing = ""
    said = {check.detail for check in match.checks}
    unknown = [one for one in match.missing if one.strip() and one not in said]
    if unknown:
        missing = f'<p class="rp-missing"><strong>Worth asking:</strong> {escape("; ".join(unknown))}</p>'
    return (
        f"<article{attributes(class_='rp-card', aria_labelledby=anchor)}>"
        f'<header class="rp-card-head">{avatar(mentor)}<div class="rp-who">'
        f"<h{level}{attributes(id=anchor)}>{escape(mentor.name)}</h{level}>"
        f'<p class="rp-headline">{escape(mentor.headline)}</p><p class="rp-quiet">{escape(where)}</p></div>'
        f'<div class="rp-standing">{strength(match) if context.ranked else ""}{room_badge(match)}</div></header>'
        f"{reasons}{checks}{missing}{facts(mentor, context)}{actions(mentor, context, match.room)}</article>"
    )
