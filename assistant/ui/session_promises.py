"""What is still promised, over all sessions of a pair: the reader's own first, each leading to where it was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.domain.notes import NoteLine
from assistant.domain.report import ActionItem, Party
from assistant.domain.sessions import Session
from assistant.services.next_session import NextSession
from assistant.ui.markup import attributes, button, escape
from assistant.ui.session_lines import due_day, due_words
from assistant.ui.session_list import session_title, when_words

SESSIONS_ASKED = 30
"""Sessions whose open promises are gathered, the latest ones."""


@dataclass(frozen=True, slots=True)
class Promise:
    """An open action item, the session it was made in, and the meeting after that."""

    session: Session
    line: NoteLine
    item: ActionItem
    next_session: NextSession | None = None

    @property
    def day(self) -> date | None:
        """The day by which it is due."""
        return due_day(self.item.due, self.next_session)


def promises_view(
    promises: Sequence[Promise], names: Mapping[Party, str], you: Party | None = None, today: date = date.min
) -> str:
    """Write what is still to be done, folded away when none of it is the reader's; none give nothing.

    Args:
        promises: Latest session first.
        names: What both sides are called.
        you: The side that reads; None for somebody else.
        today: For what is overdue.
    """
    if not promises:
        return ""
    rows = "".join(_row(one, names, you, today) for one in in_order(promises, you))
    mine = sum(_is_of(one.item, you) for one in promises)
    yours = f", {mine} of them yours" if mine else ""
    opened = attributes(class_="rp-fold rp-promises", open=bool(mine) or you is None)
    return (
        f"<details{opened}><summary><h3>Still to do</h3> {len(promises)} open{yours}</summary>"
        f'<ul class="rp-lines">{rows}</ul></details>'
    )


def in_order(promises: Sequence[Promise], you: Party | None) -> list[Promise]:
    """Put the reader's own first, then by the day they are due; those without a day last."""
    return sorted(promises, key=lambda one: (not _is_of(one.item, you), one.day or date.max))


def _is_of(item: ActionItem, you: Party | None) -> bool:
    return you is not None and item.owner in {you, Party.BOTH}


def _row(one: Promise, names: Mapping[Party, str], you: Party | None, today: date) -> str:
    where = attributes(
        type="button",
        class_="rp-tick",
        role="checkbox",
        aria_checked="false",
        aria_label=f"Done: {one.item.text}",
        data_do="done",
        data_id=one.session.id,
        data_key=one.line.id,
    )
    late = ' <span class="rp-badge rp-room-full">Overdue</span>' if one.day is not None and one.day < today else ""
    said_in = f"{session_title(one.session)}, {when_words(one.session)}"
    opening = button(one.item.text, "open", look="link", id=one.session.id, key=one.line.id)
    return (
        f'<li class="rp-line-row"><button{where}></button><div class="rp-line-main">{opening}'
        f"<p>{escape(_owner(one.item, names, you))} · {escape(due_words(one.item.due, one.next_session))}{late} "
        f'<span class="rp-under">{escape(said_in)}</span></p></div></li>'
    )


def _owner(item: ActionItem, names: Mapping[Party, str], you: Party | None) -> str:
    if item.owner is None:
        return "Owner not said"
    return f"{names.get(item.owner, 'Both')}{' (you)' if item.owner is you else ''}"
