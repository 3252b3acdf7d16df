"""Splitting a goal into the separate things wanted, and cutting it down to its substance."""

import re
from collections.abc import Iterable, Sequence

from assistant.domain.search import Constraint, ConstraintKind, SetAside, Wish
from assistant.matching.goals.goal_text import GoalText, Mood, fold
from assistant.matching.lazy_patterns import LazyPattern
from assistant.matching.neutral import neutralise

MAX_WISHES = 6
_SHELL = (
    r"ideally|preferably|preferred|hopefully|if (?:at all )?possible|if you can|please|someone|somebody|anyone"
    r"|anybody|a mentor|the mentor|mentors?|a person|people|person|who|that|which|is|are|be|being|was|it|i|we|they"
    r"|them|you|me|my|would|'d|could|should|can|must|only|has to|have to|has|have|need|needs|want|like|love|prefer"
    r"|to|also|and|or|but|just|a plus|plus|a bonus|bonus|points?|nice|great|best|better|good|ideal|perfect|lovely"
    r"|helpful|fine"
    r"|works?|suits?|for|with|in|on|at|of|from|the|a|an|if|so|as|because|since|really|very|rather|maybe|perhaps"
    r"|at least|looking|look|find|meet|meeting|meetings|talk|talking|speak|speaks|speaking|call|calls|chat"
    r"|sessions?|based|living|lives|located|free|available|time|times|am|i'm|i'd|will|do|does|not|no|any|some"
    r"|another|too|either|thanks|thank|there|anywhere|somewhere|by|over|hope|hoping|required|wanted|needed|because"
    r"|this|happy|ok|okay|around|near|else|within|fluent|fluently|mostly|usually|always|well|all|even|more|than|one"
    r"|sit|share|shares|understands?|knows?|comes?|get|let|us|help|helps|background|experience|industry|years|kind"
    r"|sort|me|hard|important|most|much|wish|possible|bonus"
)
_ONLY_SHELL = LazyPattern(rf"^(?:\W|\b(?:{_SHELL})\b)*$")
_ABBREVIATED = "".join(
    rf"(?<!\b{word}\.)" for word in ("min", "max", "yrs", "etc", "no", "incl", "approx", "e\\.g", "i\\.e")
)
_SPLIT_ASK = LazyPattern(
    r"(?:[,;]\s*|\s+)(?:and|plus|as well as|but)\s+(?=(?:also|then|how|what|whether|when|why|i(?:'d| would| want"
    r"| need| also|'m)|to |help|learn|get |find |where|maybe|someone)\b)|;\s*|(?:^|(?<=\s))\(?\d{1,2}[.)]\s+"
    rf"|(?<=[.!?]){_ABBREVIATED}\s+|\n+"
)
_MIN_WISH = 12


def substance(goal: GoalText, constraints: Iterable[Constraint], set_aside: Iterable[SetAside]) -> str:
    """Give the goal without constraint phrases, softening shells and set-aside words, neutral and ready to embed.

    What only explains a constraint goes with it ("in writing please: on the phone I panic"), unless nothing else
    is left.

    Returns:
        An empty text when nothing but constraints was said.
    """
    blank = _blank(constraints, set_aside)
    kept = _kept(goal, blank, with_excuses=False) or _kept(goal, blank, with_excuses=True)
    return neutralise(_tidy(" ".join(kept)), "")


def _blank(constraints: Iterable[Constraint], set_aside: Iterable[SetAside]) -> list[tuple[int, int]]:
    spans = [(item.start, item.end) for item in constraints if item.kind is not ConstraintKind.FIELD] + [
        (item.start, item.end) for item in set_aside
    ]
    return [span for span in spans if span[0] >= 0]


def _kept(goal: GoalText, blank: list[tuple[int, int]], *, with_excuses: bool) -> list[str]:
    kept: list[str] = []
    excused = -1
    for segment in goal.segments:
        rest = _without(goal.text, segment.start, segment.end, blank)
        untouched = len(rest) == segment.end - segment.start
        if untouched and segment.mood is Mood.STORY:
            if with_excuses or segment.sentence != excused or _ASKS.search(goal.lower, segment.start, segment.end):
                kept.append(rest.strip())
        elif not _ONLY_SHELL.match(fold(rest)):
            kept.append(rest.strip() if untouched else _trimmed(rest))
        elif not untouched:
            excused = segment.sentence
    return kept


_ASKS = LazyPattern(
    r"\b(?:want|need|learn|help|how|what|question|about|topic|trying|try|would like|i'd like|get|advice|stuck"
    r"|my goal)\b|\?"
)


def _without(text: str, start: int, end: int, blank: Sequence[tuple[int, int]]) -> str:
    inside = sorted((max(first, start), min(last, end)) for first, last in blank if first < end and last > start)
    pieces, position = [], start
    for first, last in inside:
        pieces.append(text[position : max(first, position)])
        position = max(last, position)
    pieces.append(text[position:end])
    return "".join(pieces)


_EDGE_SHELL = LazyPattern(
    r"^\W*(?:ideally|preferably|hopefully|if possible|must|only|please)\b|\b(?:and|or|ideally|preferably"
    r"|if possible|in|from|who|near|with|at|on)\W*$",
    re.IGNORECASE,
)


def _trimmed(text: str) -> str:
    last = text.strip()[-1:] if text.strip()[-1:] in ".!?;," else ""
    body = text.strip().rstrip(".!?;,")
    while (shorter := _EDGE_SHELL.sub("", body).strip()) != body:
        body = shorter
    return f"{body}{last}"


def _tidy(text: str) -> str:
    text = re.sub(r"\s+([,.;!?])", r"\1", re.sub(r"\s{2,}", " ", text))
    text = re.sub(r"([.!?])(?:\s*[.,;:])+", r"\1", text)
    return re.sub(r"[,;\s]+([.!?])", r"\1", re.sub(r"([.,;!?])(?:\s*[,;])+", r"\1", text)).strip(" ,;-")


def find_wishes(goal: GoalText, constraints: Sequence[Constraint], set_aside: Sequence[SetAside]) -> tuple[Wish, ...]:
    """Split a goal into one to six stretches, each with a thing to help with.

    Stretches that hold only constraints are left out.
    """
    blank = _blank(constraints, set_aside)
    pieces = _pieces(goal.text)
    wanted = [piece for piece in pieces if _says_something(goal, *piece, blank)]
    pieces = _merged(goal.text, wanted or [piece for piece in pieces if not _is_shell(goal.text, *piece, blank)])
    return tuple(Wish(goal.text[start:end], start, end) for start, end in pieces)


def _is_shell(text: str, start: int, end: int, blank: list[tuple[int, int]]) -> bool:
    return _ONLY_SHELL.match(fold(_without(text, start, end, blank))) is not None


def _says_something(goal: GoalText, start: int, end: int, blank: list[tuple[int, int]]) -> bool:
    """Say whether a stretch holds more than constraints and what explains them."""
    if _is_shell(goal.text, start, end, blank):
        return False
    if not any(first < end and last > start for first, last in blank):
        return True
    inside = [segment for segment in goal.segments if segment.start < end and segment.end > start]
    vanished = False
    for segment in inside:
        first, last = max(segment.start, start), min(segment.end, end)
        if _is_shell(goal.text, first, last, blank):
            vanished = True
        elif segment.mood is not Mood.STORY or not vanished or _ASKS.search(goal.lower, first, last):
            return True
    return False


def _pieces(text: str) -> list[tuple[int, int]]:
    cuts = [0, *[position for match in _SPLIT_ASK.finditer(text) for position in match.span()], len(text)]
    spans = [_stripped(text, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return [(start, end) for start, end in spans if end > start]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    body = text[start:end]
    lead = len(body) - len(body.lstrip(" \t\n,;-"))
    return start + lead, start + max(lead, len(body.rstrip(" \t\n,;-")))


def _merged(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stretches too short to mean something with their neighbour.

    Then the shortest neighbours until few enough are left.
    """
    merged: list[tuple[int, int]] = []
    for piece in pieces:
        if merged and (piece[1] - piece[0] < _MIN_WISH or merged[-1][1] - merged[-1][0] < _MIN_WISH):
            merged[-1] = (merged[-1][0], piece[1])
        else:
            merged.append(piece)
    while len(merged) > MAX_WISHES:
        index = min(range(len(merged) - 1), key=lambda i: merged[i + 1][1] - merged[i][0])
        merged[index : index + 2] = [(merged[index][0], merged[index + 1][1])]
    return merged
