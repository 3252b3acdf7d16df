"""Lines keep their ids from one analysis to the next by what they rest on, and changes are replayed on them."""

import itertools
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.notes import (
    Change,
    ChangeKind,
    KnownLine,
    Section,
    carry_ids,
    known_lines,
    likeness,
    notes_of,
    section_values,
    without_evidence,
)
from assistant.domain.report import (
    ActionItem,
    Coverage,
    Line,
    Moment,
    MomentKind,
    Provenance,
    SessionReport,
    Topic,
)

AT = datetime(2026, 5, 1, tzinfo=UTC)


def report(decisions=(), moments=(), items=(), points=()):
    gist = Line("gist", (0,))
    topics = tuple(Topic("t", 0, 1, None, None, gist, (point,)) for point in points)
    return SessionReport(
        (), topics, tuple(items), tuple(decisions), (), tuple(moments), (), Coverage(0, 0), Provenance("e", "1", AT)
    )


def new_ids():
    return (f"new{number}" for number in itertools.count())


def carried(before, after, ids):
    return carry_ids(after, known_lines(before, ids, ()), new_ids())


def test_a_line_is_the_same_by_half_of_its_evidence_or_by_its_words():
    old = report(decisions=[Line("We meet on Mondays", (3, 4)), Line("We use the form", (9,))])
    ids = dict.fromkeys(Section, ()) | {Section.DECISIONS: ("a", "b")}
    new = report(
        decisions=[Line("Something else", (9, 10, 11)), Line("we use the form!", (20,)), Line("Mondays", (4,))]
    )
    assert carried(old, new, ids)[Section.DECISIONS] == ["new0", "b", "a"]


def test_the_best_pair_wins_and_no_id_is_used_twice():
    old = report(decisions=[Line("x", (1, 2))])
    new = report(decisions=[Line("y", (1,)), Line("x", (1, 2))])
    ids = dict.fromkeys(Section, ()) | {Section.DECISIONS: ("a",)}
    assert carried(old, new, ids)[Section.DECISIONS] == ["new0", "a"]


def test_moments_of_different_kinds_are_different_whatever_they_rest_on():
    win = Moment(MomentKind.WIN, "x", None, (1,))
    assert likeness(win, Moment(MomentKind.CONCERN, "x", None, (1,))) == 0
    assert likeness(win, win) == 2


def test_lines_of_another_section_are_never_the_same():
    known = [KnownLine("a", Section.OPEN_QUESTIONS, Line("x", (1,)))]
    assert carry_ids(report(decisions=[Line("x", (1,))]), known, new_ids())[Section.DECISIONS] == ["new0"]


def test_key_points_run_through_the_topics():
    points = (Line("one", (0,)), Line("two", (1,)))
    assert section_values(report(points=points))[Section.KEY_POINTS] == points


LINES = st.lists(
    st.builds(Line, st.sampled_from("abc"), st.lists(st.integers(0, 5), max_size=3, unique=True).map(tuple)), max_size=5
)


@settings(max_examples=100, deadline=None)
@given(LINES, LINES)
def test_ids_are_never_given_twice_and_the_same_report_keeps_all_of_them(before, after):
    old, new = report(decisions=before), report(decisions=after)
    empty = dict.fromkeys(Section, ())
    first = carry_ids(old, (), new_ids())
    ids = carry_ids(new, known_lines(old, first, ()), (f"later{number}" for number in itertools.count()))
    assert len({*ids[Section.DECISIONS]}) == len(after)
    assert ids.keys() == empty.keys()
    distinct = {(line.text, line.evidence): line for line in before}
    if len(distinct) == len(before) and all(line.evidence for line in before):
        again = carry_ids(old, known_lines(old, first, ()), new_ids())
        assert again == first


def test_changes_are_replayed_in_order_and_words_without_evidence_keep_the_lines():
    old = report(decisions=[Line("x", (1, 2))])
    ids = dict.fromkeys(Section, ()) | {Section.DECISIONS: ("a",)}
    made = {"section": Section.DECISIONS, "line_id": "a", "target": Line("x", (1, 2)), "by": "mentee:e1", "made_at": AT}
    edit = Change(ChangeKind.EDIT, value=Line("y", ()), **made)
    delete = Change(ChangeKind.DELETE, value=Line("y", ()), **made)
    (line,) = notes_of(old, ids, [edit])
    assert (line.value, line.by) == (Line("y", (1, 2)), "mentee:e1")
    assert notes_of(old, ids, [edit, delete]) == ()
    (kept,) = notes_of(None, {}, [edit])
    assert (kept.value, kept.original) == (Line("y", ()), None)


def test_evidence_is_taken_from_both_sides_of_a_change():
    item = ActionItem("x", None, None, 1.0, (1,), (2,))
    change = Change(ChangeKind.EDIT, Section.ACTION_ITEMS, "a", item, item, "x", AT)
    bare = without_evidence(change)
    assert (bare.target.evidence, bare.target.context, bare.value.evidence) == ((), (), ())
