"""The task `checker`: are corrupted lines of notes noticed, and true ones let pass?"""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from assistant.analysis.grounding import Said, check_line
from assistant.errors import InvalidInput
from assistant.evaluation.folders import TaskSpec, read_lines
from assistant.evaluation.metrics import bootstrap
from assistant.evaluation.scores import Scores
from assistant.services import Assistant


@dataclass(frozen=True, slots=True)
class LabelledLine:
    """One line with its evidence and whether it is supported; `kind` says what was corrupted."""

    id: str
    line: str
    evidence: tuple[Said, ...]
    people: tuple[str, ...]
    held_on: date
    supported: bool
    kind: str


def score_checker(spec: TaskSpec, scratch: Callable[[], AbstractContextManager[Assistant]]) -> Scores:
    """Check every line of `lines.jsonl`: `misses` over the corrupted ones, `false_alarms` over the true ones.

    Raises:
        InvalidInput: The file is missing or damaged.
    """
    lines = read_labelled(spec)
    with scratch() as assistant:
        faulted = [
            bool(check_line(one.line, one.evidence, one.people, assistant.linguist, one.held_on)) for one in lines
        ]
    misses = [not hit for one, hit in zip(lines, faulted, strict=True) if not one.supported]
    alarms = [hit for one, hit in zip(lines, faulted, strict=True) if one.supported]
    by_kind = Counter(one.kind for one, hit in zip(lines, faulted, strict=True) if not one.supported and not hit)
    metrics = {"misses": _share(misses), "false_alarms": _share(alarms)}
    intervals = {"misses": bootstrap(misses, _share), "false_alarms": bootstrap(alarms, _share)}
    notes = tuple(f"missed {kind}: {count}" for kind, count in sorted(by_kind.items()))
    return Scores(metrics, intervals, notes)


def read_labelled(spec: TaskSpec) -> list[LabelledLine]:
    """Read the lines of a folder; the people of a line are the speakers of its session, which is told by its date.

    Raises:
        InvalidInput: The file is missing or damaged, or has no line of either label.
    """
    rows = read_lines(spec.folder, "lines.jsonl", ("id", "held_on", "utterances", "line", "supported", "kind"))
    if {bool(row["supported"]) for row in rows} != {True, False}:
        raise InvalidInput(f"{spec.folder} needs true and corrupted lines.", "Mend the folder.")
    people: dict[str, list[str]] = {}
    for row in rows:
        people.setdefault(row["held_on"], []).extend(one["speaker"] for one in row["utterances"])
    return [
        LabelledLine(
            str(row["id"]),
            str(row["line"]),
            tuple(Said(one["speaker"], one["text"]) for one in row["utterances"]),
            tuple(dict.fromkeys(people[row["held_on"]])),
            date.fromisoformat(row["held_on"]),
            bool(row["supported"]),
            str(row["kind"]),
        )
        for row in rows
    ]


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0
