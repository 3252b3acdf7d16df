"""No word that can be read is lost: it is said, or the name of who says it, or set aside for the person to see."""

import re

from assistant.errors import UnreadableTranscript
from assistant.transcripts import read_bytes
from tests.fuzz.mutations import disordered
from tests.transcripts.meeting import Meeting, meeting
from tests.transcripts.rendering import RENDERERS

NAMES = ("Dana Reyes", "Sam Okoro")
NOT_LINES = ("docx", "slack", "json", "download")
"""In these a line is not what is read, so that changing lines damages more than their order."""
ODD_LINES = (
    b"00:00:01.000 --> 00:00:02.000", b"00:00:01,000 --> 00:", b"Note: w901w", b"\n", b"w902w --> w903w", b"(w904w)",
    b"NOTE w905w w906w", b"w907w", b"0:15", b"12", b"Summary: w908w", b"[12:00] w909w", b"w910w: w911w", b"# w912w",
    b"Transcript", b"Attendees", b"WEBVTT", b"STYLE", b"- ", b"12:30 w913w", b"w914w w915w 12:30", b"<v w916w>w917w",
    b"**w918w:** w919w",
)  # fmt: skip
A_WORD = re.compile(r"w\d+w")


def numbered() -> Meeting:
    """A meeting in which every word is said once: `w17w`."""
    told, lines = 0, []
    for at, size in enumerate((12, 3, 30, 8, 2, 9)):
        lines.append((NAMES[at % 2], " ".join(f"w{told + one}w" for one in range(size)) + "."))
        told += size
    return meeting(lines)


NUMBERED = {
    kind: render(numbered()) for kind, render in RENDERERS.items() if not any(part in kind for part in NOT_LINES)
}


def check_no_word_is_lost(kind: str, seed: int) -> str:
    """Read an export whose lines were put into disorder, the same for the same seed.

    Returns:
        The format, or `refused`.
    """
    data = disordered(NUMBERED[kind], seed, ODD_LINES)
    try:
        reading = read_bytes("x", data)
    except UnreadableTranscript:
        return "refused"
    kept = [part for one in reading.transcript.utterances for part in (one.speaker, one.text)]
    kept += [one.text for one in reading.set_aside]
    lost = set(A_WORD.findall(data.decode("utf-8", "replace"))) - set(A_WORD.findall(" ".join(kept)))
    assert not lost, f"{reading.format} lost {sorted(lost)}"
    return reading.format
