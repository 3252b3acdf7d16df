"""Telling what was said in notes: who is named, and how a sentence is told of its speaker."""

import re

from assistant.analysis.conversation import Conversation
from assistant.analysis.speaker_names import called, is_numbered
from assistant.analysis.third_person import rewrite
from assistant.domain.report import Party

_PAIR = 2
_YOU = re.compile(r"\b(?:you|your|yours|yourself|let's|us)\b", re.IGNORECASE)


def names_for(conversation: Conversation, speaker: str) -> tuple[str, str]:
    """Give the names to tell a sentence with: who says it and who it is said to.

    Returns:
        First names, or "the mentor" and "the mentee" where the file has none. Two empty names when attribution is in
        doubt or the speaker is neither mentor nor mentee.
    """
    cast = conversation.cast
    party = cast.party_of(speaker)
    if cast.doubt or party is None or party is Party.BOTH:
        return "", ""
    other = Party.MENTEE if party is Party.MENTOR else Party.MENTOR
    named = {side: "" if is_numbered(cast.name_of(side)) else cast.name_of(side) for side in (party, other)}
    own, theirs = short_names(named[party], named[other])
    return own or f"the {party.value}", theirs or f"the {other.value}"


def short_names(one: str, other: str) -> tuple[str, str]:
    """Give what two people are called, or their whole names where both are called the same."""
    first, second = called(one) or one, called(other) or other
    return (one, other) if first == second else (first, second)


def retell(conversation: Conversation, speaker: str, text: str) -> str:
    """Tell a sentence of its speaker by name, as far as the cast can be trusted.

    Among more than two, "you" may be anybody: such a sentence stays as it was said.
    """
    named, listener = names_for(conversation, speaker)
    if len(conversation.transcript.speakers) > _PAIR and _YOU.search(text):
        named = ""
    return rewrite(text, named, listener if named else "", conversation.linguist)


def tell(conversation: Conversation, sentence: int) -> str:
    """Tell a sentence of its speaker by name, as far as the cast can be trusted."""
    one = conversation.sentences[sentence]
    return retell(conversation, one.speaker, one.text)
