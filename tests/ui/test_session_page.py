"""What the Sessions tab shows and does, on real services with the small analyser."""

from datetime import date

import pytest
from small_analysis import SmallAnalyser
from small_programme import fill

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.notes import ItemState, NoteLine, Section
from assistant.domain.report import ActionItem, Due, Line, Moment, MomentKind, Party
from assistant.domain.sessions import Consent
from assistant.errors import ConsentMissing, InvalidInput, NotAllowed, NotFound
from assistant.services import open_assistant
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.session_analysis import SessionAnalysis
from assistant.ui import session_actions as actions
from assistant.ui import session_page
from assistant.ui.session_head import versions_sheet
from assistant.ui.session_promises import Promise, in_order, promises_view
from assistant.ui.session_upload import preview_view

NASTY = "<script>alert(1)</script>"
TALK = """[00:00:03] Anna Keller: Hello Dana, how was the week with your new team?
[00:00:12] Dana Reyes: Hard, thank you for asking. I'll write down three questions by Friday.
[00:00:31] Anna Keller: Good. I'll send you my list of openings for one-on-ones.
[00:01:02] Dana Reyes: We said yes, we decided to meet every second week.
"""
BOTH = {"mentor_agrees": "yes", "mentee_agrees": "yes"}
NAMES = {Party.MENTOR: "Anna", Party.MENTEE: "Dana"}
DANA, ANNA, SAM = Actor(Role.MENTEE, "e1"), Actor(Role.MENTOR, "m1"), Actor(Role.MENTEE, "e2")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sessions")
    with open_assistant(data_folder=folder, embedder="hashing", linguist="rules") as assistant:
        assistant.jobs = AnalysisJobs(assistant.store, SessionAnalysis(assistant.store, SmallAnalyser()))
        fill(assistant)
        yield assistant


@pytest.fixture
def pair(desk):
    started = desk.relationships.start(OPERATOR, "m1", "e1", "one-on-ones")
    yield started.id
    for row in desk.sessions.list_sessions(OPERATOR, started.id):
        desk.sessions.delete(OPERATOR, row.session.id)
    desk.relationships.close(OPERATOR, started.id)


@pytest.fixture
def talk(tmp_path):
    file = tmp_path / "2026-05-19 weekly.txt"
    file.write_text(TALK, "utf-8")
    return file


def test_a_file_that_is_brought_twice_at_once_is_left_out_once(desk, pair, talk, tmp_path):
    other, same_name = tmp_path / "copy.txt", tmp_path / "other" / talk.name
    same_name.parent.mkdir()
    for one in (other, same_name):
        one.write_text(TALK, "utf-8")
    found = session_page.preview_files(desk, DANA, pair, [talk, other, same_name])
    assert [one.is_new for one in found] == [True, False, False]
    shown = preview_view(found, NAMES, {})
    assert "copy.txt is left out." in shown
    assert f"It is the very file that {talk.name} is." in shown
    assert "Keep this session" in shown


@pytest.mark.parametrize(("end", "told"), [("00:45", "45 s"), ("01:40", "2 min")])
def test_short_talks_are_told_in_seconds(desk, pair, tmp_path, end, told):
    file = tmp_path / "short.vtt"
    file.write_text(f"WEBVTT\n\n00:00.000 --> {end}.000\n<v Anna Keller>Hello Dana, how was it?\n", "utf-8")
    shown = preview_view(session_page.preview_files(desk, DANA, pair, [file]), NAMES, {})
    assert f", {told}" in shown


@pytest.fixture
def session_id(desk, pair, talk):
    kept, _ = actions.keep_files(desk, DANA, pair, [talk], BOTH | {"template0": "regular", "title0": "Weekly"})
    job = desk.jobs.of_sessions(DANA, [kept[0].id])[kept[0].id]
    desk.jobs.wait(job.id, timeout_s=20)
    return kept[0].id


def lines(desk, session_id, section=Section.ACTION_ITEMS):
    return [one for one in desk.notes.lines(DANA, session_id) if one.section is section]


def test_a_file_is_shown_before_it_is_kept(desk, pair, talk):
    found = session_page.preview_files(desk, DANA, pair, [talk])
    shown = preview_view(found, session_page.pair_names(desk, DANA, pair), session_page.kinds_of(desk))
    assert "4 turns" in shown
    assert 'value="2026-05-19"' in shown
    assert "Anna Keller" in shown
    assert "Keep this session and make notes" in shown
    assert desk.sessions.list_sessions(DANA, pair) == []


def test_a_bad_file_says_why_and_does_not_stand_in_the_way(desk, pair, talk, tmp_path):
    empty, page = tmp_path / "empty.vtt", tmp_path / "page.vtt"
    empty.write_bytes(b"")
    page.write_text("<!doctype html><html><body>Sign in</body></html>", "utf-8")
    found = session_page.preview_files(desk, DANA, pair, [empty, talk, page])
    shown = preview_view(found, session_page.pair_names(desk, DANA, pair), session_page.kinds_of(desk))
    assert "empty.vtt is left out." in shown
    assert "page.vtt is left out." in shown
    assert 'name="title1"' in shown
    assert 'name="title0"' not in shown


def test_a_file_that_is_here_already_is_left_out(desk, pair, talk, session_id):
    shown = preview_view(session_page.preview_files(desk, DANA, pair, [talk]), {}, {})
    assert "“Weekly”, 19 May 2026" in shown
    assert "<form" not in shown


def test_nothing_is_kept_without_the_consent_of_both(desk, pair, talk):
    with pytest.raises(ConsentMissing):
        actions.keep_files(desk, DANA, pair, [talk], {"template0": "regular", "mentor_agrees": "yes"})
    assert desk.sessions.list_sessions(DANA, pair) == []


def test_the_good_files_of_several_are_kept(desk, pair, talk, tmp_path):
    bad = tmp_path / "bad.vtt"
    bad.write_bytes(b"\x00\x01\x02")
    sent = BOTH | {"template0": "regular", "template1": "career", "day1": "2026-05-20"}
    kept, problems = actions.keep_files(desk, DANA, pair, [bad, talk], sent)
    assert [one.held_on for one in kept] == [date(2026, 5, 20)]
    assert len(problems) == 1
    assert problems[0].startswith("bad.vtt: ")


def test_notes_typed_by_hand_are_a_session(desk, pair):
    sent = BOTH | {"notes": "Dana: I'll call the landlord.", "day": "2026-05-21", "title": "By phone"}
    session = actions.keep_typed(desk, ANNA, pair, sent)
    assert (session.title, session.held_on) == ("By phone", date(2026, 5, 21))


def test_the_page_shows_notes_beside_the_words(desk, session_id):
    page = session_page.open_page(desk, DANA, session_id, first=True)
    assert not page.is_busy
    assert "Weekly" in page.head
    assert "data-first" in page.head
    assert 'data-ev="1"' in page.notes
    assert "Dana Reyes (you)" in page.notes
    assert page.transcript.count("<li id=") == 4
    assert 'data-kinds="action_items moments"' in page.transcript
    assert "Anna Keller (mentor)" in page.tail


def test_before_the_analysis_the_transcript_is_there_already(desk, pair, talk):
    session = desk.sessions.upload(DANA, pair, talk.name, talk.read_bytes(), consent=Consent(mentor=True, mentee=True))
    job = desk.jobs.of_sessions(DANA, [session.id])[session.id]
    desk.jobs.stop(DANA, [job.id])
    page = session_page.open_page(desk, DANA, session.id)
    assert "three questions" in page.transcript
    assert "No notes yet" in page.notes or "Action items" in page.notes


def test_an_item_is_ticked_off_and_opened_again(desk, session_id):
    key = lines(desk, session_id)[0].id
    actions.change_line(desk, DANA, session_id, {"do": "done", "key": key})
    assert lines(desk, session_id)[0].state is ItemState.DONE
    assert "✓ Done, says Dana Reyes" in session_page.open_page(desk, ANNA, session_id).notes
    actions.change_line(desk, DANA, session_id, {"do": "reopen", "key": key})
    assert lines(desk, session_id)[0].state is ItemState.OPEN


def test_an_item_is_edited_confirmed_and_deleted(desk, session_id):
    key = lines(desk, session_id)[0].id
    sent = {"do": "edit", "key": key, "text": "Write four questions", "owner": "both", "due_on": "2026-05-22"}
    actions.change_line(desk, DANA, session_id, sent)
    actions.change_line(desk, ANNA, session_id, {"do": "confirm", "key": key})
    notes = session_page.open_page(desk, DANA, session_id).notes
    for words in ("Write four questions", "by 22 May 2026", "Edited by you", "✓ Confirmed by Anna Keller"):
        assert words in notes
    actions.change_line(desk, DANA, session_id, {"do": "delete", "key": key})
    assert key not in {one.id for one in lines(desk, session_id)}
    with pytest.raises(NotFound):
        actions.change_line(desk, DANA, session_id, {"do": "edit", "key": key, "text": "x"})


def test_lines_are_added_by_hand(desk, session_id):
    sent = {"do": "add", "section": "action_items", "text": "Book the room", "owner": "mentor"}
    actions.change_line(desk, ANNA, session_id, sent)
    actions.change_line(desk, ANNA, session_id, {"do": "add", "section": "decisions", "text": "No slides"})
    notes = session_page.open_page(desk, DANA, session_id).notes
    assert "Added by Anna Keller" in notes
    assert "No slides" in notes


@pytest.mark.parametrize(
    ("before", "sent", "after"),
    [
        (Due("by Friday", date(2026, 5, 22)), "2026-05-22", Due("by Friday", date(2026, 5, 22))),
        (Due("by Friday", date(2026, 5, 22)), "2026-05-25", Due("by Friday", date(2026, 5, 25))),
        (Due("by Friday", date(2026, 5, 22)), "", None),
        (Due("soon"), "", Due("soon")),
        (None, "2026-05-25", Due("", date(2026, 5, 25))),
        (None, "", None),
    ],
)
def test_the_words_of_a_date_stay_beside_what_a_person_says(before, sent, after):
    item = ActionItem("a", Party.MENTEE, before, 0.9, (1,), (0,), Party.MENTOR)
    changed = actions.edited(item, {"text": "b", "owner": "", "due_on": sent})
    assert changed == ActionItem("b", None, after, 0.9, (1,), (0,), Party.MENTOR)


def test_other_lines_keep_what_they_are(desk):
    moment = Moment(MomentKind.WIN, "a", Party.MENTEE, (1,))
    assert actions.edited(moment, {"text": " b "}) == Moment(MomentKind.WIN, "b", Party.MENTEE, (1,))
    assert actions.edited(Line("a", (1,)), {"text": "b"}) == Line("b", (1,))
    with pytest.raises(InvalidInput, match="no date"):
        actions.new_value(Section.ACTION_ITEMS, {"text": "a", "due_on": "Friday"})


def test_a_corrected_name_is_everywhere_at_once(desk, session_id):
    actions.change_speakers(desk, DANA, session_id, {"do": "cast", "name0": "Anna K.", "role0": "mentor"})
    page = session_page.open_page(desk, DANA, session_id)
    assert 'data-who="Anna K."' in page.transcript
    assert "Anna K." in page.filter
    assert "<strong>Anna K.</strong>" in page.notes


def test_swapping_moves_the_promises(desk, session_id):
    actions.change_speakers(desk, DANA, session_id, {"do": "swap"})
    job = desk.jobs.of_sessions(DANA, [session_id])[session_id]
    desk.jobs.wait(job.id, timeout_s=20)
    assert lines(desk, session_id)[0].value.owner is Party.MENTOR
    actions.change_speakers(desk, DANA, session_id, {"do": "uncast"})
    assert desk.sessions.open_session(DANA, session_id).edits == ()


def test_one_turn_is_given_to_somebody_else(desk, session_id):
    actions.change_speakers(desk, DANA, session_id, {"do": "reassign", "u": "3", "speaker": "Anna Keller"})
    assert desk.sessions.open_session(DANA, session_id).transcript.utterances[3].speaker == "Anna Keller"


def test_versions_are_listed_and_compared(desk, session_id):
    desk.notes.restore(DANA, session_id, 1)
    versions = desk.notes.versions(DANA, session_id)
    sheet = versions_sheet(versions, desk.notes.compare(DANA, session_id, 1, 2), 1)
    assert "Shown now" in sheet
    assert "Bring version 1 back" in sheet
    assert "They say the same." in sheet


def test_coordinators_and_strangers_read_nothing(desk, pair, session_id):
    assert session_page.pair_choices(desk, COORDINATOR) == session_page.pair_choices(desk, SAM) == []
    assert "belong to the pair" in session_page.list_view(desk, COORDINATOR, "")[0]
    assert "No relationship yet" in session_page.list_view(desk, SAM, "")[0]
    for actor in (COORDINATOR, SAM):
        with pytest.raises(NotAllowed):
            session_page.open_page(desk, actor, session_id)
        with pytest.raises(NotAllowed):
            actions.change_line(desk, actor, session_id, {"do": "delete", "key": lines(desk, session_id)[0].id})
        assert "weekly" not in session_page.list_view(desk, actor, pair)[0].lower()


def test_the_list_says_how_many_promises_are_open(desk, pair, session_id):
    shown, busy = session_page.list_view(desk, DANA, pair)
    assert "2 promises open" in shown
    assert not busy
    for one in lines(desk, session_id):
        actions.change_line(desk, DANA, session_id, {"do": "done", "key": one.id})
    assert "All 2 promises kept" in session_page.list_view(desk, DANA, pair)[0]


def test_the_pair_is_named_and_a_closed_one_says_so(desk, pair):
    assert session_page.pair_choices(desk, DANA)[0] == ("Anna Keller with Dana Reyes", pair)
    desk.relationships.close(OPERATOR, pair)
    assert session_page.pair_choices(desk, DANA)[0][0].endswith("(closed)")


def test_what_is_still_to_do_is_listed_with_the_readers_own_first(desk, pair, session_id):
    shown, _ = session_page.list_view(desk, ANNA, pair)
    assert "2 open, 1 of them yours" in shown
    assert shown.index("list of openings") < shown.index("three questions")
    shown, _ = session_page.list_view(desk, DANA, pair)
    assert shown.index("three questions") < shown.index("list of openings")
    key = lines(desk, session_id)[0].id
    assert f'data-id="{session_id}" data-key="{key}"' in shown
    actions.change_line(desk, DANA, session_id, {"do": "done", "key": key})
    assert "1 open</summary>" in session_page.list_view(desk, DANA, pair)[0]
    assert f'data-goto="{key}"' in session_page.open_page(desk, DANA, session_id, first=True, line=key).head


def test_a_kept_promise_of_an_earlier_session_is_ticked_off_from_a_later_one(desk, pair, session_id):
    text = b"Anna Keller: Did you write them?\nDana Reyes: Yes, the three questions are done."
    later = desk.sessions.upload(
        DANA, pair, "later.txt", text, held_on=date(2026, 6, 2), consent=Consent(mentor=True, mentee=True)
    )
    desk.jobs.wait(desk.jobs.of_sessions(DANA, [later.id])[later.id].id, timeout_s=20)
    key = lines(desk, session_id)[0].id
    assert f'data-key="{key}" data-session="{session_id}"' in session_page.open_page(desk, DANA, later.id).notes
    actions.change_line(desk, DANA, later.id, {"do": "done", "key": key, "session": session_id})
    assert lines(desk, session_id)[0].state is ItemState.DONE


def test_promises_are_in_the_order_in_which_they_are_due(desk, session_id):
    session = desk.sessions.open_session(DANA, session_id).session
    days = (None, date(2026, 6, 2), date(2026, 5, 25))
    promises = [
        Promise(session, NoteLine(str(at), Section.ACTION_ITEMS, item), item)
        for at, day in enumerate(days)
        for item in [ActionItem(NASTY, Party.MENTOR, Due("", day) if day else None, 0.9, (0,))]
    ]
    assert [one.line.id for one in in_order(promises, Party.MENTEE)] == ["2", "1", "0"]
    shown = promises_view(promises, {}, Party.MENTEE, date(2026, 5, 26))
    assert shown.count("Overdue") == 1
    assert "<script" not in shown
    assert promises_view([], {}) == ""
