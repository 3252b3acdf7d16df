"""Constraints held against mentors, with hours worked out by hand."""

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


@pytest.mark.parametrize(
    ("kind", "value", "facts", "fit"),
    [
        (K.LANGUAGE, "de|nl", {"languages": ("en", "nl")}, Fit.MET),
        (K.LANGUAGE, "de|nl", {"languages": ("en", "fr")}, Fit.FAILED),
        (K.LANGUAGE, "de|nl", {}, Fit.NOT_STATED),
        (K.PLACE, "country:KE|country:TZ", {"country": "TZ"}, Fit.MET),
        (K.PLACE, "city:oslo|city:bergen", {"country": "NO"}, Fit.NOT_STATED),
        (K.PLACE, "city:oslo|city:bergen", {"country": "SE"}, Fit.FAILED),
        (K.PLACE, "not:region:europe", {"country": "PT"}, Fit.FAILED),
        (K.PLACE, "not:region:europe", {"country": "KE"}, Fit.MET),
        (K.PLACE, "not:region:europe", {}, Fit.NOT_STATED),
        (K.FIELD, "not:human resources", {"fields": ("human resources",)}, Fit.FAILED),
        (K.FIELD, "not:human resources", {"fields": ("law",)}, Fit.MET),
        (K.LANGUAGE, "not:de", {"languages": ("de", "en")}, Fit.FAILED),
        (K.SENIORITY, "not:lead", {"seniority": Seniority.EXECUTIVE}, Fit.FAILED),
        (K.SENIORITY, "not:lead", {"seniority": Seniority.SENIOR}, Fit.MET),
        (K.SENIORITY, "not:early", {"seniority": Seniority.MID}, Fit.MET),
        (K.FORMAT, "not:remote", {"formats": (MeetingFormat.REMOTE,)}, Fit.FAILED),
        (K.FORMAT, "not:remote", {"formats": (MeetingFormat.REMOTE, MeetingFormat.CHAT)}, Fit.MET),
        (K.FORMAT, "not:remote", {}, Fit.NOT_STATED),
    ],
)
def test_one_alternative_suffices_and_what_is_asked_away_fails(
    kind: ConstraintKind, value: str, facts: dict, fit: Fit
) -> None:
    assert _held(kind, value, _mentor(**facts)).fit is fit


SATURDAY_EVENING_AND_MONDAY_MORNING = (WeeklySlot(5, 18 * 60, 20 * 60), WeeklySlot(0, 8 * 60, 10 * 60))
SATURDAY_MORNING = (WeeklySlot(5, 9 * 60, 11 * 60),)


@pytest.mark.parametrize(
    ("value", "slots", "fit", "detail"),
    [
        ("weekends&mornings", SATURDAY_EVENING_AND_MONDAY_MORNING, Fit.FAILED, "not free in your weekend mornings"),
        ("weekends&mornings", SATURDAY_MORNING, Fit.MET, "2 h of your weekend mornings"),
        ("monday&mornings|saturday&mornings", SATURDAY_MORNING, Fit.MET, "2 h of your Saturday mornings"),
        ("evenings|sunday", SATURDAY_MORNING, Fit.FAILED, "not free in your evenings; not free in your Sundays"),
        ("weekends&!saturday", SATURDAY_MORNING, Fit.FAILED, "not free in your weekends, not on Saturdays"),
        ("mornings&!saturday", SATURDAY_EVENING_AND_MONDAY_MORNING, Fit.MET, "2 h of your mornings, not on Saturdays"),
        ("not:saturday", SATURDAY_MORNING, Fit.FAILED, "only free in your Saturdays"),
        ("not:saturday", SATURDAY_EVENING_AND_MONDAY_MORNING, Fit.MET, "2 h outside your Saturdays"),
        (
            "not:saturday|monday",
            SATURDAY_EVENING_AND_MONDAY_MORNING,
            Fit.FAILED,
            "only free in your Saturdays or Mondays",
        ),
        ("not:monday&evenings", SATURDAY_EVENING_AND_MONDAY_MORNING, Fit.MET, "4 h outside your Monday evenings"),
    ],
)
def test_a_day_and_a_part_of_day_are_checked_together(value: str, slots: tuple, fit: Fit, detail: str) -> None:
    mentor = _mentor(time_zone="Europe/Berlin", availability=slots)
    found = _held(K.WHEN, value, mentor, Asker(time_zone="Europe/Berlin"))
    assert (found.fit, found.detail) == (fit, detail)


def test_days_and_parts_of_day_are_those_of_the_asker() -> None:
    mentor = _mentor(time_zone="America/Los_Angeles", availability=(WeeklySlot(4, 18 * 60, 20 * 60),))
    # Friday 18-20 in Los Angeles is Saturday 10-12 in Tokyo.
    tokyo = Asker(time_zone="Asia/Tokyo")
    assert _held(K.WHEN, "saturday&mornings", mentor, tokyo).detail == "2 h of your Saturday mornings"
    assert _held(K.WHEN, "saturday&evenings", mentor, tokyo).fit is Fit.FAILED


@pytest.mark.parametrize(
    ("value", "zone", "fit", "detail"),
    [
        ("overlap:2:Australia/Sydney", "Asia/Tokyo", Fit.MET, "8 h of the Sydney working day"),
        ("overlap:2:Australia/Sydney", "Europe/London", Fit.FAILED, "0 h of the Sydney working day"),
        ("within:2:Europe/Berlin", "Europe/London", Fit.MET, "1 h behind Berlin"),
        ("within:2:Europe/Berlin", "America/New_York", Fit.FAILED, "6 h behind Berlin"),
        ("UTC+05:30", "Asia/Kolkata", Fit.MET, "same time as UTC+5:30"),
        ("UTC+05:30", "Asia/Karachi", Fit.FAILED, "0.5 h behind UTC+5:30"),
        ("UTC-03:00", "America/Sao_Paulo", Fit.MET, "same time as UTC-3"),
    ],
)
def test_time_zones_by_hours(value: str, zone: str, fit: Fit, detail: str) -> None:
    found = _held(K.TIME_ZONE, value, _mentor(time_zone=zone))
    assert (found.fit, found.detail) == (fit, detail)


def test_the_zone_of_the_goal_beats_the_one_that_is_known() -> None:
    mentor = _mentor(time_zone="Australia/Sydney", availability=(WeeklySlot(0, 16 * 60, 18 * 60),))
    asked = Constraint(K.WHEN, "evenings", True, asker_zone="Pacific/Auckland")
    # 16-18 in Sydney is 18-20 in Auckland.
    assert check(asked, mentor, Asker(time_zone="Europe/Berlin"), SUMMER).detail == "2 h of your evenings"


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
        (K.LANGUAGE, "de|nl", "Speaks German or Dutch"),
        (K.PLACE, "country:KE|region:europe", "In Kenya or Europe"),
        (K.PLACE, "not:country:US", "Not in the United States"),
        (K.FIELD, "not:human resources", "Not from human resources"),
        (K.FIELD, "law|accounting", "From law or accounting"),
        (K.LANGUAGE, "not:de", "No German speakers"),
        (K.WHEN, "not:monday", "Not on Mondays (your time)"),
        (K.WHEN, "not:monday|tuesday", "Not on Mondays or Tuesdays (your time)"),
        (K.WHEN, "not:weekends|evenings", "Not at weekends or in the evenings (your time)"),
        (K.WHEN, "not:evenings", "Not in the evenings (your time)"),
        (K.WHEN, "weekends&mornings", "Weekend mornings (your time)"),
        (K.WHEN, "evenings&!friday|weekends&!friday", "Evenings or weekends, not on Fridays (your time)"),
        (K.WHEN, "tuesday&lunchtimes|thursday&lunchtimes", "Tuesday or Thursday lunchtimes (your time)"),
        (K.WHEN, "weekdays&evenings|weekends", "Weekday evenings or weekends (your time)"),
        (K.TIME_ZONE, "overlap:2:Australia/Sydney", "At least 2 h of overlap with Sydney"),
        (K.TIME_ZONE, "within:2:Europe/Berlin", "Within 2 h of Berlin"),
        (K.TIME_ZONE, "UTC+05:30", "On UTC+5:30"),
        (K.FORMAT, "not:remote", "Not remotely"),
        (K.SENIORITY, "not:lead", "Not a manager or above"),
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
        ("language", "German|Dutch", "de|nl"),
        ("place", "not Kenya", "not:country:KE"),
        ("when", "saturday&mornings", "saturday&mornings"),
        ("when", "not:monday", "not:monday"),
        ("when", "evenings&!friday", "evenings&!friday"),
        ("time_zone", "UTC+5:30", "UTC+05:30"),
        ("time_zone", "within:2:Berlin", "within:2:Europe/Berlin"),
    ],
)
def test_chips_take_names(kind: str, said: str, value: str) -> None:
    assert parse_chip(kind, said).value == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("language", "Klingon"),
        ("colour", "red"),
        ("time_zone", "overlap:99"),
        ("when", ""),
        ("place", "Kenya|Narnia"),
        ("language", "de&nl"),
    ],
)
def test_a_chip_that_cannot_be_is_refused_with_both_values(kind: str, value: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        parse_chip(kind, value)
    assert repr(value) in str(caught.value) or repr(kind) in str(caught.value)
