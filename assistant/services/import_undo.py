"""Taking an import back, part by part."""

from collections.abc import Callable, Mapping, Sequence

from assistant.domain.people import Mentee, Mentor
from assistant.domain.search import Passage
from assistant.people import PersonKind
from assistant.services.import_reports import UndoReport
from assistant.storage import Store
from assistant.storage.imports import ImportBatch, ImportChange
from assistant.storage.person_rows import person_from_json, person_hash


def upsert_people(store: Store, people: Sequence[Mentor | Mentee]) -> None:
    """Write mentors and mentees, each to their own table."""
    store.mentors.upsert([person for person in people if isinstance(person, Mentor)])
    store.mentees.upsert([person for person in people if isinstance(person, Mentee)])


def put_back(
    store: Store,
    batch: ImportBatch,
    changes: Sequence[ImportChange],
    passages_of: Callable[[Sequence[Mentor]], Mapping[str, Sequence[Passage]]],
) -> UndoReport:
    """Put some people back as they were, in one transaction, and forget that the import had changed them."""
    ids = [change.person_id for change in changes]
    with store.writing():
        report, restored, removed = _sort_out(store, batch, changes)
        upsert_people(store, restored)
        mentors = [person for person in restored if isinstance(person, Mentor)]
        if mentors:
            store.passages.replace(passages_of(mentors))
        (store.mentors if batch.kind == PersonKind.MENTOR else store.mentees).delete(removed)
        store.imports.forget(batch.id, ids)
    return report


def _sort_out(
    store: Store, batch: ImportBatch, changes: Sequence[ImportChange]
) -> tuple[UndoReport, list[Mentor | Mentee], list[str]]:
    now, involved = _as_they_are(store, batch, [change.person_id for change in changes])
    removed: list[str] = []
    restored: list[Mentor | Mentee] = []
    kept: list[tuple[str, str]] = []
    for change in changes:
        person = now.get(change.person_id)
        if person is None:
            continue
        if person_hash(person) != change.after_hash:
            kept.append((person.id, "edited since the import"))
        elif change.before is not None:
            restored.append(_as_it_was(batch.kind, change.before))
        elif person.id in involved:
            kept.append((person.id, "in a relationship"))
        else:
            removed.append(person.id)
    return UndoReport(batch.file_name, len(removed), len(restored), tuple(kept)), restored, removed


def _as_they_are(
    store: Store, batch: ImportBatch, ids: Sequence[str]
) -> tuple[Mapping[str, Mentor | Mentee], set[str]]:
    if batch.kind == PersonKind.MENTOR:
        return store.mentors.find(ids), store.relationships.people_involved(mentor_ids=ids)
    return store.mentees.find(ids), store.relationships.people_involved(mentee_ids=ids)


def _as_it_was(kind: str, before: Mapping[str, object]) -> Mentor | Mentee:
    return person_from_json(Mentor, before) if kind == PersonKind.MENTOR else person_from_json(Mentee, before)
