"""What a part of an import would change: who a row is about, and whether it says anything new."""

import hashlib
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from assistant.domain.people import Mentee, Mentor
from assistant.people import Outcome, PersonDraft, PersonKind, ReadRow, RowProblem
from assistant.people.text import shorten
from assistant.storage import Store
from assistant.storage.person_rows import email_key, name_key


@dataclass(slots=True)
class Identities:
    """Who the rows of a file so far were about.

    Args:
        rows: Row number and content by person id.
        keys: Person id by `identity_key`, for rows that another row without an id may be about.
    """

    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def accept(self, plan: "Plan") -> None:
        """Remember a part of the file that was taken."""
        self.rows.update(plan.rows)
        for key, person_id in plan.keys.items():  # the first row that has a key keeps it, whichever part it was in
            self.keys.setdefault(key, person_id)


@dataclass(slots=True)
class Plan:
    """What a part of a file changes.

    Args:
        people: Everybody whom a row was taken for, as they are then.
        changed: Those of them to write.
        before: Those of them who are there already, as they are.
    """

    people: list[Mentor | Mentee] = field(default_factory=list)
    changed: list[Mentor | Mentee] = field(default_factory=list)
    before: dict[str, Mentor | Mentee] = field(default_factory=dict)
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


def generated_id(draft: PersonDraft, kind: PersonKind) -> str:
    """An id for somebody whose file gives none: the same each time for an address, else a name in an organisation."""
    return f"{kind}-{hashlib.sha256(identity_key(draft).encode('utf-8')).hexdigest()[:12]}"


def identity_key(draft: PersonDraft) -> str:
    """What tells people without ids apart: the address, else the name within an organisation."""
    return email_key(draft.email) or f"{name_key(draft.name)}|{name_key(draft.organisation)}"


def plan_rows(store: Store, rows: Sequence[ReadRow], identities: Identities, kind: PersonKind) -> Plan:
    """Work out what rows change, without changing anything.

    A row is about the person with its id, else with its address, else with its name and organisation. Of two rows about
    one person the first counts: a second that says the same is `unchanged`, one that says something else is rejected.
    """
    plan = Plan()
    known = _Known.of(store, [row.draft for row in rows if row.draft], kind)
    for row in rows:
        plan.problems += row.problems
        if row.draft is None:
            plan.rejected += 1
        else:
            _plan_row(plan, row.draft, known, identities, kind)
    plan.problems.sort(key=lambda problem: problem.row)
    return plan


def _plan_row(plan: Plan, draft: PersonDraft, known: "_Known", identities: Identities, kind: PersonKind) -> None:
    key = identity_key(draft)
    in_file = "" if draft.id else plan.keys.get(key) or identities.keys.get(key)
    # Those whom an earlier row of the file is about are not looked up by name again: it must not matter which rows were
    # committed already when this one is planned.
    person = None if in_file else known.person(draft, kind, _Either(plan.rows, identities.rows))
    person_id = in_file or (person.id if person else "") or draft.id or generated_id(draft, kind)
    earlier = plan.rows.get(person_id) or identities.rows.get(person_id)
    if earlier is not None:
        _note_again(plan, draft, earlier)
        return
    plan.rows[person_id] = (draft.row, draft.content())
    if draft.email or not draft.id:
        plan.keys.setdefault(key, person_id)
    person = person or known.by_id.get(person_id)
    after = draft.to_person(kind, person_id) if person is None else draft.applied_to(person)
    plan.people.append(after)
    if person is None:
        plan.added += 1
    elif after == person:
        plan.unchanged += 1
        return
    else:
        plan.updated += 1
        plan.before[person_id] = person
    plan.changed.append(after)


@dataclass(frozen=True, slots=True)
class _Either:
    """Ids that are in one of two tables, without copying them for every row."""

    here: Container[str]
    before: Container[str]

    def __contains__(self, person_id: object) -> bool:
        return person_id in self.here or person_id in self.before


def _note_again(plan: Plan, draft: PersonDraft, earlier: tuple[int, int]) -> None:
    row, content = earlier
    column, value = _told_by(draft)
    if content == draft.content():
        plan.unchanged += 1
        reason, outcome = f"says the same as row {row}", Outcome.SAID_BEFORE
    else:
        plan.rejected += 1
        reason = f"row {row} is about the same person and says something else; that row was taken"
        outcome = Outcome.ROW_LEFT_OUT
    plan.problems.append(RowProblem(draft.row, column, shorten(value), reason, outcome))


def _told_by(draft: PersonDraft) -> tuple[str, str]:
    """The column and value by which a row is about somebody: id, else address, else name, as the file has them."""
    name, value = next(
        (name, value) for name, value in (("id", draft.id), ("email", draft.email), ("name", draft.name)) if value
    )
    return draft.column_of(name, "last_name", "first_name"), value


@dataclass(frozen=True, slots=True)
class _Known:
    """The people in the database whom some rows may be about."""

    by_id: Mapping[str, Mentor | Mentee]
    by_email: Mapping[str, Mentor | Mentee]
    by_name: Mapping[str, Sequence[Mentor | Mentee]]

    @staticmethod
    def of(store: Store, drafts: Sequence[PersonDraft], kind: PersonKind) -> "_Known":
        people = store.mentors if kind is PersonKind.MENTOR else store.mentees
        ids = [draft.id or generated_id(draft, kind) for draft in drafts]
        with store.reading():
            by_id = people.find(ids)
            by_email = people.find_by_email([draft.email for draft in drafts if draft.id not in by_id])
            by_name = people.find_by_name([draft.name for draft in drafts if not draft.id])
        return _Known(by_id, by_email, by_name)

    def person(self, draft: PersonDraft, kind: PersonKind, taken: Container[str]) -> Mentor | Mentee | None:
        """Whom a row is about, if they are in the database."""
        address = email_key(draft.email)
        by_email = self.by_email.get(address) if address else None
        if draft.id:
            # A new id belongs to somebody new, unless the one with this address only has an id of our making.
            ours = by_email is not None and by_email.id == generated_id(draft, kind) and by_email.id not in taken
            return self.by_id.get(draft.id) or (by_email if ours else None)
        made = self.by_id.get(generated_id(draft, kind))
        if made is not None and address and email_key(made.email) == address:
            return made
        return by_email or self._by_name(draft, taken)

    def _by_name(self, draft: PersonDraft, taken: Container[str]) -> Mentor | Mentee | None:
        organisation = name_key(draft.organisation)
        alike = [
            person
            for person in self.by_name.get(name_key(draft.name), ())
            if name_key(person.organisation) == organisation
            and not (draft.email and person.email)
            and person.id not in taken
        ]
        return alike[0] if len(alike) == 1 else None
