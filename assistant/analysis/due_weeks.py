"""Days and weeks as they are said: weekdays, weekends, "in two weeks", "tomorrow"."""

from datetime import date

from assistant.analysis import due_calendar as days
from assistant.analysis.due_calendar import Period
from assistant.analysis.due_matches import Match, Named, Undated, group, lead_of, parse_date
from assistant.analysis.due_words import number_of, weekday_number

_ALSO_WORDS = {"mon", "wed", "sat", "sun", "thu"}
_SOME_MINUTES = 5
"""Fewer are said of the talk itself ("in a minute")."""
_NEAR_DATES = {"by", "before", "until", "on", "for", "from", "starting"}


def read_weekday(match: Match, held_on: date) -> Named:
    """Read "by Friday" and "next Friday"; "sat" alone is no Saturday."""
    is_led, article = lead_of(match) in _NEAR_DATES, group(match, "the") and not group(match, "which")
    if group(match, "weekday") in _ALSO_WORDS and not group(match, "part") and (article or not is_led):
        return Undated.NOT_DUE
    if article and not is_led and not group(match, "after"):
        return Undated.NOT_DUE
    number = weekday_number(group(match, "weekday"))
    if group(match, "which") == "next":
        return days.one_day(days.shift(days.week_of(held_on, 1), number))
    return days.one_day(days.shift(days.coming(held_on, number), 7 if group(match, "after") else 0))


def read_weekday_of_week(match: Match, held_on: date) -> Named:
    """Read "Tuesday next week" and "this week on Tuesday"."""
    week = group(match, "week")
    weeks = 2 if "after" in week else 1 if "next" in week else 0
    return days.one_day(days.shift(days.week_of(held_on, weeks), weekday_number(group(match, "weekday"))))


def read_weeks_on(match: Match, held_on: date) -> Named:
    """Read "a week on Tuesday", "Friday week", "two weeks from tomorrow"."""
    start = days.shift(held_on, 1) if group(match, "anchor") == "tomorrow" else held_on
    if group(match, "weekday"):
        start = days.coming(held_on, weekday_number(group(match, "weekday")))
    count = number_of(group(match, "number") or "a") * (2 if "fortnight" in group(match, "span") else 1)
    return days.one_day(days.shift(start, 7 * count))


def read_weekend(match: Match, held_on: date) -> Named:
    """Read "over the weekend", on a Sunday of the next one, and "this weekend"."""
    which = group(match, "which")
    if which == "next" or group(match, "after"):
        return days.weekend(days.shift(days.week_of(held_on, 2 if group(match, "after") else 1), days.SUNDAY))
    if which.startswith("this"):
        return days.weekend(days.coming_or_today(held_on, days.SUNDAY))
    return days.weekend(days.coming(held_on, days.SUNDAY))


def read_week(match: Match, held_on: date) -> Named:
    """Read "next week", "early next week", "the end of the week"; a working week ends on Friday."""
    which, part = group(match, "which"), group(match, "part")
    if any(word in which for word in ("next", "nxt", "after", "coming")):
        period = days.week(held_on, 2 if "after" in which else 1)
    else:
        friday = days.coming_or_today(held_on, days.FRIDAY)
        period = Period(friday, friday, days.shift(days.week_of(friday), -1))
    if not part:
        return period
    weekday = _weekday_of_part(part)
    day = days.shift(days.week_of(period.last), weekday)
    return days.end_on(day) if weekday == days.FRIDAY else days.one_day(max(day, held_on))


def _weekday_of_part(part: str) -> int:
    """Say with which day a part of a week ends; a convention of our own."""
    if part.startswith("first thing"):
        return days.MONDAY
    if part.startswith(("early", "begin", "start", "the begin", "the start", "the first")):
        return days.TUESDAY
    return days.WEDNESDAY if part.startswith(("mid", "the mid", "half")) else days.FRIDAY


def read_week_later(match: Match, held_on: date) -> Named:
    """Read "this time next week"."""
    return days.one_day(days.shift(held_on, 7))


def read_today(match: Match, held_on: date) -> Named:
    """Read "tonight", "by the end of the day"."""
    return days.end_on(held_on)


def read_tomorrow(match: Match, held_on: date) -> Named:
    """Read "tomorrow" and "the day after tomorrow"."""
    return days.one_day(days.shift(held_on, 2 if group(match, "after") else 1))


def read_in_units(match: Match, held_on: date) -> Named:
    """Read "in two weeks", and "in two or three weeks" as the later; working days are counted without weekends."""
    count, unit = number_of(group(match, "more") or group(match, "number") or "a"), group(match, "unit")
    if group(match, "half"):
        return days.one_day(days.add_months(held_on, 6)) if unit.startswith("y") else Undated.NO_DATE
    if group(match, "working"):
        return days.one_day(days.add_workdays(held_on, count))
    if unit.startswith("min") and count < _SOME_MINUTES:
        return Undated.NOT_DUE
    if unit.startswith(("h", "min")):
        return days.one_day(days.shift(held_on, count // 24 if unit.startswith("h") else 0))
    if unit.startswith("fortnight"):
        count, unit = 2 * count, "weeks"
    found = parse_date(f"in {count} {unit.rstrip('s')}s", held_on)
    return days.one_day(found) if found else Undated.NO_DATE
