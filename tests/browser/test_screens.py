"""The screens as a person meets them: mouse, keyboard, phone, dark, and the rules of accessibility."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.domain.access import OPERATOR
from assistant.services import Assistant

pytestmark = pytest.mark.browser
GOAL = "difficult one-on-ones with my team, must speak German"
TABS = ("Find a mentor", "Mentor team", "Relationships", "Sessions", "People", "Import", "Setup")


def search(page: Any, goal: str = GOAL) -> None:
    box = page.get_by_label("What would you like help with?")
    box.fill(goal)
    box.press("Enter")
    page.locator("#results .rp-card").first.wait_for()


def open_tab(page: Any, name: str) -> None:
    page.get_by_role("tab").first.wait_for()
    tab = page.get_by_role("tab", name=name, exact=True)
    if tab.count() == 0 or not tab.first.is_visible():
        page.get_by_role("button", name="More tabs").click()
        page.locator(".overflow-dropdown").get_by_role("button", name=name, exact=True).click()
    else:
        tab.first.click()
    page.get_by_role("heading", level=2).filter(visible=True).first.wait_for()


def act_as(page: Any, name: str) -> None:
    box = (
        page.get_by_role("combobox", name="Acting as")
        if page.get_by_role("combobox", name="Acting as").count()
        else page.get_by_label("Acting as")
    )
    box.first.click()
    box.first.fill(name)
    page.get_by_role("option", name=re.compile(name)).first.click()


def card(page: Any, name: str) -> Any:
    return page.get_by_role("article", name=name)


def test_a_goal_gives_cards_with_reasons_and_chips_that_change_the_search(page: Any) -> None:
    search(page)
    assert card(page, "Anna Keller").locator("mark").count() > 0
    chips = page.get_by_role("list", name="What you asked for")
    chips.get_by_role("button", name="Speaks German: must. Make it nice to have").click()
    chips.get_by_role("button", name="Speaks German: nice to have. Make it a must").wait_for()
    chips.get_by_role("button", name="Remove: Speaks German").click()
    page.get_by_text("No conditions: everybody in the programme is considered.").wait_for()


def test_a_condition_can_be_added_from_the_list(page: Any) -> None:
    search(page, "opening a second bakery")
    box = page.get_by_role("combobox", name=re.compile("Add a condition")).first
    box.click()
    box.press_sequentially("Yoruba")
    page.get_by_role("option", name="Language: Speaks Yoruba").click()
    page.get_by_role("button", name="Remove: Speaks Yoruba").wait_for()


def test_an_example_searches_and_fills_the_box(page: Any) -> None:
    example = page.get_by_role("list", name="Examples").get_by_role("button").first
    words = example.inner_text()
    example.click()
    page.locator("#results .rp-card").first.wait_for()
    assert page.get_by_label("What would you like help with?").input_value() == words


def test_search_profile_and_close_by_keyboard_alone(page: Any) -> None:
    page.get_by_label("What would you like help with?").focus()
    page.keyboard.type("difficult one-on-ones")
    page.keyboard.press("Enter")
    view = card(page, "Anna Keller").get_by_role("button", name="View profile of Anna Keller")
    view.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if view.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Profile of Anna Keller")
    sheet.wait_for()
    assert "your time" in sheet.inner_text()
    page.keyboard.press("Shift+Tab")
    assert sheet.evaluate("element => element.contains(document.activeElement)")
    page.keyboard.press("Escape")
    sheet.wait_for(state="detached")
    assert view.evaluate("element => element === document.activeElement")


def test_shortlist_and_compare(page: Any) -> None:
    search(page, "difficult one-on-ones, a bakery and statistics")
    for name in ("Anna Keller", "Bola Ade"):
        page.get_by_role("button", name=f"Shortlist {name}").click()
        page.get_by_role("button", name=f"Remove {name} from shortlist").first.wait_for()
    page.get_by_role("button", name="Compare 2 side by side").click()
    table = page.get_by_role("dialog", name="Compare mentors")
    table.wait_for()
    assert {"Anna Keller", "Bola Ade"} <= set(re.findall("Anna Keller|Bola Ade", table.inner_text()))


def test_who_acts_stays_over_a_reload_and_nobody_is_one_message(page: Any) -> None:
    act_as(page, "Dana Reyes")
    open_tab(page, "People")
    page.get_by_role("button", name="View profile of Anna Keller").wait_for()
    page.get_by_role("button", name="Add a person").wait_for(state="detached")
    assert page.get_by_role("button", name=re.compile("^Edit")).count() == 0
    page.reload()
    box = page.get_by_label("Acting as").first
    page.wait_for_function("document.querySelector('#acting input')?.value === 'Mentee: Dana Reyes'")
    box.fill("Nobody Anywhere")
    box.press("Enter")
    page.get_by_text("Nobody in this programme is called “Nobody Anywhere”.").wait_for()
    page.wait_for_timeout(500)
    assert page.locator(".toast-body").count() == 1
    assert box.input_value() == "Mentee: Dana Reyes"


def test_on_a_phone_the_shortlist_is_one_tap_away_and_all_columns_can_be_reached(page: Any) -> None:
    act_as(page, "Dana Reyes")  # whose shortlist is empty: the operator's outlives the page of an earlier test
    page.set_viewport_size({"width": 390, "height": 800})
    search(page)
    for name in ("Anna Keller", "Chen Wei"):
        page.get_by_role("button", name=f"Shortlist {name}").click()
        page.get_by_role("button", name=f"Remove {name} from shortlist").first.wait_for()
    page.get_by_role("link", name="Shortlist (2)").click()
    page.get_by_role("button", name="Compare 2 side by side").click()
    last = page.get_by_role("dialog").get_by_role("button", name="View profile of Chen Wei")
    last.scroll_into_view_if_needed()
    assert last.bounding_box()["x"] + last.bounding_box()["width"] <= 390


def test_a_mentee_starts_a_relationship_and_sees_it(page: Any, programme: tuple[str, Assistant]) -> None:
    act_as(page, "Dana Reyes")
    search(page, "difficult one-on-ones with my team")
    page.get_by_role("button", name="Start a relationship with Anna Keller").click()
    page.get_by_role("button", name="Start with Anna Keller").click()
    page.get_by_role("dialog").wait_for(state="detached")
    open_tab(page, "Relationships")
    page.get_by_role("row", name=re.compile("Anna Keller.*Dana Reyes")).wait_for()
    assert len(programme[1].relationships.list(OPERATOR)) == 1
    page.get_by_role("button", name=re.compile("Close the relationship")).click()
    page.get_by_text("Closed", exact=True).wait_for()


def test_import_shows_columns_takes_good_rows_names_bad_ones_and_is_taken_back(
    page: Any, programme: tuple[str, Assistant], tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("Full name;Speaks;Job\nEva Lund;Swedish;Welder\nIvo Pek;Klingon;Potter\n;German;\n", "utf-8")
    open_tab(page, "Import")
    page.locator("#import-file input[type=file]").set_input_files(file)
    page.get_by_label("Job becomes").select_option("headline")
    page.get_by_role("cell", name="Welder", exact=True).first.wait_for()
    page.get_by_role("button", name="Check without saving").click()
    page.get_by_text("Check finished, nothing was written.").wait_for()
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("Import finished.").wait_for()
    names = {one.name: one.headline for one in programme[1].people.mentors(OPERATOR).people}
    assert names["Eva Lund"] == "Welder"
    assert page.get_by_role("cell", name="Klingon", exact=True).count() >= 1
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("Download all")).click()
    assert "Klingon" in Path(download.value.path()).read_text("utf-8-sig")
    page.get_by_role("button", name=re.compile("Undo last import")).click()
    page.get_by_role("button", name="Yes, take it back").click()
    page.get_by_text("people.csv is taken back.").wait_for()
    assert "Eva Lund" not in {one.name for one in programme[1].people.mentors(OPERATOR).people}


def test_a_person_is_edited_and_a_wrong_value_is_named(page: Any, programme: tuple[str, Assistant]) -> None:
    open_tab(page, "People")
    page.get_by_role("button", name="Edit Chen Wei").click()
    page.get_by_label("Time zone", exact=False).filter(visible=True).first.fill("Moon/Crater")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Please look at this:").wait_for()
    page.get_by_label("Time zone", exact=False).filter(visible=True).first.fill("Asia/Tokyo")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Edit Chen Wei").wait_for()
    assert programme[1].people.mentor(OPERATOR, "m3").time_zone == "Asia/Tokyo"


def test_a_team_has_somebody_for_each_goal(page: Any) -> None:
    open_tab(page, "Mentor team")
    page.get_by_label("Your goals, one on each line").fill(
        "difficult one-on-ones with my team\nopening a second bakery shop"
    )
    page.get_by_role("button", name="Put a team together").click()
    page.locator("#team .rp-place").nth(1).wait_for()


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_no_serious_accessibility_finding(page: Any, tab: str, look: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    if look == "dark":
        page.get_by_role("button", name="Light / dark").click()
    if tab == "Find a mentor":
        search(page)
    else:
        open_tab(page, tab)
    page.wait_for_timeout(600)
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], one["nodes"][0]["html"][:200], one["nodes"][0]["failureSummary"][:300]) for one in found] == []


def test_profile_sheet_has_no_serious_accessibility_finding(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    search(page)
    page.get_by_role("button", name="View profile of Anna Keller").click()
    page.get_by_role("dialog").wait_for()
    found = [one for one in Axe().run(page).response["violations"] if one["impact"] in {"serious", "critical"}]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_scrolls_sideways_on_a_phone(page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    search(page)
    for tab in TABS:
        open_tab(page, tab)
        page.wait_for_timeout(200)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, tab


def test_dark_is_remembered(page: Any) -> None:
    def ground() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light = ground()
    page.get_by_role("button", name="Light / dark").click()
    dark = ground()
    assert dark != light
    page.reload()
    page.get_by_label("What would you like help with?").wait_for()
    assert ground() == dark


def test_headings_are_in_order(page: Any) -> None:
    search(page)
    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].filter(e => e.checkVisibility()).map(e => +e.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
