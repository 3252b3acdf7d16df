"""Text with names before what was said: `Name: text`, times, bold and brackets; Descript, Granola, typed by hand."""

from assistant.transcripts.labels import read_labelled, speakers_among, take_apart
from assistant.transcripts.protocols import Document, Draft, SetAside

_SHORT = 6


class LabelledText:
    """Reads labelled lines."""

    name = "Text with names"

    def recognises(self, document: Document) -> float:
        """Likely where a name comes again, as in a conversation; notes with a heading for each line are none."""
        if not document.is_prose:
            return 0.0
        labels = [take_apart(line) for line in document.sample]
        names = speakers_among(labels)
        spoken = [one.prefix for one in labels if one.prefix in names]
        short = 0 < len(labels) == len(spoken) <= _SHORT
        return 0.6 if len(spoken) > len(set(spoken)) or short else 0.0

    def read(self, document: Document) -> Draft:
        """Read it; what stands before the first name is set aside."""
        found = read_labelled(document.lines)
        first = found.preamble[0][1] if found.preamble else ""
        return Draft(
            cues=tuple(found.cues),
            timing=found.timing,
            title=first.strip("#* ") if len(first) < 80 and len(found.preamble) < 4 else "",
            roles=tuple(found.roles.items()),
            set_aside=tuple(SetAside(text, "before the first speaker", number) for number, text in found.preamble),
        )
