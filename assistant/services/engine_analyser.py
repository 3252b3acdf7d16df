"""The analysis of a talk with the engines of the settings."""

from assistant.domain.report import SessionReport
from assistant.engines.extract_writer import ExtractWriter
from assistant.engines.protocols import Embedder, Linguist, Stop, Stopped, Writer
from assistant.errors import InvalidInput
from assistant.services.analysis_jobs import StageProgress
from assistant.services.session_analysis import Talk

_EMBEDDED = 0.7
"""Share of the whole that is done when all sentences have vectors."""
_EXTRACTED = 0.1
"""The same where a model writes: that takes longer than all the rest."""


MOST_WORDS = 300_000
"""33 hours of talk; what is longer is no session, and the memory that it takes grows with it."""


class EngineAnalyser:
    """Reads a talk with an embedder and a linguist; both load at first use.

    Args:
        embedder: One that keeps nothing: the vectors of a conversation are not to outlive it.
        linguist: Reads grammar.
        writer: Words overview and key points; the speakers' own words when None.
    """

    def __init__(self, embedder: Embedder, linguist: Linguist, writer: Writer | None = None) -> None:
        self._embedder = embedder
        self._linguist = linguist
        # What passes the extract on has nothing to do here.
        self._writer = None if isinstance(writer, ExtractWriter) else writer

    def analyse(self, talk: Talk, progress: StageProgress, stop: Stop) -> SessionReport:
        """Split, embed once, measure, and have a model write where there is one.

        Raises:
            InvalidInput: It is longer than `MOST_WORDS`.
            Stopped: `stop` said so.
        """
        words = talk.transcript.word_count
        if words > MOST_WORDS:
            raise InvalidInput(
                f"The transcript has {words:,} words, and notes are made of {MOST_WORDS:,} at most.",
                "It is kept as it is. Cut the file, and upload its parts as sessions.",
            )
        if self._writer is None:
            return self._extract(talk, progress, stop)
        report = self._extract(talk, lambda stage, share: progress(stage, _EXTRACTED * share), stop)
        from assistant.services.note_writing import write_notes

        return write_notes(
            report,
            talk,
            self._writer,
            self._linguist,
            lambda done, total: progress(
                f"writing part {min(done + 1, total)} of {total}",
                _EXTRACTED + (1 - _EXTRACTED) * done / max(total, 1),
            ),
            stop,
        )

    def _extract(self, talk: Talk, progress: StageProgress, stop: Stop) -> SessionReport:
        from assistant.analysis.conversation import read_conversation
        from assistant.analysis.session_report import analyse

        progress("reading sentences", 0.0)
        conversation = read_conversation(
            talk.transcript,
            talk.cast,
            self._embedder,
            self._linguist,
            held_on=talk.held_on,
            started_at=talk.started_at,
            progress=lambda done, total: progress("understanding sentences", _EMBEDDED * done / max(total, 1)),
            stop=stop,
        )
        if stop():
            raise Stopped
        talk.listen(conversation)
        progress("writing notes", _EMBEDDED)
        return analyse(conversation, earlier_items=talk.earlier)
