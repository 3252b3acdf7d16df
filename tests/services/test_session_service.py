"""A pair brings a file, sees what was read, corrects who speaks, replaces it, deletes it; nobody else gets near."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from small_analysis import SmallAnalyser

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.notes import ItemState, Section
from assistant.domain.people import Mentee, Mentor
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.report import ActionItem, Line, Party, Progress
from assistant.domain.sessions import Consent, JobState, Template
from assistant.domain.speaker_edits import Assign, Merge, Rename, Swap
from assistant.domain.transcript import Timing
from assistant.errors import ConsentMissing, InvalidInput, NotAllowed, NotFound, UnreadableTranscript
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.session_analysis import SessionAnalysis
from assistant.services.session_notes import NotesService
from assistant.services.sessions import TYPED_BY_HAND, SessionService
from assistant.storage import open_store
from assistant.storage.tables import metadata

AT = datetime(2026, 5, 1, tzinfo=UTC)
MENTOR, MENTEE = Actor(Role.MENTOR, "m1"), Actor(Role.MENTEE, "e1")
STRANGERS = [COORDINATOR, Actor(Role.MENTOR, "m2"), Actor(Role.MENTEE, "e2"), Actor(Role.MENTEE, "m1")]
BOTH = Consent(mentor=True, mentee=True)
TALK = b"""WEBVTT

00:00:01.000 --> 00:00:05.000
<v Anna Keller>Hello Dana, how did the difficult talk with your colleague go last week?

00:00:06.000 --> 00:00:12.000
<v Dana Reyes>It went well, thank you. I'll write the checklist down for the whole team by Friday.

00:00:13.000 --> 00:00:18.000
<v Anna Keller>Good. And we decided that you lead the meeting. I'll send you my notes tomorrow.
"""
NEXT = TALK.replace(b"how did the difficult talk", b"did you finish the checklist before the talk")


class Desk:
    """All services of sessions on one database, with the small analyser."""

    def __init__(self, url):
        self.store = open_store(url)
        self.analyser = SmallAnalyser()
        self.jobs = AnalysisJobs(self.store, SessionAnalysis(self.store, self.analyser))
        self.sessions = SessionService(self.store, lambda one, urgent: self.jobs.queue(one, urgent=urgent))
        self.notes = NotesService(self.store)

    def upload(self, data=TALK, name="talk.vtt", actor=MENTEE, relationship_id="r1", **options):
        return self.sessions.upload(actor, relationship_id, name, data, **{"consent": BOTH} | options)

    def analysed(self, session_id, actor=MENTEE):
        self.jobs.wait(self.store.jobs.latest([session_id])[session_id].id, timeout_s=20)
        return self.sessions.open_session(actor, session_id)

    def analyse_again(self, session_id):
        self.jobs.enqueue(OPERATOR, session_id)
        return self.analysed(session_id)


@pytest.fixture
def desk(tmp_path):
    made = Desk(f"sqlite:///{tmp_path / 'r.db'}")
    made.store.mentors.upsert([Mentor(id="m1", name="Anna Keller"), Mentor(id="m2", name="Bo")])
    made.store.mentees.upsert([Mentee(id="e1", name="Dana Reyes"), Mentee(id="e2", name="Sam Okoro")])
    for name, mentee_id in (("r1", "e1"), ("r2", "e2")):
        made.store.relationships.add(Relationship(name, "m1", mentee_id, "", RelationshipState.ACTIVE, AT))
    yield made
    made.jobs.close()
    made.store.close()


def rows(store, table):
    with store.reading() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(metadata.tables[table]))


def texts(opened, section):
    return [line.value.text for line in opened.lines if line.section is section]


def line_of(opened, section, at=0):
    return [line for line in opened.lines if line.section is section][at]


def test_a_preview_says_what_would_be_read_and_keeps_nothing(desk):
    seen = desk.sessions.preview(MENTEE, "Career talk 2026-05-04.vtt", TALK, "r1")
    assert (seen.held_on, seen.timing, seen.utterances, seen.doubt) == (date(2026, 5, 4), Timing.CUE, 3, "")
    assert "WebVTT" in seen.format
    assert [(one.speaker, one.party, one.turns) for one in seen.speakers] == [
        ("Anna Keller", Party.MENTOR, 2),
        ("Dana Reyes", Party.MENTEE, 1),
    ]
    assert seen.speakers[1].snippets == (
        "It went well, thank you. I'll write the checklist down for the whole team by Friday.",
    )
    assert rows(desk.store, "sessions") == 0
    assert desk.sessions.preview(COORDINATOR, "talk.vtt", TALK).words == seen.words


def test_an_upload_keeps_the_file_as_it_came_and_is_analysed_behind(desk):
    session = desk.upload(held_on=date(2026, 5, 4), title=" First\ntalk ", template=Template.FIRST_MEETING)
    assert (session.held_on, session.title, session.template) == (
        date(2026, 5, 4),
        "First talk",
        Template.FIRST_MEETING,
    )
    assert desk.sessions.original_file(MENTOR, session.id).data == TALK
    before = desk.sessions.open_session(MENTEE, session.id)
    assert (before.report, before.version, before.lines, before.job.state) == (None, 0, (), JobState.WAITING)
    opened = desk.analysed(session.id)
    assert opened.version == 1
    assert [line.value.owner for line in opened.lines if line.section is Section.ACTION_ITEMS] == [
        Party.MENTEE,
        Party.MENTOR,
    ]
    assert opened.job.state is JobState.DONE
    assert {opened.mentor_name, opened.mentee_name} == {"Anna Keller", "Dana Reyes"}


def test_date_and_title_come_from_the_file_where_nobody_says_them(desk):
    session = desk.upload(name="Salary talk 2026-05-04.vtt")
    assert session.held_on == date(2026, 5, 4)
    assert "Salary talk" in session.title


def test_notes_typed_by_hand_count_as_a_session(desk):
    text = "Anna Keller: What now?\nDana Reyes: I'll call them on Monday."
    session = desk.sessions.write_notes(MENTOR, "r1", text, consent=BOTH)
    assert session.file_name == TYPED_BY_HAND
    assert texts(desk.analysed(session.id), Section.ACTION_ITEMS) == ["I'll call them on Monday."]


@pytest.mark.parametrize(
    ("consent", "missing"),
    [
        (Consent(mentor=False, mentee=True), "The mentor did"),
        (Consent(mentor=True, mentee=False), "The mentee did"),
        (Consent(mentor=False, mentee=False), "The mentor and the mentee"),
    ],
)
def test_without_the_consent_of_both_nothing_is_kept(desk, consent, missing):
    with pytest.raises(ConsentMissing, match=missing):
        desk.upload(consent=consent)
    assert rows(desk.store, "sessions") == 0


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02\xff" * 50, b"%PDF-1.4 not a transcript", b"<html><body>404"])
def test_a_file_that_cannot_be_read_leaves_nothing(desk, data):
    with pytest.raises(UnreadableTranscript):
        desk.upload(data)
    assert (rows(desk.store, "sessions"), rows(desk.store, "jobs")) == (0, 0)


def test_characters_that_no_database_takes_show_as_damaged(desk):
    said = [("A\x00nna", "hello \x00 there \ud800 friend"), ("Dana Reyes", "I'll do \udfff it")]
    segments = [{"start": at, "end": at + 1, "text": text, "speaker": name} for at, (name, text) in enumerate(said)]
    session = desk.upload(json.dumps({"segments": segments}).encode(), name="odd\x00 \ud800.json")
    opened = desk.analysed(session.id)
    assert (opened.job.state, opened.job.reason) == (JobState.DONE, "")
    assert texts(opened, Section.ACTION_ITEMS) == ["I'll do \ufffd it"]
    assert session.file_name == "odd \ufffd.json"


def test_a_file_uploaded_twice_is_recognised_within_its_relationship(desk):
    first = desk.upload(held_on=date(2026, 5, 4), title="First talk")
    with pytest.raises(
        InvalidInput, match=r"copy\.vtt was uploaded before: it is the session “First talk” of 2026-05-04"
    ):
        desk.upload(name="copy.vtt")
    assert desk.sessions.preview(MENTEE, "copy.vtt", TALK, "r1").uploaded_before == first
    assert desk.sessions.preview(MENTOR, "copy.vtt", TALK, "r2").uploaded_before is None
    desk.upload(actor=MENTOR, relationship_id="r2")


@pytest.mark.parametrize("actor", STRANGERS, ids=lambda actor: actor.key)
def test_nobody_but_the_two_and_the_operator_gets_at_a_session(desk, actor):
    session = desk.upload()
    line = line_of(desk.analysed(session.id), Section.ACTION_ITEMS)
    service, notes = desk.sessions, desk.notes
    for refused in (
        lambda: desk.upload(NEXT, actor=actor),
        lambda: service.preview(actor, "x.vtt", TALK, "r1"),
        lambda: service.write_notes(actor, "r1", "Anna: hi", consent=BOTH),
        lambda: service.open_session(actor, session.id),
        lambda: service.original_file(actor, session.id),
        lambda: service.change_facts(actor, session.id, held_on=None, title="", template=Template.CAREER),
        lambda: service.change_speakers(actor, session.id, [Swap()]),
        lambda: service.forget_speaker_changes(actor, session.id),
        lambda: service.replace_file(actor, session.id, "x.vtt", NEXT),
        lambda: service.delete(actor, session.id),
        lambda: notes.lines(actor, session.id),
        lambda: notes.edit(actor, session.id, line.id, line.value),
        lambda: notes.add(actor, session.id, Section.DECISIONS, Line("x", ())),
        lambda: notes.delete(actor, session.id, line.id),
        lambda: notes.confirm(actor, session.id, line.id),
        lambda: notes.mark(actor, session.id, line.id, ItemState.DONE),
        lambda: notes.versions(actor, session.id),
        lambda: notes.compare(actor, session.id, 1, 1),
        lambda: notes.restore(actor, session.id, 1),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert service.list_sessions(actor) == []
    assert service.list_sessions(actor, "r1") == []
    for allowed in (MENTOR, MENTEE, OPERATOR):
        assert service.open_session(allowed, session.id).version == 1
        assert [row.session.id for row in service.list_sessions(allowed)] == [session.id]


def test_the_list_counts_items_and_shows_the_job(desk):
    session = desk.upload()
    (waiting,) = desk.sessions.list_sessions(MENTEE)
    assert (waiting.items, waiting.job.state) == (0, JobState.WAITING)
    opened = desk.analysed(session.id)
    desk.notes.mark(MENTEE, session.id, line_of(opened, Section.ACTION_ITEMS).id, ItemState.DONE)
    (done,) = desk.sessions.list_sessions(MENTEE, "r1")
    assert (done.items, done.open_items, done.mentor_name, done.mentee_name) == (2, 1, "Anna Keller", "Dana Reyes")


def test_corrected_speakers_show_at_once_and_the_notes_follow(desk):
    session = desk.upload()
    desk.analysed(session.id)
    swapped = desk.sessions.change_speakers(MENTOR, session.id, [Swap(), Rename("Dana Reyes", "D.")])
    assert swapped.cast.party_of("Dana Reyes") is Party.MENTOR
    assert swapped.cast.name_of(Party.MENTOR) == "D."
    opened = desk.analysed(session.id)
    assert opened.version == 2
    assert line_of(opened, Section.ACTION_ITEMS).value.owner is Party.MENTOR
    assert desk.analyse_again(session.id).edits == (Swap(), Rename("Dana Reyes", "D."))
    back = desk.sessions.forget_speaker_changes(MENTEE, session.id)
    assert (back.edits, back.cast.party_of("Dana Reyes")) == ((), Party.MENTEE)


def test_speakers_the_file_does_not_name_have_no_owners_until_somebody_says_who_they_are(desk):
    data = TALK.replace(b"Anna Keller", b"Speaker 1").replace(b"Dana Reyes", b"Speaker 2").replace(b" Dana", b"")
    session = desk.upload(data)
    opened = desk.analysed(session.id)
    assert opened.cast.doubt
    assert line_of(opened, Section.ACTION_ITEMS).value.owner is None
    edits = [Assign("Speaker 1", Party.MENTOR), Assign("Speaker 2", Party.MENTEE)]
    desk.sessions.change_speakers(MENTEE, session.id, edits)
    assert line_of(desk.analysed(session.id), Section.ACTION_ITEMS).value.owner is Party.MENTEE


def test_what_a_person_wrote_goes_along_when_the_two_were_taken_for_each_other(desk):
    session = desk.upload()
    line = line_of(desk.analysed(session.id), Section.ACTION_ITEMS)
    desk.notes.edit(MENTEE, session.id, line.id, replace(line.value, text="The checklist will be written."))
    assert line_of(desk.sessions.open_session(MENTEE, session.id), Section.ACTION_ITEMS).value.owner is Party.MENTEE
    for edit, owner in ((Swap(), Party.MENTOR), (Swap(), Party.MENTEE), (Swap(), Party.MENTOR)):
        desk.sessions.change_speakers(MENTEE, session.id, [edit])
        edited = line_of(desk.analysed(session.id), Section.ACTION_ITEMS)
        assert (edited.value.text, edited.value.owner) == ("The checklist will be written.", owner)
    desk.sessions.forget_speaker_changes(MENTEE, session.id)
    assert line_of(desk.analysed(session.id), Section.ACTION_ITEMS).value.owner is Party.MENTEE


def test_merged_speakers_are_one(desk):
    session = desk.upload(TALK.replace(b"<v Anna Keller>Good", b"<v Annas iPad>Good"))
    opened = desk.sessions.change_speakers(MENTOR, session.id, [Merge("Annas iPad", "Anna Keller")])
    assert opened.transcript.speakers == ("Anna Keller", "Dana Reyes")


def test_a_new_date_has_the_session_analysed_again_and_a_new_title_does_not(desk):
    session = desk.upload(held_on=date(2026, 5, 4))
    desk.analysed(session.id)
    facts = {"held_on": date(2026, 5, 4), "title": "Other", "template": Template.CAREER}
    desk.sessions.change_facts(MENTEE, session.id, **facts)
    assert desk.jobs.unfinished(OPERATOR) == []
    changed = desk.sessions.change_facts(MENTEE, session.id, **facts | {"held_on": date(2026, 5, 11)})
    assert (changed.title, changed.template) == ("Other", Template.CAREER)
    desk.analysed(session.id)
    assert desk.analyser.talks[-1].held_on == date(2026, 5, 11)


def test_another_file_keeps_what_people_wrote_and_finds_its_words_again(desk):
    session = desk.upload()
    opened = desk.analysed(session.id)
    mine = line_of(opened, Section.ACTION_ITEMS)
    desk.notes.edit(MENTEE, session.id, mine.id, replace(mine.value, text="Dana writes the checklist"))
    desk.notes.add(MENTEE, session.id, Section.DECISIONS, Line("We meet on Mondays", (0,)))
    longer = TALK.replace(
        b"WEBVTT\n", b"WEBVTT\n\n00:00:00.000 --> 00:00:00.900\n<v Anna Keller>Can you hear me now, Dana?\n"
    )
    longer = longer.replace(b"<v Anna Keller>Hello", b"<v Dana Reyes>Yes. Hello").replace(b"Hello Dana", b"Hello Anna")
    new = desk.sessions.replace_file(MENTEE, session.id, "longer.vtt", longer)
    assert (new.id, new.file_name) == (session.id, "longer.vtt")
    after = desk.analysed(session.id)
    assert after.version == 1
    assert desk.sessions.original_file(MENTEE, session.id).data == longer
    assert "We meet on Mondays" in texts(after, Section.DECISIONS)
    assert [line.value.evidence for line in after.lines if line.value.text == "We meet on Mondays"] == [()]


def test_a_bad_file_does_not_take_the_place_of_a_good_one(desk):
    session = desk.upload()
    with pytest.raises(UnreadableTranscript):
        desk.sessions.replace_file(MENTEE, session.id, "x.pdf", b"%PDF-1.4")
    assert desk.sessions.original_file(MENTEE, session.id).data == TALK


def test_a_deleted_session_is_gone_with_everything(desk):
    session = desk.upload()
    opened = desk.analysed(session.id)
    desk.notes.confirm(MENTEE, session.id, line_of(opened, Section.DECISIONS).id)
    desk.sessions.delete(MENTOR, session.id)
    with pytest.raises(NotFound):
        desk.sessions.open_session(MENTEE, session.id)
    for table in ("sessions", "session_files", "session_reports", "line_changes", "action_items", "jobs"):
        assert rows(desk.store, table) == 0, table


def test_the_next_session_follows_up_what_is_still_open(desk):
    first = desk.upload(held_on=date(2026, 5, 4))
    opened = desk.analysed(first.id)
    checklist, own_notes = (line_of(opened, Section.ACTION_ITEMS, at) for at in (0, 1))
    desk.notes.mark(MENTOR, first.id, own_notes.id, ItemState.DONE)
    second = desk.upload(NEXT, held_on=date(2026, 5, 18))
    after = desk.analysed(second.id)
    assert [(one.item, one.progress, one.evidence) for one in after.report.follow_ups] == [
        (checklist.id, Progress.DONE, (0, 1))
    ]
    assert [item.id for item in after.earlier] == [checklist.id, own_notes.id]
    assert desk.analysed(first.id).report.follow_ups == ()


def test_an_item_keeps_its_id_when_its_session_is_analysed_again(desk):
    first = desk.upload(held_on=date(2026, 5, 4))
    before = [line.id for line in desk.analysed(first.id).lines]
    assert [line.id for line in desk.analyse_again(first.id).lines] == before


def test_a_replaced_value_of_another_kind_is_refused(desk):
    session = desk.upload()
    line = line_of(desk.analysed(session.id), Section.DECISIONS)
    item = ActionItem("x", None, None, 1.0, ())
    with pytest.raises(InvalidInput, match="is a Line, not a ActionItem"):
        desk.notes.edit(MENTEE, session.id, line.id, item)
