"""The notes of one session, section by section; every line leads to the words it came from."""

from collections.abc import Sequence

from assistant.domain.authorship import read_words, written_by
from assistant.domain.notes import NoteLine, Section
from assistant.domain.report import FollowUp, Moment, MomentKind, Progress, SessionReport, Topic
from assistant.ui.markup import button, escape
from assistant.ui.session_items import item_section
from assistant.ui.session_lines import (
    EarlierPromise,
    NotesContext,
    add_line_form,
    cite,
    doings,
    line_list,
    text_field,
    text_line,
    whose_words,
    wrapped,
)
from assistant.ui.session_words import ICONS, KINDS, MOMENTS, PROGRESS, listed, span_words
from assistant.ui.transcript_view import Mark

FOLLOW_UPS = "follow_ups"
ORDER = (
    Section.OVERVIEW,
    Section.ACTION_ITEMS,
    FOLLOW_UPS,
    Section.KEY_POINTS,
    Section.DECISIONS,
    Section.OPEN_QUESTIONS,
    Section.MOMENTS,
)
"""What people came for first: what it was about, what was promised, what became of earlier promises."""
_HEADINGS: dict[str, str] = {str(one): words for one, words in KINDS.items()} | {FOLLOW_UPS: "Earlier promises"}
_MARKED = tuple(one for one in Section if one is not Section.OVERVIEW)
_STANDS = {Progress.DONE: "rp-room-free", Progress.DROPPED: "rp-room-full"}


def notes_panel(
    report: SessionReport, lines: Sequence[NoteLine], context: NotesContext, sections: Sequence[str] = ORDER
) -> str:
    """Write all sections that have something to say, and name those that have nothing.

    Args:
        report: What was analysed.
        lines: Its lines as they stand now, people's changes among them.
        context: What all lines share.
        sections: Which sections, in which order.
    """
    bodies = {one: _body(one, report, [line for line in lines if line.section == one], context) for one in sections}
    written = "".join(_section(one, body) for one, body in bodies.items() if body)
    missing = [_HEADINGS[one].lower() for one, body in bodies.items() if not body]
    none = f'<p class="rp-quiet rp-none">Nothing was found for: {escape(listed(missing))}.</p>' if missing else ""
    return f"{written}{none}{add_line_form(context)}{provenance(report)}"


def _section(name: str, body: str) -> str:
    heading = f'<h3 id="rp-h-{name}">{_HEADINGS[name]}</h3>'
    return f'<section class="rp-notes" data-section="{name}" aria-labelledby="rp-h-{name}">{heading}{body}</section>'


def _body(section: str, report: SessionReport, lines: Sequence[NoteLine], context: NotesContext) -> str:
    if section == FOLLOW_UPS:
        return _follow_ups(report.follow_ups, context)
    if section == Section.ACTION_ITEMS:
        return item_section(lines, context)
    if section == Section.KEY_POINTS:
        return _topics(report.topics, lines, context)
    if section == Section.MOMENTS:
        return line_list(_moment(one, context) for one in lines)
    return line_list(text_line(one, context) for one in lines)


def _topics(topics: Sequence[Topic], lines: Sequence[NoteLine], context: NotesContext) -> str:
    left = list(lines)
    written = []
    for at, topic in enumerate(topics):
        own = [one for one in left if one.original in topic.key_points]
        left = [one for one in left if one not in own]
        written.append(_topic(at, topic, own, context))
    more = line_list(text_line(one, context) for one in left)
    return "".join(written) + (f"<h4>Further points</h4>{more}" if more and topics else more)


def _topic(at: int, topic: Topic, points: Sequence[NoteLine], context: NotesContext) -> str:
    span = span_words(context.transcript, topic.first, topic.last)
    gist = topic.gist
    told = "" if any(one.value.text == gist.text for one in points) else cite(gist.text, gist.evidence, context)
    return (
        f'<div class="rp-topic" id="rp-topic-{at}"><h4><span class="rp-number">{at + 1}</span> {escape(topic.title)} '
        f'<span class="rp-at">{span}</span></h4>{told}{line_list(text_line(one, context) for one in points)}</div>'
    )


def _moment(one: NoteLine, context: NotesContext) -> str:
    moment = one.value
    if not isinstance(moment, Moment):
        return ""
    who = (context.names[moment.party],) if moment.party is not None else context.speakers_of(moment.evidence)
    said_by = f'<span class="rp-quiet">{escape(" and ".join(who))}</span>' if who else ""
    about = f'<p class="rp-facts-line">{moment_badge(moment.kind)} {said_by} {whose_words(one, context)}</p>'
    said = f'<div class="rp-line-main">{about}{cite(moment.text, moment.evidence, context)}</div>'
    inner = f'<div class="rp-line-row">{said}{doings(one, text_field(moment.text), context)}</div>'
    return wrapped(one.id, one.section, inner, who)


def moment_badge(kind: MomentKind) -> str:
    """Name a kind of moment, with a shape that repeats the word."""
    icon = f'<span aria-hidden="true">{ICONS[kind]}</span>'
    return f'<span class="rp-badge rp-moment-{kind}">{icon} {MOMENTS[kind]}</span>'


def _follow_ups(follow_ups: Sequence[FollowUp], context: NotesContext) -> str:
    """What was said about earlier promises; those nobody mentioned are folded away."""
    rows = [(one.progress, _follow_up(one, at, context)) for at, one in enumerate(follow_ups)]
    said = line_list(row for progress, row in rows if progress is not Progress.NOT_MENTIONED)
    unsaid = [row for progress, row in rows if progress is Progress.NOT_MENTIONED]
    if not unsaid:
        return said
    return f"{said}<details><summary>{len(unsaid)} not mentioned</summary>{line_list(unsaid)}</details>"


def _follow_up(one: FollowUp, at: int, context: NotesContext) -> str:
    promise = context.earlier.get(one.item, EarlierPromise("A promise of an earlier session"))
    stands = _STANDS.get(one.progress, "")
    badge = f'<p class="rp-facts-line"><span class="rp-badge {stands}">{PROGRESS[one.progress]}</span></p>'
    said = f'<div class="rp-line-main">{cite(promise.text, one.evidence, context)}{badge}</div>'
    inner = f'<div class="rp-line-row">{said}{_tick_off(one, promise, context)}</div>'
    return wrapped(f"{FOLLOW_UPS}-{at}", FOLLOW_UPS, inner, context.speakers_of(one.evidence))


def _tick_off(one: FollowUp, promise: EarlierPromise, context: NotesContext) -> str:
    """The words propose that a promise was kept; a person says so."""
    if one.progress is not Progress.DONE or not promise.is_open or not context.may_edit:
        return ""
    label = f"Tick off: {promise.text}"
    return (
        f'<div class="rp-doings">{button("Tick off", "done", key=one.item, session=promise.session_id, label=label)}'
        "</div>"
    )


def provenance(report: SessionReport) -> str:
    """Say how much was read, which engine wrote the notes, and how many lines of a model gave way."""
    when = f"{report.provenance.created_at.day} {report.provenance.created_at:%B %Y, %H:%M}"
    made = f"{read_words(report)} {written_by(report)} on {when} UTC."
    return f'<p class="rp-quiet rp-made">{escape(made)}</p>'


def marks_of(lines: Sequence[NoteLine]) -> dict[int, list[Mark]]:
    """Say for each utterance what the notes took from it; the overview repeats the rest and is left out."""
    found: dict[int, list[Mark]] = {}
    for one in lines:
        if one.section in _MARKED:
            for at in dict.fromkeys(one.value.evidence):
                found.setdefault(at, []).append(Mark(one.section, one.id))
    return found
