"""Text without names or times: pasted text, notes typed by hand. The last resort."""

from assistant.domain.transcript import Timing
from assistant.transcripts.protocols import Cue, Document, Draft
from assistant.transcripts.text import visible

_WRAPPED = 50
"""A line this long, with a small letter at the start of the next, was wrapped by an editor or a mail program."""


class PlainText:
    """Reads each paragraph as something that somebody, not named, said or wrote."""

    name = "Plain text"

    def recognises(self, document: Document) -> float:
        """Any text will do, when nothing else fits."""
        return 0.05 if document.is_prose else 0.0

    def read(self, document: Document) -> Draft:
        """Read it line by line: in notes a line is a thought. Only a line that was wrapped goes on in the next."""
        cues, last = list[Cue](), ""
        for number, raw in enumerate(document.lines, 1):
            line = visible(raw).strip()
            if line and len(last) > _WRAPPED and line[0].islower():
                cues[-1] = Cue("", f"{cues[-1].text} {line}", line=cues[-1].line)
            elif line:
                cues.append(Cue("", line, line=number))
            last = line
        return Draft(cues=tuple(cues), timing=Timing.NONE)
