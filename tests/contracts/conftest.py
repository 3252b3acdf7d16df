from pathlib import Path

import pytest

from assistant.engines.store import ModelStore
from assistant.resources import models_folder


@pytest.fixture(scope="session")
def model_store(tmp_path_factory: pytest.TempPathFactory) -> ModelStore:
    checksums: Path = tmp_path_factory.mktemp("checksums") / "checksums.json"
    return ModelStore(models_folder() / "registry.toml", checksums_file=checksums)
