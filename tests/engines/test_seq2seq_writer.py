"""The real code of `transformers` on models of random weights: nothing is cut, nothing unsupported is shown."""

import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from engines.tiny_models import save_bart, save_t5
from engines.written import check_written, request, texts

from assistant.domain.report import Line
from assistant.engines.drafting import DraftFailed, Failure, show
from assistant.engines.map_reduce_writer import MapReduceWriter
from assistant.engines.protocols import Said, Stopped, WritePart, WriteRequest
from assistant.engines.registry import WriterOptions, build_writer
from assistant.engines.seq2seq_writer import Seq2SeqDrafter, Seq2SeqOptions
from assistant.errors import EngineUnavailable


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """Threads that share a matrix of sixteen columns do nothing but wait for each other."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module", params=[save_t5, save_bart], ids=["t5", "bart"])
def folder(request, tmp_path_factory):
    return request.param(tmp_path_factory.mktemp("model"))


def drafter_of(folder, **options) -> Seq2SeqDrafter:
    return Seq2SeqDrafter(lambda: folder, "tiny", options=Seq2SeqOptions(**({"beams": 1} | options)))


@pytest.fixture(scope="module")
def drafter(folder) -> Seq2SeqDrafter:
    return drafter_of(folder)


def test_session_that_does_not_fit_is_written_whole_and_the_same_each_time(drafter):
    asked = request(2, part_lines=1, overview_lines=1)
    first, second = (MapReduceWriter(drafter).write(asked, check=lambda line: True) for _ in range(2))
    check_written(first, asked)
    assert first == second
    assert first.coverage.total == 76


def test_lines_that_fail_the_check_give_way_to_the_extract(drafter):
    asked = request(part_lines=1, overview_lines=1)
    written = MapReduceWriter(drafter).write(asked, check=lambda line: False)
    check_written(written, asked)
    assert written.written == 0
    assert written.replaced > 0
    assert all(text.startswith("EXTRACT") for lines in (*written.parts, written.overview) for text in texts(lines))


def test_tokens_are_counted_as_the_model_counts_them(folder, drafter):
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder)
    for text in ("Anna: I will send you the checklist by Friday.", "unheard-of words", ""):
        assert drafter.count_tokens(text) == len(tokenizer(text, add_special_tokens=False).input_ids) + 1


def test_material_that_does_not_fit_is_refused_not_cut(drafter):
    said = [Said(at, "Anna", "I will send you the checklist by Friday.") for at in range(40)]
    with pytest.raises(DraftFailed) as caught:
        drafter.draft(said, 3, None)
    assert caught.value.failure is Failure.CUT_INPUT


def test_context_is_the_least_of_setting_and_model(folder):
    wide, narrow = drafter_of(folder, context_tokens=4096), drafter_of(folder, context_tokens=40)
    assert wide.capacity(3) == 47
    assert narrow.capacity(3) == 39
    with pytest.raises(EngineUnavailable, match="fewer than 32") as caught:
        drafter_of(folder, context_tokens=20).capacity(3)
    assert "writer_context_tokens" in caught.value.hint


def test_prefix_of_the_model_stands_in_front_and_is_counted(tmp_path):
    plain, prefixed = save_t5(tmp_path / "a"), save_t5(tmp_path / "b", prefix="plan of the week : ")
    assert drafter_of(plain).capacity(1) - drafter_of(prefixed).capacity(1) == 5


def test_time_limit_and_stop_end_a_generation(folder):
    said = [Said(0, "Anna", "I will send you the checklist.")]
    with pytest.raises(DraftFailed) as caught:
        drafter_of(folder, timeout_s=1e-6).draft(said, 3, None)
    assert caught.value.failure is Failure.TIMED_OUT
    started = time.monotonic()
    with pytest.raises(Stopped):
        drafter_of(folder).draft(said, 3, lambda: True)
    assert time.monotonic() - started < 5


def test_evidence_is_among_what_was_given(drafter):
    said = [Said(at, "Anna", text) for at, text in ((3, "I will send you the checklist"), (8, "we agreed on Tuesdays"))]
    lines: tuple[Line, ...] = ()
    with suppress(DraftFailed):  # random weights may do nothing but repeat themselves
        lines = drafter.draft(said, 1, None)
    for line in lines:
        assert {3, 8}.issuperset(line.evidence)
        shared = {word.strip(".,:") for one in said if one.index in line.evidence for word in show(one).lower().split()}
        assert not line.evidence or shared & set(line.text.replace(":", " ").split())


def test_folder_is_told_by_its_files(tmp_path):
    first, second = save_t5(tmp_path / "a"), save_t5(tmp_path / "b", longest=60)
    assert drafter_of(first).identity == drafter_of(first).identity
    assert drafter_of(first).identity != drafter_of(second).identity


def test_folder_that_holds_no_model_is_named(tmp_path):
    with pytest.raises(EngineUnavailable, match="tiny cannot be loaded") as caught:
        drafter_of(tmp_path).capacity(3)
    assert "writer_model" in caught.value.hint


def test_registry_builds_the_writer_of_a_folder(folder, model_store):
    writer = build_writer("seq2seq", model_store, WriterOptions(model=str(folder), context_tokens=60))
    assert writer.identity.name == folder.name
    said = request().parts[0]
    asked = WriteRequest((WritePart(said.said[:1], said.extract[:1]),), said.extract[:1], 1, 1)
    check_written(writer.write(asked, check=lambda line: True), asked)
