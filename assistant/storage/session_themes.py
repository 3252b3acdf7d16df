"""What sessions were about, in words of the programme: what may be searched, and what a mentor took off."""

from collections.abc import Sequence

import sqlalchemy as sa

from assistant.domain.search import Passage, text_hash
from assistant.storage import tables
from assistant.storage.statements import insert_missing
from assistant.storage.transactions import Transactions

_THEMES = tables.session_themes
_HIDDEN = tables.hidden_themes
_PASSAGES = tables.passages


class SessionThemes:
    """Themes of sessions, and the passages that are made of them."""

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions

    def replace(self, session_id: str, themes: Sequence[str], passages: Sequence[Passage]) -> None:
        """Write the themes of a session and what is searched of them, in place of what was there.

        Args:
            session_id: Of the session.
            themes: What it was about, best first.
            passages: Of those that may be searched, each with its mentor's id; the ids inside are ignored.
        """
        rows = [{"session_id": session_id, "place": place, "theme": theme} for place, theme in enumerate(themes)]
        searched = [_passage_row(session_id, one) for one in passages]
        with self._transactions.writing() as connection:
            connection.execute(sa.delete(_THEMES).where(_THEMES.c.session_id == session_id))
            if rows:
                connection.execute(sa.insert(_THEMES), rows)
            before = sa.select(_PASSAGES.c.mentor_id, _PASSAGES.c.text).where(_PASSAGES.c.session_id == session_id)
            if {(one.mentor_id, one.text) for one in passages} == {tuple(row) for row in connection.execute(before)}:
                return
            connection.execute(sa.delete(_PASSAGES).where(_PASSAGES.c.session_id == session_id))
            if searched:
                connection.execute(sa.insert(_PASSAGES), searched)
            self._transactions.note_people_changed()

    def of_session(self, session_id: str) -> tuple[str, ...]:
        """What a session was about, best first."""
        query = sa.select(_THEMES.c.theme).where(_THEMES.c.session_id == session_id).order_by(_THEMES.c.place)
        with self._transactions.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def searched_of(self, mentor_id: str) -> tuple[str, ...]:
        """Themes by which a mentor is found, of most sessions first."""
        query = (
            sa.select(_PASSAGES.c.text)
            .where(_PASSAGES.c.mentor_id == mentor_id, _PASSAGES.c.session_id.is_not(None))
            .group_by(_PASSAGES.c.text)
            .order_by(sa.func.count().desc(), _PASSAGES.c.text)
        )
        with self._transactions.reading() as connection:
            return tuple(connection.execute(query).scalars())

    def hidden_of(self, mentor_id: str) -> frozenset[str]:
        """Themes that a mentor took off."""
        query = sa.select(_HIDDEN.c.theme).where(_HIDDEN.c.mentor_id == mentor_id)
        with self._transactions.reading() as connection:
            return frozenset(connection.execute(query).scalars())

    def hide(self, mentor_id: str, theme: str) -> None:
        """Take a theme off a mentor, of later sessions too."""
        of_sessions = (_PASSAGES.c.mentor_id == mentor_id, _PASSAGES.c.session_id.is_not(None))
        with self._transactions.writing() as connection:
            row = {"mentor_id": mentor_id, "theme": theme}
            insert_missing(connection, _HIDDEN, ["mentor_id", "theme"], [row])
            connection.execute(sa.delete(_PASSAGES).where(*of_sessions, _PASSAGES.c.text == theme))
            self._transactions.note_people_changed()


def _passage_row(session_id: str, passage: Passage) -> dict[str, str]:
    return {
        "mentor_id": passage.mentor_id,
        "kind": str(passage.kind),
        "text": passage.text,
        "ranking_text": passage.ranking_text,
        "text_hash": text_hash(passage.ranking_text),
        "session_id": session_id,
    }
