"""Text without names or times: pasted text, notes typed by hand. The last resort."""

from assistant.domain.transcript import Timing
from assistant.transcripts.protocols import Cue, Document, Draft
from assistant.transcripts.text import visible


class PlainText:
    """Reads each paragraph as something that somebody, not named, said or wrote."""

    name = "Plain text"

    def recognises(self, document: Document) -> float:
        """Any text will do, when nothing else fits."""
        return 0.05 if document.is_prose else 0.0

    def read(self, document: Document) -> Draft:
        """Read it line by line: in notes a line is a thought."""
        lines = ((number, visible(line)) for number, line in enumerate(document.lines, 1))
        cues = tuple(Cue("", line, line=number) for number, line in lines if line.strip())
        return Draft(cues=cues, timing=Timing.NONE)
