"""Times and dates as transcripts write them."""

import math
import re
from datetime import UTC, date, datetime, timedelta, timezone

CLOCK = r"(?:\d{1,6}:)?\d{1,4}:\d{1,2}(?:[.,]\d{1,9})?"
"""`0:03`, `00:12.500`, `1:02:03`, `100:00:01,000`: hours optional, any number of digits."""

_CLOCK = re.compile(CLOCK)
_MERIDIEM = re.compile(r"([ap])\.?\s?m\.?", re.IGNORECASE)
_DAY_S = 24 * 3600
_ZONE = re.compile(r"(?:GMT|UTC)\s*(?:([+-])(\d{1,2})(?::?(\d{2}))?)?")
_NAMED_ZONES = {"BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5}
_NAMED_ZONES |= {"MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "JST": 9}


def parse_clock(text: str) -> float:
    """Read `h:mm:ss.mmm` or `mm:ss` as seconds.

    Raises:
        ValueError: It is not of that form.
    """
    if not _CLOCK.fullmatch(text):
        raise ValueError(f"{text[:20]!r} is no time")
    seconds = 0.0
    for part in text.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds, 3)


def parse_time_of_day(text: str, meridiem: str = "") -> float:
    """Read `14:03:12`, or `2:03:12` with `PM`, as seconds after midnight."""
    seconds = parse_clock(text if text.count(":") == 2 else f"{text}:00")
    half = _MERIDIEM.match(meridiem.strip())
    if half:
        seconds = seconds % (_DAY_S / 2) + (_DAY_S / 2 if half[1].lower() == "p" else 0)
    return seconds


def since_first(times: list[float]) -> list[float]:
    """Turn times of day into seconds since the first; a step back of more than half a day is midnight."""
    days, latest, out = 0, times[0] if times else 0.0, []
    for one in times:
        if latest - one > _DAY_S / 2:
            days += 1
        latest = one
        out.append(max(0.0, one + days * _DAY_S - times[0]))
    return out


def seconds_of(value: object, scale: float = 1.0) -> float | None:
    """Read a time of a JSON file, a number or a text; None when it is neither or no time."""
    if isinstance(value, str):
        try:
            value = parse_clock(value.strip()) if ":" in value else float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        seconds = float(value) * scale
    except OverflowError:
        return None
    return round(max(0.0, seconds), 3) if math.isfinite(seconds) and seconds < 1e10 else None


def parse_moment(value: object) -> datetime | None:
    """Read a date of a JSON file: ISO text, or seconds or milliseconds since 1970; None when it is none of these."""
    try:
        if isinstance(value, str) and not value.strip().isdigit():
            return datetime.fromisoformat(value.strip())
        seconds = seconds_of(value, 0.001)
        return None if not seconds else datetime.fromtimestamp(seconds if seconds > 1e8 else seconds * 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def moment(day: str, time: str = "", zone: str = "") -> datetime | None:
    """Build a moment of `2026-03-30` (or with `/`), `10:02` and `GMT+2`; None when there is no such day."""
    try:
        year, month, number = (int(part) for part in re.split(r"[-/.]", day))
        hours, minutes = (int(part) for part in time.split(":")[:2]) if time else (0, 0)
        return datetime(year, month, number, hours, minutes, tzinfo=parse_zone(zone))
    except ValueError:
        return None


def parse_zone(text: str) -> timezone | None:
    """Read `GMT`, `GMT+2`, `UTC-03:30` or a common abbreviation; None when it is none of these."""
    text = text.strip()
    if text in _NAMED_ZONES:
        return timezone(timedelta(hours=_NAMED_ZONES[text]))
    found = _ZONE.fullmatch(text)
    if not found:
        return None
    minutes = int(found[2] or 0) * 60 + int(found[3] or 0)
    return timezone(timedelta(minutes=-minutes if found[1] == "-" else minutes)) if minutes < 24 * 60 else None


def day_of(started_at: datetime | None) -> date | None:
    """The date of a moment, where it is."""
    return started_at.date() if started_at else None
