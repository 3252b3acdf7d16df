"""A conversation to be written about, and what every answer must hold to."""

from assistant.domain.report import Line
from assistant.engines.protocols import Said, WritePart, WriteRequest, Written

SAID = (
    ("Anna", "I will send you the checklist by Friday."),
    ("Dana", "Thanks. The talk with my boss went well."),
    ("Anna", "We agreed on Tuesdays, then."),
    ("Dana", "Should I tell my boss about the offer?"),
    ("Anna", "That is a plan for next week."),
    ("Dana", "Thanks, thanks."),
)


def request(times: int = 1, **changes) -> WriteRequest:
    """Two topics of three utterances each, each utterance `times` as long."""
    said = [Said(at, who, " ".join([text] * times)) for at, (who, text) in enumerate(SAID)]
    parts = (
        WritePart(tuple(said[:3]), (Line("EXTRACT Anna sends the checklist.", (0,)), Line("EXTRACT Tuesdays.", (2,)))),
        WritePart(tuple(said[3:]), (Line("EXTRACT The boss.", (3,)),)),
    )
    return WriteRequest(**({"parts": parts, "overview": (Line("EXTRACT of all.", (0, 3)),)} | changes))


def check_written(written: Written, asked: WriteRequest) -> None:
    """Every line has evidence inside its own part; no part is empty; no more words were read than there are."""
    assert len(written.parts) == len(asked.parts)
    for lines, part in zip(written.parts, asked.parts, strict=True):
        known = {one.index for one in part.said}
        assert lines
        assert all(line.evidence and known.issuperset(line.evidence) for line in lines)
    assert written.overview
    assert all(line.evidence for line in written.overview)
    assert 0 <= written.coverage.read <= written.coverage.total


def texts(lines) -> list[str]:
    return [line.text for line in lines]
