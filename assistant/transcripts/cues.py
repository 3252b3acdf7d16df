"""Files of timed cues (WebVTT, SRT, SBV): from lines to blocks, whatever stands between them.

A cue reaches to the next line of times, not to the next blank line: real files have blank lines within cues, and lines
that only look like the start of something else.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.transcripts.protocols import Unread
from assistant.transcripts.text import visible
from assistant.transcripts.times import CLOCK, parse_clock

ARROW = re.compile(rf"\s*\[?({CLOCK})\s*--?>\s*({CLOCK})(?:(\])(.*)|\s.*)?")
COMMA = re.compile(rf"\s*({CLOCK}),({CLOCK})\s*()()")
_DAMAGED = re.compile(r"\s*[\d:.,;]+\s*[-–—]+>\s*[\d:.,;]*\s*")
_BROKEN = r"(?=[^\s>]*\d[^\s>]*\d)(?=[^\s>]*[\d:]:|[^\s>]*:[\d:])[\w:.,;?\ufffd]{3,16}"
"""What was a time: "00:0x:42" has a colon and two digits, "A", "10" and "B:" have not."""
_DAMAGED_SIDE = re.compile(rf"\s*(?:{_BROKEN}\s*[-–—]+>\s*(?:{_BROKEN}|[\d:.,;]*)|[\d:.,;]*\s*[-–—]+>\s*{_BROKEN})\s*")
_MACHINE_ID = re.compile(r"\d+|[0-9a-f-]{8,}(?:/[\w-]+)*", re.IGNORECASE)
_SETTINGS = re.compile(r"(?:\s+[A-Za-z]\w*[:=]\S*)*\s*")
"""Where a cue stands on the screen; anything else behind the times is words that lost their line."""
_NOTE = re.compile(r"NOTE(?:[ \t]|$)")
_STYLE = re.compile(r"(?:STYLE|REGION)\s*$")
_LONGEST_TIMES = 300


@dataclass(slots=True)
class Block:
    """One cue as the file has it; `start_s` is None where the times are damaged."""

    line: int
    start_s: float | None = None
    end_s: float | None = None
    label: str = ""
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Blocks:
    """All cues of a file, and what stood before and between them."""

    head: list[tuple[int, str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    damaged: list[tuple[int, str]] = field(default_factory=list)

    @property
    def unread(self) -> Unread:
        """Lines of times that could not be read; their words are kept."""
        return Unread(len(self.damaged), *self.damaged[0]) if self.damaged else Unread()


def read_blocks(
    lines: Sequence[str], times: re.Pattern[str] = ARROW, *, comments: bool = False, ids: bool = True
) -> Blocks:
    """Cut lines into cues.

    Args:
        lines: Of the whole file.
        times: `ARROW` (VTT, SRT) or `COMMA` (SBV).
        comments: Whether NOTE and, above the first cue, STYLE and REGION open comments, as in WebVTT.
        ids: Whether a line right above the times can be the id of a cue.
    """
    found, held, in_comment = Blocks(), list[tuple[int, str]](), False
    for number, raw in enumerate(lines, 1):
        line = visible(raw)
        timed = _timed(line, number, times, found)
        if timed:
            _close(found, held, timed, ids=ids)
            held, in_comment = [], False
        elif comments and _opens_comment(line, found) and (not held or not held[-1][1].strip()):
            found.comments.append((number, line))
            in_comment = True
        elif in_comment and line.strip():
            found.comments.append((number, line))
        else:
            in_comment = False
            held.append((number, line))
    _keep(found, held)
    return found


def _timed(line: str, number: int, times: re.Pattern[str], found: Blocks) -> Block | None:
    """A new cue when a line holds its times; also when it holds damaged ones."""
    start = line[:20].strip()
    if not start[:1].isdigit() and not start.startswith(("[", "-", "–", "—")) and "->" not in line[:_LONGEST_TIMES]:
        return None
    match = times.fullmatch(line[:_LONGEST_TIMES])
    if match:
        block = Block(number, parse_clock(match[1]), parse_clock(match[2]))
        if match[3]:  # Whisper prints `[00:00.000 --> 00:04.000] text`
            block.texts.append(match[4] + line[_LONGEST_TIMES:])
        elif not _SETTINGS.fullmatch(line, match.end(2)):
            block.texts.append(line[match.end(2) :].strip())
        return block
    if _DAMAGED.fullmatch(line[:_LONGEST_TIMES]) or _DAMAGED_SIDE.fullmatch(line[:_LONGEST_TIMES]):
        found.damaged.append((number, line.strip()))
        return Block(number)
    return None


def _opens_comment(line: str, found: Blocks) -> bool:
    return bool(_NOTE.match(line)) or (not found.blocks and bool(_STYLE.match(line)))


def _close(found: Blocks, held: list[tuple[int, str]], new: Block, *, ids: bool) -> None:
    """Give the lines since the last cue to it, and the id at their end to the new cue."""
    label = _label(found, held) if ids else ""
    if label:
        held = held[:-1]
        new.label = "" if _MACHINE_ID.fullmatch(label) else label
    _keep(found, held)
    found.blocks.append(new)


def _label(found: Blocks, held: list[tuple[int, str]]) -> str:
    """The cue id right above a line of times; empty when that line belongs to the cue before."""
    last = held[-1][1].strip() if held else ""
    if not last:
        return ""
    alone = len(held) == 1 or not held[-2][1].strip()
    if alone and (not found.blocks or len(held) > 1 or found.blocks[-1].texts):
        return last
    return last if last.isdecimal() and int(last[:9]) == len(found.blocks) + 1 else ""


def _keep(found: Blocks, held: list[tuple[int, str]]) -> None:
    if found.blocks:
        found.blocks[-1].texts += [line.strip() for _, line in held if line.strip()]
    else:
        found.head += [(number, line.strip()) for number, line in held if line.strip()]
