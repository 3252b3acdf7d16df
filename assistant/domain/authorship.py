"""Who wrote some notes, in one sentence: the same on the screen, the command line and in every export."""

from assistant.domain.report import SessionReport, Writing


def read_words(report: SessionReport) -> str:
    """Say how much of a transcript was read.

    >>> from assistant.domain.report import Coverage, Provenance, SessionReport
    >>> from datetime import datetime
    >>> made = Provenance("rapport 1.0", "abc", datetime(2026, 5, 1))
    >>> read_words(SessionReport((), (), (), (), (), (), (), Coverage(900, 1200), made))
    'Read 900 of 1,200 words.'
    """
    coverage = report.coverage
    return f"Read {coverage.read:,} of {coverage.total:,} word{'' if coverage.total == 1 else 's'}."


def written_by(report: SessionReport) -> str:
    """Say which engine wrote, and how many of a model's lines gave way to the speakers' own words."""
    made = report.provenance
    analysed = f"{made.engine} ({made.revision[:12]})" if made.revision else made.engine
    if report.writing is None:
        return f"Written by {analysed}"
    return f"{writing_words(report.writing)} Everything else by {analysed}"


def writing_words(writing: Writing) -> str:
    """Say what a model wrote of overview and key points.

    >>> from assistant.domain.report import Coverage
    >>> writing_words(Writing("small", "1", 8, 3, Coverage(900, 900)))
    "Overview and key points written by small: 3 of 11 lines replaced by the speakers' own words."
    """
    lines = writing.written + writing.replaced
    if not writing.written:
        told = f"written by Rapport in the speakers' own words, since nothing that {writing.engine} wrote could stand."
        return f"Overview and key points {told}"
    replaced = f"{writing.replaced:,} of {lines:,} lines replaced by the speakers' own words"
    told = f"Overview and key points written by {writing.engine}: {replaced}."
    if writing.coverage.read < writing.coverage.total:
        told += f" It read {writing.coverage.read:,} of {writing.coverage.total:,} words."
    return told
