"""What the shipped ranking has to beat, on the same mentors: BM25 alone and the model alone over whole profiles."""

from collections.abc import Mapping

import numpy as np

from assistant.domain.people import Mentor
from assistant.matching.indexes import new_lexical_index
from assistant.services import Assistant

DEPTH = 10


def rank_by_words(assistant: Assistant, queries: Mapping[str, str]) -> dict[str, list[str]]:
    """Rank whole profiles by BM25, the first `DEPTH` for each query."""
    mentors = _everybody(assistant)
    index = new_lexical_index()
    index.add(list(range(len(mentors))), [whole_text(mentor) for mentor in mentors])
    index.commit()
    return {query: [mentors[at].id for at, _ in index.search(text, DEPTH).found(0)] for query, text in queries.items()}


def rank_by_model(assistant: Assistant, queries: Mapping[str, str]) -> dict[str, list[str]]:
    """Rank whole profiles by the cosine of one vector each, the first `DEPTH` for each query."""
    mentors = _everybody(assistant)
    vectors = assistant.embedder.embed([whole_text(mentor) for mentor in mentors])
    similarity = assistant.embedder.embed(list(queries.values())) @ vectors.T
    best = np.argsort(-similarity, axis=1, kind="stable")[:, :DEPTH]
    return {query: [mentors[at].id for at in row] for query, row in zip(queries, best, strict=True)}


def whole_text(mentor: Mentor) -> str:
    """Everything a profile says, as one text."""
    parts = (mentor.headline, mentor.bio, ", ".join((*mentor.skills, *mentor.fields)), ". ".join(mentor.past_themes))
    return "\n".join(part for part in parts if part)


def _everybody(assistant: Assistant) -> list[Mentor]:
    return [mentor for part in assistant.store.mentors.all() for mentor in part]
