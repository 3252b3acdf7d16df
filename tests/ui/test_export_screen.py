"""The export sheet as a visitor meets it, and the download: for the pair and the operator, nobody else."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import mammoth
import pytest
from small_analysis import SmallAnalyser

from assistant.domain.access import COORDINATOR, OPERATOR, Actor, Role
from assistant.domain.notes import Section
from assistant.domain.report import ActionItem, Due, Party
from assistant.domain.sessions import Consent, Template
from assistant.errors import NotAllowed
from assistant.exports import ExportFormat
from assistant.services import Assistant
from assistant.services.analysis_jobs import AnalysisJobs
from assistant.services.session_analysis import SessionAnalysis
from assistant.ui import session_actions, session_page
from assistant.ui.session_export import ExportChoice, choice_from, export_link, export_view

TALK = b"""Anna Keller: Hello Dana <b>Reyes</b>, how was the week?
Dana Reyes: Hard, thank you. I'll write down three questions.
Anna Keller: I'll send you my list of openings.
"""
DANA, ANNA = Actor(Role.MENTEE, "e1"), Actor(Role.MENTOR, "m1")
Served = tuple[str, Assistant, Path]


@pytest.fixture(scope="module")
def kept(served: Served) -> Any:
    """The id of a session of Anna and Dana, on the served page."""
    assistant = served[1]
    jobs, assistant.jobs = (
        assistant.jobs,
        AnalysisJobs(assistant.store, SessionAnalysis(assistant.store, SmallAnalyser())),
    )
    pair = assistant.relationships.start(OPERATOR, "m1", "e1", "one-on-ones").id
    both, day = Consent(mentor=True, mentee=True), date(2026, 5, 19)
    session = assistant.sessions.upload(DANA, pair, "talk.txt", TALK, held_on=day, title="Weekly", consent=both)
    assistant.jobs.wait(assistant.jobs.of_sessions(DANA, [session.id])[session.id].id, timeout_s=30)
    yield session.id
    assistant.sessions.delete(OPERATOR, session.id)
    assistant.relationships.close(OPERATOR, pair)
    assistant.jobs = jobs


@pytest.mark.parametrize(
    ("acting_as", "status"),
    [
        ("operator", 200),
        ("mentor:m1", 200),
        ("mentee:e1", 200),
        ("coordinator", 403),
        ("mentor:m2", 403),
        ("mentee:e2", 403),
        ("emperor", 401),
    ],
)
@pytest.mark.parametrize("kind", list(ExportFormat))
def test_a_download_obeys_who_may_read(client: Any, kept: str, acting_as: str, status: int, kind: ExportFormat) -> None:
    got = client.http.get(f"/sessions/{kept}/export/{kind}", params={"acting_as": acting_as})
    assert got.status_code == status
    assert ("questions" in got.text) <= (status == 200)
    if status == 200:
        assert re.fullmatch(r'attachment; filename="[a-z-]+-2026-05-19\.[a-z]+"', got.headers["content-disposition"])
        assert got.headers["cache-control"] == "no-store"


def test_a_request_under_another_name_downloads_nothing(client: Any, kept: str) -> None:
    got = client.http.get(f"/sessions/{kept}/export/md", headers={"host": "evil.example"})
    assert got.status_code == 401
    assert "questions" not in got.text


def test_what_is_not_there_says_so_in_our_words(client: Any, kept: str) -> None:
    assert client.http.get("/sessions/gone/export/md").status_code == 404
    got = client.http.get(f"/sessions/{kept}/export/pdf")
    assert (got.status_code, "Use one of md, docx" in got.text) == (404, True)


def test_a_bug_shows_a_number_and_none_of_the_words(
    client: Any, kept: str, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("about my divorce")

    monkeypatch.setattr(served[1].exports, "export", broken)
    got = client.http.get(f"/sessions/{kept}/export/md")
    assert got.status_code == 500
    assert re.search(r"Something went wrong \([0-9A-F]{4}\)", got.text)
    assert "divorce" not in got.text


@pytest.mark.parametrize(
    "choice",
    [
        ExportChoice(),
        ExportChoice(quotes=False, hide=True, owner=Party.MENTOR, tasks=True),
        ExportChoice(owner=Party.MENTEE),
    ],
)
def test_a_link_says_what_was_chosen(choice: ExportChoice) -> None:
    query = parse_qs(urlsplit(export_link("s1", ExportFormat.ICS, choice, DANA)).query)
    assert choice_from({key: values[0] for key, values in query.items()}) == choice
    assert query["acting_as"] == ["mentee:e1"]


def links_of(shown: str) -> dict[str, str]:
    found = re.findall(r'href="([^"]*/export/(\w+)\?[^"]*)"', shown)
    return {kind: link.replace("&amp;", "&") for link, kind in found}


def test_the_sheet_offers_each_format_and_the_mail_as_text(client: Any, served: Served, kept: str) -> None:
    shown = export_view(served[1], DANA, kept)
    links = links_of(shown)
    assert set(links) == set(ExportFormat) - {"ics"}  # nothing has a date yet
    assert "0 of 1 action item have a date" in shown
    assert "Nobody has confirmed 2 of 2 action items yet; they are marked so." in shown
    assert "Session notes: Weekly, 19 May 2026" in shown
    assert "&lt;b&gt;Reyes" in shown
    assert "<b>" not in shown
    word = client.http.get(links["docx"]).content
    assert "three questions" in mammoth.extract_raw_text(io.BytesIO(word)).value


def test_whoever_opens_it_gets_their_own_tasks_first(client: Any, served: Served, kept: str) -> None:
    item = ActionItem("Book the room", Party.MENTOR, Due("", date(2026, 6, 1)), 1.0, ())
    line = served[1].notes.add(ANNA, kept, Section.ACTION_ITEMS, item)
    mine, all_of_them = export_view(served[1], ANNA, kept), export_view(served[1], OPERATOR, kept)
    assert "1 of 2 action items has a date" in mine
    assert "1 of 3 action items has a date" in all_of_them
    assert "Book the room" in client.http.get(links_of(mine)["ics"]).text
    assert "ics" not in links_of(export_view(served[1], DANA, kept))
    assert "three questions" not in client.http.get(links_of(mine)["csv"]).text
    served[1].notes.delete(ANNA, kept, line.id)


def test_names_are_left_out_of_mail_and_files_and_put_back(client: Any, served: Served, kept: str) -> None:
    sent = {"do": "export", "quotes": "yes", "hide": "yes", "changed": "hide"}
    shown = export_view(served[1], DANA, kept, sent)
    assert re.search(r'name="hide" value="yes" checked data-first', shown)
    assert "Mentor: [Person 1]" in shown
    assert "Keller" not in client.http.get(links_of(shown)["md"]).text
    back = export_view(served[1], DANA, kept, {"do": "names-back", "words": "Ask [Person 1] & [Person 2]."})
    assert "Ask Anna Keller &amp; Dana Reyes." in back


@pytest.mark.parametrize("actor", [COORDINATOR, Actor(Role.MENTOR, "m2"), Actor(Role.MENTEE, "e2")])
def test_nobody_else_opens_the_sheet(served: Served, kept: str, actor: Actor) -> None:
    with pytest.raises(NotAllowed):
        export_view(served[1], actor, kept)
    with pytest.raises(NotAllowed):
        export_view(served[1], actor, kept, {"do": "names-back", "words": "[Person 1]"})
    with pytest.raises(NotAllowed):
        session_actions.change_template(served[1], actor, kept, {"template": "career"})


def test_the_template_orders_the_notes_on_the_screen(served: Served, kept: str) -> None:
    assistant, folder = served[1], served[2] / "templates"

    def headings() -> list[str]:
        return re.findall(r'<h3 id="rp-h-\w+">([^<]+)</h3>', session_page.open_page(assistant, DANA, kept).notes)

    session_actions.change_template(assistant, DANA, kept, {"template": Template.CLOSING})
    assert headings()[:3] == ["In short", "Thanks", "Looking back"]
    folder.mkdir()
    (folder / "brief.toml").write_text(
        'name = "Brief <i>"\n[[sections]]\nsection = "action_items"\ntitle = "To do"\n'
        '[[sections]]\nsection = "blockers"\ntitle = "In the way"\nempty = "Nothing is in the way."\n',
        "utf-8",
    )
    session_actions.change_template(assistant, DANA, kept, {"template": "brief"})
    page = session_page.open_page(assistant, DANA, kept)
    assert headings()[:2] == ["To do", "In the way"]
    assert "Nothing is in the way." in page.notes
    assert "Not in this template: overview, topics, open questions and gratitude" in page.notes
    assert '<option value="brief" selected>Brief &lt;i&gt;</option>' in page.head
    assert "Brief &lt;i&gt;" in session_page.list_view(assistant, DANA, page_pair(assistant, kept))[0]
    (folder / "brief.toml").write_text("name = ", "utf-8")
    page = session_page.open_page(assistant, DANA, kept)
    assert "brief.toml is not valid TOML" in page.notes
    assert "brief (not there any more)" in page.head
    assert headings()[0] == "In short"
    (folder / "brief.toml").unlink()
    session_actions.change_template(assistant, DANA, kept, {"template": Template.REGULAR})


def page_pair(assistant: Assistant, session_id: str) -> str:
    return assistant.sessions.open_session(OPERATOR, session_id).session.relationship_id
