"""From a mentor's profile to the passages that are searched."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.people import Mentor
from assistant.domain.search import Passage, PassageKind
from assistant.engines.protocols import Linguist, Span
from assistant.matching.neutral import neutralise
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
        spans = split_many([piece.text for piece in whole], self._linguist, self._count, self._max_tokens)
        found: dict[str, dict[tuple[PassageKind, str], Passage]] = {mentor.id: {} for mentor in mentors}
        for piece, cuts in zip(whole, spans, strict=True):
            for cut in cuts:
                text = piece.text[cut.start : cut.end]
                neutral = neutralise(text, piece.mentor.name)
                if any(letter.isalnum() for letter in neutral):
                    passage = Passage(0, piece.mentor.id, piece.kind, text, neutral)
                    found[piece.mentor.id].setdefault((piece.kind, text), passage)
        return {mentor_id: list(passages.values()) for mentor_id, passages in found.items()}


@dataclass(frozen=True, slots=True)
class _Piece:
    mentor: Mentor
    kind: PassageKind
    text: str


def _pieces(mentor: Mentor) -> Iterator[_Piece]:
    for paragraph in mentor.bio.split("\n\n"):
        yield _Piece(mentor, PassageKind.BIO, paragraph.strip())
    stated = ". ".join(
        part for part in (mentor.headline.rstrip(" ."), ", ".join((*mentor.skills, *mentor.fields))) if part
    )
    yield _Piece(mentor, PassageKind.SKILLS, stated)
    for theme in mentor.past_themes:
        yield _Piece(mentor, PassageKind.THEME, theme)


def _with_sentences(piece: _Piece, bios: Iterator[tuple[Span, ...]]) -> Iterator[_Piece]:
    yield piece
    if piece.kind is PassageKind.BIO:
        spans = next(bios)
        if len(spans) > 1:
            for span in spans:
                yield _Piece(piece.mentor, PassageKind.SENTENCE, piece.text[span.start : span.end].strip())
