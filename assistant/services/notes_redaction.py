"""Notes in which the people are hidden, and what their placeholders stand for."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.domain.report import Party
from assistant.exports import SessionNotes
from assistant.exports.rewriting import map_texts, texts_of
from assistant.transcripts.redaction import FindPeople, Redactor


@dataclass(frozen=True, slots=True)
class RedactedNotes:
    """Notes in which nobody is named, and what each placeholder stands for; the second part stays here."""

    notes: SessionNotes
    originals: Mapping[str, str]


def redact_notes(notes: SessionNotes, find_people: FindPeople | None = None) -> RedactedNotes:
    """Hide everybody in some notes: the mentor is `[Person 1]`, the mentee `[Person 2]`, then the other speakers."""
    redactor = Redactor(people_of(notes), find_people)
    redactor.learn(dict.fromkeys(texts_of(notes)))
    for side in (Party.MENTOR, Party.MENTEE):
        redactor.redact(notes.name_of(side))  # first, so that the whole name is the one without a letter
    changed = map_texts(notes, redactor.redact)
    return RedactedNotes(changed, redactor.originals)


def people_of(notes: SessionNotes) -> list[list[str]]:
    """The names that each person of a session goes by: as registered, as corrected, and as the file has them."""
    roles = notes.cast.roles
    sides = {
        Party.MENTOR: [notes.mentor],
        Party.MENTEE: [notes.mentee],
    }
    others = []
    for role in roles:
        names = [role.name, role.speaker]
        if role.party in sides:
            sides[role.party] += names
        else:
            others.append(names)
    listed = {role.speaker for role in roles}
    others += [[speaker] for speaker in notes.transcript.speakers if speaker not in listed]
    return [sides[Party.MENTOR], sides[Party.MENTEE], *others]
