"""Every setting, from the environment (`RAPPORT_*`) and one TOML file. Only `assistant.services` reads this.

The file is `rapport.toml` in the folder that `rapport doctor` shows, or the one that `RAPPORT_CONFIG` names.
The environment wins over the file.
"""

import os
import tomllib
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from assistant.errors import InvalidInput


def config_file() -> Path:
    """Say where the TOML file is looked for; it need not exist."""
    named = os.environ.get("RAPPORT_CONFIG")
    return Path(named) if named else Path(platformdirs.user_config_dir("rapport", appauthor=False)) / "rapport.toml"


def _default_data_folder() -> Path:
    return Path(platformdirs.user_data_dir("rapport", appauthor=False))


class Settings(BaseSettings):
    """Settings with their defaults; `docs/settings.md` explains each, and a test says so."""

    model_config = SettingsConfigDict(env_prefix="RAPPORT_", extra="forbid", frozen=True, validate_default=True)

    data_folder: Path = Field(default_factory=_default_data_folder, description="Where database and index live.")
    database_url: str = Field("", description="SQLAlchemy URL; empty means SQLite in the data folder.")
    host: str = Field("127.0.0.1", description="Address the page is served on.")
    port: int = Field(7860, ge=1, le=65535, description="Port the page is served on.")
    models_folder: Path | None = Field(None, description="Folder with one subfolder a model, looked at first.")
    allow_downloads: bool = Field(False, description="Whether a missing model may come from the Hugging Face hub.")
    embedder: str = Field("minilm", description="Engine that embeds; docs/settings.md lists them.")
    linguist: str = Field("spacy", description="Engine that reads grammar: spacy, or rules for trials.")
    time_zone: str = Field("", description="IANA zone of a person who stated none; empty means unknown.")
    max_upload_mb: int = Field(50, ge=1, le=2048, description="Largest file that the page takes, in MiB.")
    templates_folder: Path | None = Field(
        None, description="Folder with your own templates for notes; empty: in the data folder."
    )
    writer: str = Field("extract", description="Engine that words notes: extract, seq2seq or endpoint.")
    writer_model: str = Field("", description="Folder or owner/name@commit for seq2seq; its name at the endpoint.")
    writer_url: str = Field(
        "", description="Where an OpenAI-compatible endpoint is, such as http://127.0.0.1:11434/v1."
    )
    writer_key: SecretStr | None = Field(None, description="Key that the endpoint asks for.")
    writer_allow_public: bool = Field(False, description="Whether the endpoint may be outside this private network.")
    writer_context_tokens: int = Field(4096, ge=512, le=1_048_576, description="Tokens the writer's model reads.")
    writer_timeout_s: float = Field(120.0, gt=0, le=3600, description="Longest time for one answer of the model.")
    writer_retries: int = Field(2, ge=0, le=10, description="How often a failed answer is asked for again.")
    log_level: str = Field("WARNING", description="DEBUG, INFO, WARNING or ERROR; logs never hold words of people.")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value and value not in available_timezones():
            raise ValueError(f"{value!r} is not an IANA time zone such as Europe/Lisbon")
        return value

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError(f"{value!r} is not DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @property
    def url(self) -> str:
        """The database's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data_folder / 'rapport.db'}"

    @property
    def index_folder(self) -> Path:
        """Where the derived index files live; they may be deleted at any time."""
        return self.data_folder / "index"

    @property
    def own_templates(self) -> Path:
        """Where the operator's own templates for notes are; the folder in the data folder need not be there."""
        return self.templates_folder or self.data_folder / "templates"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Order the sources: arguments, environment, file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, config_file())


def unknown_variables() -> list[str]:
    """Name the `RAPPORT_*` variables in the environment that are no setting; they are read by nothing."""
    others = {"RAPPORT_CONFIG", "RAPPORT_EVAL_DIR"}  # where the file is, and labelled data for the tests
    known = {*others, *(f"RAPPORT_{name.upper()}" for name in Settings.model_fields)}
    return sorted(name for name in os.environ if name.upper().startswith("RAPPORT_") and name.upper() not in known)


def load_settings(**values: Any) -> Settings:
    """Read the settings; `values` win over the environment and the file.

    Raises:
        InvalidInput: A setting has a value it cannot have, or the file is not TOML; the message names it.
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise InvalidInput(
            f"Setting {name!r} cannot be used: {first['msg']}.", f"Change RAPPORT_{name.upper()} or {config_file()}."
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"{config_file()} is not valid TOML: {error}.", "Mend or remove the file.") from None
