"""One served page for all tests of the screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_programme import Client, fill, free_port

from assistant.services import Assistant, open_assistant


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant, Path]]:
    from assistant.ui.app import launch

    folder = tmp_path_factory.mktemp("rapport")
    with open_assistant(data_folder=folder, embedder="hashing", linguist="rules") as assistant:
        page = launch(fill(assistant), port=free_port(), wait=False)
        try:
            yield page.local_url, assistant, folder
        finally:
            page.close()


@pytest.fixture(scope="session")
def client(served: tuple[str, Assistant, Path]) -> Client:
    return Client(served[0])
