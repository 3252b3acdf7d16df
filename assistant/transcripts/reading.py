"""From any file to a transcript: open it, recognise its format, read it, put it in order, merge it into turns."""

from collections.abc import Sequence
from pathlib import Path

from assistant.domain.transcript import Timing, Transcript
from assistant.transcripts.file_names import read_file_name
from assistant.transcripts.merging import merge
from assistant.transcripts.opening import open_bytes, open_file
from assistant.transcripts.ordering import put_in_order
from assistant.transcripts.protocols import Cue, Document, Draft, Notice, Reader, Reading
from assistant.transcripts.refusing import FORMATS, refuse
from assistant.transcripts.registry import READERS
from assistant.transcripts.spoken_language import guess_language
from assistant.transcripts.stock_lines import set_stock_lines_aside, silent_names
from assistant.transcripts.text import has_words, tidy
from assistant.transcripts.times import day_of

_SURE = 0.95
"""From here on no other reader is asked."""


def read_transcript(path: Path) -> Reading:
    """Read a file of any known format; its suffix is not looked at.

    Raises:
        UnreadableTranscript: It holds no transcript; the message says what it is, the hint what to do.
    """
    return read_document(open_file(path))


def read_bytes(name: str, data: bytes) -> Reading:
    """Read the bytes of a file, as `read_transcript` does."""
    return read_document(open_bytes(name, data))


def read_document(document: Document, readers: Sequence[Reader] = READERS) -> Reading:
    """Read an open document with the reader that recognises it best; the first of them when two are equally sure."""
    reader = recognise(document, readers)
    return complete(document, reader.name, reader.read(document))


def recognise(document: Document, readers: Sequence[Reader] = READERS) -> Reader:
    """Choose the reader for a document.

    Raises:
        UnreadableTranscript: No reader recognises it.
    """
    best, surest = None, 0.0
    for one in readers:
        score = one.recognises(document)
        if score > surest:
            best, surest = one, score
        if surest >= _SURE:
            break
    if best is None:
        what = "is JSON" if document.value is not None else "is an archive"
        refuse(document.name, f"{what}, but not of a service whose transcripts are read", FORMATS)
    return best


def complete(document: Document, name: str, draft: Draft) -> Reading:
    """Make a reading of a draft: words tidied, stock lines set aside, times in order, cues merged into turns.

    Raises:
        UnreadableTranscript: Nobody says a word in it.
    """
    spoken = (Cue(tidy(one.speaker), tidy(one.text), one.start_s, one.end_s, one.line) for one in draft.cues)
    sorted_cues = set_stock_lines_aside([one for one in spoken if one.text], by_whisper=draft.by_whisper)
    ordered = put_in_order(sorted_cues.cues, draft.timing)
    silent = silent_names(draft.cues, {one.speaker for one in ordered.cues})
    if not any(has_words(one.text) for one in ordered.cues):
        refuse(document.name, f"is recognised as {name}, but holds no words that were said")
    transcript = merge(ordered.cues, draft.timing)
    facts = read_file_name(document.name)
    guessed = guess_language(one.text for one in ordered.cues)
    started_at = draft.started_at or (facts.started_at if draft.day in {None, facts.day} else None)
    return Reading(
        file=document.name,
        format=name,
        transcript=transcript,
        cues=ordered.cues,
        title=tidy(draft.title) or facts.title,
        started_at=started_at,
        day=draft.day or day_of(started_at) or facts.day,
        attendees=draft.attendees,
        roles=draft.roles,
        language=draft.language or guessed,
        notices=(*document.notices, *draft.notices, *ordered.notices, *_general(transcript, guessed or draft.language)),
        unread=draft.unread,
        set_aside=(*draft.set_aside, *sorted_cues.set_aside, *silent),
    )


def _general(transcript: Transcript, spoken: str) -> list[Notice]:
    """What is worth knowing whatever the format is."""
    notices = []
    if spoken and spoken != "en":
        notices.append(Notice(f"The transcript seems to be in another language than English ({spoken})."))
    if not transcript.speakers:
        notices.append(Notice("The file names no speakers.", transcript.unnamed_count))
    elif transcript.unnamed_count:
        notices.append(Notice("Some of what was said has no speaker.", transcript.unnamed_count))
    if transcript.timing is Timing.NONE:
        notices.append(Notice("The file has no times."))
    return notices
