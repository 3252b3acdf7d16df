"""The task `import`: are files of meeting tools read, with the right speakers and all words?"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput, UnreadableTranscript
from assistant.evaluation.folders import TaskSpec, read_lines
from assistant.evaluation.metrics import bootstrap
from assistant.evaluation.scores import Scores
from assistant.transcripts import read_transcript

_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How one file fared; None where nothing is expected of it."""

    file: str
    read: bool
    speakers: bool | None = None
    words: bool | None = None


def score_import(spec: TaskSpec) -> Scores:
    """Read every file that `expected.jsonl` names, with the readers of the product.

    `files_read` is over all files; `speakers_exact` and `words_within_1_percent` over those with expected speakers and
    words, where a file that cannot be read counts as wrong.

    Raises:
        InvalidInput: `expected.jsonl` or a file that it names is missing or damaged.
    """
    rows = read_lines(spec.folder, "expected.jsonl", ("file", "speakers", "words"))
    if not rows:
        raise InvalidInput(f"{spec.folder} expects no files.", "Mend the folder.")
    outcomes = [_outcome(spec.folder / "files" / str(row["file"]), row) for row in rows]
    shares = {
        "files_read": [one.read for one in outcomes],
        "speakers_exact": [one.speakers for one in outcomes if one.speakers is not None],
        "words_within_1_percent": [one.words for one in outcomes if one.words is not None],
    }
    metrics = {name: _share(hits) for name, hits in shares.items()}
    wrong = [one.file for one in outcomes if not one.read or one.speakers is False or one.words is False]
    notes = (f"not as expected: {', '.join(wrong)}",) if wrong else ()
    return Scores(metrics, {name: bootstrap(hits, _share) for name, hits in shares.items() if hits}, notes)


def _outcome(file: Path, row: Mapping[str, Any]) -> _Outcome:
    if not file.is_file():
        raise InvalidInput(f"{file} is missing.", "Mend the folder or fetch it again.")
    speakers, words = row["speakers"], row["words"]
    try:
        transcript = read_transcript(file).transcript
    except UnreadableTranscript:
        return _Outcome(file.name, False, None if speakers is None else False, None if words is None else False)
    return _Outcome(
        file.name,
        True,
        None if speakers is None else set(transcript.speakers) == set(speakers),
        None if words is None else abs(transcript.word_count - words) <= _TOLERANCE * words,
    )


def _share(hits: Any) -> float:
    return sum(hits) / len(hits) if hits else 1.0
