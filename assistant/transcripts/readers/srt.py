"""SubRip (SRT), and the lines that Whisper prints: `[00:00.000 --> 00:04.000] text`."""

from assistant.domain.transcript import Timing
from assistant.transcripts.captions import before_first, read_captions
from assistant.transcripts.cues import ARROW, read_blocks
from assistant.transcripts.protocols import Document, Draft


class Srt:
    """Reads SRT with or without names before the text."""

    name = "SRT"

    def recognises(self, document: Document) -> float:
        """Likely by a line of times, with a comma or below a number."""
        if not document.is_prose or document.sample[0].startswith("WEBVTT"):
            return 0.0
        for at, line in enumerate(document.sample):
            if "->" in line and ARROW.fullmatch(line[:300]):
                numbered = at > 0 and document.sample[at - 1].isdigit()
                return 0.9 if numbered or line.startswith("[") or "," in line.partition(">")[0] else 0.5
        return 0.0

    def read(self, document: Document) -> Draft:
        """Read its cues."""
        found = read_blocks(document.lines)
        captions = read_captions(found.blocks)
        return Draft(
            cues=captions.cues,
            timing=Timing.CUE,
            notices=captions.notices,
            unread=found.unread,
            set_aside=(*before_first(found), *captions.set_aside),
            by_whisper=not any(cue.speaker for cue in captions.cues),
        )
