"""The notes of a session as people work with them: what the engine wrote, and what the pair made of it.

A report never changes; what people do to its lines is kept beside it as `Change`s, which are replayed on whatever
version of the report is shown. So an edit survives the next analysis, and it always shows whose a line is.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from assistant.domain.report import ActionItem, Evidence, Line, Moment, Party, SessionReport, Topic

Value = ActionItem | Line | Moment
_SAME_PLACE = 0.5
"""Share of common evidence (Jaccard) from which two lines of one section are the same line: our own choice."""


class Section(StrEnum):
    """The parts of a report whose lines people work with."""

    OVERVIEW = "overview"
    KEY_POINTS = "key_points"
    ACTION_ITEMS = "action_items"
    DECISIONS = "decisions"
    OPEN_QUESTIONS = "open_questions"
    MOMENTS = "moments"


class ItemState(StrEnum):
    """Where an action item stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ChangeKind(StrEnum):
    """What somebody did to a line."""

    ADD = "add"
    EDIT = "edit"
    DELETE = "delete"
    CONFIRM = "confirm"
    DONE = "done"
    DROP = "drop"
    REOPEN = "reopen"


_STATES = {
    ChangeKind.DONE: ItemState.DONE,
    ChangeKind.DROP: ItemState.DROPPED,
    ChangeKind.REOPEN: ItemState.OPEN,
}


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that somebody did to a line.

    Args:
        line_id: Of the line; a new one for `ADD`.
        target: The line as the engine wrote it, so that it is recognised after the next analysis; None for a line that
            a person added.
        value: What the line says from now on.
        by: Key of the actor.
    """

    kind: ChangeKind
    section: Section
    line_id: str
    target: Value | None
    value: Value
    by: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One line of the notes as it is shown.

    Args:
        id: The same over all versions of the report.
        by: Key of the actor whose words these are; empty for the engine's.
        original: What the engine wrote; None when a person added the line, or the engine does not find it any more.
        confirmed_by: Key of the actor who said that it is right; empty when nobody did.
        state: Of an action item; others are always open.
        state_by: Key of the actor who changed the state; empty when nobody did.
    """

    id: str
    section: Section
    value: Value
    by: str = ""
    original: Value | None = None
    confirmed_by: str = ""
    state: ItemState = ItemState.OPEN
    state_by: str = ""


LineIds = Mapping[Section, Sequence[str]]
"""The ids of a report's lines, in the order of `section_values`."""


def section_values(report: SessionReport) -> dict[Section, tuple[Value, ...]]:
    """Take a report's lines by section, in order; key points run through the topics."""
    return {
        Section.OVERVIEW: report.overview,
        Section.KEY_POINTS: tuple(point for topic in report.topics for point in topic.key_points),
        Section.ACTION_ITEMS: report.action_items,
        Section.DECISIONS: report.decisions,
        Section.OPEN_QUESTIONS: report.open_questions,
        Section.MOMENTS: report.moments,
    }


def notes_of(report: SessionReport | None, ids: LineIds, changes: Iterable[Change]) -> tuple[NoteLine, ...]:
    """Replay what people did on what the engine wrote.

    Args:
        report: None before the first analysis; what people added is there all the same.
        ids: Of the report's lines.
        changes: In the order they were made.

    Returns:
        Lines by section, the engine's in its order and then those that only people have; deleted ones are left out.
    """
    lines: dict[str, NoteLine] = {}
    for section, values in (section_values(report) if report else {}).items():
        for line_id, value in zip(ids[section], values, strict=True):
            lines[line_id] = NoteLine(line_id, section, value, original=value)
    for change in changes:
        if change.kind is ChangeKind.DELETE:
            lines.pop(change.line_id, None)
        else:
            lines[change.line_id] = _changed(lines.get(change.line_id), change)
    order = list(Section)
    return tuple(sorted(lines.values(), key=lambda line: order.index(line.section)))


@dataclass(frozen=True, slots=True)
class TopicLines:
    """The lines of the key points of one topic; of those that no topic has when `topic` is None."""

    topic: Topic | None
    lines: tuple[NoteLine, ...]


def lines_by_topic(topics: Iterable[Topic], lines: Iterable[NoteLine]) -> tuple[TopicLines, ...]:
    """Put the key points as they stand now to the topics they were found in; those that only people have come last.

    Args:
        topics: In order; each is in the result, also without points.
        lines: The key points among the notes.
    """
    left = list(lines)
    found = []
    for topic in topics:
        own = tuple(line for line in left if line.original in topic.key_points)
        left = [line for line in left if line not in own]
        found.append(TopicLines(topic, own))
    return (*found, *([TopicLines(None, tuple(left))] if left else []))


def without_evidence(change: Change) -> Change:
    """Take a change's evidence away, because the transcript that it points into is gone."""
    target = None if change.target is None else _bare(change.target)
    return replace(change, target=target, value=_bare(change.value))


def with_sides_exchanged(change: Change) -> Change:
    """Give what a person wrote to the other side, because the two were taken for each other."""
    target = None if change.target is None else _exchanged(change.target)
    return replace(change, target=target, value=_exchanged(change.value))


def _exchanged(value: Value) -> Value:
    other = {Party.MENTOR: Party.MENTEE, Party.MENTEE: Party.MENTOR, Party.BOTH: Party.BOTH, None: None}
    if isinstance(value, ActionItem):
        return replace(value, owner=other[value.owner], asked_by=other[value.asked_by])
    return replace(value, party=other[value.party]) if isinstance(value, Moment) else value


def _bare(value: Value) -> Value:
    return replace(value, evidence=(), context=()) if isinstance(value, ActionItem) else replace(value, evidence=())


def _changed(line: NoteLine | None, change: Change) -> NoteLine:
    # A line that the engine does not find any more stays, with the words it had when somebody cared about it.
    line = line or NoteLine(change.line_id, change.section, change.value, by=change.by)
    if change.kind in {ChangeKind.ADD, ChangeKind.EDIT}:
        return replace(line, value=_with_evidence(change.value, line.original), by=change.by)
    if change.kind is ChangeKind.CONFIRM:
        return replace(line, confirmed_by=change.by)
    return replace(line, state=_STATES[change.kind], state_by=change.by)


def _with_evidence(value: Value, original: Value | None) -> Value:
    """Words that a person wrote without evidence keep that of the line they stand for."""
    return value if value.evidence or original is None else replace(value, evidence=original.evidence)


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line that has an id already, as the engine wrote it."""

    id: str
    section: Section
    value: Value


def known_lines(report: SessionReport | None, ids: LineIds, changes: Iterable[Change]) -> tuple[KnownLine, ...]:
    """All lines that the engine ever wrote and that have an id: those people changed, then those of a report."""
    found = {one.line_id: KnownLine(one.line_id, one.section, one.target) for one in changes if one.target is not None}
    for section, values in (section_values(report) if report else {}).items():
        for line_id, value in zip(ids[section], values, strict=True):
            found[line_id] = KnownLine(line_id, section, value)
    return tuple(found.values())


def carry_ids(report: SessionReport, known: Sequence[KnownLine], new_id: Iterable[str]) -> dict[Section, list[str]]:
    """Give each line of a new report an id: that of the line it was before, else the next new one.

    Two lines are the same when they stand in one section and rest on the same words: at least half of their evidence in
    common, or the same text. The best pairs are matched first, and no id is used twice.
    """
    fresh = iter(new_id)
    ids: dict[Section, list[str]] = {}
    for section, values in section_values(report).items():
        of_section = [one for one in known if one.section is section]
        scored = [
            (likeness(one.value, value), -place, -at)
            for place, one in enumerate(of_section)
            for at, value in enumerate(values)
        ]
        chosen: dict[int, str] = {}
        used: set[int] = set()
        for score, place, at in sorted(scored, reverse=True):
            if score >= _SAME_PLACE and -at not in chosen and -place not in used:
                chosen[-at] = of_section[-place].id
                used.add(-place)
        ids[section] = [chosen[at] if at in chosen else next(fresh) for at in range(len(values))]
    return ids


def likeness(one: Value, other: Value) -> float:
    """How sure it is that two lines of one section are the same line: 0 not at all, 2 the same words and evidence."""
    same_text = _plain(one.text) == _plain(other.text)
    if isinstance(one, Moment) and isinstance(other, Moment) and one.kind is not other.kind:
        return 0.0
    return _overlap(one.evidence, other.evidence) + same_text


def _overlap(one: Evidence, other: Evidence) -> float:
    together = {*one, *other}
    return len({*one} & {*other}) / len(together) if together else 0.0


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
