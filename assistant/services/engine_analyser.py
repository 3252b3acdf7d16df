"""The analysis of a talk with the engines of the settings."""

from assistant.domain.report import SessionReport
from assistant.engines.protocols import Embedder, Linguist, Stop, Stopped
from assistant.services.analysis_jobs import StageProgress
from assistant.services.session_analysis import Talk

_EMBEDDED = 0.7
"""Share of the whole that is done when all sentences have vectors."""


class EngineAnalyser:
    """Reads a talk with an embedder and a linguist; both load at first use.

    Args:
        embedder: One that keeps nothing: the vectors of a conversation are not to outlive it.
        linguist: Reads grammar.
    """

    def __init__(self, embedder: Embedder, linguist: Linguist) -> None:
        self._embedder = embedder
        self._linguist = linguist

    def analyse(self, talk: Talk, progress: StageProgress, stop: Stop) -> SessionReport:
        """Split, embed once, and measure.

        Raises:
            Stopped: `stop` said so.
        """
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
        progress("writing notes", _EMBEDDED)
        return analyse(conversation, earlier_items=talk.earlier)
