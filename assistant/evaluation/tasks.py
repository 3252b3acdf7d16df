"""The tasks, each from a folder to its metrics, on the shipped pipeline and the ordinary import."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from assistant.domain.access import OPERATOR
from assistant.domain.people import Asker
from assistant.domain.search import SearchAnswer, SearchOptions, Verdict
from assistant.errors import InvalidInput
from assistant.evaluation.action_items import score_action_items
from assistant.evaluation.baselines import rank_by_model, rank_by_words
from assistant.evaluation.checker import score_checker
from assistant.evaluation.folders import TaskSpec, read_lines
from assistant.evaluation.imports import score_import
from assistant.evaluation.metrics import bootstrap, micro_f1, ndcg, pair_hits, pair_loss, recall, reciprocal_rank
from assistant.evaluation.notes import score_notes_task
from assistant.evaluation.scores import Scores
from assistant.evaluation.session_search import score_session_search
from assistant.evaluation.summaries import score_summary
from assistant.evaluation.trends import score_trends
from assistant.people import PersonKind
from assistant.services import Assistant

Scratch = Callable[[], AbstractContextManager[Assistant]]
"""Opens an empty Rapport with the settings of the person who evaluates, and removes it afterwards."""


def score(spec: TaskSpec, scratch: Scratch, *, baselines: bool = False) -> Scores:
    """Score one task; `baselines` adds what BM25 alone and the model alone get, where the task ranks mentors.

    Raises:
        InvalidInput: The task is unknown, or its data is damaged.
    """
    if spec.task not in TASKS:
        known = ", ".join(sorted(TASKS))
        raise InvalidInput(f"{spec.folder} asks for the unknown task {spec.task!r}.", f"Known tasks: {known}.")
    return TASKS[spec.task](spec, scratch, baselines)


def score_mentor_search(spec: TaskSpec, scratch: Scratch, baselines: bool = False) -> Scores:
    """Rank mentors for each query of a BEIR folder: nDCG@10 with linear gain and MRR@10, over judged queries."""
    queries = {row["_id"]: row["text"] for row in read_lines(spec.folder, "queries.jsonl", ("_id", "text"))}
    read_lines(spec.folder, "corpus.jsonl", ("_id", "text"))
    gains = _qrels(spec.folder / "qrels.tsv")
    judged = [one for one in queries if _positive(gains.get(one, {}))]
    with scratch() as assistant:
        _import(assistant, spec.folder / "corpus.jsonl")
        ranked = {one: _ids(_find(assistant, queries[one], limit=10)) for one in judged}
        others = _baselines(assistant, {one: queries[one] for one in judged}) if baselines else {}
    rows = [(ndcg(ranked[one], gains[one]), reciprocal_rank(ranked[one], _positive(gains[one]))) for one in judged]
    scores = _means(rows, ("ndcg@10", "mrr@10"))
    for name, theirs in others.items():
        scores.metrics[f"ndcg@10 {name}"] = _mean([ndcg(theirs[one], gains[one]) for one in judged])
    return scores


def score_expertise(spec: TaskSpec, scratch: Scratch, baselines: bool = False) -> Scores:
    """Order the needs that each mentor rated: lost rating differences, and right orders of easy and hard pairs."""
    texts = {row["_id"]: row["text"] for row in read_lines(spec.folder, "queries.jsonl", ("_id", "text"))}
    ratings = read_lines(spec.folder, "ratings.jsonl", ("query", "mentor", "rating"))
    mentors = read_lines(spec.folder, "mentors.jsonl", ("_id", "documents"))
    with scratch() as assistant:
        _import(assistant, spec.folder / "mentors.jsonl")
        found = {
            query: {one.mentor_id: one.score for one in _find(assistant, texts[query], limit=100).matches}
            for query in dict.fromkeys(row["query"] for row in ratings)
        }
    rated: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in ratings:
        rated[row["mentor"]].append((float(row["rating"]), found[row["query"]].get(row["mentor"], 0.0)))
    everybody = [rated[row["_id"]] for row in mentors if row["_id"] in rated]
    metrics = {
        "pair_loss": _loss(everybody),
        "easy_accuracy": _accuracy(everybody, _easy),
        "hard_accuracy": _accuracy(everybody, _hard),
    }
    return Scores(metrics, {"pair_loss": bootstrap(everybody, _loss)})


def score_goals(spec: TaskSpec, scratch: Scratch, baselines: bool = False) -> Scores:
    """Score a set of goals with graded mentors and constraints; `mentors` in task.json names their file.

    `recall@5` is over goals that somebody can help with, `constraint_f1` micro over (kind, value, hard),
    `nobody_recall` the share of goals that nobody can help with where the answer says so, `nobody_false` the share of
    the others where it says so too.
    """
    goals = read_lines(spec.folder, "goals.jsonl", ("id", "text", "grades"))
    with scratch() as assistant:
        _import(assistant, spec.folder / str(spec.options.get("mentors", "mentors.jsonl")))
        answers = [
            assistant.find_mentors(row["text"], asker=Asker(**row.get("asker", {})), options=SearchOptions(limit=10))
            for row in goals
        ]
        texts = {row["id"]: row["text"] for row in goals if not row.get("nobody")}
        others = _baselines(assistant, texts) if baselines else {}
    helped = [at for at, row in enumerate(goals) if not row.get("nobody")]
    rows = [_goal_row(goals[at]["grades"], answers[at]) for at in helped]
    scores = _means(rows, ("recall@5", "ndcg@10"))
    said = [answer.verdict is Verdict.NOBODY_FITS for answer in answers]
    alone = [said[at] for at, row in enumerate(goals) if row.get("nobody")]
    read = [
        (
            [(str(one.kind), value, one.hard) for one in answer.understanding.constraints for value in one.labels],
            [(one["kind"], one["value"], one["hard"]) for one in row.get("constraints", [])],
        )
        for row, answer in zip(goals, answers, strict=True)
    ]
    scores.metrics["constraint_f1"] = micro_f1(read)
    scores.metrics["nobody_recall"] = sum(alone) / len(alone) if alone else 1.0
    scores.metrics["nobody_false"] = sum(said[at] for at in helped) / len(helped) if helped else 0.0
    scores.intervals["constraint_f1"] = bootstrap(read, micro_f1)
    for name, theirs in others.items():
        grades = {goals[at]["id"]: goals[at]["grades"] for at in helped}
        scores.metrics[f"recall@5 {name}"] = _mean([recall(theirs[one], _helpful(grades[one])) for one in grades])
        scores.metrics[f"ndcg@10 {name}"] = _mean([ndcg(theirs[one], grades[one]) for one in grades])
    return scores


def _score_session_search(spec: TaskSpec, scratch: Scratch) -> Scores:
    with scratch() as assistant:
        return score_session_search(spec, assistant)


TASKS: dict[str, Callable[[TaskSpec, Scratch, bool], Scores]] = {
    "mentor_search": score_mentor_search,
    "expertise": score_expertise,
    "goals": score_goals,
    "import": lambda spec, scratch, baselines: score_import(spec),
    "summary": lambda spec, scratch, baselines: score_summary(spec, scratch),
    "action_items": lambda spec, scratch, baselines: score_action_items(spec, scratch),
    "notes": lambda spec, scratch, baselines: score_notes_task(spec, scratch),
    "session_search": lambda spec, scratch, baselines: _score_session_search(spec, scratch),
    "checker": lambda spec, scratch, baselines: score_checker(spec, scratch),
    "trends": lambda spec, scratch, baselines: score_trends(spec.options),
}


def _goal_row(grades: Mapping[str, int], answer: SearchAnswer) -> tuple[float, float]:
    ranked = _ids(answer)
    return recall(ranked, _helpful(grades)), ndcg(ranked, grades)


def _helpful(grades: Mapping[str, int]) -> set[str]:
    return {one for one, grade in grades.items() if grade >= 2}


def _positive(gains: Mapping[str, float]) -> set[str]:
    return {one for one, gain in gains.items() if gain > 0}


def _baselines(assistant: Assistant, queries: Mapping[str, str]) -> dict[str, dict[str, list[str]]]:
    return {"BM25 alone": rank_by_words(assistant, queries), "model alone": rank_by_model(assistant, queries)}


def _find(assistant: Assistant, goal: str, *, limit: int) -> SearchAnswer:
    return assistant.find_mentors(goal, options=SearchOptions(limit=limit))


def _ids(answer: SearchAnswer) -> list[str]:
    return [match.mentor_id for match in answer.matches]


def _import(assistant: Assistant, file: Path) -> None:
    report = assistant.imports.run(OPERATOR, file, PersonKind.MENTOR)
    if report.rejected:
        raise InvalidInput(f"{file}: {report.rejected} rows could not be imported.", "Mend the file.")
    assistant.index()


def _qrels(file: Path) -> dict[str, dict[str, float]]:
    """Read judgements: query, mentor, gain by tab, with or without a header line."""
    if not file.is_file():
        raise InvalidInput(f"{file} is missing.", "Mend the folder or fetch it again.")
    gains: dict[str, dict[str, float]] = defaultdict(dict)
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        parts = line.split("\t")
        if number == 1 and not _is_number(parts[-1]):
            continue
        if len(parts) < 3 or not _is_number(parts[-1]):
            raise InvalidInput(f"{file}, line {number}, is not query, mentor, gain.", "Mend it or fetch it again.")
        gains[parts[0]][parts[-2]] = float(parts[-1])
    return gains


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _means(rows: Sequence[tuple[float, ...]], names: Sequence[str]) -> Scores:
    if not rows:
        raise InvalidInput("There is nothing to score: no query has a judgement.", "Mend the folder.")
    metrics, intervals = {}, {}
    for at, name in enumerate(names):
        values = [row[at] for row in rows]
        metrics[name] = _mean(values)
        intervals[name] = bootstrap(values, _mean)
    return Scores(metrics, intervals)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _loss(everybody: Sequence[Sequence[tuple[float, float]]]) -> float:
    parts = [pair_loss(rated) for rated in everybody]
    most = sum(part[1] for part in parts)
    return sum(part[0] for part in parts) / most if most else 0.0


def _accuracy(everybody: Sequence[Sequence[tuple[float, float]]], counts: Callable[[float, float], bool]) -> float:
    parts = [pair_hits(rated, counts) for rated in everybody]
    total = sum(part[1] for part in parts)
    return sum(part[0] for part in parts) / total if total else 0.0


def _easy(low: float, high: float) -> bool:
    return low <= 2 and high >= 4


def _hard(low: float, high: float) -> bool:
    return low >= 4 and high >= 4


def as_json(results: Sequence[tuple[TaskSpec, Scores, float]]) -> str:
    """Write results as `rapport evaluate --json` does: a list of folder, task, metrics, seconds."""
    rows: list[dict[str, Any]] = [
        {"folder": str(spec.folder), "task": spec.task, "metrics": scores.metrics, "seconds": round(seconds, 3)}
        for spec, scores, seconds in results
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False)
