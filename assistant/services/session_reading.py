"""From a stored file to who said what: the reading as it was kept, the cast, and what people changed about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.analysis.casting import cast as cast_speakers
from assistant.domain.json_values import from_json, to_json
from assistant.domain.report import Cast, Party
from assistant.domain.sessions import Session
from assistant.domain.speaker_edits import Edit, apply
from assistant.domain.transcript import Transcript
from assistant.errors import NotFound
from assistant.services.session_access import pair_of
from assistant.storage import Store
from assistant.transcripts import Reading


@dataclass(frozen=True, slots=True)
class StoredReading:
    """What is known of a session's file; transcript and cast are as people corrected them."""

    reading: Reading
    transcript: Transcript
    cast: Cast
    edits: tuple[Edit, ...]


def read_stored(store: Store, session: Session) -> StoredReading:
    """Take a session's reading out of the database and tell who is who.

    Raises:
        NotFound: It was deleted.
    """
    with store.reading():
        file, relationship = store.sessions.file(session.id), store.relationships.get(session.relationship_id)
        if file is None or relationship is None:
            raise NotFound("There is no such session.", "It may have been deleted.")
        pair = pair_of(store, relationship)
    reading = from_json(Reading, file.reading)
    edits = edits_from_json(file.speaker_edits)
    names = {Party.MENTOR: pair.mentor_name, Party.MENTEE: pair.mentee_name}
    transcript, cast = apply(reading.transcript, who_is_who(reading, *names.values()), edits, names)
    return StoredReading(reading, transcript, cast, edits)


def who_is_who(reading: Reading, mentor_name: str, mentee_name: str) -> Cast:
    """Tell who a file's speakers are, before anybody corrected it."""
    return cast_speakers(reading.transcript, mentor_name, mentee_name, reading.attendees, reading.roles)


def edits_to_json(edits: Sequence[Edit]) -> list[Any]:
    """Turn edits into what the database keeps."""
    return [to_json(edit, Edit) for edit in edits]


def edits_from_json(values: Sequence[Any]) -> tuple[Edit, ...]:
    """Turn what the database keeps back into edits."""
    return from_json(tuple[Edit, ...], list(values))
