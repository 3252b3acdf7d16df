"""Lines that nobody said: footers of services, and what Whisper makes of silence. They are set aside, not deleted."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.transcripts.protocols import Cue, SetAside
from assistant.transcripts.text import tidy

HALLUCINATION = "a stock phrase that speech recognition writes on silence"
FOOTER = "a line of the service, not of the conversation"
REPEATED = "repeated on silence by speech recognition"
SILENT = "a name with nothing said below it"

_PLAIN = re.compile(r"[^\w]+")
_FOOTERS = re.compile(
    r"(?:transcribed|transcription|captions?|subtitles?|subtitled|captioned) (?:by|provided by) "
    r"(?:https? )?(?:www )?(?:otter ai|the amara org community|amara org|rev com|castingwords|temi).*"
)
_HALLUCINATIONS = frozenset(
    {
        "thank you for watching",
        "thank you so much for watching",
        "thank you very much for watching",
        "thanks for watching",
        "thanks for watching everyone",
        "thank you for watching this video",
        "thank you for listening",
        "please subscribe",
        "please subscribe to my channel",
        "please subscribe to the channel",
        "like and subscribe",
        "dont forget to like and subscribe",
        "see you in the next video",
        "ill see you in the next video",
        "subtitles by",
        "music",
        "blank audio",
        "silence",
    }
)
_SHORT = frozenset({"bye", "bye bye", "thank you", "thank you very much", "thanks", "you", "okay", "ok"})
_SILENT_S = 2.0


@dataclass(frozen=True, slots=True)
class Sorted:
    """Cues that are speech, and what was set aside."""

    cues: tuple[Cue, ...]
    set_aside: tuple[SetAside, ...]


def set_stock_lines_aside(cues: Sequence[Cue], *, by_whisper: bool) -> Sorted:
    """Set footers aside and, where Whisper wrote the file, its stock phrases.

    "Bye" and "Thank you" go only where they come again right after themselves with silence between or within: people
    do say them.
    """
    kept, aside = list[Cue](), list[SetAside]()
    last = Cue("", "")
    for one in cues:
        plain = _plain(one.text)
        reason = _reason(plain, by_whisper=by_whisper)
        if not reason and by_whisper and plain in _SHORT and plain == _plain(last.text) and _on_silence(last, one):
            reason = REPEATED
        if reason:
            aside.append(SetAside(one.text, reason, one.line, one.start_s))
        else:
            kept.append(one)
        last = one
    return Sorted(tuple(kept), tuple(aside))


def silent_names(cues: Iterable[Cue], speakers: Collection[str]) -> Iterator[SetAside]:
    """Names above which nothing was said and that speak nowhere else: they may be words that only looked like a name.

    Args:
        cues: As the reader found them.
        speakers: Who says something.
    """
    told = {"", *speakers}
    for one in cues:
        name = tidy(one.speaker)
        if name not in told and not tidy(one.text):
            told.add(name)
            yield SetAside(name, SILENT, one.line, one.start_s)


def is_footer(text: str) -> bool:
    """Whether a line is the footer of a transcription service."""
    return len(text) < 120 and bool(_FOOTERS.fullmatch(_plain(text)))


def _reason(plain: str, *, by_whisper: bool) -> str:
    if _FOOTERS.fullmatch(plain):
        return FOOTER
    return HALLUCINATION if by_whisper and plain in _HALLUCINATIONS else ""


def _plain(text: str) -> str:
    return _PLAIN.sub(" ", text[:120].replace("'", "").replace("’", "")).strip().casefold()


def _on_silence(before: Cue, one: Cue) -> bool:
    if one.start_s is None or before.start_s is None:
        return False
    pause = one.start_s - (before.end_s if before.end_s is not None else before.start_s)
    length = 0.0 if one.end_s is None else one.end_s - one.start_s
    return pause >= _SILENT_S or length >= _SILENT_S * len(one.text.split())
