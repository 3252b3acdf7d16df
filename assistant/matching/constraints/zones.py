"""The values of a time-zone constraint: near the asker, hours of overlap, hours apart from a place, hours from UTC."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.matching.lazy_patterns import LazyPattern
from assistant.vocabulary.time_zones import load_zone, time_zone_name, utc_offset_min

NEAR_ZONE_H = 3.0
"""Hours apart up to which a time zone counts as near the asker's."""

_OFFSET = LazyPattern(r"(?:utc|gmt)? ?(?P<sign>[+\-\u2212])(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?$")
_FAR_EAST_MIN = 14 * 60


@dataclass(frozen=True, slots=True)
class ZoneWish:
    """What a value asks.

    Args:
        zone: The zone it is measured from; empty for the asker's own.
        apart_h: Hours apart that are still fine.
        shared_h: Hours of a working day to share, instead; 0 when that is not what is asked.
    """

    zone: str
    apart_h: float = 0.0
    shared_h: float = 0.0


@lru_cache(maxsize=1_024)
def read_zone(value: str) -> ZoneWish:
    """Read "mine", "overlap:3", "overlap:3:Asia/Tokyo", "within:2:Europe/Berlin", "Europe/Berlin" or "UTC+05:30"."""
    if value == "mine":
        return ZoneWish("", NEAR_ZONE_H)
    form, _, rest = value.partition(":")
    if form not in {"overlap", "within"}:
        return ZoneWish(value)
    hours, _, zone = rest.partition(":")
    return ZoneWish(zone, shared_h=float(hours)) if form == "overlap" else ZoneWish(zone, float(hours))


def offset_zone(text: str) -> str | None:
    """Give the name of a zone said by its hours from UTC: "utc+5:30" is "UTC+05:30", "GMT-3" is "UTC-03:00"."""
    found = _OFFSET.match(text.strip().lower())
    if found is None:
        return None
    minutes = int(found["hours"]) * 60 + int(found["minutes"] or 0)
    if minutes > _FAR_EAST_MIN or int(found["minutes"] or 0) >= 60:
        return None
    return f"UTC{'+' if found['sign'] == '+' else '-'}{minutes // 60:02d}:{minutes % 60:02d}" if minutes else "UTC"


def offset_min(zone: str, day: date) -> int | None:
    """Give minutes east of UTC at noon of a day, for IANA names and those of `offset_zone`; None for others."""
    found = re.fullmatch(r"UTC([+-])(\d\d):(\d\d)", zone)
    if found is None:
        return utc_offset_min(zone, day)
    return (1 if found[1] == "+" else -1) * (int(found[2]) * 60 + int(found[3]))


def zone_words(zone: str) -> str:
    """Say a zone in short: "Berlin", "UTC+5:30"."""
    found = re.fullmatch(r"UTC([+-])(\d\d):(\d\d)", zone)
    if found is None:
        return zone.rpartition("/")[2].replace("_", " ")
    return f"UTC{found[1]}{int(found[2])}{'' if found[3] == '00' else f':{found[3]}'}"


def parse_zone(text: str) -> str | None:
    """Give the value for what a person chose or typed; None when it is no time zone."""
    if text == "mine":
        return text
    form, colon, rest = text.partition(":")
    if colon and form in {"overlap", "within"}:
        hours, _, place = rest.partition(":")
        zone = parse_zone(place) if place else ""
        fits = hours.isdecimal() and 1 <= int(hours) <= 24 and (form == "overlap" or place) and zone is not None
        return f"{form}:{int(hours)}" + (f":{zone}" if zone else "") if fits else None
    if text.lower().startswith(("utc", "gmt")) and (found := offset_zone(text)):
        return found
    named = time_zone_name(text)
    return named if named and load_zone(named) else None
