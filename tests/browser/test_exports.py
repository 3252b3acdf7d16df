"""Export as a person does it: open a session, choose, download, and open what came."""

import csv
import email
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from email.policy import default
from pathlib import Path
from typing import Any

import mammoth
import pytest
import vobject
from markdown_it import MarkdownIt
from small_analysis import SmallAnalyser
from small_programme import fill, free_port

from assistant.domain.access import OPERATOR
from assistant.domain.notes import Section
from assistant.domain.report import ActionItem, Due, Party
from assistant.domain.sessions import Consent
from assistant.services import Assistant, open_assistant
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.session_analysis import SessionAnalysis

pytestmark = pytest.mark.browser
TALK = b"""Anna Keller: Hello Dana, how was the week? Thank you for coming.
Dana Reyes: Hard. I'll write down three questions.
Anna Keller: Then we decided to meet every second week.
"""
OPENS: dict[str, Callable[[bytes], str]] = {
    "Word (.docx)": lambda data: str(mammoth.extract_raw_text(io.BytesIO(data)).value),
    "Markdown (.md)": lambda data: str(MarkdownIt("commonmark").render(data.decode())),
    "Everything (.json)": lambda data: str(json.loads(data)["report"]),
    "Spreadsheet (.csv)": lambda data: str(list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))),
    "Calendar (.ics)": lambda data: str(vobject.readOne(data.decode()).vevent.summary.value),
    "Open as a draft (.eml)": lambda data: str(email.message_from_bytes(data, policy=default).get_content()),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant]]:
    from assistant.ui.app import launch

    folder = tmp_path_factory.mktemp("exports")
    with open_assistant(data_folder=folder, embedder="hashing", linguist="rules") as assistant:
        assistant.jobs = AnalysisJobs(assistant.store, SessionAnalysis(assistant.store, SmallAnalyser()))
        pair = fill(assistant).relationships.start(OPERATOR, "m1", "e1", "one-on-ones").id
        both = Consent(mentor=True, mentee=True)
        kept = assistant.sessions.upload(
            OPERATOR, pair, "talk.txt", TALK, held_on=date(2026, 5, 19), title="Weekly talk", consent=both
        )
        assistant.jobs.wait(assistant.store.jobs.latest([kept.id])[kept.id].id, timeout_s=30)
        item = ActionItem("Anna Keller books the small room", Party.MENTOR, Due("", date(2026, 6, 1)), 1.0, ())
        assistant.notes.add(OPERATOR, kept.id, Section.ACTION_ITEMS, item)
        page = launch(assistant, port=free_port(), wait=False)
        try:
            yield page.local_url, assistant
        finally:
            page.close()


@pytest.fixture
def page(chromium: Any, served: tuple[str, Assistant]) -> Iterator[Any]:
    """The opened session, on a page that fails the test when it asks another host or meets an error of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    opened.on("request", lambda one: one.url.startswith((served[0], "data:", "blob:")) or wrong.append(one.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(served[0])
    opened.get_by_label("What would you like help with?").wait_for()
    opened.get_by_role("tab", name="Sessions", exact=True).first.click()
    opened.get_by_role("button", name="Open Weekly talk").click()
    opened.locator("#session-notes .rp-made").wait_for()
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def sheet(page: Any) -> Any:
    page.get_by_role("button", name="Export …").click()
    shown = page.get_by_role("dialog", name="Export")
    shown.wait_for()
    return shown


def fetch(page: Any, sheet: Any, link: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        sheet.get_by_role("link", name=link).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


@pytest.mark.parametrize("link", list(OPENS))
def test_each_format_is_downloaded_and_opens(page: Any, sheet: Any, link: str) -> None:
    name, data = fetch(page, sheet, link)
    assert "2026-05-19" in name
    assert "small room" in OPENS[link](data)
    assert sheet.is_visible()


def test_the_mail_is_copied(page: Any, sheet: Any) -> None:
    sheet.get_by_role("button", name="Copy the text").click()
    sheet.get_by_text("Copied ✓").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.replace("\r\n", "\n") == sheet.locator("#rp-mail-text").input_value()
    assert "* [ ] Anna Keller books the small room (due 1 June 2026)" in " ".join(copied.split())


def test_names_are_left_out_and_put_back(page: Any, sheet: Any) -> None:
    box = sheet.get_by_label("Leave out names, e-mails, phone numbers and links")
    box.focus()
    page.keyboard.press("Space")
    sheet.get_by_role("heading", name="Put the names back").wait_for()
    assert page.evaluate("document.activeElement.name") == "hide"
    assert "Anna" not in sheet.locator("#rp-mail-text").input_value()
    name, data = fetch(page, sheet, "Word (.docx)")
    assert "no-names" in name
    assert "Anna" not in OPENS["Word (.docx)"](data)
    sheet.locator("[name=words]").fill("Ask [Person 1].")
    sheet.get_by_role("button", name="Put the names back").click()
    page.wait_for_function("(document.getElementById('rp-names-back') || {}).value === 'Ask Anna Keller.'")


def test_a_mentor_takes_their_own_tasks(page: Any) -> None:
    page.get_by_label("Acting as").first.click()
    page.get_by_role("option", name="Mentor: Anna Keller").first.click()
    page.get_by_role("button", name="Open Weekly talk").click()
    page.get_by_role("button", name="Export …").click()
    sheet = page.get_by_role("dialog", name="Export")
    assert sheet.get_by_label("Whose").input_value() == "mentor"
    sheet.get_by_label("In the calendar as").select_option("tasks")
    page.wait_for_function("document.activeElement.name === 'entries'")
    _, data = fetch(page, sheet, "Calendar (.ics)")
    assert [one.summary.value for one in vobject.readOne(data.decode()).vtodo_list] == [
        "Anna Keller books the small room"
    ]


def test_another_template_orders_the_notes_at_once(page: Any) -> None:
    first = page.locator("#session-notes h3")
    assert first.nth(1).inner_text() == "Action items"
    choice = page.get_by_label("Notes in the order of")
    choice.select_option("Closing session")
    page.locator("#session-notes h3", has_text="What each takes along").wait_for()
    assert first.nth(1).inner_text() == "Thanks"
    page.get_by_label("Notes in the order of").select_option("Regular meeting")
    page.locator("#session-notes h3", has_text="Action items").wait_for()


@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_serious_accessibility_finding(page: Any, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    if look == "dark":
        page.get_by_role("button", name="Light / dark").click()
    page.get_by_role("button", name="Export …").click()
    page.get_by_label("Leave out names").check()
    page.get_by_role("heading", name="Put the names back").wait_for()
    page.wait_for_timeout(400)
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_scrolls_sideways(page: Any, sheet: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert sheet.evaluate("one => one.scrollWidth <= one.clientWidth")
