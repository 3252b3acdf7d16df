"""Choices that were made: "so I'm going with the van, not the shop"."""

from assistant.analysis.conversation import Conversation
from assistant.analysis.heads import Judgement, Label
from assistant.analysis.marked import Mark, find_marked
from assistant.analysis.telling import tell
from assistant.domain.report import Line

MARK = Mark(Label.DECISION, "choice")


def find_decisions(conversation: Conversation, judgement: Judgement) -> tuple[Line, ...]:
    """Find decisions in order, each with the words that made it."""
    found = find_marked(conversation, judgement, MARK)
    return tuple(Line(tell(conversation, one.best), one.evidence, one.confidence) for one in found)
