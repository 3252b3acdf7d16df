"""Who is who: which speaker of a file is the mentor and which the mentee, and whether that can be trusted.

A wrong owner is worse than none. Names decide, then the file's own roles, then elimination; what people say only
proposes, unless it is plain. Where it is not sure, the cast carries a doubt, and owners are withheld until a person
has said who is who (`assistant.domain.speaker_edits`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.analysis.speaker_names import is_numbered, likeness
from assistant.analysis.speaker_talk import guidance, names_weight
from assistant.domain.report import Cast, CastMember, Party
from assistant.domain.transcript import Transcript

_SURE = 0.75
_LIKELY = 0.45
_MARGIN = 0.2
_SAME_FIT = 0.1
_MAIN_SHARE = 0.05
"""Share of the words from which somebody is one of those who hold the session."""
_PLAIN_TALK = 4
"""Signs without one to the contrary that make talk alone enough."""
_AGAINST_NAMES = 3
_SIDES = (Party.MENTOR, Party.MENTEE)
_ROLES = {
    **dict.fromkeys(("mentor", "coach", "tutor", "teacher"), Party.MENTOR),
    **dict.fromkeys(("mentee", "coachee", "client", "student"), Party.MENTEE),
}


@dataclass(frozen=True, slots=True)
class _Guess:
    """Sides by speaker, and why they may be wrong."""

    sides: Mapping[str, Party]
    doubt: str = ""


def cast(
    transcript: Transcript,
    mentor_name: str,
    mentee_name: str,
    attendees: Sequence[str] = (),
    roles: Sequence[tuple[str, str]] = (),
) -> Cast:
    """Map the speakers of a transcript to the mentor and the mentee.

    Args:
        transcript: What was said.
        mentor_name: As the programme knows them; empty when it does not.
        mentee_name: Likewise.
        attendees: Who was there by the file's own list; it may spell out names that labels cut short.
        roles: (speaker, role) where the file says so.

    Returns:
        One member for each speaker in order of appearance, with the programme's names; third persons have no side.
        With a doubt the sides are a proposal to show, not to rely on.
    """
    names = {Party.MENTOR: mentor_name.strip(), Party.MENTEE: mentee_name.strip()}
    fits = {speaker: _fits(speaker, names, attendees, dict(roles)) for speaker in transcript.speakers}
    guess = _without_names(transcript) or _by_names(transcript, fits)
    guess = _by_talk(transcript, names, guess)
    order = dict.fromkeys(one.speaker for one in transcript.utterances)
    members = []
    for one in order:
        side = guess.sides.get(one)
        # A guess does not take the name away that the file gives somebody.
        is_guess = bool(guess.doubt and one and not is_numbered(one)) and side and fits[one][side] < _LIKELY
        members.append(CastMember(one, side, names[side] if side and not is_guess else ""))
    return Cast(tuple(members), guess.doubt)


def _fits(
    speaker: str, names: Mapping[Party, str], attendees: Sequence[str], roles: Mapping[str, str]
) -> dict[Party, float]:
    """Say how well a speaker fits each side: by the file's role, by the label, by the attendee that it is short for."""
    said = _ROLES.get(roles.get(speaker, "").strip().casefold())
    if said is not None:
        return {side: float(side is said) for side in _SIDES}
    whole = [one for one in attendees if likeness(speaker, one) >= _SURE]
    forms = [speaker, *whole[:1]] if len(whole) == 1 else [speaker]
    return {side: max(likeness(form, names[side]) for form in forms) for side in _SIDES}


def _without_names(transcript: Transcript) -> _Guess | None:
    """Doubt where the file names nobody, or only one; None where names can decide."""
    speakers = transcript.speakers
    if not speakers:
        return _Guess({}, "the file does not name its speakers")
    if len(speakers) == 1 and not is_numbered(speakers[0]):
        return None
    if len(speakers) == 1:
        return _Guess({}, "only one speaker is told apart")
    if all(is_numbered(one) for one in speakers):
        return _Guess({}, "the file numbers its speakers instead of naming them")
    return None


def _by_names(transcript: Transcript, fits: Mapping[str, Mapping[Party, float]]) -> _Guess:
    """Give sides by names, then by elimination, and say what is missing."""
    sides = {one: side for one, fit in fits.items() if (side := _sure_side(fit))}
    sides |= _likely(fits, sides)
    unsure = _rivals(fits, sides)
    sides |= _eliminated(transcript, sides)
    if len(transcript.speakers) == 1:
        return _Guess(sides, "only one speaker is named")
    if _unnamed_share(transcript) > 0.5:
        return _Guess(sides, "most of what was said has no speaker")
    if unsure is not None:
        return _Guess(sides, f"two speakers could be the {unsure.value}")
    missing = [side.value for side in _SIDES if side not in sides.values()]
    if len(missing) == 1:
        return _Guess(sides, f"no speaker has the {missing[0]}'s name")
    return _Guess(sides, "the speakers' names are not those of the mentor and the mentee" if missing else "")


def _sure_side(fit: Mapping[Party, float]) -> Party | None:
    best, other = sorted(_SIDES, key=lambda side: fit[side], reverse=True)
    return best if fit[best] >= _SURE and fit[best] - fit[other] >= _MARGIN else None


def _likely(fits: Mapping[str, Mapping[Party, float]], sides: Mapping[str, Party]) -> dict[str, Party]:
    """Give a side that nobody has to the one speaker who fits it a little, and better than the other side."""
    found: dict[str, Party] = {}
    for side in _SIDES:
        other = Party.MENTEE if side is Party.MENTOR else Party.MENTOR
        likely = [
            one
            for one, fit in fits.items()
            if one not in sides and fit[side] >= _LIKELY and fit[side] - fit[other] >= _MARGIN
        ]
        if side not in sides.values() and len(likely) == 1:
            found[likely[0]] = side
    return found


def _rivals(fits: Mapping[str, Mapping[Party, float]], sides: Mapping[str, Party]) -> Party | None:
    """Name the side that two speakers fit equally well while nobody has the other: it need not be one person twice."""
    for side in _SIDES:
        scores = sorted((fits[one][side] for one in sides if sides[one] is side), reverse=True)
        if len(scores) > 1 and scores[0] - scores[1] < _SAME_FIT and len(set(sides.values())) == 1:
            return side
    return None


def _eliminated(transcript: Transcript, sides: Mapping[str, Party]) -> dict[str, Party]:
    """Of two who hold the session, one known, the other is the other."""
    words = transcript.words_by_speaker()
    total = max(transcript.word_count, 1)
    main = [one for one in transcript.speakers if words[one] / total >= _MAIN_SHARE]
    known = [one for one in main if one in sides]
    if len(main) != 2 or len(known) != 1 or len(set(sides.values())) != 1 or _unnamed_share(transcript) > _MAIN_SHARE:
        return {}
    (other,) = [one for one in main if one not in sides]
    return {other: Party.MENTEE if sides[known[0]] is Party.MENTOR else Party.MENTOR}


def _unnamed_share(transcript: Transcript) -> float:
    return transcript.words_by_speaker().get("", 0) / max(transcript.word_count, 1)


def _by_talk(transcript: Transcript, names: Mapping[Party, str], guess: _Guess) -> _Guess:
    """Weigh what two speakers say against the guess, or propose who they are where there is none."""
    words = transcript.words_by_speaker()
    main = sorted(transcript.speakers, key=lambda one: -words[one])[:2]
    if len(main) < 2:
        return guess
    texts = {one: [turn.text for turn in transcript.utterances if turn.speaker == one] for one in main}
    pro, contra = _signs(texts, main, names)
    decided = [guess.sides.get(one) for one in main]
    if decided in ([Party.MENTEE, Party.MENTOR], [Party.MENTOR, Party.MENTEE]):
        against, behind = (pro, contra) if decided[0] is Party.MENTEE else (contra, pro)
        speaks_against = not guess.doubt and against >= _AGAINST_NAMES and not behind
        return _Guess(guess.sides, "what is said does not fit the speakers' names") if speaks_against else guess
    if guess.sides:
        return guess
    first_is_mentor = pro > contra if pro != contra else guidance(texts[main[0]]) >= guidance(texts[main[1]])
    sides = dict(zip(main, _SIDES if first_is_mentor else _SIDES[::-1], strict=True))
    is_plain = max(pro, contra) >= _PLAIN_TALK and not min(pro, contra) and len(transcript.speakers) == 2
    return _Guess(sides, "" if is_plain and not transcript.unnamed_count else guess.doubt)


def _signs(texts: Mapping[str, Sequence[str]], main: Sequence[str], names: Mapping[Party, str]) -> tuple[int, int]:
    """Count what speaks for the first speaker being the mentor, and for the second."""
    signs = {}
    for one in main:
        by_side = {side: names_weight(texts[one], names[side]) for side in _SIDES}
        as_mentor = by_side[Party.MENTEE][0] + 2 * by_side[Party.MENTOR][1]
        as_mentee = by_side[Party.MENTOR][0] + 2 * by_side[Party.MENTEE][1]
        signs[one] = (as_mentor, as_mentee)
    first, second = signs[main[0]], signs[main[1]]
    return first[0] + second[1], first[1] + second[0]
