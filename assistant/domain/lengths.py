"""How long notes are shown: brief, standard or detailed. Nothing is analysed again for it, and nothing is lost."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from assistant.domain.notes import NoteLine, Section, lines_by_topic
from assistant.domain.report import Topic


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


def _ranked(lines: Iterable[NoteLine], most: Mapping[Length, int]) -> dict[str, Length]:
    engine = [one for one in lines if not one.by and not one.confirmed_by]
    ranked = sorted(engine, key=lambda one: -_weight(one))
    return {
        one.id: next((length for length in Length if place < most[length]), Length.DETAILED)
        for place, one in enumerate(ranked)
    }


def _weight(line: NoteLine) -> float:
    return line.value.confidence
