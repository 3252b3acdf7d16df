"""What a pair said is found by the pair, with the words, and by nobody else."""

from datetime import date

import pytest
from small_programme import fill

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.people import Mentor
from assistant.domain.report import Party
from assistant.domain.search import text_hash
from assistant.domain.sessions import Consent, JobState
from assistant.domain.speaker_edits import Rename
from assistant.errors import InvalidInput, NotAllowed, NotFound
from assistant.services import open_assistant, said_texts
from assistant.services.said_texts import SaidTexts
from assistant.services.session_search import MOST_WORDS, SaidOptions, SessionSearchService

ANNA, DANA = Actor(Role.MENTOR, "m1"), Actor(Role.MENTEE, "e1")
BOLA, SAM = Actor(Role.MENTOR, "m2"), Actor(Role.MENTEE, "e2")
PAY = """[00:00:03] Anna Keller: Hello Dana, how was your week?
[00:01:12] Dana Reyes: Fine. My salary has not moved for three years. The weather was nice though.
[00:02:31] Anna Keller: Then ask for more money in the review.
[00:03:02] Dana Reyes: I will think about the garden now.
"""
TEAM = """[00:00:03] Anna Keller: How did the retrospective with your team go?
[00:00:40] Dana Reyes: Two people were quarrelling about the deployment checklist.
[00:01:31] Anna Keller: Let them write it down together.
"""
BREAD = """[00:00:03] Bola Ade: A salary for yourself comes out of the till last.
[00:00:40] Sam Okoro: And the flour first, I know.
"""


def bring(assistant, pair, name, text, held_on):
    session = assistant.sessions.upload(
        OPERATOR, pair, name, text.encode(), held_on=held_on, title=name, consent=Consent(True, True)
    )
    job = assistant.jobs.of_sessions(OPERATOR, [session.id])[session.id]
    assert assistant.jobs.wait(job.id, timeout_s=60).state is JobState.DONE
    return session.id


@pytest.fixture(scope="module")
def assistant(tmp_path_factory):
    """For tests that change nothing."""
    with open_assistant(data_folder=tmp_path_factory.mktemp("said"), embedder="hashing", linguist="rules") as opened:
        yield fill(opened)


@pytest.fixture(scope="module")
def pairs(assistant):
    return talk(assistant)


@pytest.fixture
def own(empty_assistant):
    """One that a test may change."""
    fill(empty_assistant)
    return empty_assistant, *talk(empty_assistant)


def talk(assistant):
    ours = assistant.relationships.start(OPERATOR, "m1", "e1", "one-on-ones").id
    assistant.people.save_mentor(OPERATOR, Mentor(id="m2", name="Bola Ade"))
    theirs = assistant.relationships.start(OPERATOR, "m2", "e2", "a bakery").id
    ids = {
        "pay": bring(assistant, ours, "pay.txt", PAY, date(2026, 5, 4)),
        "team": bring(assistant, ours, "team.txt", TEAM, date(2026, 6, 1)),
        "bread": bring(assistant, theirs, "bread.txt", BREAD, date(2026, 6, 2)),
    }
    return ours, theirs, ids


def found_ids(answer):
    return [one.session.id for one in answer.found]


def test_a_question_leads_to_the_words_with_speaker_time_and_what_stands_around(assistant, pairs):
    ours, _, ids = pairs
    answer = assistant.session_search.search(DANA, "What did we say about my salary?", ours)
    assert (answer.sought, answer.searched) == ("my salary", 2)
    group = answer.found[0]
    assert (group.session.id, group.session.held_on) == (ids["pay"], date(2026, 5, 4))
    assert (group.mentor_name, group.mentee_name) == ("Anna Keller", "Dana Reyes")
    hit = group.hits[0]
    said = hit.turn.utterance
    assert (hit.turn.speaker, hit.turn.party, said.start_s) == ("Dana Reyes", Party.MENTEE, 72.0)
    assert said.text[hit.start : hit.end] == "My salary has not moved for three years."
    assert [one.utterance.index for one in (*hit.before, *hit.after)] == [0, 2]


def test_places_of_one_session_stand_together_best_session_first(assistant, pairs):
    ours, _, ids = pairs
    answer = assistant.session_search.search(ANNA, "salary more money", ours, SaidOptions(limit=5))
    assert found_ids(answer)[0] == ids["pay"]
    assert len(found_ids(answer)) == len(set(found_ids(answer)))
    best = [group.hits[0].score for group in answer.found]
    assert best == sorted(best, reverse=True)


@pytest.mark.parametrize("actor", [ANNA, DANA, OPERATOR])
def test_the_pair_and_the_operator_find_what_was_said(assistant, pairs, actor):
    assert found_ids(assistant.session_search.search(actor, "salary", pairs[0]))[0] == pairs[2]["pay"]


@pytest.mark.parametrize("actor", [COORDINATOR, BOLA, SAM])
def test_nobody_else_may_ask_about_a_pair(assistant, pairs, actor):
    with pytest.raises(NotAllowed):
        assistant.session_search.search(actor, "salary", pairs[0])


def test_without_a_pair_everybody_asks_their_own_sessions_and_a_coordinator_none(assistant, pairs):
    ids = pairs[2]
    for actor, wanted in ((ANNA, {ids["pay"]}), (DANA, {ids["pay"]}), (BOLA, {ids["bread"]}), (SAM, {ids["bread"]})):
        answer = assistant.session_search.search(actor, "salary")
        seen = {group.session.id for group in (*answer.found, *answer.nearest)}
        assert wanted <= seen
        assert seen <= ({ids["pay"], ids["team"]} if actor in {ANNA, DANA} else {ids["bread"]})
    assert assistant.session_search.search(OPERATOR, "salary").searched == 3
    with pytest.raises(NotAllowed):
        assistant.session_search.search(COORDINATOR, "salary")


@pytest.mark.parametrize("empty", ["", "  \n ", "?!", "\x00…"])
def test_an_empty_question_says_what_can_be_asked(assistant, pairs, empty):
    with pytest.raises(InvalidInput, match="Type a word or a question"):
        assistant.session_search.search(DANA, empty, pairs[0])


def test_a_long_question_is_cut_and_says_so(assistant, pairs):
    answer = assistant.session_search.search(DANA, "salary " * (MOST_WORDS + 5), pairs[0])
    assert f"Only the first {MOST_WORDS} words were read." in answer.notices


def test_what_was_not_talked_about_is_said_with_what_comes_nearest(assistant, pairs):
    answer = assistant.session_search.search(DANA, "submarine engines", pairs[0])
    assert answer.found == ()
    assert answer.searched == 2
    assert answer.nearest


def test_there_may_be_no_sessions_yet(empty_assistant):
    answer = empty_assistant.session_search.search(DANA, "salary")
    assert (answer.found, answer.nearest, answer.searched) == ((), (), 0)


def test_a_relationship_that_is_gone_is_not_found(assistant, pairs):
    with pytest.raises(NotFound):
        assistant.session_search.search(DANA, "salary", "nothing")


def test_the_analysis_leaves_the_vectors_with_the_session_and_nowhere_else(assistant, pairs):
    identity = assistant.embedder.identity
    assert set(assistant.store.session_vectors.of_sessions(list(pairs[2].values()), identity)) == set(pairs[2].values())
    said = text_hash("My salary has not moved for three years.")
    assert assistant.store.vectors.get_many([said], identity) == {}, "a sentence outlives its session"


def test_the_search_embeds_the_question_and_nothing_else(assistant, pairs):
    class Counting(type(assistant.analyser._embedder)):
        """The embedder, which remembers what it is given."""

        def __init__(self, given):
            super().__init__()
            self.given = given

        def embed(self, texts, **options):
            self.given.extend(texts)
            return super().embed(texts, **options)

        def embed_queries(self, texts):
            self.given.extend(texts)
            return super().embed_queries(texts)

    given = []
    counting = Counting(given)
    texts = SaidTexts(assistant.store, counting, assistant.linguist)
    SessionSearchService(assistant.store, counting, texts, str.isalpha).search(DANA, "my salary", pairs[0])
    assert set(given) == {"my salary"}


def test_a_session_without_vectors_gets_them_at_the_first_search(own):
    assistant, ours, _, ids = own
    store = assistant.store
    identity = assistant.embedder.identity
    before = store.session_vectors.of_sessions([ids["pay"]], identity)[ids["pay"]]
    store.session_vectors.put(ids["pay"], "of an earlier model", before)
    assert assistant.session_search.search(DANA, "my salary", ours).notices == ()
    after = store.session_vectors.of_sessions([ids["pay"]], identity)[ids["pay"]]
    assert (after.spans == before.spans).all()


def test_too_much_without_vectors_is_compared_by_words_and_says_so(own, monkeypatch):
    monkeypatch.setattr(said_texts, "AT_ONCE_TURNS", 3)
    assistant, ours, _, ids = own
    for one in ("pay", "team"):
        said = assistant.store.session_vectors.of_sessions([ids[one]], assistant.embedder.identity)[ids[one]]
        assistant.store.session_vectors.put(ids[one], "of an earlier model", said)
    answer = assistant.session_search.search(DANA, "salary", ours)
    assert any("by words only" in one for one in answer.notices)
    shown = (*answer.found, *answer.nearest)
    assert shown[0].session.id == ids["pay"]


def test_speakers_are_called_as_the_pair_calls_them(own):
    assistant, ours, _, ids = own
    assistant.sessions.change_speakers(DANA, ids["pay"], [Rename("Dana Reyes", "Dana R.")])
    hit = assistant.session_search.search(DANA, "my salary", ours).found[0].hits[0]
    assert hit.turn.speaker == "Dana R."


def test_a_deleted_session_is_found_no_more_and_leaves_no_vectors(own):
    assistant, ours, _, ids = own
    assistant.sessions.delete(DANA, ids["pay"])
    assert assistant.session_search.search(DANA, "salary", ours).searched == 1
    assert assistant.store.session_vectors.of_sessions([ids["pay"]], assistant.embedder.identity) == {}


def test_words_of_a_file_that_was_replaced_are_found_no_more(own):
    assistant, ours, _, ids = own
    assistant.sessions.replace_file(DANA, ids["pay"], "other.txt", TEAM.replace("team", "crew").encode())
    answer = assistant.session_search.search(DANA, "salary", ours)
    texts = [hit.turn.utterance.text for group in (*answer.found, *answer.nearest) for hit in group.hits]
    assert not any("salary" in text for text in texts)
