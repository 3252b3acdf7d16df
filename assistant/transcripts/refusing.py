"""Files that are no transcripts, known by their first bytes, and what to do instead."""

import re
from typing import NoReturn

from assistant.decoding import has_odd_bytes, marked_encoding, wide_encoding
from assistant.errors import UnreadableTranscript

FORMATS = (
    "Formats that are read: WebVTT, SRT, SBV, Zoom captions and chat, Teams (VTT, Word), Google Meet (Word, text, "
    "Markdown), Otter, Fireflies, Whisper, Slack, WhatsApp, and text with names before what was said."
)
EXPORTS = (
    "Rapport reads transcripts, not recordings. Zoom: Recordings, then Audio transcript. Teams: the meeting's Recap, "
    "then Transcript, Download. Meet: the transcript document in the organiser's Drive. Otter: Export, TXT. "
    "Or transcribe the recording with Whisper and give its JSON, VTT or SRT."
)
_MEDIA = (
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"fLaC", "a FLAC recording"),
    (b"\x1aE\xdf\xa3", "a WebM or Matroska recording"),
    (b"0&\xb2u\x8ef\xcf\x11", "a Windows Media recording"),
    (b"#!AMR", "an AMR recording"),
    (b"caff", "a Core Audio recording"),
    (b"FLV\x01", "a Flash recording"),
    (b"\x00\x00\x01\xba", "an MPEG recording"),
    (b"\x00\x00\x01\xb3", "an MPEG recording"),
)
_OTHERS = (
    (b"%PDF", "a PDF", "Export the transcript as text or Word, or copy its text into a file."),
    (b"\xd0\xcf\x11\xe0", "an old Word file or one with a password", "Save it as .docx without a password."),
    (b"{\\rtf", "an RTF document", "Save it as text or .docx."),
    (b"\x89PNG", "a picture", FORMATS),
    (b"\xff\xd8\xff", "a picture", FORMATS),
    (b"GIF8", "a picture", FORMATS),
    (b"\x1f\x8b", "a compressed file", "Unpack it, and give the transcript that is in it."),
    (b"7z\xbc\xaf", "a compressed file", "Unpack it, and give the transcript that is in it."),
    (b"Rar!", "a compressed file", "Unpack it, and give the transcript that is in it."),
    (b"BZh", "a compressed file", "Unpack it, and give the transcript that is in it."),
    (b"\xfd7zXZ", "a compressed file", "Unpack it, and give the transcript that is in it."),
    (b"SQLite format 3", "a database", FORMATS),
    (b"\x7fELF", "a program", FORMATS),
    (b"MZ\x90", "a program", FORMATS),
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(!doctype|html|head|body|\w+)\b", re.I | re.S
)


def refuse(name: str, what: str, hint: str = FORMATS) -> NoReturn:
    """Say that a file is no transcript.

    Raises:
        UnreadableTranscript: Always.
    """
    raise UnreadableTranscript(f"{name} {what}.", hint)


def refuse_by_bytes(name: str, data: bytes) -> None:
    """Refuse recordings, pictures, PDFs and other bytes that are no text.

    Raises:
        UnreadableTranscript: The message says what the file is.
    """
    media = _media(data)
    if media:
        refuse(name, f"is {media}", EXPORTS)
    for magic, what, hint in _OTHERS:
        if data.startswith(magic):
            refuse(name, f"is {what}", hint)
    start = data[: 1 << 16]
    if not start.strip(b"\x00"):
        refuse(name, "holds nothing but empty bytes: it is damaged", "Save or download it again.")
    if not marked_encoding(start) and not wide_encoding(start) and _is_binary(start):
        refuse(name, "is a binary file, not text")


def refuse_page(name: str, text: str) -> None:
    """Refuse a web page, which is what a download gives when the sign-in has expired.

    Raises:
        UnreadableTranscript: It starts as HTML or XML does.
    """
    found = _PAGE.match(text[:4000])
    if not found:
        return
    if found[1].lower() in {"!doctype", "html", "head", "body"}:
        hint = "It is often a sign-in or error page: open the meeting tool, sign in, and download the transcript again."
        refuse(name, "is a web page, not a transcript", hint)
    if text.lstrip().startswith("<?xml"):
        refuse(name, "is an XML file")


def _media(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "an MP4, M4A or QuickTime recording"
    if data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"AVI "):
        return "a WAV or AVI recording"
    if data[:1] == b"\xff" and len(data) > 3 and data[1] & 0xE0 == 0xE0 and data[:2] not in (b"\xff\xfe", b"\xff\xff"):
        return "an MP3 or AAC recording"
    return next((what for magic, what in _MEDIA if data.startswith(magic)), "")


def _is_binary(start: bytes) -> bool:
    return has_odd_bytes(start, 0.02) or start.count(0) > len(start) // 8
