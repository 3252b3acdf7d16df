"""Making a text neutral before it is ranked.

Names, pronouns and descriptions of a person's gender, origin, faith, age or health go. The neutral text is for ranking
only and need not read well; it must not tell two people apart by what may not count. Subjects stay: "women's health",
"older people", "religious studies", "deaf education".
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.matching.lazy_patterns import LazyPattern
from assistant.matching.neutral_words import (
    AGE,
    CONDITIONS,
    EMPTY,
    HEADS,
    KEPT,
    NOUNS,
    ORIGINS,
    PARTICLES,
    PRONOUNS,
    TITLES,
    TRAITS,
    WORD_NAMES,
)
from assistant.vocabulary.places import demonyms

MENTOR_WORDS = "this mentor"


@cache
def _trait_pattern() -> re.Pattern[str]:
    nations = "|".join(sorted((re.escape(word) for word in demonyms()), key=len, reverse=True))
    one = rf"(?:{TRAITS}|{nations})"
    several = rf"{one}(?:(?:,? and |, | )?{one})*"
    return re.compile(
        rf"(?P<lead>\b(?:I'm|I am|I’m|I was|am|as|being|became|become|they're|they are|they is|they was|proud"
        rf"|fellow|this mentor is) (?:also )?(?:an? |the )?(?:proud )?)"
        rf"(?P<traits>{several})(?=\s*(?:[,.;!)]|$)|\s+(?:and|who|by|from|in|but|with)\b|\s+(?:\w+ )?(?:{HEADS})\b)"
        rf"|(?:^|(?<=[.!?;] ))(?:an? )?(?:proud )?{several}(?=\s*(?:[.,;!]|$))"
        rf"|\b(?P<born>{nations})-born\b",
        re.IGNORECASE,
    )


_WORDS = "|".join(sorted((re.escape(word) for word in {**PRONOUNS, **NOUNS}), key=len, reverse=True))
_LOOKUP = LazyPattern(
    rf"(?P<kept>\b(?:{KEPT.pattern})\b)|(?P<title>\b{TITLES}\.?\s+(?=[A-Z\u00c0-\u017f]|{MENTOR_WORDS}))"
    rf"|(?P<word>(?<![\w/])(?:{_WORDS})(?![\w/-]))",
    re.IGNORECASE,
)
_TITLE_CASE = LazyPattern(TITLES)
_AGE_PATTERN = LazyPattern(AGE, re.IGNORECASE)
_CONDITION_PATTERN = LazyPattern(CONDITIONS, re.IGNORECASE)
_ORIGIN_PATTERN = LazyPattern(ORIGINS)


@dataclass(frozen=True, slots=True)
class NamelessText:
    """A text in which every part of a name became "this mentor".

    Args:
        text: The text without the name.
        written: The text as it was written.
        names: Start and end of what was replaced in `written`, in order.
    """

    text: str
    written: str
    names: tuple[tuple[int, int], ...]

    def original(self, start: int, end: int) -> str:
        """Give what was written where the stretch `start` to `end` of `text` stands now."""
        return self.written[self._place(start) : self._place(end)]

    def _place(self, at: int) -> int:
        shift = 0
        for start, end in self.names:
            if at <= start + shift:
                break
            if at < start + shift + len(MENTOR_WORDS):
                return end
            shift += len(MENTOR_WORDS) - (end - start)
        return at - shift


def hide_name(text: str, name: str) -> NamelessText:
    """Take a person's name out of a text; an empty name changes nothing but the form of apostrophes."""
    straight = text.replace("’", "'")
    spans = _name_spans(straight, name) if name.strip() else ()
    pieces, position = [], 0
    for start, end in spans:
        pieces += [straight[position:start], MENTOR_WORDS]
        position = end
    return NamelessText("".join([*pieces, straight[position:]]), text, spans)


def neutralise(text: str, name: str) -> str:
    """Make a text neutral for ranking.

    Args:
        text: A passage of a mentor's profile, or a goal.
        name: The mentor's full name, every part of which becomes "this mentor"; empty for a goal.

    Returns:
        The neutral text; empty text stays empty. Two texts that differ only in name and grammatical gender give
        the same.
    """
    neutral = _LOOKUP.sub(_neutral_word, hide_name(text, name).text)
    for pattern in (_AGE_PATTERN, _CONDITION_PATTERN, _ORIGIN_PATTERN):
        neutral = pattern.sub("", neutral)
    neutral = _trait_pattern().sub(lambda match: match["lead"] or "", neutral)
    return _tidied(neutral)


_SAYS_NOTHING = LazyPattern(
    rf"(?:^|(?<=[.!?;]))\s*(?:(?:{EMPTY})\b[\s,]*|[,.;!?]\s*)*(?:[.!?;]|$)(?=\s|$)", re.IGNORECASE
)


def _tidied(text: str) -> str:
    """Close what words left open: double spaces, a mark with nothing before it, a sentence that says nothing."""
    closed = re.sub(r"\s+([,.;!?])", r"\1", re.sub(r"[ \t]{2,}", " ", text))
    return _SAYS_NOTHING.sub("", closed).strip(" \t\n,;")


def _neutral_word(match: re.Match[str]) -> str:
    if match["kept"]:
        return match[0]
    if match["title"]:
        return "" if _TITLE_CASE.match(match["title"]) else match[0]
    word = match["word"]
    neutral = PRONOUNS.get(word.lower(), NOUNS.get(word.lower(), word))
    return neutral.capitalize() if word[0].isupper() and neutral else neutral


def _plain(text: str) -> str:
    """Fold letter by letter: no accents or case, the same length."""
    folded = []
    for char in text:
        base = unicodedata.normalize("NFKD", char)[0].casefold()
        folded.append(base if len(base) == 1 else char)
    return "".join(folded)


@lru_cache(maxsize=8_192)
def _name_pattern(name: str) -> tuple[re.Pattern[str], re.Pattern[str] | None]:
    parts = [part for part in re.split(r"[\s]+", _plain(name).strip()) if part]
    pieces = {
        piece
        for part in parts
        for piece in (part, *part.split("-"))
        if len(piece.strip(".'")) > 1 and piece not in PARTICLES
    }
    plain = sorted((piece for piece in pieces if piece not in WORD_NAMES), key=len, reverse=True)
    wordy = sorted((piece for piece in pieces if piece in WORD_NAMES), key=len, reverse=True)
    full = r"\s+".join(re.escape(part) for part in parts)
    anywhere = "|".join([full, *map(re.escape, plain)])
    either = "|".join(map(re.escape, [*plain, *wordy])) or full
    run = (
        rf"(?<!\w)(?:{full}|(?:{either})(?:[\s-]+(?:(?:{'|'.join(sorted(PARTICLES))})\s+)*(?:{either}))+"
        rf"|{anywhere})(?!\w)"
    )
    return re.compile(run), re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, wordy))})(?!\w)") if wordy else None


def _name_spans(text: str, name: str) -> tuple[tuple[int, int], ...]:
    """Find where a name stands in a text, in order."""
    plain = _plain(text)
    names, words = _name_pattern(name)
    spans = [match.span() for match in names.finditer(plain)]
    if words:
        spans += [
            match.span()
            for match in words.finditer(plain)
            if text[match.start()].isupper() and not _inside(match.span(), spans)
        ]
    return tuple(sorted(spans))


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)
