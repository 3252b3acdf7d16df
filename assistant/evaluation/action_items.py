"""The task `action_items`: meetings of the AMI layout, by the utterances in the evidence of the items shown."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np

from assistant.analysis.action_items import find_action_items
from assistant.analysis.commitments import judge_commitments
from assistant.analysis.conversation import Conversation, read_conversation
from assistant.analysis.session_report import judge
from assistant.domain.report import Cast
from assistant.evaluation.folders import TaskSpec
from assistant.evaluation.metrics import bootstrap
from assistant.evaluation.scores import Scores
from assistant.services import Assistant
from assistant.services.labelled_talk import LabelledMeeting, read_meetings

Measure = Callable[[Sequence["MeetingOutcome"]], float]


@dataclass(frozen=True, slots=True)
class MeetingOutcome:
    """What was found in one meeting.

    Args:
        gold: For each utterance, whether it states an action.
        shown: For each utterance, whether it is evidence of an item shown.
        scores: For each utterance, how surely it states one.
        covered: For each gold sentence that has links, whether one of them is evidence of an item shown.
    """

    gold: tuple[bool, ...]
    shown: tuple[bool, ...]
    scores: tuple[float, ...]
    covered: tuple[bool, ...]


def score_action_items(spec: TaskSpec, scratch: Callable[[], AbstractContextManager[Assistant]]) -> Scores:
    """Find action items with the shipped pipeline, and score the utterances in their evidence.

    Raises:
        InvalidInput: The meetings are missing or damaged.
    """
    meetings = read_meetings(spec.folder)
    with scratch() as assistant:
        outcomes = [
            outcome_of(one, read_conversation(one.transcript, Cast(()), assistant.embedder, assistant.linguist))
            for one in meetings
        ]
    measures: dict[str, Measure] = {
        "average_precision": average_precision,
        "f1": utterance_f1,
        "sentence_coverage": sentence_coverage,
    }
    metrics = {name: measure(outcomes) for name, measure in measures.items()}
    return Scores(metrics, {name: bootstrap(outcomes, measure) for name, measure in measures.items()})


def outcome_of(meeting: LabelledMeeting, conversation: Conversation) -> MeetingOutcome:
    """Find the action items of one meeting, and compare them with the gold ones."""
    judgement = judge(conversation)
    confidence = judge_commitments(conversation, judgement)
    items = find_action_items(conversation, judgement)
    evidence = {utterance for item in items for utterance in item.evidence}
    scores = np.zeros(len(meeting.transcript.utterances))
    for sentence, value in zip(conversation.sentences, confidence, strict=True):
        scores[sentence.utterance] = max(scores[sentence.utterance], value)
    every = range(len(scores))
    return MeetingOutcome(
        gold=tuple(at in meeting.actions for at in every),
        shown=tuple(at in evidence for at in every),
        scores=tuple(float(value) for value in scores),
        covered=tuple(bool(evidence.intersection(links)) for links in meeting.action_links if links),
    )


def average_precision(outcomes: Sequence[MeetingOutcome]) -> float:
    """Average precision of the score over all utterances of all meetings; 0 when there is no action."""
    from sklearn.metrics import average_precision_score

    gold = [one for outcome in outcomes for one in outcome.gold]
    scores = [one for outcome in outcomes for one in outcome.scores]
    return float(average_precision_score(gold, scores)) if any(gold) else 0.0


def utterance_f1(outcomes: Sequence[MeetingOutcome]) -> float:
    """F1 of the utterances shown, over all meetings; 1 when nothing is there and nothing was shown."""
    hits = sum(a and b for outcome in outcomes for a, b in zip(outcome.gold, outcome.shown, strict=True))
    total = sum(sum(outcome.gold) + sum(outcome.shown) for outcome in outcomes)
    return 2 * hits / total if total else 1.0


def sentence_coverage(outcomes: Sequence[MeetingOutcome]) -> float:
    """Share of gold sentences that have evidence among the items shown; 1 when there are none."""
    covered = [one for outcome in outcomes for one in outcome.covered]
    return sum(covered) / len(covered) if covered else 1.0
