"""Choices that were made: "so I'm going with the van, not the shop"."""

import re
from dataclasses import replace

from assistant.analysis.conversation import Conversation
from assistant.analysis.cues import has, plain
from assistant.analysis.heads import Judgement, Label
from assistant.analysis.marked import Mark, find_marked
from assistant.analysis.telling import tell
from assistant.domain.report import Line

MARK = Mark(Label.DECISION, "choice", against=("quotation", "question_mark", "in_call"))
_PAIR = 2
_ACTORS = ("me", "we", "lets", "choice")
_HEDGES = re.compile(
    r"\b(?:i (?:think|guess|suppose|believe|agree)|probably|normally|usually|basically|maybe|perhaps|we could|might)\b"
)
_NO_REFUSAL = re.compile(
    r"\b(?:won't|wouldn't|will not|would not|don't|do not|can't|cannot|never|not|couldn't)(?: ever| really| exactly)? "
    r"(?:say no|saying no|refuse|mind|complain|object|argue)\b"
)
"""Two denials in one: a friendly yes, and no decision ("I won't say no to a biscuit")."""


def find_decisions(conversation: Conversation, judgement: Judgement) -> tuple[Line, ...]:
    """Find decisions in order, each with the words that made it."""
    # In a meeting of many, which the heads know little of, only what is said to be a choice is taken for one.
    mark = replace(MARK, needs_cue=len(conversation.transcript.speakers) > _PAIR)
    found = find_marked(conversation, judgement, mark)
    return tuple(
        Line(tell(conversation, one.best), one.evidence, one.confidence)
        for one in found
        if _is_choice(conversation.sentences[one.best].text)
    )


def _is_choice(text: str) -> bool:
    """Say whether the wording can be a choice: somebody here makes it, without a hedge, and it is no idiom."""
    said = plain(text)
    hedged = _HEDGES.search(said) is not None and not has("choice", text)
    return not hedged and any(has(cue, text) for cue in _ACTORS) and not _NO_REFUSAL.search(said)
