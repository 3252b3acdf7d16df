"""What a file holds before anything is kept, and the form that keeps it; notes typed by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from assistant.domain.report import Party
from assistant.domain.sessions import Consent, Template
from assistant.domain.transcript import Timing
from assistant.errors import InvalidInput
from assistant.ui.markup import attributes, escape, items, note
from assistant.ui.session_list import session_title, when_words
from assistant.ui.session_words import counted
from assistant.ui.transcript_view import NOBODY_NAMED

if TYPE_CHECKING:
    from assistant.services.session_views import SessionPreview, SpeakerPreview

MOST_NOTICES = 12


class ReadingNotice(Protocol):
    """Something that reading a file had to say: how often it was met, and in which line first (0: nowhere)."""

    @property
    def text(self) -> str:
        """In words for the screen."""
        ...

    @property
    def count(self) -> int:
        """How often."""
        ...

    @property
    def line(self) -> int:
        """Where first, from 1."""
        ...


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What was read of a file; None with why it cannot be read and the next step."""

    name: str
    read: "SessionPreview | None" = None
    problem: str = ""

    @property
    def is_new(self) -> bool:
        """Whether it can be kept: readable, and not here already."""
        return self.read is not None and self.read.uploaded_before is None


@dataclass(frozen=True, slots=True)
class Details:
    """What a person says about a session that is kept."""

    held_on: date | None
    title: str
    template: str
    consent: Consent


def preview_view(files: Sequence[FilePreview], names: Mapping[Party, str], kinds: Mapping[str, str]) -> str:
    """Write what each file holds, and ask for what no file says: kind of session and the consent of both sides.

    Args:
        files: What was read.
        names: What both sides are called.
        kinds: What the templates are called, by key.
    """
    if not files:
        return ""
    good = sum(one.is_new for one in files)
    parts = "".join(_file(at, one, kinds) for at, one in enumerate(files))
    if not good:
        return parts
    count = "Keep this session" if good == 1 else f"Keep these {good} sessions"
    return (
        f'<form class="rp-upload" data-do="keep">{parts}{consent_fields(names)}'
        f'<p><button type="submit" class="rp-btn rp-btn-primary">{count} and make notes</button></p></form>'
    )


def _file(at: int, one: FilePreview, kinds: Mapping[str, str]) -> str:
    if one.read is None:
        return note(one.problem, "bad", title=f"{one.name} is left out.")
    if one.read.uploaded_before is not None:
        earlier = one.read.uploaded_before
        said = f"You brought this very file before, as “{session_title(earlier)}”, {when_words(earlier)}."
        return note(said, "warn", title=f"{one.name} is left out.")
    found = one.read
    about = [found.format, counted(found.utterances, "turn"), counted(found.words, "word")]
    about += [_lasted(found.duration_s)] if found.duration_s and found.timing is not Timing.CHAT else []
    said = "".join(note(words, "warn") for words in reading_notices(found.notices))
    return (
        f'<fieldset class="rp-panel rp-file"><legend>{escape(one.name)}</legend>'
        f'<p><span class="rp-badge rp-room-free">✓ Read</span> {escape(", ".join(about))}</p>{said}'
        f"{session_fields(str(at), found.held_on, found.title, kinds)}{_speakers(found)}</fieldset>"
    )


def _lasted(duration_s: float) -> str:
    return f"{round(duration_s / 60)} min" if duration_s >= 60 else f"{max(round(duration_s), 1)} s"


def reading_notices(notices: Sequence[ReadingNotice]) -> list[str]:
    """Say what reading a file had to say, with how often and where first."""
    said = []
    for one in notices[:MOST_NOTICES]:
        times = f" ({one.count:,} times" if one.count > 1 else ""
        where = f"{' (' if not times else ', '}{'first ' if times else ''}in line {one.line:,}" if one.line else ""
        said.append(f"{one.text}{times}{where}{')' if times or where else ''}")
    return said


def _speakers(found: "SessionPreview") -> str:
    if not found.speakers:
        return ""
    rows = (
        f"<strong>{escape(one.speaker or NOBODY_NAMED)}</strong> "
        f'<span class="rp-quiet">{_seems(one)}{counted(one.words, "word")}</span>'
        f"{items(map(escape, one.snippets), 'rp-quotes')}"
        for one in found.speakers
    )
    names = ", ".join(one.speaker or NOBODY_NAMED.lower() for one in found.speakers)
    doubt = note(f"{found.doubt.rstrip('.')}.", "warn", title="Not sure who is who:") if found.doubt else ""
    return (
        f"<details><summary>Who speaks: {escape(names)}</summary>{doubt}{items(rows, 'rp-speakers')}"
        '<p class="rp-quiet">You can correct who is who once it is kept.</p></details>'
    )


def _seems(one: "SpeakerPreview") -> str:
    return f"seems to be the {one.party}, " if one.party is not None else ""


def session_fields(
    at: str, day: date | None, title: str, kinds: Mapping[str, str], template: str = Template.REGULAR
) -> str:
    """Write the fields of one session: date, title, kind; `at` numbers them where there are several."""
    said_day = attributes(type="date", name=f"day{at}", value=day.isoformat() if day is not None else "")
    said_title = attributes(name=f"title{at}", value=title, maxlength=200, autocomplete="off")
    unknown = "" if day is not None else '<span class="rp-under">Not in the file. “By Friday” needs it.</span>'
    return (
        f'<div class="rp-two"><label>Date <input{said_day}>{unknown}</label><label>Title <input{said_title}></label>'
        f"<label>Kind {template_field(f'template{at}', kinds, template)}</label></div>"
    )


def template_field(name: str, kinds: Mapping[str, str], chosen: str) -> str:
    """Write the choice of a template; one that is not there any more stays chosen until somebody chooses another."""
    known = kinds if chosen in kinds else {chosen: f"{chosen} (not there any more)"} | dict(kinds)
    options = "".join(
        f"<option{attributes(value=key, selected=key == chosen)}>{escape(words)}</option>"
        for key, words in known.items()
    )
    return f"<select{attributes(name=name)}>{options}</select>"


def consent_fields(names: Mapping[Party, str]) -> str:
    """Ask whether both sides agreed; nothing is kept without."""
    boxes = "".join(
        f"<label class=rp-choice><input{_box(f'{party}_agrees')}> {escape(names[party])} agrees</label>"
        for party in (Party.MENTOR, Party.MENTEE)
    )
    return (
        '<fieldset class="rp-panel"><legend>Do both agree?</legend><p class="rp-quiet">That this is read and notes are '
        "made. The words stay on this computer; only the two of you and whoever runs it can read them, a coordinator "
        "never. Others may find this mentor by what it was about, in words of a fixed list such as “writing a CV”; "
        f"either of you can take that back below the notes.</p>{boxes}</fieldset>"
    )


def _box(name: str) -> str:
    return attributes(type="checkbox", name=name, value="yes", required=True)


def notes_form(names: Mapping[Party, str], today: date, kinds: Mapping[str, str]) -> str:
    """Write the form for a session of which there is no transcript: notes typed by hand."""
    words = attributes(name="notes", rows=8, required=True, maxlength=200_000)
    return (
        '<form class="rp-upload" data-do="type"><fieldset class="rp-panel"><legend>Your notes</legend>'
        f"{session_fields('', today, '', kinds)}"
        f"<label>What was said <textarea{words}></textarea>"
        '<span class="rp-under">Free words, or “Name: what they said” on each line.</span></label></fieldset>'
        f"{consent_fields(names)}"
        '<p><button type="submit" class="rp-btn rp-btn-primary">Keep these notes</button></p></form>'
    )


def details_from_form(sent: Mapping[str, str], at: str = "") -> Details:
    """Read what the form says about one session.

    Raises:
        InvalidInput: The date is no date.
    """
    typed = sent.get(f"day{at}", "").strip()
    try:
        held_on = date.fromisoformat(typed) if typed else None
    except ValueError:
        raise InvalidInput(f"{typed!r} is no date.", "Write it as 2026-05-22, or leave it empty.") from None
    consent = Consent(sent.get("mentor_agrees") == "yes", sent.get("mentee_agrees") == "yes")
    template = sent.get(f"template{at}", Template.REGULAR)
    return Details(held_on, sent.get(f"title{at}", "").strip(), template, consent)
