"""The task `summary`: the text of the notes against what people wrote of the same meeting."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from assistant.analysis.action_items import find_action_items
from assistant.analysis.conversation import read_conversation
from assistant.analysis.decisions import find_decisions
from assistant.analysis.key_points import digest
from assistant.analysis.session_report import judge
from assistant.analysis.summary import outcome_lines, overview, summary_lines
from assistant.analysis.topics import find_topics
from assistant.domain.lengths import Length
from assistant.domain.report import Cast, CastMember, Line
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.errors import EngineUnavailable, InvalidInput
from assistant.evaluation.folders import TaskSpec, read_lines
from assistant.evaluation.grounded import is_grounded
from assistant.evaluation.metrics import bootstrap
from assistant.evaluation.scores import Scores
from assistant.services import Assistant

_ROUGE = ("rouge1", "rouge2", "rougeLsum")


def score_summary(spec: TaskSpec, scratch: Callable[[], AbstractContextManager[Assistant]]) -> Scores:
    """Write notes of every meeting, cut after `target_words` words, and compare them with the reference.

    ROUGE F with stemming in percent, mean over meetings; `grounded` is the share of lines that are covered by the
    utterances they cite. A folder may mix lengths of reference; the notes are the same for all.

    Raises:
        InvalidInput: `meetings.jsonl` is missing or damaged, or a meeting has no reference.
        EngineUnavailable: rouge-score is not installed.
    """
    rows = read_lines(spec.folder, "meetings.jsonl", ("id", "utterances"))
    target = int(spec.options.get("target_words", 300))
    with scratch() as assistant:
        found = [_score(row, target, assistant) for row in rows]
    if not found:
        raise InvalidInput(f"{spec.folder} holds no meetings.", "Mend the folder.")
    metrics = {name: _mean([one[0][at] for one in found]) for at, name in enumerate(_ROUGE)}
    lines = [hit for _, hits in found for hit in hits]
    metrics["grounded"] = sum(lines) / len(lines) if lines else 1.0
    intervals = {name: bootstrap([one[0][at] for one in found], _mean) for at, name in enumerate(_ROUGE)}
    return Scores(metrics, intervals, (f"{len(lines)} lines over {len(found)} meetings",))


def reference_of(row: dict[str, Any]) -> str:
    """Give the reference of a meeting: the sections of `summary`, or the answer to the general question.

    Raises:
        InvalidInput: It has neither.
    """
    if summary := row.get("summary"):
        return "\n".join(line for lines in summary.values() for line in lines)
    if general := row.get("general"):
        return str(general[0]["answer"])
    raise InvalidInput(f"Meeting {row['id']} has no reference summary.", "Mend the folder or fetch it again.")


def cut_lines(lines: Sequence[Line], words: int) -> list[tuple[str, Line]]:
    """Keep the first words of some lines: each line's text as far as it is kept, with the line."""
    kept = []
    for line in lines:
        if words <= 0:
            break
        text = line.text.split()[:words]
        words -= len(text)
        kept.append((" ".join(text), line))
    return kept


def _score(row: dict[str, Any], target: int, assistant: Assistant) -> tuple[list[float], list[bool]]:
    utterances = [Utterance(at, str(one["speaker"]), str(one["text"])) for at, one in enumerate(row["utterances"])]
    transcript = Transcript(tuple(utterances), Timing.NONE)
    cast = Cast(tuple(CastMember(speaker, None) for speaker in transcript.speakers))
    talk = read_conversation(transcript, cast, assistant.embedder, assistant.linguist)
    found = digest(talk)
    topics = find_topics(talk, found)
    judgement = judge(talk)
    outcomes = outcome_lines(find_decisions(talk, judgement), find_action_items(talk, judgement))
    lines = summary_lines(overview(talk, topics, Length.DETAILED, found, outcomes=outcomes), topics)
    kept = cut_lines(lines, target)
    scores = _rouge(reference_of(row), "\n".join(text for text, _ in kept))
    hits = [
        is_grounded(text, [utterances[at].text for at in line.evidence], transcript.speakers, assistant.linguist)
        for text, line in kept
    ]
    return scores, hits


def _rouge(reference: str, text: str) -> list[float]:
    try:
        from rouge_score.rouge_scorer import RougeScorer
    except ModuleNotFoundError as error:
        raise EngineUnavailable(f"The package {error.name} is missing.", "Run: pip install rouge-score") from error
    scores = RougeScorer(list(_ROUGE), use_stemmer=True).score(reference, text)
    return [100 * float(scores[name].fmeasure) for name in _ROUGE]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
