"""Values of a session in the words of the screen."""

from collections.abc import Sequence

from assistant.domain.notes import Section
from assistant.domain.report import Evidence, MomentKind, Party, Progress
from assistant.domain.sessions import JobState
from assistant.domain.transcript import Timing, Transcript

DAY_S = 86_400


KINDS = {
    Section.OVERVIEW: "Overview",
    Section.ACTION_ITEMS: "Action items",
    Section.KEY_POINTS: "Topics and key points",
    Section.DECISIONS: "Decisions",
    Section.OPEN_QUESTIONS: "Open questions",
    Section.MOMENTS: "Moments",
}
ONE_OF = {
    Section.OVERVIEW: "Overview",
    Section.ACTION_ITEMS: "Action item",
    Section.KEY_POINTS: "Key point",
    Section.DECISIONS: "Decision",
    Section.OPEN_QUESTIONS: "Open question",
    Section.MOMENTS: "Moment",
}
MOMENTS = {
    MomentKind.WIN: "Win",
    MomentKind.BLOCKER: "Blocker",
    MomentKind.CONCERN: "Concern",
    MomentKind.GRATITUDE: "Thanks",
    MomentKind.TECHNICAL_TROUBLE: "Technical trouble",
}
ICONS = {
    MomentKind.WIN: "★",
    MomentKind.BLOCKER: "■",
    MomentKind.CONCERN: "◆",
    MomentKind.GRATITUDE: "♥",
    MomentKind.TECHNICAL_TROUBLE: "⚡",
}
"""A shape for each, so that no two differ by colour alone; the word stands beside it or is read aloud."""
PROGRESS = {
    Progress.DONE: "Done",
    Progress.UNDER_WAY: "Under way",
    Progress.DROPPED: "Dropped",
    Progress.NOT_MENTIONED: "Not mentioned",
}
PARTIES = {Party.MENTOR: "Mentor", Party.MENTEE: "Mentee", Party.BOTH: "Both"}
JOBS = {
    JobState.WAITING: "Waiting",
    JobState.RUNNING: "Making the notes:",
    JobState.DONE: "Notes ready",
    JobState.STOPPED: "Stopped",
    JobState.FAILED: "Failed",
}


def clock(seconds: float) -> str:
    """Write seconds as a player does.

    >>> clock(724.4), clock(3725)
    ('12:04', '1:02:05')
    """
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def place_words(transcript: Transcript, index: int) -> str:
    """Say where in a session an utterance is, as exactly as its times allow: a time, a day of a chat, or its turn."""
    start = transcript.utterances[index].start_s
    if start is None:
        return f"turn {index + 1}"
    if transcript.timing is Timing.CHAT:
        return f"day {int(start // DAY_S) + 1}"
    return f"about {clock(start)}" if transcript.timing is Timing.BLOCK else clock(start)


def span_words(transcript: Transcript, first: int, last: int) -> str:
    """Say from where to where a stretch of utterances goes; one place when both ends are the same."""
    begins, ends = place_words(transcript, first), place_words(transcript, last)
    return begins if begins == ends else f"{begins} to {ends.removeprefix('about ').removeprefix('turn ')}"


def known(transcript: Transcript, evidence: Evidence) -> Evidence:
    """Keep the indexes that the transcript has, in order, each once."""
    return tuple(sorted({at for at in evidence if 0 <= at < len(transcript.utterances)}))


def listed(parts: Sequence[str]) -> str:
    """Join words as a sentence does.

    >>> listed(["decisions", "open questions", "moments"])
    'decisions, open questions and moments'
    """
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    >>> counted(1, "turn"), counted(9412, "word")
    ('1 turn', '9,412 words')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"
