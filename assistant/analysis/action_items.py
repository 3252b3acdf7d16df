"""Who does what by when: sentences that state a task, gathered over turns, and what was changed or taken back."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from assistant.analysis.commitments import judge_commitments
from assistant.analysis.conversation import Conversation, Sentence, utterances_of
from assistant.analysis.cues import has
from assistant.analysis.due_dates import find_due
from assistant.analysis.heads import Judgement
from assistant.analysis.owners import agreed_owner, owner_of
from assistant.analysis.telling import tell
from assistant.domain.report import ActionItem, Due, Party

SURE = 0.5
"""From here on a sentence is taken for a commitment."""
_SAME_STRETCH, _SAME_TASK, _TAKEN_BACK = 2, 0.62, 0.45
_BEFORE, _AFTER, _RETRACTED_WITHIN = 4, 3, 8
_ANSWERED_WITHIN, _POINTED_AT_WITHIN = 3, 8
_SAME_SUBJECT = 0.3
_LEADS_OVER = re.compile(r"(?:and|so|now|next|anyway|another|also|what about|how about|something)\b", re.IGNORECASE)
_TAKES_PART = ("i_will", "i_going_to", "i_now_task", "lets", "we_will", "both_of_us", "wish")
_FAR_AWAY = timedelta(days=200)


@dataclass(frozen=True, slots=True)
class _Task:
    """Sentences that state one task, in order; `best` is the one that says it most surely."""

    sentences: tuple[int, ...]
    best: int
    confidence: float


def find_action_items(conversation: Conversation, judgement: Judgement) -> tuple[ActionItem, ...]:
    """Find what was promised, in the order in which it was said.

    Args:
        conversation: What was said.
        judgement: What the heads say of its sentences.

    Returns:
        Items with evidence; owners are None where the cast is in doubt or the talk does not say.
    """
    confidence = judge_commitments(conversation, judgement)
    tasks = _merge(conversation, list(_gather(conversation, confidence)))
    kept = [task for task in tasks if not _is_taken_back(conversation, task, confidence)]
    return tuple(_item(conversation, task) for task in kept)


def _gather(conversation: Conversation, confidence: NDArray[np.float64]) -> Iterator[_Task]:
    """Gather sentences of one stretch of one speaker into a task."""
    group: list[int] = []
    for at in np.flatnonzero(confidence >= SURE):
        if group and not _continues(conversation, group[-1], int(at)):
            yield _task(group, confidence)
            group = []
        group.append(int(at))
    if group:
        yield _task(group, confidence)


def _continues(conversation: Conversation, before: int, at: int) -> bool:
    first, second = conversation.sentences[before], conversation.sentences[at]
    if first.speaker != second.speaker or second.utterance - first.utterance > _SAME_STRETCH:
        return False
    if _is_personal(first.text) and _is_personal(second.text) and _has_other_date(conversation, first, second):
        return False  # two promises in one breath
    return at - before <= _SAME_STRETCH or _alike(conversation, before, at) >= _TAKEN_BACK


def _task(group: Sequence[int], confidence: NDArray[np.float64]) -> _Task:
    best = max(group, key=lambda at: confidence[at])
    return _Task(tuple(group), best, float(confidence[best]))


def _merge(conversation: Conversation, tasks: Sequence[_Task]) -> list[_Task]:
    """Merge what was said twice, and a request with the promise that answers it."""
    merged: list[_Task] = []
    for task in tasks:
        places = reversed(range(len(merged)))
        same = next((at for at in places if _is_same(conversation, merged[at], task)), None)
        if same is None:
            merged.append(task)
        else:
            merged[same] = _joined(conversation, merged[same], task)
    return merged


def _joined(conversation: Conversation, earlier: _Task, later: _Task) -> _Task:
    """Make one task of two; it is told in the words of a promise that says what it is about, where there is one."""

    def worth(task: _Task) -> tuple[bool, bool, float]:
        text = conversation.sentences[task.best].text
        return _is_personal(text), not has("same_again", text), task.confidence

    best = max(earlier, later, key=worth)
    sentences = tuple(sorted({*earlier.sentences, *later.sentences}))
    return _Task(sentences, best.best, max(earlier.confidence, later.confidence))


def _is_same(conversation: Conversation, earlier: _Task, later: _Task) -> bool:
    """Say whether two tasks are one: told again, pointed at by "it", or asked for and promised."""
    first, second = (conversation.sentences[one.best] for one in (earlier, later))
    gap = conversation.sentences[later.sentences[0]].utterance - conversation.sentences[earlier.sentences[-1]].utterance
    if gap <= _ANSWERED_WITHIN and not (_is_personal(first.text) and _is_personal(second.text)):
        return True
    if _owner(conversation, first) is not _owner(conversation, second) or first.speaker != second.speaker:
        return False
    if gap <= _POINTED_AT_WITHIN and has("same_again", second.text):
        return True
    return _alike(conversation, first.index, second.index) >= _SAME_TASK and (
        gap <= _POINTED_AT_WITHIN or not _has_other_date(conversation, first, second)
    )


def _is_personal(text: str) -> bool:
    """Say whether the speaker takes part in what is to be done."""
    return any(has(cue, text) for cue in _TAKES_PART)


def _has_other_date(conversation: Conversation, one: Sentence, other: Sentence) -> bool:
    dues = [find_due(each.text, conversation.day_of(each.utterance)) for each in (one, other)]
    return all(dues) and len({due.on for due in dues if due}) > 1


def _alike(conversation: Conversation, one: int, other: int) -> float:
    return float(conversation.vectors[one] @ conversation.vectors[other])


def _is_taken_back(conversation: Conversation, task: _Task, confidence: NDArray[np.float64]) -> bool:
    """Say whether the speaker says soon afterwards, of the same thing, that they will not."""
    last = conversation.sentences[task.sentences[-1]]
    for one in conversation.sentences[last.index + 1 :]:
        if one.utterance - last.utterance > _RETRACTED_WITHIN:
            return False
        if one.speaker == last.speaker and has("takes_back", one.text):
            return True
        if one.index == last.index + 1 and one.utterance == last.utterance and has("broken_off", one.text):
            return True
        alike = _alike(conversation, task.best, one.index) >= _TAKEN_BACK
        if one.speaker == last.speaker and alike and has("i_will_not", one.text) and confidence[one.index] < SURE:
            return True
    return False


def _item(conversation: Conversation, task: _Task) -> ActionItem:
    best = conversation.sentences[task.best]
    owner = _task_owner(conversation, task)
    request = _request(conversation, task)
    evidence = utterances_of(conversation, task.sentences)
    context = {one for one in (request, _acceptance(conversation, task)) if one is not None}
    return ActionItem(
        text=tell(conversation, best.index),
        owner=owner,
        due=_due(conversation, task),
        confidence=task.confidence,
        evidence=evidence,
        context=tuple(sorted(context.difference(evidence))),
        asked_by=conversation.party_of(request) if request is not None and not conversation.cast.doubt else None,
    )


def _owner(conversation: Conversation, sentence: Sentence) -> Party | None:
    """Tell who does what one sentence says."""
    if conversation.cast.doubt:
        return None
    at = sentence.utterance
    asked = [one for before in range(max(at - 2, 0), at) for one in conversation.sentences_of(before)]
    return owner_of(
        sentence.text,
        conversation.party_of(at),
        is_answer=any(one.speaker != sentence.speaker and _asks(one.text) for one in asked),
        is_accepted=_is_accepted(conversation, sentence),
    )


def _task_owner(conversation: Conversation, task: _Task) -> Party | None:
    """Tell who does a task: what says it best decides, unless another promise in it is somebody else's."""
    best = _owner(conversation, conversation.sentences[task.best])
    pledges = [one for one in _of(conversation, task.sentences) if _is_personal(one.text)]
    if best is Party.BOTH or best is None:
        return best
    return agreed_owner([best, *(_owner(conversation, one) for one in pledges)])


def _asks(text: str) -> bool:
    return has("request", text) or has("advice", text) or text.rstrip().endswith("?")


def _is_accepted(conversation: Conversation, sentence: Sentence) -> bool:
    after = conversation.sentences_of(sentence.utterance + 1)
    return bool(after) and after[0].speaker != sentence.speaker and has("accept", after[0].text)


def _due(conversation: Conversation, task: _Task) -> Due | None:
    """Find by when: in the words of the task, around them, and as it was changed soon afterwards."""
    first, last = (conversation.sentences[task.sentences[at]].utterance for at in (0, -1))
    said = _last_due(conversation, _of(conversation, task.sentences))
    said = said or _due_in(conversation, [*conversation.sentences_of(last), *conversation.sentences_of(first)])
    after = [one for at in range(last + 1, last + 1 + _AFTER) for one in conversation.sentences_of(at)]
    changed = _due_in(conversation, [one for one in after if has("changes", one.text)])
    if said is not None:
        return changed or said
    near = [one for one in after if not has("i_will", one.text) and len(one.text.split()) <= 8]
    before = [one for at in range(first - 1, first - 3, -1) for one in conversation.sentences_of(max(at, 0))]
    asked = [
        one for one in before if has("request", one.text) or has("advice", one.text) or has("when_asked", one.text)
    ]
    return _due_in(conversation, near) or _due_in(conversation, asked)


def _of(conversation: Conversation, sentences: Sequence[int]) -> list[Sentence]:
    return [conversation.sentences[at] for at in sentences]


def _due_in(conversation: Conversation, sentences: Sequence[Sentence]) -> Due | None:
    found = (find_due(one.text, conversation.day_of(one.utterance)) for one in sentences)
    return next((due for due in found if due is not None), None)


def _last_due(conversation: Conversation, sentences: Sequence[Sentence]) -> Due | None:
    """Give what was said last, since it changes what was said before; a far date only where there is no nearer one."""
    found = [due for one in sentences if (due := find_due(one.text, conversation.day_of(one.utterance))) is not None]
    held_on = conversation.held_on
    near = [due for due in found if due.on is None or held_on is None or due.on - held_on <= _FAR_AWAY]
    return next(reversed(near), None)


def _request(conversation: Conversation, task: _Task) -> int | None:
    """Find the utterance, shortly before, in which the other asked for it."""
    first = conversation.sentences[task.sentences[0]]
    for at in range(first.utterance - 1, max(first.utterance - 1 - _BEFORE, -1), -1):
        others = [one for one in conversation.sentences_of(at) if one.speaker != first.speaker]
        if any(has("request", one.text) or has("advice", one.text) for one in others):
            return at
    return None


def _acceptance(conversation: Conversation, task: _Task) -> int | None:
    """Find the other's "okay" right after it."""
    last = conversation.sentences[task.sentences[-1]]
    after = conversation.sentences_of(last.utterance + 1)
    if not after or after[0].speaker == last.speaker or not has("accept", after[0].text):
        return None
    return None if _opens_something_else(conversation, task, after) else after[0].utterance


def _opens_something_else(conversation: Conversation, task: _Task, said: Sequence[Sentence]) -> bool:
    """Say whether an "okay" only leads over to the next thing: "Okay. And something happened in the channel"."""
    if len(said) < 2 or len(said[0].text.split()) > 1 or not _LEADS_OVER.match(said[1].text):
        return False
    return _alike(conversation, task.best, said[1].index) < _SAME_SUBJECT
