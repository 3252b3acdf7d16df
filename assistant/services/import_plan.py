"""What a part of an import would change: who a row is about, and whether it says anything new."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from assistant.domain.people import Mentee, Mentor
from assistant.people import PersonDraft, PersonKind, ReadRow, RowProblem
from assistant.storage import Store
from assistant.storage.person_rows import email_key, name_key


@dataclass(slots=True)
class Identities:
    """Who the rows of a file so far were about.

    Args:
        rows: Row number and content by person id.
        emails: Person id by address.
    """

    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)

    def accept(self, plan: "Plan") -> None:
        """Remember a part of the file that was taken."""
        self.rows.update(plan.rows)
        self.emails.update(plan.emails)


@dataclass(slots=True)
class Plan:
    """What a part of a file changes.

    Args:
        changed: Persons to write.
        before: Those of them who are there already, as they are.
    """

    changed: list[Mentor | Mentee] = field(default_factory=list)
    before: dict[str, Mentor | Mentee] = field(default_factory=dict)
    rows: dict[str, tuple[int, int]] = field(default_factory=dict)
    emails: dict[str, str] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0


def generated_id(draft: PersonDraft, kind: PersonKind) -> str:
    """An id for somebody whose file gives none: always the same for an address, else for a name within an organisation."""
    key = email_key(draft.email) or f"{name_key(draft.name)}|{name_key(draft.organisation)}"
    return f"{kind}-{hashlib.sha256(key.encode('utf-8')).hexdigest()[:12]}"


def plan_rows(store: Store, rows: Sequence[ReadRow], identities: Identities, kind: PersonKind) -> Plan:
    """Work out what rows change, without changing anything.

    A row is about the person with its id, else with its address, else with its name and organisation. Of two rows about one
    person the first counts: a second that says the same is `unchanged`, one that says something else is rejected.
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
    address = email_key(draft.email)
    in_file = plan.emails.get(address) or identities.emails.get(address)
    person = known.person(draft, kind)
    person_id = draft.id if draft.id and person is None else None
    person_id = person_id or (person.id if person else None) or in_file or generated_id(draft, kind)
    earlier = plan.rows.get(person_id) or identities.rows.get(person_id)
    if earlier is not None:
        _note_again(plan, draft, person_id, earlier)
        return
    plan.rows[person_id] = (draft.row, draft.content())
    if address:
        plan.emails.setdefault(address, person_id)
    person = person or known.by_id.get(person_id)
    after = draft.to_person(kind, person_id) if person is None else draft.applied_to(person)
    if person is None:
        plan.added += 1
    elif after == person:
        plan.unchanged += 1
        return
    else:
        plan.updated += 1
        plan.before[person_id] = person
    plan.changed.append(after)


def _note_again(plan: Plan, draft: PersonDraft, person_id: str, earlier: tuple[int, int]) -> None:
    row, content = earlier
    if content == draft.content():
        plan.unchanged += 1
        reason, rejected = f"says the same as row {row}", False
    else:
        plan.rejected += 1
        reason, rejected = f"row {row} is about the same person and says something else; it was taken", True
    plan.problems.append(RowProblem(draft.row, "", draft.id or person_id, reason, rejected))


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

    def person(self, draft: PersonDraft, kind: PersonKind) -> Mentor | Mentee | None:
        """Whom a row is about, if they are in the database."""
        if draft.id in self.by_id:
            return self.by_id[draft.id]
        by_email = self.by_email.get(email_key(draft.email)) if draft.email else None
        if draft.id:
            # An id that is new belongs to somebody new, unless the one with this address only has an id of our making.
            return by_email if by_email is not None and by_email.id == generated_id(draft, kind) else None
        if by_email is not None:
            return by_email
        organisation = name_key(draft.organisation)
        alike = [
            person
            for person in self.by_name.get(name_key(draft.name), ())
            if name_key(person.organisation) == organisation and not (draft.email and person.email)
        ]
        return alike[0] if len(alike) == 1 else None
