"""Constraints held against mentors, with hours worked out by hand."""

import time
from datetime import date

import pytest

from assistant.domain.people import Asker, MeetingFormat, Mentor, Seniority, WeeklySlot
from assistant.domain.search import Check, Constraint, ConstraintKind, Fit
from assistant.errors import InvalidInput
from assistant.matching.constraints import check, constraint_choices, constraint_label, parse_chip
from assistant.matching.constraints.overlap import shared_minutes

SUMMER, WINTER = date(2026, 7, 1), date(2026, 1, 14)
K = ConstraintKind


def _mentor(**facts: object) -> Mentor:
    return Mentor(id="m1", name="Ada Bright", **facts)  # type: ignore[arg-type]


def _held(kind: ConstraintKind, value: str, mentor: Mentor, asker: Asker | None = None, day: date = SUMMER) -> Check:
    return check(Constraint(kind, value, True), mentor, asker or Asker(), day)


@pytest.mark.parametrize(
    "kind", [K.LANGUAGE, K.PLACE, K.TIME_ZONE, K.WHEN, K.SENIORITY, K.YEARS, K.FIELD, K.FORMAT, K.ROOM]
)
def test_a_mentor_who_states_nothing_is_never_failed(kind: ConstraintKind) -> None:
    values = {K.PLACE: "country:DE", K.WHEN: "evenings", K.FIELD: "law", K.LANGUAGE: "de", K.TIME_ZONE: "mine"}
    value = values.get(kind, constraint_choices(kind)[0])
    found = _held(kind, value, _mentor(), Asker(time_zone="Europe/Paris"))
    assert found.fit is Fit.NOT_STATED
    assert found.detail


def test_evening_hours_are_counted_in_the_askers_zone() -> None:
    mentor = _mentor(time_zone="America/New_York", availability=(WeeklySlot(0, 11 * 60, 15 * 60),))
    found = _held(K.WHEN, "evenings", mentor, Asker(time_zone="Europe/Berlin"))
    # 11-15 in New York is 17-21 in Berlin; the evening starts at 17:30.
    assert (found.fit, found.detail) == (Fit.MET, "3.5 h of your evenings")


def test_a_slot_may_fall_on_another_day_for_the_asker() -> None:
    mentor = _mentor(time_zone="America/Los_Angeles", availability=(WeeklySlot(4, 18 * 60, 20 * 60),))
    assert _held(K.WHEN, "saturday", mentor, Asker(time_zone="Asia/Tokyo")).detail == "2 h of your Saturdays"
    assert _held(K.WHEN, "friday", mentor, Asker(time_zone="Asia/Tokyo")).fit is Fit.FAILED


def test_the_week_wraps_from_sunday_to_monday() -> None:
    mentor = _mentor(time_zone="America/Los_Angeles", availability=(WeeklySlot(6, 18 * 60, 20 * 60),))
    assert _held(K.WHEN, "monday", mentor, Asker(time_zone="Asia/Tokyo")).fit is Fit.MET


def test_clock_changes_count() -> None:
    slots = (WeeklySlot(0, 9 * 60, 10 * 60),)
    spring = date(2026, 3, 10)  # the United States have changed their clocks, Europe has not
    assert shared_minutes(slots, "America/New_York", "lunchtimes", "Europe/London", spring) == 60
    assert shared_minutes(slots, "America/New_York", "lunchtimes", "Europe/London", SUMMER) == 0


@pytest.mark.parametrize(
    ("value", "zone", "day", "fit", "detail"),
    [
        ("mine", "Europe/London", SUMMER, Fit.MET, "1 h behind you"),
        ("mine", "America/New_York", SUMMER, Fit.FAILED, "6 h behind you"),
        ("Europe/Paris", "Europe/Madrid", SUMMER, Fit.MET, "same time as Paris"),
        ("Europe/Paris", "Africa/Lagos", WINTER, Fit.MET, "same time as Paris"),
        ("Europe/Paris", "Africa/Lagos", SUMMER, Fit.FAILED, "1 h behind Paris"),
        ("overlap:3", "America/New_York", SUMMER, Fit.MET, "3 h of your working day"),
        ("overlap:3", "America/Chicago", SUMMER, Fit.FAILED, "2 h of your working day"),
    ],
)
def test_time_zones(value: str, zone: str, day: date, fit: Fit, detail: str) -> None:
    found = _held(K.TIME_ZONE, value, _mentor(time_zone=zone), Asker(time_zone="Europe/Berlin"), day)
    assert (found.fit, found.detail) == (fit, detail)


@pytest.mark.parametrize(
    ("value", "facts", "fit"),
    [
        ("country:PT", {"country": "PT"}, Fit.MET),
        ("country:PT", {"city": "Lisboa"}, Fit.MET),
        ("region:europe", {"country": "PT", "city": "Lisbon"}, Fit.MET),
        ("region:africa", {"country": "PT"}, Fit.FAILED),
        ("city:lisbon", {"city": "Lisboa", "country": "PT"}, Fit.MET),
        ("city:lisbon", {"city": "Porto", "country": "PT"}, Fit.FAILED),
        ("city:lisbon", {"country": "PT"}, Fit.NOT_STATED),
        ("city:lisbon", {"country": "ES"}, Fit.FAILED),
        ("region:asia", {"country": "IN"}, Fit.MET),
        ("region:uk and ireland", {"country": "IE"}, Fit.MET),
    ],
)
def test_places_lie_within_places(value: str, facts: dict, fit: Fit) -> None:
    assert _held(K.PLACE, value, _mentor(**facts)).fit is fit


@pytest.mark.parametrize(
    ("kind", "value", "facts", "fit", "detail"),
    [
        (K.LANGUAGE, "de", {"languages": ("en", "fr")}, Fit.FAILED, "speaks English and French, not German"),
        (K.LANGUAGE, "fr", {"languages": ("en", "fr")}, Fit.MET, "speaks French"),
        (K.SENIORITY, "senior", {"seniority": Seniority.LEAD}, Fit.MET, "lead level"),
        (K.SENIORITY, "early", {"seniority": Seniority.MID}, Fit.MET, "mid level"),
        (K.SENIORITY, "early", {"seniority": Seniority.SENIOR}, Fit.FAILED, "senior level"),
        (K.YEARS, ">=10", {"years_experience": 10}, Fit.MET, "10 years of experience"),
        (K.YEARS, "<=5", {"years_experience": 6}, Fit.FAILED, "6 years of experience"),
        (K.FIELD, "nursing", {"fields": ("nursing", "education")}, Fit.MET, "works in nursing"),
        (K.FIELD, "games", {"fields": ("design",), "industries": ("video games",)}, Fit.MET, "works in games"),
        (K.FIELD, "law", {"fields": ("design",)}, Fit.FAILED, "works in design"),
        (K.FORMAT, "remote", {"formats": (MeetingFormat.IN_PERSON,)}, Fit.FAILED, "meets in person only"),
        (K.ROOM, "now", {"capacity": 2, "current_mentees": 1}, Fit.MET, "has room now"),
        (K.ROOM, "now", {"capacity": 1, "current_mentees": 1}, Fit.FAILED, "full"),
    ],
)
def test_facts_are_held_against_values(kind: ConstraintKind, value: str, facts: dict, fit: Fit, detail: str) -> None:
    found = _held(kind, value, _mentor(**facts))
    assert (found.fit, found.detail) == (fit, detail)


@pytest.mark.parametrize(
    ("kind", "value", "facts", "fit"),
    [
        (K.DEPARTMENT, "not_mine", {"organisation": "Acme", "department": "Sales"}, Fit.FAILED),
        (K.DEPARTMENT, "not_mine", {"organisation": "Acme", "department": "Legal"}, Fit.MET),
        (K.DEPARTMENT, "not_mine", {"organisation": "Other", "department": "Sales"}, Fit.MET),
        (K.DEPARTMENT, "not_mine", {"organisation": "Acme"}, Fit.NOT_STATED),
        (K.ORGANISATION, "not_mine", {"organisation": "ACME"}, Fit.FAILED),
        (K.ORGANISATION, "mine", {"organisation": "acme"}, Fit.MET),
        (K.ORGANISATION, "mine", {}, Fit.NOT_STATED),
    ],
)
def test_employers_are_compared_with_the_askers(kind: ConstraintKind, value: str, facts: dict, fit: Fit) -> None:
    assert _held(kind, value, _mentor(**facts), Asker(organisation="Acme", department="Sales")).fit is fit
    assert _held(kind, value, _mentor(**facts)).fit is Fit.NOT_STATED


def test_three_hundred_mentors_are_checked_in_milliseconds() -> None:
    zones = ("Europe/Berlin", "America/New_York", "Asia/Tokyo")
    mentors = [
        _mentor(time_zone=zones[i % 3], availability=(WeeklySlot(i % 7, 17 * 60, 20 * 60),), languages=("de",))
        for i in range(300)
    ]
    constraint, asker = Constraint(K.WHEN, "evenings", True), Asker(time_zone="Europe/London")
    took = []
    for _ in range(7):
        started = time.perf_counter()
        for mentor in mentors:
            check(constraint, mentor, asker, SUMMER)
        took.append(time.perf_counter() - started)
    assert min(took) < 0.01, f"{min(took) * 1e3:.1f} ms"


@pytest.mark.parametrize(
    ("kind", "value", "label"),
    [
        (K.LANGUAGE, "de", "Speaks German"),
        (K.PLACE, "region:europe", "In Europe"),
        (K.PLACE, "city:são paulo", "In São Paulo"),
        (K.WHEN, "evenings", "Evenings (your time)"),
        (K.WHEN, "monday", "Mondays (your time)"),
        (K.YEARS, ">=10", "10+ years"),
        (K.TIME_ZONE, "overlap:3", "At least 3 h of overlap"),
        (K.ROOM, "now", "Has room now"),
    ],
)
def test_labels(kind: ConstraintKind, value: str, label: str) -> None:
    assert constraint_label(Constraint(kind, value, True)) == label


@pytest.mark.parametrize("kind", list(ConstraintKind))
def test_every_choice_is_a_chip_that_can_be_added(kind: ConstraintKind) -> None:
    for value in constraint_choices(kind)[:400]:
        assert parse_chip(kind, value).value == value
        assert constraint_label(Constraint(kind, value, True))


@pytest.mark.parametrize(
    ("kind", "said", "value"),
    [
        ("language", "german", "de"),
        ("place", "Lisboa", "city:lisbon"),
        ("years", "at least 10 years", ">=10"),
        ("field", "nurse", "nursing"),
    ],
)
def test_chips_take_names(kind: str, said: str, value: str) -> None:
    assert parse_chip(kind, said).value == value


@pytest.mark.parametrize(
    ("kind", "value"), [("language", "Klingon"), ("colour", "red"), ("time_zone", "overlap:99"), ("when", "")]
)
def test_a_chip_that_cannot_be_is_refused_with_both_values(kind: str, value: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_chip(kind, value)
    assert repr(value) in str(caught.value) or repr(kind) in str(caught.value)
