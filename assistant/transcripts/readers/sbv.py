"""SBV, the captions of YouTube: `0:00:01.000,0:00:04.000`, then the text; no names."""

from assistant.domain.transcript import Timing
from assistant.transcripts.captions import before_first, read_captions
from assistant.transcripts.cues import COMMA, read_blocks
from assistant.transcripts.protocols import Document, Draft


class Sbv:
    """Reads SBV."""

    name = "SBV"

    def recognises(self, document: Document) -> float:
        """Likely by a line of two times with a comma between."""
        timed = document.is_prose and any(COMMA.fullmatch(line) for line in document.sample[:40] if len(line) < 60)
        return 0.9 if timed else 0.0

    def read(self, document: Document) -> Draft:
        """Read its cues."""
        found = read_blocks(document.lines, COMMA, ids=False)
        captions = read_captions(found.blocks)
        return Draft(
            cues=captions.cues,
            timing=Timing.CUE,
            notices=captions.notices,
            unread=found.unread,
            set_aside=before_first(found),
        )
