"""Scoring what is said of earlier promises: accuracy, and F1 of each status."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.domain.report import Party, Progress
from assistant.errors import InvalidInput
from assistant.evaluation.folders import read_lines


@dataclass(frozen=True, slots=True)
class LabelledItem:
    """An item of an earlier session, and what a later one says of it."""

    id: str
    text: str
    owner: Party | None
    progress: Progress


@dataclass(frozen=True, slots=True)
class LabelledFollowUps:
    """The items that were open before one session."""

    session: str
    items: tuple[LabelledItem, ...]


def read_follow_ups(folder: Path) -> list[LabelledFollowUps]:
    """Read the gold `follow_up` of a folder with `sessions.jsonl`; sessions without open items are left out.

    Raises:
        InvalidInput: The file is missing or damaged, or names an item that is not there.
    """
    rows = read_lines(folder, "sessions.jsonl", ("id", "relationship", "session", "action_items", "follow_up"))
    actions = {(row["relationship"], row["session"]): row["action_items"] for row in rows}
    try:
        found = [LabelledFollowUps(row["id"], _items(row, actions)) for row in rows]
    except (KeyError, IndexError, ValueError, TypeError) as error:
        raise InvalidInput(f"{folder / 'sessions.jsonl'} is damaged: {type(error).__name__}.", "Mend it.") from None
    return [one for one in found if one.items]


def _items(row: Mapping[str, Any], actions: Mapping[tuple[str, int], Sequence[Any]]) -> tuple[LabelledItem, ...]:
    items = []
    for gold in row["follow_up"]:
        action = actions[row["relationship"], gold["session"]][gold["item"]]
        owner = Party(action["owner"]) if action["owner"] else None
        items.append(LabelledItem(f"{gold['session']}.{gold['item']}", action["text"], owner, Progress(gold["status"])))
    return tuple(items)


def score_follow_ups(
    labelled: Sequence[LabelledFollowUps], propose: Callable[[LabelledFollowUps], Sequence[Progress]]
) -> dict[str, float]:
    """Score proposals for many sessions.

    Args:
        labelled: As `read_follow_ups` gives them.
        propose: Gives what became of each item of one session, in order.

    Returns:
        As `progress_scores`, with `follow_up_always_done`: the accuracy of calling everything done.
    """
    gold = [item.progress for one in labelled for item in one.items]
    found = [progress for one in labelled for progress in propose(one)]
    always = sum(one is Progress.DONE for one in gold) / len(gold) if gold else 0.0
    return progress_scores(gold, found) | {"follow_up_always_done": always}


def progress_scores(gold: Sequence[Progress], found: Sequence[Progress]) -> dict[str, float]:
    """Compute `follow_up_accuracy`, `follow_up_f1 STATUS` for each status, and their mean; without items all are 0.

    Raises:
        ValueError: There are more proposals than items, or fewer.
    """
    pairs = list(zip(gold, found, strict=True))
    f1 = {f"follow_up_f1 {status.value}": _f1(pairs, status) for status in Progress}
    accuracy = sum(one is other for one, other in pairs) / len(pairs) if pairs else 0.0
    return {"follow_up_accuracy": accuracy, **f1, "follow_up_macro_f1": sum(f1.values()) / len(f1)}


def _f1(pairs: Sequence[tuple[Progress, Progress]], status: Progress) -> float:
    hits = sum(one is other is status for one, other in pairs)
    total = sum((one is status) + (other is status) for one, other in pairs)
    return 2 * hits / total if total else 0.0
