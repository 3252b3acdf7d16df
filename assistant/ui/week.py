"""Weekly availability in another time zone, as lines and as a grid."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from assistant.domain.people import DAY_NAMES, MINUTES_A_DAY, WeeklySlot
from assistant.vocabulary.time_zones import load_zone

_WEEK = 7 * MINUTES_A_DAY


def shift_minutes(from_zone: str, to_zone: str, now: datetime) -> int | None:
    """Count the minutes to add to a wall clock of one zone to read the other's; None when a zone is not known."""
    source, target = load_zone(from_zone), load_zone(to_zone)
    if source is None or target is None:
        return None
    gap = (now.astimezone(target).utcoffset() or timedelta()) - (now.astimezone(source).utcoffset() or timedelta())
    return int(gap.total_seconds() // 60)


def moved(slots: Iterable[WeeklySlot], minutes: int) -> tuple[WeeklySlot, ...]:
    """Move slots by some minutes around the week, cut at midnight, and join those that touch.

    >>> [str(slot) for slot in moved([WeeklySlot(6, 1380, 1440)], 120)]
    ['Mon 01:00-02:00']
    """
    pieces: list[tuple[int, int]] = []
    for slot in slots:
        start = (slot.day * MINUTES_A_DAY + slot.start_min + minutes) % _WEEK
        end = start + slot.end_min - slot.start_min
        pieces += [(start, min(end, _WEEK))] + ([(0, end - _WEEK)] if end > _WEEK else [])
    return tuple(slot for piece in _joined(pieces) for slot in _by_day(*piece))


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    done: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if done and start <= done[-1][1]:
            done[-1] = (done[-1][0], max(done[-1][1], end))
        else:
            done.append((start, end))
    return done


def _by_day(start: int, end: int) -> list[WeeklySlot]:
    slots = []
    while start < end:
        day = start // MINUTES_A_DAY
        until = min(end, (day + 1) * MINUTES_A_DAY)
        slots.append(WeeklySlot(day, start - day * MINUTES_A_DAY, until - day * MINUTES_A_DAY))
        start = until
    return slots


def shared_minutes(ours: Iterable[WeeklySlot], theirs: Iterable[WeeklySlot]) -> int:
    """Count the minutes a week in which both are free; both must be in one time zone already."""
    mine = list(moved(ours, 0))
    return sum(
        max(0, min(a.end_min, b.end_min) - max(a.start_min, b.start_min))
        for b in moved(theirs, 0)
        for a in mine
        if a.day == b.day
    )


def clock(minute: int) -> str:
    """Write minutes after midnight as a clock does; the end of the day is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def slot_words(slot: WeeklySlot) -> str:
    """Write a slot with an en dash: Mon 18:00–20:00."""
    return f"{DAY_NAMES[slot.day]} {clock(slot.start_min)}–{clock(slot.end_min)}"
