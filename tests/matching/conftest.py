import pytest

from assistant.engines.spacy_linguist import SpacyLinguist
from assistant.engines.store import ModelStore
from assistant.resources import models_folder


@pytest.fixture(scope="session")
def linguist() -> SpacyLinguist:
    found = SpacyLinguist(ModelStore(models_folder() / "registry.toml"))
    found.warm_up()
    return found
