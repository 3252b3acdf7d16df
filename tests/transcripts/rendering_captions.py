"""Caption files: WebVTT of Zoom and Teams, SRT, SBV, and the captions that the Zoom desktop client saves."""

import html
import textwrap
import uuid

from tests.transcripts.meeting import Meeting, all_pieces, clock


def zoom_vtt(held: Meeting) -> bytes:
    """Zoom cloud: one numbered cue every 1 to 10 s, the name before each."""
    lines = ["WEBVTT", ""]
    for number, cue in enumerate(all_pieces(held, 9), 1):
        lines += [str(number), _times(cue.start_s, cue.end_s), _named(cue.speaker, cue.text), ""]
    return "\r\n".join([*lines, ""]).encode()


def teams_vtt(held: Meeting) -> bytes:
    """Teams: GUID cue ids, a voice tag around one or two lines, long turns over several cues."""
    guid = uuid.uuid5(uuid.NAMESPACE_URL, held.title)
    lines = ["WEBVTT", ""]
    for number, turn in enumerate(held.turns):
        for part, cue in enumerate(all_pieces(Meeting((turn,)), 12)):
            text = html.escape("\n".join(textwrap.wrap(cue.text, 80, break_long_words=False)), quote=False)
            name = html.escape(cue.speaker, quote=False)
            lines += [f"{guid}/{number + 11}-{part}", _times(cue.start_s, cue.end_s), f"<v {name}>{text}</v>", ""]
    return "\n".join(lines).encode()


def srt(held: Meeting) -> bytes:
    """SubRip with the name before each cue, as Otter and Descript write it."""
    lines = []
    for number, cue in enumerate(all_pieces(held, 6), 1):
        lines += [str(number), _times(cue.start_s, cue.end_s, ","), _named(cue.speaker, cue.text), ""]
    return "\n".join([*lines, ""]).encode()


def sbv(held: Meeting) -> bytes:
    """YouTube's SBV: short cues, no names."""
    lines = []
    for cue in all_pieces(held, 4):
        lines += [f"{clock(cue.start_s)[1:]},{clock(cue.end_s)[1:]}", cue.text, ""]
    return "\n".join(lines).encode()


def zoom_captions(held: Meeting) -> bytes:
    """`meeting_saved_closed_caption.txt`: the name in brackets and the time of day."""
    lines = []
    for cue in all_pieces(held, 8):
        lines += [f"[{cue.speaker}] {held.at(cue.start_s):%H:%M:%S}", cue.text, ""]
    return "\n".join([*lines, ""]).encode()


def _times(start_s: float, end_s: float, mark: str = ".") -> str:
    return f"{clock(start_s, mark)} --> {clock(end_s, mark)}"


def _named(speaker: str, text: str) -> str:
    return f"{speaker}: {text}" if speaker else text
