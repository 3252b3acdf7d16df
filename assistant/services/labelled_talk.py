"""Labelled talk to learn from and to score on: our own sessions with gold notes, and meetings in the AMI layout."""

import gzip
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant.domain.report import Cast, CastMember, MomentKind, Party
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.errors import InvalidInput
from assistant.transcripts import read_transcript

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters `start` to `end` of an utterance."""

    utterance: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldItem:
    """An action item as it was labelled; `due_words` and `due_on` are None where nothing was said."""

    text: str
    owner: Party | None
    due_words: str | None
    due_on: date | None
    quotes: tuple[Passage, ...]
    context: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class GoldMoment:
    """A moment as it was labelled."""

    kind: MomentKind
    quotes: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class GoldFollowUp:
    """What a session says of an item (its place in the list of an earlier session, which counts from 1)."""

    session: int
    item: int
    status: str
    quotes: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class LabelledSession:
    """One session with its gold notes; decisions, questions and near misses are by their passages."""

    id: str
    relationship: str
    number: int
    held_on: date
    started_at: datetime | None
    transcript: Transcript
    cast: Cast
    items: tuple[GoldItem, ...]
    decisions: tuple[tuple[Passage, ...], ...]
    questions: tuple[tuple[Passage, ...], ...]
    moments: tuple[GoldMoment, ...]
    near_misses: tuple[tuple[Passage, ...], ...]
    follow_ups: tuple[GoldFollowUp, ...]


@dataclass(frozen=True, slots=True)
class LabelledMeeting:
    """One meeting of the AMI layout.

    Args:
        actions: Utterances that an action item was annotated on.
        action_links: For each sentence on actions in the reference summary, the utterances that support it.
        decisions: Utterances that a decision was annotated on.
        salient: Utterances of the extractive summary.
    """

    id: str
    transcript: Transcript
    actions: frozenset[int]
    action_links: tuple[tuple[int, ...], ...]
    decisions: frozenset[int]
    salient: frozenset[int]


@dataclass(frozen=True, slots=True)
class LabelledDialogue:
    """A few turns between a mentor and a mentee; `labels` are names of what a passage does, with the passage."""

    id: str
    transcript: Transcript
    labels: tuple[tuple[str, Passage], ...]


def read_sessions(folder: Path) -> list[LabelledSession]:
    """Read the sessions of a folder in the layout of `data/README.md`, in its order.

    Raises:
        InvalidInput: There is no `sessions.jsonl`, or a line of it is damaged.
        UnreadableTranscript: A file that it names cannot be read.
    """
    rows = _rows(folder / "sessions.jsonl")
    try:
        return [_session(folder, row) for row in rows]
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput(f"{folder / 'sessions.jsonl'} is damaged: {type(error).__name__}.", "Mend it.") from None


def read_meetings(folder: Path) -> list[LabelledMeeting]:
    """Read the meetings of a folder in the layout of AMI (`meetings.jsonl`, plain or gzipped), in its order.

    Raises:
        InvalidInput: There is no such file, or it is damaged.
    """
    plain = folder / "meetings.jsonl"
    rows = _rows(plain if plain.is_file() else folder / "meetings.jsonl.gz")
    try:
        return [_meeting(row) for row in rows]
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput(f"The meetings of {folder} are damaged: {type(error).__name__}.", "Mend them.") from None


def read_dialogues(folder: Path) -> list[LabelledDialogue]:
    """Read short dialogues written to learn from (`dialogues.jsonl`, described in `data/README.md`), in its order.

    Raises:
        InvalidInput: There is no such file, or it is damaged.
    """
    rows = _rows(folder / "dialogues.jsonl")
    try:
        return [_dialogue(row) for row in rows]
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise InvalidInput(f"{folder / 'dialogues.jsonl'} is damaged: {type(error).__name__}.", "Mend it.") from None


def find_passage(transcript: Transcript, words: str) -> Passage | None:
    """Find where words were said, whatever the punctuation, case and spacing of the export; None when nowhere."""
    wanted = _words(words)
    if not wanted:
        return None
    for utterance in transcript.utterances:
        spans = [(match.start(), match.end()) for match in _WORD.finditer(utterance.text)]
        said = _words(utterance.text)
        for at in range(len(said) - len(wanted) + 1):
            if said[at : at + len(wanted)] == wanted:
                return Passage(utterance.index, spans[at][0], spans[at + len(wanted) - 1][1])
    return None


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _rows(file: Path) -> list[dict[str, Any]]:
    if not file.is_file():
        raise InvalidInput(f"{file} is missing.", "Name a folder of the layout that docs/evaluation.md describes.")
    try:
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            return [dict(json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, EOFError) as error:
        raise InvalidInput(f"{file} is damaged: {type(error).__name__}.", "Mend it or fetch it again.") from None


def _session(folder: Path, row: Mapping[str, Any]) -> LabelledSession:
    reading = read_transcript(folder / row["file"])
    transcript = reading.transcript
    roles = tuple(CastMember(name, Party(party) if party else None) for name, party in row["speakers"].items())
    doubt = "" if any(role.party for role in roles) else "the file does not name its speakers"
    return LabelledSession(
        id=row["id"],
        relationship=row["relationship"],
        number=int(row["session"]),
        held_on=date.fromisoformat(row["held_on"]),
        started_at=reading.started_at,
        transcript=transcript,
        cast=Cast(roles, doubt),
        items=tuple(_item(transcript, one) for one in row["action_items"]),
        decisions=tuple(_passages(transcript, one["quotes"]) for one in row["decisions"]),
        questions=tuple(_passages(transcript, one["quotes"]) for one in row["open_questions"]),
        moments=tuple(
            GoldMoment(MomentKind(one["kind"]), _passages(transcript, one["quotes"])) for one in row["moments"]
        ),
        near_misses=tuple(_passages(transcript, one["quotes"]) for one in row["near_misses"]),
        follow_ups=tuple(
            GoldFollowUp(int(one["session"]), int(one["item"]), one["status"], _passages(transcript, one["quotes"]))
            for one in row["follow_up"]
        ),
    )


def _item(transcript: Transcript, row: Mapping[str, Any]) -> GoldItem:
    return GoldItem(
        text=str(row["text"]),
        owner=Party(row["owner"]) if row["owner"] else None,
        due_words=row["due_text"],
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        quotes=_passages(transcript, row["quotes"]),
        context=_passages(transcript, row["context"]),
    )


def _passages(transcript: Transcript, quotes: Sequence[str]) -> tuple[Passage, ...]:
    return tuple(found for one in quotes if (found := find_passage(transcript, one)) is not None)


def _meeting(row: Mapping[str, Any]) -> LabelledMeeting:
    utterances = tuple(Utterance(at, str(one["speaker"]), str(one["text"])) for at, one in enumerate(row["utterances"]))
    return LabelledMeeting(
        id=str(row["id"]),
        transcript=Transcript(utterances, Timing.NONE),
        actions=_indexes(row.get("action_utterances", [])),
        action_links=tuple(tuple(links) for links in row.get("links", {}).get("actions", [])),
        decisions=_indexes(row.get("decision_utterances", [])),
        salient=_indexes(row.get("extractive", [])),
    )


def _dialogue(row: Mapping[str, Any]) -> LabelledDialogue:
    utterances: list[Utterance] = []
    labels: list[tuple[str, Passage]] = []
    for at, turn in enumerate(row["turns"]):
        text = ""
        for words, *names in turn["parts"]:
            start = len(text) + bool(text)
            text = f"{text} {words}".strip()
            labels += [(str(name), Passage(at, start, len(text))) for name in names]
        utterances.append(Utterance(at, str(turn["speaker"]), text))
    return LabelledDialogue(str(row["id"]), Transcript(tuple(utterances), Timing.NONE), tuple(labels))


def _indexes(values: Iterable[Any]) -> frozenset[int]:
    return frozenset(int(value) for value in values)
