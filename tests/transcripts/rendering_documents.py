"""Documents: the Word file of Teams, and the Google Doc of Meet as Word, text and Markdown."""

import io
import zipfile
from collections.abc import Callable, Iterable

from docx import Document
from docx.document import Document as Word

from tests.transcripts.meeting import Meeting, Turn, all_pieces, long_clock, short_clock

BLOCK_S = 150
MACHINE_MADE = (
    "This editable transcript was computer generated and might contain errors. "
    "People can also change the text after it was created."
)


def teams_docx(held: Meeting) -> bytes:
    """Teams: header and speech in one paragraph, with a line break between and one before."""

    def add(word: Word, turn: Turn) -> None:
        paragraph = word.add_paragraph()
        paragraph.add_run().add_break()
        paragraph.add_run(turn.speaker).bold = True
        paragraph.add_run(f"   {short_clock(turn.start_s)}").add_break()
        paragraph.add_run(turn.text)

    return _teams(held, add)


def teams_docx_paragraphs(held: Meeting) -> bytes:
    """Teams, the other way: header and speech each in a paragraph of their own."""

    def add(word: Word, turn: Turn) -> None:
        word.add_paragraph(f"{turn.speaker}   {short_clock(turn.start_s)}")
        word.add_paragraph(turn.text)

    return _teams(held, add)


def meet_docx(held: Meeting) -> bytes:
    """Google Meet's document, downloaded as Word."""
    word = Document()
    word.add_heading(_meet_title(held), 1)
    word.add_heading("Attendees", 3)
    word.add_paragraph(", ".join((*held.speakers, *held.also_there)))
    word.add_heading("Transcript", 2)
    word.add_paragraph().add_run(MACHINE_MADE).italic = True
    for stamp, turns in _blocks(held):
        word.add_heading(stamp, 3)
        for turn in turns:
            paragraph = word.add_paragraph()
            paragraph.add_run(f"{turn.speaker}:").bold = True
            paragraph.add_run(f" {turn.text}")
    word.add_heading(_meet_end(held), 3)
    return _saved(word)


def meet_txt(held: Meeting) -> bytes:
    """The same document, downloaded as plain text: a byte order mark and CRLF, as Google Docs writes it."""
    people = ", ".join((*held.speakers, *held.also_there))
    lines = [_meet_title(held), "Attendees", people, "Transcript", MACHINE_MADE, ""]
    for stamp, turns in _blocks(held):
        lines += [stamp, *(f"{turn.speaker}: {turn.text}" for turn in turns), ""]
    return "\ufeff".encode() + "\r\n".join([*lines, _meet_end(held), ""]).encode()


def meet_md(held: Meeting) -> bytes:
    """The same document, downloaded as Markdown: headings, bold names, two trailing spaces."""
    title = _meet_title(held).replace(" - Transcript", " \\- Transcript")
    people = ", ".join((*held.speakers, *held.also_there))
    lines = [f"# {title}", "", "### Attendees", "", people, "", "## Transcript", "", f"*{MACHINE_MADE}*", ""]
    for stamp, turns in _blocks(held):
        lines += [f"### {stamp}", ""]
        for turn in turns:
            lines += [f"**{turn.speaker}:** {turn.text}  ", ""]
    return "\n".join([*lines, f"### {_meet_end(held)}", ""]).encode()


def _teams(held: Meeting, add: Callable[[Word, Turn], None]) -> bytes:
    word, first = Document(), held.speakers[0] if held.turns else "Somebody"
    minutes, seconds = divmod(int(held.duration_s), 60)
    word.add_paragraph(f"{held.title}-{held.started_at:%Y%m%d_%H%M%S}-Meeting Transcript")
    word.add_paragraph(
        f"{held.started_at.day} {held.started_at:%B %Y, %I:%M%p}".replace("AM", "am").replace("PM", "pm")
    )
    word.add_paragraph(f"{minutes}m {seconds}s")
    word.add_paragraph(f"{first} started transcription")
    for turn in all_pieces(held, 60):
        add(word, turn)
    word.add_paragraph(f"{first} stopped transcription")
    return _saved(word)


def _meet_title(held: Meeting) -> str:
    zone = held.started_at.strftime("%z")
    hours = int(zone[:3]) if zone else 0
    return f"{held.title} ({held.started_at:%Y-%m-%d at %H:%M} GMT{hours:+d}) - Transcript"


def _meet_end(held: Meeting) -> str:
    return f"Transcription ended after {long_clock(held.duration_s)}"


def _blocks(held: Meeting) -> Iterable[tuple[str, list[Turn]]]:
    """Turns by block; Meet writes a time only every few minutes and makes a paragraph of a quarter minute or so."""
    stamp, turns = 0.0, list[Turn]()
    for turn in all_pieces(held, 25):
        if turn.start_s - stamp >= BLOCK_S:
            yield long_clock(stamp), turns
            stamp, turns = turn.start_s, []
        turns.append(turn)
    yield long_clock(stamp), turns


def _saved(word: Word) -> bytes:
    """The bytes of a document, the same each time: the dates within are fixed."""
    plain, out = io.BytesIO(), io.BytesIO()
    word.core_properties.author = ""
    word.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
