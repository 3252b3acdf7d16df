"""The chat that Zoom saves: `14:05:32 From  Name  to  Everyone:`, the text behind it or below after a tab."""

import re
from dataclasses import dataclass, field

from assistant.domain.transcript import Timing
from assistant.transcripts.names import clean_name
from assistant.transcripts.protocols import Cue, Document, Draft, SetAside
from assistant.transcripts.text import join, visible
from assistant.transcripts.times import moment, parse_time_of_day, since_first

_MESSAGE = re.compile(
    r"(?:(\d{4}-\d{2}-\d{2}) )?(\d{1,2}:\d{2}:\d{2})(?:\s?([AaPp][Mm]))?\s+From\s+(\S(?:.{0,80}?\S)?)"
    r"(?:\s+to\s+(\S(?:.{0,80}?\S)?))?\s*:(?:\s(.*)|$)"
)


@dataclass(slots=True)
class _Message:
    line: int
    day: str
    time_s: float
    speaker: str
    texts: list[str] = field(default_factory=list)


class ZoomChat:
    """Reads `meeting_saved_chat.txt` and its newer forms."""

    name = "Zoom chat"

    def recognises(self, document: Document) -> float:
        """Nearly certain by its header lines."""
        return 0.95 if document.is_prose and any(map(_message, document.sample[:60])) else 0.0

    def read(self, document: Document) -> Draft:
        """Read its messages; times count from the first."""
        messages, preamble = list[_Message](), list[SetAside]()
        for number, raw in enumerate(document.lines, 1):
            line = visible(raw).strip()
            one = _message(line, number)
            if one:
                messages.append(one)
            elif line and messages:
                messages[-1].texts.append(line)
            elif line:
                preamble.append(SetAside(line, "before the first message", number))
        starts = since_first([one.time_s for one in messages])
        first = messages[0].day if messages else ""
        return Draft(
            cues=tuple(
                Cue(one.speaker, join(one.texts), start_s, None, one.line)
                for one, start_s in zip(messages, starts, strict=True)
            ),
            timing=Timing.CHAT,
            day=at.date() if (at := moment(first)) else None,
            set_aside=tuple(preamble),
        )


def _message(line: str, number: int = 0) -> _Message | None:
    if not line[:1].isdigit() or "From" not in line[:40]:
        return None
    match = _MESSAGE.fullmatch(line)
    if not match:
        return None
    texts = [match[6]] if match[6] else []
    return _Message(number, match[1] or "", parse_time_of_day(match[2], match[3] or ""), clean_name(match[4]), texts)
