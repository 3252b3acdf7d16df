"""The default writer: what the analysis took from the transcript stands as it is."""

from assistant.domain.report import Coverage
from assistant.engines.protocols import LineCheck, ModelIdentity, Progress, Stop, WriteRequest, Written


class ExtractWriter:
    """Passes the extract on; it needs no model and sends nothing."""

    @property
    def identity(self) -> ModelIdentity:
        """Nothing is learned here, so the revision only changes with the code."""
        return ModelIdentity("extract", "1")

    def write(
        self, request: WriteRequest, *, check: LineCheck, progress: Progress | None = None, stop: Stop | None = None
    ) -> Written:
        """Give the extract; see `Writer`. It is not checked: it is what a check falls back to."""
        total = len(request.parts) + 1
        if progress is not None:
            progress(total, total)
        words = sum(len(one.text.split()) for part in request.parts for one in part.said)
        return Written(
            tuple(part.extract for part in request.parts), request.overview, self.identity, Coverage(words, words)
        )
