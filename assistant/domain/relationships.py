"""One mentor with one mentee over time."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RelationshipState(StrEnum):
    """Where a relationship stands."""

    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A mentor and a mentee who work together; `goal` is what the mentee wants, in their words.

    `next_session_on` is the day on which the two mean to meet next; it may have passed.
    """

    id: str
    mentor_id: str
    mentee_id: str
    goal: str
    state: RelationshipState
    started_at: datetime
    closed_at: datetime | None = None
    next_session_on: date | None = None
