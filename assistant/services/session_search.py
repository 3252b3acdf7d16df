"""Searching what a pair said: over their own sessions, by meaning and by words, with the words themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.domain.access import Action, Actor, Resource
from assistant.domain.report import Cast
from assistant.domain.session_search import SaidAnswer, SaidHit, SessionHits, Turn
from assistant.domain.sessions import Session
from assistant.domain.transcript import Transcript
from assistant.engines.protocols import Embedder
from assistant.errors import InvalidInput
from assistant.services.access import require
from assistant.services.said_texts import SaidSession, SaidTexts
from assistant.services.session_access import Pair, allowed_pair, pair_of
from assistant.storage import Store

TALKED_ABOUT = 0.365
"""Score of the best place from which a question counts as talked about; chosen on `data/session_search/dev`."""
WORTH_SHOWING = 0.2
"""Score from which a further place is shown beside it,"""
AT_MOST_BELOW = 0.25
"""and how far below the best it may be."""
MOST_WORDS = 100
NEAREST = 3


@dataclass(frozen=True, slots=True)
class SaidOptions:
    """How to search: `limit` places wanted, 1 to 50."""

    limit: int = 8

    def __post_init__(self) -> None:
        if not 1 <= self.limit <= 50:
            raise ValueError(f"limit is {self.limit}, not 1 to 50")


class SessionSearchService:
    """Finds where something was talked about.

    Args:
        store: Where sessions are.
        embedder: The one that embeds what is said; only the question is embedded here.
        texts: Gives what was said, with its vectors.
        is_word: Whether a word that nobody said is one all the same, so that it is not taken for a slip.
    """

    def __init__(self, store: Store, embedder: Embedder, texts: SaidTexts, is_word: Callable[[str], bool]) -> None:
        self._store = store
        self._embedder = embedder
        self._texts = texts
        self._is_word = is_word

    def search(
        self, actor: Actor, question: str, relationship_id: str = "", options: SaidOptions | None = None
    ) -> SaidAnswer:
        """Find where something was talked about in the sessions that an actor may read.

        Args:
            actor: One of a pair, or the operator.
            question: A question, some words, or one.
            relationship_id: Whose sessions; all that the actor may read when empty.
            options: How to search.

        Raises:
            InvalidInput: The question has no letter or digit in it.
            NotFound: No such relationship.
            NotAllowed: The relationship is not the actor's, or they are a coordinator.
        """
        options = options or SaidOptions()
        text, notices = _clean(question)
        if relationship_id:
            allowed_pair(self._store, actor, Action.READ_SESSION, relationship_id)
        else:
            require(actor, Action.READ_SESSION, Resource(actor.person_id, actor.person_id))
        sessions = self._store.sessions.readable(actor, relationship_id)
        said = self._texts.of_sessions(sessions)
        if by_words := sum(one.said.vectors is None for one in said):
            notices += (f"{_sessions(by_words)} searched by words only until the notes are made.",)
        return self._answer(text, said, options, notices)

    def _answer(
        self, question: str, said: Sequence[SaidSession], options: SaidOptions, notices: tuple[str, ...]
    ) -> SaidAnswer:
        from assistant.matching.said_question import mend, without_frame, words_of
        from assistant.matching.said_ranking import rank_said

        bare = without_frame(question)
        vocabulary = {word for one in said for turn in one.said.turns for word in words_of(turn)}
        sought = mend(bare, vocabulary, self._is_word)
        query = self._embedder.embed_queries([sought])[0] if said else np.zeros(self._embedder.dim, np.float32)
        ranked = rank_said([one.said for one in said], query, sought, limit=options.limit)
        is_found = bool(ranked) and ranked[0].score >= TALKED_ABOUT
        least = max(WORTH_SHOWING, ranked[0].score - AT_MOST_BELOW) if ranked else 0.0
        shown = [one for one in ranked if one.score >= least] if is_found else ranked[:NEAREST]
        hits: dict[int, list[SaidHit]] = {}
        for one in shown:
            hits.setdefault(one.session, []).append(
                _hit(said[one.session], one.utterance, (one.start, one.end), one.score)
            )
        groups = self._groups(said, hits)
        return SaidAnswer(
            question,
            sought,
            groups if is_found else (),
            () if is_found else groups,
            len(said),
            notices if sought == bare else (*notices, f"Searched for “{sought}”."),
        )

    def _groups(self, said: Sequence[SaidSession], hits: dict[int, list[SaidHit]]) -> tuple[SessionHits, ...]:
        with self._store.reading():
            pairs = {said[at].session.relationship_id: self._pair(said[at].session) for at in hits}
        return tuple(
            SessionHits(
                said[at].session,
                pairs[said[at].session.relationship_id].mentor_name,
                pairs[said[at].session.relationship_id].mentee_name,
                said[at].transcript.timing,
                tuple(found),
            )
            for at, found in hits.items()
        )

    def _pair(self, session: Session) -> Pair:
        relationship = self._store.relationships.get(session.relationship_id)
        assert relationship is not None
        return pair_of(self._store, relationship)


def _hit(said: SaidSession, at: int, span: tuple[int, int], score: float) -> SaidHit:
    turns = [_turn(said.transcript, said.cast, near) for near in (at - 1, at, at + 1)]
    topic = next((one.title for one in said.topics if one.first <= at <= one.last), "")
    own = turns[1]
    assert own is not None
    return SaidHit(own, *span, score, topic, tuple(filter(None, turns[:1])), tuple(filter(None, turns[2:])))


def _turn(transcript: Transcript, cast: Cast, at: int) -> Turn | None:
    if not 0 <= at < len(transcript.utterances):
        return None
    one = transcript.utterances[at]
    name = next((role.name for role in cast.roles if role.speaker == one.speaker and role.name), "")
    return Turn(one, name or one.speaker, cast.party_of(one.speaker))


def _sessions(count: int) -> str:
    return "One session was" if count == 1 else f"{count} sessions were"


def _clean(question: str) -> tuple[str, tuple[str, ...]]:
    words = "".join(letter if letter.isprintable() else " " for letter in question).split()
    if not any(letter.isalnum() for word in words for letter in word):
        raise InvalidInput(
            "There is nothing to search for.", "Type a word or a question, such as: What did we say about salary?"
        )
    if len(words) <= MOST_WORDS:
        return " ".join(words), ()
    return " ".join(words[:MOST_WORDS]), (f"Only the first {MOST_WORDS} words were read.",)
