"""Slack and WhatsApp."""

import json

import pytest

from assistant.domain.transcript import Timing
from assistant.transcripts import read_bytes
from tests.transcripts.helpers import aside, read, said, starts, turns, zipped

MESSAGES = [
    {"type": "message", "user": "U02", "text": "yes", "ts": "1712345978.5", "thread_ts": "1712345678.0"},
    {"type": "message", "user": "U01", "ts": "1712345678.000200",
     "text": "hi <@U02> &amp; co, see <https://example.org/x|the page> or <https://example.org>"},
    {"type": "message", "subtype": "channel_join", "user": "U02", "ts": "1712345000.0",
     "text": "<@U02> has joined the channel"},
    {"type": "message", "subtype": "bot_message", "text": "Reminder", "ts": "1712345001.0"},
    {"type": "message", "user": "U01", "text": "", "files": [{}], "ts": "1712345979.0"},
    {"type": "message", "user": "U03", "text": "in <#C01|general> <!here>", "ts": "1712346000.0",
     "user_profile": {"real_name": "Kim"}},
    {"type": "message", "user": "U09"},
]  # fmt: skip
USERS = [{"id": "U01", "name": "dana", "profile": {"real_name": "Dana Reyes"}}, {"id": "U02", "real_name": "Sam Okoro"}]
SPOKEN = [
    ("Dana Reyes", "hi @Sam Okoro & co, see the page or https://example.org"),
    ("Sam Okoro", "yes"),
    ("Kim", "in #general @here"),
]


def test_a_slack_export_resolves_people_and_puts_threads_in_order():
    files = {"users.json": USERS, "channels.json": [], "mentoring/2024-04-05.json": MESSAGES}
    reading = read_bytes("x.zip", zipped({name: json.dumps(value).encode() for name, value in files.items()}))
    assert reading.format == "Slack"
    assert turns(reading) == SPOKEN
    assert starts(reading) == [0.0, 300.5, 322.0]
    assert reading.transcript.timing is Timing.CHAT
    assert reading.title == "mentoring"
    assert str(reading.day) == "2024-04-05"
    assert aside(reading) == ["@Sam Okoro has joined the channel", "Reminder", "(no words)"]
    assert reading.unread.count == 1


@pytest.mark.parametrize("value", [MESSAGES, [MESSAGES[:3], MESSAGES[3:]], {"ok": True, "messages": MESSAGES}])
def test_days_without_the_list_of_users_keep_the_ids(value: object):
    reading = read_bytes("2024-04-05.json", json.dumps(value).encode())
    assert reading.transcript.speakers == ("U01", "U02", "Kim")
    assert reading.transcript.utterances[0].text.startswith("hi @U02 &")


def test_several_channels_in_one_archive_are_noticed():
    files = {f"{name}/2024-04-05.json": json.dumps(MESSAGES[:2]).encode() for name in ("one", "two")}
    assert any("several channels" in text for text in said(read_bytes("x.zip", zipped(files))))


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["\u200e[12/31/24, 9:41:09\u202fPM] {}: Are we on?", "[12/31/24, 9:42:00\u202fPM] {}: Yes"], "2024-12-31"),
        (["12/31/24, 9:41 PM - {}: Are we on?", "12/31/24, 9:42 PM - {}: Yes"], "2024-12-31"),
        (["2024-12-31, 21:41 - {}: Are we on?", "2024-12-31, 21:42 - {}: Yes"], "2024-12-31"),
        (["[12.3.2022 klo 14.08.18] {}: Are we on?", "[13.3.2022 klo 8.00.00] {}: Yes"], "2022-03-12"),
        (["31/12/2024, 21:41 - {}: Are we on?", "31/12/2024, 21:42 - {}: Yes"], "2024-12-31"),
        (["31.12.24, 21:41 - {}: Are we on?", "31.12.24, 21:42 - {}: Yes"], "2024-12-31"),
        (["[31/12/2024, 9:41:09 p. m.] {}: Are we on?", "[31/12/2024, 9:42:09 p. m.] {}: Yes"], "2024-12-31"),
    ],
    ids=["iOS", "Android", "ISO", "Finnish", "day first", "German", "Spanish"],
)  # fmt: skip
def test_whatsapp_in_the_formats_of_regions(lines: list[str], day: str):
    reading = read("\n".join([lines[0].format("Dana Reyes"), lines[1].format("Sam Okoro")]))
    assert reading.format == "WhatsApp"
    assert turns(reading) == [("Dana Reyes", "Are we on?"), ("Sam Okoro", "Yes")]
    assert str(reading.day) == day


def test_whatsapp_in_the_afternoon_and_on_several_lines():
    reading = read("12/31/24, 12:05 AM - Dana: one\nsecond line\n\nthird: line\n12/31/24, 12:05 PM - Sam: two\n")
    assert turns(reading) == [("Dana", "one second line third: line"), ("Sam", "two")]
    assert starts(reading) == [0.0, 12 * 3600.0]


def test_whatsapp_sets_system_lines_and_media_aside():
    reading = read("""
        31/12/2024, 21:40 - Messages and calls are end-to-end encrypted. Tap to learn more.
        31/12/2024, 21:41 - Dana Reyes: <Media omitted>
        31/12/2024, 21:42 - Dana Reyes: \u200eimage omitted
        31/12/2024, 21:43 - Dana Reyes: <attached: 0001-PHOTO.jpg>
        31/12/2024, 21:44 - Dana Reyes: Here is my plan <This message was edited>
    """)
    assert turns(reading) == [("Dana Reyes", "Here is my plan")]
    assert len(reading.set_aside) == 4


def test_day_and_month_are_inferred_over_the_whole_file():
    reading = read("1/2/24, 09:00 - Dana: one\n1/2/24, 09:05 - Sam: two\n1/13/24, 09:00 - Dana: three\n")
    assert str(reading.day) == "2024-01-02"
    assert said(reading) == []


def test_day_and_month_are_inferred_from_dates_that_would_go_backwards():
    reading = read("3/1/24, 09:00 - Dana: one\n4/1/24, 09:05 - Sam: two\n1/2/24, 09:00 - Dana: three\n")
    assert str(reading.day) == "2024-01-03"


def test_a_doubtful_order_of_day_and_month_is_noticed():
    reading = read("1/2/24, 09:00 - Dana: one\n1/2/24, 09:05 - Sam: two\n")
    assert any("Day and month" in text for text in said(reading))


def test_whatsapp_in_the_archive_that_phones_send():
    data = zipped({"_chat.txt": b"[31/12/2024, 21:41:00] Dana Reyes: Are we on?\n"})
    assert turns(read_bytes("WhatsApp Chat - Dana.zip", data)) == [("Dana Reyes", "Are we on?")]


def test_a_slack_export_with_a_text_beside_it_is_still_one():
    files = {"users.json": USERS, "c/2024-04-05.json": MESSAGES}
    data = {name: json.dumps(value).encode() for name, value in files.items()} | {"README.txt": b"Exported."}
    assert read_bytes("x.zip", zipped(data)).format == "Slack"
