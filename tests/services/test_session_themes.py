"""A mentor is found for what they helped with, by consent of both; not a word of a session is anybody else's."""

import dataclasses
import json
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from small_programme import fill

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.json_values import to_json
from assistant.domain.search import PassageKind
from assistant.domain.sessions import Consent, JobState, Session, Template
from assistant.errors import NotAllowed, NotFound
from assistant.services import open_assistant
from assistant.services.sessions import file_digest
from assistant.storage.tables import metadata
from assistant.transcripts import read_bytes
from assistant.ui import session_page
from assistant.ui.acting import LOCAL_USER
from assistant.ui.find_mentor import visitor_of
from assistant.ui.find_tab import open_profile
from assistant.ui.session_themes import themes_panel, themes_view
from assistant.vocabulary.themes import themes

CHEN, DANA, SAM = Actor(Role.MENTOR, "m3"), Actor(Role.MENTEE, "e1"), Actor(Role.MENTEE, "e2")
BOTH = Consent(mentor=True, mentee=True)
THEME = "asking customers for a deposit"
TALK = """[00:00:03] Chen Wei: Hello Dana, still working for Quokkamobile in Zwiesel?
[00:00:12] Dana Reyes: Asking customers for a deposit, that is what I dread, says Ottokar.
[00:00:31] Chen Wei: A deposit is fair. Asking for a deposit protects you.
[00:01:02] Dana Reyes: So I ask customers for a deposit of 4711 crowns, and Ottokar is quiet.
"""
SECRET = ("quokka", "zwiesel", "ottokar", "4711", "crowns", "protects")


def bring(assistant, consent=BOTH, text=TALK, session_id="s1"):
    """Bring a session as it is in the database, so with whatever consent."""
    data = text.encode()
    pair = assistant.store.relationships.find(mentor_id="m3", mentee_id="e1")[0].id
    at = datetime(2026, 6, 1, tzinfo=UTC)
    name, digest = "talk.txt", file_digest(data)
    session = Session(session_id, pair, date(2026, 6, 1), "Weekly", Template.REGULAR, consent, name, digest, at)
    assistant.store.sessions.add(session, data, to_json(read_bytes("talk.txt", data)))
    return analyse(assistant, session_id)


def analyse(assistant, session_id):
    job = assistant.jobs.enqueue(OPERATOR, session_id)
    assert assistant.jobs.wait(job.id, timeout_s=60).state is JobState.DONE
    return session_id


@pytest.fixture
def programme(empty_assistant):
    fill(empty_assistant)
    empty_assistant.relationships.start(OPERATOR, "m3", "e1", "pricing")
    return empty_assistant


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One with a session of which themes are shared, for tests that change nothing."""
    with open_assistant(data_folder=tmp_path_factory.mktemp("themes"), embedder="hashing", linguist="rules") as opened:
        fill(opened)
        opened.relationships.start(OPERATOR, "m3", "e1", "pricing")
        bring(opened)
        yield opened


def reasons_of(assistant, actor, goal=THEME, mentor="m3"):
    answer = assistant.find_mentors(goal, actor=actor)
    return [(one.kind, one.text) for match in answer.matches if match.mentor_id == mentor for one in match.reasons]


def is_found(assistant):
    assistant.index()  # a search beside one that catches up answers with what there was
    return (PassageKind.THEME, THEME) in reasons_of(assistant, SAM)


@pytest.mark.parametrize("actor", [SAM, DANA, CHEN, COORDINATOR, OPERATOR])
def test_a_mentor_is_found_by_what_they_helped_with(shared, actor):
    assert reasons_of(shared, actor)[0] == (PassageKind.THEME, THEME)
    assert shared.find_mentors(THEME, actor=actor).matches[0].mentor_id == "m3"


def test_without_the_session_they_are_not(programme):
    assert not is_found(programme)


@pytest.mark.parametrize("consent", [Consent(True, False), Consent(False, True), Consent(False, False)])
def test_without_the_consent_of_either_side_there_is_no_theme(programme, consent):
    bring(programme, consent)
    assert not is_found(programme)
    assert programme.store.themes.of_session("s1") == ()
    assert programme.themes.of_mentor(SAM, "m3") == ()


@pytest.mark.parametrize("actor", [CHEN, DANA, OPERATOR])
def test_consent_taken_back_takes_the_themes_along_and_they_stay_away(programme, actor):
    bring(programme)
    assert is_found(programme)
    kept = programme.themes.withdraw(actor, "s1").consent
    assert not kept.is_given
    assert not is_found(programme)
    analyse(programme, "s1")
    assert not is_found(programme)
    assert programme.themes.of_session(DANA, "s1").themes == ()
    assert programme.sessions.open_session(DANA, "s1").report is not None
    programme.themes.agree(actor, "s1")
    analyse(programme, "s1")
    assert is_found(programme)


def test_one_side_cannot_agree_for_the_other(programme):
    bring(programme)
    programme.themes.withdraw(DANA, "s1")
    assert programme.themes.agree(CHEN, "s1").consent == Consent(mentor=True, mentee=False)
    for stranger in (SAM, COORDINATOR, Actor(Role.MENTOR, "m1")):
        for act in (programme.themes.withdraw, programme.themes.agree, programme.themes.of_session):
            with pytest.raises(NotAllowed):
                act(stranger, "s1")


def gone(assistant):
    assert not is_found(assistant)
    assert assistant.themes.of_mentor(SAM, "m3") == ()
    with assistant.store.reading() as connection:
        left = sa.select(sa.func.count()).where(metadata.tables["passages"].c.session_id.is_not(None))
        assert connection.scalar(left) == 0


def test_a_deleted_session_takes_its_themes_along(programme):
    bring(programme)
    programme.sessions.delete(DANA, "s1")
    gone(programme)


def test_an_erased_mentee_takes_them_along(programme):
    bring(programme)
    programme.people.delete_mentees(OPERATOR, ["e1"])
    gone(programme)


def test_another_file_takes_them_along_at_once_and_brings_its_own(programme):
    bring(programme)
    garden = TALK.replace("deposit", "garden").replace("Asking", "Showing").replace("Ask ", "Show ")
    programme.sessions.replace_file(DANA, "s1", "other.txt", garden.encode())
    gone(programme)
    analyse(programme, "s1")
    gone(programme)


def test_the_mentor_takes_a_theme_off_for_good(programme):
    bring(programme)
    for stranger in (SAM, DANA, Actor(Role.MENTOR, "m1")):
        with pytest.raises(NotAllowed):
            programme.themes.take_off(stranger, "m3", THEME)
    programme.themes.take_off(CHEN, "m3", THEME)
    gone(programme)
    with pytest.raises(NotFound):
        programme.themes.take_off(CHEN, "m3", THEME)
    bring(programme, text=TALK + "[00:02:00] Chen Wei: Bye.\n", session_id="s2")
    gone(programme)
    found = programme.themes.of_session(DANA, "s2")
    assert (found.themes, found.shared) == ((THEME,), ())


def test_a_theme_of_two_sessions_stays_with_the_other_and_is_one_reason(programme):
    bring(programme)
    bring(programme, text=TALK + "[00:02:00] Chen Wei: Bye.\n", session_id="s2")
    assert (
        reasons_of(programme, SAM, "asking customers for a deposit, and cooking").count((PassageKind.THEME, THEME)) == 1
    )
    assert programme.themes.of_mentor(SAM, "m3") == (THEME,)
    programme.sessions.delete(DANA, "s1")
    assert is_found(programme)


def test_a_profile_that_is_saved_keeps_its_themes_apart_from_what_the_mentor_says(programme):
    bring(programme)
    chen = programme.people.mentor(CHEN, "m3")
    programme.people.save_mentor(CHEN, dataclasses.replace(chen, headline="Statistics"))
    assert is_found(programme)
    assert programme.people.mentor(CHEN, "m3").past_themes == ()


def test_what_is_searched_of_sessions_is_words_of_the_list_and_nothing_else(shared):
    with shared.store.reading() as connection:
        passages = metadata.tables["passages"]
        texts = set(connection.execute(sa.select(passages.c.text).where(passages.c.session_id.is_not(None))).scalars())
    assert texts
    assert texts <= {one.words for one in themes()}


def test_no_word_of_a_session_is_in_a_table_of_everybody(shared):
    with shared.store.reading() as connection:
        for name, table in metadata.tables.items():
            if name == "sessions" or ("session_id" in table.c and name not in {"passages", "session_themes"}):
                continue  # of the session: read by the pair alone
            rows = connection.execute(sa.select(table)).all()
            text = json.dumps([list(row) for row in rows], default=str).lower()
            assert [word for word in SECRET if word in text] == [], name


def test_no_word_of_a_session_is_in_a_file_of_the_index(shared):
    assert is_found(shared)
    files = [one for one in shared.settings.index_folder.rglob("*") if one.is_file()]
    assert files
    for file in files:
        data = file.read_bytes().lower()
        assert [word for word in SECRET if word.encode() in data] == [], file.name


@pytest.mark.parametrize("actor", [COORDINATOR, SAM, Actor(Role.MENTOR, "m1")])
def test_no_word_of_a_session_reaches_anybody_else(shared, actor):
    visitor = visitor_of(shared, LOCAL_USER, actor.key, "")
    pair = shared.store.relationships.find(mentor_id="m3")[0].id
    shown = [
        str(shared.find_mentors(goal, actor=actor)) for goal in (THEME, "Quokkamobile Zwiesel Ottokar", "4711 crowns")
    ]
    # What was asked is repeated; it is not the session's.
    shown = [text.replace("Quokkamobile Zwiesel Ottokar", "").replace("4711 crowns", "") for text in shown]
    shown += [
        open_profile(shared, visitor, "m3", ""),
        str(shared.themes.of_mentor(actor, "m3")),
        str(shared.people.mentor(actor, "m3")),
        str(shared.relationships.list(actor)),
        session_page.list_view(shared, actor, "")[0],
        str(shared.sessions.list_sessions(actor)),
    ]
    assert [word for word in SECRET for text in shown if word in text.lower()] == []
    assert THEME in shown[-6]
    for look in (
        lambda: themes_view(shared, actor, "s1"),
        lambda: shared.session_search.search(actor, "Ottokar", pair),
        lambda: session_page.open_page(shared, actor, "s1"),
        lambda: shared.notes.lines(actor, "s1"),
    ):
        with pytest.raises(NotAllowed) as refused:
            look()
        assert [word for word in SECRET if word in str(refused.value).lower()] == []


def test_the_profile_offers_to_take_themes_off_to_the_mentor_and_staff_only(shared):
    for actor, offered in ((CHEN, True), (OPERATOR, True), (SAM, False), (DANA, False)):
        page = open_profile(shared, visitor_of(shared, LOCAL_USER, actor.key, ""), "m3", "")
        assert ('data-do="take-off"' in page) is offered
        assert THEME in page


def test_the_panel_says_what_others_find_and_who_took_consent_back(shared):
    found = shared.themes.of_session(DANA, "s1")
    panel = themes_panel(found, Role.MENTEE)
    assert f"Found as: {THEME}" in panel
    assert 'data-do="withdraw"' in panel
    back = dataclasses.replace(found, themes=(), shared=(), consent=Consent(mentor=True, mentee=False))
    assert "The mentee took consent back" in themes_panel(back, Role.MENTOR)
    assert 'data-do="withdraw"' in themes_panel(back, Role.MENTOR)
    assert 'data-do="agree"' in themes_panel(back, Role.MENTEE)


def test_themes_of_the_list_are_short_lower_case_and_once():
    words = [one.words for one in themes()]
    assert len(words) == len(set(words)) > 60
    assert all(3 < len(one) < 60 and not any(letter.isdigit() for letter in one) for one in words)
