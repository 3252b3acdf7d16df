"""Values of the domain in the words of the screen."""

from datetime import date

from assistant.domain.people import MeetingFormat, Mentor, Person, Seniority
from assistant.domain.search import Constraint, ConstraintKind, Fit, Match, PassageKind, Room, Strength
from assistant.matching.constraints.chips import place_name
from assistant.matching.constraints.wording import combined
from assistant.matching.constraints.zones import read_zone, zone_words
from assistant.vocabulary.languages import language_name
from assistant.vocabulary.places import country_name

STRENGTHS = {
    Strength.STRONG: "Strong match",
    Strength.GOOD: "Good match",
    Strength.POSSIBLE: "Possible match",
    Strength.WEAK: "Weak match",
}
SOURCES = {
    PassageKind.BIO: "from their bio",
    PassageKind.SENTENCE: "from their bio",
    PassageKind.SKILLS: "from their skills",
    PassageKind.THEME: "theme of a past session",
}
SENIORITIES = {
    Seniority.EARLY: "Early in their career",
    Seniority.MID: "Mid-career",
    Seniority.SENIOR: "Senior",
    Seniority.LEAD: "Leads a team",
    Seniority.EXECUTIVE: "Executive",
}
FORMATS = {MeetingFormat.REMOTE: "Video call", MeetingFormat.IN_PERSON: "In person", MeetingFormat.CHAT: "Chat"}
FIT_WORDS = {Fit.MET: "yes", Fit.NOT_STATED: "not stated", Fit.FAILED: "no"}
KINDS = {
    ConstraintKind.LANGUAGE: "Language",
    ConstraintKind.PLACE: "Place",
    ConstraintKind.TIME_ZONE: "Time zone",
    ConstraintKind.WHEN: "When",
    ConstraintKind.SENIORITY: "Seniority",
    ConstraintKind.YEARS: "Experience",
    ConstraintKind.FIELD: "Background",
    ConstraintKind.DEPARTMENT: "Department",
    ConstraintKind.ORGANISATION: "Organisation",
    ConstraintKind.FORMAT: "Meetings",
    ConstraintKind.ROOM: "Room",
}
_AT_LEAST = {
    "early": "Early in their career",
    "mid": "Mid-career or above",
    "senior": "Senior or above",
    "lead": "Leads a team or above",
    "executive": "Executive",
}
_FIXED = {
    "department:not_mine": "Outside my department",
    "organisation:not_mine": "Outside my organisation",
    "organisation:mine": "Inside my organisation",
    "format:remote": "Meets by video",
    "format:in_person": "Meets in person",
    "format:chat": "Meets by chat",
    "room:now": "Has room now",
    "time_zone:mine": "Near my time zone",
}


def zone_name(zone: str) -> str:
    """Say a time zone as people do.

    >>> zone_name("America/Sao_Paulo")
    'Sao Paulo time'
    """
    return zone_words(zone) if zone.startswith(("UTC+", "UTC-")) else f"{zone_words(zone)} time"


def constraint_words(constraint: Constraint) -> str:
    """Say a constraint as a chip does.

    >>> constraint_words(Constraint(ConstraintKind.LANGUAGE, "de", True))
    'Speaks German'
    """
    said = combined(constraint, lambda value: _plain_words(constraint.kind, value), _place)
    said = said or _plain_words(constraint.kind, constraint.value)
    return f"{said} ({zone_name(constraint.asker_zone)})" if constraint.asker_zone else said


def _plain_words(kind: ConstraintKind, value: str) -> str:
    if f"{kind}:{value}" in _FIXED:
        return _FIXED[f"{kind}:{value}"]
    if kind is ConstraintKind.LANGUAGE:
        return f"Speaks {language_name(value)}"
    if kind is ConstraintKind.PLACE:
        return f"In {_place(value)}"
    if kind is ConstraintKind.TIME_ZONE:
        return _zone_words(value)
    if kind is ConstraintKind.SENIORITY:
        return _AT_LEAST.get(value, value)
    if kind is ConstraintKind.YEARS:
        years = value.lstrip("<>=")
        return f"{years}+ years of experience" if value.startswith(">") else f"At most {years} years of experience"
    if kind is ConstraintKind.FIELD:
        return f"Background in {value}"
    return value.capitalize()


def _zone_words(value: str) -> str:
    wish = read_zone(value)
    if wish.shared_h:
        return f"At least {wish.shared_h:g} h overlap with {zone_words(wish.zone) if wish.zone else 'me'}"
    return f"Within {wish.apart_h:g} h of {zone_words(wish.zone)}" if wish.apart_h else zone_name(value)


def _place(value: str) -> str:
    sort, _, name = value.partition(":")
    if sort == "country":
        return place_name(name)
    return {"uk and ireland": "the UK and Ireland", "nordics": "the Nordics", "middle east": "the Middle East"}.get(
        name, name.title()
    )


def place_of(person: Person) -> str:
    """Say where somebody is: city and country, either, or nothing."""
    return ", ".join(part for part in (person.city, country_name(person.country) if person.country else "") if part)


def work_of(person: Person) -> str:
    """Say where somebody works; empty when not stated."""
    return ", ".join(part for part in (person.department, person.organisation) if part)


def experience_of(mentor: Mentor) -> str:
    """Say seniority and years; empty when neither is stated."""
    parts = [SENIORITIES[mentor.seniority]] if mentor.seniority else []
    if mentor.years_experience is not None:
        parts.append(f"{mentor.years_experience} {'year' if mentor.years_experience == 1 else 'years'}")
    return ", ".join(parts)


def day_words(day: date) -> str:
    """Write a date without a leading zero: 3 March 2027."""
    return f"{day.day} {day:%B %Y}"


def room_words(match: Match) -> str:
    """Say whether a mentor has room, and when again if that is known."""
    if match.room is Room.FREE:
        return "Has room"
    if match.room is Room.NOT_STATED:
        return "Room not stated"
    return f"Full, next free {day_words(match.next_free)}" if match.next_free else "Full at present"


def percent(score: float) -> str:
    """Write a score of 0 to 1 as a whole percentage; nobody is ever quite sure, so it stays between 1 and 99."""
    return f"{round(100 * min(max(score, 0.01), 0.99))} %"
