"""WebVTT: Zoom (`Name: text`), Teams (voice tags, notes of classic Stream, JSON of Graph), Meet, YouTube, Whisper."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.domain.transcript import Timing
from assistant.transcripts.captions import read_captions
from assistant.transcripts.cues import ARROW, Block, Blocks, read_blocks
from assistant.transcripts.names import clean_name
from assistant.transcripts.protocols import Cue, Document, Draft, SetAside
from assistant.transcripts.times import parse_moment

_LANGUAGE = re.compile(r"(?:NOTE\s+)?language:\s*\"?([a-z]{2,3})\b", re.IGNORECASE)
_TECHNICAL = re.compile(r"NOTE\s*(?:Confidence:|duration:|language:|recognizability:|$)|STYLE|REGION|X-TIMESTAMP", re.I)

_SHEET = re.compile(
    r"[^{}]*[{}].*|/\*.*|.*\*/|@\w.*|::.*|[\w-]+\s*:[^;]*;.*|[a-z]+[:=]\S+(?:\s+[a-z]+[:=]\S+)*|[-<>!]+|WEBVTT.*"
)
"""A line of CSS, or the settings of a region."""


class WebVtt:
    """Reads WebVTT, with or without its first line."""

    name = "WebVTT"

    def recognises(self, document: Document) -> float:
        """Certain by its first line; likely where lines of times with a point stand, as in a file cut at the start."""
        if not document.is_prose:
            return 0.0
        if any(line.startswith("WEBVTT") for line in document.sample[:3]):
            return 1.0
        timed = [line for line in document.sample if "->" in line and ARROW.fullmatch(line[:300])]
        return 0.8 if timed and "," not in timed[0].partition(">")[0] else 0.0

    def read(self, document: Document) -> Draft:
        """Read its cues; what stands in notes that are no technical ones is set aside."""
        found = read_blocks(document.lines, comments=True)
        heads = [text for _, text in found.head] + [text for _, text in found.comments]
        language = next((match[1].lower() for match in map(_LANGUAGE.match, heads) if match), "")
        json_cues = list(_json_cues(found.blocks))
        moment = next((cue[1] for cue in json_cues if cue[1]), None)
        if json_cues and len(json_cues) == len(found.blocks):
            return self._draft(found, [cue for cue, _ in json_cues], language, started_at=moment)
        captions = read_captions(found.blocks)
        return self._draft(found, captions.cues, language, captions.set_aside, notices=captions.notices)

    def _draft(
        self, found: Blocks, cues: Sequence[Cue], language: str, aside: Sequence[SetAside] = (), **more: Any
    ) -> Draft:
        return Draft(
            cues=tuple(cues),
            timing=Timing.CUE,
            language=language[:2],
            unread=found.unread,
            set_aside=(*_aside(found), *aside),
            by_whisper=not any(cue.speaker for cue in cues),
            **more,
        )


def _json_cues(blocks: Sequence[Block]) -> Iterator[tuple[Cue, Any]]:
    """Cues whose text is a JSON object, as Graph's `metadataContent` gives them."""
    for block in blocks:
        text = " ".join(block.texts)
        if not text.startswith("{"):
            return
        try:
            said = json.loads(text)
        except (ValueError, RecursionError):
            return
        words = said.get("spokenText")
        if not isinstance(words, str):
            return
        name = said.get("speakerName")
        speaker = clean_name(name) if isinstance(name, str) else ""
        yield Cue(speaker, words, block.start_s, block.end_s, block.line), parse_moment(said.get("startDateTime"))


def _aside(found: Blocks) -> Iterator[SetAside]:
    """Comments and lines of the head that hold words and are not technical.

    In a damaged file words may stand below STYLE, so not all of it is taken for style sheets.
    """
    style = False
    for number, text in found.comments:
        style = text.startswith(("STYLE", "REGION")) or (style and not text.startswith("NOTE"))
        if not (style and _SHEET.fullmatch(text.strip())) and not _TECHNICAL.match(text):
            yield SetAside(text, "a note in the file", number)
    for number, text in found.head:
        if not text.startswith(("WEBVTT", "Kind:", "Language:", "X-TIMESTAMP")) and not text.isdigit():
            yield SetAside(text, "before the first time", number)
