"""A goal as the readers of constraints see it: folded text, segments with their mood, and grammar."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.engines.protocols import Linguist, ParsedText, Token
from assistant.matching.goals import words
from assistant.matching.goals.mentions import mask_professions
from assistant.matching.lazy_patterns import LazyPattern

_TYPOGRAPHY = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "\u00a0": " ", "\n": " ", "\t": " "}
)


class Mood(StrEnum):
    """What a segment does: ask something of the mentor or the meetings, name things only, or tell a story."""

    REQUEST = "request"
    FRAGMENT = "fragment"
    STORY = "story"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a sentence between commas, semicolons, brackets and joining words."""

    start: int
    end: int
    sentence: int
    mood: Mood


def _start(segment: Segment) -> int:
    return segment.start


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal with what the readers need of it; `lower` has the same length as `text`, so positions hold in both."""

    text: str
    lower: str
    parsed: ParsedText
    segments: tuple[Segment, ...]
    linguist: Linguist

    def segment_at(self, position: int) -> Segment:
        """Give the segment that a character lies in; the first one for a text without any."""
        index = bisect_right(self.segments, position, key=_start) - 1
        return self.segments[max(index, 0)]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Give start and end of the sentence that a character lies in."""
        number = self.segment_at(position).sentence
        inside = [segment for segment in self.segments if segment.sentence == number]
        return inside[0].start, inside[-1].end

    def token_at(self, position: int) -> Token | None:
        """Give the token that covers a character; None between tokens."""
        return next((token for token in self.parsed.tokens if token.start <= position < token.end), None)

    def is_request(self, position: int) -> bool:
        """Say whether the words at a position ask for something, rather than tell about the asker or others."""
        return self.segment_at(position).mood is not Mood.STORY


_NUMBER_RANGE = LazyPattern(r"(?<=\d)\u2013(?=\d)")


def fold(text: str) -> str:
    """Lower a text letter by letter and straighten its quotes and hyphens, keeping its length."""
    straight = _NUMBER_RANGE.sub("-", text.translate(_TYPOGRAPHY))
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in straight)


_BOUNDARY = LazyPattern(
    r"[;:,!?()\u2014\u2013]+|(?<!\bst)(?<!\bdr)(?<!\bmr)(?<!\bms)\.(?=\s|$)|\s-\s"
    r"|\b(?=but\b)|\b(?=because\b)|\b(?=since\b)|\b(?=although\b)|\b(?=though\b)|\b(?=while\b)|\b(?=whereas\b)"
    r"|\b(?=so (?:i|we|my|that|please|someone|somebody|a|the|ideally|preferably|it|evenings|weekends)\b)"
    r"|\b(?=as (?:i|my|we|our|they|the|it)\b(?!'?m?\s+(?:am|do|did|was)\s*[,.]))"
    r"|(?<!\bare )(?<!\bis )(?<!'s )\b(?=when (?:i|my|we|our)\b)"
    r"|\b(?=and (?:i|we|my|our|it|they|you|he|she|the mentor|am|i'm|i'd|need|want|would|must|ideally|preferably"
    r"|has to|have to"
    r"|needs? to|hopefully|only|could|should|prefer|if possible|please|not|looking|can|maybe|perhaps|someone"
    r"|somebody)\b)"
    r"|\b(?=(?:ideally|preferably|hopefully)\b)"
)


def open_goal(text: str, linguist: Linguist) -> GoalText:
    """Fold a goal and find its segments and their moods."""
    lower, parsed = fold(text), linguist.parse(text)
    spans = [
        (segment, number)
        for number, (start, end) in enumerate(_sentence_spans(lower))
        for segment in _cut(lower, start, end)
    ]
    moods = _moods(lower, mask_professions(text, lower).text, parsed, spans)
    segments = tuple(
        Segment(start, end, number, mood) for ((start, end), number), mood in zip(spans, moods, strict=True)
    )
    segments = segments or (Segment(0, len(text), 0, Mood.FRAGMENT),)
    return GoalText(text, lower, parsed, segments, linguist)


_SENTENCE_END = LazyPattern(r"[.!?]+[\"')\]]*(?=\s|$)|;|\s{2,}")
_ABBREVIATION = LazyPattern(r"\b(?:e\.g|i\.e|etc|dr|mr|mrs|ms|st|approx|vs|no|u\.s|u\.k|a\.m|p\.m|yrs)$")


def _sentence_spans(lower: str) -> list[tuple[int, int]]:
    """Cut at full stops and semicolons: what stands on both sides of a semicolon is asked for on its own."""
    spans, start = [], 0
    for match in _SENTENCE_END.finditer(lower):
        if match[0] == "." and _ABBREVIATION.search(lower, start, match.start()):
            continue
        if lower[start : match.end()].strip():
            spans.append((start, match.end()))
            start = match.end()
    if lower[start:].strip():
        spans.append((start, len(lower)))
    return spans


def _cut(lower: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    for match in _BOUNDARY.finditer(lower, start, end):
        position = match.end()
        if position < end and lower[cuts[-1] : position].strip(" ,;:.!?()-"):
            cuts.append(position)
    cuts.append(end)
    return [(a, b) for a, b in pairwise(cuts) if lower[a:b].strip()]


def _moods(lower: str, masked: str, parsed: ParsedText, spans: list[tuple[tuple[int, int], int]]) -> list[Mood]:
    subjects = [token.start for token in parsed.tokens if token.dep in {"nsubj", "nsubjpass", "expl", "csubj"}]
    verbs = [token.start for token in parsed.tokens if token.tag in {"VBZ", "VBP", "VBD", "MD", "VB"}]
    own: list[Mood | None] = []
    for index, ((start, end), number) in enumerate(spans):
        same = index > 0 and spans[index - 1][1] == number
        clause = _Clause(
            _POLITE.sub(" ", lower[start:end]),
            masked[start:end],
            _has_clause(_POLITE.search(lower, start, end), subjects, verbs, start, end),
            same and own[-1] is Mood.STORY,
            words.MENTOR_START.search(lower, max(0, start - 300), start) is not None,
        )
        own.append(_own_mood(clause))
    return _settled(own, lower, spans)


def _has_clause(polite: re.Match[str] | None, subjects: list[int], verbs: list[int], start: int, end: int) -> bool:
    """Say whether a segment has a subject and a verb besides those of "if that's possible"."""
    last = polite.start() if polite else end
    return any(start <= position < last for position in subjects) and any(
        start <= position < last for position in verbs
    )


def _settled(own: list[Mood | None], lower: str, spans: list[tuple[tuple[int, int], int]]) -> list[Mood]:
    moods: list[Mood] = []
    for index, mood in enumerate(own):
        sentence = spans[index][1]
        earlier = [moods[i] for i in range(index) if spans[i][1] == sentence]
        before = (
            (Mood.REQUEST if mood is Mood.FRAGMENT and Mood.REQUEST in earlier else earlier[-1]) if earlier else None
        )
        segment = lower[slice(*spans[index][0])]
        if mood is None:
            moods.append(before or Mood.FRAGMENT)
        elif mood is Mood.FRAGMENT and not words.CUE.search(segment):
            after = own[index + 1] if index + 1 < len(own) and spans[index + 1][1] == sentence else None
            following = lower[slice(*spans[index + 1][0])] if after is not None else ""
            moods.append(_inherited(before, after, following, segment))
        else:
            moods.append(mood)
    return moods


_PLACED = LazyPattern(
    r"^\W*(?:and |but |so |then )?(?:on|in|at|during|every|over|by|after|before|last|this|next|from|since|for|with)\b"
)


def _inherited(before: Mood | None, after: Mood | None, following: str, segment: str) -> Mood:
    """A few bare words belong to what stands around them.

    "someone senior, evenings", but "I play Fridays, weekends, always".
    """
    if words.MENTOR_START.search(segment):
        return Mood.REQUEST
    if before is not None:
        return Mood.REQUEST if before is not Mood.STORY else Mood.STORY
    if after is Mood.STORY and not words.CONNECTIVE_START.match(following) and _PLACED.match(segment):
        return Mood.STORY
    return Mood.FRAGMENT


_POLITE = LazyPattern(
    r"\bif (?:that|it|this)(?:'s| is) (?:at all )?(?:possible|an option|ok|okay|doable|not too much)\b|\bif (?:you"
    r"|i|we|they) (?:can|may|could)\b"
)


@dataclass(frozen=True, slots=True)
class _Clause:
    """A segment with what its mood depends on.

    In `masked` professions are masked, `knows_mentor` says that one was named before.
    """

    text: str
    masked: str
    has_subject: bool
    after_story: bool
    knows_mentor: bool


def _own_mood(clause: _Clause) -> Mood | None:
    """Judge a segment by its own words; None when it has a verb without a subject and goes on from the one before."""
    text = clause.text
    if asks := words.REQUEST.search(text):
        of_mentor = not clause.after_story and (
            clause.knows_mentor or bool(asks["duty"]) or words.CUE.search(text) is not None
        )
        if of_mentor or not asks["pronoun"]:
            return Mood.REQUEST
    if words.ROLE.search(clause.masked):
        return Mood.REQUEST
    if words.ASKER_SUBJECT.search(text) and not words.ABOUT_MEETING.search(text):
        return Mood.STORY
    if words.TOPIC_WISH.search(text):
        return Mood.REQUEST
    if (words.CUE.search(text) and not clause.has_subject) or words.PREPOSITIONAL.match(text):
        return Mood.FRAGMENT
    if words.BARE_VERB_START.match(text):
        return None
    return Mood.STORY if clause.has_subject else Mood.FRAGMENT
