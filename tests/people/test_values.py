from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.domain.people import MeetingFormat, Seniority, Status
from assistant.people.headers import guess_columns, guess_field, person_fields
from assistant.people.kinds import PersonKind
from assistant.people.text import clean_text, looks_like_formula, spreadsheet_safe, without_guard
from assistant.people.values import parse_cell

REMOTE, IN_PERSON, CHAT = MeetingFormat


@pytest.mark.parametrize(
    ("field", "cell", "value"),
    [
        ("languages", "English (native); Deutsch B2 | français", ("en", "de", "fr")),
        ("languages", "en, de", ("en", "de")),
        ("languages", "English and German", ("en", "de")),
        ("languages", ["English", "Português"], ("en", "pt")),
        ("time_zone", "CET", "Europe/Paris"),
        ("time_zone", "Lisbon", "Europe/Lisbon"),
        ("time_zone", "America/New_York", "America/New_York"),
        ("years_experience", "10+ yrs", 10),
        ("years_experience", "5-7 years", 5),
        ("years_experience", "ten years", 10),
        ("years_experience", 12.0, 12),
        ("years_experience", "18 months", 1),
        ("years_experience", "<1", 0),
        ("years_experience", "", None),
        ("seniority", "Senior Manager", Seniority.LEAD),
        ("seniority", "Sr. engineer", Seniority.SENIOR),
        ("seniority", "Mid-level", Seniority.MID),
        ("seniority", "VP", Seniority.EXECUTIVE),
        ("seniority", "junior", Seniority.EARLY),
        ("formats", "Zoom / phone; in person", (REMOTE, IN_PERSON)),
        ("formats", "hybrid", (REMOTE, IN_PERSON)),
        ("formats", "in_person,chat", (IN_PERSON, CHAT)),
        ("status", "opted out", Status.PAUSED),
        ("status", True, Status.ACTIVE),
        ("status", "Nein", Status.PAUSED),
        ("paused", "yes", Status.PAUSED),
        ("last_active", "31.12.2025", date(2025, 12, 31)),
        ("last_active", "12/31/2025", date(2025, 12, 31)),
        ("last_active", "3 Dec 2025", date(2025, 12, 3)),
        ("last_active", "December 3rd, 2025", date(2025, 12, 3)),
        ("last_active", datetime(2025, 12, 3), date(2025, 12, 3)),
        ("last_active", 46000, date(2025, 12, 9)),
        ("skills", "- welding\n- brazing\n- welding", ("welding", "brazing")),
        ("skills", "a, b; c", ("a, b", "c")),
        ("goals", "learn to weld, well", ("learn to weld, well",)),
        ("email", "Zoe <zoe@example.org>", "zoe@example.org"),
        ("links", "linkedin.com/in/zoe", ("https://linkedin.com/in/zoe",)),
        ("country", "Deutschland", "DE"),
        ("capacity", "up to 3", 3),
        ("bio", ["First.", "Second."], "First.\n\nSecond."),
        ("name", "Null", "Null"),
        ("city", "n/a", ""),
        ("id", 1409.0, "1409"),
    ],
)
def test_a_cell_is_read_as_it_was_meant(field, cell, value):
    assert parse_cell(field, cell).value == value


@pytest.mark.parametrize(
    ("field", "cell", "taken", "unread"),
    [
        ("languages", "German; Klingonish", ("de",), "Klingonish"),
        ("languages", "Dothrakian", None, "Dothrakian"),
        ("time_zone", "Middle-earth", None, "Middle-earth"),
        ("years_experience", "many", None, "many"),
        ("years_experience", "since 2010", None, "since 2010"),
        ("years_experience", "-3", None, "-3"),
        ("years_experience", "1e9", None, "1e9"),
        ("last_active", "05/06/2025", None, "05/06/2025"),
        ("last_active", "2025-02-30", None, "2025-02-30"),
        ("email", "zoe at example", None, "zoe at example"),
        ("links", "javascript:alert(1)", None, "javascript:alert(1)"),
        ("availability", "Mon 18:00-20:00; whenever", "Mon 18:00-20:00", "whenever"),
        (
            "fields",
            "nursing; basket weaving underwater",
            ("nursing", "basket weaving underwater"),
            "basket weaving underwater",
        ),
        ("capacity", "#REF!", None, "#REF!"),
        ("status", "perhaps", None, "perhaps"),
    ],
)
def test_what_cannot_be_read_is_named_and_the_rest_is_taken(field, cell, taken, unread):
    parsed = parse_cell(field, cell)
    value = ", ".join(map(str, parsed.value)) if field == "availability" else parsed.value
    assert value == taken
    assert [part for part, _ in (*parsed.problems, *parsed.remarks)] == [unread]
    assert all(reason for _, reason in parsed.problems)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60) | st.dates() | st.datetimes()
cells = st.recursive(
    scalars, lambda one: st.lists(one, max_size=3) | st.dictionaries(st.text(max_size=5), one, max_size=3), max_leaves=6
)


@given(st.sampled_from(sorted({*person_fields(PersonKind.MENTOR), "goals"})), cells)
def test_no_cell_breaks_the_reader(field, cell):
    parsed = parse_cell(field, cell)
    assert all(isinstance(reason, str) and reason for _, reason in parsed.problems)


@given(st.text(max_size=80))
def test_guarded_text_never_starts_a_formula_and_comes_back(text):
    guarded = spreadsheet_safe(text)
    assert not guarded.startswith(("=", "+", "-", "@"))
    assert without_guard(guarded) == (text if not (text.startswith("'") and text[1:2] in set("=+-@\t\r")) else text[1:])


@given(st.text(max_size=80))
def test_cleaned_text_can_be_stored_anywhere(text):
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert "\0" not in cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    ("text", "formula"),
    [("=1+1", True), ("@SUM(A1)", True), ("+cmd|x", True), ("+49 30 1234", False), ("- item", False), ("-5", False)],
)
def test_formulas_are_told_from_numbers_and_lists(text, formula):
    assert looks_like_formula(text) is formula


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("E-Mail*", "email"),
        ("Vorname", "first_name"),
        ("mentorName", "name"),
        ("Years of Experiance", "years_experience"),
        ("documents", "bio"),
        ("_id", "id"),
        ("Fuseau horaire", "time_zone"),
        ("location.city", "city"),
        ("Gender", "sensitive"),
        ("Shoe size", ""),
        ("", ""),
    ],
)
def test_headers_are_recognised(header, field):
    assert guess_field(header, PersonKind.MENTOR)[0] == field


def test_of_two_columns_for_one_field_the_surer_wins():
    guesses = guess_columns(["Time zonne", "Time zone", "Skills", "Tags"], PersonKind.MENTOR)
    assert [guess.field for guess in guesses] == ["", "time_zone", "skills", "skills"]
