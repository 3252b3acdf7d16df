"""One mentor with one mentee over time."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class RelationshipState(StrEnum):
    """Where a relationship stands."""

    ACTIVE = "active"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A mentor and a mentee who work together; `goal` is what the mentee wants, in their words."""

    id: str
    mentor_id: str
    mentee_id: str
    goal: str
    state: RelationshipState
    started_at: datetime
    closed_at: datetime | None = None
