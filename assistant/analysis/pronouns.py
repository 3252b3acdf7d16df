"""Pronouns of speaker and listener as names or "they", with the verbs that belong to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.analysis.verb_forms import SUBJECTS, agree, finite_verbs, in_full
from assistant.engines.protocols import Token

_SPEAKER = {"i": "subject", "me": "object", "my": "possessive", "mine": "owned", "myself": "reflexive"}
_LISTENER = {"you": "object", "your": "possessive", "yours": "owned", "yourself": "reflexive"}
_GROUP = {"we": "they", "us": "them", "our": "their", "ours": "theirs", "ourselves": "themselves"}
_THEY = {"subject": "they", "object": "them", "possessive": "their", "owned": "theirs", "reflexive": "themselves"}
_OTHERS = frozenset(("they", "them", "their", "theirs", "he", "she", "him", "her", "his"))
_COUNTED = frozenset(("both", "two", "all", "each", "either", "neither", "most", "some", "none", "one"))
_TIMES = frozenset(("when", "whenever", "once", "if", "where", "wherever", "as"))
_CLAUSES = frozenset(("advcl", "relcl", "acl", "ccomp", "pcomp"))


class Who(StrEnum):
    """Whom a pronoun stands for."""

    SPEAKER = "speaker"
    LISTENER = "listener"


@dataclass(frozen=True, slots=True)
class Names:
    """What the two are called; an empty name is told with "they".

    Args:
        always: Use names even where "they" reads better.
    """

    speaker: str
    listener: str
    always: bool = False

    def of(self, who: Who) -> str:
        """Give the name of one side."""
        return self.speaker if who is Who.SPEAKER else self.listener


@dataclass(frozen=True, slots=True)
class _Mention:
    who: Who
    role: str


def possessive(name: str) -> str:
    """Give the possessive of a name."""
    return f"{name}'s"


def replace_pronouns(text: str, tokens: tuple[Token, ...], names: Names, *, named: bool = False) -> str:
    """Write a sentence with names instead of "I" and "you".

    A name stands once; after it comes "they" where nobody else could be meant, and the name again where somebody could.

    Args:
        text: The sentence.
        tokens: Its grammar.
        names: What the two are called.
        named: Both were named before this sentence, so "they" could be either.
    """
    mentions = dict(_mentions(tokens))
    if _speaks_of_anybody(tokens, mentions):
        return text
    who_is_meant = {one.who for one in mentions.values()}
    others = any(one.text.lower() in _OTHERS or one.text.lower() in _GROUP for one in tokens)
    alone = len(who_is_meant) == 1 and not others and not named
    edits: dict[int, str] = {
        at: _GROUP[one.text.lower()] for at, one in enumerate(tokens) if one.text.lower() in _GROUP
    } | {at: "them" for at, one in enumerate(tokens) if one.text.lower() == "you" and _is_of_group(at, tokens)}
    said: set[Who] = set()
    told_as_many: dict[int, bool] = {}
    for at, mention in mentions.items():
        name = names.of(mention.who)
        shared = _shared_verb(at, mentions, tokens)
        if shared in told_as_many and not names.always:
            # "I woke up and I went out": the second subject is left out.
            told_as_many[tokens[at].head] = told_as_many[shared]
            edits.update({at: "", **_verb_edits(at, tokens, plural=told_as_many[shared])})
            continue
        again = alone and mention.who in said and not _follows_and(at, tokens)
        as_they = not name or (not names.always and (again or _belongs_to_subject(at, mentions, tokens)))
        edits[at] = _THEY[mention.role] if as_they or mention.role == "reflexive" else _named(name, mention.role)
        said.add(mention.who)
        if mention.role == "subject":
            told_as_many[tokens[at].head] = as_they or _is_joined(at, tokens)
            edits.update(_verb_edits(at, tokens, plural=told_as_many[tokens[at].head]))
    for at in (at for at, one in enumerate(tokens) if one.text.lower() == "we"):
        edits.update(_verb_edits(at, tokens, plural=True))
    return _apply(text, tokens, edits)


def _mentions(tokens: tuple[Token, ...]) -> Iterator[tuple[int, _Mention]]:
    for at, token in enumerate(tokens):
        low = token.text.lower()
        if low in _SPEAKER and token.text != "i":
            # "It wanted me to go": the parser calls it a subject, but its form stays.
            role = "object" if low == "me" and not _starts_clause(at, tokens) else _SPEAKER[low]
            yield at, _Mention(Who.SPEAKER, "subject" if low == "me" and role != "object" else role)
        elif low in _LISTENER and not _is_of_group(at, tokens) and not _is_thanked(at, tokens):
            role = "subject" if low == "you" and _is_subject(at, tokens) else _LISTENER[low]
            yield at, _Mention(Who.LISTENER, role)


def _is_subject(at: int, tokens: tuple[Token, ...]) -> bool:
    head = tokens[tokens[at].head]
    return tokens[at].dep in SUBJECTS or (tokens[at].dep == "conj" and head.dep in SUBJECTS)


def _starts_clause(at: int, tokens: tuple[Token, ...]) -> bool:
    """Say whether "me" is the subject of a finite verb: "me and my sister are going"."""
    return tokens[at].dep in SUBJECTS and bool(finite_verbs(at, tokens))


def _is_of_group(at: int, tokens: tuple[Token, ...]) -> bool:
    """Say whether "you" is many: "the two of you"."""
    return at >= 2 and tokens[at - 1].text.lower() == "of" and tokens[at - 2].text.lower() in _COUNTED


def _is_thanked(at: int, tokens: tuple[Token, ...]) -> bool:
    """Say whether "you" is part of a plain "thank you"."""
    thanks = at > 0 and tokens[at - 1].text.lower() == "thank"
    return thanks and not any(one.head == at - 1 and one.dep in SUBJECTS for one in tokens)


def _shared_verb(at: int, mentions: dict[int, _Mention], tokens: tuple[Token, ...]) -> int | None:
    """Find the verb before, where a subject says again who does it: "I woke up and I went out"."""
    verb = tokens[at].head
    if mentions[at].role != "subject" or tokens[verb].dep != "conj" or not at or tokens[at - 1].dep != "cc":
        return None
    before = tokens[verb].head
    same = any(
        one.head == before and spot in mentions and mentions[spot].who is mentions[at].who
        for spot, one in enumerate(tokens[:at])
        if one.dep in SUBJECTS
    )
    return before if same else None


def _speaks_of_anybody(tokens: tuple[Token, ...], mentions: dict[int, _Mention]) -> bool:
    """Say whether every "you" is anybody's: "it crumbles when you touch it".

    It is, where it stands only in clauses of time or condition of a sentence in the present that is about something
    else, and the speaker is not spoken of.
    """
    if not mentions or any(one.who is Who.SPEAKER for one in mentions.values()) or tokens[-1].text == "?":
        return False
    return all(_is_anybody(at, tokens) for at in mentions) and not any(one.text.lower() in _GROUP for one in tokens)


def _is_anybody(at: int, tokens: tuple[Token, ...]) -> bool:
    place, in_time = tokens[at].head, False
    while tokens[place].head != place:
        if tokens[place].dep in _CLAUSES and _is_at_any_time(place, tokens):
            in_time = True
        place = tokens[place].head
    return in_time and tokens[place].tag == "VBZ"


def _is_at_any_time(verb: int, tokens: tuple[Token, ...]) -> bool:
    """Say whether a clause begins with "when" or its like and is in the present."""
    children = [one for spot, one in enumerate(tokens) if one.head == verb and spot != verb]
    begins = any(one.text.lower() in _TIMES for one in children)
    return begins and tokens[verb].tag != "VBD" and not any(one.tag in ("VBD", "MD") for one in children)


def _is_joined(at: int, tokens: tuple[Token, ...]) -> bool:
    return any(one.dep == "conj" and one.head == at for one in tokens)


def _follows_and(at: int, tokens: tuple[Token, ...]) -> bool:
    """Say whether a pronoun is joined to another subject: "my boss and I" is no "my boss and they"."""
    shares = any(one.head == tokens[at].head and one.dep in SUBJECTS for one in tokens[:at])
    return tokens[at].dep == "conj" or (shares and tokens[at - 1].text.lower() == "and")


def _named(name: str, role: str) -> str:
    return possessive(name) if role in ("possessive", "owned") else name


def _belongs_to_subject(at: int, mentions: dict[int, _Mention], tokens: tuple[Token, ...]) -> bool:
    """Say whether "my" or "myself" stands in a clause whose subject is "I": then "their" cannot be mistaken."""
    if mentions[at].role not in ("possessive", "reflexive"):
        return False
    place = at
    while True:
        subjects = [
            spot for spot, one in enumerate(tokens) if one.head == place and one.dep in SUBJECTS and spot != place
        ]
        if subjects:
            subject = mentions.get(subjects[0])
            if subject is None or subjects[0] > at or subject.who is not mentions[at].who:
                return False
            # "I'll send you my notes": after the other's name, "their" would be the other's.
            return all(one.who is subject.who for spot, one in mentions.items() if subjects[0] < spot < at)
        if tokens[place].head == place:
            return False
        place = tokens[place].head


def _verb_edits(subject: int, tokens: tuple[Token, ...], *, plural: bool) -> dict[int, str]:
    edits = {}
    for at in finite_verbs(subject, tokens):
        low = tokens[at].text.lower()
        if low in ("'ll", "'d"):
            edits[at] = in_full(tokens[at], tokens)
        elif tokens[at].tag != "MD":
            edits[at] = agree(tokens[at], plural)
    return edits


def _apply(text: str, tokens: tuple[Token, ...], edits: dict[int, str]) -> str:
    parts, end = [], 0
    for at, token in enumerate(tokens):
        parts.append(text[end : token.start])
        words = edits.get(at, token.text)
        # "'ll" joins the word before it; "will" does not.
        parts.append(f" {words}" if words != token.text and token.text.startswith("'") else words)
        end = token.end
    return "".join(parts) + text[end:]
