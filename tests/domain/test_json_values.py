"""Everything that a report can hold survives the way to JSON text and back."""

import json
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.json_values import from_json, to_json
from assistant.domain.report import (
    ActionItem,
    Cast,
    Due,
    FollowUp,
    Line,
    Moment,
    MomentKind,
    Party,
    SessionReport,
    Topic,
)
from assistant.domain.sessions import Session
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.transcripts.protocols import Cue, Reading, SetAside, Unread


@dataclass(frozen=True, slots=True)
class Rename:
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Swap:
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Several:
    edits: tuple[Rename | Swap, ...]
    last: Rename | Swap | None = None
    pair: tuple[str, int] = ("a", 1)
    marks: tuple[int, ...] | None = None
    by_name: dict[str, Line] | None = None
    number: int | str = 0


LINES = {"a": Line("b", (1,))}


def through_text(value):
    return from_json(type(value), json.loads(json.dumps(to_json(value))))


SHARES = st.floats(0, 1)
INDEXES = st.lists(st.integers(0, 9), max_size=3).map(tuple)
WORDS = st.text(max_size=5)
LINE = st.builds(Line, WORDS, INDEXES, SHARES)
DUE = st.builds(Due, WORDS)
PARTY = st.none() | st.sampled_from(Party)
ITEM = st.builds(ActionItem, WORDS, PARTY, st.none() | DUE, SHARES, INDEXES, INDEXES, PARTY)
MOMENT = st.builds(Moment, text=WORDS, evidence=INDEXES, confidence=SHARES)
SECONDS = st.none() | st.floats(0, 1e5)
TOPIC = st.builds(Topic, WORDS, st.integers(0), st.integers(0), SECONDS, SECONDS, LINE, st.tuples(LINE))
FOLLOW_UP = st.builds(FollowUp, item=WORDS, evidence=INDEXES, confidence=SHARES)


def some(values):
    return st.lists(values, max_size=2).map(tuple)


REPORT = st.builds(
    SessionReport, some(LINE), some(TOPIC), some(ITEM), some(LINE), some(LINE), some(MOMENT), some(FOLLOW_UP)
)


@settings(max_examples=60, deadline=None)
@given(REPORT)
def test_any_report_comes_back_as_it_was(report):
    assert through_text(report) == report


@settings(max_examples=30, deadline=None)
@given(st.from_type(Session), st.from_type(Cast))
def test_sessions_and_casts_come_back_as_they_were(session, cast):
    assert through_text(session) == session
    assert through_text(cast) == cast


@settings(max_examples=30, deadline=None)
@given(st.builds(Cue, WORDS, WORDS, SECONDS), st.builds(SetAside, WORDS, WORDS), st.datetimes())
def test_a_reading_comes_back_as_it_was(cue, aside, at):
    transcript = Transcript((Utterance(0, "A", "b", 0.0, 1.5),), Timing.CUE)
    reading = Reading(
        file="x",
        format="y",
        transcript=transcript,
        cues=(cue,),
        started_at=at.replace(tzinfo=UTC),
        day=at.date(),
        roles=(("A", "mentor"),),
        unread=Unread(2, 3, "x"),
        set_aside=(aside,),
    )
    assert through_text(reading) == reading


@settings(max_examples=30, deadline=None)
@given(
    st.builds(
        Several,
        st.lists(st.from_type(Rename) | st.from_type(Swap), max_size=3).map(tuple),
        st.none() | st.from_type(Rename) | st.from_type(Swap),
        marks=st.none() | INDEXES,
        by_name=st.none() | st.dictionaries(WORDS, LINE, max_size=2),
        number=st.integers() | WORDS,
    )
)
def test_unions_of_dataclasses_say_which_one_it_is(several):
    assert through_text(several) == several


def test_the_text_is_readable_without_the_code():
    item = ActionItem("Ana will write", Party.MENTEE, Due("by Friday", date(2026, 5, 15)), 0.5, (3, 4))
    assert to_json(item) == {
        "text": "Ana will write",
        "owner": "mentee",
        "due": {"words": "by Friday", "on": "2026-05-15", "next_session": False},
        "confidence": 0.5,
        "evidence": [3, 4],
        "context": [],
        "asked_by": None,
    }
    assert to_json(Several((Swap("a", "b"),)))["edits"] == [{"is": "Swap", "old": "a", "new": "b"}]
    assert to_json((datetime(2026, 1, 2, 3, tzinfo=UTC), MomentKind.WIN)) == ["2026-01-02T03:00:00+00:00", "win"]


def test_a_missing_key_takes_the_default_and_an_unknown_one_is_left_out():
    assert from_json(Line, {"text": "x", "evidence": [1], "colour": "red"}) == Line("x", (1,))
    assert from_json(tuple[Line, ...], []) == ()


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        (Line, {"text": "x"}, "has no 'evidence'"),
        (Line, {"text": 3, "evidence": []}, "value.text is int, which is no str"),
        (Line, {"text": "secret", "evidence": ["secret"]}, r"value.evidence\[0\] is str, which is no int"),
        (Line, ["x"], "value is list, which is no Line"),
        (Due, {"words": "x", "on": "Friday"}, "value.on is str"),
        (Several, {"edits": [{"is": "Explode"}]}, r"value.edits\[0\] is dict"),
        (tuple[str, int], ["a"], "value is list"),
        (Party, "aunt", "value is str, which is no Party"),
        (bool, 1, "value is int, which is no bool"),
        (dict[str, int], [], "value is list, which is no dict"),
    ],
)
def test_what_does_not_fit_names_the_place_and_never_the_content(kind, value, message):
    with pytest.raises(ValueError, match=message) as caught:
        from_json(kind, value)
    assert "secret" not in str(caught.value)


def test_what_has_no_json_form_is_refused():
    with pytest.raises(TypeError, match="nan has no JSON form"):
        to_json(Line("x", (), float("nan")))
    with pytest.raises(TypeError, match="object has no JSON form"):
        to_json((object(),))


def test_every_type_in_a_report_is_one_that_the_codec_knows():
    """A field of a new kind must not slip through as text: walk all hints of a full report."""
    seen, waiting = set(), [SessionReport]
    while waiting:
        kind = waiting.pop()
        if kind in seen or not is_dataclass(kind):
            continue
        seen.add(kind)
        hints = get_type_hints(kind)
        waiting += [
            part for one in fields(kind) for part in (hints[one.name], *getattr(hints[one.name], "__args__", ()))
        ]
    assert {"ActionItem", "Due", "Topic", "Moment", "FollowUp", "Coverage"} <= {one.__name__ for one in seen}


def test_equal_values_give_equal_text():
    one = Several((Rename("a", "b"),), by_name=LINES)
    assert json.dumps(to_json(one)) == json.dumps(to_json(replace(one)))
