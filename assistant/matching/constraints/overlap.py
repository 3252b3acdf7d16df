"""Weekly hours as bits: one bit a minute of the week in UTC, so that sharing is one AND."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, reduce
from operator import or_

from assistant.domain.people import MINUTES_A_DAY, WeeklySlot
from assistant.domain.search import BUT, OR, WITH
from assistant.vocabulary.time_zones import load_zone

WEEK_MIN = 7 * MINUTES_A_DAY
_FULL_WEEK = (1 << WEEK_MIN) - 1

_EVERY_DAY = range(7)
_WINDOWS: dict[str, tuple[range, int, int]] = {
    "mornings": (_EVERY_DAY, 6 * 60, 12 * 60),
    "lunchtimes": (_EVERY_DAY, 11 * 60 + 30, 14 * 60),
    "afternoons": (_EVERY_DAY, 12 * 60, 17 * 60 + 30),
    "evenings": (_EVERY_DAY, 17 * 60 + 30, 22 * 60),
    "weekends": (range(5, 7), 0, MINUTES_A_DAY),
    "weekdays": (range(5), 0, MINUTES_A_DAY),
    **{
        day: (range(index, index + 1), 0, MINUTES_A_DAY)
        for index, day in enumerate(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))
    },
}
WHEN_VALUES = tuple(_WINDOWS)


def shared_minutes(
    slots: tuple[WeeklySlot, ...], zone: str, when: str, asker_zone: str, today: date, *, outside: bool = False
) -> int | None:
    """Count the minutes a week that somebody is free in a part of the asker's week, or outside it.

    Clock changes count: every slot is placed with the offset that its zone has on that day of the week of `today`.

    Args:
        slots: When the person is free, in their own time.
        zone: The person's IANA time zone.
        when: One of `WHEN_VALUES`, in the asker's own time, or several joined by `WITH`: what lies in all of
            them, and in none that `BUT` stands before; of alternatives joined by `OR` all count.
        asker_zone: The asker's IANA time zone.
        today: Any day of the week that is looked at.
        outside: Count the free minutes that do not lie there.

    Returns:
        0 to 10,080; None when a zone is unknown.

    Raises:
        ValueError: `when` is none of `WHEN_VALUES`.
    """
    monday = today - timedelta(days=today.weekday())
    free, wanted = _week_bits(slots, zone, monday), _wanted_bits(when, asker_zone, monday)
    if free is None or wanted is None:
        return None
    return (free & ~wanted if outside else free & wanted).bit_count()


@lru_cache(maxsize=1_024)
def _wanted_bits(when: str, zone: str, monday: date) -> int | None:
    """Set the bits of all alternatives of a value; None for an unknown zone."""
    bits = [_joint_bits(alternative, zone, monday) for alternative in when.split(OR)]
    known = [one for one in bits if one is not None]
    return reduce(or_, known) if len(known) == len(bits) else None


def _joint_bits(when: str, zone: str, monday: date) -> int | None:
    parts = when.split(WITH)
    wanted = _week_bits(_window(WITH.join(part for part in parts if not part.startswith(BUT))), zone, monday)
    for part in parts:
        left_out = _week_bits(_window(part.removeprefix(BUT)), zone, monday) if part.startswith(BUT) else 0
        wanted = None if wanted is None or left_out is None else wanted & ~left_out
    return wanted


@lru_cache(maxsize=256)
def _window(when: str) -> tuple[WeeklySlot, ...]:
    parts = when.split(WITH)
    if unknown := set(parts) - set(_WINDOWS):
        raise ValueError(f"when is {unknown.pop()!r}, none of {', '.join(WHEN_VALUES)}")
    windows = [_WINDOWS[part] for part in parts]
    days = set.intersection(*(set(window[0]) for window in windows))
    start, end = max(window[1] for window in windows), min(window[2] for window in windows)
    return tuple(WeeklySlot(day, start, end) for day in sorted(days)) if start < end else ()


_MAX_WEEKS = 65_536
_weeks: dict[tuple[int, str, date], tuple[tuple[WeeklySlot, ...], int | None]] = {}


def _week_bits(slots: tuple[WeeklySlot, ...], zone: str, monday: date) -> int | None:
    """Remember weeks by the identity of their slots, which is faster than hashing them; the memory keeps them alive."""
    key = (id(slots), zone, monday)
    found = _weeks.get(key)
    if found is None or found[0] is not slots:
        if len(_weeks) >= _MAX_WEEKS:
            _weeks.clear()
        found = _weeks[key] = (slots, week_bits(slots, zone, monday))
    return found[1]


def week_bits(slots: tuple[WeeklySlot, ...], zone: str, monday: date) -> int | None:
    """Set the bits of a week's free minutes, bit 0 for Monday 00:00 UTC; the week wraps around.

    Returns:
        None for an unknown zone.
    """
    if load_zone(zone) is None:
        return None
    bits = 0
    for slot in slots:
        length = slot.end_min - slot.start_min
        start = (slot.day * MINUTES_A_DAY + slot.start_min - _offset_min(zone, monday, slot.day)) % WEEK_MIN
        bits |= ((1 << length) - 1) << start
    return (bits & _FULL_WEEK) | (bits >> WEEK_MIN)


@lru_cache(maxsize=8_192)
def _offset_min(zone: str, monday: date, day: int) -> int:
    noon = datetime.combine(monday + timedelta(days=day), datetime.min.time(), tzinfo=UTC) + timedelta(hours=12)
    offset = noon.astimezone(load_zone(zone)).utcoffset() or timedelta()
    return int(offset.total_seconds() // 60)
