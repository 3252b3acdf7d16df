"""Lines of the form `Name: text`, with the times, bold, brackets and bullets that tools and people put around it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from assistant.domain.transcript import Timing
from assistant.transcripts.names import choose_names, clean_name, is_section_label, looks_like_name, split_prefix
from assistant.transcripts.protocols import Cue
from assistant.transcripts.text import join, visible
from assistant.transcripts.times import CLOCK, parse_clock

_TIME_FIRST = re.compile(rf"[(\[]?({CLOCK})(?:\s*(?:--?>|[-–—])\s*{CLOCK})?[)\]]?(?:\s+|[-–—:]\s*|$)[-–—]?\s*")
_TIME_LAST = re.compile(rf"\s*[(\[]?({CLOCK})[)\]]?\s*$")
_MARKS = re.compile(r"\s*(?:#{1,6}\s+|>\s+|[-*•]\s+)?")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,90}?)\1(:?)\s*")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")
_COLUMNS = re.compile(r"(\S(?:.{0,58}?\S)?)(?: {2,}|\t)\s*(\S.*)")
_ROLE = re.compile(
    r"[(\[](mentor|mentee|coach|coachee|host|guest|interviewer|interviewee|client|student|tutor)[)\]]", re.I
)


@dataclass(frozen=True, slots=True)
class Label:
    """One line taken apart.

    Args:
        prefix: What might be a name; empty without one.
        rest: What stands after the prefix, or after the time.
        plain: The whole line without marks of Markdown.
    """

    line: int
    prefix: str
    rest: str
    start_s: float | None
    plain: str
    is_bold: bool = False

    @property
    def is_stamp(self) -> bool:
        """Whether the line is a time and nothing else."""
        return self.start_s is not None and not self.prefix and not self.rest


@dataclass(slots=True)
class Labelled:
    """What labelled text holds: cues with speakers, what stood before the first, roles in brackets."""

    timing: Timing
    cues: list[Cue] = field(default_factory=list)
    preamble: list[tuple[int, str]] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)


def take_apart(line: str, number: int = 0) -> Label:
    """Take a line apart, without deciding whether its prefix is a name."""
    plain = visible(line).strip()
    if "\\" in plain:
        plain = _ESCAPED.sub(r"\1", plain)
    body = plain[_end(_MARKS.match(plain)) :]
    start_s, body = _leading_time(body)
    prefix, text = _bold_prefix(body)
    bold = bool(prefix)
    if not prefix and start_s is not None:
        prefix, text = _columns(body)
    if not prefix:
        prefix, text = split_prefix(body)
    late = _TIME_LAST.search(prefix) if prefix and prefix[-1] in "0123456789)]" else None
    if late and late.start():
        start_s, prefix = parse_clock(late[1]) if start_s is None else start_s, prefix[: late.start()].strip()
    return Label(number, prefix.strip("*_ "), _without_bold(text), start_s, _without_bold(plain), bold)


def read_labelled(lines: Sequence[str], roster: Collection[str] = (), first_line: int = 1) -> Labelled:
    """Read labelled lines; a line without a label continues what the speaker before it said."""
    labels = [take_apart(line, number) for number, line in enumerate(lines, first_line) if visible(line).strip()]
    names = speakers_among(labels, roster)
    found = Labelled(_timing(labels, names))
    timed = 2 * sum(one.start_s is not None for one in labels) > len(labels)
    groups = list[_Group]()
    speaker: str | None = None
    now, stamped = 0.0, False
    for one in labels:
        now = now if one.start_s is None else one.start_s
        if one.is_stamp:
            stamped = True
            continue
        named, opens = one.prefix in names, is_section_label(one.prefix)
        if speaker is None and not named:
            found.preamble.append((one.line, one.plain))
            continue
        text = one.rest if named else _unlabelled(one, timed=timed)
        if named or opens or stamped or (timed and one.start_s is not None):
            speaker = clean_name(one.prefix) if named else "" if opens else speaker or ""
            groups.append(_Group(one.line, speaker, now))
        groups[-1].texts.append(text)
        stamped = False
    found.cues = [_cue(group, found) for group in groups]
    return found


@dataclass(slots=True)
class _Group:
    """A label and the lines that continue it."""

    line: int
    speaker: str
    start_s: float
    texts: list[str] = field(default_factory=list)


def _cue(group: _Group, found: Labelled) -> Cue:
    text = join(group.texts)
    role = _ROLE.match(text)
    if role and group.speaker:
        found.roles[group.speaker] = role[1].lower()
        text = text[role.end() :].strip()
    return Cue(group.speaker, text, None if found.timing is Timing.NONE else group.start_s, None, group.line)


def _unlabelled(one: Label, *, timed: bool) -> str:
    """The words of a line without a speaker; "10:30 works for me" starts with a word, unless all lines have a time."""
    if not timed or one.start_s is None:
        return one.plain
    return f"{one.prefix}: {one.rest}" if one.prefix else one.rest


def speakers_among(labels: Sequence[Label], roster: Collection[str] = ()) -> frozenset[str]:
    """Which prefixes are speakers.

    What a file sets in bold and looks like a name is one, even once. Where names stand on lines of their own, only
    those count. Half as many labels as among captions are enough: people write several lines below one.
    """
    bold = frozenset(one.prefix for one in labels if one.is_bold and looks_like_name(one.prefix))
    lines = sum(not one.is_stamp for one in labels)
    alone = [one.prefix for one in labels if one.prefix and not one.rest]
    prefixes = alone if len(alone) > max(1, lines / 3) else [one.prefix for one in labels if one.prefix]
    return bold | choose_names(prefixes, lines // 2, roster)


def _timing(labels: Sequence[Label], names: frozenset[str]) -> Timing:
    """A time with most labels is their start; times on lines of their own are blocks."""
    spoken = [one for one in labels if one.prefix in names]
    if 2 * sum(one.start_s is not None for one in spoken) > len(spoken):
        return Timing.START_ONLY
    return Timing.BLOCK if any(one.is_stamp for one in labels) else Timing.NONE


def _end(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def _leading_time(text: str) -> tuple[float | None, str]:
    bare = text.lstrip("*_")
    match = _TIME_FIRST.match(bare) if bare[:1].isdigit() or bare[:1] in "([" else None
    if not match:
        return None, text
    rest = bare[match.end() :]
    return parse_clock(match[1]), rest if rest.strip("*_ ") else ""


def _bold_prefix(text: str) -> tuple[str, str]:
    """`**Name:** text`, `**Name**: text` or `**Name (00:00):** text`."""
    match = _BOLD.match(text) if text[:2] in {"**", "__"} else None
    inside = match[2].rstrip() if match else ""
    if not match or not (inside.endswith(":") or match[3]):
        return "", text
    return inside.rstrip(": "), text[match.end() :]


def _columns(text: str) -> tuple[str, str]:
    """`Name  text` with a gap between, after a time."""
    match = _COLUMNS.fullmatch(text)
    name = match[1].rstrip(":") if match else ""
    return (name, match[2]) if match and ":" not in name and looks_like_name(name) else ("", text)


def _without_bold(text: str) -> str:
    """Drop the marks of Markdown emphasis that surround words, and the two spaces that end a line."""
    return (_EMPHASIS.sub(r"\2", text) if "**" in text or "__" in text else text).strip()
