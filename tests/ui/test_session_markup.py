"""The notes of a session as markup: evidence, owners, filters, escaping."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from small_notes import CAST, REPORT, TALK, lines_of

from assistant.domain.notes import ItemState, NoteLine, Section
from assistant.domain.report import (
    ActionItem,
    Cast,
    CastMember,
    Coverage,
    Due,
    FollowUp,
    Line,
    Moment,
    MomentKind,
    Party,
    Progress,
    Provenance,
    SessionReport,
    Topic,
    Writing,
)
from assistant.domain.sessions import Consent, Job, JobState, Session, Template
from assistant.domain.snippets import snippets
from assistant.domain.speaker_edits import Assign, Merge, Reassign, Rename
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.errors import InvalidInput
from assistant.ui.cast_view import cast_panel, edits_from_form, reassignment, turn_form
from assistant.ui.session_items import item_section
from assistant.ui.session_lines import EarlierPromise, NotesContext, due_words
from assistant.ui.session_list import job_view, when_words
from assistant.ui.session_upload import consent_fields, details_from_form, notes_form
from assistant.ui.session_view import marks_of, notes_panel
from assistant.ui.session_words import clock, counted, known, listed, place_words, span_words
from assistant.ui.timeline import places_of, rows_of, talk_bins, timeline
from assistant.ui.transcript_view import NOBODY_NAMED, filter_bar, party_names, transcript_panel

NASTY = "<script>alert('x')</script><img src=x onerror=\"alert(1)\">"
NAMES = party_names(CAST, "", "")
CONTEXT = NotesContext(TALK, CAST, NAMES, you=Party.MENTOR, today=date(2026, 5, 13))
ITEM = REPORT.action_items[0]
KINDS = {"regular": "Regular meeting", "career": "Career conversation"}


class Tags(HTMLParser):
    """Every tag of some markup with its attributes, and whether each is closed."""

    VOID = frozenset({"input", "br", "img", "meta"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def cited(self) -> list[str]:
        return [attrs["data-ev"] for tag, attrs in self.tags if tag == "button" and "data-ev" in attrs]


def every_panel(report=REPORT, context=CONTEXT) -> dict[str, str]:
    lines = lines_of(report)
    return {
        "notes": notes_panel(
            report,
            lines,
            replace(context, earlier={"old-1": EarlierPromise("Dana will book the room", "s0", is_open=True)}),
        ),
        "transcript": transcript_panel(context.transcript, context.cast, marks_of(lines)),
        "filter": filter_bar(context.transcript, context.cast),
        "timeline": timeline(report, context.transcript, context.cast),
        "cast": cast_panel(context.transcript, context.cast, context.names),
        "turn": turn_form(context.transcript, context.cast, 1),
        "typed": notes_form(context.names, date(2026, 5, 20), KINDS),
    }


@pytest.mark.parametrize("panel", list(every_panel()))
def test_every_element_is_closed_where_it_was_opened(panel):
    assert Tags(every_panel()[panel]).open == []


@pytest.mark.parametrize("panel", ["notes", "transcript", "filter", "timeline", "cast", "turn"])
def test_no_word_of_a_transcript_becomes_markup(panel):
    talk = Transcript(tuple(Utterance(at, NASTY, NASTY, float(at), at + 1.0) for at in range(3)), Timing.CUE)
    cast = Cast((CastMember(NASTY, Party.MENTOR, NASTY),), NASTY)
    line = Line(NASTY, (1,))
    report = SessionReport(
        (line,),
        (Topic(NASTY, 0, 2, 0.0, 3.0, line, (line,)),),
        (ActionItem(NASTY, Party.MENTOR, Due(NASTY), 0.1, (0,)),),
        (line,),
        (line,),
        (Moment(MomentKind.WIN, NASTY, None, (2,)),),
        (FollowUp("old-1", Progress.UNDER_WAY, (0,)),),
        Coverage(3, 3),
        Provenance(NASTY, NASTY, datetime(2026, 1, 1, tzinfo=UTC)),
        (NASTY,),
    )
    context = NotesContext(
        talk,
        cast,
        party_names(cast, NASTY, NASTY),
        people={"x": NASTY},
        earlier={"old-1": EarlierPromise(NASTY, NASTY, is_open=True)},
    )
    tags = Tags(every_panel(report, context)[panel])
    assert not {tag for tag, _ in tags.tags} & {"script", "img"}
    assert not [name for _, attrs in tags.tags for name in attrs if name.startswith("on")]
    assert tags.open == []


def test_every_line_leads_to_its_utterances():
    overview, earlier, items, decisions, questions = ["0 1", "4"], ["1", "1"], ["2", "3", "4"], ["4"], ["5"]
    topics, moments, left_out = ["1", "1", "3"], ["1", "5"], ["0"]
    cited = Tags(every_panel()["notes"]).cited()
    assert cited == [*overview, *earlier, *items, *decisions, *questions, *topics, *moments, *left_out]


def test_evidence_that_the_transcript_does_not_have_is_no_button():
    report = replace(REPORT, overview=(Line("Invented", (99,)),))
    notes = notes_panel(report, lines_of(report), CONTEXT)
    assert "Invented" in notes
    assert "99" not in " ".join(Tags(notes).cited())


def test_a_turn_says_what_the_notes_took_from_it():
    tags = [one for tag, one in Tags(every_panel()["transcript"]).tags if tag == "li"]
    assert [one["data-kinds"] for one in tags] == [
        "moments", "key_points moments", "action_items", "action_items", "action_items decisions",
        "open_questions moments",
    ]  # fmt: skip
    assert [one["data-who"] for one in tags] == ["Anna Keller", "Dana Reyes"] * 3


def test_sections_with_nothing_are_named_once_below():
    notes = every_panel()["notes"]
    assert "Nothing was found for: blockers and concerns." in notes
    assert 'data-section="blockers"' not in notes


def test_an_item_shows_owner_date_and_the_words_that_said_it():
    section = item_section([one for one in lines_of(REPORT) if one.value is ITEM], CONTEXT)
    assert "Anna Keller (you)" in section
    assert "by 15 May 2026 (“by Friday”)" in section
    assert "Overdue" not in section
    assert "Overdue" in item_section(
        [one for one in lines_of(REPORT) if one.value is ITEM], replace(CONTEXT, today=date(2026, 5, 16))
    )


def test_what_was_not_said_stays_blank():
    bare = NoteLine("a", Section.ACTION_ITEMS, ActionItem("Read the book", None, None, 0.9, (3,)))
    section = item_section([bare], CONTEXT)
    assert "Owner not said" in section
    assert "no date said" in section


def test_a_done_item_is_ticked_and_says_who_did_it():
    done = NoteLine("a", Section.ACTION_ITEMS, ITEM, state=ItemState.DONE, state_by="mentee:e1")
    section = item_section([done], replace(CONTEXT, people={"mentee:e1": "you"}))
    tick = next(attrs for tag, attrs in Tags(section).tags if attrs.get("role") == "checkbox")
    assert (tick["aria-checked"], tick["data-do"], tick["data-key"]) == ("true", "reopen", "a")
    assert "✓ Done, says you" in section


def test_a_line_that_a_person_changed_says_whose_it_is():
    edited = NoteLine("a", Section.ACTION_ITEMS, ITEM, by="mentor:m1", original=ITEM)
    added = NoteLine("b", Section.ACTION_ITEMS, ITEM, by="operator")
    section = item_section([edited, added], replace(CONTEXT, people={"mentor:m1": "Anna"}))
    assert "Edited by Anna" in section
    assert "Added by operator" in section


def test_withheld_owners_say_why():
    context = replace(CONTEXT, cast=replace(CAST, doubt="only one speaker is named"))
    assert "Owners are withheld." in item_section((), context)
    assert "only one speaker is named" in item_section((), context)


def test_who_may_not_edit_gets_no_form_and_no_tick():
    shown = notes_panel(REPORT, lines_of(REPORT), replace(CONTEXT, may_edit=False))
    assert not [tag for tag, attrs in Tags(shown).tags if tag == "form" or "data-do" in attrs]


def test_a_point_that_no_topic_knows_is_shown_after_them():
    added = NoteLine("x", Section.KEY_POINTS, Line("Sleep on it", ()), by="operator")
    notes = notes_panel(REPORT, [*lines_of(REPORT), added], CONTEXT)
    assert notes.index("Dana was glad.") < notes.index("Further points") < notes.index("Sleep on it")


def test_an_earlier_promise_that_was_kept_can_be_ticked_off_from_here():
    tick = next(attrs for _, attrs in Tags(every_panel()["notes"]).tags if "data-session" in attrs)
    assert (tick["data-do"], tick["data-key"], tick["data-session"]) == ("done", "old-1", "s0")
    closed = replace(CONTEXT, earlier={"old-1": EarlierPromise("Book the room", "s0")})
    assert "data-session" not in notes_panel(REPORT, lines_of(REPORT), closed)


def test_coverage_and_engine_are_named():
    assert "Read 1,234 of 1,234 words. Written by extract (1) on 12 May 2026, 08:30 UTC." in every_panel()["notes"]


@pytest.mark.parametrize(
    ("timing", "starts", "expected"),
    [
        (Timing.CUE, (3.0, 724.4), ("0:03", "12:04")),
        (Timing.BLOCK, (0.0, 600.0), ("about 0:00", "about 10:00")),
        (Timing.CHAT, (0.0, 90_000.0), ("day 1", "day 2")),
        (Timing.NONE, (None, None), ("turn 1", "turn 2")),
    ],
)
def test_places_are_as_exact_as_the_times(timing, starts, expected):
    talk = Transcript(tuple(Utterance(at, "A", "x", start) for at, start in enumerate(starts)), timing)
    assert tuple(place_words(talk, at) for at in (0, 1)) == expected


def test_a_span_says_its_unit_once():
    talk = Transcript(tuple(Utterance(at, "A", "x") for at in range(9)), Timing.NONE)
    assert (span_words(talk, 2, 7), span_words(talk, 2, 2)) == ("turn 3 to 8", "turn 3")


def test_words_of_numbers_and_lists():
    assert (clock(0), clock(3725), counted(1, "turn")) == ("0:00", "1:02:05", "1 turn")
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("", "a", "a, b and c")
    assert known(TALK, (3, 1, 1, 9, -1)) == (1, 3)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (None, "no date said"),
        (Due("soon"), "“soon”"),
        (Due("", date(2026, 5, 2)), "by 2 May 2026"),
        (Due("before we meet", next_session=True), "before the next session"),
    ],
)
def test_due_dates_are_never_made_up(due, said):
    assert due_words(due) == said


def test_the_timeline_places_by_time_and_by_words_without_times():
    by_time = places_of(TALK)
    assert by_time(0) == 0
    assert by_time(2) == pytest.approx(61.5 / 3809)
    assert by_time(6) == 1
    untimed = places_of(Transcript(tuple(Utterance(at, "A", "one two") for at in range(4)), Timing.NONE))
    assert [untimed(at) for at in range(5)] == [0, 0.25, 0.5, 0.75, 1]


def test_moments_that_are_close_stand_below_each_other():
    assert rows_of([0, 0.01, 0.02, 0.03, 0.5]) == [0, 1, 2, 0, 0]
    assert rows_of([0.1, 0.3]) == [0, 0]
    assert rows_of([]) == []


def test_earlier_promises_that_nobody_mentioned_are_folded_away():
    report = replace(REPORT, follow_ups=(FollowUp("old-1", Progress.NOT_MENTIONED, ()), *REPORT.follow_ups))
    notes = notes_panel(report, lines_of(report), CONTEXT)
    assert "1 not mentioned" in notes
    assert notes.index(">Done<") < notes.index("1 not mentioned") < notes.index(">Not mentioned<")


def test_talk_bars_count_the_words_of_each_side():
    talk = Transcript((Utterance(0, "A", "a b c d"), Utterance(1, "B", "a b c d")), Timing.NONE)
    assert talk_bins(talk, places_of(talk), {"A"}, bins=4) == [1, 1, 0, 0]
    assert talk_bins(talk, places_of(talk), {"A", "B"}, bins=4) == [1, 1, 1, 1]


def test_the_timeline_has_a_table_that_says_the_same():
    drawn = every_panel()["timeline"]
    assert Tags(drawn).cited() == ["0 1 2", "3 4 5", "0", "1", "5"]
    table = drawn[drawn.index("<details>") :]
    for words in ("Talk with Priya", "0:00 to 1:01", "Win", "0:12", "Mentor", "30 words"):
        assert words in table
    assert timeline(REPORT, Transcript((), Timing.NONE), Cast(())) == ""


def test_snippets_show_who_somebody_is():
    talk = Transcript(
        tuple(
            Utterance(at, "A", text) for at, text in enumerate(("Yes.", *(f"I say {'word ' * n}" for n in (6, 30, 8))))
        ),
        Timing.NONE,
    )
    assert [one.utterance for one in snippets(talk, "A")] == [1, 2, 3]
    assert snippets(talk, "B") == ()


def test_the_cast_form_reads_back_what_it_shows():
    shown = Tags(cast_panel(TALK, CAST, NAMES))
    names = {attrs["name"]: attrs.get("value") for tag, attrs in shown.tags if tag == "input"}
    assert names == {"name0": "Anna Keller", "name1": "Dana Reyes"}
    sent = {"role0": "mentee", "role1": "other", "name1": " Dee ", "same1": "Anna K"}
    assert edits_from_form(sent, CAST) == [
        Assign("Anna K", Party.MENTEE),
        Rename("Dana Reyes", "Dee"),
        Assign("Dana Reyes", None),
        Merge("Dana Reyes", "Anna K"),
    ]
    assert edits_from_form({"name0": "Anna Keller", "role0": "mentor", "role1": "mentee"}, CAST) == []


def test_a_guess_in_doubt_is_confirmed_by_sending_it_as_it_stands():
    assert edits_from_form({}, replace(CAST, doubt="why")) == [
        Assign("Anna K", Party.MENTOR),
        Assign("Dana Reyes", Party.MENTEE),
    ]


def test_a_turn_is_given_to_somebody_of_the_cast_or_to_a_new_name():
    assert reassignment({"u": "3", "speaker": "Anna", "name": ""}) == Reassign((3,), "Anna")
    assert reassignment({"u": "3", "speaker": "Anna", "name": " Tina "}) == Reassign((3,), "Tina")
    with pytest.raises(InvalidInput):
        reassignment({"u": "3"})


def test_doubt_opens_the_question_who_is_who():
    assert '<details class="rp-fold" id="rp-cast" open>' in cast_panel(TALK, replace(CAST, doubt="why"), NAMES)
    assert "open" not in re.findall(r"<details[^>]*>", cast_panel(TALK, CAST, NAMES))[0]


def test_somebody_without_a_name_is_called_so():
    talk = Transcript((Utterance(0, "", "Hello there"),), Timing.NONE)
    assert NOBODY_NAMED in transcript_panel(talk, Cast((CastMember("", None),)), {})


def test_an_empty_transcript_says_what_to_do():
    assert "Replace its file" in transcript_panel(Transcript((), Timing.NONE), Cast(()), {})


def job(state: JobState, **values: object) -> Job:
    given = {"stage": "topics", "share": 0.4, "reason": ""} | values
    return Job("j1", "s1", state, created_at=datetime(2026, 5, 19, tzinfo=UTC), **given)


def test_a_running_job_says_its_stage_and_can_be_stopped():
    shown = job_view(job(JobState.RUNNING))
    assert "topics, 40 %" in shown
    assert 'data-do="stop"' in shown
    bar = next(attrs for _, attrs in Tags(shown).tags if attrs.get("role") == "progressbar")
    assert (bar["aria-valuenow"], bool(bar["aria-label"])) == ("40", True)


def test_a_job_that_ended_badly_says_why_and_offers_another_try():
    assert job_view(None) == job_view(job(JobState.DONE)) == ""
    failed = job_view(job(JobState.FAILED, reason="The model is missing."))
    assert "The model is missing." in failed
    assert "Try again" in failed
    assert "Make the notes" in job_view(job(JobState.STOPPED))


def test_a_session_without_a_date_says_when_it_was_added():
    consent, at = Consent(True, True), datetime(2026, 5, 19, tzinfo=UTC)
    session = Session("s", "r", None, "", Template.REGULAR, consent, "a.vtt", "", at)
    assert when_words(session) == "No date, added 19 May 2026"
    assert when_words(replace(session, held_on=date(2026, 5, 2))) == "2 May 2026"


def test_the_upload_form_reads_back():
    sent = {"day1": "2026-05-02", "title1": " First ", "template1": "career", "mentor_agrees": "yes"}
    details = details_from_form(sent, "1")
    assert (details.held_on, details.title, details.template) == (date(2026, 5, 2), "First", Template.CAREER)
    assert details.consent == Consent(mentor=True, mentee=False)
    assert details_from_form({}).held_on is None
    with pytest.raises(InvalidInput, match="no date"):
        details_from_form({"day": "Tuesday"})


def test_both_sides_are_asked_for_their_consent():
    assert [attrs["name"] for tag, attrs in Tags(consent_fields(NAMES)).tags if tag == "input"] == [
        "mentor_agrees",
        "mentee_agrees",
    ]


def test_two_labels_of_one_person_are_told_apart_by_what_the_file_calls_them():
    twins = (CastMember("Dana R", Party.MENTEE, "Dana Reyes"), CastMember("Dana Reyes", Party.MENTEE, "Dana Reyes"))
    shown = cast_panel(TALK, Cast((CAST.roles[0], *twins)), NAMES)
    assert shown.count("Dana Reyes, “Dana R” in the file") >= 2
    assert "“Dana Reyes” in the file" not in shown


def test_a_long_list_of_speakers_does_not_stand_before_the_notes():
    many = Cast(tuple(CastMember(f"Speaker {at}", None) for at in range(9)), "the speakers are many")
    shown = cast_panel(TALK, many, NAMES)
    assert "open" not in re.findall(r"<details[^>]*>", shown)[0]
    assert "the speakers are many" in shown


def test_lines_say_from_which_length_on_they_are_shown():
    lines = [Line(f"Point {at}", (at % 3,), 1 - at / 10) for at in range(5)]
    report = replace(REPORT, overview=tuple(lines))
    shown = notes_panel(report, lines_of(report), CONTEXT)
    least = [attrs.get("data-least") for _, attrs in Tags(shown).tags if attrs.get("data-kind") == "overview"]
    assert least == ["brief", "brief", "brief", "standard", "detailed"]
    assert [attrs["data-length"] for _, attrs in Tags(shown).tags if "data-length" in attrs] == [
        "brief",
        "standard",
        "detailed",
    ]


def test_notes_say_which_model_wrote_and_how_many_lines_gave_way():
    written = replace(REPORT, writing=Writing("small", "1", 8, 3, Coverage(30, 38)))
    shown = notes_panel(written, lines_of(written), CONTEXT)
    told = "Overview and key points written by small: 3 of 11 lines replaced by the speakers&#x27; own words."
    assert told in shown
    assert "It read 30 of 38 words. Everything else by extract (1)" in shown
    none = replace(REPORT, writing=Writing("small", "1", 0, 3, Coverage(0, 38)))
    assert "since nothing that small wrote could stand" in notes_panel(none, lines_of(none), CONTEXT)
