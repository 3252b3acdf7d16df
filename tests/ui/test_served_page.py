"""The page as a client sees it: endpoints, errors, files, routes."""

import logging
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.services import Assistant

Served = tuple[str, Assistant, Path]


def test_only_these_endpoints_are_public(client: Any) -> None:
    info = client.http.get("/gradio_api/info").json()
    assert sorted(info["named_endpoints"]) == ["/find_mentors", "/understand"]
    assert info["unnamed_endpoints"] == {}
    names = [one["parameter_name"] for one in info["named_endpoints"]["/find_mentors"]["parameters"]]
    assert names == ["goal", "limit", "acting_as"]


def test_the_public_search_gives_the_ranking_of_the_service(client: Any, served: Served) -> None:
    goal = "difficult one-on-ones with my team"
    rows = client.call("find_mentors", goal, 3, "operator")
    assert [row["id"] for row in rows] == [match.mentor_id for match in served[1].find_mentors(goal).matches][:3]
    assert rows[0]["name"] == "Anna Keller"
    assert set(rows[0]) >= {"score", "strength", "room", "reasons", "conditions", "missing"}


def test_an_empty_goal_gets_our_own_words(client: Any) -> None:
    assert "nothing to search for" in str(client.call("find_mentors", "  ", 3, "operator"))


def test_an_unknown_actor_is_refused(client: Any) -> None:
    assert "Acting as" in str(client.call("find_mentors", "bread", 3, "emperor"))
    assert "mentee" in str(client.call("find_mentors", "bread", 3, "mentee:nobody"))


def test_a_bug_shows_a_number_and_logs_no_words_of_the_goal(
    client: Any, served: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("about my divorce")

    monkeypatch.setattr(served[1], "find_mentors", broken)
    with caplog.at_level(logging.DEBUG):
        said = str(client.call("find_mentors", "about my divorce", 3, "operator"))
    number = re.search(r"Something went wrong \(([0-9A-F]{4})\)", said)
    assert number
    assert number[1] in caplog.text
    assert "divorce" not in said + caplog.text


def test_the_page_speaks_to_no_other_host_and_keeps_no_history(client: Any) -> None:
    html = client.http.get("/").text
    config = client.http.get("/config").json()
    assert "fonts.googleapis" not in html
    assert config["analytics_enabled"] is False
    assert config["footer_links"] == []
    assert not config.get("run_history", False)
    assert config["show_error"] is False


def test_the_database_cannot_be_fetched(client: Any, served: Served) -> None:
    database = served[2] / "rapport.db"
    assert database.is_file()
    for path in (database, "/etc/passwd"):
        assert client.http.get(f"/gradio_api/file={path}").status_code in {403, 404}


@pytest.mark.parametrize("box", ["import-file", "session-files", "session-replacement"])
def test_a_path_of_the_server_is_refused_in_place_of_an_upload(client: Any, served: Served, box: str) -> None:
    config = client.http.get("/config").json()
    file = next(one for one in config["components"] if one["props"].get("elem_id") == box)
    event = next(one for one in config["dependencies"] if file["id"] in one["inputs"])
    forged: Any = {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}
    forged = [forged] if file["props"].get("file_count") == "multiple" else forged
    values = [forged if one == file["id"] else "mentor" for one in event["inputs"]]
    sent = {"data": values, "fn_index": event["id"], "session_hash": box}
    assert client.http.post("/gradio_api/queue/join", json=sent).status_code == 200
    events = client.http.get("/gradio_api/queue/data", params={"session_hash": box}).text
    assert '"success":false' in events.replace(" ", "")
    assert "root:" not in events


@pytest.mark.parametrize(
    ("who", "allowed"),
    [("mentee:e1", False), ("mentor:m2", False), ("mentor:m1", True), ("coordinator", True), ("operator", True)],
)
def test_the_form_of_a_mentor_opens_for_those_who_may_edit_them_whatever_is_sent(
    client: Any, who: str, allowed: bool
) -> None:
    config = client.http.get("/config").json()
    people = next(one for one in config["components"] if one["props"].get("elem_id") == "people")
    event = next(one for one in config["dependencies"] if [people["id"], "click"] in one["targets"])
    values = {"acting-key": who, "people-kind": "mentor", "people-filter": ""}
    names = {one["id"]: one["props"].get("elem_id") for one in config["components"]}
    data = [values.get(names[one] or "", "") for one in event["inputs"]]
    wanted = {"do": "edit", "id": "m1"}
    sent = {"data": data, "event_data": wanted, "fn_index": event["id"], "session_hash": who.replace(":", "")}
    assert client.http.post("/gradio_api/queue/join", json=sent).status_code == 200
    events = client.http.get("/gradio_api/queue/data", params={"session_hash": who.replace(":", "")}).text
    assert ('"success":true' in events.replace(" ", "")) is allowed
    assert ("I coach people" in events) is allowed


def test_a_request_under_another_name_is_nobody(client: Any) -> None:
    assert client.http.get("/config", headers={"host": "evil.example"}).status_code == 401


def test_import_reports_are_for_staff_and_by_name_only(client: Any) -> None:
    assert client.http.get("/reports/imports/guess.csv").status_code == 404
    assert client.http.get("/reports/imports/guess.csv?acting_as=mentee:e1").status_code == 403
    assert client.http.get("/reports/imports/guess.csv?acting_as=nobody").status_code == 401
    assert client.http.get("/reports/imports/guess.csv", headers={"host": "evil.example"}).status_code == 401
