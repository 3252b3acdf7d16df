"""The captions that the Zoom desktop client saves: `[Name] 14:03:12`, then the text."""

import re

from assistant.domain.transcript import Timing
from assistant.transcripts.names import clean_name
from assistant.transcripts.protocols import Cue, Document, Draft, SetAside
from assistant.transcripts.sections import Header, read_sections
from assistant.transcripts.text import join
from assistant.transcripts.times import parse_time_of_day, since_first

_HEADER = re.compile(r"\[([^\[\]]{0,90})\]\s+(\d{1,2}:\d{2}:\d{2})\s*([AaPp]\.?[Mm]\.?)?")


class ZoomCaptions:
    """Reads `meeting_saved_closed_caption.txt`."""

    name = "Zoom captions"

    def recognises(self, document: Document) -> float:
        """Nearly certain by its headers."""
        return 0.95 if document.is_prose and any(map(_header, document.sample[:60])) else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; the times of day are counted from the first."""
        found = read_sections(document.lines, _header)
        starts = since_first([one.header.start_s for one in found.sections])
        return Draft(
            cues=tuple(
                Cue(clean_name(one.header.name), join(one.texts), start_s, None, one.line)
                for one, start_s in zip(found.sections, starts, strict=True)
            ),
            timing=Timing.START_ONLY,
            set_aside=tuple(SetAside(text, "before the first speaker", number) for number, text in found.preamble),
        )


def _header(line: str) -> Header | None:
    match = _HEADER.fullmatch(line) if line.startswith("[") and len(line) < 140 else None
    return Header(match[1], parse_time_of_day(match[2], match[3] or "")) if match else None
