from dataclasses import dataclass, replace

from talk import converse

from assistant.analysis.session_report import analyse
from assistant.domain.report import MomentKind, Party, SessionReport

TURNS = (
    "Ann: Hello Ben, can you hear me? You're breaking up a bit.",
    "Ben: Yes. I finally told my manager about the night shifts.",
    "Ann: And? What did she say about the rota and the nights?",
    "Ben: She said yes. I honestly don't know if I want the other job now.",
    "Ann: Could you send me the rota you have, so that I see the nights?",
    "Ben: Sure, I'll send you the rota by Friday.",
    "Ann: We decided to leave the course until spring, then.",
    "Ben: Yes. Thank you for reading all of that with me.",
)


@dataclass(frozen=True)
class Earlier:
    id: str
    text: str
    owner: Party | None


def lines_of(report: SessionReport) -> list[tuple[int, ...]]:
    points = [line.evidence for topic in report.topics for line in (topic.gist, *topic.key_points)]
    others = (*report.overview, *report.action_items, *report.decisions, *report.open_questions, *report.moments)
    return [*points, *(one.evidence for one in others)]


def test_every_line_names_utterances_of_the_session():
    found = lines_of(analyse(converse(*TURNS)))
    assert found
    assert all(evidence and set(evidence) <= set(range(len(TURNS))) for evidence in found)


def test_a_report_holds_what_was_said():
    report = analyse(converse(*TURNS))
    assert [one.evidence for one in report.action_items] == [(5,)]
    assert (6,) in [one.evidence for one in report.decisions]
    assert (3,) in [one.evidence for one in report.open_questions]
    kinds = {one.kind: one for one in report.moments}
    assert kinds[MomentKind.TECHNICAL_TROUBLE].evidence == (0,)
    assert kinds[MomentKind.GRATITUDE].party is Party.MENTEE


def test_all_words_are_read():
    report = analyse(converse(*TURNS))
    assert report.coverage.read == report.coverage.total == sum(len(one.split()) - 1 for one in TURNS)


def test_the_same_conversation_gives_the_same_report():
    first, second = (analyse(converse(*TURNS)) for _ in range(2))
    assert replace(first, provenance=second.provenance) == second


def test_earlier_items_are_each_followed_up():
    earlier = [Earlier("a", "Ben will tell his manager about the night shifts", Party.MENTEE)]
    report = analyse(converse(*TURNS), earlier_items=earlier)
    assert [one.item for one in report.follow_ups] == ["a"]


def test_an_empty_session_gives_empty_notes():
    report = analyse(converse())
    assert lines_of(report) == []
    assert report.coverage.total == 0
