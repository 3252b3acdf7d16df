"""Chats: Slack (a day's file and a whole export), WhatsApp on Android and on iOS, and the chat that Zoom saves."""

import html
import io
import json
import zipfile
from typing import Any

from tests.transcripts.meeting import Meeting


def slack(held: Meeting) -> bytes:
    """One day of a Slack channel, with the profile of the sender in each message."""
    return _bytes(_messages(held, profiles=True))


def slack_zip(held: Meeting) -> bytes:
    """A Slack export: users.json, channels.json and a folder of days for the channel."""
    days: dict[str, list[dict[str, Any]]] = {}
    for turn, message in zip(held.turns, _messages(held, profiles=False), strict=True):
        days.setdefault(f"{held.at(turn.start_s):%Y-%m-%d}", []).append(message)
    users = [
        {"id": _user(at), "name": name.casefold().replace(" ", "."), "real_name": name, "profile": {"real_name": name}}
        for at, name in enumerate(held.speakers)
    ]
    files = {"channels.json": [{"id": "C01", "name": "mentoring"}], "users.json": users}
    files |= {f"mentoring/{day}.json": rows for day, rows in days.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, value in files.items():
            archive.writestr(zipfile.ZipInfo(name), _bytes(value), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def whatsapp(held: Meeting) -> bytes:
    """WhatsApp on Android: `31/12/24, 21:41 - Name: text`."""
    first = f"{held.at(0):%d/%m/%Y, %H:%M} - Messages and calls are end-to-end encrypted. Tap to learn more."
    lines = [f"{held.at(turn.start_s):%d/%m/%Y, %H:%M} - {turn.speaker}: {turn.text}" for turn in held.turns]
    return "\n".join([first, *lines, ""]).encode()


def whatsapp_ios(held: Meeting) -> bytes:
    """WhatsApp on iOS: invisible marks at the start of a line and before AM or PM."""
    lines = []
    for turn in held.turns:
        at = held.at(turn.start_s)
        time = f"{at.month}/{at.day}/{at:%y}, {at.hour % 12 or 12}:{at:%M:%S}\u202f{at:%p}"
        lines.append(f"\u200e[{time}] {turn.speaker}: {turn.text}")
    return "\r\n".join([*lines, ""]).encode()


def zoom_chat(held: Meeting) -> bytes:
    """`meeting_saved_chat.txt`: a header line for each message, the text after a tab."""
    lines = []
    for turn in held.turns:
        lines += [f"{held.at(turn.start_s):%H:%M:%S} From  {turn.speaker}  to  Everyone:", f"\t{turn.text}"]
    return "\r\n".join([*lines, ""]).encode()


def _messages(held: Meeting, *, profiles: bool) -> list[dict[str, Any]]:
    rows = []
    for at, turn in enumerate(held.turns):
        user = _user(held.speakers.index(turn.speaker))
        row = {
            "client_msg_id": f"0f0f0f0f-0000-4000-8000-{at:012}",
            "type": "message",
            "user": user,
            "text": html.escape(turn.text, quote=False),
            "ts": f"{held.at(turn.start_s).timestamp():.6f}",
        }
        rows.append(row | ({"user_profile": {"real_name": turn.speaker, "name": user.lower()}} if profiles else {}))
    return rows


def _user(at: int) -> str:
    return f"U{at + 1:02}ABCDE"


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=4).encode()
