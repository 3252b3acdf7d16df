"""How a measure goes over the sessions of one relationship: what is known, how surely, and why nothing is said."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One session's value of a measure.

    Args:
        held_on: None when nobody said the day; the session is then left out of what needs days.
        value: None when the measure's input was missing; the session then counts as held, not as zero.
        error: Standard error of the value, in its unit; None when not known.
        count: What the value was averaged over (utterances, answers); None when not known.
    """

    session_id: str
    held_on: date | None
    value: float | None
    error: float | None = None
    count: int | None = None


class Direction(StrEnum):
    """Which way a value went."""

    HIGHER = "higher"
    LOWER = "lower"


class Verdict(StrEnum):
    """What may be said of the sessions so far; only the test with a stated error rate decides."""

    TOO_FEW = "too_few"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    RETURNED = "returned"


class NoSlope(StrEnum):
    """Why there is no slope."""

    FEWER_THAN_THREE = "fewer_than_three"
    ONE_DAY = "one_day"


@dataclass(frozen=True, slots=True)
class Interval:
    """From `low` to `high`, both included."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Slope:
    """How fast a value goes up or down: a description of all sessions, not a verdict.

    Args:
        per_month: Median of the slopes between all pairs of sessions, in units of the value per 30.4 days.
        interval: 95 %; None with fewer than 5 sessions, where no interval reaches 95 %.
        p_value: Of the Mann-Kendall test of one look; None where it cannot be made (all values equal).
        sessions: How many sessions it rests on.
    """

    per_month: float
    interval: Interval | None
    p_value: float | None
    sessions: int


@dataclass(frozen=True, slots=True)
class OwnMedian:
    """The latest session beside the median of the earlier ones; `sessions` is how many those are."""

    earlier: float
    latest: float
    sessions: int


@dataclass(frozen=True, slots=True)
class Noise:
    """How much a value differs from session to session when nothing changed.

    Args:
        sd: Session-to-session standard deviation pooled over relationships.
        weight: How many sessions of its own a relationship needs before they count as much as the pool: degrees of
            freedom of the prior. 0 when there is no pool; infinite when all relationships are equally noisy.
        autocorrelation: Of a session with the next one, 0 to below 1.
        relationships: How many were pooled.
    """

    sd: float = 0.0
    weight: float = 0.0
    autocorrelation: float = 0.0
    relationships: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A lasting change of level.

    Args:
        direction: Which way.
        first: Position of the first session of the new level among those with a value, from 0.
        first_low: Earliest such position that the sessions leave possible, at about 90 %.
        first_high: Latest such position.
        since: Day of session `first`; None when not known.
        found_at: Position of the session at which the change could first be told.
        size: New level less old, in units of the value. Just after it was found it is on the large side.
        interval: 95 %, of the size.
        sessions_before: Sessions of the old level.
        sessions_since: Sessions of the new level so far.
        made_by: The sessions that made the change: the new level's that lie nearer to it than to the old one.
        set_aside: Sessions around the change that lie too far out to speak for either level.
        gradual: Whether a straight line describes the sessions around it better than a step.
    """

    direction: Direction
    first: int
    first_low: int
    first_high: int
    since: date | None
    found_at: int
    size: float
    interval: Interval
    sessions_before: int
    sessions_since: int
    made_by: tuple[str, ...]
    set_aside: tuple[str, ...] = ()
    gradual: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """What all sessions of one relationship say about one measure.

    Args:
        points: In the order of the sessions, the missing ones among them.
        sessions: How many have a value.
        slope: Or why there is none.
        median: None with fewer than 3 earlier sessions.
        changes: In order; the false alarm rate of the test covers them all.
        noise_sd: What one session differs from another by, as used; None when it cannot be told.
        visible: The smallest lasting change that would most likely (80 %) be told after five more sessions, in units
            of the value; None when the noise is not known or the sessions are too few.
    """

    points: tuple[TrendPoint, ...]
    sessions: int
    verdict: Verdict
    slope: Slope | NoSlope
    median: OwnMedian | None
    changes: tuple[Change, ...]
    noise_sd: float | None
    visible: float | None
