from datetime import UTC, date, datetime

import pytest

from assistant.domain.report import (
    ActionItem,
    Cast,
    Coverage,
    Due,
    Evidence,
    Line,
    Moment,
    MomentKind,
    Party,
    Provenance,
    SessionReport,
)
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.evaluation.action_items import (
    MeetingOutcome,
    average_precision,
    sentence_coverage,
    utterance_f1,
)
from assistant.evaluation.notes import Count, f1, match, score_notes, score_session
from assistant.services.labelled_talk import GoldItem, GoldMoment, LabelledSession, Passage, find_passage

FRIDAY = date(2026, 3, 6)


def passages(*utterances: int) -> tuple[Passage, ...]:
    return tuple(Passage(one, 0, 5) for one in utterances)


def session(items: tuple[GoldItem, ...] = (), moments: tuple[GoldMoment, ...] = ()) -> LabelledSession:
    transcript = Transcript(tuple(Utterance(at, "Ann", "Well, hello there.") for at in range(9)), Timing.NONE)
    return LabelledSession(
        id="s", relationship="r", number=1, held_on=date(2026, 3, 2), started_at=None, transcript=transcript,
        cast=Cast(()), items=items, decisions=(passages(3),), questions=(), moments=moments, near_misses=(),
        follow_ups=(),
    )  # fmt: skip


def report(
    items: tuple[ActionItem, ...], moments: tuple[Moment, ...] = (), decisions: tuple[Line, ...] = ()
) -> SessionReport:
    made = Provenance("test", "1", datetime(2026, 3, 2, tzinfo=UTC))
    return SessionReport((), (), items, decisions, (), moments, (), Coverage(0, 0), made)


def item(owner: Party | None, on: date | None, *evidence: int) -> ActionItem:
    return ActionItem("...", owner, Due("by Friday", on) if on else None, 0.9, evidence)


def gold(owner: Party, on: date | None, *evidence: int) -> GoldItem:
    return GoldItem("...", owner, "by Friday" if on else None, on, passages(*evidence), ())


def test_items_pair_one_to_one_by_shared_utterances():
    ours: list[Evidence] = [(1, 2), (2,), (7,)]
    assert sorted(match(ours, [(2,), (1,), (5,)])) == [(0, 1), (1, 0)]


def test_more_pairs_are_better_than_larger_overlaps():
    assert len(match([(1, 2, 3), (1,)], [(1, 2, 3), (3,)])) == 2


def test_a_session_is_scored_by_hand():
    labelled = session(
        (gold(Party.MENTOR, FRIDAY, 1), gold(Party.MENTEE, None, 2), gold(Party.MENTEE, FRIDAY, 4)),
        (GoldMoment(MomentKind.WIN, passages(5)),),
    )
    moments = (Moment(MomentKind.WIN, "", None, (5,)), Moment(MomentKind.CONCERN, "", None, (5,)))
    found = score_session(
        labelled,
        report(
            (
                item(Party.MENTOR, FRIDAY, 1),
                item(Party.MENTOR, None, 2),
                item(None, date(2026, 3, 9), 4),
                item(None, None, 8),
            ),
            moments,
        ),
    )
    assert found.items == Count(3, 4, 3)
    assert sorted(found.owners) == [False, True]
    assert sorted(found.dues) == [False, True]
    assert sorted(found.dated) == [False, True]
    assert found.moments == Count(1, 2, 1)
    assert found.decisions == Count(0, 0, 1)
    assert f1([found.items]) == pytest.approx(6 / 7)


def test_items_shown_in_a_session_without_any_are_counted():
    scores = score_notes([session(), session()], [report((item(None, None, 1),)), report(())])
    assert scores.metrics["false_items_in_sessions_without"] == 0.5
    assert scores.metrics["items_f1"] == 0


def test_a_quote_is_found_whatever_the_export_did_to_it():
    transcript = Transcript(
        (Utterance(0, "A", "Okay."), Utterance(1, "B", "So, I’ll  send it -- tonight!")), Timing.NONE
    )
    assert find_passage(transcript, "I'll send it, tonight") == Passage(1, 4, 28)
    assert find_passage(transcript, "never said") is None
    assert find_passage(transcript, "...") is None


def test_utterances_of_meetings_are_scored_by_hand():
    outcomes = [
        MeetingOutcome((True, False, True), (True, True, False), (0.9, 0.8, 0.7), (True, False)),
        MeetingOutcome((False,), (False,), (0.1,), ()),
    ]
    assert utterance_f1(outcomes) == pytest.approx(0.5)
    assert average_precision(outcomes) == pytest.approx((1 + 2 / 3) / 2)
    assert sentence_coverage(outcomes) == 0.5


def test_meetings_without_actions_score_one_when_nothing_is_shown():
    outcomes = [MeetingOutcome((False,), (False,), (0.1,), ())]
    assert (utterance_f1(outcomes), average_precision(outcomes), sentence_coverage(outcomes)) == (1.0, 0.0, 1.0)
