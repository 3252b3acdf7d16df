"""What the name of a file says about the session: its title and when it was."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import PurePath

from assistant.transcripts.times import moment

_ZOOM = re.compile(r"GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})")
_COMPACT = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})[_T-](\d{2})(\d{2})(\d{2})(?!\d)")
_DASHED = re.compile(
    r"(?<!\d)(20\d{2}[-_./]\d{1,2}[-_./]\d{1,2})(?:(?: at |[ T_,]+)(\d{1,2})[:h.\u2236_-](\d{2})(?!\d))?"
    r"(?:\s*((?:GMT|UTC)[+-]?\d*))?"
)
_TAIL = re.compile(
    r"(?:[\s_–—-]+(?:meeting transcript|transcript|transcription|recording|transkript|trascrizione|captions?|"
    r"otter[_ .]ai|notes by gemini|chat))+$",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(
    r"(?:meeting(?: saved.*)?|captions?|transcript|audio|video|_?chat|recording.*|untitled.*|\d*)", re.I
)


@dataclass(frozen=True, slots=True)
class NameFacts:
    """Title, moment and day as a file name gives them; empty where it does not."""

    title: str = ""
    started_at: datetime | None = None
    day: date | None = None


def read_file_name(name: str) -> NameFacts:
    """Read what tools put into file names, such as `Weekly 1-1 (2026-03-30 at 10_02 GMT+2) - Transcript.txt`."""
    stem = re.sub(r"(?:\.(?:transcript|cc|\w{2}))?\.\w{1,5}$", "", PurePath(name[-250:]).name)
    zoom = _ZOOM.search(stem)
    if zoom:
        return NameFacts("", *_with_day(_at(zoom, utc=True)))
    compact = _COMPACT.search(stem)
    if compact:
        return NameFacts(_title(stem[: compact.start()]), *_with_day(_at(compact, utc=False)))
    dashed = _DASHED.search(stem)
    if not dashed:
        return NameFacts(_title(stem))
    day = re.sub(r"[_./]", "-", dashed[1])
    at = moment(day, f"{dashed[2]}:{dashed[3]}" if dashed[2] else "", dashed[4] or "")
    title = _title(stem[: dashed.start()]) or _title(stem[dashed.end() :])
    return NameFacts(title, at if dashed[2] else None, at.date() if at else None)


def _title(text: str) -> str:
    title = _TAIL.sub("", text.strip(" _-–—([)]")).replace("_", " ").strip(" _-–—([)]")
    return "" if _NO_TITLE.fullmatch(title) else title


def _at(match: re.Match[str], *, utc: bool) -> datetime | None:
    try:
        return datetime(*(int(part) for part in match.groups()), tzinfo=UTC if utc else None)  # type: ignore[arg-type,misc]
    except ValueError:
        return None


def _with_day(at: datetime | None) -> tuple[datetime | None, date | None]:
    return at, at.date() if at else None
