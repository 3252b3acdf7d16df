"""What a search over sessions finds: the words, where they stand, and what is said around them."""

from dataclasses import dataclass

from assistant.domain.report import Party
from assistant.domain.sessions import Session
from assistant.domain.transcript import Timing, Utterance


@dataclass(frozen=True, slots=True)
class Turn:
    """One utterance as it is shown: its speaker as the pair calls them; `party` is None where it is not known."""

    utterance: Utterance
    speaker: str
    party: Party | None


@dataclass(frozen=True, slots=True)
class SaidHit:
    """A place in a session that a question leads to.

    Args:
        turn: What was said there.
        start: Where the sentence that answers best starts in its text.
        end: Where it ends.
        score: Comparable within and across searches of one embedder; about -0.2 to 1.1.
        topic: Title of the topic that it is part of; empty where the session has none.
        before: What was said just before, at most one turn.
        after: What was said just after, at most one turn.
    """

    turn: Turn
    start: int
    end: int
    score: float
    topic: str
    before: tuple[Turn, ...] = ()
    after: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class SessionHits:
    """What was found in one session, best first."""

    session: Session
    mentor_name: str
    mentee_name: str
    timing: Timing
    hits: tuple[SaidHit, ...]


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """What a search over sessions has to say.

    Args:
        question: As it was asked.
        sought: What was looked for: without "what did we say about", and with slips of the keyboard mended.
        found: Sessions in which it was talked about, the one with the best place first; empty when in none.
        nearest: Where it was not talked about, what comes nearest.
        searched: How many sessions were searched.
        notices: What the person should know, in words.
    """

    question: str
    sought: str
    found: tuple[SessionHits, ...]
    nearest: tuple[SessionHits, ...] = ()
    searched: int = 0
    notices: tuple[str, ...] = ()
