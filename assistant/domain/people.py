"""Mentors, mentees, and what is known about them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MINUTES_A_DAY = 24 * 60
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Seniority(StrEnum):
    """How far along somebody is; `rank` orders the members."""

    EARLY = "early"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    EXECUTIVE = "executive"

    @property
    def rank(self) -> int:
        """0 for early to 4 for executive."""
        return list(Seniority).index(self)


class MeetingFormat(StrEnum):
    """How a pair meets."""

    REMOTE = "remote"
    IN_PERSON = "in_person"
    CHAT = "chat"


class Status(StrEnum):
    """Whether a person wants to be found at present."""

    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, order=True)
class WeeklySlot:
    """A stretch of one weekday, in the person's own time zone.

    Args:
        day: 0 for Monday to 6 for Sunday.
        start_min: Minutes after midnight, 0 to 1439.
        end_min: Minutes after midnight, after `start_min`, at most 1440.
    """

    day: int
    start_min: int
    end_min: int

    def __post_init__(self) -> None:
        if not 0 <= self.day <= 6:
            raise ValueError(f"day is {self.day}, not 0 to 6")
        if not 0 <= self.start_min < self.end_min <= MINUTES_A_DAY:
            raise ValueError(f"a slot from minute {self.start_min} to {self.end_min} is not within one day")

    def __str__(self) -> str:
        """`Mon 18:00-20:00`, which `parse_slot` of `assistant.people` reads back."""
        start, end = divmod(self.start_min, 60), divmod(self.end_min, 60)
        return f"{DAY_NAMES[self.day]} {start[0]:02}:{start[1]:02}-{end[0]:02}:{end[1]:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What mentors and mentees have in common; an empty value means "not stated".

    Args:
        id: Stable and unique within its kind.
        languages: ISO 639-1 codes.
        country: ISO 3166-1 alpha-2 code.
        time_zone: IANA name.
        availability: Weekly, in the person's own time zone.
    """

    id: str
    name: str
    email: str = ""
    headline: str = ""
    bio: str = ""
    skills: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    city: str = ""
    country: str = ""
    time_zone: str = ""
    availability: tuple[WeeklySlot, ...] = ()
    organisation: str = ""
    department: str = ""
    formats: tuple[MeetingFormat, ...] = ()
    links: tuple[str, ...] = ()
    last_active: date | None = None
    status: Status = Status.ACTIVE

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise ValueError("a person needs an id, got an empty one")
        if not self.name.strip():
            raise ValueError(f"person {self.id!r} needs a name, got an empty one")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor(Person):
    """Somebody who helps.

    Args:
        capacity: Mentees at the same time, 0 or more; None when not stated.
        current_mentees: Mentees at present, as imported; active relationships in Rapport are counted on top by the
            services.
        next_free: When a full mentor expects room again.
        past_themes: What past sessions were about, without names or details; only with the consent of both sides.
    """

    years_experience: int | None = None
    seniority: Seniority | None = None
    capacity: int | None = None
    current_mentees: int = 0
    next_free: date | None = None
    past_themes: tuple[str, ...] = ()

    @property
    def has_room(self) -> bool | None:
        """Whether another mentee fits now; None when no capacity is stated."""
        return None if self.capacity is None else self.current_mentees < self.capacity


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee(Person):
    """Somebody who wants help; `goals` in their own words."""

    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """What a search may use of the person who asks; empty values mean "not known"."""

    time_zone: str = ""
    availability: tuple[WeeklySlot, ...] = ()
    city: str = ""
    country: str = ""
    organisation: str = ""
    department: str = ""
    mentee_id: str = ""


def asker_from(mentee: Mentee) -> Asker:
    """Take from a mentee what a search may use: never the name or the bio."""
    return Asker(
        mentee.time_zone,
        mentee.availability,
        mentee.city,
        mentee.country,
        mentee.organisation,
        mentee.department,
        mentee.id,
    )
