"""From a file to notes through the real analysis, on small engines: what is kept, and what is not."""

import pytest

from assistant.domain.access import Actor, Role
from assistant.domain.notes import section_values
from assistant.domain.sessions import Consent, JobState
from assistant.engines.protocols import Stopped
from assistant.services.session_analysis import Talk
from assistant.services.session_reading import who_is_who
from assistant.transcripts import read_bytes

TALK = b"""WEBVTT

00:00:01.000 --> 00:00:09.000
<v Anna Keller>Hello Dana. How did the difficult one-on-one with your colleague go last week?

00:00:10.000 --> 00:00:19.000
<v Dana Reyes>It went well, thank you so much. I will write the checklist for the whole team by Friday.

00:00:20.000 --> 00:00:29.000
<v Anna Keller>Good. We decided that you lead the next meeting. I'll send you my notes tomorrow.

00:00:30.000 --> 00:00:39.000
<v Dana Reyes>Could you also introduce me to your old manager? I am a bit worried about the budget.
"""
MENTEE = Actor(Role.MENTEE, "e1")


@pytest.fixture
def opened(assistant, mentee):
    pair = assistant.relationships.start(mentee, "m1", "e1")
    vectors = assistant.store.vectors.count(assistant.embedder.identity)
    session = assistant.sessions.upload(
        mentee, pair.id, "talk 2026-05-04.vtt", TALK, consent=Consent(mentor=True, mentee=True)
    )
    stages = []
    job = assistant.jobs.of_sessions(mentee, [session.id])[session.id]
    ended = assistant.jobs.wait(job.id, on_progress=lambda one: stages.append((one.stage, one.share)), timeout_s=60)
    assert (ended.state, ended.reason) == (JobState.DONE, "")
    assert [share for _, share in stages] == sorted(share for _, share in stages)
    assert assistant.store.vectors.count(assistant.embedder.identity) == vectors, "a conversation's vectors were kept"
    return assistant.sessions.open_session(mentee, session.id)


def test_every_line_of_the_notes_points_at_words_of_the_transcript(opened):
    report, said = opened.report, opened.transcript.utterances
    assert (report.coverage.read, report.coverage.total) == (opened.transcript.word_count,) * 2
    assert report.overview
    for values in section_values(report).values():
        for value in values:
            assert value.evidence
            assert all(0 <= index < len(said) for index in value.evidence)
    assert len(opened.lines) == sum(map(len, section_values(report).values()))


def test_the_same_file_gives_the_same_notes(assistant, opened):
    again = assistant.analyse_file("talk 2026-05-04.vtt", TALK, held_on=opened.session.held_on)
    assert again.report.topics == opened.report.topics
    assert again.cast.doubt
    assert all(item.owner is None for item in again.report.action_items)


def test_an_analysis_that_shall_stop_stops(assistant):
    reading = read_bytes("talk.vtt", TALK)
    talk = Talk(reading.transcript, who_is_who(reading, "Anna Keller", "Dana Reyes"), None)
    with pytest.raises(Stopped):
        assistant.analyser.analyse(talk, lambda *_: None, lambda: True)
