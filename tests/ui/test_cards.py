import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.domain.people import Asker, Mentor, WeeklySlot
from assistant.domain.search import (
    Check,
    Constraint,
    ConstraintKind,
    Fit,
    Match,
    PassageKind,
    Reason,
    Room,
    Strength,
)
from assistant.ui.cards import AVATAR_TONES, CardContext, card, initials, reason_row, times

GOAL = "I dread one-on-ones with my team"
NOW = datetime(2026, 1, 15, tzinfo=UTC)
MENTOR = Mentor(
    id="m1",
    name="Anna <b>Keller",
    headline="Helps new leads",
    languages=("de", "en"),
    city="Berlin",
    country="DE",
    time_zone="Europe/Berlin",
    availability=(WeeklySlot(0, 18 * 60, 20 * 60),),
)
REASON = Reason(2, 19, PassageKind.BIO, "I coach difficult one-on-ones.", 8, 29, 0.8)
MATCH = Match("m1", 0.874, Strength.STRONG, Room.FREE, reasons=(REASON,))
CONTEXT = CardContext(GOAL, Asker(time_zone="Europe/Lisbon"), now=NOW)


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_card_says_strength_in_a_word_and_a_number() -> None:
    assert "Strong match 87 %" in text_of(card(MATCH, MENTOR, CONTEXT))


def test_a_card_shows_the_words_of_both_sides_highlighted() -> None:
    html = card(MATCH, MENTOR, CONTEXT)
    assert "<mark>dread one-on-ones</mark>" in html
    assert "I coach <mark>difficult one-on-ones</mark>." in html
    assert "from their bio" in html


def test_a_past_session_shows_its_theme_only() -> None:
    theme = Reason(2, 19, PassageKind.THEME, "dreading one-on-ones", 0, 8, 0.7)
    said = text_of(reason_row(theme, GOAL))
    assert said == "You said dread one-on-ones They helped with dreading one-on-ones theme of a past session"


def test_names_are_escaped() -> None:
    html = card(MATCH, MENTOR, CONTEXT)
    assert "<b>" not in html
    assert "Anna &lt;b&gt;Keller" in html


@pytest.mark.parametrize(
    ("room", "next_free", "words"),
    [
        (Room.FREE, None, "Has room"),
        (Room.FULL, date(2027, 3, 3), "Full, next free 3 March 2027"),
        (Room.FULL, None, "Full at present"),
        (Room.NOT_STATED, None, "Room not stated"),
    ],
)
def test_room_is_said_in_words(room: Room, next_free: date | None, words: str) -> None:
    assert words in text_of(card(replace(MATCH, room=room, next_free=next_free), MENTOR, CONTEXT))


def test_a_full_mentor_offers_no_start_and_a_mentor_who_looks_gets_none() -> None:
    assert "Start a relationship" in card(MATCH, MENTOR, CONTEXT)
    assert "Start a relationship" not in card(replace(MATCH, room=Room.FULL), MENTOR, CONTEXT)
    assert "Start a relationship" not in card(MATCH, MENTOR, replace(CONTEXT, can_start=False))


def test_times_are_in_the_askers_zone_with_the_mentors_beside_them() -> None:
    said = text_of(times(MENTOR, CONTEXT.asker, NOW))
    assert said == "Mon 17:00–19:00 your time Mon 18:00–20:00 Berlin time"


def test_times_say_how_much_both_are_free() -> None:
    asker = Asker("Europe/Lisbon", (WeeklySlot(0, 18 * 60, 21 * 60),))
    assert "1 h a week when you are both free" in text_of(times(MENTOR, asker, NOW))
    elsewhere = Asker("Europe/Lisbon", (WeeklySlot(2, 0, 60),))
    assert "no time yet when you are both free" in text_of(times(MENTOR, elsewhere, NOW))


def test_unknown_zones_never_pretend_to_be_the_askers_time() -> None:
    assert "your time" not in times(MENTOR, Asker(), NOW)
    assert "zone not stated" in times(replace(MENTOR, time_zone=""), CONTEXT.asker, NOW)
    assert times(replace(MENTOR, availability=()), CONTEXT.asker, NOW) == "Times not stated"


def test_checks_have_a_word_beside_their_icon_and_colour() -> None:
    speaks = Constraint(ConstraintKind.LANGUAGE, "fr", True)
    html = card(replace(MATCH, checks=(Check(speaks, Fit.FAILED, "speaks German, English"),)), MENTOR, CONTEXT)
    assert "✕ Speaks French: no, speaks German, English" in text_of(html)


def test_what_is_missing_is_said_and_blank_remarks_are_not() -> None:
    assert "Worth asking: no evenings known" in text_of(
        card(replace(MATCH, missing=("no evenings known", " ")), MENTOR, CONTEXT)
    )
    assert "Worth asking" not in card(replace(MATCH, missing=("",)), MENTOR, CONTEXT)


def test_every_button_names_the_mentor_for_those_who_hear_it() -> None:
    buttons = re.findall(r"<button[^>]*>", card(MATCH, MENTOR, CONTEXT))
    assert len(buttons) == 4
    assert all("Anna &lt;b&gt;Keller" in one for one in buttons)


def test_initials_come_from_first_and_last_name() -> None:
    assert initials("Ruth van der Adeyinka-Boyle") == "RA"
    assert initials("李小龙") == "李"
    assert initials("   ") == "?"


def test_white_initials_are_readable_on_every_tone() -> None:
    for tone in AVATAR_TONES:
        assert 1.05 / (luminance(tone) + 0.05) >= 5, tone
