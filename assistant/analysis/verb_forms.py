"""Verbs that agree with a name or with "they" instead of "I" and "you"."""

import re
from collections.abc import Sequence

from assistant.engines.protocols import Token

_SINGULAR = {
    "am": "is", "are": "is", "'m": "is", "'re": "is", "have": "has", "'ve": "has", "do": "does", "were": "was",
    "ca": "ca", "ai": "is",
}  # fmt: skip
_PLURAL = {"am": "are", "'m": "are", "'re": "are", "'ve": "have", "was": "were", "ai": "are"}
_FULL = {"'ll": "will", "'d": "would", "'ve": "have", "'re": "are", "'m": "am"}
_PAST = re.compile(
    r"(?:re|un|over|under|out|mis|for|with)?(?:wrote|took|gave|came|went|saw|said|told|got|had|did|made|knew|thought|"
    r"brought|bought|found|left|felt|kept|met|paid|ran|sent|spent|stood|won|lost|held|heard|led|began|broke|built|"
    r"caught|chose|drew|drove|ate|fell|flew|forgot|grew|rang|rose|sat|slept|spoke|swam|taught|threw|wore|was)|\w+(?<!e)ed",
    re.IGNORECASE,
)
_FINITE = frozenset(("VBP", "VBD", "VBZ", "MD"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))


def third_singular(word: str) -> str:
    """Give the form that goes with a name: "am" is "is", "carry" is "carries"."""
    low = word.lower()
    if low in _SINGULAR:
        return _SINGULAR[low]
    if low.endswith("y") and low[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if low.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def agree(token: Token, plural: bool) -> str:
    """Give a finite verb the form for a name, or for "they"."""
    low = token.text.lower()
    if plural:
        return _PLURAL.get(low, token.text)
    # The tagger takes some a past tense for a present one.
    if low != "were" and (token.tag == "VBD" or (_PAST.fullmatch(low))):
        return token.text
    return third_singular(token.text)


def in_full(token: Token, tokens: Sequence[Token]) -> str:
    """Write a contracted auxiliary out; "'d" is "had" before "better" and past participles."""
    low = token.text.lower()
    if low == "'d":
        after = [one for one in tokens[token_index(token, tokens) + 1 :] if one.dep != "neg"][:3]
        real = [one for one in after if one.pos != "ADV" or one.text.lower() == "better"]
        is_had = bool(real) and (real[0].text.lower() == "better" or real[0].tag == "VBN")
        return "had" if is_had else "would"
    return _FULL.get(low, token.text)


def token_index(token: Token, tokens: Sequence[Token]) -> int:
    """Find the place of a token by where it starts."""
    return next(at for at, one in enumerate(tokens) if one.start == token.start)


def finite_verbs(subject: int, tokens: Sequence[Token]) -> list[int]:
    """Find the verbs that have to agree with a subject: its own, and those joined to it by "and" without one."""
    verb = tokens[subject].head
    if tokens[subject].dep == "conj":
        return []
    auxiliaries = [at for at, one in enumerate(tokens) if one.head == verb and one.dep in ("aux", "auxpass")]
    finite = [at for at in auxiliaries if tokens[at].tag in _FINITE or tokens[at].text.lower() in _FULL]
    if finite:
        return finite[:1]
    if auxiliaries and tokens[auxiliaries[0]].tag == "VB" and auxiliaries[0] < subject:
        return auxiliaries[:1]
    own = [verb] if _carries_tense(verb, subject, tokens) else []
    return own + [at for at in _joined(verb, tokens) if tokens[at].tag in ("VB", "VBP")] if own else []


def _carries_tense(verb: int, subject: int, tokens: Sequence[Token]) -> bool:
    token = tokens[verb]
    # The tagger takes many a present tense for an infinitive; one with a subject before it and no auxiliary is none.
    return token.tag in ("VBP", "VBD") or (
        token.tag == "VB" and subject < verb and not any(one.head == verb and one.dep == "aux" for one in tokens)
    )


def _joined(verb: int, tokens: Sequence[Token]) -> list[int]:
    found: list[int] = []
    for at, one in enumerate(tokens):
        if one.dep == "conj" and one.head in (verb, *found) and at > verb:
            children = [other for other in tokens if other.head == at and other is not one]
            if not any(other.dep in SUBJECTS or other.dep == "aux" for other in children):
                found.append(at)
    return found
