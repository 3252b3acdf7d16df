"""A real server on this computer that speaks the protocol, well and badly."""

import json
import time
from collections.abc import Iterator

import pytest
from engines.endpoint_server import Server, content, lines_for, numbers_in
from engines.written import request, texts

from assistant.engines.drafting import DraftFailed, Failure
from assistant.engines.endpoint_client import Endpoint, ask
from assistant.engines.endpoint_writer import EndpointDrafter, estimate_tokens
from assistant.engines.private_network import find_places, is_private
from assistant.engines.protocols import Stopped
from assistant.engines.registry import WriterOptions, build_writer
from assistant.errors import EngineUnavailable, InvalidInput, NotFound


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.close()


def test_lines_of_the_model_are_shown_with_their_evidence(server):
    written = server.write()
    assert texts(written.parts[0]) == ["WRITTEN 0.", "WRITTEN 1."]
    assert [line.evidence for line in written.parts[1]] == [(3,), (4,)]
    assert (written.replaced, written.notices) == (0, ())
    assert written.coverage.read == written.coverage.total == 38
    assert written.identity.name == "small"


def test_question_follows_the_protocol(server):
    server.write(key="secret")
    body, headers = server.asked[0], server.headers[0]
    assert headers["path"] == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert (body["model"], body["stream"], body["temperature"]) == ("small", False, 0.0)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert body["messages"][1]["content"].splitlines()[1] == "[1] Dana: Thanks. The talk with my boss went well."
    assert "secret" not in repr(server.endpoint(key="secret"))


def test_line_that_fails_the_check_gives_way(server):
    written = server.write(check=lambda line: line.text != "WRITTEN 1.")
    assert texts(written.parts[0])[0] == "WRITTEN 0."
    assert "WRITTEN 1." not in texts(written.parts[0])
    assert written.replaced >= 1


def test_long_session_is_asked_in_parts_that_fit_and_nothing_is_left_out(server):
    asked = request(20)
    written = server.write(asked, context_tokens=800)
    given = [line for body in server.asked for line in body["messages"][1]["content"].splitlines() if ": " in line]
    assert len(server.asked) > 4
    assert sum(len(line.partition(": ")[2].split()) for line in given) == written.coverage.total == 760
    for body in server.asked:
        prompt = sum(estimate_tokens(message["content"]) for message in body["messages"])
        assert prompt + body["max_tokens"] <= 800


def test_answer_that_was_cut_short_is_asked_for_in_halves(server):
    server.behave = lambda body: content('{"lines": [{"te', "length") if len(numbers_in(body)) > 1 else lines_for(body)
    written = server.write()
    assert written.coverage.read == 38
    assert texts(written.parts[0]) == ["WRITTEN 0.", "WRITTEN 1.", "WRITTEN 2."]


def test_server_that_reads_only_a_part_is_found_out(server):
    """As Ollama does: it cuts what is longer than its context and says so only in the count of tokens."""
    server.behave = lambda body: lines_for(body, usage={"prompt_tokens": 15})
    written = server.write(request(3))
    assert written.coverage.read == written.coverage.total, "smaller questions were read whole"
    assert len(server.asked) > 6
    server.behave = lambda body: lines_for(body, usage={"prompt_tokens": 2})
    written = server.write(request(3))
    assert written.coverage.read < written.coverage.total
    assert written.replaced > 0
    assert any("read only a part" in notice for notice in written.notices)


def test_model_that_loops_gives_way_to_the_extract(server):
    server.behave = lambda body: content("and so on and so on " * 50)
    written = server.write()
    assert all(text.startswith("EXTRACT") for lines in written.parts for text in texts(lines))
    assert written.notices == ("The model repeated itself; the extract stands where it did.",)


@pytest.mark.parametrize(
    "answer",
    [
        content("I am sorry, but"), content('{"lines": [{"text": "a"'), content('{"lines": "a"}'),
        content('{"lines": [{"text": 7, "evidence": [0]}]}'), content('{"rows": []}'), content(""), {"choices": []},
        {"choices": [{"message": {"content": None}}]}, {}, b"[]", b"<html>", b"", b"\xff\xfe", b"[" * 100_000,
    ],
    ids=range(14),
)  # fmt: skip
def test_answer_that_cannot_be_read_gives_way_to_the_extract(server, answer):
    server.behave = lambda body: answer
    written = server.write()
    assert all(text.startswith("EXTRACT") for lines in written.parts for text in texts(lines))
    assert written.notices == ("The model answered in a form that cannot be read; the extract stands where it did.",)


def test_broken_answer_is_asked_for_again_with_another_seed(server):
    server.behave = lambda body: content("oops") if body["seed"] == 0 else lines_for(body)
    written = server.write()
    assert (written.replaced, written.coverage.read) == (0, 38)
    assert [body["seed"] for body in server.asked[:2]] == [0, 1]


@pytest.mark.parametrize("around", ["```json\n{}\n```", "<think>{{not this}}</think>{}", "Here you are: {} Bye"])
def test_json_is_found_in_what_models_put_around_it(server, around):
    rows = '{"lines": [{"text": "WRITTEN.", "evidence": [3, 0, 3]}]}'
    server.behave = lambda body: content(around.replace("{}", rows).replace("{{", "{").replace("}}", "}", 1))
    (line,) = EndpointDrafter(server.endpoint()).draft(request().parts[0].said, 3, None)
    assert (line.text, line.evidence) == ("WRITTEN.", (0, 3))


@pytest.mark.parametrize("evidence", [[], [99], ["0"], [0.5], "0", None, [-1], [True]])
def test_line_with_evidence_that_is_none_is_not_shown(server, evidence):
    row = {"lines": [{"text": "WRITTEN.", "evidence": evidence}]}
    server.behave = lambda body: content(json.dumps(row))
    assert server.write().written == 0


def test_server_that_hangs_costs_the_time_limit_and_no_more(server):
    server.behave = lambda body: server.hang.wait(30) and {}
    started = time.monotonic()
    written = server.write(timeout_s=0.4, retries=1)
    assert time.monotonic() - started < 5
    assert len(server.asked) == 2, "asked again once, then never more"
    assert written.notices == ("The model did not answer in time; the extract stands where it did.",)


def test_stop_does_not_wait_for_a_server_that_hangs(server):
    server.behave = lambda body: server.hang.wait(30) and {}
    started = time.monotonic()
    with pytest.raises(Stopped):
        ask(server.endpoint(timeout_s=30), {"model": "small"}, lambda: time.monotonic() - started > 0.3)
    assert time.monotonic() - started < 3


def test_failure_that_passes_is_tried_again(server):
    server.behave = lambda body: (503, {}) if len(server.asked) == 1 else lines_for(body)
    assert server.write().replaced == 0


@pytest.mark.parametrize(
    ("status", "body", "failure"),
    [
        (400, {"error": "maximum context length is 2048"}, Failure.CUT_INPUT),
        (413, {}, Failure.CUT_INPUT),
        (401, {}, Failure.REFUSED),
        (404, {}, Failure.REFUSED),
        (307, {}, Failure.REFUSED),
        (500, {}, Failure.UNREACHABLE),
    ],
)
def test_status_says_what_went_wrong_and_no_words_of_the_session(server, status, body, failure):
    server.behave = lambda _: (status, body | {"echo": "checklist"})
    with pytest.raises(DraftFailed) as caught:
        ask(server.endpoint(retries=0), {"model": "small"}, None)
    assert caught.value.failure is failure
    assert "checklist" not in str(caught.value)


def test_endpoint_that_knows_no_json_mode_is_asked_without(server):
    server.behave = lambda body: (400, {}) if "response_format" in body else lines_for(body)
    assert server.write().replaced == 0
    assert ["response_format" in body for body in server.asked[:3]] == [True, False, False]


def test_server_that_is_not_there_leaves_the_extract(server):
    written = server.write(url="http://127.0.0.1:9/v1", retries=0)
    assert "could not be reached" in written.notices[0]
    assert written.coverage.read == 0


def test_localhost_is_found_on_whichever_address_it_listens(server):
    assert server.write(url=server.url.replace("127.0.0.1", "localhost")).replaced == 0


def test_proxy_of_the_environment_is_not_used(server, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert server.write(retries=0).replaced == 0


@pytest.mark.parametrize("url", ["http://8.8.8.8/v1", "https://[2606:4700::1111]/v1", "http://[::ffff:8.8.8.8]/v1"])
def test_public_address_is_refused_before_anything_is_sent(url):
    with pytest.raises(EngineUnavailable, match="nothing was sent") as caught:
        ask(Endpoint(url, "small"), {"model": "small"}, None)
    assert "writer_allow_public" in caught.value.hint
    assert find_places(url, allow_public=True)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("127.0.0.1", True), ("::1", True), ("10.1.2.3", True), ("172.16.0.1", True), ("172.32.0.1", False),
        ("192.168.1.1", True), ("fd00::1", True), ("fe80::1%eth0", True), ("8.8.8.8", False), ("::ffff:8.8.8.8", False),
        ("::ffff:10.0.0.1", True), ("0.0.0.0", False), ("2606:4700::1111", False),
    ],
)  # fmt: skip
def test_private_addresses(address, private):
    assert is_private(address) is private


@pytest.mark.parametrize(
    "url",
    ["", "127.0.0.1:11434", "ftp://127.0.0.1/", "http://", "http://u:p@127.0.0.1/v1", "http://a/?k=1", "http://["],
)
def test_url_that_is_none_is_refused_when_the_writer_is_built(url, model_store):
    with pytest.raises(InvalidInput, match="writer_url"):
        build_writer("endpoint", model_store, WriterOptions(model="small", url=url))


def test_registry_names_what_is_missing(model_store):
    with pytest.raises(InvalidInput, match="needs a model"):
        build_writer("endpoint", model_store, WriterOptions(url="http://127.0.0.1/v1"))
    with pytest.raises(NotFound, match="'poet'"):
        build_writer("poet", model_store)
    with pytest.raises(NotFound, match="'nobody/nothing'"):
        build_writer("seq2seq", model_store, WriterOptions(model="nobody/nothing"))


def test_context_too_small_for_any_text_is_named(server):
    with pytest.raises(EngineUnavailable, match="leaves"):
        EndpointDrafter(server.endpoint(), 300).capacity(5)


@pytest.mark.model
def test_estimate_is_above_what_a_real_tokenizer_counts(model_store):
    from assistant.engines.onnx_embedder import OnnxEmbedder

    embedder = OnnxEmbedder(model_store)
    for text in [*[one.text for part in request().parts for one in part.said], "So, 12,345.67 €!", "Ünïcödé", "日本語"]:
        assert estimate_tokens(text) >= embedder.count_tokens([text])[0], text


def test_estimate_of_nothing_is_zero():
    assert (estimate_tokens(""), estimate_tokens(" \t")) == (0, 0)
