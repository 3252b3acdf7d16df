"""Weekly availability from the ways people write it: "Mon 18:00-20:00", "weekday evenings", "Mo-Fr 18-20 Uhr"."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from assistant.domain.people import MINUTES_A_DAY, WeeklySlot
from assistant.people.text import words

_DAY_NAMES = (
    "mon monday mondays mo montag montags lun lundi lunes lunedi segunda maandag ma",
    "tue tues tuesday tuesdays di dienstag dienstags mar mardi martes martedi terca dinsdag tu",
    "wed weds wednesday wednesdays mi mittwoch mittwochs mer mercredi mie miercoles mercoledi quarta woensdag wo we",
    "thu thur thurs thursday thursdays do donnerstag donnerstags jeu jeudi jue jueves giovedi quinta donderdag th",
    "fri friday fridays fr freitag freitags ven vendredi vie viernes venerdi sexta vrijdag vr",
    "sat saturday saturdays sa samstag samstags sonnabend sam samedi sab sabado sabato zaterdag za",
    "sun sunday sundays so sonntag sonntags dim dimanche dom domingo domenica zondag zo su",
)
_DAYS = {name: day for day, names in enumerate(_DAY_NAMES) for name in words(names)}
_GROUPS = {
    **dict.fromkeys(words("weekday weekdays workday workdays werktags wochentags werktage semaine"), range(5)),
    **dict.fromkeys(words("weekend weekends wochenende wochenenden am-wochenende finde"), range(5, 7)),
    **dict.fromkeys(words("daily everyday taglich anyday alldays quotidien diario"), range(7)),
}
_H = 60
_PARTS = {
    **dict.fromkeys(
        words("morning mornings vormittag vormittags morgens matin matins manana mananas"), (8 * _H, 12 * _H)
    ),
    **dict.fromkeys(words("lunchtime lunchtimes lunch noon midday mittags midi"), (12 * _H, 14 * _H)),
    **dict.fromkeys(words("afternoon afternoons nachmittag nachmittags tarde tardes"), (13 * _H, 17 * _H)),
    **dict.fromkeys(words("apres-midi"), (13 * _H, 17 * _H)),
    **dict.fromkeys(
        words("evening evenings eve eves abend abends soir soirs soiree noche noches sera"), (18 * _H, 21 * _H)
    ),
    **dict.fromkeys(words("night nights nachts"), (20 * _H, 23 * _H)),
    **dict.fromkeys(words("anytime always allday ganztags"), (8 * _H, 22 * _H)),
}
_ANY_TIME = _PARTS["anytime"]
_LATER_PARTS = {13 * _H, 18 * _H, 20 * _H}
_WHOLE_DAY = (9 * _H, 18 * _H)
_DASHES = {"-", "to", "until", "till", "til", "bis", "a", "tot", "through", "thru", "ate"}
_ANDS = {",", "and", "und", "et", "y", "e", "&", "+", "/", "or", "oder", "en"}
_AFTERS = set(words("after ab from apres since past nach von vanaf de desde between zwischen"))
_BEFORES = {"before", "vor", "avant"}
_SKIPPED = {
    *words("at on the in im am an only usually mostly generally typically local time times my own every each most"),
    *words(
        "uhr h hrs hours o'clock clock available free le la les los las el du approx approximately around about during"
    ),
}
_LAST_HOUR, _FIRST_HOUR = 22 * _H, 8 * _H
_TOKEN = re.compile(
    r"(?P<time>\b(?:\d{1,2}[:.h]\d{2}|\d{4}|\d{1,2})(?!\d))\s*(?:h\b|uhr\b|hrs\b|o'?clock\b)?"
    r"(?:\s*(?P<half>[ap])\.?m\b\.?)?(?:\s*(?:h\b|uhr\b|hrs\b))?"
    r"|(?P<word>apres-midi|all[ -]day|any[ -]?time|every[ -]?day|[a-z]+(?:'[a-z]+)?)|(?P<sign>[-,&+/])"
    r"|(?P<other>[^\s.():])"
)


@dataclass(frozen=True, slots=True)
class _Clock:
    minute: int
    half: str
    whole_hour: bool


@dataclass(slots=True)
class _Group:
    """Days with their times, as far as read."""

    days: list[int] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    parts: list[tuple[int, int]] = field(default_factory=list)
    times_first: bool = False
    loose: bool = True

    def has_times(self) -> bool:
        return bool(self.ranges or self.parts)

    def slots(self) -> Iterable[WeeklySlot]:
        # Hours with a part of the day ("evenings 6-8") mean that part's half of the day.
        later = any(start in _LATER_PARTS for start, _ in self.parts)
        ranges = [_in_second_half(*one) if later and self.loose else one for one in self.ranges]
        for day in self.days or range(7 if _ANY_TIME in self.parts else 5):
            for start, end in ranges or self.parts or [_WHOLE_DAY]:
                yield from _slots_of(day, start, end)


def parse_availability(text: str) -> tuple[WeeklySlot, ...]:
    """Read one statement of weekly times, in any order of days and hours.

    Hours without days are on weekdays, days without hours from 9 to 18; a slot over midnight becomes two.

    Returns:
        Sorted slots without overlaps; none for an empty text.

    Raises:
        ValueError: A word that is neither day nor time, a time without an end, or no time of a day; says which.
    """
    groups = _read_groups(_tokens(text))
    return join_slots(slot for group in groups for slot in group.slots())


def parse_slot(text: str) -> WeeklySlot:
    """Read one slot as `str(slot)` writes it, or in any other way that means a single slot.

    Raises:
        ValueError: Not exactly one slot.
    """
    slots = parse_availability(text)
    if len(slots) != 1:
        raise ValueError(f"{text!r} is not one slot of a day")
    return slots[0]


def join_slots(slots: Iterable[WeeklySlot]) -> tuple[WeeklySlot, ...]:
    """Sort slots and join those that overlap; slots that only touch stay two."""
    joined: list[WeeklySlot] = []
    for slot in sorted(slots):
        last = joined[-1] if joined else None
        if last is not None and last.day == slot.day and slot.start_min < last.end_min:
            joined[-1] = WeeklySlot(last.day, last.start_min, max(last.end_min, slot.end_min))
        else:
            joined.append(slot)
    return tuple(joined)


def _tokens(text: str) -> list[str | _Clock]:
    folded = unicodedata.normalize("NFKD", text.casefold()).translate({ord(dash): "-" for dash in "–—−‒―~"})
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    tokens: list[str | _Clock] = []
    for match in _TOKEN.finditer(plain):
        if match["time"]:
            tokens.append(_clock(match["time"], match["half"] or ""))
        elif match["other"]:
            raise ValueError(f"{match['other']!r} is not a day or a time")
        else:
            tokens.append(re.sub(r"(?<=all|any)[ -](?=day|time)|(?<=every)[ -](?=day)", "", match[0]))
    return tokens


def _clock(text: str, half: str) -> _Clock:
    digits = re.split("[:.h]", text)
    if len(digits) == 1 and len(text) == 4:
        digits = [text[:2], text[2:]]
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) == 2 else 0
    most = 12 if half else 24
    if hour > most or minute > 59 or (hour == 24 and minute):
        raise ValueError(f"{text!r} is not a time of the day")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return _Clock(hour * _H + minute, half, len(digits) == 1)


def _read_groups(tokens: list[str | _Clock]) -> list[_Group]:
    groups = [_Group()]
    before: str | _Clock = ""
    at = 0
    while at < len(tokens):
        token, used = tokens[at], 1
        if isinstance(token, _Clock):
            used = _read_hours(_group_for_times(groups), tokens, at, before)
        elif token in _DAYS:
            used = _read_days(_group_for_days(groups, before), tokens, at)
        elif token in _GROUPS:
            _group_for_days(groups, before).days.extend(_GROUPS[token])
        elif token in _PARTS:
            _group_for_times(groups).parts.append(_PARTS[token])
        elif token not in _ANDS | _AFTERS | _BEFORES | _SKIPPED | _DASHES:
            raise ValueError(f"{token!r} is not a day or a time")
        before = token
        at += used
    return [group for group in groups if group.days or group.has_times()]


def _group_for_days(groups: list[_Group], before: str | _Clock) -> _Group:
    group = groups[-1]
    if not group.has_times() or (group.times_first and before not in _ANDS) or (group.times_first and group.days):
        return group
    if not group.days and before not in _ANDS:  # "evenings on weekdays": the days belong to the times before them
        group.times_first = True
        return group
    groups.append(_Group())
    return groups[-1]


def _group_for_times(groups: list[_Group]) -> _Group:
    if groups[-1].times_first:
        groups.append(_Group())
    return groups[-1]


def _read_days(group: _Group, tokens: list[str | _Clock], at: int) -> int:
    first = _DAYS[str(tokens[at])]
    last = tokens[at + 2] if at + 2 < len(tokens) and tokens[at + 1] in _DASHES else None
    if not isinstance(last, str) or last not in _DAYS:
        group.days.append(first)
        return 1
    group.days.extend((first + step) % 7 for step in range((_DAYS[last] - first) % 7 + 1))
    return 3


def _read_hours(group: _Group, tokens: list[str | _Clock], at: int, before: str | _Clock) -> int:
    start = tokens[at]
    joined_by = _DASHES | (_ANDS if before in _AFTERS else set())
    end = tokens[at + 2] if at + 2 < len(tokens) and tokens[at + 1] in joined_by else None
    if not isinstance(start, _Clock):
        raise TypeError("hours start with a clock time")
    if isinstance(end, _Clock):
        group.ranges.append(_range(start, end))
        group.loose = group.loose and not (start.half or end.half)
        return 3
    if before in _AFTERS and start.minute < _LAST_HOUR:
        group.ranges.append((start.minute, _LAST_HOUR))
    elif before in _BEFORES | {"until", "till", "bis"} and start.minute > _FIRST_HOUR:
        group.ranges.append((_FIRST_HOUR, start.minute))
    else:
        raise ValueError("a time without an end")
    return 1


def _range(start: _Clock, end: _Clock) -> tuple[int, int]:
    first, last, half_a_day = start.minute, end.minute, 12 * _H
    if end.half == "p" and not start.half and first <= half_a_day + 59:
        # "6-8pm" is an evening, "9-1pm" starts in the morning, "12-1pm" at noon.
        first = first % half_a_day
        first += half_a_day if first <= last - half_a_day else 0
    loose = not start.half and start.whole_hour and end.whole_hour and first <= half_a_day
    if not end.half and last <= first < last + half_a_day and (loose or start.half):
        last += half_a_day  # "9-5" is a working day, not a night; "6pm-8" ends at eight
    return first, last


def _in_second_half(start: int, end: int) -> tuple[int, int]:
    return (start + 12 * _H, end + 12 * _H) if start < 12 * _H and end <= 12 * _H else (start, end)


def _slots_of(day: int, start: int, end: int) -> Iterable[WeeklySlot]:
    start, end = start % MINUTES_A_DAY, end if end == MINUTES_A_DAY else end % MINUTES_A_DAY
    if start == end:
        raise ValueError("a slot that ends when it starts")
    if end > start:
        yield WeeklySlot(day, start, end)
        return
    yield WeeklySlot(day, start, MINUTES_A_DAY)
    if end > 0:
        yield WeeklySlot((day + 1) % 7, 0, end)
