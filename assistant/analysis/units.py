"""What can stand in notes: sentences without fillers, and pieces of one sentence joined again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from assistant.analysis.conversation import Conversation, Sentence
from assistant.analysis.speech_cleaning import clean_speech
from assistant.analysis.spoken_words import stems_of
from assistant.domain.report import Evidence
from assistant.domain.transcript import Timing
from assistant.engines.protocols import Matrix

_MOST_WORDS = 45
_LEAST_WORDS = 4
_NEAR = 2
"""Utterances that may lie between two pieces of a sentence: a listener's "mm-hmm" is an utterance too."""
_HANGS = re.compile(
    r"(?:[,:;–—-]|\b(?:and|but|or|so|because|if|when|that|which|who|to|the|an?|of|for|in|on|at|with|from|my|your|his|her"
    r"|our|their|is|are|was|were|am|be|'s|'re|'m|i|we|you|they|he|she|it|as|than|like|um|uh))\s*$",
    re.IGNORECASE,
)
"""A piece that ends so cannot stand alone: what comes next belongs to it."""
_MARK = re.compile(r"[.?!]+")
_FINISHED = re.compile(r"[.?!][\"'”’)]*$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence that may be shown.

    Args:
        text: Without fillers, in the words of its speaker.
        sentences: Indexes of the sentences that it was made of.
        evidence: The utterances that they are part of.
        stems: Of its words, in order.
    """

    text: str
    speaker: str
    sentences: tuple[int, ...]
    evidence: Evidence
    stems: tuple[str, ...]


def read_units(conversation: Conversation) -> tuple[Unit, ...]:
    """Clean all sentences and join pieces that one speaker left unfinished.

    Returns:
        In order; those of fewer than four words are left out.
    """
    chat = conversation.transcript.timing is Timing.CHAT
    joined = (_unit(conversation, pieces) for pieces in _groups(conversation.sentences, chat=chat))
    return tuple(unit for unit in joined if len(unit.text.split()) >= _LEAST_WORDS)


def unit_vectors(conversation: Conversation, units: tuple[Unit, ...]) -> Matrix:
    """Give one vector for each unit: float32, shape (units, dim), rows of length 1."""
    if not units:
        return np.zeros((0, conversation.vectors.shape[1]), np.float32)
    rows = np.stack([conversation.vectors[list(unit.sentences)].mean(0) for unit in units])
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)


def _groups(sentences: tuple[Sentence, ...], *, chat: bool) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    for one in sentences:
        if not re.search(r"\w{2}", one.text):
            # "No!" may be read as two sentences: the mark says that what comes next is a new one.
            if group and one.utterance == group[-1].utterance and _MARK.fullmatch(one.text):
                group.append(one)
            continue
        if group and not (chat and one.utterance != group[-1].utterance) and _goes_on(group, one):
            group.append(one)
            continue
        # A listener's sound does not end the sentence that it falls into.
        if group and one.speaker != group[-1].speaker and not clean_speech(one.text) and not _is_finished(group):
            continue
        if group:
            yield group
        group = [one]
    if group:
        yield group


def _is_finished(group: list[Sentence]) -> bool:
    return bool(_FINISHED.search(group[-1].text))


def _goes_on(group: list[Sentence], one: Sentence) -> bool:
    last = group[-1]
    near = one.speaker == last.speaker and one.utterance - last.utterance <= _NEAR
    # A capital after what could stand alone begins something new, where nobody sets full stops.
    if one.text[:1].isupper() and not _HANGS.search(last.text) and len(last.text.split()) >= _LEAST_WORDS:
        return False
    return near and not _is_finished(group) and sum(len(piece.text.split()) for piece in group) < _MOST_WORDS


def _unit(conversation: Conversation, pieces: list[Sentence]) -> Unit:
    text = clean_speech(" ".join(piece.text for piece in pieces))
    evidence = tuple(sorted({piece.utterance for piece in pieces}))
    return Unit(text, pieces[0].speaker, tuple(piece.index for piece in pieces), evidence, tuple(stems_of(text)))
