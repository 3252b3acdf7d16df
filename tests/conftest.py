"""Tiny real objects: an Assistant on small deterministic engines and a temporary folder, actors, people."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from assistant.domain.access import Actor, Role
from assistant.domain.people import Mentee, Mentor, WeeklySlot

if TYPE_CHECKING:
    from assistant.services import Assistant

# The same examples in every run, so that what fails does so for a reason in the change; `make fuzz` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")

MENTORS = (
    Mentor(
        id="m1",
        name="Anna Keller",
        email="anna@example.org",
        headline="Helps new team leads",
        bio="I coach people who lead a team for the first time. Difficult one-on-ones are my favourite subject.",
        skills=("leading a team", "giving feedback"),
        fields=("leadership",),
        languages=("de", "en"),
        city="Berlin",
        country="DE",
        time_zone="Europe/Berlin",
        availability=(WeeklySlot(0, 18 * 60, 20 * 60),),
        organisation="Northwind",
        department="Sales",
        capacity=2,
        past_themes=("dreading one-on-ones",),
    ),
    Mentor(
        id="m2",
        name="Bola Ade",
        email="bola@example.org",
        headline="Baker with two shops",
        bio="I opened a bakery and then a second one. Ask me about flour, rent and getting up at three.",
        skills=("sourdough", "opening a shop"),
        fields=("culinary arts",),
        languages=("en", "yo"),
        city="Lagos",
        country="NG",
        time_zone="Africa/Lagos",
        capacity=1,
        current_mentees=1,
    ),
    Mentor(
        id="m3",
        name="Chen Wei",
        email="chen@example.org",
        headline="Data scientist in a hospital",
        bio="I build forecasts of bed occupancy. I teach statistics to nurses and doctors.",
        skills=("statistics", "forecasting"),
        fields=("data science", "medicine"),
    ),
)
MENTEES = (
    Mentee(
        id="e1",
        name="Dana Reyes",
        email="dana@example.org",
        time_zone="Europe/Lisbon",
        organisation="Northwind",
        department="Support",
        goals=("I was made team lead and dread one-on-ones",),
    ),
    Mentee(id="e2", name="Sam Okoro", email="sam@example.org", goals=("I want to open a bakery",)),
)


@pytest.fixture
def mentors() -> tuple[Mentor, ...]:
    return MENTORS


@pytest.fixture
def mentees() -> tuple[Mentee, ...]:
    return MENTEES


@pytest.fixture
def operator() -> Actor:
    return Actor(Role.OPERATOR)


@pytest.fixture
def coordinator() -> Actor:
    return Actor(Role.COORDINATOR)


@pytest.fixture
def mentee() -> Actor:
    return Actor(Role.MENTEE, "e1")


@pytest.fixture
def mentor() -> Actor:
    return Actor(Role.MENTOR, "m1")


@pytest.fixture
def empty_assistant(tmp_path: Path) -> Iterator["Assistant"]:
    from assistant.services import open_assistant

    with open_assistant(data_folder=tmp_path / "data", embedder="hashing", linguist="rules") as assistant:
        yield assistant


@pytest.fixture
def assistant(empty_assistant: "Assistant", operator: Actor) -> "Assistant":
    for one in MENTORS:
        empty_assistant.people.save_mentor(operator, one)
    for one in MENTEES:
        empty_assistant.people.save_mentee(operator, one)
    empty_assistant.index()
    return empty_assistant
