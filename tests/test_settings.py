"""Where settings come from, which source wins, and what is said about a value that cannot be used."""

import tomllib
from pathlib import Path

import pytest

from assistant import open_assistant
from assistant.errors import InvalidInput
from assistant.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """No setting from outside, and a settings file of our own that is not there yet."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"RAPPORT_{name.upper()}", raising=False)
    file = tmp_path / "own.toml"
    monkeypatch.setenv("RAPPORT_CONFIG", str(file))
    return file


def test_defaults_serve_one_laptop_and_download_nothing():
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 7860)
    assert settings.allow_downloads is False
    assert settings.url == f"sqlite:///{settings.data_folder / 'rapport.db'}"


def test_default_data_folder_is_outside_the_checkout():
    checkout = Path(__file__).parent.parent.resolve()
    assert checkout not in load_settings().data_folder.resolve().parents


def test_environment_is_read(monkeypatch):
    monkeypatch.setenv("RAPPORT_PORT", "9000")
    monkeypatch.setenv("RAPPORT_TIME_ZONE", "Europe/Lisbon")
    settings = load_settings()
    assert (settings.port, settings.time_zone) == (9000, "Europe/Lisbon")


def test_toml_file_is_read(clean):
    clean.write_text('port = 9100\ndata_folder = "/srv/rapport"\nallow_downloads = true\n', "utf-8")
    settings = load_settings()
    assert (settings.port, settings.data_folder, settings.allow_downloads) == (9100, Path("/srv/rapport"), True)


def test_arguments_win_over_environment_and_environment_over_file(clean, monkeypatch):
    clean.write_text('port = 9100\nhost = "10.0.0.1"\nlog_level = "INFO"\n', "utf-8")
    monkeypatch.setenv("RAPPORT_PORT", "9200")
    monkeypatch.setenv("RAPPORT_HOST", "10.0.0.2")
    settings = load_settings(port=9300)
    assert (settings.port, settings.host, settings.log_level) == (9300, "10.0.0.2", "INFO")


def test_database_url_replaces_the_file_in_the_data_folder():
    assert load_settings(database_url="postgresql+psycopg://db/rapport").url == "postgresql+psycopg://db/rapport"


def test_index_lies_in_the_data_folder():
    settings = load_settings(data_folder="/srv/rapport")
    assert settings.index_folder == Path("/srv/rapport/index")


def test_log_level_may_be_written_small():
    assert load_settings(log_level="debug").log_level == "DEBUG"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "70000"),
        ("port", "http"),
        ("time_zone", "Moon/Crater"),
        ("log_level", "LOUD"),
        ("max_upload_mb", "0"),
        ("allow_downloads", "perhaps"),
    ],
)
def test_bad_value_in_the_environment_names_setting_and_variable(monkeypatch, name, value):
    monkeypatch.setenv(f"RAPPORT_{name.upper()}", value)
    with pytest.raises(InvalidInput) as caught:
        load_settings()
    assert repr(name) in caught.value.message
    assert f"RAPPORT_{name.upper()}" in caught.value.hint


def test_bad_value_in_the_file_names_setting_and_file(clean):
    clean.write_text('port = "a lot"\n', "utf-8")
    with pytest.raises(InvalidInput, match="'port'") as caught:
        load_settings()
    assert str(clean) in caught.value.hint


def test_unknown_setting_in_the_file_is_named(clean):
    clean.write_text('colour = "blue"\n', "utf-8")
    with pytest.raises(InvalidInput, match="'colour'"):
        load_settings()


def test_file_that_is_not_toml_is_named(clean):
    clean.write_text("port 9100\n", "utf-8")
    with pytest.raises(tomllib.TOMLDecodeError):
        tomllib.loads(clean.read_text("utf-8"))
    with pytest.raises(InvalidInput, match="not valid TOML") as caught:
        load_settings()
    assert str(clean) in caught.value.message


def test_settings_do_not_change_after_they_are_read():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1


def test_assistant_is_opened_on_the_settings_of_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("RAPPORT_DATA_FOLDER", str(tmp_path / "from-environment"))
    monkeypatch.setenv("RAPPORT_EMBEDDER", "hashing")
    monkeypatch.setenv("RAPPORT_LINGUIST", "rules")
    with open_assistant() as assistant:
        assert assistant.settings.data_folder == tmp_path / "from-environment"
        assert "hash" in assistant.embedder.identity.name
    assert (tmp_path / "from-environment" / "rapport.db").is_file()
