"""What is kept of an analysis besides the notes: vectors for the pair's own search, themes for finding the mentor."""

from dataclasses import dataclass

from assistant.analysis.conversation import Conversation
from assistant.domain.report import SessionReport
from assistant.engines.protocols import ModelIdentity, Stop
from assistant.services.analysis_jobs import StageProgress
from assistant.services.said_texts import heard
from assistant.services.session_access import existing_session
from assistant.services.session_analysis import SessionAnalysis
from assistant.services.theme_finding import ThemeFinder
from assistant.services.themes import ThemeService
from assistant.storage import Store
from assistant.storage.session_vectors import SaidVectors


@dataclass(frozen=True, slots=True)
class Learnt:
    """A report, and what was learnt beside it; `file_sha256` is of the file that was read."""

    report: SessionReport
    file_sha256: str
    said: SaidVectors | None = None
    identity: ModelIdentity | None = None
    themes: tuple[str, ...] = ()


class LearningAnalysis:
    """The work of a job: the notes, and what a search needs.

    Args:
        store: Where sessions are.
        analysis: Makes the notes.
        finder: Finds themes.
        themes: Keeps them.
    """

    def __init__(self, store: Store, analysis: SessionAnalysis, finder: ThemeFinder, themes: ThemeService) -> None:
        self._store = store
        self._analysis = analysis
        self._finder = finder
        self._themes = themes

    def think(self, session_id: str, progress: StageProgress, stop: Stop) -> Learnt:
        """Analyse a session. Raises as `SessionAnalysis.think` does."""
        listened: list[Conversation] = []
        sha256 = existing_session(self._store, session_id).file_sha256
        report = self._analysis.think(session_id, progress, stop, listened.append)
        if not listened:
            return Learnt(report, sha256)
        talk = listened[0]
        return Learnt(report, sha256, heard(talk), talk.identity, self._finder.themes_of(talk))

    def keep(self, session_id: str, result: Learnt) -> None:
        """Write the notes and what was learnt, inside a transaction that is open.

        Of a file that was replaced meanwhile only the notes are written, as they are made again anyway: vectors and
        themes of words that are gone must not come back.
        """
        self._analysis.keep(session_id, result.report)
        session = existing_session(self._store, session_id)
        if result.said is None or session.file_sha256 != result.file_sha256:
            return
        self._store.session_vectors.put(session_id, result.identity, result.said)
        self._themes.keep(session, result.themes)
