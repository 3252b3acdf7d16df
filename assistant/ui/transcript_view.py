"""The transcript beside its notes: every turn with its speaker, its place, and what the notes took from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.domain.notes import Section
from assistant.domain.report import Cast, Party
from assistant.domain.transcript import Transcript, Utterance
from assistant.ui.markup import attributes, empty_state, escape
from assistant.ui.session_words import KINDS, ONE_OF, PARTIES, counted, place_words

NOBODY_NAMED = "Not named"
FILTER_KINDS = (
    Section.ACTION_ITEMS,
    Section.KEY_POINTS,
    Section.DECISIONS,
    Section.OPEN_QUESTIONS,
    Section.MOMENTS,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What the notes took from an utterance; `key` is the line's, so that one finds it from here."""

    section: Section
    key: str


def speaker_name(cast: Cast, speaker: str) -> str:
    """Say who speaks as the cast names them; the unnamed are called so."""
    renamed = next((one.name for one in cast.roles if one.speaker == speaker and one.name), "")
    return renamed or speaker or NOBODY_NAMED


def transcript_panel(
    transcript: Transcript, cast: Cast, marks: Mapping[int, Sequence[Mark]], *, may_edit: bool = True
) -> str:
    """Write the whole transcript, with the line that says what is lit.

    Args:
        transcript: What was said.
        cast: Who is who.
        marks: What the notes took, by index of the utterance.
        may_edit: Whether a turn can be given to another speaker.
    """
    if not transcript.utterances:
        return empty_state("Nothing was said", "This session holds no words. Replace its file, or delete it.")
    names = {one: speaker_name(cast, one) for one in ("", *transcript.speakers)}
    turns = "".join(
        _turn(one, transcript, cast, names, marks.get(one.index, ()), may_edit=may_edit)
        for one in transcript.utterances
    )
    about = f"{counted(len(transcript.utterances), 'turn')}, {counted(transcript.word_count, 'word')}"
    steps = "".join(
        f"<button{attributes(type='button', class_='rp-btn rp-step', data_step=step, hidden=True)}>{words}</button>"
        for step, words in (("-1", "Previous"), ("1", "Next"), ("back", "Back to the notes"))
    )
    region = attributes(class_="rp-turns", tabindex="0", role="region", aria_label="What was said, turn by turn")
    return (
        f'<div class="rp-said-head"><h3>What was said</h3><p class="rp-quiet">{about}</p></div>'
        f'<div class="rp-lit-bar"><p class="rp-lit" role="status" aria-live="polite">'
        "Choose a line of the notes to see its words here.</p>"
        f'<div class="rp-steps">{steps}</div></div>'
        f'<div{region}><ol class="rp-turn-list">{turns}</ol></div>'
    )


def _turn(
    one: Utterance,
    transcript: Transcript,
    cast: Cast,
    names: Mapping[str, str],
    marks: Sequence[Mark],
    *,
    may_edit: bool,
) -> str:
    party = cast.party_of(one.speaker)
    opening = attributes(
        id=f"rp-u{one.index}",
        class_=f"rp-turn rp-of-{party or 'other'}",
        tabindex="-1",
        data_u=one.index,
        data_who=names[one.speaker],
        data_kinds=" ".join(dict.fromkeys(mark.section for mark in marks)),
    )
    side = f' <span class="rp-party">{PARTIES[party]}</span>' if party is not None else ""
    # Reached by keyboard only while the turn is lit, or seven hundred of them would stand in the way.
    fix = attributes(type="button", class_="rp-turn-fix", data_do="who", data_u=one.index, tabindex="-1")
    return (
        f'<li{opening}><p class="rp-turn-head"><strong>{escape(names[one.speaker])}</strong>{side} '
        f'<span class="rp-at">{place_words(transcript, one.index)}</span>'
        f"{f'<button{fix}>Wrong speaker?</button>' if may_edit else ''}</p>"
        f'<p class="rp-words">{escape(one.text)}</p>{_tags(marks)}</li>'
    )


def _tags(marks: Sequence[Mark]) -> str:
    if not marks:
        return ""
    buttons = "".join(f"<button{_tag(mark)}>{ONE_OF[mark.section]}</button>" for mark in marks)
    return f'<p class="rp-tag-row">{buttons}</p>'


def _tag(mark: Mark) -> str:
    label = f"{ONE_OF[mark.section]}: show it in the notes"
    return attributes(type="button", class_=f"rp-tag rp-tag-{mark.section}", data_line=mark.key, aria_label=label)


def filter_bar(transcript: Transcript, cast: Cast) -> str:
    """Write what narrows notes and transcript at once: words, a speaker, a kind."""
    names = dict.fromkeys(speaker_name(cast, one.speaker) for one in transcript.utterances)
    people = "".join(f"<option>{escape(one)}</option>" for one in names)
    kinds = "".join(f"<option{attributes(value=kind)}>{KINDS[kind]}</option>" for kind in FILTER_KINDS)
    return (
        '<form class="rp-filter" role="search" aria-label="Within this session">'
        '<label class="rp-grow">Search within this session '
        '<input type="search" name="words" autocomplete="off" placeholder="What did we say about …"></label>'
        f'<label>Who <select name="who"><option value="">Everybody</option>{people}</select></label>'
        f'<label>Kind <select name="kind"><option value="">Everything</option>{kinds}</select></label>'
        '<button type="reset" class="rp-btn">Clear</button>'
        '<p class="rp-found rp-quiet" role="status" aria-live="polite"></p></form>'
    )


def party_names(cast: Cast, mentor: str, mentee: str) -> dict[Party, str]:
    """Name both sides: as they are called in the session, else as in the programme."""
    return {
        Party.MENTOR: cast.name_of(Party.MENTOR) or mentor or "The mentor",
        Party.MENTEE: cast.name_of(Party.MENTEE) or mentee or "The mentee",
        Party.BOTH: "Both",
    }
