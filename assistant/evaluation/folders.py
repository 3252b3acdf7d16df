"""Reading an evaluation folder: `task.json` and its data, plain or gzipped."""

import gzip
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class TaskSpec:
    """One task of a folder; `metrics` are the keys it wants, `options` everything else that its entry says."""

    folder: Path
    task: str
    metrics: tuple[str, ...]
    options: dict[str, Any]


def read_tasks(folder: Path) -> list[TaskSpec]:
    """Read what a folder is to be scored on.

    Raises:
        InvalidInput: No folder, no task.json in it, or one that is damaged.
    """
    file = folder / "task.json"
    if not file.is_file():
        raise InvalidInput(
            f"{folder} holds no task.json.", "Name a folder of the layout that docs/evaluation.md describes."
        )
    try:
        entries = json.loads(file.read_text("utf-8"))["tasks"]
        return [TaskSpec(folder, one["task"], tuple(one["metrics"]), dict(one)) for one in entries]
    except (ValueError, KeyError, TypeError) as error:
        raise InvalidInput(f"{file} is damaged: {type(error).__name__}.", "Mend it or fetch it again.") from None


def read_lines(folder: Path, name: str, required: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Read a JSON-lines file, or its `.gz`.

    Raises:
        InvalidInput: It is missing or damaged, or a line lacks a required key; the message names the line.
    """
    plain, zipped = folder / name, folder / f"{name}.gz"
    file = plain if plain.is_file() else zipped
    if not file.is_file():
        raise InvalidInput(f"{plain} is missing.", "Mend the folder or fetch it again.")
    rows = []
    try:
        with gzip.open(file, "rt", encoding="utf-8") if file is zipped else file.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    rows.append(_row(file, number, line, required))
    except (OSError, EOFError, UnicodeDecodeError, zlib.error) as error:
        raise InvalidInput(f"{file} is damaged: {type(error).__name__}.", "Mend it or fetch it again.") from None
    return rows


def _row(file: Path, number: int, line: str, required: Sequence[str]) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise InvalidInput(f"{file}, line {number}, is not JSON.", "Mend it or fetch it again.") from None
    lacking = [key for key in required if not isinstance(row, dict) or key not in row]
    if lacking:
        raise InvalidInput(f"{file}, line {number}, has no {lacking[0]!r}.", "Mend it or fetch it again.")
    return dict(row)
