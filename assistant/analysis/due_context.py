"""Whether words that name a day are said of something to come: past times, habits and ranges are not."""

import re

_CLAUSE_END = re.compile(
    r"[.;:?!…,]+(?=\s|$)|\s[-–—]\s|\n"
    r"|\s(?=(?:but|so|because|cause|'cause|although|while|when|if)\s)"
    r"|\s(?=(?:and|or|then)\s(?:i|we|you|he|she|they|it|then|so|let|my|the)\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!…]+\s+|\n")
_FUTURE = re.compile(
    r"\b(?:i|we|you|he|she|they|it|that)(?:'ll| will| shall)\b|\bill\b|\bwill\b|\bshall\b"
    r"|\b(?:am|'m|im|are|'re|is|'s) (?:just )?(?:going to|gonna|gunna)\b|\blet(?:'s| us| me|s)\b|\bmake it\b"
    r"|\b(?:can|could|would|will|should) (?:you|we|i)\b"
    r"|\b(?:i|we|you) (?:can|could|should|must|shall|need to|have to)\b"
    r"|\bplease\b|\byou(?:'ll)? (?:will )?have it\b|\b(?:i|we) (?:want|hope|plan|promise|aim|intend)\b|\bi'd like\b"
    r"|\bdue\b|\bdeadline\b|\bgonna\b"
    r"|^\W*(?:(?:so|okay|ok|then|and|yes|yeah|right|well|just|maybe) )*(?:send|write|bring|call|text|email|do|give|take"
    r"|tell|ask|try|make|finish|draft|prepare|book|drop|finish|get|put|think)\b",
    re.IGNORECASE,
)
_PAST_VERBS = (
    "sent|did|was|were|wasn't|weren't|didn't|had|hadn't|went|told|said|asked|got|wrote|came|saw|spoke|gave|made|took|rang"
    "|met|brought|thought|felt|found|kept|left|lost|heard|held|began|bought|forgot|slept|woke|started|finished"
    "|called|talked|tried|used|worked|happened|arrived|missed|emailed|texted|phoned|signed|opened|closed|stopped"
)
_PAST = re.compile(
    rf"\b(?:{_PAST_VERBS})\b"
    r"|\b(?:i|we|you|he|she|they|it|who)(?:'ve| have| has|'d)? (?:(?:only|just|already|also|finally|then|never|really)"
    r" )*(?!need|feed|speed|proceed|succeed|exceed)\w{2,}ed\b"
    r"|(?:'ve|\bhave|\bhas) (?:\w+ )?(?:been|done|sent|written|told|spoken|had|got|made|seen|read|put)\b"
    r"|\b(?:last (?:time|week|month|year)|yesterday|ago)\b",
    re.IGNORECASE,
)
_HABIT = re.compile(r"\b(?:always|usually|normally|typically|tend to|used to|every|each|twice a|once a|never)\b", re.I)
_STATE = re.compile(
    r"(?:\bi'm|\bi am|\bwe're|\bshe's|\bhe's|\bthey're|\bit's|\bare|\bis|\bi've got|\bwe've got)\b", re.I
)
_FORWARD_THOUGHT = re.compile(r"\b(?:thought|wondering|hoping|was thinking) (?:that )?(?:i|we|you|of|if|about)\b", re.I)
_CORRECTION = re.compile(r"\b(?:actually|make it|make that|rather|instead|sorry|i mean|or better|better)\b|\bno,", re.I)
_NOT_COMING = re.compile(
    r"(?:^|\s)(?:last|past|previous|every|each|any|most|some|alternate|since|a|an|all|these|those|which|cyber|same"
    r"|another|good|easter|on a|on any|other|first|second|third|happy|it's|today's|today is)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DENIED = re.compile(r"(?<!why )(?<!if )\bnot\s+$", re.I)
_THAT = re.compile(r"(?:^|\s)that\s+$", re.I)
_OBJECT_THAT = re.compile(
    r"\b(?:do|send|finish|have|bring|give|get|fix|write|read)\s+(?:you\s+|her\s+|him\s+|them\s+)?that\s+$", re.I
)
_GONE = re.compile(r"\s+(?:last|gone|just gone|past|ago|before last)\b", re.I)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_RANGE_BEFORE = re.compile(rf"{_WEEKDAY}\s+(?:to|through|thru|till|until)?\s*$", re.I)
_RANGE_AFTER = re.compile(rf"\s+(?:to|through|thru)\s+{_WEEKDAY}|\s*[-–]\s*{_WEEKDAY}", re.I)
_AWAY = re.compile(
    r"\b(?:away|off|out|busy|closed|travelling|traveling|on leave|on holiday|on call|not back|not here|not in|at work)"
    r"\s*$",
    re.I,
)
_STARTS_AWAY = re.compile(r"(?:until|till|'?til|from)\b", re.I)


def weigh(text: str, start: int, end: int) -> float | None:
    """Say how well the words around a stretch speak for a due date.

    Args:
        text: With plain apostrophes.
        start: Where the words begin that name a day.
        end: Where they end.

    Returns:
        More is better, 0 is neutral; None where the words are said of the past, of a habit or of a range.
    """
    if not _may_come(text, start, end):
        return None
    clause = _around(text, start, end, _CLAUSE_END)
    sentence = _around(text, start, end, _SENTENCE_END)
    if _FUTURE.search(clause):
        return 2.0
    if _PAST.search(clause):
        return 1.0 if _FORWARD_THOUGHT.search(clause) else None
    if _HABIT.search(clause):
        return None
    if _PAST.search(sentence) and not _FUTURE.search(sentence) and _is_bare(clause, end - start):
        return None
    return -1.0 if _STATE.search(clause) else 0.0


def is_correction(between: str) -> bool:
    """Whether words between two days take the first of them back ("Friday, no, actually Monday")."""
    return bool(_CORRECTION.search(between))


def _may_come(text: str, start: int, end: int) -> bool:
    """Whether the words right before and after allow a coming day."""
    before, after = text[:start], text[end:]
    if (
        _DENIED.search(before)
        or _NOT_COMING.search(before)
        or _GONE.match(after)
        or _RANGE_AFTER.match(after)
        or _RANGE_BEFORE.search(before)
    ):
        return False
    if _STARTS_AWAY.match(text, start) and _AWAY.search(before):
        return False
    return not _THAT.search(before) or bool(_OBJECT_THAT.search(before) and _FUTURE.search(before))


def _around(text: str, start: int, end: int, boundary: re.Pattern[str]) -> str:
    """Cut out what stands between two boundaries around a stretch."""
    first = max((one.end() for one in boundary.finditer(text, 0, start)), default=0)
    last = boundary.search(text, end)
    return text[first : last.start() if last else len(text)].strip()


def _is_bare(clause: str, length: int) -> bool:
    """Whether a clause is hardly more than the words themselves, so that its neighbours say when it is."""
    return len(clause) - length < 12
