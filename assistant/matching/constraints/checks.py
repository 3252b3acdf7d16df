"""Holding one constraint against one mentor: met, failed, or honestly not stated."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from assistant.domain.people import Asker, MeetingFormat, Mentor, Seniority
from assistant.domain.search import NOT, OR, Check, Constraint, ConstraintKind, Fit
from assistant.matching.constraints.overlap import shared_minutes
from assistant.matching.constraints.wording import when_words
from assistant.matching.constraints.zones import offset_min, read_zone, zone_words
from assistant.vocabulary.fields import fields_in_common
from assistant.vocabulary.languages import language_name
from assistant.vocabulary.places import City, country_name, find_city, region_countries
from assistant.vocabulary.tables import name_key

WORKING_DAY_H = 9.0
"""From nine to six; of these, as many hours are shared as two zones are not apart."""
MIN_SHARED_MIN = 30
"""A weekly half hour is the least in which a pair can meet."""


@dataclass(frozen=True, slots=True)
class _Finding:
    """A fit with its words."""

    fit: Fit
    detail: str


def check(constraint: Constraint, mentor: Mentor, asker: Asker, today: date) -> Check:
    """Hold a constraint against a mentor.

    What the mentor does not state, or what depends on something unknown about the asker, is `NOT_STATED`, never failed.

    Args:
        constraint: What is asked.
        mentor: Whom it is asked of.
        asker: Whose time zone, organisation and department "mine" means.
        today: Clock changes are those of its week.
    """
    if constraint.asker_zone:
        asker = replace(asker, time_zone=constraint.asker_zone)
    if constraint.negated:
        finding = _away(constraint.kind, constraint.value.removeprefix(NOT), mentor, asker, today)
    elif OR in constraint.value:
        finding = _one_of(constraint.kind, constraint.alternatives, mentor, asker, today)
    else:
        finding = _CHECKS[constraint.kind](constraint.value, mentor, asker, today)
    return Check(constraint, finding.fit, finding.detail)


def _one_of(kind: ConstraintKind, values: tuple[str, ...], mentor: Mentor, asker: Asker, today: date) -> _Finding:
    """Hold alternatives against a mentor: one that is met suffices, and all must be known to fail."""
    found = [_CHECKS[kind](value, mentor, asker, today) for value in values]
    for fit in (Fit.MET, Fit.NOT_STATED):
        of_fit = [one for one in found if one.fit is fit]
        if of_fit:
            return _Finding(fit, "; ".join(dict.fromkeys(one.detail for one in of_fit)))
    if kind is ConstraintKind.LANGUAGE:
        spoken, wanted = (_and([language_name(code) for code in codes]) for codes in (mentor.languages, values))
        return _Finding(Fit.FAILED, f"speaks {spoken}, not {wanted.replace(' and ', ' or ')}")
    return _Finding(Fit.FAILED, "; ".join(dict.fromkeys(one.detail for one in found)))


_OPPOSITE = {Fit.MET: Fit.FAILED, Fit.FAILED: Fit.MET, Fit.NOT_STATED: Fit.NOT_STATED}


def _away(kind: ConstraintKind, value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    """Hold what is asked away against a mentor.

    Times and formats are what a pair may choose from, so something else must be on offer. A level asked away takes
    all above it with it: "not a manager" is no director either.
    """
    if kind is ConstraintKind.WHEN:
        return _when(value, mentor, asker, today, outside=True)
    if kind is ConstraintKind.FORMAT and mentor.formats:
        offered = _and([_FORMAT_WORDS[item] for item in mentor.formats])
        return _met(any(item != value for item in mentor.formats), f"meets {offered}", f"meets {offered} only")
    if kind is ConstraintKind.SENIORITY and mentor.seniority is not None:
        least = Seniority(value)
        highest = Seniority.EARLY if least is Seniority.EARLY else Seniority.EXECUTIVE
        return _met(not least.rank <= mentor.seniority.rank <= highest.rank, f"{mentor.seniority} level")
    finding = _CHECKS[kind](value, mentor, asker, today)
    return _Finding(_OPPOSITE[finding.fit], finding.detail)


def _met(is_met: bool, detail: str, failed: str = "") -> _Finding:
    return _Finding(Fit.MET, detail) if is_met else _Finding(Fit.FAILED, failed or detail)


def _unknown(detail: str) -> _Finding:
    return _Finding(Fit.NOT_STATED, detail)


def _language(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    if not mentor.languages:
        return _unknown("no languages stated")
    spoken = _and([language_name(code) for code in mentor.languages])
    return _met(
        value in mentor.languages, f"speaks {language_name(value)}", f"speaks {spoken}, not {language_name(value)}"
    )


def _place(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    scope, _, name = value.partition(":")
    city = _city(mentor.city)
    country = mentor.country or (city.country if city else "")
    if not country and not mentor.city:
        return _unknown("no place stated")
    based = f"based in {mentor.city or country_name(country)}"
    if scope == "city":
        return _in_city(name, mentor.city, country, based)
    if not country:
        return _unknown(f"{based}, country not stated")
    return _met(country == name if scope == "country" else country in region_countries(name), based)


@lru_cache(maxsize=16_384)
def _city(name: str) -> City | None:
    return find_city(name) if name else None


def _in_city(wanted: str, stated: str, country: str, based: str) -> _Finding:
    known = _city(wanted)
    if stated:
        return _met(name_key(stated) == name_key(wanted) or (known is not None and _city(stated) is known), based)
    if known and country and known.country != country:
        return _Finding(Fit.FAILED, based)
    return _unknown(f"{based}, city not stated")


def _time_zone(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    if not mentor.time_zone:
        return _unknown("no time zone stated")
    wanted = read_zone(value)
    zone = wanted.zone or asker.time_zone
    ahead = _hours_ahead(mentor.time_zone, zone, today)
    if ahead is None:
        return _unknown("your time zone is not known" if not zone else "time zone not known")
    whom = zone_words(wanted.zone) if wanted.zone else ""
    if wanted.shared_h:
        hours = max(0.0, WORKING_DAY_H - abs(ahead))
        return _met(hours >= wanted.shared_h, f"{hours:g} h of {f'the {whom}' if whom else 'your'} working day")
    return _met(abs(ahead) <= wanted.apart_h, _apart(ahead, whom or "you"))


@lru_cache(maxsize=16_384)
def _hours_ahead(zone: str, other: str, today: date) -> float | None:
    first, second = offset_min(zone, today), offset_min(other, today)
    if first is None or second is None:
        return None
    return ((first - second + 12 * 60) % (24 * 60) - 12 * 60) / 60


@lru_cache(maxsize=4_096)
def _apart(ahead: float, whom: str) -> str:
    if ahead == 0:
        return f"same time as {whom}"
    return f"{abs(ahead):g} h {'ahead of' if ahead > 0 else 'behind'} {whom}"


def _when(value: str, mentor: Mentor, asker: Asker, today: date, *, outside: bool = False) -> _Finding:
    times = when_words(value)
    if not mentor.availability:
        return _unknown(f"no {times.removesuffix('s')} availability known")
    asker_zone, zone = asker.time_zone or mentor.time_zone or "UTC", mentor.time_zone or asker.time_zone or "UTC"
    minutes = shared_minutes(mentor.availability, zone, value, asker_zone, today, outside=outside)
    if minutes is None:
        return _unknown("time zone not known")
    whose = "your" if asker.time_zone and mentor.time_zone else "their"
    hours = f"{minutes / 60:.3g} h {'outside' if outside else 'of'} {whose} {times}"
    return _met(minutes >= MIN_SHARED_MIN, hours, f"{'only' if outside else 'not'} free in {whose} {times}")


def _seniority(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    if mentor.seniority is None:
        return _unknown("no seniority stated")
    wanted = Seniority(value)
    if wanted is Seniority.EARLY:
        return _met(mentor.seniority.rank <= Seniority.MID.rank, f"{mentor.seniority} level")
    return _met(mentor.seniority.rank >= wanted.rank, f"{mentor.seniority} level")


def _years(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    years = mentor.years_experience
    if years is None:
        return _unknown("no years of experience stated")
    limit = int(value[2:])
    return _met(
        years >= limit if value.startswith(">=") else years <= limit, f"{years} year{'s' * (years != 1)} of experience"
    )


def _field(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    stated = (*mentor.fields, *mentor.industries)
    if not stated:
        return _unknown("no field stated")
    common = _common_fields(value, stated)
    return _met(bool(common), f"works in {_and(sorted(common))}", f"works in {_and(list(stated[:3]))}")


@lru_cache(maxsize=65_536)
def _common_fields(value: str, stated: tuple[str, ...]) -> frozenset[str]:
    return fields_in_common(value, stated)


def _department(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    if not asker.department:
        return _unknown("your department is not known")
    other_employer = mentor.organisation and asker.organisation and not _same(mentor.organisation, asker.organisation)
    if other_employer:
        return _Finding(Fit.MET, f"works at {mentor.organisation}")
    if not mentor.department or (not mentor.organisation and _same(mentor.department, asker.department)):
        return _unknown("no department stated" if not mentor.department else "no organisation stated")
    return _met(not _same(mentor.department, asker.department), f"works in {mentor.department}")


def _organisation(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    if not asker.organisation:
        return _unknown("your organisation is not known")
    if not mentor.organisation:
        return _unknown("no organisation stated")
    return _met(_same(mentor.organisation, asker.organisation) is (value == "mine"), f"works at {mentor.organisation}")


def _same(name: str, other: str) -> bool:
    return name_key(name) == name_key(other)


_FORMAT_WORDS = {"remote": "remotely", "in_person": "in person", "chat": "by chat"}


def _format(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    if not mentor.formats:
        return _unknown("no meeting format stated")
    offered = _and([_FORMAT_WORDS[item] for item in mentor.formats])
    return _met(MeetingFormat(value) in mentor.formats, f"meets {_FORMAT_WORDS[value]}", f"meets {offered} only")


def _room(value: str, mentor: Mentor, asker: Asker, today: date) -> _Finding:
    if mentor.has_room is None:
        return _unknown("no capacity stated")
    later = f"full, next free {mentor.next_free:%-d %B %Y}" if mentor.next_free else "full"
    return _met(mentor.has_room, "has room now", later)


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "nothing named"


_CHECKS: dict[ConstraintKind, Callable[[str, Mentor, Asker, date], _Finding]] = {
    ConstraintKind.LANGUAGE: _language,
    ConstraintKind.PLACE: _place,
    ConstraintKind.TIME_ZONE: _time_zone,
    ConstraintKind.WHEN: _when,
    ConstraintKind.SENIORITY: _seniority,
    ConstraintKind.YEARS: _years,
    ConstraintKind.FIELD: _field,
    ConstraintKind.DEPARTMENT: _department,
    ConstraintKind.ORGANISATION: _organisation,
    ConstraintKind.FORMAT: _format,
    ConstraintKind.ROOM: _room,
}
