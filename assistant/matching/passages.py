"""From a mentor's profile to the passages that are searched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.people import Mentor
from assistant.domain.search import Passage, PassageKind
from assistant.engines.protocols import Linguist, Span
from assistant.matching.neutral import MENTOR_WORDS, NamelessText, hide_name, neutralise
from assistant.matching.splitting import split_many

CountTokens = Callable[[Sequence[str]], list[int]]


class PassageBuilder:
    """Cuts profiles into passages, never longer than the model reads.

    Args:
        linguist: Finds sentences.
        count_tokens: The embedder's own count.
        max_tokens: What the embedder reads of one text.
    """

    def __init__(self, linguist: Linguist, count_tokens: CountTokens, max_tokens: int) -> None:
        self._linguist = linguist
        self._count = count_tokens
        self._max_tokens = max_tokens

    def passages_of(self, mentors: Sequence[Mentor]) -> dict[str, list[Passage]]:
        """Cut many profiles, all at once since models like many texts.

        Returns:
            Passages by mentor id, in the order bio, sentences, skills, themes; none for a mentor who states nothing.
        """
        pieces = [piece for mentor in mentors for piece in _pieces(mentor)]
        sentences = self._linguist.sentences([piece.text for piece in pieces if piece.kind is PassageKind.BIO])
        bios = iter(sentences)
        whole = [part for piece in pieces for part in _with_sentences(piece, bios)]
        # Cut without the name: how long a name is must not decide where a passage ends.
        spans = split_many([piece.text for piece in whole], self._linguist, self._count, self._max_tokens)
        found: dict[str, dict[tuple[PassageKind, str], Passage]] = {mentor.id: {} for mentor in mentors}
        for piece, cuts in zip(whole, spans, strict=True):
            for cut in cuts:
                start, end = piece.start + cut.start, piece.start + cut.end
                text = piece.nameless.original(start, end)
                neutral = neutralise(piece.nameless.text[start:end], "")
                if any(letter.isalnum() for letter in neutral):
                    passage = Passage(0, piece.mentor.id, piece.kind, text, neutral)
                    found[piece.mentor.id].setdefault((piece.kind, text), passage)
        return {mentor_id: list(passages.values()) for mentor_id, passages in found.items()}


@dataclass(frozen=True, slots=True)
class _Piece:
    """The stretch `start` to `end` of a text without the mentor's name."""

    mentor: Mentor
    kind: PassageKind
    nameless: NamelessText
    start: int
    end: int

    @property
    def text(self) -> str:
        """As a sentence recogniser expects it: with a capital where the name was."""
        return self.nameless.text[self.start : self.end].replace(MENTOR_WORDS, MENTOR_WORDS.capitalize())


def _pieces(mentor: Mentor) -> Iterator[_Piece]:
    for paragraph in mentor.bio.split("\n\n"):
        yield _piece(mentor, PassageKind.BIO, paragraph.strip())
    stated = ". ".join(
        part for part in (mentor.headline.rstrip(" ."), ", ".join((*mentor.skills, *mentor.fields))) if part
    )
    yield _piece(mentor, PassageKind.SKILLS, stated)
    for theme in mentor.past_themes:
        yield _piece(mentor, PassageKind.THEME, theme)


def _piece(mentor: Mentor, kind: PassageKind, text: str) -> _Piece:
    nameless = hide_name(text, mentor.name)
    return _Piece(mentor, kind, nameless, 0, len(nameless.text))


def _with_sentences(piece: _Piece, bios: Iterator[tuple[Span, ...]]) -> Iterator[_Piece]:
    """Give a text and, when it is a bio of several sentences, each of them; spans have no white space around them."""
    yield piece
    if piece.kind is PassageKind.BIO:
        spans = next(bios)
        if len(spans) > 1:
            for span in spans:
                yield _Piece(piece.mentor, PassageKind.SENTENCE, piece.nameless, span.start, span.end)
