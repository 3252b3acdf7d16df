"""The Word document of Teams: `Name   0:03` above what was said, or, older, `0:0:5.100 --> 0:0:8.250` above the name.

Both also as text that was copied out of the document.
"""

import re
from collections.abc import Collection

from assistant.domain.transcript import Timing
from assistant.transcripts.cues import ARROW, Blocks, read_blocks
from assistant.transcripts.file_names import NameFacts, read_file_name
from assistant.transcripts.names import choose_names, clean_name
from assistant.transcripts.protocols import Container, Cue, Document, Draft, SetAside
from assistant.transcripts.sections import Sections, has_sections, name_and_time, read_sections
from assistant.transcripts.text import join

_EVENT = re.compile(r"trans[ck]ri|transskri|trascri|litteroin|文字起こし|トランスクリプ|转录|听录|轉錄|전사", re.I)
_UNPADDED = re.compile(r"\d+:\d{1,2}:\d{1,2}\.\d+ --> \d+:\d{1,2}:\d{1,2}\.\d+")
_PADDED = re.compile(r"\d{2,}:\d{2}:\d{2}\.")
_DURATION = re.compile(r"(?:\d+\s?h\s*)?(?:\d+\s?m(?:in)?\s*)?(?:\d+\s?s)?")
_EVENT_WORDS = 6
_PREAMBLE_LINES = 12


class TeamsDocument:
    """Reads both styles of Teams' Word document, in any language of Teams."""

    name = "Teams document"

    def recognises(self, document: Document) -> float:
        """By the headers in a Word document, or by the line that says who started the transcription."""
        if not document.is_prose:
            return 0.0
        if any(map(_is_arrow, document.sample[:40])):
            return 0.9 if document.container is Container.DOCX or _has_unpadded(document) else 0.0
        header = name_and_time(document.sample)
        places = [at for at, line in enumerate(document.sample) if (one := header(line)) and one.name]
        if not places or places[0] > _PREAMBLE_LINES:
            return 0.0
        started = any(_EVENT.search(line) for line in document.sample[: places[0]])
        if started:
            return 0.9
        return 0.8 if document.container is Container.DOCX and has_sections(document.sample, header) else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; who started and stopped the transcription is set aside."""
        if any(map(_is_arrow, document.sample)):
            return _read_arrows(read_blocks(document.lines))
        return _read_headers(read_sections(document.lines, name_and_time(document.lines)))


def _read_headers(found: Sections) -> Draft:
    names = {one.header.name for one in found.sections}
    facts, aside = _preamble(found.preamble)
    cues = []
    for one in found.sections:
        events = {text for text in one.texts if _is_event(text, names)}
        aside += [SetAside(text, "written by Teams", one.line) for text in one.texts if text in events]
        spoken = join([text for text in one.texts if text not in events])
        cues.append(Cue(clean_name(one.header.name), spoken, one.header.start_s, None, one.line))
    return _draft(cues, Timing.START_ONLY, facts, aside)


def _read_arrows(found: Blocks) -> Draft:
    first = [one.texts[0] for one in found.blocks if len(one.texts) > 1]
    names = choose_names(first, len(found.blocks))
    facts, aside = _preamble(found.head)
    cues = []
    for one in found.blocks:
        named = len(one.texts) > 1 and one.texts[0] in names
        speaker, spoken = (clean_name(one.texts[0]), one.texts[1:]) if named else ("", one.texts)
        cues.append(Cue(speaker, join(spoken), one.start_s, one.end_s, one.line))
    return _draft(cues, Timing.CUE, facts, aside)


def _draft(cues: list[Cue], timing: Timing, facts: NameFacts, aside: list[SetAside]) -> Draft:
    return Draft(
        cues=tuple(cues),
        timing=timing,
        title=facts.title,
        started_at=facts.started_at,
        day=facts.day,
        set_aside=tuple(aside),
    )


def _preamble(lines: list[tuple[int, str]]) -> tuple[NameFacts, list[SetAside]]:
    """The title, which holds the date as a file name does, and the other lines above the first speaker."""
    first = lines[0][1] if lines else ""
    facts = NameFacts() if _EVENT.search(first) and len(lines) == 1 else read_file_name(f"{first}.docx")
    if _DURATION.fullmatch(facts.title):
        facts = NameFacts("", facts.started_at, facts.day)
    return facts, [SetAside(text, "before the first speaker", number) for number, text in lines]


def _is_event(text: str, names: Collection[str]) -> bool:
    """Whether a paragraph is `Name stopped transcription` in the language of somebody's Teams."""
    if len(text) > 120 or not _EVENT.search(text) or text.endswith((".", "?", "!", ",")):
        return False
    return any(name and text.startswith(name) and len(text[len(name) :].split()) <= _EVENT_WORDS for name in names)


def _is_arrow(line: str) -> bool:
    return "-->" in line and bool(ARROW.fullmatch(line[:300])) and "." in line.partition("-->")[0]


def _has_unpadded(document: Document) -> bool:
    """Times such as `0:0:5.100`, which no other tool writes."""
    if document.sample[0].startswith("WEBVTT"):
        return False
    return any(_UNPADDED.match(line) and not _PADDED.match(line) for line in document.sample[:40])
