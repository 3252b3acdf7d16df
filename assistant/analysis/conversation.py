"""A transcript made ready for analysis: who is who, sentences, and one vector for each, embedded once."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import numpy as np

from assistant.domain.report import Cast, Party
from assistant.domain.transcript import Timing, Transcript
from assistant.engines.protocols import Embedder, Linguist, Matrix, ModelIdentity, ParsedText, Progress, Stop


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an utterance.

    Args:
        index: Place in the conversation, from 0.
        utterance: Index of the utterance that it is part of.
        start: Where it starts in the utterance's text, in characters.
        end: Where it ends.
    """

    index: int
    utterance: int
    speaker: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    """What all measures of one transcript share.

    Args:
        sentences: In order; an utterance without words has none.
        vectors: float32, shape (len(sentences), dim), rows of length 1.
        identity: The weights that made the vectors.
        linguist: Reads grammar on demand.
        held_on: The session's date; None when nobody said it.
        started_at: When the first utterance was said or sent, where the file has it; a chat runs over days.
        embedder: What made the vectors, for a few texts to compare with them.
    """

    transcript: Transcript
    cast: Cast
    sentences: tuple[Sentence, ...]
    vectors: Matrix
    identity: ModelIdentity
    linguist: Linguist
    held_on: date | None = None
    started_at: datetime | None = None
    embedder: Embedder | None = None

    def day_of(self, utterance: int) -> date | None:
        """Give the day on which an utterance was said, which in a chat may be days after the session's date."""
        start_s = self.transcript.utterances[utterance].start_s
        if self.held_on is None or self.transcript.timing is not Timing.CHAT or start_s is None:
            return self.held_on
        clock = self.started_at.time() if self.started_at else time(12)
        return (datetime.combine(self.held_on, clock) + timedelta(seconds=start_s)).date()

    def sentences_of(self, utterance: int) -> tuple[Sentence, ...]:
        """Give the sentences of one utterance, in order."""
        at = bisect_right(self.sentences, utterance - 1, key=lambda one: one.utterance)
        end = bisect_right(self.sentences, utterance, key=lambda one: one.utterance)
        return self.sentences[at:end]

    def party_of(self, utterance: int) -> Party | None:
        """Say which side speaks an utterance; None for others and the unknown."""
        return self.cast.party_of(self.transcript.utterances[utterance].speaker)

    def parse(self, sentence: int) -> ParsedText:
        """Read the grammar of one sentence; offsets are those of its own text."""
        return self.linguist.parse(self.sentences[sentence].text)


def read_conversation(
    transcript: Transcript,
    cast: Cast,
    embedder: Embedder,
    linguist: Linguist,
    *,
    held_on: date | None = None,
    started_at: datetime | None = None,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Conversation:
    """Split a transcript into sentences and embed them, the only time that it is embedded.

    Raises:
        Stopped: `stop` said so.
    """
    sentences = split_sentences(transcript, linguist)
    texts = [one.text for one in sentences]
    vectors = embedder.embed(texts, progress=progress, stop=stop) if texts else np.zeros((0, embedder.dim), np.float32)
    return Conversation(
        transcript, cast, sentences, vectors, embedder.identity, linguist, held_on, started_at, embedder
    )


def split_sentences(transcript: Transcript, linguist: Linguist) -> tuple[Sentence, ...]:
    """Split all utterances into sentences, in order."""
    spans = linguist.sentences(one.text for one in transcript.utterances)
    found: list[Sentence] = []
    for utterance, parts in zip(transcript.utterances, spans, strict=True):
        for part in parts:
            text = utterance.text[part.start : part.end]
            found.append(Sentence(len(found), utterance.index, utterance.speaker, text, part.start, part.end))
    return tuple(found)


def utterances_of(conversation: Conversation, sentences: Iterable[int]) -> tuple[int, ...]:
    """Give the utterances that some sentences are part of, each once and in order."""
    return tuple(sorted({conversation.sentences[one].utterance for one in sentences}))
