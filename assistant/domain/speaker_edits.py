"""What people change about who speaks: values that are kept in order and replayed on the file's own transcript."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from assistant.domain.report import Cast, CastMember, Party
from assistant.domain.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Rename:
    """Call a speaker something else; the file's own name still identifies them."""

    speaker: str
    name: str


@dataclass(frozen=True, slots=True)
class Assign:
    """Say who a speaker is; None for somebody else. Several speakers may be one side: two devices, two spellings."""

    speaker: str
    party: Party | None


@dataclass(frozen=True, slots=True)
class Swap:
    """Exchange mentor and mentee."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Make two speakers one person: what `speaker` says is said by `into`."""

    speaker: str
    into: str


@dataclass(frozen=True, slots=True)
class Reassign:
    """Give single turns to another speaker, who may be a new one: so a speaker is split, too."""

    turns: tuple[int, ...]
    speaker: str


Edit = Rename | Assign | Swap | Merge | Reassign
_OTHER_SIDE = {Party.MENTOR: Party.MENTEE, Party.MENTEE: Party.MENTOR}


def apply(
    transcript: Transcript, cast: Cast, edits: Iterable[Edit], names: Mapping[Party, str] | None = None
) -> tuple[Transcript, Cast]:
    """Replay edits; indexes of utterances stay, so evidence keeps its meaning.

    Args:
        transcript: As the file has it.
        cast: As it was guessed.
        edits: In the order they were made.
        names: What the two are called in the programme: who turns out to be the mentor is called so, unless a person
            said another name.

    An edit of a speaker or turn that is not there changes nothing. Once somebody said who a speaker is, the doubt about
    attribution is gone: the person knows better than the file.

    Returns:
        The transcript with its speakers, and the cast in order of appearance.
    """
    for edit in edits:
        transcript, cast = _apply_one(transcript, cast, edit, names or {})
    return transcript, cast


def are_exchanged(before: Cast, after: Cast) -> bool:
    """Whether who was the mentor is the mentee now, and the other way round."""
    sides = {(one.party, after.party_of(one.speaker)) for one in before.roles if one.party in _OTHER_SIDE}
    return sides == set(_OTHER_SIDE.items())


def _apply_one(transcript: Transcript, cast: Cast, edit: Edit, names: Mapping[Party, str]) -> tuple[Transcript, Cast]:
    known = {role.speaker for role in cast.roles}
    match edit:
        case Rename(speaker, name):
            return transcript, _with_roles(cast, speaker, name=name)
        case Assign(speaker, party):
            roles = tuple(_as_party(one, party, names) if one.speaker == speaker else one for one in cast.roles)
            return transcript, Cast(roles)
        case Swap():
            return transcript, Cast(tuple(_as_party(one, _other_side(one.party), names) for one in cast.roles))
        case Merge(speaker, into) if speaker in known and into in known and speaker != into:
            turns = {one.index for one in transcript.utterances if one.speaker == speaker}
            return _reassigned(transcript, cast, turns, into)
        case Reassign(turns, speaker) if speaker:
            return _reassigned(transcript, cast, {*turns}, speaker)
    return transcript, cast


def _other_side(party: Party | None) -> Party | None:
    return None if party is None else _OTHER_SIDE.get(party, party)


def _as_party(one: CastMember, party: Party | None, names: Mapping[Party, str]) -> CastMember:
    """Give a speaker another side; a name of the programme goes with the side, one that a person typed stays."""
    if not one.name or one.name not in names.values():
        return replace(one, party=party)
    return replace(one, party=party, name=names.get(party, "") if party is not None else "")


def _with_roles(cast: Cast, speaker: str, **values: object) -> Cast:
    roles = tuple(replace(one, **values) if one.speaker == speaker else one for one in cast.roles)  # type: ignore[arg-type]
    return replace(cast, roles=roles)


def _reassigned(transcript: Transcript, cast: Cast, turns: set[int], speaker: str) -> tuple[Transcript, Cast]:
    utterances = tuple(replace(one, speaker=speaker) if one.index in turns else one for one in transcript.utterances)
    changed = Transcript(utterances, transcript.timing)
    old = {role.speaker: role for role in cast.roles}
    order = dict.fromkeys(one.speaker for one in utterances)
    roles = tuple(old.get(name) or CastMember(name, None) for name in order)
    return changed, replace(cast, roles=roles)
