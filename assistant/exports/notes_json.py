"""Notes as JSON for other programs; `notes.schema.json` beside this file describes it."""

import json
from typing import Any

from assistant.domain.json_values import to_json
from assistant.domain.report import Party
from assistant.exports.notes import SessionNotes

FORMAT, VERSION = "rapport-session-notes", 1
_SESSION_KEYS = ("id", "relationship_id", "held_on", "title", "template")


def write_json(notes: SessionNotes, *, with_transcript: bool = True) -> str:
    """Write everything that is known about a session, with the transcript that the evidence points into.

    Args:
        notes: What to write.
        with_transcript: Whether the utterances are included; without them evidence is only numbers.
    """
    return json.dumps(notes_values(notes, with_transcript=with_transcript), ensure_ascii=False, indent=2) + "\n"


def notes_values(notes: SessionNotes, *, with_transcript: bool = True) -> dict[str, Any]:
    """The same as plain values."""
    session = to_json(notes.session)
    report = to_json(notes.report)
    for key, item, source in zip(notes.ids(), report["action_items"], notes.report.action_items, strict=True):
        due = notes.due_on(source)
        item |= {
            "id": key,
            "state": "done" if key in notes.done else "dropped" if key in notes.dropped else "open",
            "confirmed": key not in notes.unconfirmed,
            "due_on": due.isoformat() if due else None,
        }
    for follow_up in report["follow_ups"]:
        follow_up["text"] = notes.earlier_items.get(follow_up["item"], "")
    return {
        "format": FORMAT,
        "version": VERSION,
        "session": {key: session[key] for key in _SESSION_KEYS},
        "mentor": notes.name_of(Party.MENTOR),
        "mentee": notes.name_of(Party.MENTEE),
        "next_session_on": notes.next_session_on.isoformat() if notes.next_session_on else None,
        "cast": to_json(notes.cast),
        "report": report,
        "further_points": to_json(notes.further_points),
        "lines_by_hand": notes.by_hand,
        "names_key": notes.names_key or None,
        "transcript": to_json(notes.transcript) if with_transcript else None,
    }
