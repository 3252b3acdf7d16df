"""The text of a Word document, paragraph by paragraph, wherever in the body it stands.

The body is walked as XML, not as a list of paragraphs: meeting tools put speech into tables and text boxes. The parser
takes no document type, so there are no entities to expand or to fetch.
"""

from dataclasses import dataclass, field
from xml.parsers import expat

from assistant.transcripts.archives import opened, unpacked
from assistant.transcripts.refusing import refuse

BODY = "word/document.xml"
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


class _DocumentTypeError(Exception):
    """The XML declares a document type, which Word never writes."""


@dataclass(slots=True)
class _Walker:
    """Collects text runs into paragraphs while the parser goes through the body."""

    paragraphs: list[str] = field(default_factory=list)
    open_texts: list[list[str]] = field(default_factory=list)
    in_text: bool = False
    in_run: int = 0
    skipping: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if self.skipping or name == "Fallback":  # the same text box once more, for old programs
            self.skipping += 1
        elif name == "p" and tag.startswith("w:"):
            self.open_texts.append([])
        elif name == "r":
            self.in_run += 1
        elif name == "t":
            self.in_text = True
        elif name in _BREAKS and self.in_run and self.open_texts:
            self.open_texts[-1].append(_BREAKS[name])

    def end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        if self.skipping:
            self.skipping -= 1
        elif name == "p" and tag.startswith("w:") and self.open_texts:
            self.paragraphs.append("".join(self.open_texts.pop()))
        elif name == "r":
            self.in_run -= 1
        elif name == "t":
            self.in_text = False

    def text(self, data: str) -> None:
        if self.in_text and self.open_texts and not self.skipping:
            self.open_texts[-1].append(data)


def read_paragraphs(name: str, data: bytes) -> list[str]:
    """Read the paragraphs of a Word document; a line break within one is a newline.

    Raises:
        UnreadableTranscript: It is damaged, has a password, is a bomb, or declares XML entities.
    """
    walker = _Walker()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with opened(name, data) as archive:
        try:
            for block in unpacked(name, archive, BODY):
                parser.Parse(block, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            refuse(
                name, f"is damaged: its text ends in the middle, at line {error.lineno}", "Save or download it again."
            )
        except _DocumentTypeError:
            refuse(
                name, "declares an XML document type, which Word never does", "Save it again with Word or Google Docs."
            )
    return walker.paragraphs


def _refuse_doctype(*_: object) -> None:
    raise _DocumentTypeError
