import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.people import DAY_NAMES, WeeklySlot
from assistant.people import join_slots, parse_availability, parse_slot

WEEKDAYS, WEEKEND = DAY_NAMES[:5], DAY_NAMES[5:]


def every(days, hours):
    return [f"{day} {hours}" for day in days]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("Mon 18:00-20:00", ["Mon 18:00-20:00"]),
        ("weekday evenings", every(WEEKDAYS, "18:00-21:00")),
        ("Sat-Sun 9am-1pm", every(WEEKEND, "09:00-13:00")),
        ("Mo-Fr 18-20 Uhr", every(WEEKDAYS, "18:00-20:00")),
        ("Mo–Fr, 18–20 Uhr", every(WEEKDAYS, "18:00-20:00")),
        ("Mon-Fri: 9:00 - 17:00", every(WEEKDAYS, "09:00-17:00")),
        ("Mon, Wed 18-20", ["Mon 18:00-20:00", "Wed 18:00-20:00"]),
        ("Mon 18-20, Wed 19-21", ["Mon 18:00-20:00", "Wed 19:00-21:00"]),
        ("Tuesdays after 6pm", ["Tue 18:00-22:00"]),
        ("am Montag ab 18 Uhr", ["Mon 18:00-22:00"]),
        ("lundi 18h30-20h", ["Mon 18:30-20:00"]),
        ("sábado 10:00 a 12:00", ["Sat 10:00-12:00"]),
        ("evenings on weekdays", every(WEEKDAYS, "18:00-21:00")),
        ("evenings and weekends", every(WEEKDAYS, "18:00-21:00") + every(WEEKEND, "09:00-18:00")),
        ("evenings 6-8", every(WEEKDAYS, "18:00-20:00")),
        ("9-5", every(WEEKDAYS, "09:00-17:00")),
        ("6-8pm Thursday", ["Thu 18:00-20:00"]),
        ("12-1pm Mon", ["Mon 12:00-13:00"]),
        ("9-1pm Mon", ["Mon 09:00-13:00"]),
        ("between 6 and 8pm on Thursdays", ["Thu 18:00-20:00"]),
        ("1800-2000 Tue", ["Tue 18:00-20:00"]),
        ("Fri 22:00-02:00", ["Fri 22:00-24:00", "Sat 00:00-02:00"]),
        ("Sun 23:00-01:00", ["Mon 00:00-01:00", "Sun 23:00-24:00"]),
        ("Mon 22:00-00:00", ["Mon 22:00-24:00"]),
        ("Fri-Mon 8-9", ["Mon 08:00-09:00", "Fri 08:00-09:00", "Sat 08:00-09:00", "Sun 08:00-09:00"]),
        ("", []),
    ],
)
def test_availability_is_read_as_people_write_it(text, slots):
    assert [str(slot) for slot in parse_availability(text)] == slots


@pytest.mark.parametrize(
    "text",
    [
        "whenever",
        "Mon 18:00",
        "Mon 25:00-26:00",
        "Mon 18:00-18:00",
        "Mon 18:00-20:00 CET",
        "not Mondays",
        "Mon 13pm-14pm",
    ],
)
def test_what_names_no_time_is_refused_with_a_reason(text):
    with pytest.raises(ValueError, match=r"not a|without an end|ends when"):
        parse_availability(text)


def test_overlapping_slots_are_joined_and_touching_ones_are_not():
    slots = [WeeklySlot(0, 600, 700), WeeklySlot(0, 650, 800), WeeklySlot(0, 800, 900), WeeklySlot(1, 700, 710)]
    assert join_slots(slots) == (WeeklySlot(0, 600, 800), WeeklySlot(0, 800, 900), WeeklySlot(1, 700, 710))


slot_values = st.builds(
    lambda day, start, length: WeeklySlot(day, start, min(1440, start + length)),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(1, 1440),
)


@given(slot_values)
def test_a_slot_is_read_back_from_its_text(slot):
    assert parse_slot(str(slot)) == slot


@given(st.text(alphabet="MonTueSatdayevnigs0123456789:-–,& apm;", max_size=40))
def test_any_text_gives_slots_or_a_value_error(text):
    try:
        slots = parse_availability(text)
    except ValueError:
        return
    assert list(slots) == sorted(slots)
