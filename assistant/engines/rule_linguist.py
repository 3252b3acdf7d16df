"""Grammar by rules alone, without a model: sentences by punctuation, words by pattern, no dependencies or entities."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.engines.protocols import ParsedText, Span, Token

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\s*\n\s*|(?<=[。！？])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|e\.g|i\.e|approx|No|Inc|Ltd)\.$")


class RuleLinguist:
    """Deterministic and instant; for tests, and for splitting very large imports."""

    def warm_up(self) -> None:
        """Nothing to load."""

    def parse(self, text: str) -> ParsedText:
        """Read one text; heads point at their own token."""
        sentences = tuple(_sentences(text))
        return ParsedText(text, tuple(_tokens(text, sentences)), sentences)

    def parse_all(self, texts: Sequence[str]) -> list[ParsedText]:
        """Read many texts."""
        return [self.parse(text) for text in texts]

    def entities(self, text: str) -> tuple[Span, ...]:
        """Find nothing: rules do not tell a name from another word."""
        return ()

    def entities_of(self, texts: Iterable[str]) -> list[tuple[Span, ...]]:
        """Find nothing, in each of many texts."""
        return [() for _ in texts]

    def sentences(self, texts: Iterable[str]) -> list[tuple[Span, ...]]:
        """Split many texts into sentences; an empty text gives an empty tuple."""
        return [tuple(_sentences(text)) for text in texts]


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for boundary in _BOUNDARY.finditer(text):
        is_line_end = "\n" in boundary[0]
        if not is_line_end and _ABBREVIATION.search(text, start, boundary.start()):
            continue
        yield from _stripped(text, start, boundary.end())
        start = boundary.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    if words := piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield Span(first, first + len(words))


def _tokens(text: str, sentences: tuple[Span, ...]) -> Iterator[Token]:
    index = 0
    for number, sentence in enumerate(sentences):
        for match in _TOKEN.finditer(text, sentence.start, sentence.end):
            pos = "X" if match[0][0].isalnum() else "PUNCT"
            yield Token(match[0], match[0].lower(), pos, "", "", index, match.start(), match.end(), number)
            index += 1
