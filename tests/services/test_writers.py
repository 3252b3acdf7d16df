"""The writer that the settings name."""

import pytest

from assistant.domain.report import Line
from assistant.engines.protocols import Said, WritePart, WriteRequest
from assistant.engines.store import ModelStore
from assistant.errors import InvalidInput, NotFound
from assistant.resources import models_folder
from assistant.services.writers import sends_words, writer_from
from assistant.settings import load_settings


@pytest.fixture
def models() -> ModelStore:
    return ModelStore(models_folder() / "registry.toml")


def test_default_writes_the_extract_and_sends_nothing(models):
    settings = load_settings()
    asked = WriteRequest((WritePart((Said(0, "Anna", "Hello there"),), (Line("Anna greets.", (0,)),)),), ())
    written = writer_from(settings, models).write(asked, check=lambda line: False)
    assert written.parts == ((Line("Anna greets.", (0,)),),)
    assert sends_words(settings) is False
    assert (written.written, written.replaced, written.notices) == (0, 0, ())


def test_endpoint_of_the_settings_is_used_and_said_to_send(models):
    settings = load_settings(writer="endpoint", writer_model="small", writer_url="http://127.0.0.1:9/v1")
    assert writer_from(settings, models).identity.name == "small"
    assert sends_words(settings) is True


def test_key_is_not_in_what_settings_print():
    assert "secret" not in repr(load_settings(writer_key="secret"))


@pytest.mark.parametrize(
    ("values", "error", "message"),
    [
        ({"writer": "poet"}, NotFound, "'poet'"),
        ({"writer": "seq2seq"}, InvalidInput, "needs a model"),
        ({"writer": "endpoint", "writer_model": "small"}, InvalidInput, "writer_url"),
    ],
)
def test_writer_that_cannot_be_built_is_named(models, values, error, message):
    with pytest.raises(error, match=message):
        writer_from(load_settings(**values), models)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, "nothing is sent"),
        (
            {"writer": "endpoint", "writer_model": "small", "writer_url": "http://127.0.0.1:9/v1"},
            "words of sessions are sent to http://127.0.0.1:9/v1",
        ),
    ],
)
def test_doctor_says_whether_words_are_sent(tmp_path, operator, values, told):
    from assistant import open_assistant

    with open_assistant(data_folder=tmp_path, embedder="hashing", linguist="rules", **values) as assistant:
        (network,) = [one for one in assistant.doctor.examine(operator) if one.what == "Network"]
    assert network.details.startswith(told)
