"""The overview of a session, and the text of its notes."""

from collections.abc import Sequence

from assistant.analysis.conversation import Conversation
from assistant.analysis.key_points import Digest, choose, digest, make_line
from assistant.analysis.salience import SalienceModel
from assistant.domain.lengths import OVERVIEW_LINES, Length
from assistant.domain.report import Line, SessionReport, Topic

_WORDS_IN_A_LINE = 22


def overview(
    conversation: Conversation,
    topics: Sequence[Topic] = (),
    length: Length = Length.STANDARD,
    found: Digest | None = None,
    model: SalienceModel | None = None,
) -> tuple[Line, ...]:
    """Sum up a whole session in three to five of its sentences, told in the third person.

    Args:
        conversation: What was said.
        topics: Its topics; the overview takes from as many of them as it has sentences.
        length: Three, four or five sentences.
        found: Its digest, where it was made before.
        model: What is learnt of notes; the one that ships with Rapport by default.

    Returns:
        In the order of the session; fewer where less was said, none for an empty session.
    """
    found = found or digest(conversation, model)
    wanted = OVERVIEW_LINES[length]
    chosen = choose(found, wanted * _WORDS_IN_A_LINE, most=wanted)
    return tuple(make_line(conversation, found, at) for at in sorted(chosen))


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
