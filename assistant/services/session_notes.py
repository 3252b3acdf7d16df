"""The lines of a session's notes as the pair works with them, and the versions of its report."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.domain.access import Action, Actor
from assistant.domain.notes import Change, ChangeKind, ItemState, NoteLine, Section, Value, notes_of, section_values
from assistant.domain.report import ActionItem, Line, Moment, Provenance
from assistant.errors import InvalidInput, NotFound
from assistant.people.text import one_line
from assistant.services.later_sessions import QueueBehind, following_up
from assistant.services.session_access import allowed_session, existing_session
from assistant.services.session_reading import read_stored
from assistant.storage import Store
from assistant.storage.session_notes import StoredReport

LONGEST_LINE = 1_000
_KIND_OF = {Section.ACTION_ITEMS: ActionItem, Section.MOMENTS: Moment}
_MARKS = {
    ItemState.DONE: ChangeKind.DONE,
    ItemState.DROPPED: ChangeKind.DROP,
    ItemState.OPEN: ChangeKind.REOPEN,
}


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """One version of a report, for a list; `restored_from` is the version that was brought back with it."""

    version: int
    made_at: datetime
    provenance: Provenance
    lines: int
    restored_from: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A line that two versions do not share as it is: added without `before`, gone without `after`, else changed."""

    section: Section
    line_id: str
    before: Value | None
    after: Value | None


def _now() -> datetime:
    return datetime.now(UTC)


class NotesService:
    """What the pair does with the lines of their notes.

    Args:
        store: Where they are.
        queue: Queues a later session whose earlier promises have changed.
        now: The time of day, with zone.
    """

    def __init__(self, store: Store, queue: QueueBehind = lambda _: None, now: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._queue = queue
        self._now = now

    def lines(self, actor: Actor, session_id: str) -> tuple[NoteLine, ...]:
        """The lines of a session as they are now, by section.

        Raises:
            NotFound: No such session.
            NotAllowed: The actor may not read it.
        """
        allowed_session(self._store, actor, Action.READ_SESSION, session_id)
        return self._lines(session_id)

    def edit(self, actor: Actor, session_id: str, line_id: str, value: Value) -> NoteLine:
        """Give a line other words, another owner, another date.

        Raises:
            NotFound: No such session or line.
            NotAllowed: The actor may not edit it.
            InvalidInput: No words, too many, of another kind, or evidence that is not in the transcript.
        """
        return self._change(actor, session_id, line_id, ChangeKind.EDIT, value)

    def add(self, actor: Actor, session_id: str, section: Section, value: Value) -> NoteLine:
        """Add a line; it needs no evidence, since a person stands for it. Raises as `edit` does."""
        with self._store.writing():
            session = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            with following_up(self._store, session.relationship_id, self._queue):
                checked = self._checked(session.id, section, value)
                change = Change(ChangeKind.ADD, section, uuid.uuid4().hex, None, checked, actor.key, self._now())
                return self._keep(session_id, change)

    def delete(self, actor: Actor, session_id: str, line_id: str) -> None:
        """Take a line out of the notes, of later versions too. Raises as `confirm` does."""
        self._change(actor, session_id, line_id, ChangeKind.DELETE)

    def confirm(self, actor: Actor, session_id: str, line_id: str) -> NoteLine:
        """Say that a line is right; it stays even if a later analysis does not find it.

        Raises:
            NotFound: No such session or line.
            NotAllowed: The actor may not edit it.
        """
        return self._change(actor, session_id, line_id, ChangeKind.CONFIRM)

    def mark(self, actor: Actor, session_id: str, line_id: str, state: ItemState) -> NoteLine:
        """Say that an action item is done, dropped or open again. Raises as `confirm` does, and `InvalidInput`."""
        return self._change(actor, session_id, line_id, _MARKS[state])

    def versions(self, actor: Actor, session_id: str) -> list[ReportVersion]:
        """All versions of a session's report, newest first. Raises as `lines` does."""
        allowed_session(self._store, actor, Action.READ_SESSION, session_id)
        return [_listed(one) for one in self._store.session_notes.versions(session_id)]

    def compare(self, actor: Actor, session_id: str, before: int, after: int) -> list[Difference]:
        """What one version says and another does not, by section.

        Raises:
            NotFound: No such session or version.
            NotAllowed: The actor may not read it.
        """
        allowed_session(self._store, actor, Action.READ_SESSION, session_id)
        old, new = (_by_id(self._version(session_id, number)) for number in (before, after))
        order = list(Section)
        changed = [
            Difference((new.get(one) or old[one])[0], one, _value(old.get(one)), _value(new.get(one)))
            for one in dict.fromkeys((*old, *new))
            if old.get(one) != new.get(one)
        ]
        return sorted(changed, key=lambda one: order.index(one.section))

    def restore(self, actor: Actor, session_id: str, version: int) -> ReportVersion:
        """Bring an earlier version back, as the newest; what people changed is replayed on it.

        Raises:
            NotFound: No such session or version.
            NotAllowed: The actor may not edit it.
        """
        notes = self._store.session_notes
        with self._store.writing():
            session = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            with following_up(self._store, session.relationship_id, self._queue):
                old = self._version(session_id, version)
                made = notes.add_report(session_id, old.report, old.line_ids, self._now(), restored_from=version)
                notes.set_items(session_id, self._lines(session_id))
        return _listed(made)

    def _change(
        self, actor: Actor, session_id: str, line_id: str, kind: ChangeKind, value: Value | None = None
    ) -> NoteLine:
        with self._store.writing():
            session = allowed_session(self._store, actor, Action.EDIT_SESSION, session_id)
            with following_up(self._store, session.relationship_id, self._queue):
                line = next((one for one in self._lines(session_id) if one.id == line_id), None)
                if line is None:
                    raise NotFound("There is no such line.", "It may have been deleted; open the session again.")
                if kind in _MARKS.values() and line.section is not Section.ACTION_ITEMS:
                    raise InvalidInput(f"A line of {line.section} is not done or open.", "Only action items are.")
                says = line.value if value is None else self._checked(session_id, line.section, value)
                change = Change(kind, line.section, line_id, line.original, says, actor.key, self._now())
                return self._keep(session_id, change, line)

    def _keep(self, session_id: str, change: Change, before: NoteLine | None = None) -> NoteLine:
        """Write a change and the action items that follow from it; give the line, the old one when it is gone."""
        notes = self._store.session_notes
        notes.add_change(session_id, change)
        lines = self._lines(session_id)
        notes.set_items(session_id, lines)
        found = next((one for one in lines if one.id == change.line_id), before)
        if found is None:
            raise NotFound("There is no such line.")
        return found

    def _lines(self, session_id: str) -> tuple[NoteLine, ...]:
        latest = self._store.session_notes.report(session_id)
        changes = self._store.session_notes.changes(session_id)
        return notes_of(latest.report if latest else None, latest.line_ids if latest else {}, changes)

    def _version(self, session_id: str, version: int) -> StoredReport:
        found = self._store.session_notes.report(session_id, version)
        if found is None:
            raise NotFound(f"There is no version {version} of these notes.", "Open the list of versions again.")
        return found

    def _checked(self, session_id: str, section: Section, value: Value) -> Value:
        wanted = _KIND_OF.get(section, Line)
        if not isinstance(value, wanted):
            raise InvalidInput(f"A line of {section} is a {wanted.__name__}, not a {type(value).__name__}.")
        text = one_line(value.text)
        if not text or len(text) > LONGEST_LINE:
            raise InvalidInput(f"A line has 1 to {LONGEST_LINE:,} characters, this one {len(text):,}.")
        stored = read_stored(self._store, existing_session(self._store, session_id))
        last = len(stored.transcript.utterances) - 1
        wrong = [index for index in value.evidence if not 0 <= index <= last]
        if wrong:
            raise InvalidInput(f"The evidence names utterance {wrong[0]}, and the transcript has 0 to {last}.")
        return replace(value, text=text)


def _listed(stored: StoredReport) -> ReportVersion:
    many = sum(map(len, section_values(stored.report).values()))
    return ReportVersion(stored.version, stored.made_at, stored.report.provenance, many, stored.restored_from)


def _by_id(stored: StoredReport) -> dict[str, tuple[Section, Value]]:
    return {
        line_id: (section, value)
        for section, values in section_values(stored.report).items()
        for line_id, value in zip(stored.line_ids[section], values, strict=True)
    }


def _value(found: tuple[Section, Value] | None) -> Value | None:
    return None if found is None else found[1]
