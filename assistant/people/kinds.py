"""Which people a file or a list holds."""

from enum import StrEnum


class PersonKind(StrEnum):
    """Mentors or mentees."""

    MENTOR = "mentor"
    MENTEE = "mentee"
