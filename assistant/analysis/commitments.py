"""How likely each sentence states something that somebody will do: trained heads, weighed by rules of grammar."""

import re

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.conversation import Conversation
from assistant.analysis.cues import NAMES, cues_of, has, plain
from assistant.analysis.due_dates import find_due
from assistant.analysis.heads import Judgement, Label

_FIRST_PERSON = ("me", "we", "lets", "i_will")
_RULES: tuple[tuple[float, tuple[str, ...], tuple[str, ...]], ...] = (
    (-3.0, ("in_call",), ()),
    (-2.5, ("i_will_not",), ("by_when", "soon_day")),
    (-1.0, ("i_will_not",), ()),
    (-2.5, ("third_will",), ("i_will", "i_going_to", "i_verb_task")),
    (-1.5, ("question_mark",), ("accept", "will_do")),
    (-1.5, ("maybe",), ()),
    (-1.5, ("i_would",), ("i_will", "i_going_to", "i_now_task", "wish")),
    (-1.0, ("if_you",), ("accept",)),
    (-1.0, ("habit",), ("i_will", "i_going_to")),
    (-1.0, ("past_time",), ("i_will", "i_going_to")),
    (-1.5, ("past",), ("i_will", "i_going_to", "wish", "lets")),
    (-1.5, ("quotation",), ()),
    (-1.0, ("laugh",), ()),
)
"""What is added to the log odds where all of the first cues are there and none of the second."""
_IF_I = re.compile(
    r"^(?:(?:and|but|so|well|because|because then)[, ]+)*if i\b[^,]*?(?:,|(?= (?:i|we|you|he|she|it|they|that)\b))"
)
"""A condition that the speaker may or may not meet: "If I ask her tomorrow I look stupid"."""
_PLEDGES = ("i_will", "i_going_to", "i_now_task", "will_do", "we_will", "lets", "wish")
_SUPPOSED, _NO_FIRST_PERSON, _TOLD_NOW, _PLEDGE_WITH_DATE, _PRESENT_WITH_DATE = -2.5, -2.5, -2.0, 1.5, 3.5


def judge_commitments(conversation: Conversation, judgement: Judgement) -> NDArray[np.float64]:
    """Judge every sentence.

    Returns:
        Shape (sentences,), 0 to 1; from 0.5 on it is taken for a commitment. Commitments of a speaker are weighed by
        rules; assignments of a group are as the head has them.
    """
    promised = _excess(judgement, Label.COMMITMENT)
    promised += [_adjustment(conversation, at) if promised[at] > -4 else 0.0 for at in range(len(promised))]
    return np.asarray(1 / (1 + np.exp(-np.maximum(promised, _excess(judgement, Label.ASSIGNMENT)))))


def _excess(judgement: Judgement, label: Label) -> NDArray[np.float64]:
    """By how much the log odds are above those of the threshold."""
    limit = min(max(judgement.threshold(label), 1e-6), 1 - 1e-6)
    scores = np.clip(judgement.of(label).astype(np.float64), 1e-6, 1 - 1e-6)
    return np.asarray(np.log(scores / (1 - scores)) - np.log(limit / (1 - limit)))


def _adjustment(conversation: Conversation, at: int) -> float:
    text = conversation.sentences[at].text
    cues = {name for name, there in zip(NAMES, cues_of(text), strict=True) if there}
    total = sum(weight for weight, there, absent in _RULES if cues.issuperset(there) and cues.isdisjoint(absent))
    if cues.isdisjoint(_FIRST_PERSON):
        total += _NO_FIRST_PERSON
    if _only_supposes(text):
        total += _SUPPOSED
    dated = _is_dated(conversation, at)
    if "tell_you" in cues and not dated and "send" not in cues:
        total += _TOLD_NOW
    if dated and cues.isdisjoint(("past", "if", "habit", "i_will_not", "maybe", "question_mark")):
        if not cues.isdisjoint(("i_will", "i_going_to", "will_do", "you_have_it", "wish", "both_of_us")):
            total += _PLEDGE_WITH_DATE
        elif "i_now_task" in cues:
            total += _PRESENT_WITH_DATE
    return total


def _only_supposes(text: str) -> bool:
    """Say whether what the speaker would do stands in a condition, and what follows promises nothing."""
    said = plain(text)
    condition = _IF_I.match(said)
    return condition is not None and not any(has(cue, said[condition.end() :]) for cue in _PLEDGES)


def _is_dated(conversation: Conversation, at: int) -> bool:
    """Say whether the sentence says by when, or the next one of the same utterance does without a verb of its own."""
    here = conversation.sentences[at]
    following = conversation.sentences[at + 1 : at + 2]
    texts = [
        here.text,
        *(one.text for one in following if one.utterance == here.utterance and not _is_clause(one.text)),
    ]
    return any(find_due(text, conversation.held_on) is not None for text in texts)


def _is_clause(text: str) -> bool:
    return has("me", text) or has("you", text) or has("third", text) or has("will", text)
