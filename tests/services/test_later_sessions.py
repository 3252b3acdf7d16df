"""What became of earlier promises is looked at again when those change, and what people wrote stays."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from small_analysis import SmallAnalyser

from assistant.domain.access import Actor, Role
from assistant.domain.notes import ItemState, Section
from assistant.domain.people import Mentee, Mentor
from assistant.domain.relationships import Relationship, RelationshipState
from assistant.domain.report import ActionItem, Line, Party
from assistant.domain.sessions import Consent, JobState, Template
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.session_analysis import SessionAnalysis
from assistant.services.session_notes import NotesService
from assistant.services.sessions import SessionService
from assistant.storage import open_store

AT = datetime(2026, 5, 1, tzinfo=UTC)
MENTEE = Actor(Role.MENTEE, "e1")
BOTH = Consent(mentor=True, mentee=True)
FIRST = "Anna Keller: What next?\nDana Reyes: I'll write the checklist.\nAnna Keller: I'll send you my notes."
SECOND = "Anna Keller: And the checklist?\nDana Reyes: It is done. I'll call the bakery."
THIRD = "Anna Keller: How was the bakery?\nDana Reyes: Fine. The checklist helped, too."


class Pair:
    """Three sessions of one pair in May, analysed by the small analyser."""

    def __init__(self, url):
        self.store = open_store(url)
        self.analyser = SmallAnalyser()
        self.jobs = AnalysisJobs(self.store, SessionAnalysis(self.store, self.analyser, self.queue_behind))
        self.sessions = SessionService(self.store, lambda one, urgent: self.jobs.queue(one, urgent=urgent))
        self.notes = NotesService(self.store, self.queue_behind)
        self.store.mentors.upsert([Mentor(id="m1", name="Anna Keller")])
        self.store.mentees.upsert([Mentee(id="e1", name="Dana Reyes")])
        self.store.relationships.add(Relationship("r1", "m1", "e1", "", RelationshipState.ACTIVE, AT))
        self.ids = [self.upload(text, day) for day, text in ((4, FIRST), (11, SECOND), (18, THIRD))]

    def queue_behind(self, session_id):
        self.jobs.queue(session_id, urgent=False)

    def upload(self, text, day):
        kept = self.sessions.upload(
            MENTEE, "r1", f"talk {day}.txt", text.encode(), held_on=date(2026, 5, day), consent=BOTH
        )
        self.work_off()
        return kept.id

    def work_off(self):
        """Do everything that waits, and say which sessions that were."""
        done = []
        while waiting := self.store.jobs.unfinished():
            ended = self.jobs.wait(waiting[0].id, timeout_s=20)
            assert ended.state is JobState.DONE, ended.reason
            done.append(self.ids.index(ended.session_id) + 1 if ended.session_id in getattr(self, "ids", ()) else 0)
        return sorted(done)

    def lines(self, at, section=Section.ACTION_ITEMS):
        return [one for one in self.notes.lines(MENTEE, self.ids[at - 1]) if one.section is section]

    def asked(self, at):
        """What a session says about which earlier promises: their words now."""
        opened = self.sessions.open_session(MENTEE, self.ids[at - 1])
        words = {one.id: one.text for one in opened.earlier}
        return [words.get(one.item, "gone") for one in opened.report.follow_ups]


@pytest.fixture
def pair(tmp_path):
    made = Pair(f"sqlite:///{tmp_path / 'r.db'}")
    yield made
    made.jobs.close()
    made.store.close()


def test_sessions_follow_up_what_was_promised_before_them(pair):
    assert pair.asked(1) == []
    assert pair.asked(2) == ["I'll write the checklist.", "I'll send you my notes."]
    assert pair.asked(3) == [*pair.asked(2), "It is done. I'll call the bakery."]


def test_an_edited_promise_is_looked_for_in_later_sessions_by_its_new_words(pair):
    line = pair.lines(1)[1]
    pair.notes.edit(MENTEE, pair.ids[0], line.id, replace(line.value, text="Anna writes the bakery a reference."))
    assert pair.work_off() == [2, 3]
    assert "Anna writes the bakery a reference." in pair.asked(3)
    follow_ups = pair.sessions.open_session(MENTEE, pair.ids[2]).report.follow_ups
    assert next(one for one in follow_ups if one.item == line.id).evidence == (0,)


def test_an_added_promise_is_asked_about_and_a_deleted_one_no_more(pair):
    added = pair.notes.add(
        MENTEE, pair.ids[1], Section.ACTION_ITEMS, ActionItem("Dana asks about rent.", Party.MENTEE, None, 1.0, ())
    )
    assert pair.work_off() == [3]
    assert "Dana asks about rent." in pair.asked(3)
    pair.notes.delete(MENTEE, pair.ids[1], added.id)
    assert pair.work_off() == [3]
    assert "Dana asks about rent." not in pair.asked(3)
    assert "gone" not in pair.asked(3)


def test_a_promise_that_is_opened_again_is_asked_about_by_a_session_that_came_after(pair):
    line = pair.lines(1)[0]
    pair.notes.mark(MENTEE, pair.ids[0], line.id, ItemState.DONE)
    assert pair.work_off() == []
    fourth = pair.upload("Anna Keller: Hello.\nDana Reyes: Hello. The checklist again.", 25)
    pair.ids.append(fourth)
    assert line.value.text not in pair.asked(4)
    pair.notes.mark(MENTEE, pair.ids[0], line.id, ItemState.OPEN)
    assert pair.work_off() == [2, 3, 4]
    assert line.value.text in pair.asked(4)


def test_lines_that_are_no_promises_concern_no_other_session(pair):
    pair.notes.add(MENTEE, pair.ids[0], Section.DECISIONS, Line("They meet weekly.", ()))
    pair.notes.confirm(MENTEE, pair.ids[0], pair.lines(1)[0].id)
    assert pair.work_off() == []


def test_a_deleted_session_is_no_longer_followed_up(pair):
    pair.sessions.delete(MENTEE, pair.ids[0])
    assert pair.work_off() == [2, 3]
    assert pair.asked(2) == []
    assert pair.asked(3) == ["It is done. I'll call the bakery."]


def test_another_date_changes_which_sessions_came_before(pair):
    pair.sessions.change_facts(MENTEE, pair.ids[0], held_on=date(2026, 5, 14), title="Moved", template=Template.REGULAR)
    assert pair.work_off() == [1, 2]
    assert pair.asked(1) == ["It is done. I'll call the bakery."]
    assert pair.asked(2) == []
    assert len(pair.asked(3)) == 3


def test_another_file_of_an_earlier_session_is_followed_up(pair):
    pair.sessions.replace_file(MENTEE, pair.ids[0], "better.txt", FIRST.replace("checklist", "bakery list").encode())
    assert pair.work_off() == [1, 2, 3]
    assert "I'll write the bakery list." in pair.asked(2)
    assert "gone" not in (*pair.asked(2), *pair.asked(3))


def test_a_session_that_comes_late_is_followed_up_by_those_after_it(pair):
    late = pair.upload("Anna Keller: Well?\nDana Reyes: I'll rent the shop.", 7)
    assert late not in pair.ids
    assert "I'll rent the shop." in pair.asked(2)
    assert "I'll rent the shop." in pair.asked(3)


def test_what_people_wrote_in_a_later_session_stays(pair):
    kept = pair.lines(2)[0]
    pair.notes.edit(MENTEE, pair.ids[1], kept.id, replace(kept.value, text="Dana calls the bakery on Monday."))
    added = pair.notes.add(MENTEE, pair.ids[1], Section.DECISIONS, Line("They meet weekly.", ()))
    pair.work_off()
    pair.notes.delete(MENTEE, pair.ids[0], pair.lines(1)[1].id)
    assert pair.work_off() == [2, 3]
    assert [(one.value.text, one.by) for one in pair.lines(2)] == [("Dana calls the bakery on Monday.", MENTEE.key)]
    assert [one.id for one in pair.lines(2, Section.DECISIONS)] == [added.id]


def test_notes_that_somebody_brought_back_are_left_as_they_are(pair):
    pair.analyser.revision = "2"
    pair.queue_behind(pair.ids[1])
    pair.work_off()
    pair.notes.restore(MENTEE, pair.ids[1], 1)
    pair.notes.delete(MENTEE, pair.ids[0], pair.lines(1)[1].id)
    assert pair.work_off() == [3]
    assert pair.notes.versions(MENTEE, pair.ids[1])[0].restored_from == 1


def test_an_analysis_that_finds_the_same_makes_no_version(pair):
    pair.queue_behind(pair.ids[0])
    assert pair.work_off() == [1]
    assert len(pair.notes.versions(MENTEE, pair.ids[0])) == 1
