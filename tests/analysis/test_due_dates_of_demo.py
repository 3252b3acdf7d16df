"""Due dates of the demo sessions for development: the words of each labelled item, dated by the day they were said."""

import json
from datetime import date, datetime, time, timedelta

from assistant.analysis.due_dates import find_due
from assistant.domain.transcript import Timing
from assistant.resources import data_folder
from assistant.transcripts import Reading, read_transcript

FOLDER = data_folder() / "sessions" / "dev"


def day_of(reading: Reading, quote: str, held_on: date) -> date:
    """A chat runs over days: "tomorrow" is the day after the message."""
    if reading.transcript.timing is not Timing.CHAT:
        return held_on
    start_s = next(one.start_s or 0 for one in reading.transcript.utterances if quote in one.text)
    clock = reading.started_at.time() if reading.started_at else time(12)
    return (datetime.combine(held_on, clock) + timedelta(seconds=start_s)).date()


def test_the_words_of_labelled_items_give_their_dates():
    wrong, total = [], 0
    for row in map(json.loads, (FOLDER / "sessions.jsonl").read_text("utf-8").splitlines()):
        reading, held_on = read_transcript(FOLDER / row["file"]), date.fromisoformat(row["held_on"])
        for at, item in enumerate(row["action_items"]):
            due = find_due(" ".join(item["quotes"]), day_of(reading, item["quotes"][0], held_on))
            found = due.on.isoformat() if due and due.on else None
            total += 1
            if found != item["due_on"] or (due is None) is not (item["due_text"] is None):
                wrong.append((row["id"], at))
    assert total >= 60
    assert wrong == []
