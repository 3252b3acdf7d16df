"""How the salience model is learnt: from meetings with summaries, and extracts of some of them."""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from assistant.analysis.conversation import Conversation, split_sentences
from assistant.analysis.salience import VECTOR_SCALE, Head, SalienceModel, read_features, save_salience
from assistant.analysis.speech_cleaning import clean_notation
from assistant.analysis.spoken_words import stems_of
from assistant.analysis.units import Unit, read_units, unit_vectors
from assistant.analysis.word_weights import Floats, WordModel, WordUse, read_word_features
from assistant.domain.report import Cast, MomentKind
from assistant.domain.transcript import Timing, Transcript, Utterance
from assistant.engines.protocols import Embedder, Linguist, Matrix, Progress
from assistant.engines.rule_linguist import RuleLinguist
from assistant.errors import InvalidInput
from assistant.services.labelled_talk import read_sessions

__all__ = ["read_folders", "read_summaries", "save_salience", "score_salience", "train_salience"]

LEAST_MEETINGS = 3
"""A stem of fewer meetings is not kept in the table."""
HELD_OUT = 5
"""Every fifth meeting with an extract is left out when the head is scored."""
SESSION_WEIGHT = 3.0
"""A sentence of a mentoring session counts as three of a meeting: there are few of them, and they are what we read."""
_WORD_PENALTY = 1e-4
_HEAD_COST = 0.01


@dataclass(frozen=True, slots=True)
class LabelledSummary:
    """A meeting with its summary.

    Args:
        salient: The utterances that support the summary; None where nobody marked them.
        weight: How much each of its sentences counts for the head.
    """

    id: str
    transcript: Transcript
    summary: str
    salient: frozenset[int] | None
    weight: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A meeting as it is learnt from; vectors only where salient utterances are marked."""

    units: tuple[Unit, ...]
    own: dict[str, WordUse]
    counts: dict[str, float]
    vectors: Matrix | None
    wanted: tuple[bool, ...]
    weight: float = 1.0


def read_summaries(folder: Path) -> list[LabelledSummary]:
    """Read a folder: `meetings.jsonl` or its `.gz` in the layout of AMI or QMSum, or `sessions.jsonl` with gold notes.

    Raises:
        InvalidInput: There is no such file, or it is damaged.
    """
    if (folder / "sessions.jsonl").is_file():
        return _read_sessions(folder)
    plain = folder / "meetings.jsonl"
    file = plain if plain.is_file() else folder / "meetings.jsonl.gz"
    if not file.is_file():
        raise InvalidInput(f"{plain} is missing.", "Name a folder of the layout that docs/evaluation.md describes.")
    try:
        with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
            return [_labelled(json.loads(line)) for line in lines if line.strip()]
    except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
        raise InvalidInput(f"{file} is damaged: {type(error).__name__}.", "Mend it or fetch it again.") from None


def read_folders(
    folders: Sequence[Path], without: Sequence[Path], embedder: Embedder, progress: Progress | None = None
) -> list[Lesson]:
    """Read and prepare all meetings of some folders but those that others hold too, so that these stay unseen.

    Sentences are split by rules: meetings are written down sentence by sentence, and it takes seconds, not minutes.

    Raises:
        InvalidInput: A folder cannot be read, or no meeting is left.
    """
    unseen = {one.id for folder in without for one in read_summaries(folder)}
    meetings = [one for folder in folders for one in read_summaries(folder) if one.id not in unseen]
    if sum(one.salient is not None for one in meetings) <= 1:
        raise InvalidInput("Too few meetings have an extract to learn from.", "Name a folder in the layout of AMI.")
    return read_lessons(meetings, embedder, RuleLinguist(), progress)


def read_lessons(
    meetings: Sequence[LabelledSummary], embedder: Embedder, linguist: Linguist, progress: Progress | None = None
) -> list[Lesson]:
    """Prepare meetings to learn from; only those with marked utterances are embedded."""
    split = [split_sentences(one.transcript, linguist) for one in meetings]
    texts = sorted({one.text for at, found in enumerate(split) if meetings[at].salient is not None for one in found})
    vectors = embedder.embed(texts, progress=progress)
    rows = {text: at for at, text in enumerate(texts)}
    lessons = []
    for meeting, sentences in zip(meetings, split, strict=True):
        is_marked = meeting.salient is not None
        own = vectors[[rows[one.text] for one in sentences]] if is_marked else np.zeros((0, embedder.dim), np.float32)
        talk = Conversation(meeting.transcript, Cast(()), sentences, own, embedder.identity, linguist)
        lessons.append(_lesson(meeting, talk))
    return lessons


def train_salience(lessons: Sequence[Lesson], identity: str) -> SalienceModel:
    """Learn the words of summaries from all lessons, and the sentences from those with marked utterances.

    The same lessons give the same model.
    """
    words = _train_words(lessons)
    marked = [one for one in lessons if one.vectors is not None]
    features = np.vstack([_features(one, words) for one in marked])
    wanted = np.concatenate([one.wanted for one in marked])
    vectors = np.vstack([one.vectors for one in marked if one.vectors is not None])
    weights = np.concatenate([np.full(len(one.units), one.weight) for one in marked])
    full, plain = (_train_head(features, wanted, weights, rows) for rows in (vectors, None))
    return SalienceModel(words, full, plain, identity)


def score_salience(lessons: Sequence[Lesson], identity: str) -> dict[str, float]:
    """Score the head on every fifth lesson with marked utterances, learnt from the others: average precision."""
    from sklearn.metrics import average_precision_score

    marked = [at for at, one in enumerate(lessons) if one.vectors is not None]
    held = set(marked[::HELD_OUT])
    model = train_salience([one for at, one in enumerate(lessons) if at not in held], identity)
    tried = [lessons[at] for at in sorted(held)]
    wanted = np.concatenate([one.wanted for one in tried])
    features = [_features(one, model.words) for one in tried]
    pairs = zip(features, tried, strict=True)
    judged = np.concatenate([model.with_vectors.judge(rows, one.vectors) for rows, one in pairs])
    return {
        "average_precision": float(average_precision_score(wanted, judged)),
        "average_precision without vectors": float(
            average_precision_score(wanted, np.concatenate([model.plain.judge(rows) for rows in features]))
        ),
        "share": float(wanted.mean()),
    }


def _read_sessions(folder: Path) -> list[LabelledSummary]:
    """Read our own sessions: their key points are the summary, the words that notes were made of are salient."""
    rows = [json.loads(line) for line in (folder / "sessions.jsonl").read_text("utf-8").splitlines() if line.strip()]
    found = []
    for session, row in zip(read_sessions(folder), rows, strict=True):
        marked = [
            *(one.quotes for one in session.items),
            *session.decisions,
            *session.questions,
            *(one.quotes for one in session.moments if one.kind is not MomentKind.TECHNICAL_TROUBLE),
        ]
        salient = frozenset(passage.utterance for quotes in marked for passage in quotes)
        text = "\n".join(str(one) for one in row.get("key_points", ()))
        found.append(LabelledSummary(session.id, session.transcript, text, salient, SESSION_WEIGHT))
    return found


def _labelled(row: dict[str, Any]) -> LabelledSummary:
    utterances = tuple(
        Utterance(at, str(one["speaker"]), clean_notation(str(one["text"]))) for at, one in enumerate(row["utterances"])
    )
    summary = row.get("summary")
    text = "\n".join(line for lines in summary.values() for line in lines) if summary else row["general"][0]["answer"]
    links = row.get("links")
    salient = frozenset(at for lists in links.values() for one in lists for at in one) if links else None
    return LabelledSummary(str(row["id"]), Transcript(utterances, Timing.NONE), text, salient)


def _lesson(meeting: LabelledSummary, talk: Conversation) -> Lesson:
    units = read_units(talk)
    said = Counter(one for unit in units for one in unit.stems)
    told = Counter(stems_of(meeting.summary))
    all_said, all_told = max(said.total(), 1), max(told.total(), 1)
    own = {one: WordUse(told[one] / all_told, said[one] / all_said, int(one in said)) for one in (*said, *told)}
    salient = meeting.salient
    vectors = unit_vectors(talk, units) if salient is not None else None
    wanted = tuple(any(at in salient for at in unit.evidence) for unit in units) if salient is not None else ()
    counts = {one: 100 * told[one] / all_told for one in said}
    return Lesson(units, own, counts, vectors, wanted, meeting.weight)


def _train_words(lessons: Sequence[Lesson]) -> WordModel:
    from sklearn.linear_model import PoissonRegressor

    table = _sum_uses(lessons)
    parts: list[Floats] = []
    counts: list[float] = []
    for lesson in lessons:
        stems, features = read_word_features(lesson.units, table, len(lessons), lesson.own)
        parts.append(features)
        counts.extend(lesson.counts[one] for one in stems)
    rows = np.vstack(parts)
    mean, scale = rows.mean(0), rows.std(0) + 1e-9
    found = PoissonRegressor(alpha=_WORD_PENALTY, max_iter=500).fit((rows - mean) / scale, np.asarray(counts))
    kept = {one: use for one, use in sorted(table.items()) if use.meetings >= LEAST_MEETINGS}
    return WordModel(kept, len(lessons), mean, scale, np.asarray(found.coef_), float(found.intercept_))


def _sum_uses(lessons: Sequence[Lesson]) -> dict[str, WordUse]:
    sums: dict[str, list[float]] = {}
    for lesson in lessons:
        for one, use in lesson.own.items():
            total = sums.setdefault(one, [0.0, 0.0, 0])
            for at, value in enumerate((use.in_summaries, use.in_talk, use.meetings)):
                total[at] += value
    return {one: WordUse(total[0], total[1], int(total[2])) for one, total in sums.items()}


def _features(lesson: Lesson, words: WordModel) -> Floats:
    assert lesson.vectors is not None
    return read_features(lesson.units, lesson.vectors, words.expect(lesson.units))


def _train_head(features: Floats, wanted: Any, weights: Floats, vectors: Matrix | None) -> Head:
    from sklearn.linear_model import LogisticRegression

    mean, scale = features.mean(0), features.std(0) + 1e-9
    rows = (features - mean) / scale
    if vectors is not None:
        rows = np.hstack([rows, vectors * VECTOR_SCALE])
    found = LogisticRegression(C=_HEAD_COST, max_iter=1000).fit(rows, wanted, weights)
    return Head(mean, scale, np.asarray(found.coef_[0], np.float64), float(found.intercept_[0]))
