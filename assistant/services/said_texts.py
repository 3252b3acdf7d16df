"""What was said in sessions, with the vectors that their analysis left; a few that lack them get them now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.analysis.conversation import Conversation, Sentence, split_sentences
from assistant.domain.report import Cast, Topic
from assistant.domain.sessions import Session
from assistant.domain.transcript import Transcript
from assistant.engines.protocols import Embedder, Linguist
from assistant.errors import NotFound
from assistant.matching.said_ranking import SaidText
from assistant.services.session_reading import StoredReading, read_stored
from assistant.storage import Store
from assistant.storage.session_vectors import SaidVectors

AT_ONCE_TURNS = 300
"""Turns of sessions without vectors that a search embeds itself: a second or two. The rest is compared by words."""


@dataclass(frozen=True, slots=True)
class SaidSession:
    """A session as it is searched."""

    session: Session
    transcript: Transcript
    cast: Cast
    topics: tuple[Topic, ...]
    said: SaidText


class SaidTexts:
    """Gives what was said in sessions.

    Args:
        store: Where sessions and their vectors are.
        embedder: The one of the analysis: it keeps nothing itself, since vectors of a talk go with its session.
        linguist: Finds sentences where no analysis did.
    """

    def __init__(self, store: Store, embedder: Embedder, linguist: Linguist) -> None:
        self._store = store
        self._embedder = embedder
        self._linguist = linguist

    def of_sessions(self, sessions: Sequence[Session]) -> list[SaidSession]:
        """Give what was said in sessions that somebody may read; one that was deleted meanwhile is left out."""
        with self._store.reading():
            read = {one.id: stored for one in sessions if (stored := self._read(one)) is not None}
            reports = {one: self._store.session_notes.report(one) for one in read}
            vectors = self._store.session_vectors.of_sessions(list(read), self._embedder.identity)
        vectors |= self._embed_some({one: stored for one, stored in read.items() if one not in vectors})
        return [
            SaidSession(
                one,
                read[one.id].transcript,
                read[one.id].cast,
                report.report.topics if (report := reports[one.id]) is not None else (),
                _said_text(read[one.id].transcript, vectors.get(one.id)),
            )
            for one in sessions
            if one.id in read
        ]

    def _read(self, session: Session) -> StoredReading | None:
        try:
            return read_stored(self._store, session)
        except NotFound:
            return None

    def _embed_some(self, missing: dict[str, StoredReading]) -> dict[str, SaidVectors]:
        """Embed sessions that were analysed by an earlier version, or are not analysed yet, and keep what was made."""
        found = dict(self._embedded(missing))
        with self._store.writing():
            for session_id, said in found.items():
                if self._store.sessions.get(session_id) is not None:
                    self._store.session_vectors.put(session_id, self._embedder.identity, said)
        return found

    def _embedded(self, missing: dict[str, StoredReading]) -> Iterator[tuple[str, SaidVectors]]:
        left = AT_ONCE_TURNS
        for session_id, stored in missing.items():
            left -= len(stored.transcript.utterances)
            if left < 0:
                return
            sentences = split_sentences(stored.transcript, self._linguist)
            yield session_id, said_vectors(sentences, self._embedder.embed([one.text for one in sentences]))


def said_vectors(sentences: Sequence[Sentence], vectors: np.ndarray) -> SaidVectors:
    """Take from sentences and their vectors what is kept of them."""
    spans = np.array([(one.utterance, one.start, one.end) for one in sentences], np.int32).reshape(-1, 3)
    return SaidVectors(spans, np.asarray(vectors, np.float32))


def heard(conversation: Conversation) -> SaidVectors:
    """Take from a conversation that is being analysed what is kept of it."""
    return said_vectors(conversation.sentences, conversation.vectors)


def _said_text(transcript: Transcript, vectors: SaidVectors | None) -> SaidText:
    turns = tuple(one.text for one in transcript.utterances)
    if vectors is None or not len(vectors.spans):
        return SaidText(turns, np.zeros((0, 3), np.int32), None)
    return SaidText(turns, vectors.spans, vectors.vectors)
