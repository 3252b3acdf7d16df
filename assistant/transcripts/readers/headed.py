"""Text with a header above each piece of speech, of no particular tool: `Name (00:12)` of Riverside, `0:15` alone."""

from assistant.domain.transcript import Timing
from assistant.transcripts.names import clean_name
from assistant.transcripts.protocols import Cue, Document, Draft, SetAside
from assistant.transcripts.sections import Sections, has_sections, name_and_time, read_sections
from assistant.transcripts.stock_lines import FOOTER, is_footer
from assistant.transcripts.text import join


class HeadedText:
    """Reads headers with a name, a time, or both, above what was said."""

    name = "Text under names and times"

    def recognises(self, document: Document) -> float:
        """Likely by two headers with text below, and few lines above; "Lunch 12:30" in a list has none."""
        if not document.is_prose:
            return 0.0
        return 0.55 if has_sections(document.sample, name_and_time(document.sample)) else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; lines before the first header are set aside."""
        return headed_draft(read_sections(document.lines, name_and_time(document.lines)))


def headed_draft(found: Sections) -> Draft:
    """Make a draft of sections; footers of services are set aside."""
    cues, aside = list[Cue](), [SetAside(text, "before the first speaker", number) for number, text in found.preamble]
    for one in found.sections:
        footers = {text for text in one.texts if is_footer(text)}
        aside += [SetAside(text, FOOTER, one.line) for text in one.texts if text in footers]
        spoken = join([text for text in one.texts if text not in footers])
        cues.append(Cue(clean_name(one.header.name), spoken, one.header.start_s, None, one.line))
    return Draft(cues=tuple(cues), timing=Timing.START_ONLY, set_aside=tuple(aside))
