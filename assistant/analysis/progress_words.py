"""What words say of a promise's progress: done, under way, dropped; and the words that carry what it is about."""

import re
from collections.abc import Iterable, Sequence

from assistant.domain.report import Progress

_PLAIN = str.maketrans({"’": "'"})
_DROPPED = re.compile(
    r"\b(?:i(?:'m| am) not going to (?:do|send|write|finish|ask|go|apply|read)|i don't think i'm going to"
    r"|(?:i|we) won't (?:do|send|write|finish|ask|go|apply|read|be)"
    r"|(?:i|we) never (?:did|read|sent|wrote|went|finished|got)"
    r"|no (?:sense|point|use|longer)|don't need to (?:do|send|write|ask)|you don't need to"
    r"|leave it\b|(?:you|i|we) left it"
    r"|let it go|forget (?:it|about it)|(?:i|we) (?:gave up|stopped|failed|dropped it|quit)|given up"
    r"|(?:called|call) it off|cancell?ed|changed (?:my|our) mind|decided (?:not|against)|it closed|it's too late"
    r"|i'd rather (?:you|not|we)|scrap(?:ped)? (?:it|that)|off the (?:list|table)|not worth it"
    r"|not do(?:ing)? (?:it|that))",
    re.IGNORECASE,
)
_UNDER_WAY = re.compile(
    r"\b(?:haven't|hasn't|not yet|half ?way|half of (?:it|them)|almost (?:done|finished|there)|nearly"
    r"|not (?:finished|done|ready)|on my list|(?:i|we) forgot"
    r"|(?:was|were|i'm|i was) (?:meant|supposed) to|meant to\b"
    r"|(?:was|were) going to|did(?:n't| not) (?:get|manage|have time|finish|make it|yet|do)"
    r"|working on|in progress|so far"
    r"|still (?:waiting|working|need|have|haven't|missing|to)|waiting (?:for|on)|thought (?:of|about) it"
    r"|don't have it yet"
    r"|they wanted|there's one (?:left|more)|no time|slipped|ran out|i keep (?:meaning|forgetting)|i was ashamed"
    r"|i'm sorry i|next week i|i(?:'ll| will) (?:do|send|finish) (?:it|that|the rest))",
    re.IGNORECASE,
)
_PAST_FORMS = (
    "did|sent|went|wrote|came|got|gave|took|told|said|asked|spoke|talked|called|rang|met|made|found|finished|did it|had"
    "|read|put|brought|opened|registered|started|pulled|handed|booked|signed|showed|tried|used|followed|counted|swapped"
    "|kept|paid|posted|filled|drafted|emailed|texted|phoned|helped|saw|set|cut|heard|done|sorted|recorded|worked|slept"
    "|arrived|listened|practised|practiced|applied|submitted|fixed|closed|prepared|bought|ticked"
)
_DONE = re.compile(
    rf"\b(?:(?:i|we|you|he|she|they|it|that)(?:'ve| have|'d| had|'s| has)? (?:\w+ )?(?:{_PAST_FORMS}|\w{{3,}}ed)\b"
    rf"|(?:^|[,.;] ?)(?:(?:and|so|yeah|yes|yep) )*(?:{_PAST_FORMS})\b|(?:i|we|you)(?:'ve| have) \w+|all done|it worked"
    r"|that's done|is done|was (?:good|great|closed|sent|done)|thank(?:s| you) for)",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"\b(?:i|we|you)(?:'ll| will|'m going to| am going to|'m gonna)\b|\bcould you\b|\bcan you\b", re.I
)
_STOP = re.compile(
    r"a|an|and|are|as|at|be|been|before|being|but|by|can|did|do|does|for|from|get|give|had|has|have|he|her|hers|him|his"
    r"|how|i|if|in|into|is|it|its|just|let|me|more|my|next|no|not|of|on|one|or|our|out|over|own|she|so|some|such|than"
    r"|that|the|their|them|then|there|they|thing|this|time|to|too|under|up|us|was|we|were|what|when|where|whether|which"
    r"|while|who|whom|why|will|with|would|you|your|yours|both|each|also|about|after|again|all|any|because|between|could"
    r"|send|write|ask|tell|talk|speak|read|call|make|take|bring|keep|know|say|see|go|come|look|first|last"
)
"""Words that do not tell one item from another; among them the verbs of half of all promises."""
_WORD = re.compile(r"[^\W\d_]{2,}|\d+")


def says_progress(text: str) -> Progress | None:
    """Say which progress a text speaks of; None where it reports nothing.

    What was dropped or is not finished is said with words of doing, too, so it is looked for first.
    """
    plain = text.translate(_PLAIN)
    if _DROPPED.search(plain):
        return Progress.DROPPED
    if _UNDER_WAY.search(plain):
        return Progress.UNDER_WAY
    return Progress.DONE if _DONE.search(plain) else None


def is_new_promise(text: str) -> bool:
    """Whether a text promises or asks for something to come, rather than reporting."""
    plain = text.translate(_PLAIN)
    return bool(_PROMISE.search(plain)) and not _DONE.search(plain)


def content_stems(text: str, without: Iterable[str] = ()) -> frozenset[str]:
    """Take the words that carry meaning, cut to a stem; `without` are names that say nothing here."""
    names = {word.casefold() for name in without for word in _WORD.findall(name)}
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(_stem(word) for word in words if word not in names and not _STOP.fullmatch(word))


def without_names(text: str, names: Sequence[str]) -> str:
    """Take names out of a text, so that it is compared by what it is about."""
    words = {word for name in names for word in _WORD.findall(name) if len(word) > 1}
    if not words:
        return text
    pattern = rf"\b(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?:['’]s)?\b"
    return re.sub(r"\s+", " ", re.sub(pattern, " ", text)).strip()


def _stem(word: str) -> str:
    """Cut the common endings of nouns and verbs."""
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "ly", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
