"""What holds for any input whatsoever."""

from assistant.domain.transcript import Timing, Transcript
from assistant.errors import UnreadableTranscript
from assistant.transcripts import READERS
from assistant.transcripts.opening import open_bytes
from assistant.transcripts.reading import read_document
from tests.transcripts.meeting import meeting
from tests.transcripts.rendering import RENDERERS

SECRET = "Thanks for making time"
LINES = [("Dana Reyes", f"{SECRET}. How was it?"), ("Sam Okoro", "Good, I think."), ("Dana Reyes", "So what next?")]
RENDERED = {kind: render(meeting([*LINES, *LINES[:2]])) for kind, render in RENDERERS.items()}


def check_anything(data: bytes) -> str:
    """Read some bytes with every reader that recognises them.

    Returns:
        The format, or `refused`: then the error is ours and holds no words of the conversation.
    """
    try:
        document = open_bytes("x", data)
        reading = read_document(document)
    except UnreadableTranscript as error:
        if SECRET in str(error):
            raise AssertionError("words of a conversation are in an error") from error
        return "refused"
    check_times(reading.transcript)
    if not reading.transcript.word_count:
        raise AssertionError("a transcript without words was read")
    for reader in READERS if len(data) % 4 == 0 else ():  # the others, for every fourth file: it is slow
        if reader.name != reading.format and reader.recognises(document) > 0:
            reader.read(document)
    return reading.format


def check_times(transcript: Transcript) -> None:
    """Starts never go backwards, and nothing ends before it starts."""
    latest = 0.0
    for one in transcript.utterances:
        if one.start_s is None:
            assert transcript.timing is Timing.NONE
            continue
        assert one.start_s >= latest
        assert one.end_s is None or one.end_s >= one.start_s
        latest = one.start_s
