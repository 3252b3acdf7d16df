"""Days of the calendar as they are said: "the sixth of May", "mid-month", "before Christmas"."""

import re
from datetime import date

from assistant.analysis import due_calendar as days
from assistant.analysis.due_calendar import Period
from assistant.analysis.due_matches import Match, Named, Undated, group, is_deadline, parse_date
from assistant.analysis.due_words import MONTHS, month_number, ordinal_of, weekday_number

_FAR_AHEAD = 300
"""Days. A date without a year that is further ahead was, more likely, not long ago."""


def read_month_day(match: Match, held_on: date) -> Named:
    """Read "the sixth of May", "6 May 2026" and "May 6th"."""
    number = ordinal_of(group(match, "ordinal") or group(match, "digits"))
    found = _on_or_after(number, month_number(group(match, "month")), group(match, "year"), held_on)
    if found is None or (not group(match, "year") and _was_lately(found, match, held_on)):
        return Undated.NOT_DUE
    return days.one_day(found)


def read_iso(match: Match, held_on: date) -> Named:
    """Read 2026-05-06."""
    try:
        return days.one_day(date.fromisoformat(group(match, "iso")))
    except ValueError:
        return Undated.NOT_DUE


def read_numeric(match: Match, held_on: date) -> Named:
    """Read 24/12 and 12/24; 3/4 has no date, since half the world reads it the other way round."""
    small, large = sorted((int(group(match, "one")), int(group(match, "two"))))
    if not (1 <= small <= 12 and large <= 31):
        return Undated.NOT_DUE
    if small != large and large <= 12:
        return Undated.NO_DATE
    year = group(match, "year")
    found = _on_or_after(large, small, f"20{year}" if len(year) == 2 else year, held_on)
    return days.one_day(found) if found else Undated.NOT_DUE


def _on_or_after(number: int, month: int, year: str, held_on: date) -> date | None:
    """Find a day of a month: in the year said, or else the next one from the session on."""
    found = parse_date(f"{number} {MONTHS[month - 1]} {year or held_on.year}", held_on)
    if not year and (found is None or found < held_on):
        found = parse_date(f"{number} {MONTHS[month - 1]} {held_on.year + 1}", held_on)
    return found


def _was_lately(day: date, match: Match, held_on: date) -> bool:
    return (day - held_on).days > _FAR_AHEAD and not is_deadline(match)


def read_ordinal(match: Match, held_on: date) -> Named:
    """Read "the twelfth": of this month or the next that has it; and "the twelfth of next month"."""
    number = ordinal_of(group(match, "ordinal"))
    if "next" in group(match, "of"):
        end = days.month_end(held_on, 1)
        return days.one_day(end.replace(day=number)) if number <= end.day else Undated.NOT_DUE
    found = days.next_day_of_month(held_on, number)
    return days.one_day(found) if found else Undated.NOT_DUE


def read_week_of(match: Match, held_on: date) -> Named:
    """Read "the week of the sixteenth": until its Friday."""
    found = days.next_day_of_month(held_on, ordinal_of(group(match, "ordinal")))
    return Undated.NOT_DUE if found is None else days.week(found, 0)


def read_nth_weekday(match: Match, held_on: date) -> Named:
    """Read "the first Monday of the month" and "the last day in May"."""
    nth = -1 if group(match, "nth") == "last" else ordinal_of(group(match, "nth"))
    for months in range(1 if group(match, "next") else 0, 24):
        first = days.month_start(held_on, months)
        if group(match, "month") and first.month != month_number(group(match, "month")):
            continue
        found = _nth(first, group(match, "weekday"), nth)
        if found >= held_on:
            return days.one_day(found)
    return Undated.NOT_DUE


def _nth(first: date, weekday: str, nth: int) -> date:
    if weekday:
        return days.nth_weekday(first, weekday_number(weekday), nth)
    return days.month_end(first) if nth < 0 else days.shift(first, nth - 1)


def read_month(match: Match, held_on: date) -> Named:
    """Read "in May", "mid-May", "next month", "the end of the month"."""
    name, part = group(match, "month"), group(match, "part").removeprefix("the ")
    first = _first_of(match, held_on)
    if name and not group(match, "year") and _was_lately(first, match, held_on):
        return Undated.NOT_DUE
    end = days.month_end(first)
    if part.startswith(("end", "late")) or group(match, "short"):
        return days.end_on(end)
    if part:
        day = first.replace(day=15 if part.startswith(("mid", "half")) else 7)
        return days.one_day(day if day >= held_on else days.add_months(day, 12 if name else 1))
    return days.stretch(first, end) if name else Period(end, end, days.shift(first, -1))


def _first_of(match: Match, held_on: date) -> date:
    if not group(match, "month"):
        return days.month_start(held_on, 1 if "next" in group(match, "which") else 0)
    number = month_number(group(match, "month"))
    if group(match, "year"):
        return date(int(group(match, "year")), number, 1)
    return days.month_start(held_on, (number - held_on.month) % 12)


def read_quarter(match: Match, held_on: date) -> Named:
    """Read "this quarter", "the end of Q3"."""
    ahead = 1 if "next" in group(match, "which") else 0
    if group(match, "quarter"):
        ahead = (int(group(match, "quarter")) - (held_on.month + 2) // 3) % 4
    end = days.quarter_end(held_on, ahead)
    return days.end_on(end) if group(match, "part") else Period(end, end, days.shift(days.month_start(end, -2), -1))


def read_year(match: Match, held_on: date) -> Named:
    """Read "this year", "by the end of the year"."""
    end = date(min(held_on.year + ("next" in group(match, "which")), date.max.year), 12, 31)
    return days.end_on(end) if group(match, "part") or group(match, "short") else Period(end, end, date(end.year, 1, 1))


def read_holiday(match: Match, held_on: date) -> Named:
    """Read "before Christmas", "by Easter"."""
    name = re.sub(r"\s+", " ", group(match, "holiday").replace("’", "'"))
    return days.one_day(days.next_holiday(name, held_on))
