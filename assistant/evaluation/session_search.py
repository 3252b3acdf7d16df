"""Scoring the search over sessions: are the places found, and does it say so when nothing was said."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain.access import OPERATOR
from assistant.domain.people import Mentee, Mentor
from assistant.domain.session_search import SaidAnswer
from assistant.domain.sessions import Consent, JobState
from assistant.errors import InvalidInput
from assistant.evaluation.folders import TaskSpec, read_lines
from assistant.evaluation.metrics import bootstrap
from assistant.evaluation.scores import Scores
from assistant.services import Assistant

DEPTH = 5


@dataclass(frozen=True, slots=True)
class _Place:
    """A turn of a session, by the label's session id."""

    session: str
    utterance: int


def score_session_search(spec: TaskSpec, assistant: Assistant) -> Scores:
    """Score questions over the sessions of pairs, each pair's questions over all of its sessions.

    `recall@5` counts the labelled places that are among the first five or next to one of them, since that is shown with
    it, over the smaller of five and their number; `found@5` the questions with at least one. `nothing_recall` is the
    share of the questions that nothing answers where the answer says so, `nothing_false` that of the others where it
    says so too.

    Args:
        spec: Its options name the folder of the sessions.
        assistant: An empty one.

    Raises:
        InvalidInput: The data is damaged.
    """
    questions = read_lines(spec.folder, "questions.jsonl", ("relationship", "question", "answers"))
    folder = spec.folder / str(spec.options.get("sessions", "sessions"))
    pairs, names = _bring(assistant, folder)
    rows: list[tuple[float, float, float]] = []
    nothing: list[float] = []
    for row in questions:
        answer = assistant.session_search.search(OPERATOR, row["question"], pairs[row["relationship"]])
        if not row["answers"]:
            nothing.append(float(not answer.found))
            continue
        wanted = [_place(assistant, names, one) for one in row["answers"]]
        hit = sum(any(_near(place, one) for one in _first(answer, names)) for place in wanted)
        rows.append((min(1.0, hit / min(DEPTH, len(wanted))), float(hit > 0), float(not answer.found)))
    if not rows or not nothing:
        raise InvalidInput(f"{spec.folder} needs questions with answers and without.", "Mend the folder.")
    columns = dict(zip(("recall@5", "found@5", "nothing_false"), zip(*rows, strict=True), strict=True))
    columns["nothing_recall"] = tuple(nothing)
    return Scores(
        {name: _mean(values) for name, values in columns.items()},
        {name: bootstrap(values, _mean) for name, values in columns.items()},
        (f"{len(rows)} questions with answers, {len(nothing)} without",),
    )


def _bring(assistant: Assistant, folder: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Bring sessions and wait for their notes: relationships by label, and labels of sessions by id."""
    pairs: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in read_lines(folder, "sessions.jsonl", ("id", "relationship", "mentor", "mentee", "file")):
        if row["relationship"] not in pairs:
            assistant.people.save_mentor(OPERATOR, Mentor(id=row["mentor"], name=_speaker(row, "mentor")))
            assistant.people.save_mentee(OPERATOR, Mentee(id=row["mentee"], name=_speaker(row, "mentee")))
            pairs[row["relationship"]] = assistant.relationships.start(OPERATOR, row["mentor"], row["mentee"], "").id
        file = folder / row["file"]
        session = assistant.sessions.upload(
            OPERATOR, pairs[row["relationship"]], file.name, file.read_bytes(), consent=Consent(True, True)
        )
        names[session.id] = row["id"]
    for session_id, job in assistant.jobs.of_sessions(OPERATOR, list(names)).items():
        ended = assistant.jobs.wait(job.id)
        if ended.state is not JobState.DONE:
            raise InvalidInput(f"{names[session_id]} could not be analysed: {ended.reason}", "Mend the folder.")
    return pairs, names


def _speaker(row: dict[str, Any], side: str) -> str:
    return next((name for name, role in row.get("speakers", {}).items() if role == side), "") or side.capitalize()


def _place(assistant: Assistant, names: dict[str, str], answer: dict[str, str]) -> _Place:
    session_id = next((one for one, label in names.items() if label == answer["session"]), "")
    turns = assistant.sessions.open_session(OPERATOR, session_id).transcript.utterances if session_id else ()
    found = next((one.index for one in turns if answer["quote"] in one.text), None)
    if found is None:
        raise InvalidInput(f"No turn of {answer['session']} has a labelled quote.", "Mend the labels.")
    return _Place(answer["session"], found)


def _first(answer: SaidAnswer, names: dict[str, str]) -> list[_Place]:
    hits = [(hit, group.session.id) for group in answer.found for hit in group.hits]
    best = sorted(hits, key=lambda one: -one[0].score)[:DEPTH]
    return [_Place(names[session_id], hit.turn.utterance.index) for hit, session_id in best]


def _near(place: _Place, other: _Place) -> bool:
    return place.session == other.session and abs(place.utterance - other.utterance) <= 1


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
