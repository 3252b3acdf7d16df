"""From a mentor's profile to the passages that are searched."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from assistant.domain.people import Mentor
from assistant.domain.search import Passage, PassageKind
from assistant.engines.protocols import Linguist
from assistant.matching.neutral import neutralise
from assistant.matching.splitting import split

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
        """Cut many profiles.

        Returns:
            Passages by mentor id, in the order bio, sentences, skills, themes; a mentor of whom nothing is stated has an empty list.
        """
        return {mentor.id: list(_unique(self._passages(mentor))) for mentor in mentors}

    def _passages(self, mentor: Mentor) -> Iterator[Passage]:
        for paragraph in _paragraphs(mentor.bio):
            yield from self._bio(mentor, paragraph)
        stated = ". ".join(part for part in (mentor.headline, ", ".join((*mentor.skills, *mentor.fields))) if part)
        yield from self._cut(mentor, PassageKind.SKILLS, stated)
        for theme in mentor.past_themes:
            yield from self._cut(mentor, PassageKind.THEME, theme)

    def _bio(self, mentor: Mentor, paragraph: str) -> Iterator[Passage]:
        yield from self._cut(mentor, PassageKind.BIO, paragraph)
        sentences = self._linguist.sentences([paragraph])[0]
        if len(sentences) > 1:
            for span in sentences:
                yield from self._cut(mentor, PassageKind.SENTENCE, paragraph[span.start : span.end])

    def _cut(self, mentor: Mentor, kind: PassageKind, text: str) -> Iterator[Passage]:
        for span in split(text, self._linguist, self._count, self._max_tokens):
            part = text[span.start : span.end].strip()
            neutral = neutralise(part, mentor.name)
            if any(letter.isalnum() for letter in neutral):
                yield Passage(0, mentor.id, kind, part, neutral)


def _paragraphs(bio: str) -> list[str]:
    return [paragraph.strip() for paragraph in bio.split("\n\n") if paragraph.strip()]


def _unique(passages: Iterable[Passage]) -> Iterator[Passage]:
    seen = set()
    for passage in passages:
        key = (passage.kind, passage.text)
        if key not in seen:
            seen.add(key)
            yield passage
