"""What a search understands, finds and says."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class PassageKind(StrEnum):
    """Which part of a profile a passage comes from; a sentence is one of the bio's, so that reasons can point at it."""

    BIO = "bio"
    SENTENCE = "sentence"
    SKILLS = "skills"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a mentor's profile that is searched as one.

    Args:
        id: Given by the database, never reused; a passage whose text changes gets a new one. 0 before it is stored.
        text: As the person wrote it, for showing.
        ranking_text: The same with name, pronouns and sensitive attributes made neutral; the only text that is
            embedded or indexed.
    """

    id: int
    mentor_id: str
    kind: PassageKind
    text: str
    ranking_text: str


def text_hash(text: str) -> str:
    """SHA-256 of a ranking text in hexadecimal: the key of its vector, the same on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class ConstraintKind(StrEnum):
    """What a goal may ask of the mentor or the meetings besides its substance; values as in `data/README.md`."""

    LANGUAGE = "language"
    PLACE = "place"
    TIME_ZONE = "time_zone"
    WHEN = "when"
    SENIORITY = "seniority"
    YEARS = "years"
    FIELD = "field"
    DEPARTMENT = "department"
    ORGANISATION = "organisation"
    FORMAT = "format"
    ROOM = "room"


NOT, OR, WITH, BUT = "not:", "|", "&", "!"
"""How values are put together: "not:region:europe", "de|nl", "saturday&mornings", "evenings&!friday"."""


@dataclass(frozen=True, slots=True)
class Constraint:
    """One thing asked of the mentor or the meetings.

    Args:
        value: In the form that `data/README.md` lists for the kind; several that one of suffices are joined by `OR`,
            what must hold at the same time (a day and a part of day) by `WITH`, where `BUT` leaves a time out; `NOT` in
            front asks all of it away. The whole wish is in the value, so that whatever stores or shows kind and value
            keeps its meaning.
        hard: Whether it removes mentors known to fail it, or only re-ranks.
        start: Where its words start in the goal; -1 when it was added by hand. Not part of equality.
        end: Where its words end.
        asker_zone: The IANA time zone that the goal gives for the asker, which "my time" then means; empty when the
            goal says nothing of it.
    """

    kind: ConstraintKind
    value: str
    hard: bool
    start: int = field(default=-1, compare=False)
    end: int = field(default=-1, compare=False)
    asker_zone: str = field(default="", compare=False)

    @property
    def negated(self) -> bool:
        """Whether it asks something away: "not in Europe"."""
        return self.value.startswith(NOT)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """Values of which one suffices; of a negated constraint the values asked away."""
        return tuple(self.value.removeprefix(NOT).split(OR))

    @property
    def labels(self) -> tuple[str, ...]:
        """The values as `data/README.md` has them labelled: each on its own, and none for what is asked away."""
        parts = () if self.negated else self.value.replace(WITH, OR).split(OR)
        return tuple(dict.fromkeys(part for part in parts if not part.startswith(BUT)))


class Fit(StrEnum):
    """How a mentor stands to one constraint."""

    MET = "met"
    NOT_STATED = "not_stated"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    """One constraint held against one mentor; `detail` says it in words ("3 h of your evenings")."""

    constraint: Constraint
    fit: Fit
    detail: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing the goal wants help with: the stretch `start` to `end` of the goal."""

    text: str
    start: int
    end: int


EXCLUSION = "exclusion"
"""The attribute of words that ask something away and are not understood."""
CONDITION = "condition"
"""The attribute of words that a constraint stands for, and that must not rank besides."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words that were not used for ranking: about a sensitive attribute ("a woman", "my age"), or asked away."""

    text: str
    attribute: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was read out of a goal; `question` is the goal without constraints and set-aside words, as embedded."""

    goal: str
    question: str
    wishes: tuple[Wish, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a mentor fits a wish: words of both sides.

    Args:
        goal_start: Where the words start in the goal.
        goal_end: Where they end.
        text: The passage as shown.
        start: Where the words that match start in `text`.
        end: Where they end.
        similarity: Cosine of the wish and the mentor's words, -1 to 1.
    """

    goal_start: int
    goal_end: int
    kind: PassageKind
    text: str
    start: int
    end: int
    similarity: float


class Strength(StrEnum):
    """A match in words."""

    STRONG = "strong"
    GOOD = "good"
    POSSIBLE = "possible"
    WEAK = "weak"


class Room(StrEnum):
    """Whether a mentor can take somebody on."""

    FREE = "free"
    FULL = "full"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Match:
    """One search result.

    Args:
        score: 0 to 1, comparable within and across searches.
        missing: What speaks against it or is not known, in words.
    """

    mentor_id: str
    score: float
    strength: Strength
    room: Room = Room.NOT_STATED
    next_free: date | None = None
    reasons: tuple[Reason, ...] = ()
    checks: tuple[Check, ...] = ()
    missing: tuple[str, ...] = ()


class Verdict(StrEnum):
    """How a search ended."""

    FOUND = "found"
    NOBODY_FITS = "nobody_fits"
    NAME = "name"
    NOT_UNDERSTOOD = "not_understood"
    NO_MENTORS = "no_mentors"


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A hard constraint which, when dropped, lets `mentors` more people in."""

    constraint: Constraint
    mentors: int


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """Everything a search has to say.

    Args:
        matches: Best first: those with room, then full ones. With `NOBODY_FITS` the nearest; with `NAME` the people
            of that name.
        notices: What the person should know, in words ("Only the first 2,000 words were read").
        relax: What to give up when nobody fits, most helpful first.
    """

    understanding: Understanding
    verdict: Verdict
    matches: tuple[Match, ...] = ()
    notices: tuple[str, ...] = ()
    relax: tuple[Relaxation, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How to search.

    Args:
        limit: Matches wanted, 1 to 100.
        diversify: Whether near-duplicates are spread (maximal marginal relevance).
        constraints: Used instead of those read from the goal; None reads them.
    """

    limit: int = 10
    diversify: bool = True
    constraints: tuple[Constraint, ...] | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= 100:
            raise ValueError(f"limit is {self.limit}, not 1 to 100")
