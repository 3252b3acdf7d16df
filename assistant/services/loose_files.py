"""Reading and analysing a file that is not kept."""

from dataclasses import dataclass
from datetime import date

from assistant.domain.report import Cast, SessionReport
from assistant.engines.protocols import Stop
from assistant.services.analysis_jobs import StageProgress
from assistant.services.session_analysis import Analyser, Talk
from assistant.services.session_reading import who_is_who
from assistant.transcripts import Reading, read_bytes
from assistant.transcripts.opening import bytes_of as bytes_of  # for the page, which knows services only


@dataclass(frozen=True, slots=True)
class LooseReport:
    """What a file says; nothing of it is stored. `held_on` is None when nobody and nothing says when it was."""

    reading: Reading
    cast: Cast
    held_on: date | None
    report: SessionReport


def analyse_file(
    analyser: Analyser,
    name: str,
    data: bytes,
    *,
    held_on: date | None = None,
    progress: StageProgress = lambda *_: None,
    stop: Stop = lambda: False,
) -> LooseReport:
    """Read a file and make notes of it without keeping anything.

    Args:
        analyser: Makes the notes.
        name: Of the file; title and date may be in it.
        data: Its bytes.
        held_on: When it was; what the file says where this is None.
        progress: Called with the stage and the share that is done.
        stop: Ends the work when it says so.

    Raises:
        UnreadableTranscript: It holds no transcript.
        Stopped: `stop` said so.
    """
    reading = read_bytes(name, data)
    cast, day = who_is_who(reading, "", ""), held_on or reading.day
    talk = Talk(reading.transcript, cast, day, reading.started_at)
    return LooseReport(reading, cast, day, analyser.analyse(talk, progress, stop))
