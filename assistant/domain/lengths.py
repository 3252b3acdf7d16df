"""How long notes are shown: brief, standard or detailed. Nothing is analysed again for it, and nothing is lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from assistant.domain.notes import NoteLine, Section, lines_by_topic, section_values
from assistant.domain.report import SessionReport, Topic


class Length(StrEnum):
    """How long notes are."""

    BRIEF = "brief"
    STANDARD = "standard"
    DETAILED = "detailed"


OVERVIEW_LINES = {Length.BRIEF: 3, Length.STANDARD: 4, Length.DETAILED: 5}
"""Sentences of the overview."""
POINTS_A_TOPIC = {Length.BRIEF: 0, Length.STANDARD: 2, Length.DETAILED: 5}
"""Key points of a topic beside its gist."""


def least_lengths(lines: Sequence[NoteLine], topics: Iterable[Topic]) -> dict[str, Length]:
    """Say for lines of overview and key points from which length on they are shown, by line id; others always are.

    What matters most is shown first; what a person wrote, changed or confirmed is shown at every length.
    """
    of_section = {section: [one for one in lines if one.section is section] for section in Section}
    found = _ranked(of_section[Section.OVERVIEW], OVERVIEW_LINES)
    for topic in lines_by_topic(topics, of_section[Section.KEY_POINTS]):
        found |= _ranked(topic.lines, POINTS_A_TOPIC)
    return found


def is_shown(line: NoteLine, length: Length, least: Mapping[str, Length]) -> bool:
    """Whether a line is shown at a length."""
    order = list(Length)
    return order.index(least.get(line.id, Length.BRIEF)) <= order.index(length)


def shorten(lines: Sequence[NoteLine], topics: Iterable[Topic], length: Length) -> tuple[NoteLine, ...]:
    """Take the lines that are shown at a length, in their order."""
    least = least_lengths(lines, topics)
    return tuple(one for one in lines if is_shown(one, length, least))


def shorten_report(report: SessionReport, length: Length) -> SessionReport:
    """Leave out of a report that nobody has worked with what is not shown at a length."""
    shown = {(line.section, line.value) for line in shorten(lines_of_report(report), report.topics, length)}
    return replace(
        report,
        overview=tuple(one for one in report.overview if (Section.OVERVIEW, one) in shown),
        topics=tuple(
            replace(one, key_points=tuple(point for point in one.key_points if (Section.KEY_POINTS, point) in shown))
            for one in report.topics
        ),
    )


def lines_of_report(report: SessionReport) -> tuple[NoteLine, ...]:
    """Take the lines of a report that nobody has worked with; their ids hold for it alone."""
    return tuple(
        NoteLine(f"{section}-{at}", section, value, original=value)
        for section, values in section_values(report).items()
        for at, value in enumerate(values)
    )


def _ranked(lines: Iterable[NoteLine], most: Mapping[Length, int]) -> dict[str, Length]:
    engine = [one for one in lines if not one.by and not one.confirmed_by]
    ranked = sorted(engine, key=lambda one: -_weight(one))
    return {
        one.id: next((length for length in Length if place < most[length]), Length.DETAILED)
        for place, one in enumerate(ranked)
    }


def _weight(line: NoteLine) -> float:
    return line.value.confidence
