"""Who is who in a transcript: some words of each speaker, and the form that corrects the guess."""

from collections.abc import Mapping, Sequence

from assistant.domain.report import Cast, CastMember, Party
from assistant.domain.snippets import snippets
from assistant.domain.speaker_edits import Assign, Edit, Merge, Reassign, Rename
from assistant.domain.transcript import Transcript
from assistant.errors import InvalidInput
from assistant.ui.markup import attributes, button, escape, note
from assistant.ui.session_words import PARTIES, counted, listed, place_words
from assistant.ui.transcript_view import speaker_name

_SNIPPET_LETTERS = 160
_MOST_OPEN = 4
OTHER = "other"
"""What the form sends for somebody who is neither."""


def _cut(text: str) -> str:
    return text if len(text) <= _SNIPPET_LETTERS else text[:_SNIPPET_LETTERS].rsplit(" ", 1)[0] + " …"


def cast_panel(
    transcript: Transcript, cast: Cast, names: Mapping[Party, str], *, may_edit: bool = True, changed: bool = False
) -> str:
    """Write who is who, open where it is in doubt and short enough to leave the notes in view.

    Args:
        transcript: What was said.
        cast: The guess, with what people changed.
        names: What the mentor and mentee are called in the programme.
        may_edit: Whether it can be corrected.
        changed: Whether somebody corrected something, which can then be taken back.
    """
    members = cast.roles
    summary = listed([_said(one, cast) for one in members if one.speaker]) or "Nobody is named"
    doubt = note(f"{cast.doubt.rstrip('.')}.", "warn", title="Not sure who is who:") if cast.doubt else ""
    rows = "".join(_member(at, one, transcript, cast, names, may_edit=may_edit) for at, one in enumerate(members))
    inner = f'<ul class="rp-cast">{rows}</ul>'
    if may_edit:
        inner = f'<form data-do="cast">{inner}{_actions(members, changed=changed)}</form>'
    opened = attributes(class_="rp-fold", id="rp-cast", open=bool(cast.doubt) and len(members) <= _MOST_OPEN)
    return f"<details{opened}><summary><h3>Who is who</h3> {escape(summary)}</summary>{doubt}{inner}</details>"


def _said(one: CastMember, cast: Cast) -> str:
    side = PARTIES[one.party].lower() if one.party is not None else "somebody else"
    return f"{_told_apart(cast, one.speaker)} ({side})"


def _told_apart(cast: Cast, speaker: str) -> str:
    """Name a speaker; where two are shown by one name, with what the file calls this one."""
    shown = speaker_name(cast, speaker)
    many = sum(speaker_name(cast, one.speaker) == shown for one in cast.roles) > 1
    return f"{shown}, “{speaker}” in the file" if many and speaker not in ("", shown) else shown


def _member(
    at: int, one: CastMember, transcript: Transcript, cast: Cast, names: Mapping[Party, str], *, may_edit: bool
) -> str:
    words = transcript.words_by_speaker().get(one.speaker, 0)
    share = f"{counted(words, 'word')}, {round(100 * words / max(transcript.word_count, 1))} %"
    quotes = "".join(
        f'<li><button{attributes(type="button", class_="rp-cite", data_ev=said.utterance)}><span class="rp-line-text">'
        f'{escape(_cut(said.text))}</span> <span class="rp-at">{place_words(transcript, said.utterance)}</span>'
        '<span class="sr-only"> Show the words</span></button></li>'
        for said in snippets(transcript, one.speaker)
    )
    fields = _fields(at, one, cast, names) if may_edit else ""
    name = escape(_told_apart(cast, one.speaker))
    return (
        f'<li class="rp-cast-member"><p><strong>{name}</strong> <span class="rp-quiet">{share}</span></p>'
        f'{fields}<ul class="rp-quotes">{quotes}</ul></li>'
    )


def _fields(at: int, one: CastMember, cast: Cast, names: Mapping[Party, str]) -> str:
    shown = _told_apart(cast, one.speaker)
    choices = [(party, f"{PARTIES[party]}: {names[party]}") for party in (Party.MENTOR, Party.MENTEE)]
    roles = (
        "".join(
            f"<option{attributes(value=value, selected=one.party is value)}>{escape(words)}</option>"
            for value, words in choices
        )
        + f"<option{attributes(value=OTHER, selected=one.party is None)}>Somebody else</option>"
    )
    others = "".join(
        f"<option{attributes(value=other.speaker)}>{escape(_told_apart(cast, other.speaker))}</option>"
        for other in cast.roles
        if other.speaker and other.speaker != one.speaker
    )
    same = (
        f'<label>Same person as <select{attributes(name=f"same{at}")}><option value="">Nobody else</option>{others}'
        "</select></label>"
        if others
        else ""
    )
    called = attributes(name=f"name{at}", value=one.name or one.speaker, maxlength=80, autocomplete="off")
    who = attributes(name=f"role{at}", aria_label=f"{shown} is")
    return (
        f'<div class="rp-two"><label>Is <select{who}>{roles}</select></label>'
        f"<label>Called <input{called}></label>{same}</div>"
    )


def _actions(members: Sequence[CastMember], *, changed: bool) -> str:
    sides = {one.party for one in members}
    swap = button("Swap mentor and mentee", "swap") if {Party.MENTOR, Party.MENTEE} <= sides else ""
    back = button("As the file has it", "uncast") if changed else ""
    return (
        f'<div class="rp-actions"><button type="submit" class="rp-btn rp-btn-primary">Use these</button>{swap}{back}'
        "</div>"
    )


def edits_from_form(sent: Mapping[str, str], cast: Cast) -> list[Edit]:
    """Read what the sent form changes; its fields are numbered in the order of the cast.

    Sent as it stands, it says that the guess is right, and the doubt is gone.
    """
    edits: list[Edit] = []
    for at, one in enumerate(cast.roles):
        role = sent.get(f"role{at}", one.party or OTHER)
        name = sent.get(f"name{at}", "").strip()
        party = None if role == OTHER else Party(role)
        if name and name != (one.name or one.speaker):
            edits.append(Rename(one.speaker, name))
        if cast.doubt or party is not one.party:
            edits.append(Assign(one.speaker, party))
        if same := sent.get(f"same{at}", ""):
            edits.append(Merge(one.speaker, same))
    return edits


def turn_form(transcript: Transcript, cast: Cast, index: int) -> str:
    """Ask who said one turn; sent with `data-u`.

    Raises:
        IndexError: There is no such turn.
    """
    one = transcript.utterances[index]
    options = "".join(
        f"<label class=rp-choice><input{_picked(role.speaker, one.speaker)}> {escape(_said(role, cast))}</label>"
        for role in cast.roles
    )
    return (
        f'<h2>Who said this?</h2><blockquote class="rp-bio">{escape(_cut(one.text))}</blockquote>'
        f"<form{attributes(class_='rp-form', data_do='reassign', data_u=index)}><fieldset><legend>Said by</legend>"
        f"{options}</fieldset><label>Or somebody else, called <input name=name maxlength=80 autocomplete=off></label>"
        '<button type="submit" class="rp-btn rp-btn-primary">Correct this turn</button></form>'
    )


def _picked(speaker: str, now: str) -> str:
    return attributes(type="radio", name="speaker", value=speaker, checked=speaker == now)


def reassignment(sent: Mapping[str, str]) -> Reassign:
    """Read who said a turn after all: somebody of the cast, or a new name.

    Raises:
        InvalidInput: Neither was given.
    """
    speaker = sent.get("name", "").strip() or sent.get("speaker", "")
    if not speaker:
        raise InvalidInput("Nobody was chosen.", "Choose who said it, or type a name.")
    return Reassign((int(sent["u"]),), speaker)
