"""The words that show best who a speaker is."""

from dataclasses import dataclass

from assistant.domain.transcript import Transcript, Utterance

_TELLING_WORDS = 6


@dataclass(frozen=True, slots=True)
class Snippet:
    """A turn that shows who somebody is."""

    utterance: int
    text: str


def snippets(transcript: Transcript, speaker: str, most: int = 3) -> tuple[Snippet, ...]:
    """Choose the turns that show best who a speaker is: the longest ones that say something, in their order."""
    said = [one for one in transcript.utterances if one.speaker == speaker]
    telling = [one for one in said if one.word_count >= _TELLING_WORDS] or said
    longest = sorted(telling, key=_information, reverse=True)[:most]
    return tuple(Snippet(one.index, one.text) for one in sorted(longest, key=lambda one: one.index))


def _information(utterance: Utterance) -> int:
    """Count different words, so that "no, no, no, no" tells little."""
    return len({word.strip(".,?!").casefold() for word in utterance.text.split()})
