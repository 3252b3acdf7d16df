"""How well a speaker's label fits a name, as tools and people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.analysis.speaker_names import called, first_name, is_numbered, likeness

SURE = 0.75


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Tomasz Wierzbowski", "Tomasz Wierzbowski"),
        ("Wierzbowski, Tomasz (External)", "Tomasz Wierzbowski"),
        ("WIERZBOWSKI Tomasz", "Tomasz Wierzbowski"),
        ("Tomasz W.", "Tomasz Wierzbowski"),
        ("T. Wierzbowski", "Tomasz Wierzbowski"),
        ("Tomasz's iPhone", "Tomasz Wierzbowski"),
        ("Tomasz’s iPad (2)", "Tomasz Wierzbowski"),
        ("tomasz.w", "Tomasz Wierzbowski"),
        ("twierzbowski", "Tomasz Wierzbowski"),
        ("tomasz.wierzbowski@example.org", "Tomasz Wierzbowski"),
        ("TomaszWierzbowski", "Tomasz Wierzbowski"),
        ("Tomasz Wierzbowsky", "Tomasz Wierzbowski"),
        ("danilo.f", "Danilo Figueira"),
        ("danilof", "Danilo Figueira"),
        ("Grobler, Pieter-Willem", "Pieter-Willem Grobler"),
        ("P-W Grobler", "Pieter-Willem Grobler"),
        ("Zanele Mahlangu-Peters (Guest)", "Zanele Mahlangu-Peters"),
        ("Zoë Müller", "Zoe Muller"),
        ("Zoe Muller", "Zoë Müller"),
        ("Mr Odera Mentor", "Joseph Nyang'au Odera"),
        ("Precious M-O", "Precious Mwangi-Otieno"),
        ("Alex Papadopoulos", "Alexandros Papadopoulos"),
        ("Dr. Anna Keller [she/her]", "Anna Keller"),
        ("王伟", "王伟"),
    ],
)
def test_a_label_fits_the_name_that_it_was_made_of(label: str, name: str):
    assert likeness(label, name) >= SURE


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Anna Brown", "Anna Keller"),
        ("Danilo Figueira", "Camila Prado Teles"),
        ("SPEAKER_00", "Spea Keller"),
        ("Speaker 1", "Sam Peaker"),
        ("Unknown Speaker", "Uno Speaker"),
        ("+49 170 1234567", "Anna Keller"),
        ("Me", "Mei Chen"),
        ("", "Anna Keller"),
        ("Anna", ""),
        ("Otter Notetaker", "Otto Nowak"),
    ],
)
def test_a_label_does_not_fit_another_name(label: str, name: str):
    assert likeness(label, name) < SURE


@pytest.mark.parametrize(
    "label", ["SPEAKER_00", "Speaker 1", "Participant 12", "Guest", "Me", "Them", "Speaker A", "3", ""]
)
def test_labels_that_name_nobody(label: str):
    assert is_numbered(label)


@pytest.mark.parametrize("label", ["Sam", "Speakman", "Mel", "Guestrin, Ana", "Userova", "Ed"])
def test_labels_that_name_somebody(label: str):
    assert not is_numbered(label)


@pytest.mark.parametrize(
    ("name", "first"), [("Anna Keller", "anna"), ("Keller, Anna", "anna"), ("Dr Zoë Müller", "zoe"), ("", "")]
)
def test_people_are_called_by_the_first_name(name: str, first: str):
    assert first_name(name) == first


@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_a_share_for_any_words(label: str, name: str):
    assert 0 <= likeness(label, name) <= 1


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Grobler, Pieter-Willem", "Pieter-Willem"),
        ("Zanele Mahlangu-Peters (Guest)", "Zanele"),
        ("Zanele's iPhone (Guest)", "Zanele"),
        ("danilo.f", "Danilo"),
        ("Mr Odera", "Mr Odera"),
        ("P-W Grobler", "P-W"),
        ("SPEAKER_00", ""),
    ],
)
def test_what_a_person_is_called_in_notes(label: str, expected: str):
    assert called(label) == expected
