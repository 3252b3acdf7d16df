from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.people import MINUTES_A_DAY, WeeklySlot
from assistant.ui.week import moved, shared_minutes, shift_minutes, slot_words

WINTER = datetime(2026, 1, 15, 12, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 12, tzinfo=UTC)
SLOTS = st.builds(
    lambda day, start, length: WeeklySlot(day, start, min(start + length, MINUTES_A_DAY)),
    st.integers(0, 6),
    st.integers(0, MINUTES_A_DAY - 1),
    st.integers(1, MINUTES_A_DAY),
)


def test_lagos_to_lisbon_is_an_hour_back_in_winter_and_none_in_summer() -> None:
    assert shift_minutes("Africa/Lagos", "Europe/Lisbon", WINTER) == -60
    assert shift_minutes("Africa/Lagos", "Europe/Lisbon", SUMMER) == 0


def test_half_hour_zones_count_exactly() -> None:
    assert shift_minutes("Asia/Kolkata", "Asia/Kathmandu", WINTER) == 15


def test_an_unknown_zone_gives_no_shift() -> None:
    assert shift_minutes("Mars/Olympus", "Europe/Lisbon", WINTER) is None
    assert shift_minutes("", "Europe/Lisbon", WINTER) is None


def test_a_slot_over_midnight_is_cut_and_sunday_runs_into_monday() -> None:
    slots = moved([WeeklySlot(6, 22 * 60, 24 * 60)], 60)
    assert [str(slot) for slot in slots] == ["Mon 00:00-01:00", "Sun 23:00-24:00"]


def test_monday_morning_moves_back_into_sunday() -> None:
    assert [str(slot) for slot in moved([WeeklySlot(0, 0, 60)], -120)] == ["Sun 22:00-23:00"]


def test_slots_that_touch_are_joined() -> None:
    assert [str(slot) for slot in moved([WeeklySlot(1, 0, 60), WeeklySlot(1, 60, 90)], 0)] == ["Tue 00:00-01:30"]


@given(st.lists(SLOTS, max_size=5), st.integers(-1440, 1440))
def test_moving_there_and_back_keeps_every_minute(slots: list[WeeklySlot], minutes: int) -> None:
    def covered(some: list[WeeklySlot]) -> set[int]:
        return {slot.day * MINUTES_A_DAY + at for slot in some for at in range(slot.start_min, slot.end_min)}

    there = moved(slots, minutes)
    week = 7 * MINUTES_A_DAY
    assert covered(list(there)) == {(at + minutes) % week for at in covered(slots)}
    assert covered(list(moved(there, -minutes))) == covered(slots)


def test_shared_time_is_counted_once() -> None:
    ours = [WeeklySlot(0, 600, 720), WeeklySlot(0, 660, 780)]
    assert shared_minutes(ours, [WeeklySlot(0, 700, 900), WeeklySlot(1, 600, 720)]) == 80


def test_a_slot_is_written_with_day_and_clock() -> None:
    assert slot_words(WeeklySlot(3, 75, 1440)) == "Thu 01:15–24:00"
