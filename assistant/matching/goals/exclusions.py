"""What a goal asks away: "not in Europe", "anyone but people from HR", "can't do Mondays", "no consultants".

A negating word is followed as far as it reaches: over its own noun phrase and a list that goes on from there, to a
comma that starts something else, a "but", a "because", or the end of the sentence. What it reaches and the
vocabularies know becomes a constraint that is asked away; nationalities, and what nobody here understands, are set
aside, so that they never rank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.domain.search import EXCLUSION, NOT, Constraint, ConstraintKind, SetAside
from assistant.matching.goals.exclusion_words import (
    AFTERWARDS,
    BREAK,
    CUE,
    LEAD,
    LIST_LINK,
    NOT_NEGATING,
    OWN_SUBJECT,
    STRANGER,
    UNNEEDED,
)
from assistant.matching.goals.goal_text import GoalText, Mood
from assistant.matching.goals.hardness import is_hard
from assistant.matching.goals.named import Named, named_in
from assistant.matching.goals.words import PERSON
from assistant.matching.lazy_patterns import LazyPattern

_REACH = 120
_UNKNOWN_PLACE = LazyPattern(r" (?:in|from|near|around) [A-Z][a-z]")


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What is asked away, as far as it is understood, and what is set aside of it."""

    constraints: tuple[Constraint, ...]
    set_aside: tuple[SetAside, ...]


def find_exclusions(goal: GoalText) -> Exclusions:
    """Find what the goal asks away; the asker's own story, and what is merely not needed, asks nothing away."""
    named = named_in(goal)
    found: list[Constraint | SetAside] = []
    for cue in _cues(goal):
        inside = [one for one in named if cue.end() <= one.start < cue.end() + _REACH]
        found += _read(goal, cue, inside)
    found += _afterwards(goal, named)
    return Exclusions(
        tuple(one for one in found if isinstance(one, Constraint)),
        tuple(one for one in found if isinstance(one, SetAside)),
    )


def _cues(goal: GoalText) -> Iterator[re.Match[str]]:
    """Find the negating words that ask something away, leaving out "not only", "no problem", "can't say no"."""
    text = NOT_NEGATING.sub(lambda match: "_" * len(match[0]), goal.lower)
    last = -1
    for match in CUE.finditer(text):
        if match.start() < last or not _is_asked(goal, match):
            continue
        last = match.end()
        yield match


def _is_asked(goal: GoalText, cue: re.Match[str]) -> bool:
    segment = goal.segment_at(cue.start())
    before = goal.lower[segment.start : cue.start()]
    if cue.lastgroup in {"time", "unwanted"}:
        return not re.search(r"\b(?:he|she|it|my \w+|our \w+|the \w+|kids|people)\W*$", before)
    if cue.lastgroup == "must":
        return not OWN_SUBJECT.search(before)
    if cue.lastgroup == "verb":
        return (
            segment.mood is not Mood.STORY and re.search(rf"(?:\b(?:who|that|they)|{PERSON})\W*$", before) is not None
        )
    here = goal.segment_at(min(cue.end() + 1, len(goal.lower) - 1)) if cue.lastgroup == "anyone" else segment
    if Mood.STORY in (segment.mood, here.mood) and cue.lastgroup != "anyone":
        return False
    return not (cue.lastgroup == "plain" and OWN_SUBJECT.search(before) and not re.search(PERSON, before))


def _read(goal: GoalText, cue: re.Match[str], named: Sequence[Named]) -> Iterator[Constraint | SetAside]:
    reached = _reached(goal, cue, named)
    if not reached:
        yield from _not_understood(goal, cue)
        return
    if UNNEEDED.match(goal.lower, reached[-1].end):
        return
    start = cue.start()
    soft = cue[0].startswith(("rather than", "instead of"))
    for one in reached:
        end = one.phrase_end
        if one.kind is None:
            first = start if one is reached[0] else one.start
            yield SetAside(goal.text[first:end], "nationality", first, end)
        else:
            hard = not soft and is_hard(goal, cue.start(), end)
            yield Constraint(one.kind, f"{NOT}{one.value}", hard, start, end)
        start = end


def _reached(goal: GoalText, cue: re.Match[str], named: Sequence[Named]) -> list[Named]:
    """Follow a negating word to what it negates, and along a list from there."""
    reached: list[Named] = []
    for at, one in enumerate(named):
        if not reached:
            if not _fits(cue, one) or not LEAD.match(goal.lower[cue.end() : one.start]):
                break
        elif not _fits(cue, one) or not _goes_on(goal, reached[-1], one, named[at + 1 :]):
            break
        reached.append(one)
    return reached


def _fits(cue: re.Match[str], one: Named) -> bool:
    """Say whether a thing can be asked away by these words: nobody "can't do" a country."""
    if cue.lastgroup == "time" or cue[0] == "nothing":
        return one.kind is ConstraintKind.WHEN
    if cue[0].startswith("outside"):
        return one.kind is ConstraintKind.PLACE
    return True


def _goes_on(goal: GoalText, first: Named, second: Named, rest: Sequence[Named]) -> bool:
    """Say whether a list goes on: by "or", "and" or "nor", or by a comma that one of these follows later."""
    if first.kind is not second.kind:
        return False
    gap = goal.lower[first.phrase_end : second.start]
    link = LIST_LINK.match(gap)
    if link is None:
        return False
    if link["join"].strip() != ",":
        return True
    return bool(rest) and _goes_on(goal, second, rest[0], rest[1:])


def _not_understood(goal: GoalText, cue: re.Match[str]) -> Iterator[SetAside]:
    """Set aside what is asked away in so many words, but means nothing to the readers."""
    segment = goal.segment_at(cue.start())
    before, after = goal.lower[segment.start : cue.start()], goal.lower[cue.end() :]
    somewhere = cue[0] == "not" and _UNKNOWN_PLACE.match(goal.text, cue.end())
    if not somewhere and not STRANGER.search(f"{before[-24:]}\u0000{cue[0]}{after[:60]}"):
        return
    token = goal.token_at(cue.start())
    if token is not None and token.dep in {"nsubj", "nsubjpass"}:  # "nobody in my practice should know"
        return
    stop = BREAK.search(goal.lower, cue.end())
    end = stop.start() if stop else len(goal.lower)
    while end > cue.end() and not goal.lower[end - 1].isalnum():
        end -= 1
    if end > cue.end():
        yield SetAside(goal.text[cue.start() : end], EXCLUSION, cue.start(), end)


def _afterwards(goal: GoalText, named: Sequence[Named]) -> Iterator[Constraint]:
    """Find times that are asked away behind their name: "Mondays don't work", "evenings are out"."""
    for one in named:
        if one.kind is ConstraintKind.WHEN and (said := AFTERWARDS.match(goal.lower, one.end)):
            yield Constraint(ConstraintKind.WHEN, f"{NOT}{one.value}", True, one.start, said.end())
