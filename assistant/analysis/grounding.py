"""Checks a line of notes against the words it names as its evidence, and says why it fails.

Names, numbers, dates, negation and who does what must be supported, and at least 60 % of its content words. The check
reads both sides in the third person, so that "I" and a name can be compared.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from assistant.analysis.claims import Claim, read_claims, read_owners
from assistant.analysis.due_dates import find_due
from assistant.analysis.number_words import find_numbers
from assistant.analysis.spoken_words import stem, stems_of
from assistant.analysis.third_person import rewrite
from assistant.engines.protocols import Linguist, Token

LEAST_SHARE = 0.6
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_DATE_WORD = re.compile(
    rf"\b(?:{'|'.join(_DAYS)})s?\b|\b(?:{'|'.join(one for one in _MONTHS if one not in ('march', 'may'))})\b|"
    r"\b(?:today|tonight|tomorrow|yesterday|weekend|noon|midnight)\b",
    re.IGNORECASE,
)
_MONTH_NAME = re.compile(r"\b(?:May|March)\b")
_REPORTS = frozenset(
    re.findall(
        r"\w+",
        "ask tell suggest agree say think thank mention explain offer recommend propose promise plan decide discuss "
        "want will should be have do can would not",
    )
)
_PRONOUNS = frozenset(
    re.findall(
        r"\w+",
        "he she they him her his their them hers theirs himself herself it who which that this whom",
    )
)
_OUTSIDERS = frozenset(("he", "she"))
"""In evidence told in the third person, the two who talk have names: these are somebody else."""
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_VERBS_OF_SAYING = frozenset(("ask", "tell", "suggest", "say", "think", "offer", "recommend", "propose", "promise"))


class Fault(StrEnum):
    """Why a line is not supported."""

    NAME = "name"
    NUMBER = "number"
    DATE = "date"
    NEGATION = "negation"
    WHO = "who does what"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Said:
    """One utterance of the evidence."""

    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One fault, with the word of the line that shows it."""

    fault: Fault
    word: str


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    text: str
    tokens: tuple[Token, ...]
    claims: list[Claim]
    owners: set[tuple[str, str]]


def check_line(
    line: str, evidence: Sequence[Said], people: Sequence[str], linguist: Linguist, held_on: date | None = None
) -> tuple[Reason, ...]:
    """Check a line against its evidence.

    Args:
        line: In the third person.
        evidence: The utterances that it names, in order.
        people: Names of the two who talk, as the line uses them; speakers of the evidence are among them.
        linguist: Reads the grammar; without dependencies, who does what and negation are not checked.
        held_on: The session's date, for days that were said by other words.

    Returns:
        Why it is not supported; empty when it is. A line without evidence is never supported.
    """
    told = [_tell(one, people, linguist) for one in evidence]
    ours, theirs = _read(line, linguist), [_read(text, linguist) for text in told if text]
    raw = " ".join(one.text for one in evidence)
    everything = f"{raw} {' '.join(told)} {' '.join(one.speaker for one in evidence)}"
    return (
        *_check_names(ours, everything, people),
        *_check_numbers(line, everything, _due_day(raw, held_on)),
        *_check_dates(line, everything, _due_day(raw, held_on)),
        *_check_polarity(ours, theirs, evidence),
        *_check_roles(ours, theirs, evidence, people),
        *_check_owners(ours, theirs, people),
        *_check_words(ours, everything, people),
    )


def _tell(one: Said, people: Sequence[str], linguist: Linguist) -> str:
    speaker = _first(one.speaker)
    other = next((_first(name) for name in people if _first(name) != speaker), "")
    sentences = [one.text[span.start : span.end] for span in linguist.sentences([one.text])[0]]
    return " ".join(told for text in sentences if (told := rewrite(text, speaker, other, linguist, named=True)))


def _read(text: str, linguist: Linguist) -> _Side:
    tokens: list[Token] = []
    claims: list[Claim] = []
    owners: set[tuple[str, str]] = set()
    for span in linguist.sentences([text])[0]:
        found = linguist.parse(text[span.start : span.end]).tokens
        tokens.extend(found)
        if any(token.dep for token in found):
            claims.extend(read_claims(found))
            owners |= read_owners(found)
    return _Side(text, tuple(tokens), claims, owners)


def _check_names(ours: _Side, everything: str, people: Sequence[str]) -> list[Reason]:
    known = {word.lower() for word in re.findall(r"\w+", f"{everything} {' '.join(people)}")}
    capitals = [
        token.text
        for at, token in enumerate(ours.tokens)
        if token.text[:1].isupper() and (token.pos == "PROPN" or at > 0) and token.text != "I"
    ]
    days = {*_DAYS, *_MONTHS}
    return [
        Reason(Fault.NAME, one)
        for one in capitals
        if not {part.lower() for part in re.findall(r"\w+", one)} & known and one.lower() not in days
    ]


def _check_numbers(line: str, everything: str, due: date | None) -> list[Reason]:
    given = find_numbers(everything) | ({due.day, due.year} if due else set())
    return [Reason(Fault.NUMBER, f"{one:g}") for one in sorted(find_numbers(line) - given)]


def _check_dates(line: str, everything: str, due: date | None) -> list[Reason]:
    given = _date_words(everything)
    if due:
        given |= {_DAYS[due.weekday()], _MONTHS[due.month - 1]}
    return [Reason(Fault.DATE, one) for one in sorted(_date_words(line) - given)]


def _date_words(text: str) -> set[str]:
    words = {one.lower() for one in (*_DATE_WORD.findall(text), *_MONTH_NAME.findall(text))}
    return {one[:-1] if one[:-1] in _DAYS else one for one in words}


def _due_day(text: str, held_on: date | None) -> date | None:
    due = find_due(text, held_on) if held_on else None
    return due.on if due else None


def _check_polarity(ours: _Side, theirs: Sequence[_Side], evidence: Sequence[Said]) -> list[Reason]:
    found = []
    for claim in ours.claims:
        signs = _signs(claim.verb, theirs, evidence)
        if signs and claim.negated not in signs:
            found.append(Reason(Fault.NEGATION, claim.verb))
    return found


def _signs(verb: str, theirs: Sequence[_Side], evidence: Sequence[Said]) -> set[bool]:
    """Say how a verb was meant where it was said; in a question, the answer decides."""
    signs: set[bool] = set()
    for at, side in enumerate(theirs):
        for claim in side.claims:
            if not _same_verb(claim.verb, verb):
                continue
            if not claim.asked:
                signs.add(claim.negated)
            elif at + 1 < len(evidence):
                signs.add(bool(re.match(r"\W*(?:no|nope|nah|not|never)\b(?! problem)", evidence[at + 1].text, re.I)))
    return signs


def _same_verb(one: str, other: str) -> bool:
    return one == other or (not one.startswith("be:") and stem(one) == stem(other))


def _check_roles(ours: _Side, theirs: Sequence[_Side], evidence: Sequence[Said], people: Sequence[str]) -> list[Reason]:
    speakers = {_first(one.speaker).lower() for one in evidence}
    names = {_first(one).lower() for one in people}
    found = []
    for claim in ours.claims:
        same = [one for side in theirs for one in side.claims if _same_verb(one.verb, claim.verb)]
        own = {one for one in claim.subjects if one not in _PRONOUNS}
        if claim.verb in _VERBS_OF_SAYING and not same:
            if own & names and not own & speakers:
                found.append(Reason(Fault.WHO, claim.verb))
        elif same and ((own and not _is_done_by(own, same, names)) or _is_turned(claim, same, names)):
            found.append(Reason(Fault.WHO, claim.verb))
    return found


def _is_done_by(own: set[str], same: Sequence[Claim], names: set[str]) -> bool:
    subjects: set[str] = set().union(*(one.subjects for one in same))
    told = subjects - _PRONOUNS
    if own & told or not subjects or "they" in subjects:
        return True  # "they agreed" is told of both; a verb without a subject says nothing of who
    if told:
        return False
    return not (own & names and subjects <= _OUTSIDERS)


def _is_turned(claim: Claim, same: Sequence[Claim], names: set[str]) -> bool:
    told: set[str] = set().union(*(one.objects for one in same))
    doers: set[str] = set().union(*(one.subjects for one in same))
    done_to = (claim.objects & names) - claim.subjects
    if any(one in doers and one not in told for one in done_to):
        return True
    return bool(not claim.subjects and done_to and told & names and not done_to & told)


def _check_owners(ours: _Side, theirs: Sequence[_Side], people: Sequence[str]) -> list[Reason]:
    names = {_first(one).lower() for one in people}
    told: dict[str, set[str]] = {}
    for side in theirs:
        for owner, owned in side.owners:
            told.setdefault(owned, set()).add(owner)
    return [
        Reason(Fault.WHO, owned)
        for owner, owned in sorted(ours.owners)
        if owner in names and told.get(owned, set()) & names and owner not in told[owned]
    ]


def _check_words(ours: _Side, everything: str, people: Sequence[str]) -> list[Reason]:
    known = {*stems_of(everything), *(word for name in people for word in stems_of(name))}
    content = [
        token for token in ours.tokens
        if token.pos in _CONTENT and token.lemma.lower() not in _REPORTS and not find_numbers(token.text)
    ]  # fmt: skip
    missing = [
        token.text for token in content if stem(token.text.lower()) not in known and token.lemma.lower() not in known
    ]
    share = 1 - len(missing) / len(content) if content else float(bool(everything.strip()))
    return (
        [] if share >= LEAST_SHARE else [Reason(Fault.WORDS, one) for one in missing[:3]] or [Reason(Fault.WORDS, "")]
    )


def _first(name: str) -> str:
    return name.split(" ")[0]
