"""What the doctor finds where Rapport itself cannot be opened."""

from typing import Any

from assistant.domain.access import OPERATOR
from assistant.engines.registry import build_embedder
from assistant.engines.store import ModelStore
from assistant.errors import AssistantError
from assistant.resources import models_folder
from assistant.services.assistant import open_assistant
from assistant.services.doctor import Doctor, Finding
from assistant.settings import load_settings
from assistant.storage import Store, open_store


def diagnose(**values: Any) -> list[Finding]:
    """Examine the installation; what keeps Rapport from opening is a finding among the others.

    Args:
        **values: Settings that win over the environment and the file.

    Raises:
        InvalidInput: A setting cannot be used, so that nothing is known of where to look.
    """
    settings = load_settings(**values)
    try:
        with open_assistant(settings) as assistant:
            return assistant.doctor.examine(OPERATOR)
    except AssistantError as error:
        trouble = error
    models = ModelStore(
        models_folder() / "registry.toml",
        folder=settings.models_folder,
        checksums_file=settings.data_folder / "checksums.json",
    )
    store: Store | AssistantError
    try:
        store = open_store(settings.url)
    except AssistantError as error:
        store = error
    try:
        findings = Doctor(settings, store, _embedder(settings.embedder, models), models).examine(OPERATOR)
    finally:
        if isinstance(store, Store):
            store.close()
    told = any(str(trouble) in one.details for one in findings)
    return findings if told else [*findings, Finding("Opening", False, str(trouble))]


def _embedder(name: str, models: ModelStore) -> Any:
    """Build the embedder, or give the error that keeps it from being built."""
    try:
        return build_embedder(name, models)
    except AssistantError as error:
        return error
