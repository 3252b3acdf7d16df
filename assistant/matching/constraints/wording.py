"""The words for values that are put together: alternatives, days with a part of day, and what is asked away."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from assistant.domain.search import BUT, OR, WITH, Constraint, ConstraintKind

_PARTS_OF_DAY = frozenset({"mornings", "lunchtimes", "afternoons", "evenings"})
_FORMATS = {"remote": "remotely", "in_person": "in person", "chat": "by chat"}
_LEVELS = {
    "early": "early in their career",
    "mid": "mid-career or above",
    "senior": "senior or above",
    "lead": "a manager or above",
    "executive": "a director or above",
}


def or_list(parts: Iterable[str]) -> str:
    """Join words: "French, Spanish or Italian"."""
    *first, last = list(parts)
    return f"{', '.join(first)} or {last}" if first else last


@lru_cache(maxsize=256)
def when_words(value: str) -> str:
    """Say times: "evenings", "Saturday mornings", "Tuesday or Thursday lunchtimes"."""
    parts = value.replace(OR, WITH).split(WITH)
    if left_out := dict.fromkeys(part for part in parts if part.startswith(BUT)):
        bare = OR.join(_kept(alternative) for alternative in value.split(OR))
        return f"{when_words(bare)}, {or_list(_off(part.removeprefix(BUT)) for part in left_out)}"
    return _offered_words([alternative.split(WITH) for alternative in value.split(OR)])


def _kept(alternative: str) -> str:
    return WITH.join(part for part in alternative.split(WITH) if not part.startswith(BUT))


def _off(value: str) -> str:
    said = [f"{_on(one)} {when_words(one)}" for one in value.split(OR)]
    same = len({_on(one) for one in value.split(OR)}) == 1
    return f"not {_on(value.split(OR)[0])} {when_words(value)}" if same else f"not {or_list(said)}"


def _on(value: str) -> str:
    return "in the" if value in _PARTS_OF_DAY else "at" if value == "weekends" else "on"


def _offered_words(joint: list[list[str]]) -> str:
    days = [[part for part in parts if part not in _PARTS_OF_DAY] for parts in joint]
    parts = [[part for part in parts if part in _PARTS_OF_DAY] for parts in joint]
    if all(days) and parts[0] and all(one == parts[0] for one in parts):
        return f"{or_list(_day(one[0], plural=False) for one in days)} {or_list(parts[0])}"
    return or_list(_moment(day, part) for day, part in zip(days, parts, strict=True))


def _moment(days: list[str], parts: list[str]) -> str:
    if not parts:
        return " ".join(_day(day, plural=True) for day in days)
    return " ".join([*(_day(day, plural=False) for day in days), *parts])


def _day(day: str, *, plural: bool) -> str:
    if day in {"weekends", "weekdays"}:
        return day if plural else day.removesuffix("s")
    return f"{day.title()}s" if plural else day.title()


def combined(constraint: Constraint, one: Callable[[str], str], place: Callable[[str], str]) -> str | None:
    """Say a constraint that is asked away, or of which one of several suffices; None for a plain one.

    Args:
        constraint: What is asked.
        one: Says a plain value as a chip does ("Speaks German").
        place: Says where ("the United States").
    """
    values = constraint.alternatives
    if constraint.negated:
        return _away(constraint.kind, constraint.value.partition(":")[2], one, place)
    if constraint.kind is ConstraintKind.WHEN:
        times = when_words(constraint.value)
        return f"{times[0].upper()}{times[1:]}"
    if len(values) < 2:
        return None
    words = [one(value) for value in values]
    lead = _shared_start(words)
    return f"{lead}{or_list(said[len(lead) :] for said in words)}"


def _shared_start(words: list[str]) -> str:
    """Give the whole words that all begin with: "Speaks " of "Speaks German" and "Speaks Dutch"."""
    split = [said.split(" ") for said in words]
    shared = 0
    while shared < min(map(len, split)) - 1 and len({said[shared] for said in split}) == 1:
        shared += 1
    return "".join(f"{word} " for word in split[0][:shared])


def _away(kind: ConstraintKind, value: str, one: Callable[[str], str], place: Callable[[str], str]) -> str:
    match kind:
        case ConstraintKind.PLACE:
            return f"Not in {place(value)}"
        case ConstraintKind.WHEN:
            return f"N{_off(value)[1:]}"
        case ConstraintKind.FIELD:
            return f"Not from {value}"
        case ConstraintKind.LANGUAGE:
            return f"No {one(value).removeprefix('Speaks ')} speakers"
        case ConstraintKind.FORMAT:
            return f"Not {_FORMATS.get(value, value)}"
        case ConstraintKind.SENIORITY:
            return f"Not {_LEVELS.get(value, value)}"
        case _:
            said = one(value)
            return f"Not {said[0].lower()}{said[1:]}"
