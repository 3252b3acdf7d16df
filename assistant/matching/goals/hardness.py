"""How strongly a thing is meant: the reach of softening and demanding words, and of negation."""

import re

from assistant.matching.goals import words
from assistant.matching.goals.goal_text import GoalText

_STOP = re.compile(r"\bbut\b|\bhowever\b|\bthough\b")
_SPLIT = re.compile(r",|;|\band\b|\bbut\b|\(|\u2014|\u2013")
_NOT_NEGATING = re.compile(
    r"\bnot only\b|\bnot just\b|\bno (?:later|less|fewer|more) than\b|\bnot (?:more|less) than\b|\bcan't wait\b|\bwhy not\b"
)
_NEEDLESS = re.compile(r"\b(?:needed|required|essential|necessary|requirement|must|deal-?breaker)\b")


def is_hard(goal: GoalText, start: int, end: int) -> bool:
    """Say whether what stands at `start` to `end` is required.

    A softening word covers what follows it to the end of the sentence, to a "but", or to a demanding word. One behind ("would be nice")
    covers what stands before it: the whole sentence back to a demanding word or the same list item ("in London if possible").
    """
    first, last = goal.sentence_at(start)
    softened = _softened_before(goal.lower, first, start, end)
    return not (
        softened or _softened_within(goal.lower, start, end) or _softened_after(goal.lower, first, start, end, last)
    )


def _softened_within(lower: str, start: int, end: int) -> bool:
    return words.SOFT.search(lower, start, end) is not None


def _softened_before(lower: str, first: int, start: int, end: int) -> bool:
    cue = None
    for match in words.SOFT.finditer(lower, first, end):
        if match.start() >= start:
            break
        if match[0].startswith(("if ", "where", "when")) and not re.search(
            r"(?:^|[,.;:!?(]|\band|\bbut|\bor)\s*$", lower[first : match.start()]
        ):
            continue
        if (
            not words.TRAILING.search(match[0])
            or match[0].startswith("best")
            or re.match(r"\s*(?:if|to|for|when|that)\b", lower[match.end() :])
            or match[0].startswith("bonus")
        ):
            cue = match
        elif (
            match[0].endswith(("be best", "be ideal", "be nice", "be great", "be a plus", "be perfect"))
            and ":" in lower[match.end() : start][:2]
        ):
            cue = match
    if cue is None:
        return False
    between = lower[cue.end() : start]
    return not (_STOP.search(between) or _demand(between))


def _demand(text: str) -> bool:
    return words.HARD.search(text) is not None


def _softened_after(lower: str, first: int, start: int, end: int, last: int) -> bool:
    for match in words.SOFT.finditer(lower, end, last):
        between = lower[end : match.start()]
        if _STOP.search(between) or _demand(between):
            return False
        follows = re.match(
            r"\s*(?:if(?! (?:at all )?(?:possible|you can|that|it|there))|to (?:have|find|meet|talk|speak))\b",
            lower[match.end() :],
        )
        if follows:
            return False
        if words.TRAILING.search(match[0]):
            if not _SPLIT.search(between):
                return True
            own = re.search(r"\b(?:i|i'm|we)\b(?!\W*$)", between)
            return not _demand(lower[first:start]) and own is None
        if match[0].startswith(("if", "where", "when", "maybe", "perhaps", "ideally", "preferabl", "hopefully", "or")):
            at_item_end = re.match(r"\s*(?:[,.;!?)]|$|\u2014|and\b|but\b|because\b|since\b|as\b)", lower[match.end() :])
            return bool(at_item_end) and not _SPLIT.search(between.rstrip(" ,"))
        return False
    return False


def is_negated(goal: GoalText, start: int, end: int, *, reach: int = 45) -> bool:
    """Say whether the words at `start` to `end` are asked away ("German is not needed", "not on weekends")."""
    segment = goal.segment_at(start)
    before = _NOT_NEGATING.sub("", goal.lower[max(segment.start, start - reach) : start])
    if words.NEGATION_BEFORE.search(before):
        return True
    _, last = goal.sentence_at(start)
    after = goal.lower[end:last]
    after = after if len(after) == 0 or after[0].isspace() or after[0] in "',-" else after
    return words.NEGATION_AFTER.match(re.split(r"[,;]| but | because | and | who |\bas\b", after)[0]) is not None
