"""WhatsApp's exported chat, of iOS and Android, in the date formats of any region.

Whether 3/4 is March or April is inferred from all dates of the file; where they leave it open, a notice says so.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from assistant.domain.transcript import Timing
from assistant.transcripts.names import choose_names, clean_name, split_prefix
from assistant.transcripts.protocols import Cue, Document, Draft, Notice, SetAside
from assistant.transcripts.text import join, visible
from assistant.transcripts.times import parse_time_of_day

_DATE = r"(?P<first>\d{1,4})(?P<separator>[./-])(?P<middle>\d{1,2})[./-](?P<last>\d{1,4})\.?,?"
_TIME = (
    r"(?:(?:klo|kl\.?|um|at|à|a las|alle|às|om)\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2}))?"
    r"(?:\s*(?P<half>[AaPp])\.?\s?[Mm]\.?)?"
)
_START = re.compile(rf"(\[)?{_DATE}\s+{_TIME}(?(1)\]\s*|\s+[-–—]\s+)(?P<text>.*)", re.DOTALL)
_NO_WORDS = re.compile(
    r"<[^<>]{1,60}(?:omitted|weggelassen|omis|omitido|ohitettu)>|<(?:attached|allegato|adjunto|anhang): [^<>]{1,200}>|"
    r"(?:image|video|audio|sticker|gif|document|contact card|voice message) omitted|[\w .()-]{1,120} \(file attached\)|"
    r"(?:this message was deleted|you deleted this message)\.?|(?:missed )?(?:voice|video) call.{0,40}|null",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<This message was edited>$")
_ORDERS = {"dmy": (2, 1, 0), "mdy": (2, 0, 1), "ymd": (0, 1, 2)}


@dataclass(slots=True)
class _Message:
    line: int
    date: tuple[int, int, int]
    separator: str
    time_s: float
    has_half: bool
    texts: list[str] = field(default_factory=list)


class WhatsApp:
    """Reads `_chat.txt` and its like."""

    name = "WhatsApp"

    def recognises(self, document: Document) -> float:
        """Nearly certain by a line that starts with date and time as WhatsApp writes them."""
        return 0.95 if document.is_prose and any(map(_message, document.sample[:20])) else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; messages of the program and media without words are set aside."""
        messages, preamble = _split(document.lines)
        order, notices = _order(messages)
        days = [_moment(one, order) for one in messages]
        bad = sum(day is None for day in days)
        if bad:
            notices.append(Notice("Dates that no calendar has were given the time of the message before.", bad))
        first = next((day for day in days if day), None)
        cues, aside = list[Cue](), preamble
        names = choose_names([name for one in messages if (name := split_prefix(one.texts[0])[0])], len(messages))
        for one, at in zip(messages, days, strict=True):
            name, text = split_prefix(one.texts[0])
            start_s = (at - first).total_seconds() if at and first else None
            spoken = _EDITED.sub("", join([text if name in names else one.texts[0], *one.texts[1:]]))
            if name not in names or _NO_WORDS.fullmatch(spoken[:300]):
                aside.append(SetAside(spoken, "written by WhatsApp or without words", one.line, start_s))
            else:
                cues.append(Cue(clean_name(name), spoken, start_s, None, one.line))
        return Draft(
            cues=tuple(cues), timing=Timing.CHAT, started_at=first, notices=tuple(notices), set_aside=tuple(aside)
        )


def _split(lines: Sequence[str]) -> tuple[list[_Message], list[SetAside]]:
    """Cut lines into messages; a line without a date continues the one before."""
    messages, preamble = list[_Message](), list[SetAside]()
    for number, raw in enumerate(lines, 1):
        line = visible(raw).strip()
        one = _message(line, number)
        if one:
            messages.append(one)
        elif line and messages:
            messages[-1].texts.append(line)
        elif line:
            preamble.append(SetAside(line, "before the first message", number))
    return messages, preamble


def _message(line: str, number: int = 0) -> _Message | None:
    if not (line[:1].isdigit() or (line[:1] == "[" and line[1:2].isdigit())):
        return None
    match = _START.match(line)
    if not match:
        return None
    clock = f"{match['hour']}:{match['minute']}:{match['second'] or '00'}"
    time_s = parse_time_of_day(clock, f"{match['half']}m" if match["half"] else "")
    date = (int(match["first"]), int(match["middle"]), int(match["last"]))
    return _Message(number, date, match["separator"], time_s, bool(match["half"]), [match["text"]])


def _order(messages: Sequence[_Message]) -> tuple[str, list[Notice]]:
    """Which of day, month and year stands where, over the whole file."""
    if any(one.date[0] > 31 for one in messages):
        return "ymd", []
    if any(one.date[0] > 12 for one in messages):
        return "dmy", []
    if any(one.date[1] > 12 for one in messages):
        return "mdy", []
    steps = {order: _steps_back(messages, order) for order in ("dmy", "mdy")}
    if steps["dmy"] != steps["mdy"]:
        return min(steps, key=steps.__getitem__), []
    guess = "mdy" if any(one.has_half and one.separator == "/" for one in messages) else "dmy"
    days = len({one.date for one in messages if one.date[0] != one.date[1]})
    words = "day before month" if guess == "dmy" else "month before day"
    doubt = Notice(f"Day and month could be either way round; they were read as {words}. Check the date.", days)
    return guess, [doubt] if days else []


def _steps_back(messages: Sequence[_Message], order: str) -> int:
    """How often a message would be older than the one before."""
    days = [day for day in (_moment(one, order) for one in messages) if day]
    return sum(after < before for before, after in pairwise(days)) + 2 * (len(messages) - len(days))


def _moment(one: _Message, order: str) -> datetime | None:
    year, month, day = (one.date[at] for at in _ORDERS[order])
    try:
        day_start = datetime(year + 2000 if year < 100 else year, month, day)
        return day_start + timedelta(seconds=one.time_s % 86_400)
    except (ValueError, OverflowError):
        return None
