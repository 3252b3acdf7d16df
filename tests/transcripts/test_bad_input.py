"""What is no transcript is refused with what it is and what to do; what is damaged in part is read and counted."""

import codecs
import io
import time
import zipfile
from pathlib import Path

import pytest

from assistant.errors import UnreadableTranscript
from assistant.transcripts import opening, read_bytes, read_transcript
from tests.transcripts.helpers import said, turns, word, zipped

SECRET = "we talked about my salary"
MEDIA = {
    "mp4": b"\x00\x00\x00\x20ftypisom" + b"\x00" * 50,
    "m4a": b"\x00\x00\x00\x20ftypM4A " + b"\x00" * 50,
    "mp3 with tags": b"ID3\x04\x00" + b"\x00" * 50,
    "mp3": b"\xff\xfb\x90\x64" + b"\x00\x01" * 50,
    "wav": b"RIFF\x24\x08\x00\x00WAVEfmt " + b"\x00" * 50,
    "webm": b"\x1a\x45\xdf\xa3" + b"\x01" * 50,
    "ogg": b"OggS\x00\x02" + b"\x00" * 50,
    "flac": b"fLaC\x00" + b"\x00" * 50,
}
OTHERS = {
    "PDF": (b"%PDF-1.7\n1 0 obj\n", "PDF"),
    "web page": (b"<!DOCTYPE html>\n<html><body>Sign in</body></html>", "web page"),
    "web page after a mark": (codecs.BOM_UTF8 + b"\n<html>" + SECRET.encode(), "web page"),
    "XML": (b"<?xml version='1.0'?>\n<tt><body/></tt>", "XML"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 50, "old Word"),
    "RTF": (b"{\\rtf1\\ansi hello}", "RTF"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "picture"),
    "gzip": (b"\x1f\x8b\x08\x00" + b"\x00" * 50, "compressed"),
    "binary": (bytes(range(256)) * 20, "binary"),
    "zeros": (b"\x00" * 500, "empty bytes"),
    "damaged JSON": (b'{"segments": [{"text": "' + SECRET.encode(), "damaged JSON: line 1"),
    "deep JSON": (b'[{"a":' + b"[" * 100_000, "JSON"),
    "damaged archive": (b"PK\x03\x04" + b"\x00" * 50, "damaged"),
    "archive of others": (zipped({"a.png": b"x", "b.bin": b"y"}), "archive of 2 files"),
    "archive in archive": (zipped({"a.txt": zipped({"b.txt": b"c"})}), "archive in an archive"),
    "no words": (b"WEBVTT\n\n00:01.000 --> 00:02.000\n...\n", "no words"),
}


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff\n".encode()], ids=["nothing", "blanks", "a mark"])
def test_an_empty_file_is_refused(data: bytes):
    with pytest.raises(UnreadableTranscript, match=r"call\.vtt (is empty|holds no text)"):
        read_bytes("call.vtt", data)


@pytest.mark.parametrize("data", MEDIA.values(), ids=MEDIA)
def test_a_recording_gets_how_to_export_a_transcript(data: bytes):
    with pytest.raises(UnreadableTranscript, match="recording") as caught:
        read_bytes("call.vtt", data)
    for tool in ("Zoom", "Teams", "Meet", "Otter", "Whisper"):
        assert tool in caught.value.hint


@pytest.mark.parametrize(("data", "what"), OTHERS.values(), ids=OTHERS)
def test_other_files_are_refused_with_what_they_are(data: bytes, what: str):
    with pytest.raises(UnreadableTranscript, match=what) as caught:
        read_bytes("call.vtt", data)
    assert "call.vtt" in caught.value.message
    assert caught.value.hint
    assert SECRET not in str(caught.value)


def test_half_a_gigabyte_is_refused_before_it_is_read(tmp_path: Path):
    file = tmp_path / "call.txt"
    with file.open("wb") as out:
        out.truncate(500 << 20)  # a sparse file: reading it would take memory, looking at its size does not
    began = time.process_time()
    with pytest.raises(UnreadableTranscript, match="500 MiB"):
        read_transcript(file)
    assert time.process_time() - began < 0.5


def test_a_file_that_is_not_there_is_an_error_of_ours(tmp_path: Path):
    with pytest.raises(UnreadableTranscript, match=r"gone\.vtt cannot be opened"):
        read_transcript(tmp_path / "gone.vtt")


def test_a_zip_bomb_in_a_word_document_is_stopped_early():
    body = b"<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>" + b"a" * (40 << 20)
    data = zipped({"word/document.xml": body})
    began = time.process_time()
    with pytest.raises(UnreadableTranscript, match="unpacks to more than"):
        read_bytes("call.docx", data)
    assert time.process_time() - began < 3


def test_an_archive_that_lies_about_its_sizes_is_stopped_too(monkeypatch: pytest.MonkeyPatch):
    data = bytearray(zipped({"word/document.xml": b"<a/>" + b" " * (20 << 20)}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = (100).to_bytes(4, "little")  # the size that the directory claims
    with pytest.raises(UnreadableTranscript):
        read_bytes("call.docx", bytes(data))


def test_entities_in_a_word_document_are_neither_expanded_nor_fetched():
    for declared in ('<!ENTITY a "bomb">', '<!ENTITY a SYSTEM "file:///etc/hostname">'):
        body = f"<!DOCTYPE w [{declared}]><w:document><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:document>"
        with pytest.raises(UnreadableTranscript, match="document type"):
            read_bytes("call.docx", zipped({"word/document.xml": body.encode()}))


def test_a_word_document_cut_in_the_middle_is_refused():
    whole = word("Dana: Hello.")
    with pytest.raises(UnreadableTranscript, match="damaged"):
        read_bytes("call.docx", whole[: len(whole) // 2])
    with pytest.raises(UnreadableTranscript, match="damaged"):
        read_bytes("call.docx", zipped({"word/document.xml": b"<w:document><w:p>"}))


def test_a_protected_member_says_so():
    data = bytearray(zipped({"word/document.xml": b"<a/>"}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(UnreadableTranscript, match="password"):
        read_bytes("call.docx", bytes(data))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_encodings_with_and_without_a_mark(encoding: str):
    data = "Tomás: Señor, ça va?\nZoë: Ja – gut.\nTomás: Fin.\n".encode(encoding)
    assert turns(read_bytes("x", data)) == [("Tomás", "Señor, ça va?"), ("Zoë", "Ja – gut."), ("Tomás", "Fin.")]


def test_a_western_encoding_is_guessed_and_noticed():
    reading = read_bytes("x", "Tomás: Señor.\nZoë: Ja.\nTomás: Fin.\n".encode("cp1252"))
    assert reading.transcript.speakers == ("Tomás", "Zoë")
    assert any("Windows-1252" in text for text in said(reading))


def test_mixed_encodings_keep_the_words_of_both():
    data = "Zoë: Köln.\n".encode() + "Tomás: Señor.\n".encode("cp1252") + "Zoë: Düren.\n".encode()
    reading = read_bytes("x", data)
    assert turns(reading) == [("Zoë", "Köln."), ("Tomás", "Señor."), ("Zoë", "Düren.")]
    (notice,) = [one for one in reading.notices if "Windows-1252" in one.text]
    assert (notice.count, notice.line) == (1, 2)


def test_a_mark_of_utf_8_before_western_text_loses_no_letter():
    data = codecs.BOM_UTF8 + "Tomás: Señor.\nZoë: Ja.\nTomás: Fin.\n".encode("cp1252")
    assert read_bytes("x", data).transcript.speakers == ("Tomás", "Zoë")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end(end: str):
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nDana: Hi.\n\n00:05.000 --> 00:06.000\nDana: So.\n".replace("\n", end)
    assert turns(read_bytes("x", text.encode())) == [("Dana", "Hi."), ("Dana", "So.")]


def lines_of(kind: str, count: int) -> str:
    if kind == "vtt":
        stamps = (f"{at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}" for at in range(count // 4))
        return "WEBVTT\n\n" + "".join(
            f"{one}.000 --> {one}.900\nSpeaker {hash(one) % 9}: Some words.\n\n" for one in stamps
        )
    if kind == "text":
        return "".join(f"Speaker {at % 7}: Some words here.\n" for at in range(count))
    if kind == "headers":
        return "".join(f"Speaker {at % 7}   {at // 60}:{at % 60:02}\nSome words here.\n" for at in range(count // 2))
    return "Just a line of notes without anybody: or so.\n" * count


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["vtt", "text", "headers", "notes"])
def test_two_hundred_thousand_lines_take_time_in_proportion(kind: str):
    seconds = {}
    for count in (20_000, 200_000):
        data = lines_of(kind, count).encode()
        began = time.process_time()
        read_bytes("x", data)
        seconds[count] = time.process_time() - began
    assert seconds[200_000] < 30 * max(seconds[20_000], 0.05), seconds


def test_one_line_of_ten_megabytes_is_read():
    reading = read_bytes("x", b"Dana: " + b"word " * (2 << 20) + b"\nSam: yes\nDana: no\n")
    assert reading.transcript.word_count == (2 << 20) + 2


def test_the_limit_is_in_the_message(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(opening, "MOST_BYTES", 100)
    with pytest.raises(UnreadableTranscript, match="at most"):
        read_bytes("x", b"a" * 101)


def test_an_archive_of_many_members_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for at in range(10_001):
            archive.writestr(f"{at}.json", b"")
    with pytest.raises(UnreadableTranscript, match="10001 files"):
        read_bytes("x.zip", out.getvalue())
