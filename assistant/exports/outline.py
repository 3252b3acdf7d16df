"""The notes as titles and lines, in the order of a template: what Markdown, Word and mail are written from."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from assistant.domain.authorship import read_words, written_by
from assistant.domain.report import ActionItem, Evidence, FollowUp, Line, Moment, MomentKind, Party, Topic
from assistant.domain.transcript import Timing
from assistant.exports.notes import SessionNotes
from assistant.exports.templates import NotesTemplate, Section
from assistant.exports.words import PROGRESS_WORDS, day_words, due_words, span_words, time_words

_MOMENTS = {
    Section.WINS: MomentKind.WIN,
    Section.BLOCKERS: MomentKind.BLOCKER,
    Section.CONCERNS: MomentKind.CONCERN,
    Section.GRATITUDE: MomentKind.GRATITUDE,
    Section.TECHNICAL_TROUBLE: MomentKind.TECHNICAL_TROUBLE,
}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the transcript behind a line; time and speaker may be empty."""

    time: str
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One line of notes.

    Args:
        detail: What stands behind it: a due date, a state.
        done: Whether it is ticked; None for what is not a task.
        heading: Its own small title, as a topic has.
    """

    text: str
    detail: str = ""
    done: bool | None = None
    heading: str = ""
    quotes: tuple[Quote, ...] = ()
    children: tuple["OutlineLine", ...] = ()


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section with its lines; `empty` is what to say when there are none."""

    section: Section
    title: str
    lines: tuple[OutlineLine, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The notes of a session, ready to be written; `facts` are labels with values, `footer` says who made it."""

    title: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    sections: tuple[OutlineSection, ...]
    footer: str


def build_outline(notes: SessionNotes, template: NotesTemplate, *, with_quotes: bool = True) -> Outline:
    """Put notes into the order of a template; a section that holds nothing and says nothing then is left out.

    Args:
        notes: What to write.
        template: Which sections, in which order.
        with_quotes: Whether each line carries the words that it came from.
    """
    quote = _Quoting(notes) if with_quotes else _no_quotes
    flat = any(choice.section is Section.KEY_POINTS for choice in template.sections)
    found = (
        OutlineSection(one.section, one.title, tuple(_lines(notes, one.section, quote, flat)), one.empty)
        for one in template.sections
    )
    return Outline(
        template.title,
        tuple(_facts(notes)),
        notes.report.notices,
        tuple(one for one in found if one.lines or one.empty),
        _footer(notes),
    )


_Quote = Callable[[Evidence], tuple[Quote, ...]]


def _no_quotes(_: Evidence) -> tuple[Quote, ...]:
    return ()


class _Quoting:
    """Looks up the words behind a line."""

    def __init__(self, notes: SessionNotes) -> None:
        self._notes = notes

    def __call__(self, evidence: Evidence) -> tuple[Quote, ...]:
        utterances, timing = self._notes.transcript.utterances, self._notes.transcript.timing
        return tuple(
            Quote(time_words(utterances[at], timing), self._notes.speaker_name(at), utterances[at].text)
            for at in evidence
            if 0 <= at < len(utterances)
        )


def _lines(notes: SessionNotes, section: Section, quote: _Quote, flat: bool) -> Iterable[OutlineLine]:
    report = notes.report
    match section:
        case Section.ACTION_ITEMS:
            items = zip(notes.ids(), report.action_items, strict=True)
            return (_item_line(notes, key, item, quote) for key, item in items)
        case Section.TOPICS:
            further = [] if flat else list(_further_points(notes, quote))
            return [*(_topic_line(notes, topic, quote, flat) for topic in report.topics), *further]
        case Section.FOLLOW_UPS:
            return (_follow_up_line(notes, one, quote) for one in report.follow_ups if one.item in notes.earlier_items)
        case _ if section in _MOMENTS:
            return (_moment_line(one, quote) for one in report.moments if one.kind is _MOMENTS[section])
        case _:
            return (OutlineLine(one.text, quotes=quote(one.evidence)) for one in _plain(notes, section))


def _plain(notes: SessionNotes, section: Section) -> tuple[Line, ...]:
    report = notes.report
    return {
        Section.OVERVIEW: report.overview,
        Section.DECISIONS: report.decisions,
        Section.OPEN_QUESTIONS: report.open_questions,
        Section.KEY_POINTS: (*(line for topic in report.topics for line in topic.key_points), *notes.further_points),
    }[section]


def _item_line(notes: SessionNotes, key: str, item: ActionItem, quote: _Quote) -> OutlineLine:
    name = notes.name_of(item.owner)
    owner = "owner not said" if item.owner is None else "" if name in item.text else name
    detail = [owner, due_words(item.due, notes.due_on(item)), item_state(notes, key)]
    quotes = quote(tuple(sorted({*item.context, *item.evidence})))
    return OutlineLine(item.text, "; ".join(filter(None, detail)), key in notes.done, quotes=quotes)


def item_state(notes: SessionNotes, key: str) -> str:
    """What a reader should know of an item: that it was given up, or that nobody has said yet that it is right."""
    if key in notes.dropped:
        return "dropped"
    return "not confirmed" if key in notes.unconfirmed else ""


def _topic_line(notes: SessionNotes, topic: Topic, quote: _Quote, flat: bool) -> OutlineLine:
    shows_time = notes.transcript.timing not in {Timing.CHAT, Timing.NONE}
    points = () if flat else (OutlineLine(one.text, quotes=quote(one.evidence)) for one in topic.key_points)
    when = span_words(topic.start_s, topic.end_s) if shows_time else ""
    return OutlineLine(
        topic.gist.text, when, heading=topic.title, quotes=quote(topic.gist.evidence), children=tuple(points)
    )


def _further_points(notes: SessionNotes, quote: _Quote) -> Iterable[OutlineLine]:
    points = tuple(OutlineLine(one.text, quotes=quote(one.evidence)) for one in notes.further_points)
    if points:
        yield OutlineLine("", heading="Further points", children=points)


def _follow_up_line(notes: SessionNotes, one: FollowUp, quote: _Quote) -> OutlineLine:
    return OutlineLine(notes.earlier_items[one.item], PROGRESS_WORDS[one.progress], quotes=quote(one.evidence))


def _moment_line(moment: Moment, quote: _Quote) -> OutlineLine:
    return OutlineLine(moment.text, quotes=quote(moment.evidence))


def _facts(notes: SessionNotes) -> Iterable[tuple[str, str]]:
    session, duration_s = notes.session, notes.transcript.duration_s
    if session.title:
        yield "Session", session.title
    yield "Date", day_words(session.held_on) if session.held_on else "not known"
    yield "Mentor", notes.name_of(Party.MENTOR)
    yield "Mentee", notes.name_of(Party.MENTEE)
    if duration_s and notes.transcript.timing is not Timing.CHAT:
        yield "Length", f"{max(1, round(duration_s / 60))} minutes"
    if notes.next_session_on:
        yield "Next session", day_words(notes.next_session_on)


def _footer(notes: SessionNotes) -> str:
    made_on = day_words(notes.report.provenance.created_at.date())
    made = f"{written_by(notes.report)} on {made_on} from the transcript. {read_words(notes.report)}"
    if notes.by_hand:
        made += f" {notes.by_hand} {'line was' if notes.by_hand == 1 else 'lines were'} written or changed by hand."
    return made + (f" Names are left out; key {notes.names_key}." if notes.names_key else "")
