"""Small conversations for the tests: turns by two people, read with engines that need no weights."""

from datetime import date

from assistant.analysis.conversation import Conversation, read_conversation
from assistant.domain.report import Cast, CastMember, Party
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.engines.hashing import HashingEmbedder
from assistant.engines.rule_linguist import RuleLinguist

MONDAY = date(2026, 3, 2)
PAIR = Cast((CastMember("Ann", Party.MENTOR, "Ann"), CastMember("Ben", Party.MENTEE, "Ben")))


def converse(*turns: str, cast: Cast = PAIR, held_on: date | None = MONDAY) -> Conversation:
    """Read turns written as "Ann: Hello."."""
    parts = [turn.partition(": ") for turn in turns]
    utterances = tuple(Utterance(at, name, text) for at, (name, _, text) in enumerate(parts))
    transcript = Transcript(utterances, Timing.NONE)
    return read_conversation(transcript, cast, HashingEmbedder(), RuleLinguist(), held_on=held_on)
