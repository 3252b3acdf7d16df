"""The calendar behind spoken due dates: stretches of days, ends of months, movable feasts."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days that words name, by the last day that keeps a promise.

    Args:
        last: For a promise within it ("in May", "on Friday").
        by: For a promise by it ("by May" is the first of May, "by Friday" is Friday).
        before: For a promise before it.
    """

    last: date
    by: date
    before: date


def one_day(day: date) -> Period:
    """Name a single day."""
    return Period(day, day, shift(day, -1))


def stretch(first: date, last: date) -> Period:
    """Name some days; what is promised by them is due when they begin."""
    return Period(last, first, shift(first, -1))


def end_on(day: date) -> Period:
    """Name the end of something: "before the end of May" still allows its last day."""
    return Period(day, day, day)


def shift(day: date, days: int) -> date:
    """Go some days on, or back; stops at the first and last day that a date can be."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def coming(day: date, weekday: int) -> date:
    """Find the next such weekday after a day; a week later when it is that weekday itself."""
    return shift(day, (weekday - day.weekday() - 1) % 7 + 1)


def coming_or_today(day: date, weekday: int) -> date:
    """Find the next such weekday; the day itself when it is one."""
    return shift(day, (weekday - day.weekday()) % 7)


def week_of(day: date, weeks: int = 0) -> date:
    """Find the Monday of a day's week, or of one some weeks on."""
    return shift(day, 7 * weeks - day.weekday())


def week(day: date, weeks: int) -> Period:
    """Name a working week: it ends on Friday, and "by next week" is said of the whole of it."""
    monday = week_of(day, weeks)
    return Period(shift(monday, FRIDAY), shift(monday, FRIDAY), shift(monday, -1))


def weekend(sunday: date) -> Period:
    """Name the weekend that ends on a Sunday."""
    return Period(sunday, shift(sunday, -1), shift(sunday, -2))


def month_end(day: date, months: int = 0) -> date:
    """Find the last day of a day's month, or of one some months on."""
    year, month = _month_on(day, months)
    return date(year, month, calendar.monthrange(year, month)[1])


def month_start(day: date, months: int = 0) -> date:
    """Find the first day of a day's month, or of one some months on."""
    return month_end(day, months).replace(day=1)


def quarter_end(day: date, quarters: int = 0) -> date:
    """Find the last day of a day's quarter, or of one some quarters on."""
    return month_end(day, 2 - (day.month - 1) % 3 + 3 * quarters)


def add_months(day: date, months: int) -> date:
    """Go some months on; the 31st becomes the last day of a shorter month."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))


def add_workdays(day: date, count: int) -> date:
    """Go some days on, weekends not counted; whole weeks at once, so that any count is quick."""
    weeks, rest = divmod(count, 5)
    day = shift(day, 7 * weeks)
    while rest > 0 and day < date.max:
        day = shift(day, 1)
        rest -= day.weekday() < SATURDAY
    return day


def next_day_of_month(day: date, number: int) -> date | None:
    """Find the next month's day with a number after a day, in a month that has it; None for 0, 32 and so on."""
    for months in range(13):
        end = month_end(day, months)
        if 1 <= number <= end.day and end.replace(day=number) > day:
            return end.replace(day=number)
    return None


def nth_weekday(first: date, weekday: int, nth: int) -> date:
    """Find a weekday of the month that starts on a day: the first (1), the second (2) ... the last (-1)."""
    if nth > 0:
        return shift(coming_or_today(first, weekday), 7 * (nth - 1))
    last = month_end(first)
    return shift(last, -((last.weekday() - weekday) % 7))


def easter(year: int) -> date:
    """Find Easter Sunday of the western churches (the anonymous Gregorian algorithm, Meeus 1991)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    quarter, years = divmod(of_century, 4)
    to_sunday = (32 + 2 * rest + 2 * quarter - epact - years) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _monday_style(month: int, weekday: int, nth: int) -> Callable[[int], date]:
    return lambda year: nth_weekday(date(year, month, 1), weekday, nth)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "xmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "new years eve": _fixed(12, 31),
    "new year's day": _fixed(1, 1),
    "new years day": _fixed(1, 1),
    "new year's": _fixed(1, 1),
    "new years": _fixed(1, 1),
    "new year": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "valentine's day": _fixed(2, 14),
    "valentine's": _fixed(2, 14),
    "st patrick's day": _fixed(3, 17),
    "juneteenth": _fixed(6, 19),
    "independence day": _fixed(7, 4),
    "halloween": _fixed(10, 31),
    "all saints": _fixed(11, 1),
    "shrove tuesday": _from_easter(-47),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "maundy thursday": _from_easter(-3),
    "good friday": _from_easter(-2),
    "easter monday": _from_easter(1),
    "easter sunday": _from_easter(0),
    "easter": _from_easter(0),
    "ascension day": _from_easter(39),
    "whit monday": _from_easter(50),
    "whit sunday": _from_easter(49),
    "pentecost": _from_easter(49),
    "memorial day": _monday_style(5, MONDAY, -1),
    "labor day": _monday_style(9, MONDAY, 1),
    "thanksgiving": _monday_style(11, THURSDAY, 4),
    "black friday": lambda year: nth_weekday(date(year, 11, 1), THURSDAY, 4) + timedelta(1),
}
"""Holidays by name, each from a year to its day. Thanksgiving and Labor Day are those of the United States."""


def next_holiday(name: str, day: date) -> date:
    """Find the next holiday of a name, on a day or after it.

    Raises:
        KeyError: No holiday of this name is known.
    """
    this_year = HOLIDAYS[name](day.year)
    return this_year if this_year >= day else HOLIDAYS[name](day.year + 1)


def _month_on(day: date, months: int) -> tuple[int, int]:
    count = min(day.year * 12 + day.month - 1 + months, date.max.year * 12 + 11)
    return divmod(count, 12)[0], count % 12 + 1
