"""Questions that were left standing: nobody answered them in the turns that followed."""

from collections.abc import Iterable

from assistant.analysis.conversation import Conversation
from assistant.analysis.cues import has
from assistant.analysis.heads import Judgement, Label
from assistant.analysis.marked import Mark, Marked, find_marked
from assistant.analysis.telling import tell
from assistant.domain.report import Line

MARK = Mark(Label.QUESTION, "left_open")
_ASKING = ("question_mark", "left_open", "do_not_know", "open", "starts_wh")
_ANSWER_WITHIN, _ANSWER_WORDS, _ANSWER_ALIKE = 2, 12, 0.5


def find_open_questions(conversation: Conversation, judgement: Judgement) -> tuple[Line, ...]:
    """Find open questions in order, each with the words that asked it or left it open."""
    found = find_marked(conversation, judgement, MARK)
    open_ones = (one for one in found if _asks(conversation, one) and not _is_answered(conversation, one))
    return _once(Line(tell(conversation, one.best), one.evidence, one.confidence) for one in open_ones)


def _once(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Join lines of the same words, as when the other says again that it is a maybe; the surest confidence stays."""
    kept: dict[str, Line] = {}
    for line in lines:
        same = kept.get(line.text.casefold(), line)
        evidence = tuple(sorted({*same.evidence, *line.evidence}))
        kept[line.text.casefold()] = Line(same.text, evidence, max(same.confidence, line.confidence))
    return tuple(kept.values())


def _asks(conversation: Conversation, marked: Marked) -> bool:
    """Say whether the words ask, or say that something is not known or not settled."""
    text = conversation.sentences[marked.best].text
    return any(has(cue, text) for cue in _ASKING)


def _is_answered(conversation: Conversation, marked: Marked) -> bool:
    """Say whether the other says something long about the same thing right afterwards."""
    asked = conversation.sentences[marked.best]
    for one in conversation.sentences[asked.index + 1 :]:
        if one.utterance - asked.utterance > _ANSWER_WITHIN:
            return False
        long = one.speaker != asked.speaker and len(one.text.split()) >= _ANSWER_WORDS
        if long and conversation.vectors[asked.index] @ conversation.vectors[one.index] >= _ANSWER_ALIKE:
            return True
    return False
