"""The Sessions tab as a pair meets it: bring a file, read the notes beside the words, tick off, correct."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_analysis import SmallAnalyser
from small_programme import fill, free_port

from assistant.domain.access import OPERATOR
from assistant.domain.notes import Section
from assistant.domain.report import ActionItem, Due, Line, Party
from assistant.domain.sessions import Consent
from assistant.services import Assistant, open_assistant
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.session_analysis import SessionAnalysis

pytestmark = pytest.mark.browser
NASTY = '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>'
TALK = f"""[00:00:03] Anna Keller: Hello Dana, how was the week with your new team?
[00:00:12] Dana Reyes: Hard, thank you for asking. I'll write down three questions.
[00:00:31] Anna Keller: Good. I'll send you my list of openings {NASTY}
[00:01:02] Dana Reyes: We decided to meet every second week, about the salary too.
"""
BOTH = Consent(mentor=True, mentee=True)
MUCH = "\n".join(f"{('Anna Keller', 'Dana Reyes')[at % 2]}: This is sentence {at} of the talk." for at in range(9))


class Analyser(SmallAnalyser):
    """One that sums up a talk of nine turns in five sentences."""

    def analyse(self, talk: Any, progress: Any, stop: Any) -> Any:
        report, said = super().analyse(talk, progress, stop), talk.transcript.utterances
        lines = tuple(Line(one.text, (one.index,), 1 - one.index / 10) for one in said[:5])
        return replace(report, overview=lines) if len(said) == 9 else report


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant, str]]:
    from assistant.ui.app import launch

    folder = tmp_path_factory.mktemp("sessions")
    with open_assistant(data_folder=folder, embedder="hashing", linguist="rules") as assistant:
        assistant.jobs = AnalysisJobs(assistant.store, SessionAnalysis(assistant.store, Analyser()))
        pair = fill(assistant).relationships.start(OPERATOR, "m1", "e1", "one-on-ones").id
        says = ("and so on and on.", "I'll go on.")
        long = "\n".join(
            f"{('Anna Keller', 'Dana Reyes')[at % 2]}: Turn {at}, {says[at % 25 == 0]}" for at in range(700)
        )
        files = (("talk.txt", TALK, "Weekly talk"), ("long.txt", long, "A long one"), ("much.txt", MUCH, "Much said"))
        for name, text, title in files:
            kept = assistant.sessions.upload(OPERATOR, pair, name, text.encode(), title=title, consent=BOTH)
            assistant.jobs.wait(assistant.store.jobs.latest([kept.id])[kept.id].id, timeout_s=30)
        page = launch(assistant, port=free_port(), wait=False)
        try:
            yield page.local_url, assistant, pair
        finally:
            page.close()


@pytest.fixture
def page(chromium: Any, sessions: tuple[str, Assistant, str]) -> Iterator[Any]:
    """The Sessions tab, on a page that fails the test when it asks another host or meets an error of its own."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    opened = context.new_page()
    opened.set_default_timeout(15_000)
    wrong: list[str] = []
    opened.on("request", lambda one: one.url.startswith((sessions[0], "data:", "blob:")) or wrong.append(one.url))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(sessions[0])
    opened.get_by_label("What would you like help with?").wait_for()
    open_sessions(opened)
    yield opened
    context.close()
    assert wrong == []


def open_sessions(page: Any) -> None:
    page.get_by_role("tab").first.wait_for()
    tab = page.get_by_role("tab", name="Sessions", exact=True)
    if tab.count() == 0 or not tab.first.is_visible():
        page.get_by_role("button", name="More tabs").click()
        page.locator(".overflow-dropdown").get_by_role("button", name="Sessions", exact=True).click()
    else:
        tab.first.click()
    page.get_by_role("list", name="Sessions").wait_for()


def open_talk(page: Any, title: str = "Weekly talk") -> None:
    page.get_by_role("button", name=re.compile(f"Open {title}")).click()
    page.get_by_role("heading", name=title, level=2).wait_for()
    page.locator("#session-notes .rp-made").wait_for()


def turn(page: Any, index: int) -> Any:
    return page.locator(f"#rp-u{index}")


def is_in_view(page: Any, index: int) -> bool:
    inside = "turn => { const a = turn.getBoundingClientRect(), b = turn.closest('.rp-turns').getBoundingClientRect();"
    return bool(turn(page, index).evaluate(f"{inside} return a.top >= b.top - 2 && a.top < b.bottom; }}"))


def findings(page: Any) -> list[tuple[str, str, str]]:
    from axe_playwright_python.sync_playwright import Axe

    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    return [(one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:300]) for one in found]


def test_a_line_lights_up_its_words_and_a_tag_leads_back(page: Any) -> None:
    open_talk(page)
    page.get_by_role("button", name=re.compile("I'll send you my list of openings .* Show the words")).first.click()
    page.wait_for_function("document.activeElement.id === 'rp-u2'")
    assert turn(page, 2).evaluate("one => one.classList.contains('is-lit')")
    assert "At 0:31." in page.locator(".rp-lit").inner_text()
    turn(page, 2).get_by_role("button", name="Action item: show it in the notes").click()
    assert page.evaluate("document.activeElement.dataset.kind") == "action_items"


def test_words_of_a_transcript_are_never_markup(page: Any) -> None:
    open_talk(page)
    page.get_by_label("Search within this session").fill("onerror list")
    page.get_by_text("1 of 4 turns").wait_for()
    assert page.locator("#session-view img").count() == 0
    assert page.evaluate("window.hurt") is None
    assert NASTY in turn(page, 2).inner_text()


def test_the_words_of_a_long_session_come_into_view_by_keyboard(page: Any) -> None:
    open_talk(page, "A long one")
    line = page.locator("#session-notes .rp-line", has_text="Turn 600,").locator(".rp-cite").first
    line.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'rp-u600'")
    page.wait_for_timeout(200)
    assert is_in_view(page, 600)
    page.keyboard.press("Escape")
    assert line.evaluate("one => one === document.activeElement")


def test_searching_a_person_and_a_kind_narrow_both_sides(page: Any) -> None:
    open_talk(page)
    page.get_by_label("Search within this session").fill("salary")
    page.get_by_text("1 of 4 turns").wait_for()
    assert [turn(page, at).is_visible() for at in range(4)] == [False, False, False, True]
    assert turn(page, 3).locator("mark").inner_text() == "salary"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'rp-u3'")
    page.get_by_role("button", name="Clear", exact=True).click()
    page.get_by_role("combobox", name="Who").select_option("Anna Keller")
    page.locator("#session-filter").get_by_role("combobox", name="Kind").select_option("Action items")
    page.get_by_text("1 of 4 turns, 1 of").wait_for()
    assert turn(page, 2).is_visible()
    page.get_by_label("Search within this session").fill("zebra")
    page.get_by_text("Nothing here was said like that.").wait_for()


def test_a_promise_is_ticked_off_and_the_list_knows(page: Any) -> None:
    open_talk(page)
    tick = page.get_by_role("checkbox", name=re.compile("Done: .*three questions"))
    tick.focus()
    page.keyboard.press("Space")
    page.get_by_text("✓ Done, says you").wait_for()
    assert tick.get_attribute("aria-checked") == "true"
    page.wait_for_function("document.activeElement.classList.contains('rp-tick')")
    page.get_by_role("button", name="← All sessions").click()
    page.get_by_text("1 promise open").wait_for()
    open_talk(page)
    tick.click()
    page.get_by_text("✓ Done, says you").wait_for(state="detached")


def test_what_is_still_to_do_leads_to_where_it_was_promised(page: Any) -> None:
    page.locator(".rp-promises").get_by_role("button", name=re.compile("three questions")).click()
    page.get_by_role("heading", name="Weekly talk", level=2).wait_for()
    page.wait_for_function("(document.activeElement.dataset || {}).kind === 'action_items'")
    assert "three questions" in page.evaluate("document.activeElement.innerText")
    page.get_by_role("button", name="← All sessions").click()
    page.locator(".rp-promises").get_by_role("checkbox", name=re.compile("three questions")).click()
    page.locator(".rp-promises").get_by_role("checkbox", name=re.compile("three questions")).wait_for(state="detached")
    open_talk(page)
    page.get_by_role("checkbox", name=re.compile("Done: .*three questions")).click()
    page.get_by_text("✓ Done, says you").wait_for(state="detached")


def test_the_next_session_is_set_and_leads_to_it_once_it_was_held(
    page: Any, sessions: tuple[str, Assistant, str]
) -> None:
    _, assistant, pair = sessions
    due = ActionItem("Bring the list", Party.MENTEE, Due("before we meet", None, True), 1.0, ())
    first = assistant.sessions.upload(
        OPERATOR, pair, "a.txt", (TALK + "\n").encode(), held_on=date(2026, 10, 29), consent=BOTH
    )
    assistant.jobs.wait(assistant.store.jobs.latest([first.id])[first.id].id, timeout_s=30)
    assistant.notes.add(OPERATOR, first.id, Section.ACTION_ITEMS, due)
    page.reload()
    open_sessions(page)
    page.get_by_role("button", name=re.compile("29 October 2026")).first.click()
    page.get_by_text("before the next session", exact=True).wait_for()
    page.get_by_label("Next session").fill("2026-11-12")
    page.get_by_role("button", name="Set", exact=True).click()
    page.get_by_text("before the next session (Thu 12 Nov)").wait_for()
    assert findings(page) == []
    second = assistant.sessions.upload(
        OPERATOR, pair, "b.txt", (MUCH + "\n").encode(), held_on=date(2026, 11, 12), title="The one after", consent=BOTH
    )
    assistant.jobs.wait(assistant.store.jobs.latest([second.id])[second.id].id, timeout_s=30)
    page.get_by_role("button", name="← All sessions").click()
    page.get_by_role("button", name=re.compile("29 October 2026")).first.click()
    page.get_by_role("button", name="Open the next session, 12 November 2026").click()
    page.get_by_role("heading", name="The one after", level=2).wait_for()
    page.get_by_role("button", name="← All sessions").click()
    assistant.next_session.set_day(OPERATOR, pair, None)
    for one in (first, second):
        assistant.sessions.delete(OPERATOR, one.id)


def test_an_item_is_added_edited_and_deleted(page: Any) -> None:
    open_talk(page)
    page.get_by_text("Add an action item").click()
    form = page.locator("form[data-do=add][data-section=action_items]")
    form.get_by_label("What").fill("Book the small room")
    form.get_by_label("Who").select_option("Anna Keller")
    form.get_by_label("By when").fill("2026-06-30")
    form.get_by_role("button", name="Add", exact=True).click()
    row = page.locator(".rp-line", has_text="Book the small room")
    row.get_by_text("by 30 June 2026").wait_for()
    assert "Added by you" in row.inner_text()
    row.get_by_text("Edit").first.click()
    row.get_by_label("What").fill("Book the large room")
    row.get_by_role("button", name="Save").click()
    changed = page.locator(".rp-line", has_text="Book the large room")
    changed.get_by_text("Edit").first.click()
    changed.get_by_text("Delete …").click()
    changed.get_by_role("button", name="Yes, delete this action item").click()
    changed.wait_for(state="detached")


def test_a_name_is_corrected_and_a_turn_given_to_somebody_else(page: Any) -> None:
    open_talk(page)
    page.get_by_text("Who is who").click()
    page.locator("#rp-cast").get_by_label("Called").first.fill("Anna K.")
    page.get_by_role("button", name="Use these").click()
    turn(page, 0).get_by_text("Anna K.").wait_for()
    turn(page, 3).hover()
    turn(page, 3).get_by_role("button", name="Wrong speaker?").click()
    asked = page.get_by_role("dialog", name="Who said this?")
    asked.get_by_label("Anna K. (mentor)").check()
    asked.get_by_role("button", name="Correct this turn").click()
    turn(page, 3).get_by_text("Anna K.").wait_for()
    page.get_by_text("Who is who").click()
    page.get_by_role("button", name="As the file has it").click()
    turn(page, 3).get_by_text("Dana Reyes").wait_for()


def test_a_file_is_brought_and_becomes_notes(page: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "2026-06-02 call.txt", tmp_path / "page.vtt"
    good.write_text("Anna Keller: Hello.\nDana Reyes: I'll call the landlord tomorrow.\n" * 3, "utf-8")
    bad.write_text("<html><body>Sign in</body></html>", "utf-8")
    page.get_by_role("button", name="Add a session").click()
    page.locator("#session-files input[type=file]").set_input_files([good, bad])
    page.get_by_text("page.vtt is left out.").wait_for()
    assert page.get_by_label("Date").filter(visible=True).first.input_value() == "2026-06-02"
    page.get_by_label("Title").filter(visible=True).first.fill("The landlord")
    for name in ("Anna Keller", "Dana Reyes"):
        page.locator("#session-preview").get_by_label(f"{name} agrees").check()
    page.get_by_role("button", name="Keep this session and make notes").click()
    page.get_by_role("heading", name="The landlord", level=2).wait_for()
    page.locator("#session-notes .rp-made").wait_for()
    assert page.evaluate("document.activeElement.tagName") == "H2"
    page.get_by_text("About this session").click()
    page.get_by_text("Delete this session …").click()
    page.get_by_role("button", name="Yes, delete it with its notes and promises").click()
    page.get_by_role("list", name="Sessions").wait_for()
    assert page.get_by_role("button", name=re.compile("Open The landlord")).count() == 0


def test_a_coordinator_is_told_that_sessions_belong_to_the_pair(page: Any) -> None:
    page.get_by_label("Acting as").first.click()
    page.get_by_role("option", name=re.compile("Coordinator")).first.click()
    page.get_by_text("Sessions belong to the pair.").wait_for()
    assert page.get_by_role("button", name=re.compile("Open Weekly talk")).count() == 0


@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_serious_accessibility_finding(page: Any, look: str) -> None:
    if look == "dark":
        page.get_by_role("button", name="Light / dark").click()
    page.get_by_role("button", name="Write notes by hand").click()
    page.wait_for_timeout(400)
    assert findings(page) == []
    open_talk(page)
    page.locator("#session-notes .rp-cite").nth(1).click()
    for summary in ("Who is who", "About this session", "The same as a table"):
        page.get_by_text(summary).first.click()
    page.locator("#session-notes summary", has_text="Edit").nth(1).click()
    page.wait_for_timeout(400)
    assert findings(page) == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_scrolls_sideways(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    open_talk(page)
    page.locator("#session-notes .rp-cite").nth(1).click()
    for summary in ("Who is who", "About this session"):
        page.locator("#session-tail summary", has_text=summary).evaluate("one => one.click()")
    page.wait_for_timeout(300)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_the_words_lie_over_the_page_until_they_are_put_away(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    open_talk(page)
    line = page.locator("#session-notes .rp-cite").nth(1)
    line.click()
    words = page.locator("#session-transcript")
    page.wait_for_function("getComputedStyle(document.getElementById('session-transcript')).position === 'fixed'")
    assert line.bounding_box()["y"] + line.bounding_box()["height"] <= words.bounding_box()["y"]
    page.get_by_role("button", name="Back to the notes").click()
    assert words.evaluate("one => getComputedStyle(one).position") == "static"


def test_notes_are_as_long_as_the_reader_chose_also_after_a_reload(
    page: Any,
) -> None:
    def shown() -> int:
        return sum(one.is_visible() for one in page.locator("#session-notes .rp-line[data-kind=overview]").all())

    open_talk(page, "Much said")
    page.get_by_role("button", name="Standard", pressed=True).wait_for()
    assert shown() == 4
    page.get_by_role("button", name="Detailed").click()
    assert shown() == 5
    page.get_by_role("button", name="Brief").click()
    assert shown() == 3
    page.get_by_label("Search within this session").fill("sentence 4")
    page.get_by_text("1 of 9 turns").wait_for()
    assert shown() == 1, "a search looks through what is not shown at this length"
    page.reload()
    page.get_by_label("What would you like help with?").wait_for()
    open_sessions(page)
    open_talk(page, "Much said")
    page.get_by_role("button", name="Brief", pressed=True).wait_for()
    assert shown() == 3


def test_headings_are_in_order(page: Any) -> None:
    open_talk(page)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].filter(e => e.checkVisibility()).map(e => +e.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
