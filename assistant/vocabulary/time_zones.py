"""Time zones: from abbreviations, cities, countries and habits of speech to the IANA name."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from assistant.vocabulary.places import cities, country_code
from assistant.vocabulary.tables import name_key

_SPOKEN = {
    "America/New_York": "et|est|edt|eastern|eastern time|us eastern|us eastern time|eastern standard time"
    "|east coast time"
    "|us east coast|new york time|east coast",
    "America/Chicago": "ct|cst|cdt|central time|us central|us central time|central standard time|chicago time",
    "America/Denver": "mt|mst|mdt|mountain time|us mountain time|mountain standard time|denver time",
    "America/Los_Angeles": "pt|pst|pdt|pacific|pacific time|us pacific|us pacific time|pacific standard time"
    "|west coast time"
    "|us west coast|west coast|california time|la time",
    "Europe/London": "gmt|bst|uk time|british time|british summer time|greenwich mean time|london time|uk|wet",
    "Europe/Dublin": "irish time|ireland time|dublin time",
    "Europe/Paris": "cet|cest|central european time|central european|paris time|european time|central europe time",
    "Europe/Athens": "eet|eest|eastern european time|athens time",
    "Africa/Nairobi": "eat|east africa time|east african time|nairobi time",
    "Africa/Lagos": "wat|west africa time|west african time|lagos time",
    "Africa/Johannesburg": "sast|south africa time|south african time|south africa standard time"
    "|central africa time|cat",
    "Asia/Dubai": "gst|gulf time|gulf standard time|dubai time|uae time",
    "Asia/Kolkata": "ist|india time|indian time|indian standard time|india standard time",
    "Asia/Singapore": "sgt|singapore time|singapore standard time",
    "Asia/Shanghai": "china time|china standard time|beijing time",
    "Asia/Hong_Kong": "hkt|hong kong time",
    "Asia/Tokyo": "jst|japan time|japan standard time|tokyo time",
    "Asia/Seoul": "kst|korea time|korean time",
    "Asia/Manila": "pht|philippine time|manila time",
    "Asia/Jakarta": "wib|jakarta time",
    "Asia/Karachi": "pkt|pakistan time",
    "Australia/Sydney": "aest|aedt|aet|australian eastern time|australian time|australia time|sydney time"
    "|melbourne time|eastern australia time",
    "Australia/Perth": "awst|perth time",
    "Australia/Adelaide": "acst|acdt",
    "Pacific/Auckland": "nzst|nzdt|nzt|nz time|new zealand time|auckland time",
    "America/Sao_Paulo": "brt|brasilia time|brazil time|sao paulo time",
    "America/Argentina/Buenos_Aires": "art|argentina time",
    "America/Halifax": "ast|atlantic time",
    "America/Anchorage": "akst|akdt|alaska time",
    "Pacific/Honolulu": "hst|hawaii time",
    "Europe/Moscow": "msk|moscow time",
    "Europe/Istanbul": "trt|turkish time|turkey time",
    "UTC": "utc|z|zulu|coordinated universal time",
}


@cache
def spoken_zones() -> dict[str, str]:
    """Give abbreviations and spoken names ("cet", "uk time"), folded by `name_key`, with the IANA name."""
    return {spoken: zone for zone, names in _SPOKEN.items() for spoken in names.split("|")}


@cache
def _zones_by_key() -> dict[str, str]:
    return {zone.casefold().replace("_", " "): zone for zone in sorted(available_timezones())}


@cache
def country_zone(code: str) -> str | None:
    """Give the IANA name of the zone most people of a country live in, from its first known city.

    None for unknown codes.
    """
    return next((city.time_zone for city in cities().values() if city.country == code), None)


def time_zone_name(text: str) -> str | None:
    """Find the IANA time zone that a text names: "Europe/Berlin", "CET", "UK time", "UTC+2", "Lisbon", "Kenya".

    Whole hours from UTC give `Etc/GMT-2`, whose sign is the reverse of the spoken one.

    Returns:
        None for empty or unknown text.
    """
    stripped = text.strip()
    key = name_key(stripped)
    if not key:
        return None
    exact = spoken_zones().get(key) or _zones_by_key().get(stripped.casefold().replace("_", " "))
    bare = key.removesuffix(" time zone").removesuffix(" timezone").removesuffix(" time")
    found = exact or spoken_zones().get(bare) or _from_offset(stripped)
    if found is None:
        city = cities().get(bare)
        found = city.time_zone if city else None
    if found is None and (code := country_code(bare)):
        found = country_zone(code)
    return found


def _from_offset(text: str) -> str | None:
    compact = text.upper().replace(" ", "").removeprefix("UTC").removeprefix("GMT")
    if compact == text.upper().replace(" ", "") or not compact or compact[0] not in "+-−":
        return None
    hours = compact[1:].removesuffix(":00").lstrip("0") or "0"
    if not hours.isdigit() or int(hours) > 14:
        return None
    sign = "-" if compact[0] == "+" else "+"
    return (
        "UTC" if hours == "0" else f"Etc/GMT{sign}{hours}" if f"Etc/GMT{sign}{hours}" in available_timezones() else None
    )


@cache
def load_zone(name: str) -> ZoneInfo | None:
    """Load a zone by its IANA name; None for empty or unknown names."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


@cache
def utc_offset_min(zone: str, day: date) -> int | None:
    """Give a zone's offset from UTC at noon of a day, in minutes east; None for an unknown zone."""
    found = load_zone(zone)
    if found is None:
        return None
    offset = datetime.combine(day, time(12), tzinfo=UTC).astimezone(found).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)


def offset_overlap(zone: str, other: str, day: date, *, day_start_h: int = 9, day_end_h: int = 18) -> float | None:
    """Give the hours that two ordinary working days share, one in each zone, on a date.

    Returns:
        0 to `day_end_h - day_start_h`; None when a zone is unknown.
    """
    first, second = utc_offset_min(zone, day), utc_offset_min(other, day)
    if first is None or second is None:
        return None
    apart = abs(first - second) % (24 * 60)
    apart = min(apart, 24 * 60 - apart)
    return max(0.0, (day_end_h - day_start_h) - apart / 60)


def time_zone_names() -> tuple[str, ...]:
    """Give the IANA names that people choose from, in order; without `Etc/` and other aliases that name no place."""
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return tuple(sorted(zone for zone in available_timezones() if zone.startswith(areas)))
