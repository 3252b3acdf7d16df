"""The overview of a session, and the text of its notes."""

from collections.abc import Sequence
from itertools import zip_longest

from assistant.analysis.conversation import Conversation
from assistant.analysis.key_points import Digest, choose, digest, make_line
from assistant.analysis.salience import SalienceModel
from assistant.domain.lengths import OVERVIEW_LINES, Length
from assistant.domain.report import ActionItem, Line, SessionReport, Topic

_WORDS_IN_A_LINE = 22
_LEAST_WORDS = 6
"""An outcome of fewer words says too little alone: "Ann will do it"."""


def overview(
    conversation: Conversation,
    topics: Sequence[Topic] = (),
    length: Length = Length.STANDARD,
    found: Digest | None = None,
    model: SalienceModel | None = None,
    outcomes: Sequence[Line] = (),
) -> tuple[Line, ...]:
    """Sum up a whole session in three to five of its sentences, told in the third person.

    Up to half of them are what was decided and promised, which people look for first.

    Args:
        conversation: What was said.
        topics: Its topics; the overview takes from as many of them as it has sentences.
        length: Three, four or five sentences.
        found: Its digest, where it was made before.
        model: What is learnt of notes; the one that ships with Rapport by default.
        outcomes: Lines on what was decided and promised, the surest first.

    Returns:
        In the order of the session; fewer where less was said, none for an empty session.
    """
    found = found or digest(conversation, model)
    wanted = OVERVIEW_LINES[length]
    agreed = _apart(outcomes)[: wanted // 2]
    told = {utterance for line in agreed for utterance in line.evidence}
    rest = [at for at, unit in enumerate(found.units) if told.isdisjoint(unit.evidence)]
    left = wanted - len(agreed)
    chosen = choose(found, left * _WORDS_IN_A_LINE, among=rest, most=left)
    lines = [*agreed, *(make_line(conversation, found, at) for at in chosen)]
    return tuple(sorted(lines, key=lambda line: line.evidence))


def outcome_lines(decisions: Sequence[Line], items: Sequence[ActionItem]) -> tuple[Line, ...]:
    """Give what was decided and promised as lines for an overview: by turns, the surest of each first."""
    promised = [Line(one.text, one.evidence, one.confidence) for one in items]
    ranked = [sorted(lines, key=lambda one: -one.confidence) for lines in (promised, decisions)]
    pairs = zip_longest(*([one for one in lines if len(one.text.split()) >= _LEAST_WORDS] for lines in ranked))
    return tuple(one for pair in pairs for one in pair if one is not None)


def _apart(lines: Sequence[Line]) -> list[Line]:
    """Leave out lines that cite an utterance of one before."""
    kept: list[Line] = []
    for line in lines:
        if all(set(line.evidence).isdisjoint(one.evidence) for one in kept):
            kept.append(line)
    return kept


def summary_text(report: SessionReport) -> str:
    """Write the notes as text, one sentence a line: the overview, then gists and key points by how much they matter.

    A line that says what a line before it said is left out.
    """
    return "\n".join(line.text for line in summary_lines(report.overview, report.topics))


def summary_lines(overview: Sequence[Line], topics: Sequence[Topic]) -> tuple[Line, ...]:
    """Give the lines of `summary_text` with their evidence."""
    rest = [line for topic in topics for line in (topic.gist, *topic.key_points)]
    ranked = sorted(rest, key=lambda line: (-line.confidence, line.evidence))
    kept: dict[str, Line] = {}
    for line in (*overview, *ranked):
        kept.setdefault(line.text, line)
    return tuple(kept.values())
