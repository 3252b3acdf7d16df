"""How strongly a thing is meant: the reach of softening and demanding words, and of negation."""

import re

from assistant.matching.goals.goal_text import GoalText
from assistant.matching.goals.words import HARD, NEGATION_AFTER, NEGATION_BEFORE, SOFT, TRAILING
from assistant.matching.lazy_patterns import LazyPattern

_STOP = LazyPattern(r"\bbut\b|\bhowever\b|\bthough\b")
_SPLIT = LazyPattern(r",|;|\band\b|\bbut\b|\(|\u2014|\u2013")
_NOT_NEGATING = LazyPattern(
    r"\bnot only\b|\bnot just\b|\bno (?:later|less|fewer|more) than\b|\bnot (?:more|less) than\b|\bcan't wait\b"
    r"|\bwhy not\b"
)
_NEEDLESS = LazyPattern(r"\b(?:needed|required|essential|necessary|requirement|must|deal-?breaker)\b")


def is_hard(goal: GoalText, start: int, end: int) -> bool:
    """Say whether what stands at `start` to `end` is required.

    A softening word covers what follows it to the end of the sentence, to a "but", or to a demanding word. One
    behind ("would be nice")
    covers what stands before it: the whole sentence back to a demanding word or the same list item ("in London if
    possible").
    """
    first, last = goal.sentence_at(start)
    softened = _softened_before(goal.lower, first, start, end)
    return not (
        softened or _softened_within(goal.lower, start, end) or _softened_after(goal.lower, first, start, end, last)
    )


def _softened_within(lower: str, start: int, end: int) -> bool:
    return SOFT.search(lower, start, end) is not None


def _softened_before(lower: str, first: int, start: int, end: int) -> bool:
    cues = [
        match
        for match in SOFT.finditer(lower, first, end)
        if match.start() < start and _leads(match, lower, first, start)
    ]
    if not cues:
        return False
    between = lower[cues[-1].end() : start]
    return not (_STOP.search(between) or _demand(between))


def _leads(cue: re.Match[str], lower: str, first: int, start: int) -> bool:
    """Say whether a softening word reaches forward.

    "ideally ..." and "it would be nice if ..." do, "... would be nice" does not.
    """
    said = cue[0]
    if said.startswith(("if ", "where", "when")) and not _ITEM_START.search(lower[first : cue.start()]):
        return False
    if not TRAILING.search(said) or said.startswith(("best", "bonus")):
        return True
    opens_clause = _CLAUSE_NEXT.match(lower[cue.end() :]) is not None
    return opens_clause or (":" in lower[cue.end() : start][:2])


_ITEM_START = LazyPattern(r"(?:^|[,.;:!?(]|\band|\bbut|\bor)\s*$")
_CLAUSE_NEXT = LazyPattern(r"\s*(?:if|to|for|when|that)\b")


def _demand(text: str) -> bool:
    return HARD.search(text) is not None


def _softened_after(lower: str, first: int, start: int, end: int, last: int) -> bool:
    cue = SOFT.search(lower, end, last)
    if cue is None:
        return False
    between = lower[end : cue.start()]
    if _STOP.search(between) or _demand(between) or _CLAUSE_AFTER.match(lower[cue.end() :]):
        return False
    if TRAILING.search(cue[0]):
        own_story = re.search(r"\b(?:i|i'm|we)\b(?!\W*$)", between)
        return not _SPLIT.search(between) or not (_demand(lower[first:start]) or own_story)
    if not cue[0].startswith(_MOVABLE):
        return False
    return _ITEM_END.match(lower[cue.end() :]) is not None and not _SPLIT.search(between.rstrip(" ,"))


_CLAUSE_AFTER = LazyPattern(
    r"\s*(?:if(?! (?:at all )?(?:possible|you can|that|it|there))|to (?:have|find|meet|talk|speak))\b"
)
_ITEM_END = LazyPattern(r"\s*(?:[,.;!?)]|$|\u2014|and\b|but\b|because\b|since\b|as\b)")
_MOVABLE = ("if", "where", "when", "maybe", "perhaps", "ideally", "preferabl", "hopefully")
"""Softening words that may also stand behind their item: "evenings if possible"."""
_NEW_CLAUSE = LazyPattern(
    r"\band (?:who |that |also |ideally |preferably )*(?:speaks?|lives?|is|has|works?|knows|can|must|should|comes"
    r"|sits)\b"
)
"""Where what is negated ends: "isn't a consultant and speaks German"."""
_ANY_BUT = LazyPattern(r"\b(?:any|every)\w*(?: \w+)? but (?:on |in |the )?$")


def is_negated(goal: GoalText, start: int, end: int, *, reach: int = 45) -> bool:
    """Say whether the words at `start` to `end` are asked away ("German is not needed", "not on weekends")."""
    segment = goal.segment_at(start)
    before = _NOT_NEGATING.sub("", goal.lower[max(segment.start, start - reach) : start])
    negations = list(NEGATION_BEFORE.finditer(before))
    if negations and not _NEW_CLAUSE.search(before, negations[-1].end()):
        return True
    first, last = goal.sentence_at(start)
    if _ANY_BUT.search(goal.lower, first, start):
        return True
    after = goal.lower[end:last]

    return NEGATION_AFTER.match(re.split(r"[,;]| but | because | and | who |\bas\b", after)[0]) is not None
