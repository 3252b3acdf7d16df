"""Importing mentors and mentees from files: preview, run, report, undo."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from assistant.domain.access import Action, Actor
from assistant.domain.people import Mentor
from assistant.domain.search import Passage
from assistant.engines.protocols import Progress, Stop
from assistant.errors import InvalidInput, NotFound
from assistant.people import (
    ColumnGuess,
    PersonKind,
    ReadRow,
    RowProblem,
    RowSource,
    choose_columns,
    open_people_file,
    read_drafts,
)
from assistant.people.text import shorten
from assistant.people.values import as_text
from assistant.services.access import require
from assistant.services.import_plan import Identities, Plan, plan_rows
from assistant.services.import_reports import ImportPreview, ImportReport, UndoReport
from assistant.services.import_undo import put_back, upsert_people
from assistant.storage import Store
from assistant.storage.imports import ImportBatch, ImportChange
from assistant.storage.person_rows import person_hash, person_to_json

ROWS_AT_ONCE = 500
_MOST_PROBLEMS = 10_000
_PREVIEW_ROWS = 5
_OUTCOMES = ("added", "updated", "unchanged", "rejected")


@dataclass(slots=True)
class _Tally:
    """Counts and problems while an import runs."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("read", *_OUTCOMES), 0))
    problems: list[RowProblem] = field(default_factory=list)
    more: int = 0

    def add(self, problems: Sequence[RowProblem]) -> None:
        room = _MOST_PROBLEMS - len(self.problems)
        self.problems += problems[:room]
        self.more += len(problems[room:])


class ImportService:
    """Takes people from files.

    Args:
        store: Where they go.
        passages_of: Cuts mentors' profiles into passages, by mentor id.
        on_change: Called when an import or undo has changed people, once at its end.
    """

    def __init__(
        self,
        store: Store,
        passages_of: Callable[[Sequence[Mentor]], Mapping[str, Sequence[Passage]]],
        on_change: Callable[[], None],
    ) -> None:
        self._store = store
        self._passages_of = passages_of
        self._on_change = on_change
        self._turn = threading.Lock()

    def preview(
        self, actor: Actor, source: Path, kind: PersonKind, mapping: Mapping[str, str] | None = None
    ) -> ImportPreview:
        """Look at a file: columns with what they seem to be, and its first rows as they would be taken.

        Raises:
            InvalidInput: It cannot be read as a file of people, or the mapping does not fit it.
            NotAllowed: The actor may not import.
        """
        require(actor, Action.IMPORT_PEOPLE)
        rows = open_people_file(source, kind)
        columns = choose_columns(rows, kind, mapping)
        first = [row for row, _ in zip(read_drafts(rows, columns, kind), range(_PREVIEW_ROWS), strict=False)]
        plan = plan_rows(self._store, first, Identities(), kind)
        return ImportPreview(
            rows.format,
            rows.encoding,
            rows.delimiter,
            _with_examples(rows, columns.guesses),
            rows.notices,
            tuple(plan.people),
            tuple(plan.problems),
            rows.about_rows,
        )

    def run(
        self,
        actor: Actor,
        source: Path,
        kind: PersonKind,
        *,
        mapping: Mapping[str, str] | None = None,
        dry_run: bool = False,
        file_name: str = "",
        progress: Progress | None = None,
        stop: Stop | None = None,
    ) -> ImportReport:
        """Import a file: rows are committed some hundreds at a time with their passages; a second run changes nothing.

        Args:
            actor: Who imports.
            source: The file; its content says what format it is.
            kind: Mentors or mentees.
            mapping: Field by column where the guess is wrong; an empty field leaves a column out.
            dry_run: Report only.
            file_name: What the file is called by the person, if not as `source`.
            progress: Called with rows done and rows expected.
            stop: Asked between parts; True ends the import early, keeping what is committed.

        Raises:
            InvalidInput: The file or mapping cannot be used at all; or another import runs.
            NotAllowed: The actor may not import.
        """
        require(actor, Action.IMPORT_PEOPLE)
        rows = open_people_file(source, kind)
        columns = choose_columns(rows, kind, mapping)
        columns.check(kind)
        name = file_name or source.name
        with self._one_at_a_time():
            batch = None if dry_run else self._store.imports.start(kind, name, actor.key)
            tally, stopped = _Tally(), False
            try:
                identities = Identities()
                for part in _parts(read_drafts(rows, columns, kind)):
                    self._take(part, identities, kind, batch, tally)
                    if progress:
                        progress(tally.counts["read"], max(rows.about_rows, tally.counts["read"]))
                    if stop and stop():
                        stopped = True
                        break
                if batch is not None and not stopped:
                    self._store.imports.finish(batch, tally.counts)
            finally:
                if not dry_run and tally.counts["added"] + tally.counts["updated"]:
                    self._on_change()
        if progress and not stopped:
            progress(tally.counts["read"], tally.counts["read"])
        problems = tuple(tally.problems)
        return ImportReport(
            name, kind, **tally.counts, problems=problems, more_problems=tally.more, notices=rows.notices,
            dry_run=dry_run, stopped=stopped,
        )  # fmt: skip

    def history(self, actor: Actor, limit: int = 50) -> list[ImportBatch]:
        """The latest imports, newest first.

        Raises:
            NotAllowed: The actor may not import.
        """
        require(actor, Action.IMPORT_PEOPLE)
        return self._store.imports.history(limit)

    def undo_last(self, actor: Actor) -> UndoReport:
        """Put everybody back as they were before the last import that changed something, also one that was killed.

        People who were edited since, and added ones who are in a relationship by now, stay as they are and are named.

        Raises:
            NotFound: No import is left to undo.
            NotAllowed: The actor may not import.
        """
        require(actor, Action.IMPORT_PEOPLE)
        with self._one_at_a_time():
            batch = self._store.imports.last_to_undo()
            if batch is None:
                raise NotFound("There is no import to undo.")
            report = UndoReport(batch.file_name)
            while changes := self._store.imports.changes(batch.id, ROWS_AT_ONCE):
                part = put_back(self._store, batch, changes, self._passages_of)
                report = UndoReport(
                    batch.file_name,
                    report.removed + part.removed,
                    report.restored + part.restored,
                    report.kept + part.kept,
                )
            self._store.imports.note_undone(batch.id)
        self._on_change()
        return report

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if not self._turn.acquire(blocking=False):
            raise InvalidInput("Another import is running.", "Wait until it is through.")
        try:
            yield
        finally:
            self._turn.release()

    def _take(
        self, rows: Sequence[ReadRow], identities: Identities, kind: PersonKind, batch: int | None, tally: _Tally
    ) -> None:
        plan = plan_rows(self._store, rows, identities, kind)
        if batch is not None and plan.changed:
            # Cutting texts takes longest: it is done before the write lock, and again only for who changed meanwhile.
            passages = self._passages_for(plan, {})
            with self._store.writing():
                plan = plan_rows(self._store, rows, identities, kind)
                self._write(plan, kind, batch, self._passages_for(plan, passages))
        identities.accept(plan)
        tally.counts["read"] += len(rows)
        for outcome in _OUTCOMES:
            tally.counts[outcome] += getattr(plan, outcome)
        tally.add(plan.problems)

    def _passages_for(self, plan: Plan, ready: Mapping[Mentor, Sequence[Passage]]) -> dict[Mentor, Sequence[Passage]]:
        mentors = [person for person in plan.changed if isinstance(person, Mentor)]
        missing = [mentor for mentor in mentors if mentor not in ready]
        made = self._passages_of(missing) if missing else {}
        return {mentor: ready[mentor] if mentor in ready else made.get(mentor.id, ()) for mentor in mentors}

    def _write(self, plan: Plan, kind: PersonKind, batch: int, passages: Mapping[Mentor, Sequence[Passage]]) -> None:
        upsert_people(self._store, plan.changed)
        self._store.passages.replace({mentor.id: cut for mentor, cut in passages.items()})
        changes = []
        for person in plan.changed:
            before = plan.before.get(person.id)
            values = None if before is None else person_to_json(before)
            changes.append(ImportChange(person.id, kind, values, person_hash(person)))
        self._store.imports.record(batch, changes)


def _parts(rows: Iterator[ReadRow]) -> Iterator[list[ReadRow]]:
    part: list[ReadRow] = []
    for row in rows:
        part.append(row)
        if len(part) >= ROWS_AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _with_examples(source: RowSource, guesses: Sequence[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    first = [row for row, _ in zip(source.rows(), range(_PREVIEW_ROWS), strict=False)]
    found = []
    for guess in guesses:
        texts = (shorten(as_text(row.cells.get(guess.column)), 60) for row in first)
        examples = tuple(dict.fromkeys(text for text in texts if text))[:3]
        found.append(ColumnGuess(guess.column, guess.field, guess.certainty, examples))
    return tuple(found)
