"""The notes of one session, section by section; every line leads to the words it came from."""

from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.domain.authorship import read_words, written_by
from assistant.domain.lengths import Length, least_lengths
from assistant.domain.notes import NoteLine, Section, lines_by_topic
from assistant.domain.report import FollowUp, Moment, MomentKind, Progress, SessionReport, Topic
from assistant.exports import Section as Part
from assistant.exports import SectionChoice
from assistant.ui.markup import attributes, button, escape, note
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
from assistant.ui.session_words import ICONS, MOMENTS, PROGRESS, listed, span_words
from assistant.ui.transcript_view import Mark

FOLLOW_UPS = "follow_ups"
_PLAIN = {
    Part.OVERVIEW: Section.OVERVIEW,
    Part.KEY_POINTS: Section.KEY_POINTS,
    Part.DECISIONS: Section.DECISIONS,
    Part.OPEN_QUESTIONS: Section.OPEN_QUESTIONS,
}
_KIND_OF = {
    Part.WINS: MomentKind.WIN,
    Part.BLOCKERS: MomentKind.BLOCKER,
    Part.CONCERNS: MomentKind.CONCERN,
    Part.GRATITUDE: MomentKind.GRATITUDE,
    Part.TECHNICAL_TROUBLE: MomentKind.TECHNICAL_TROUBLE,
}
_MARKED = tuple(one for one in Section if one is not Section.OVERVIEW)
_STANDS = {Progress.DONE: "rp-room-free", Progress.DROPPED: "rp-room-full"}


def notes_panel(report: SessionReport, lines: Sequence[NoteLine], context: NotesContext) -> str:
    """Write the notes in the order of the session's template, name what it found nothing for, and fold the rest away.

    Args:
        report: What was analysed.
        lines: Its lines as they stand now, people's changes among them.
        context: What all lines share, the template among it.
    """
    context = replace(context, lengths=least_lengths(lines, report.topics))
    template = context.chosen.template
    shown = {one.section for one in template.sections}
    flat = Part.KEY_POINTS in shown
    bodies = [(one, _body(one, report, lines, context, flat=flat)) for one in template.sections]
    written = "".join(_section(one, body or _empty(one)) for one, body in bodies if body or one.empty)
    missing = [one.title.lower() for one, body in bodies if not body and not one.empty]
    none = f'<p class="rp-quiet rp-none">Nothing was found for: {escape(listed(missing))}.</p>' if missing else ""
    problem = note(context.chosen.problem, "warn") if context.chosen.problem else ""
    left_out = _left_out(shown, report, lines, context)
    notes = f"{_length_choice(context)}{written}{none}{left_out}"
    return f"{problem}{notes}{add_line_form(context)}{provenance(report)}"


def _length_choice(context: NotesContext) -> str:
    """Write the choice of how long the notes are shown; none where all lengths show the same."""
    if len({Length.BRIEF, *context.lengths.values()}) == 1:
        return ""
    buttons = "".join(
        f"<button{attributes(type='button', class_='rp-length', data_length=one, aria_pressed=_pressed(one))}>"
        f"{one.capitalize()}</button>"
        for one in Length
    )
    return f'<p class="rp-lengths" role="group" aria-label="Length of the notes">{buttons}</p>'


def _pressed(one: Length) -> str:
    """The browser remembers the choice; until it says so, notes are of the standard length."""
    return "true" if one is Length.STANDARD else "false"


def _left_out(shown: Set[Part], report: SessionReport, lines: Sequence[NoteLine], context: NotesContext) -> str:
    """Fold away what was found and the template does not show: nothing is lost by choosing another."""
    # Key points stand with their topics where they have no section of their own.
    hidden = [one for one in Part if one not in shown and one is not Part.KEY_POINTS]
    choices = [SectionChoice(one, one.replace("_", " ").capitalize()) for one in hidden]
    bodies = [
        (one, body)
        for one in choices
        if (body := _body(one, report, lines, context, flat=Part.KEY_POINTS in shown))
        and (one.section is not Part.ACTION_ITEMS or any(line.section is Section.ACTION_ITEMS for line in lines))
    ]
    if not bodies:
        return ""
    names = listed([one.title.lower() for one, _ in bodies])
    inner = "".join(_section(one, body) for one, body in bodies)
    return f'<details class="rp-left-out"><summary>Not in this template: {escape(names)}</summary>{inner}</details>'


def _section(choice: SectionChoice, body: str) -> str:
    name = choice.section
    heading = f'<h3 id="rp-h-{name}">{escape(choice.title)}</h3>'
    return f'<section class="rp-notes" data-section="{name}" aria-labelledby="rp-h-{name}">{heading}{body}</section>'


def _empty(choice: SectionChoice) -> str:
    return f'<p class="rp-quiet">{escape(choice.empty)}</p>'


def _body(
    choice: SectionChoice, report: SessionReport, lines: Sequence[NoteLine], context: NotesContext, *, flat: bool
) -> str:
    section = choice.section
    if section is Part.FOLLOW_UPS:
        return _follow_ups(report.follow_ups, context)
    if section is Part.ACTION_ITEMS:
        return item_section(_of(lines, Section.ACTION_ITEMS), context, choice.empty)
    if section is Part.TOPICS:
        return _topics(report.topics, _of(lines, Section.KEY_POINTS), context, flat=flat)
    if section in _KIND_OF:
        found = (one for one in _of(lines, Section.MOMENTS) if _kind(one) is _KIND_OF[section])
        return line_list(_moment(one, context) for one in found)
    return line_list(text_line(one, context) for one in _of(lines, _PLAIN[section]))


def _of(lines: Sequence[NoteLine], section: Section) -> list[NoteLine]:
    return [one for one in lines if one.section is section]


def _kind(one: NoteLine) -> MomentKind | None:
    return one.value.kind if isinstance(one.value, Moment) else None


def _topics(topics: Sequence[Topic], lines: Sequence[NoteLine], context: NotesContext, *, flat: bool) -> str:
    """Topics with their points, or without where the points have a section of their own (`flat`)."""
    parts = lines_by_topic(topics, () if flat else lines)
    written = "".join(
        _topic(at, one.topic, one.lines, context) for at, one in enumerate(parts) if one.topic is not None
    )
    more = line_list(text_line(line, context) for one in parts if one.topic is None for line in one.lines)
    return written + (f"<h4>Further points</h4>{more}" if more and topics else more)


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
