"""Otter's text export: name, two spaces, time, two spaces; then what was said; a footer."""

import re

from assistant.transcripts.protocols import Document, Draft
from assistant.transcripts.readers.headed import headed_draft
from assistant.transcripts.sections import name_and_time, read_sections
from assistant.transcripts.stock_lines import is_footer
from assistant.transcripts.times import CLOCK

_HEADER = re.compile(rf"(?:\S[^\n]{{0,90}} {{2,}})?{CLOCK} {{2,}}")
_SHOWN_LINES = 400


class Otter:
    """Reads Otter's TXT with or without names."""

    name = "Otter"

    def recognises(self, document: Document) -> float:
        """By the two spaces after the time, or the footer."""
        if not document.is_prose:
            return 0.0
        lines = document.lines[:_SHOWN_LINES]
        headers = sum(len(line) < 140 and bool(_HEADER.fullmatch(line)) for line in lines)
        last = next((line for line in reversed(document.lines) if line.strip()), "")
        header = name_and_time(document.sample)
        if is_footer(last) and any(map(header, document.sample)):
            return 0.9
        return 0.85 if headers and headers * 4 >= sum(1 for line in lines if line.strip()) else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; the footer is set aside."""
        return headed_draft(read_sections(document.lines, name_and_time(document.lines)))
