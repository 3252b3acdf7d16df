"""Slack exports: one day of a channel, the days of one in a list, or the whole ZIP with users.json."""

import html
import re
from collections.abc import Iterator
from typing import Any

from assistant.domain.transcript import Timing
from assistant.transcripts.names import clean_name
from assistant.transcripts.protocols import Cue, Document, Draft, Notice, SetAside, Unread
from assistant.transcripts.times import day_of, parse_moment, seconds_of

_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
_LISTS = {
    "users.json",
    "channels.json",
    "dms.json",
    "groups.json",
    "mpims.json",
    "integration_logs.json",
    "org_users.json",
}
_SPOKEN = frozenset({"", "me_message", "thread_broadcast", "file_share", "reply_broadcast"})


class Slack:
    """Reads messages in the order they were sent, threads among them."""

    name = "Slack"

    def recognises(self, document: Document) -> float:
        """By messages with the time stamp of Slack."""
        rows = (row for _, row in _messages(document))
        found = any(isinstance(row, dict) and row.get("type") == "message" and "ts" in row for row in rows)
        return 0.95 if found else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; messages of the program, such as who joined, are set aside."""
        names = _names(document)
        sent, aside, unread = list[tuple[float, Cue]](), list[SetAside](), 0
        for number, (_, row) in enumerate(_messages(document), 1):
            ts = seconds_of(row.get("ts")) if isinstance(row, dict) else None
            if ts is None or not isinstance(row.get("text"), str):
                unread += 1
                continue
            text = _plain(row["text"], names)
            if str(row.get("subtype") or "") not in _SPOKEN or not text:
                aside.append(SetAside(text or "(no words)", "written by Slack or without words", number))
            else:
                sent.append((ts, Cue(_speaker(row, names), text, ts, None, number)))
        sent.sort(key=lambda one: one[0])
        first = sent[0][0] if sent else 0.0
        at = parse_moment(first)
        channels = {name.rpartition("/")[0] for name, _ in _messages(document)} - {""}
        several = Notice("The archive holds several channels; their messages are mixed by time.", len(channels))
        return Draft(
            cues=tuple(Cue(cue.speaker, cue.text, round(ts - first, 3), None, cue.line) for ts, cue in sent),
            timing=Timing.CHAT,
            title=next(iter(channels)) if len(channels) == 1 else "",
            started_at=at,
            day=day_of(at),
            notices=(several,) if len(channels) > 1 else (),
            unread=Unread(unread),
            set_aside=tuple(aside),
        )


def _messages(document: Document) -> Iterator[tuple[str, Any]]:
    """Each message with the file of the archive that it stands in."""
    for name, value in document.parts or (("", document.value),):
        rows = value.get("messages") if isinstance(value, dict) else value
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, list):
                yield from ((name, one) for one in row)
            elif name.rpartition("/")[2] not in _LISTS:
                yield name, row


def _names(document: Document) -> dict[str, str]:
    """Display names by id: of users.json, and of the profiles within messages."""
    names: dict[str, str] = {}
    lists = [value for name, value in document.parts if name.rpartition("/")[2] == "users.json"]
    for row in (row for rows in lists if isinstance(rows, list) for row in rows):
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            profile = _first(row.get("profile"), "real_name", "display_name")
            names[row["id"]] = _first(row, "real_name") or profile or _first(row, "name")
    for _, row in _messages(document):
        if isinstance(row, dict) and isinstance(row.get("user"), str):
            known = _first(row.get("user_profile"), "real_name", "display_name", "name")
            if known:
                names.setdefault(row["user"], known)
    return {key: name for key, name in names.items() if name}


def _speaker(row: dict[str, Any], names: dict[str, str]) -> str:
    user = row.get("user")
    return names.get(user, clean_name(user)) if isinstance(user, str) else _first(row, "username")


def _first(row: Any, *keys: str) -> str:
    """The first of some keys that holds a text with something in it."""
    found = (row.get(key) for key in keys) if isinstance(row, dict) else ()
    return clean_name(next((one for one in found if isinstance(one, str) and one.strip()), ""))


def _plain(text: str, names: dict[str, str]) -> str:
    """The words of a message: mentions by name, links by their label, entities decoded."""

    def said(match: re.Match[str]) -> str:
        kind, target, label = match[1], match[2], match[3]
        if kind == "@":
            return f"@{label or names.get(target, target)}"
        if kind:
            return f"{'#' if kind == '#' else '@'}{label or target.partition('^')[0]}"
        return label or target

    return html.unescape(_REFERENCE.sub(said, text)).strip()
