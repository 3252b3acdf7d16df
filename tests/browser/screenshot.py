"""Takes the picture in the README: `python -m tests.browser.screenshot docs/images/find-a-mentor.png`.

The demo programme, the real models and the goal of the README, in the browser of the tests.
"""

import argparse
import socket
import tempfile
from pathlib import Path

from assistant import open_assistant
from assistant.ui.app import launch
from tests.browser_setup import find_browser

GOAL = "I was just made team lead and I dread one-on-ones; ideally someone in Europe who speaks German, evenings"
WIDTH, HEIGHT = 1280, 1080
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-background-networking", "--no-first-run"]


def take(url: str, file: Path, goal: str = GOAL) -> None:
    """Search on the page at `url` and save what the window shows.

    Raises:
        SystemExit: There is no Chromium.
    """
    from playwright.sync_api import sync_playwright

    browser_path = find_browser()
    if browser_path is None:
        raise SystemExit("There is no Chromium: run python -m tests.browser_setup as root, or install one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        context = browser.new_context(
            viewport={"width": WIDTH, "height": HEIGHT},
            timezone_id="Europe/Lisbon",
            locale="en-GB",
            color_scheme="light",
        )
        page = context.new_page()
        page.goto(url)
        box = page.get_by_label("What would you like help with?")
        box.fill(goal)
        box.press("Enter")
        page.locator("#results .rp-card").first.wait_for(timeout=60_000)
        page.wait_for_timeout(1_500)
        page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
        page.wait_for_timeout(500)
        file.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(file))
        browser.close()


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    """Serve the demo programme from a temporary folder and take the picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--goal", default=GOAL)
    given = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="rapport-screenshot-") as folder,
        open_assistant(data_folder=Path(folder), database_url="") as assistant,
    ):
        assistant.load_demo()
        assistant.warm_up()
        page = launch(assistant, port=free_port(), wait=False)
        try:
            take(page.local_url, given.file, given.goal)
        finally:
            page.close()


if __name__ == "__main__":
    main()
