"""A small programme, and a client that speaks to the served page as a browser does."""

import json
import socket
from typing import Any

import httpx

from assistant.domain.access import OPERATOR
from assistant.domain.people import Mentee, Mentor, WeeklySlot
from assistant.services import Assistant

PROGRAMME: tuple[Mentor | Mentee, ...] = (
    Mentor(
        id="m1",
        name="Anna Keller",
        headline="Helps new team leads",
        bio="I coach people who lead a team for the first time. Difficult one-on-ones are my favourite subject.",
        skills=("leading a team", "giving feedback"),
        fields=("leadership",),
        languages=("de", "en"),
        city="Berlin",
        country="DE",
        time_zone="Europe/Berlin",
        availability=(WeeklySlot(0, 18 * 60, 20 * 60),),
        capacity=2,
        past_themes=("dreading one-on-ones",),
    ),
    Mentor(
        id="m2",
        name="Bola Ade",
        headline="Baker with two shops",
        bio="I opened a bakery and then a second one. Ask me about flour, rent and getting up at three.",
        skills=("sourdough", "opening a shop"),
        languages=("en", "yo"),
        capacity=1,
        current_mentees=1,
    ),
    Mentor(id="m3", name="Chen Wei", bio="I build forecasts of bed occupancy and teach statistics to nurses."),
    Mentee(id="e1", name="Dana Reyes", time_zone="Europe/Lisbon", goals=("I dread one-on-ones with my new team",)),
    Mentee(id="e2", name="Sam Okoro", goals=("I want to open a bakery",)),
)


def fill(assistant: Assistant) -> Assistant:
    for one in PROGRAMME:
        if isinstance(one, Mentor):
            assistant.people.save_mentor(OPERATOR, one)
        else:
            assistant.people.save_mentee(OPERATOR, one)
    assistant.index()
    return assistant


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Client:
    """Calls endpoints as Gradio's own page does."""

    def __init__(self, url: str) -> None:
        self.http = httpx.Client(base_url=url, trust_env=False, timeout=30)

    def call(self, name: str, *values: Any) -> Any:
        """The value of a public endpoint; `{"error": ...}` when it fails."""
        begun = self.http.post(f"/gradio_api/call/{name}", json={"data": list(values)})
        begun.raise_for_status()
        events = self.http.get(f"/gradio_api/call/{name}/{begun.json()['event_id']}").text
        kind, _, data = events.strip().rpartition("event: ")[2].partition("\ndata: ")
        return json.loads(data)[0] if kind == "complete" else {"error": json.loads(data)}
