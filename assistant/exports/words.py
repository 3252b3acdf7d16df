"""How dates, times and states read in an export; no locale, so that the same notes give the same file everywhere."""

from datetime import date

from assistant.domain.report import Due, Progress
from assistant.domain.transcript import Timing, Utterance

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEXT_SESSION = "before the next session"
PROGRESS_WORDS = {
    Progress.DONE: "done",
    Progress.UNDER_WAY: "under way",
    Progress.DROPPED: "dropped",
    Progress.NOT_MENTIONED: "not mentioned",
}


def day_words(day: date) -> str:
    """`11 May 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date) -> str:
    """`Thu 12 Nov`, for a day that is near."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1][:3]}"


def clock(seconds: float) -> str:
    """`4:07`, or `1:04:07` from an hour on."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def time_words(utterance: Utterance, timing: Timing) -> str:
    """When an utterance starts; empty where its time says nothing to a reader, as in a chat."""
    if utterance.start_s is None or timing in {Timing.CHAT, Timing.NONE}:
        return ""
    return f"about {clock(utterance.start_s)}" if timing is Timing.BLOCK else clock(utterance.start_s)


def span_words(start_s: float | None, end_s: float | None) -> str:
    """`4:07–9:30`; empty without times."""
    if start_s is None:
        return ""
    return clock(start_s) if end_s is None or end_s <= start_s else f"{clock(start_s)}–{clock(end_s)}"


def due_words(due: Due | None, day: date | None) -> str:
    """`due 15 May 2026 (“by Friday”)`; the words alone where no date is known, empty where nothing was said.

    What is due then reads `due before the next session (Thu 12 Nov)`, and without the day while no day is set.
    """
    if due is None:
        return ""
    if due.next_session and due.on is None:
        return f"due {NEXT_SESSION}" + (f" ({short_day(day)})" if day is not None else "")
    said = f"“{due.words}”" if due.words else ""
    if day is None:
        return f"due: {said}" if said else ""
    return f"due {day_words(day)}" + (f" ({said})" if said else "")
