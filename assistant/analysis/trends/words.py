"""A trend in one or two plain sentences: modest, with the number of sessions, and without false precision."""

from dataclasses import dataclass
from datetime import date

from assistant.analysis.trends.limits import load_limits
from assistant.domain.trends import Change, Direction, Trend, TrendPoint, Verdict

LEAST_SESSIONS = 3
FIRM_SINCE = 5
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasureWords:
    """What a higher and a lower value of a measure are called: "warmer" and "cooler"."""

    higher: str = "higher"
    lower: str = "lower"

    def of(self, direction: Direction) -> str:
        """Give the word for a direction."""
        return self.higher if direction is Direction.HIGHER else self.lower


PLAIN = MeasureWords()


def describe_trend(trend: Trend, words: MeasureWords = PLAIN) -> str:
    """Say what the sessions tell: "Warmer since March (12 sessions: 8 before, 4 since)."."""
    if trend.verdict is Verdict.TOO_FEW:
        return _too_few(trend.sessions)
    if trend.verdict is Verdict.SAME:
        return f"About the same as before ({_sessions(trend.sessions)}). A small change cannot be seen in so few."
    last = trend.changes[-1]
    if trend.verdict is Verdict.RETURNED:
        away = trend.changes[-2]
        return (
            f"{words.of(away.direction).capitalize()} {_since(away, trend)}, and {_since(last, trend)} back to about "
            f"where it was ({_sessions(trend.sessions)}).{_early(last)}"
        )
    return describe_change(last, trend, words)


def describe_change(change: Change, trend: Trend, words: MeasureWords = PLAIN) -> str:
    """Say one change of a trend, with how many sessions of each level it rests on."""
    slowly = ", little by little," if change.gradual else ""
    counts = f"{_sessions(trend.sessions)}: {change.sessions_before} before, {change.sessions_since} since"
    what = words.of(change.direction).capitalize()
    return f"{what}{slowly} {_since(change, trend)} ({counts}).{_early(change)}"


def _too_few(sessions: int) -> str:
    if sessions == 0:
        return "There are no sessions yet."
    need = f"a trend needs {LEAST_SESSIONS}"
    if sessions >= LEAST_SESSIONS:
        need = f"a change can be told from {load_limits().first} on"
    return f"Too few sessions to tell ({sessions} so far; {need})."


def _early(change: Change) -> str:
    few = change.sessions_since < FIRM_SINCE
    return " How much is not clear yet after so few." if few else ""


def _since(change: Change, trend: Trend) -> str:
    """Say when: the month where the sessions leave no other, "about" it where they do, positions without days."""
    valued = [point for point in trend.points if point.value is not None]
    days = [valued[at].held_on for at in (change.first_low, change.first, change.first_high)]
    low, since, high = days
    if since is None:
        return f"since about session {change.first + 1}"
    one_month = low is not None and high is not None and _month_of(low) == _month_of(high)
    return f"since {'' if one_month else 'about '}{_name(since, trend.points)}"


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def _name(day: date, points: tuple[TrendPoint, ...]) -> str:
    """Give the month, with its year where the sessions go on into another."""
    latest = max((point.held_on for point in points if point.held_on), default=day)
    year = "" if latest.year == day.year else f" {day.year}"
    return f"{MONTHS[day.month - 1]}{year}"


def _sessions(count: int) -> str:
    return f"{count} session{'' if count == 1 else 's'}"
