"""Overview and key points in the words of a model, where the settings name one and what it writes stands the check.

The extract is made first and is never lost: a writer that fails, hangs, repeats itself or invents leaves it as it is.
"""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assistant.analysis.grounding import Said as Cited
from assistant.analysis.grounding import check_line
from assistant.analysis.telling import short_names
from assistant.domain.json_values import to_json
from assistant.domain.report import Cast, Line, Party, SessionReport, Topic, Writing
from assistant.engines.protocols import (
    LineCheck,
    Linguist,
    Progress,
    Said,
    Stop,
    Stopped,
    WritePart,
    Writer,
    WriteRequest,
    Written,
)
from assistant.errors import AssistantError
from assistant.services.session_analysis import Talk

logger = logging.getLogger(__name__)
UNNAMED = "Speaker"
"""What somebody is called whom the file does not name."""
MOST_EVIDENCE = 12
"""A line that names more utterances than this points at nothing."""
_POINTS_BEYOND = 1
"""How many lines more than the extract has a model may write for a topic."""


def write_notes(
    report: SessionReport, talk: Talk, writer: Writer, linguist: Linguist, progress: Progress, stop: Stop
) -> SessionReport:
    """Have a model word overview and key points; each of its lines is checked against the words that it names.

    Args:
        report: The extract.
        talk: What it was made of; what a model wrote for the same extract before is used again.
        writer: The engine of the settings; one that passes the extract on changes nothing.
        linguist: For the check.
        progress: Called with topics done and all.
        stop: Asked while the model works.

    Returns:
        The report with the lines that stand, or as it was, with a notice that says why.

    Raises:
        Stopped: `stop` said so.
    """
    if not report.topics and not report.overview:
        return report
    names = speaker_names(talk)
    request = request_of(report, talk, names)
    reason = _cannot_check(linguist, names.values())
    if reason:
        return _noted(report, f"No model wrote: {reason}")
    try:
        asked = _digest(request, writer)
        if talk.before is not None and _is_same(talk.before, asked):
            return _with_lines(report, _lines_of(talk.before), talk.before.overview, talk.before.writing)
        progress(0, len(request.parts) + 1)
        written = writer.write(request, check=line_check(talk, names, linguist), progress=progress, stop=stop)
    except Stopped:
        raise
    except AssistantError as error:
        return _noted(report, f"The writer could not be used, so the speakers' own words stand: {error}")
    except Exception as error:  # a model may fail in ways that nobody knows; the extract is there
        logger.error("the writer failed: %s", type(error).__name__)
        return _noted(report, f"The writer failed ({type(error).__name__}), so the speakers' own words stand.")
    return _with_written(report, written, asked)


def request_of(report: SessionReport, talk: Talk, names: dict[str, str]) -> WriteRequest:
    """Ask for what the extract holds: as many lines for a topic, and as long an overview."""
    said = [Said(one.index, names[one.speaker], one.text) for one in talk.transcript.utterances]
    parts = tuple(WritePart(tuple(said[one.first : one.last + 1]), _extract_of(one)) for one in report.topics)
    most = max((len(part.extract) for part in parts), default=1)
    return WriteRequest(parts, report.overview, most + _POINTS_BEYOND, max(len(report.overview), 1))


def speaker_names(talk: Talk) -> dict[str, str]:
    """Name the speakers as the notes do: the pair by first names, others as the file has them."""
    cast: Cast = talk.cast
    labels = dict.fromkeys(one.speaker for one in talk.transcript.utterances)
    named = {role.speaker: role.name or role.speaker for role in cast.roles}
    names = {label: named.get(label) or label or UNNAMED for label in labels}
    mentor, mentee = cast.name_of(Party.MENTOR), cast.name_of(Party.MENTEE)
    if mentor and mentee:
        short = dict(zip((mentor, mentee), short_names(mentor, mentee), strict=True))
        names = {label: short.get(name, name) for label, name in names.items()}
    return names


def line_check(talk: Talk, names: dict[str, str], linguist: Linguist) -> LineCheck:
    """Make what says whether a line is supported: names, numbers, dates, negation, who does what, most of its words."""
    said = talk.transcript.utterances
    people = tuple(dict.fromkeys(names.values()))

    def check(line: Line) -> bool:
        if not 0 < len(line.evidence) <= MOST_EVIDENCE or not set(line.evidence) <= set(range(len(said))):
            return False
        cited = [Cited(names[said[at].speaker], said[at].text) for at in line.evidence]
        return not check_line(line.text, cited, people, linguist, talk.held_on)

    return check


def _cannot_check(linguist: Linguist, names: Iterable[str]) -> str:
    """Say why lines could not be checked; a line that was checked by half is worse than the speakers' own words."""
    if not any(token.dep for token in linguist.parse("Anna will send Ben the list.").tokens):
        return "its lines could not be checked without grammar. Set linguist to spacy."
    firsts = [name.split(" ")[0] for name in set(names)]
    if len(set(firsts)) < len(firsts):
        return "two speakers share a first name, so that who does what could not be checked."
    return ""


def _extract_of(topic: Topic) -> tuple[Line, ...]:
    return tuple(sorted({topic.gist, *topic.key_points}, key=lambda line: (line.evidence, line.text)))


def _digest(request: WriteRequest, writer: Writer) -> str:
    identity = writer.identity
    asked = f"{identity.name}@{identity.revision}:{to_json(request)}"
    return hashlib.sha256(asked.encode(errors="replace")).hexdigest()


def _is_same(before: SessionReport, asked: str) -> bool:
    return before.writing is not None and before.writing.asked == asked


def _lines_of(report: SessionReport) -> Iterator[tuple[Line, ...]]:
    return ((topic.gist, *topic.key_points) for topic in report.topics)


def _with_written(report: SessionReport, written: Written, asked: str) -> SessionReport:
    parts = [_settled(lines, _extract_of(topic)) for topic, lines in zip(report.topics, written.parts, strict=True)]
    overview = _settled(written.overview, report.overview)
    identity = written.identity
    writing = Writing(
        identity.name,
        identity.revision,
        written.written,
        written.replaced,
        written.coverage,
        "" if written.notices else asked,
    )
    made = _with_lines(report, parts, overview, writing)
    return _noted(made, " ".join(written.notices)) if written.notices else made


def _with_lines(
    report: SessionReport,
    parts: Iterable[tuple[Line, ...]],
    overview: tuple[Line, ...],
    writing: Writing | None,
) -> SessionReport:
    topics = tuple(_retold(topic, lines) for topic, lines in zip(report.topics, parts, strict=True))
    return replace(report, topics=topics, overview=overview, writing=writing)


def _retold(topic: Topic, lines: tuple[Line, ...]) -> Topic:
    """Give a topic the lines that were written of it: the one that matters most is its gist."""
    if set(lines) <= {topic.gist, *topic.key_points}:
        return topic
    gist = max(lines, key=lambda line: line.confidence)
    return replace(topic, gist=gist, key_points=tuple(line for line in lines if line is not gist))


def _settled(lines: Sequence[Line], extract: Sequence[Line]) -> tuple[Line, ...]:
    """A line that was written matters as much as what the extract makes of the same words."""
    return tuple(line if line in extract else replace(line, confidence=_weight(line, extract)) for line in lines)


def _weight(line: Line, extract: Sequence[Line]) -> float:
    same = [one.confidence for one in extract if set(one.evidence) & set(line.evidence)]
    return max(same, default=min((one.confidence for one in extract), default=0.0))


def _noted(report: SessionReport, notice: str) -> SessionReport:
    return replace(report, notices=(*report.notices, notice))
