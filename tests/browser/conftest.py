"""One served page on a small programme, and Debian's Chromium to look at it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_programme import fill, free_port

from assistant.services import Assistant, open_assistant

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium is installed: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant]]:
    from assistant.ui.app import launch

    folder: Path = tmp_path_factory.mktemp("browser")
    with open_assistant(data_folder=folder, embedder="hashing", linguist="rules") as assistant:
        page = launch(fill(assistant), port=free_port(), wait=False)
        try:
            yield page.local_url, assistant
        finally:
            page.close()


@pytest.fixture
def page(chromium: object, programme: tuple[str, Assistant]) -> Iterator[object]:
    """A page in Lisbon that fails the test when it asks another host for anything."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, timezone_id="Europe/Lisbon", locale="en-GB")  # type: ignore[attr-defined]
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    strangers: list[str] = []
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith((programme[0], "data:", "blob:")) else strangers.append(request.url)
        ),
    )
    opened.goto(programme[0])
    opened.get_by_label("What would you like help with?").wait_for()
    yield opened
    context.close()
    assert strangers == []
