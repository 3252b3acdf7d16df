"""What an export is made of: the report of a session, and what is needed to put it on paper."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.domain.report import ActionItem, Cast, Line, Party, SessionReport
from assistant.domain.sessions import Session
from assistant.domain.transcript import Transcript


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionNotes:
    """The notes of one session.

    Args:
        mentor: The mentor's name; taken from the cast when empty.
        mentee: The mentee's name; taken from the cast when empty.
        item_ids: One for each action item of the report, in its order; made from session and evidence when empty.
        done: Ids of the action items that are done.
        dropped: Ids of those that were given up.
        unconfirmed: Ids of the open ones that an engine found and nobody has confirmed or changed.
        by_hand: How many lines people wrote or changed.
        further_points: Key points that belong to no topic, since people added them.
        earlier_items: Texts of the items that `report.follow_ups` is about, by id.
        next_session_on: When the pair meets next; None when no date is set.
        names_key: By which the names that are left out are put back; empty where nobody is hidden.

    Raises:
        ValueError: There are ids, but not one for each action item.
    """

    session: Session
    report: SessionReport
    cast: Cast
    transcript: Transcript
    mentor: str = ""
    mentee: str = ""
    item_ids: tuple[str, ...] = ()
    done: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    unconfirmed: frozenset[str] = frozenset()
    by_hand: int = 0
    further_points: tuple[Line, ...] = ()
    earlier_items: Mapping[str, str] = field(default_factory=dict)
    next_session_on: date | None = None
    names_key: str = ""

    def __post_init__(self) -> None:
        if self.item_ids and len(self.item_ids) != len(self.report.action_items):
            raise ValueError(f"{len(self.item_ids)} ids but {len(self.report.action_items)} action items")

    def name_of(self, party: Party | None) -> str:
        """Give the name of a side; empty when it is not known."""
        if party is None:
            return ""
        if party is Party.BOTH:
            return " and ".join(self.name_of(side) for side in (Party.MENTOR, Party.MENTEE))
        given = self.mentor if party is Party.MENTOR else self.mentee
        return given or self.cast.name_of(party) or party.value

    def speaker_name(self, index: int) -> str:
        """Give the name of who says an utterance: as the cast corrects it, else as the file has it; may be empty."""
        speaker = self.transcript.utterances[index].speaker
        role = next((one for one in self.cast.roles if one.speaker == speaker), None)
        return (role.name if role else "") or speaker

    def ids(self) -> tuple[str, ...]:
        """Ids of the action items, in order: the same each time, so that a calendar knows an item that it has."""
        return self.item_ids or _made_ids(self.session.id, self.report.action_items)

    def of_owner(self, owner: Party) -> "SessionNotes":
        """The same with the action items of one side only, those of both among them."""
        kept = [
            (key, item)
            for key, item in zip(self.ids(), self.report.action_items, strict=True)
            if item.owner in {owner, Party.BOTH}
        ]
        report = replace(self.report, action_items=tuple(item for _, item in kept))
        return replace(self, report=report, item_ids=tuple(key for key, _ in kept))

    def due_on(self, item: ActionItem) -> date | None:
        """The day by which an item is due: its own, or the next session's where it is due then and the date is set."""
        if item.due is None:
            return None
        return item.due.on or (self.next_session_on if item.due.next_session else None)


def _made_ids(session_id: str, items: tuple[ActionItem, ...]) -> tuple[str, ...]:
    """Ids from where an item was said, not from its words, which may be edited."""
    seen: dict[str, int] = {}
    made = []
    for item in items:
        place = f"{session_id}|{item.evidence}|{item.owner}"
        seen[place] = seen.get(place, 0) + 1
        made.append(hashlib.sha256(f"{place}|{seen[place]}".encode()).hexdigest()[:24])
    return tuple(made)
