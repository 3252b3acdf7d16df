"""What was analysed from one transcript. Every statement points at the utterances that it came from."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

Evidence = tuple[int, ...]
"""Indexes of utterances, in order."""


class Party(StrEnum):
    """A side of a relationship."""

    MENTOR = "mentor"
    MENTEE = "mentee"
    BOTH = "both"


class MomentKind(StrEnum):
    """What a moment is. Technical trouble is kept out of sentiment and listening measures."""

    WIN = "win"
    BLOCKER = "blocker"
    CONCERN = "concern"
    GRATITUDE = "gratitude"
    TECHNICAL_TROUBLE = "technical_trouble"


class Progress(StrEnum):
    """What became of an earlier promise."""

    DONE = "done"
    UNDER_WAY = "under_way"
    DROPPED = "dropped"
    NOT_MENTIONED = "not_mentioned"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Which engine made a report, with which weights, when."""

    engine: str
    revision: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class CastMember:
    """Who a speaker of a transcript is; `party` is None for somebody else, or when it is not known."""

    speaker: str
    party: Party | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is who in a transcript.

    Args:
        roles: One for each speaker that the file names, in order of appearance; the unnamed speaker is "".
        doubt: Why owners are withheld ("only one speaker is named"); empty when attribution can be trusted.
    """

    roles: tuple[CastMember, ...]
    doubt: str = ""

    def party_of(self, speaker: str) -> Party | None:
        """Give the side of a speaker; None for others and the unknown."""
        return next((role.party for role in self.roles if role.speaker == speaker), None)

    def name_of(self, party: Party) -> str:
        """Give the name to use for a side in a text; empty when nobody speaks for it."""
        return next((role.name or role.speaker for role in self.roles if role.party is party), "")


@dataclass(frozen=True, slots=True)
class Due:
    """By when, as it was said.

    Args:
        words: The words of the transcript ("by Friday").
        on: The last day that keeps the promise; None when no date can be told from the words.
        next_session: Whether it is due by the pair's next session.
    """

    words: str
    on: date | None = None
    next_session: bool = False


@dataclass(frozen=True, slots=True)
class ActionItem:
    """Something that somebody said they would do. What was not said stays None.

    Args:
        text: One line in the third person.
        owner: Who does it; None when it cannot be told.
        asked_by: Whose request it was.
        confidence: 0 to 1.
        evidence: Utterances that state the task.
        context: The request or acceptance around it.
    """

    text: str
    owner: Party | None
    due: Due | None
    confidence: float
    evidence: Evidence
    context: Evidence = ()
    asked_by: Party | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of notes: a decision, an open question, a sentence of a summary; `confidence` is 0 to 1."""

    text: str
    evidence: Evidence
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Moment:
    """Something worth remembering; `party` is who said it, None when it is not known."""

    kind: MomentKind
    text: str
    party: Party | None
    evidence: Evidence
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Topic:
    """A stretch of a session that is about one thing.

    Args:
        title: Words of its own.
        first: Index of its first utterance.
        last: Index of its last utterance.
        gist: A sentence or two of it.
        key_points: What was said that matters, in order.
    """

    title: str
    first: int
    last: int
    start_s: float | None
    end_s: float | None
    gist: Line
    key_points: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What became of an item of an earlier session, as far as this one says; `item` is its id."""

    item: str
    progress: Progress
    evidence: Evidence
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a transcript was read, in words."""

    read: int
    total: int


@dataclass(frozen=True, slots=True)
class Writing:
    """What a model had to do with the wording of overview and key points.

    Args:
        engine: Which model; `revision` says which of its weights.
        written: Lines shown that the model wrote, each supported by its evidence.
        replaced: Lines of the model that gave way to the speakers' own words: not supported, or not written at all.
        coverage: How many of the words the model read.
        asked: Digest of what it was given, so that the same is not asked again; empty when it failed somewhere.
    """

    engine: str
    revision: str
    written: int
    replaced: int
    coverage: Coverage
    asked: str = ""


@dataclass(frozen=True, slots=True)
class SessionReport:
    """Everything analysed from one transcript.

    Args:
        overview: Three to five sentences on the whole session.
        notices: What the reader of the notes should know ("owners are withheld: ...").
        writing: None when no model wrote.
    """

    overview: tuple[Line, ...]
    topics: tuple[Topic, ...]
    action_items: tuple[ActionItem, ...]
    decisions: tuple[Line, ...]
    open_questions: tuple[Line, ...]
    moments: tuple[Moment, ...]
    follow_ups: tuple[FollowUp, ...]
    coverage: Coverage
    provenance: Provenance
    notices: tuple[str, ...] = field(default=())
    writing: Writing | None = None
