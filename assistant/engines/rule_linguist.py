"""Grammar by rules alone, without a model: sentences by punctuation, words by pattern, no dependencies or entities."""

import re
from collections.abc import Iterable, Iterator

from assistant.engines.protocols import ParsedText, Span, Token

_TOKEN = re.compile(r"\w+(?:['’-]\w+)*|[^\w\s]")
_BOUNDARY = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\s*\n\s*|(?<=[。！？])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|vs|etc|e\.g|i\.e|approx|No|Inc|Ltd)\.$")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the and or but if of in on at to for from by with without about into over under who whom which that this
        these those i me my we us our you your he him his she her it its they them their am is are was were be been
        being do does did have has had can could will would shall should may might must not no so as than then there
        here how what when where why just very really ideally please someone somebody want need like""",
    )
)


class RuleLinguist:
    """Deterministic and instant; for tests, and for splitting very large imports."""

    def warm_up(self) -> None:
        """Nothing to load."""

    def parse(self, text: str) -> ParsedText:
        """Read one text; noun phrases are runs of words that carry content, heads point at their own token."""
        sentences = tuple(_sentences(text))
        return ParsedText(text, tuple(_tokens(text, sentences)), sentences, tuple(_phrases(text)), ())

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
            yield Token(match[0], match[0].lower(), pos, "", "", index, match.start(), match.end(), "", number)
            index += 1


def _phrases(text: str) -> Iterator[Span]:
    run: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text):
        is_content = match[0][0].isalnum() and match[0].lower() not in _FUNCTION_WORDS
        if run and (not is_content or "\n" in text[run[-1].end() : match.start()]):
            yield Span(run[0].start(), run[-1].end())
            run = []
        if is_content:
            run.append(match)
    if run:
        yield Span(run[0].start(), run[-1].end())
