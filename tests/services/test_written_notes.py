"""From an uploaded file to notes that a model worded: what stands, what gives way, and what is never lost."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from engines.endpoint_server import Server, content
from engines.tiny_models import save_bart, save_t5, teach_t5

from assistant.domain.access import OPERATOR
from assistant.domain.notes import Section
from assistant.domain.people import Mentee, Mentor
from assistant.domain.sessions import Consent, JobState
from assistant.domain.speaker_edits import Rename
from assistant.services import open_assistant

pytestmark = pytest.mark.model
BOTH = Consent(mentor=True, mentee=True)
TURNS = (
    "Anna Keller: Good morning Dana. Last week we talked about the salary interview at the hospital. How did it go?",
    "Dana Reyes: The interview went well and the hospital offered me 52,000 a year.",
    "Anna Keller: That is a good offer for a first job in the region.",
    "Dana Reyes: I will not sign the contract before I have read the pension rules.",
    "Anna Keller: I will send you my notes about pension rules by Friday.",
    "Dana Reyes: Thank you. I also want to talk about the team meeting on Tuesdays.",
    "Anna Keller: Who leads the team meeting at the moment?",
    "Dana Reyes: My colleague Marek leads the meeting, and it always runs over an hour.",
    "Anna Keller: You could ask Marek for a shorter agenda with three points.",
    "Dana Reyes: I will ask Marek for a shorter agenda on Tuesday.",
)
GOOD = {
    1: "The hospital offered Dana 52,000 a year.",
    3: "Dana will not sign the contract before she has read the pension rules.",
    4: "Anna will send Dana her notes about pension rules by Friday.",
    7: "Marek leads the meeting.",
    9: "Dana will ask Marek for a shorter agenda on Tuesday.",
}
FALSE = {
    1: "The hospital offered Dana 62,000 a year.",
    3: "Dana will sign the contract before she has read the pension rules.",
    4: "Dana will send Anna her notes about pension rules by Monday.",
    7: "Pavel leads the meeting.",
    9: "Marek will ask Dana for a shorter agenda on Tuesday.",
}
ASKED = re.compile(r"\[(\d+)\] (.*)")


def writes(table, first=None):
    """A model that writes a line for each utterance it knows, and passes on the lines that it wrote before."""

    def behave(body):
        rows = []
        for number, said in ASKED.findall(body["messages"][1]["content"]):
            spoken = said.startswith(("Anna: ", "Dana: "))
            text = table.get(int(number), "") if spoken else said
            if text:
                rows.append({"text": text, "evidence": [int(number)]})
        rows.sort(key=lambda row: row["evidence"] != [first])
        return content(json.dumps({"lines": rows}))

    return behave


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Threads that share a matrix of sixteen columns do nothing but wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.close()


class Programme:
    """A programme of one pair whose notes some writer words."""

    def __init__(self, folder, **settings):
        self.assistant = open_assistant(data_folder=folder, embedder="hashing", linguist="spacy", **settings)
        self.assistant.people.save_mentor(OPERATOR, Mentor(id="m1", name="Anna Keller"))
        self.assistant.people.save_mentee(OPERATOR, Mentee(id="e1", name="Dana Reyes"))
        self.pair = self.assistant.relationships.start(OPERATOR, "m1", "e1").id

    def bring(self, turns=TURNS):
        text = "\n".join(turns).encode()
        return self.assistant.sessions.upload(
            OPERATOR, self.pair, "talk.txt", text, held_on=date(2026, 5, 4), consent=BOTH
        ).id

    def end(self, session_id):
        job = self.assistant.jobs.of_sessions(OPERATOR, [session_id])[session_id]
        return self.assistant.jobs.wait(job.id, timeout_s=60)

    def notes(self, session_id):
        ended = self.end(session_id)
        assert (ended.state, ended.reason) == (JobState.DONE, "")
        return self.assistant.sessions.open_session(OPERATOR, session_id)

    def again(self, session_id):
        self.assistant.jobs.enqueue(OPERATOR, session_id)
        return self.notes(session_id)


@pytest.fixture
def programme(tmp_path, server):
    made = []

    def make(name="data", **settings):
        own = {"writer": "endpoint", "writer_model": "small", "writer_url": server.url, "writer_retries": 0}
        made.append(Programme(tmp_path / name, **own | settings))
        return made[-1]

    yield make
    for one in made:
        one.assistant.close()


@pytest.fixture(scope="module")
def extract(tmp_path_factory):
    """The notes without a model."""
    one = Programme(tmp_path_factory.mktemp("extract"))
    yield one.notes(one.bring()).report
    one.assistant.close()


def words(report):
    """Everything that a writer may word."""
    told = [dict.fromkeys((topic.gist, *topic.key_points)) for topic in report.topics]
    return [line.text for lines in (report.overview, *told) for line in lines]


def same_as(report, extract):
    """Whether notes are the extract, whatever is said about the writer beside it."""
    plain = replace(report, writing=None, notices=extract.notices, provenance=extract.provenance)
    return plain == extract


def test_lines_of_a_model_that_stand_are_the_notes_and_point_at_their_words(server, programme, extract):
    server.behave = writes(GOOD)
    one = programme()
    opened = one.notes(one.bring())
    report = opened.report
    assert set(words(report)) <= set(GOOD.values())
    assert report.writing.engine == "small"
    assert (report.writing.written, report.writing.replaced) == (len(words(report)), 0)
    assert report.notices == extract.notices
    for line in opened.lines:
        if line.section in {Section.OVERVIEW, Section.KEY_POINTS}:
            assert {at for at, text in GOOD.items() if text == line.value.text} <= set(line.value.evidence)
    assert (report.action_items, report.decisions) == (extract.action_items, extract.decisions)


def test_names_numbers_days_negation_and_who_does_what_that_are_false_never_show(server, programme):
    server.behave = writes(FALSE)
    one = programme()
    report = one.notes(one.bring()).report
    assert not set(words(report)) & set(FALSE.values())
    assert report.writing.written == 0
    assert report.writing.replaced > 0


@pytest.mark.parametrize("at", GOOD)
def test_one_false_line_among_good_ones_is_replaced_and_counted(server, programme, at):
    server.behave = writes(GOOD | {at: FALSE[at]}, first=at)
    one = programme()
    report = one.notes(one.bring()).report
    assert FALSE[at] not in words(report)
    assert set(words(report)) & set(GOOD.values())
    assert report.writing.replaced > 0


def test_a_line_that_names_no_words_or_words_of_elsewhere_does_not_stand(server, programme, extract):
    rows = [
        {"text": text, "evidence": evidence} for text, evidence in zip(GOOD.values(), ([], [99], [0]), strict=False)
    ]
    server.behave = lambda body: content(json.dumps({"lines": rows}))
    one = programme()
    assert same_as(one.notes(one.bring()).report, extract)


BAD = {
    "truncates": lambda body: content('{"lines": [{"text": "Dana', "length"),
    "loops": lambda body: content("Dana will sign the contract " * 60),
    "breaks": lambda body: content('{"lines": [{"text": '),
    "chats": lambda body: content("Sure! Here are some notes about your session."),
    "fails": lambda body: (500, {"error": "out of memory"}),
    "refuses": lambda body: (401, {"error": "no key"}),
    "is_empty": lambda body: content('{"lines": []}'),
    "is_no_json": lambda body: b"<html>",
}


@pytest.mark.parametrize("behave", BAD.values(), ids=BAD)
def test_a_server_that_does_badly_leaves_the_extract_and_one_line_that_says_so(server, programme, extract, behave):
    server.behave = behave
    one = programme()
    report = one.notes(one.bring()).report
    assert same_as(report, extract)
    assert report.writing.written == 0
    assert report.writing.asked == "" or behave is BAD["is_empty"]
    assert len(report.notices) - len(extract.notices) == (behave is not BAD["is_empty"])


def test_a_server_that_hangs_costs_its_time_limit_and_leaves_the_extract(server, programme, extract):
    server.behave = lambda body: server.hang.wait(30) and {}
    one = programme(writer_timeout_s=0.5)
    started = time.monotonic()
    report = one.notes(one.bring()).report
    assert time.monotonic() - started < 20
    assert same_as(report, extract)
    assert "did not answer in time" in report.notices[-1]


def test_a_server_that_is_not_there_is_named_once_and_asked_again_later(server, programme, extract):
    one = programme()
    session_id = one.bring()
    server.behave = lambda body: (503, {})
    failed = one.notes(session_id).report
    assert same_as(failed, extract)
    assert "could not be reached" in failed.notices[-1]
    server.behave = writes(GOOD)
    assert one.again(session_id).report.writing.written > 0


def test_nothing_is_sent_to_a_public_address(programme, extract):
    one = programme(writer_url="http://8.8.8.8/v1")
    report = one.notes(one.bring()).report
    assert same_as(report, extract)
    assert "nothing was sent" in report.notices[-1]


def test_stopping_works_while_a_model_writes_and_keeps_the_notes_of_before(server, programme):
    one = programme(writer_timeout_s=60)
    session_id = one.bring()
    server.behave = writes(GOOD)
    before = one.notes(session_id)
    questions = len(server.asked)
    server.behave = lambda body: server.hang.wait(30) and {}
    one.assistant.sessions.change_speakers(OPERATOR, session_id, [Rename("Anna Keller", "Annabel Keller")])
    one.assistant.jobs.start()
    until = time.monotonic() + 30
    while len(server.asked) == questions and time.monotonic() < until:
        time.sleep(0.05)
    job = one.assistant.jobs.of_sessions(OPERATOR, [session_id])[session_id]
    assert job.state is JobState.RUNNING
    assert job.stage.startswith("writing part 1 of ")
    started = time.monotonic()
    one.assistant.jobs.stop(OPERATOR, [job.id])
    assert one.end(session_id).state is JobState.STOPPED
    assert time.monotonic() - started < 5
    assert one.assistant.sessions.open_session(OPERATOR, session_id).report == before.report


def test_the_same_input_and_engines_give_the_same_notes(server, programme):
    server.behave = writes(GOOD)
    first, second = (one.notes(one.bring()).report for one in (programme("a"), programme("b")))
    assert replace(first, provenance=second.provenance) == second


def test_a_model_is_not_asked_again_for_what_it_wrote_of_the_same_words(server, programme):
    server.behave = writes(GOOD)
    one = programme()
    session_id = one.bring()
    before = one.notes(session_id)
    questions = len(server.asked)
    after = one.again(session_id)
    assert len(server.asked) == questions
    assert (after.version, after.report) == (before.version, before.report)


def test_without_grammar_nothing_is_written_since_nothing_could_be_checked(server, tmp_path):
    settings = {"writer": "endpoint", "writer_model": "small", "writer_url": server.url}
    one = Programme(tmp_path / "rules", **settings)
    one.assistant.close()
    with open_assistant(data_folder=tmp_path / "rules", embedder="hashing", linguist="rules", **settings) as assistant:
        report = assistant.analyse_file("talk.txt", "\n".join(TURNS).encode()).report
    assert server.asked == []
    assert "linguist" in report.notices[-1]


@pytest.mark.parametrize("save", [save_t5, save_bart], ids=["t5", "bart"])
def test_a_model_of_random_weights_invents_nothing(tmp_path, save):
    model = save(tmp_path / "model", longest=256)
    written, plain = (
        Programme(tmp_path / "written", writer="seq2seq", writer_model=str(model)),
        Programme(tmp_path / "plain"),
    )
    report, extract = (one.notes(one.bring(TURNS[1:5])).report for one in (written, plain))
    for one in (written, plain):
        one.assistant.close()
    assert report.writing.engine == "model"
    assert report.writing.written == 0
    assert same_as(report, extract)


def test_a_small_model_that_has_learnt_something_writes_through_the_whole_path(tmp_path):
    """A T5 that was taught these lines in the test, with the code that any other would be used by."""
    said = {at: f"{turn.split(' ')[0]}: {turn.partition(': ')[2]}" for at, turn in enumerate(TURNS)}
    model = teach_t5(tmp_path / "model", list(said.values()), " ".join(GOOD[at] for at in (1, 3)))
    reports = []
    for name in ("a", "b"):
        one = Programme(tmp_path / name, writer="seq2seq", writer_model=str(model))
        reports.append(one.notes(one.bring()).report)
        one.assistant.close()
    first, second = reports
    assert first.writing.written > 0
    assert {GOOD[1].lower(), GOOD[3].lower()} & {text.lower() for text in words(first)}
    assert replace(first, provenance=second.provenance) == second


def test_a_folder_without_a_model_leaves_the_extract(tmp_path, extract):
    (tmp_path / "empty").mkdir()
    one = Programme(tmp_path / "data", writer="seq2seq", writer_model=str(tmp_path / "empty"))
    report = one.notes(one.bring()).report
    one.assistant.close()
    assert same_as(report, extract)
    assert "cannot be loaded" in report.notices[-1]
