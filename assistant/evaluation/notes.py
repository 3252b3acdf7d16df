"""The task `notes`: are the action items, decisions and moments of our labelled sessions found, and nothing else?"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

import numpy as np

from assistant.analysis.conversation import read_conversation
from assistant.analysis.follow_ups import OpenItem
from assistant.analysis.session_report import analyse
from assistant.domain.report import ActionItem, Evidence, MomentKind, SessionReport
from assistant.evaluation.folders import TaskSpec
from assistant.evaluation.metrics import bootstrap
from assistant.evaluation.scores import Scores
from assistant.services import Assistant
from assistant.services.labelled_talk import GoldItem, LabelledSession, Passage, read_sessions


@dataclass(frozen=True, slots=True)
class Count:
    """What was found, shown and expected; right dates and owners among those found."""

    found: int
    shown: int
    expected: int


@dataclass(frozen=True, slots=True)
class SessionScore:
    """How the notes of one session fare.

    Args:
        owners: For each item found whose owner is shown, whether it is right.
        dues: For each item found whose date is shown, whether it is right.
        dated: For each item found that has a date, whether it is shown and right.
        false_items: Items shown where the session has none.
    """

    items: Count
    decisions: Count
    questions: Count
    moments: Count
    owners: tuple[bool, ...]
    dues: tuple[bool, ...]
    dated: tuple[bool, ...]
    false_items: int


def score_notes_task(spec: TaskSpec, scratch: Callable[[], AbstractContextManager[Assistant]]) -> Scores:
    """Make the notes of all sessions of a folder with the shipped pipeline, and score them against its gold notes.

    Follow-ups are asked about the gold items of earlier sessions, so that one measure does not depend on the other.

    Raises:
        InvalidInput: The sessions are missing or damaged.
    """
    sessions = read_sessions(spec.folder)
    with scratch() as assistant:
        reports = [_report(session, sessions, assistant) for session in sessions]
    scores = score_notes(sessions, reports)
    outcomes = [
        _follow_up_hits(session, report)
        for session, report in zip(sessions, reports, strict=True)
        if session.follow_ups
    ]
    if outcomes:
        scores.metrics["follow_up_accuracy"] = _right(outcomes)
        scores.intervals["follow_up_accuracy"] = bootstrap(outcomes, _right)
    return scores


def _report(session: LabelledSession, sessions: Sequence[LabelledSession], assistant: Assistant) -> SessionReport:
    conversation = read_conversation(
        session.transcript,
        session.cast,
        assistant.embedder,
        assistant.linguist,
        held_on=session.held_on,
        started_at=session.started_at,
    )
    texts = {
        (one.number, at): item
        for one in sessions
        if one.relationship == session.relationship
        for at, item in enumerate(one.items)
    }
    earlier = [
        OpenItem(f"{one.session}.{one.item}", item.text, item.owner)
        for one in session.follow_ups
        if (item := texts.get((one.session, one.item))) is not None
    ]
    return analyse(conversation, earlier_items=earlier)


def _follow_up_hits(session: LabelledSession, report: SessionReport) -> tuple[bool, ...]:
    said = {one.item: one.progress.value for one in report.follow_ups}
    return tuple(said.get(f"{one.session}.{one.item}") == one.status for one in session.follow_ups)


def score_session(session: LabelledSession, report: SessionReport) -> SessionScore:
    """Score one report: an item is found when its evidence overlaps the quoted utterances, one to one."""
    pairs = match([one.evidence for one in report.action_items], [utterances(one.quotes) for one in session.items])
    found = [(report.action_items[ours], session.items[gold]) for ours, gold in pairs]
    hits = sum(
        len(
            match(
                [one.evidence for one in report.moments if one.kind is kind],
                [utterances(one.quotes) for one in session.moments if one.kind is kind],
            )
        )
        for kind in MomentKind
    )
    return SessionScore(
        items=Count(len(pairs), len(report.action_items), len(session.items)),
        decisions=_count([one.evidence for one in report.decisions], session.decisions),
        questions=_count([one.evidence for one in report.open_questions], session.questions),
        moments=Count(hits, len(report.moments), len(session.moments)),
        owners=tuple(ours.owner is gold.owner for ours, gold in found if ours.owner is not None),
        dues=tuple(_date(ours) == gold.due_on for ours, gold in found if _date(ours) is not None),
        dated=tuple(_date(ours) == gold.due_on for ours, gold in found if gold.due_on is not None),
        false_items=0 if session.items else len(report.action_items),
    )


def score_notes(sessions: Sequence[LabelledSession], reports: Sequence[SessionReport]) -> Scores:
    """Score all reports together, with intervals over the sessions."""
    rows = [score_session(session, report) for session, report in zip(sessions, reports, strict=True)]
    measures: dict[str, Callable[[Sequence[SessionScore]], float]] = {
        "items_f1": lambda some: f1([one.items for one in some]),
        "items_precision": lambda some: _share(
            sum(one.items.found for one in some), sum(one.items.shown for one in some)
        ),
        "items_recall": lambda some: _share(
            sum(one.items.found for one in some), sum(one.items.expected for one in some)
        ),
        "owner_accuracy": lambda some: _right([one.owners for one in some]),
        "due_accuracy": lambda some: _right([one.dues for one in some]),
        "due_recall": lambda some: _right([one.dated for one in some]),
        "decisions_f1": lambda some: f1([one.decisions for one in some]),
        "questions_f1": lambda some: f1([one.questions for one in some]),
        "moments_f1": lambda some: f1([one.moments for one in some]),
    }
    empty = [one.false_items for session, one in zip(sessions, rows, strict=True) if not session.items]
    metrics = {name: measure(rows) for name, measure in measures.items()}
    metrics["false_items_in_sessions_without"] = sum(empty) / len(empty) if empty else 0.0
    return Scores(metrics, {name: bootstrap(rows, measure) for name, measure in measures.items()})


def match(ours: Sequence[Evidence], gold: Sequence[Evidence]) -> list[tuple[int, int]]:
    """Pair evidence that shares an utterance, one to one and as many as can be."""
    from scipy.optimize import linear_sum_assignment

    if not ours or not gold:
        return []
    shared = np.asarray([[len(set(one) & set(other)) for other in gold] for one in ours])
    # A pair more always counts for more than any number of shared utterances.
    worth = np.where(shared > 0, 1 + shared / (1 + shared.sum()), 0)
    rows, columns = linear_sum_assignment(-worth)
    return [(int(row), int(column)) for row, column in zip(rows, columns, strict=True) if shared[row, column]]


def utterances(passages: Sequence[Passage]) -> Evidence:
    """Give the utterances of some passages, each once and in order."""
    return tuple(sorted({one.utterance for one in passages}))


def f1(counts: Sequence[Count]) -> float:
    """F1 over all counts together; 1 when nothing was there and nothing was shown."""
    total = sum(one.shown + one.expected for one in counts)
    return 2 * sum(one.found for one in counts) / total if total else 1.0


def _count(ours: Sequence[Evidence], gold: Sequence[Sequence[Passage]]) -> Count:
    expected = [utterances(one) for one in gold]
    return Count(len(match(ours, expected)), len(ours), len(expected))


def _date(item: ActionItem | GoldItem) -> object:
    if isinstance(item, GoldItem):
        return item.due_on
    return item.due.on if item.due else None


def _right(groups: Sequence[Sequence[bool]]) -> float:
    every = [one for group in groups for one in group]
    return sum(every) / len(every) if every else 1.0


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
