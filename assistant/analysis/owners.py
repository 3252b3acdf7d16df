"""Who does what was promised: read from the words, and withheld where they leave a doubt.

A wrong owner is worse than none. An owner is told where the words name the one who acts as "I", "you" or both; not
where several are named, where "we" may be others than the pair, and not where somebody else is quoted.
"""

import re
from collections.abc import Iterable

from assistant.analysis.cues import has, plain
from assistant.domain.report import Party

_QUOTED = re.compile(
    r"\b(?:he|she|they|who|[a-z]+) (?:said|says|goes|went|was like|told me)(?: to me| like)?,? [\"“']?(?:i|we|you)\b"
    r"(?!.*,? (?:so|and|but) i(?:'ll| will| am|'m)\b)"
)
_YOU_TO = re.compile(
    r"\b(?:i(?:'d| would)?(?: really| just)? (?:want|need|like|love|expect)|(?:ask|get|have|leave it to|up to))"
    r" you(?: to)?\b"
    r"|\blet's (?:get|have) you\b"
)
_OVER_TO = re.compile(r"\b(?:leave (?:it|that|this) (?:to|with) you|up to you|over to you|your turn|that's yours)\b")
_YOU_DO = re.compile(
    r"(?:^|[,;.]|\b(?:and|then|so|if|but)\b) ?you(?:'ll| will|'re going to|'re gonna)? "
    r"(?!have (?:it|that|them)\b|know|see|get|hear|receive|said|want|like|think|mean|need|can|could|might|agree|were|"
    r"are|'re|did|don't|be\b|find|remember|asked|told|gave)[a-z]+"
)
_I_ACT = re.compile(r"\bi(?:'ll| will| shall|'m going to|'m gonna| am going to|'m| am|'ve got to| have to| must)?\b")
_WE_TWO = re.compile(
    r"\b(?:both|each|together|the two of us|you and (?:i|me)|me and you)\b|\bnext time we\b"
    r"|\bbefore we (?:talk|meet|speak)\b|\b(?:our|the) next (?:session|meeting|call|time)\b"
)
_WE = re.compile(
    r"\b(?:we|you and i|you and me|me and you)"
    r"(?:'ll| will|'re going to|'re gonna| have to| need to| should| must|'ve got to)\b"
)
_LETS = re.compile(r"\blet'?s\b(?! (?:see|say|call it|face|be honest))|\blet us\b")
_PLEDGES = ("i_will", "i_going_to", "i_verb_task", "i_now_task", "i_must", "will_do", "wish")
_THIRD_ACTS = re.compile(
    r"\b(?:he|she|they|it|somebody|someone|my \w+|the \w+)(?:'ll| will|'s going to|'re going to|'s gonna|'re gonna)\b"
)


def owner_of(text: str, speaker: Party | None, *, is_answer: bool = False, is_accepted: bool = False) -> Party | None:
    """Tell who does what a sentence promises or asks for.

    Args:
        text: The sentence.
        speaker: Who says it; None gives None.
        is_answer: The other asked for it just before.
        is_accepted: The other agrees right after.

    Returns:
        None where the words leave a doubt.
    """
    if speaker not in (Party.MENTOR, Party.MENTEE):
        return None
    listener = Party.MENTEE if speaker is Party.MENTOR else Party.MENTOR
    said = plain(text)
    if _QUOTED.search(said):
        return None
    if has("both_of_us", text) or (_WE_TWO.search(said) and (_WE.search(said) or _LETS.search(said))):
        return Party.BOTH
    if _YOU_TO.search(said):
        return listener if not _promises(text) else None
    if _promises(text):
        return None if _YOU_DO.search(said) or _OVER_TO.search(said) else speaker
    if has("you_have_it", text):
        return speaker
    if _OVER_TO.search(said):
        return listener
    return _of_the_rest(text, said, speaker, listener, is_answer=is_answer, is_accepted=is_accepted)


def agreed_owner(owners: Iterable[Party | None]) -> Party | None:
    """Give the one owner that several sentences on a task name; None where they differ, or name nobody."""
    named = {one for one in owners if one is not None}
    return named.pop() if len(named) == 1 else None


def _promises(text: str) -> bool:
    """Say whether the speaker says "I will" in one of its forms."""
    return any(
        has(cue, text) for cue in ("i_will", "i_going_to", "i_verb_task", "i_now_task", "i_must", "will_do", "wish")
    )


def _of_the_rest(
    text: str, said: str, speaker: Party, listener: Party, *, is_answer: bool, is_accepted: bool
) -> Party | None:
    """Tell the owner of what is no plain "I will": proposals, requests, orders, and words without a subject."""
    if _LETS.search(said):
        return Party.BOTH
    if _WE.search(said):
        return None
    if has("request", text) and has("you", text):
        return listener
    if has("you_will", text) or has("you_must", text):
        return listener if not has("me", text) or is_accepted else None
    if _I_ACT.search(said):
        return speaker
    if _THIRD_ACTS.search(said):
        return None
    if has("imperative", text) and not has("accept", text):
        return listener if is_accepted else None
    return speaker if is_answer or has("accept", text) else None
