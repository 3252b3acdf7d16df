"""Exports of notes, with the people in them hidden where that is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.domain.report import Party
from assistant.engines.protocols import Linguist
from assistant.exports import ExportedFile, ExportFormat, ExportOptions, NotesTemplate, SessionNotes, export_notes
from assistant.exports.rewriting import map_texts, texts_of
from assistant.transcripts.redaction import FindPeople, Redactor


@dataclass(frozen=True, slots=True)
class RedactedNotes:
    """Notes in which nobody is named, and what each placeholder stands for; the second part stays here."""

    notes: SessionNotes
    originals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Export:
    """A file to hand out; `originals` turns its placeholders back and is empty where nothing was hidden."""

    file: ExportedFile
    originals: Mapping[str, str] = field(default_factory=dict)


def export_session(
    notes: SessionNotes,
    kind: ExportFormat,
    template: NotesTemplate,
    options: ExportOptions | None = None,
    *,
    redact_for: FindPeople | None = None,
) -> Export:
    """Write notes to a file.

    Args:
        notes: What to write; the caller has asked whether the actor may read them.
        kind: The format.
        template: Which sections, in which order.
        options: With quotes and as events by default.
        redact_for: Finds the people nobody listed (`people_finder`); None writes the names as they are.

    Raises:
        EngineUnavailable: The package that writes this format, or the model that finds names, is missing.
    """
    if redact_for is None:
        return Export(export_notes(notes, kind, template, options))
    redacted = redact_notes(notes, redact_for)
    return Export(export_notes(redacted.notes, kind, template, options), redacted.originals)


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


def people_finder(linguist: Linguist) -> FindPeople:
    """Find people in texts with a linguist's entities; one that finds none leaves the listed people."""
    return lambda texts: [
        [(one.start, one.end) for one in found if one.label == "PERSON"] for found in linguist.entities_of(texts)
    ]
