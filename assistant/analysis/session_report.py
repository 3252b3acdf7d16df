"""Everything that is read out of one transcript, tied together."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from assistant import __version__
from assistant.analysis.action_items import find_action_items
from assistant.analysis.conversation import Conversation
from assistant.analysis.decisions import find_decisions
from assistant.analysis.follow_ups import OpenItem, follow_up
from assistant.analysis.heads import Heads, Judgement, load_heads, no_heads
from assistant.analysis.key_points import digest
from assistant.analysis.moments import find_moments
from assistant.analysis.questions import find_open_questions
from assistant.analysis.sentence_features import read_features
from assistant.analysis.summary import outcome_lines, overview
from assistant.analysis.topics import find_topics
from assistant.domain.lengths import Length
from assistant.domain.report import Coverage, FollowUp, Party, Provenance, SessionReport


class EarlierItem(Protocol):
    """An action item of an earlier session that is still open."""

    @property
    def id(self) -> str:
        """What the follow-up names it by."""
        ...

    @property
    def text(self) -> str:
        """Its line in the third person."""
        ...

    @property
    def owner(self) -> Party | None:
        """Who promised it."""
        ...


def analyse(
    conversation: Conversation, *, earlier_items: Sequence[EarlierItem] = (), heads: Heads | None = None
) -> SessionReport:
    """Make the notes of a session; the same conversation gives the same notes.

    Args:
        conversation: What was said, with one vector for each sentence.
        earlier_items: Open items of earlier sessions, which this one may speak of.
        heads: What judges the sentences; those that ship with Rapport by default.

    Returns:
        Notes in which every line names its utterances; an empty conversation gives empty ones.
    """
    judgement = judge(conversation, heads)
    found = digest(conversation)
    topics = find_topics(conversation, found)
    items, decisions = find_action_items(conversation, judgement), find_decisions(conversation, judgement)
    return SessionReport(
        overview=overview(conversation, topics, Length.DETAILED, found, outcomes=outcome_lines(decisions, items)),
        topics=topics,
        action_items=items,
        decisions=decisions,
        open_questions=find_open_questions(conversation, judgement),
        moments=find_moments(conversation, judgement),
        follow_ups=_follow_ups(conversation, earlier_items),
        coverage=_coverage(conversation),
        provenance=Provenance(f"rapport {__version__}", str(conversation.identity), datetime.now(UTC)),
        notices=_notices(conversation, judgement),
    )


def judge(conversation: Conversation, heads: Heads | None = None) -> Judgement:
    """Say what the trained heads say of all sentences; heads that learnt nothing where none fit the embedder."""
    features = read_features(conversation)
    heads = heads or load_heads(conversation.identity) or no_heads(features.shape[1])
    return heads.judge(features)


def _follow_ups(conversation: Conversation, items: Sequence[EarlierItem]) -> tuple[FollowUp, ...]:
    if not items or conversation.embedder is None:
        return ()
    return follow_up(conversation, [OpenItem(one.id, one.text, one.owner) for one in items], conversation.embedder)


def _coverage(conversation: Conversation) -> Coverage:
    """Count the words of the sentences that were read: all of them, unless a sentence was lost."""
    read = sum(len(one.text.split()) for one in conversation.sentences)
    total = conversation.transcript.word_count
    return Coverage(min(read, total), total)


def _notices(conversation: Conversation, judgement: Judgement) -> tuple[str, ...]:
    notices = []
    if conversation.cast.doubt:
        notices.append(f"Owners are withheld: {conversation.cast.doubt}.")
    if conversation.held_on is None:
        notices.append("The date of the session is not known, so due dates stay as they were said.")
    if not judgement.labels:
        notices.append("This embedder has no trained heads: only what the wording shows plainly was found.")
    return tuple(notices)
