"""Moments worth remembering: wins, blockers, concerns, thanks, and technical trouble, which is not about the people."""

from assistant.analysis.conversation import Conversation
from assistant.analysis.heads import Judgement, Label
from assistant.analysis.marked import Mark, Marked, find_marked
from assistant.analysis.telling import tell
from assistant.domain.report import Moment, MomentKind

MARKS: dict[MomentKind, Mark] = {
    MomentKind.WIN: Mark(Label.WIN, "own_win", needs_cue=True, most=1),
    MomentKind.BLOCKER: Mark(Label.BLOCKER, "own_block", needs_cue=True, most=3),
    MomentKind.CONCERN: Mark(Label.CONCERN, "own_fear", needs_cue=True, most=3),
    MomentKind.GRATITUDE: Mark(Label.GRATITUDE, "warm_thanks", most=1),
    MomentKind.TECHNICAL_TROUBLE: Mark(Label.TECHNICAL_TROUBLE, "broken_call", most=2),
}


def find_moments(conversation: Conversation, judgement: Judgement) -> tuple[Moment, ...]:
    """Find moments of all kinds, in the order in which they were said."""
    found = [
        _moment(conversation, kind, one)
        for kind, mark in MARKS.items()
        for one in find_marked(conversation, judgement, mark)
    ]
    return tuple(sorted(found, key=lambda moment: moment.evidence))


def _moment(conversation: Conversation, kind: MomentKind, one: Marked) -> Moment:
    party = None if conversation.cast.doubt else conversation.party_of(one.evidence[0])
    return Moment(kind, tell(conversation, one.best), party, one.evidence, one.confidence)
