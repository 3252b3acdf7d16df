"""Who does what in a sentence, read from its dependencies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.engines.protocols import Token

_SUBJECTS = frozenset(("nsubj", "csubj"))
_NEGATIONS = frozenset(("n't", "not", "never", "no", "neither", "nor", "n’t", "none", "hardly"))
_NOBODY = frozenset(("nobody", "nothing", "none", "noone", "neither"))
_CONTROLLED = frozenset(("xcomp", "ccomp"))


@dataclass(frozen=True, slots=True)
class Claim:
    """One verb with who does it and to whom or what.

    Args:
        verb: Lemma; of a form of "be", with its complement ("be:ready").
        subjects: Words for who does it: names and lemmas in lower case, pronouns as they are; empty when unknown.
        objects: The same for objects, also behind a preposition.
        negated: Whether it is said not to be so.
        asked: Whether it stands in a question.
    """

    verb: str
    subjects: frozenset[str]
    objects: frozenset[str]
    negated: bool
    asked: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    tokens: tuple[Token, ...]
    children: dict[int, list[int]] = field(default_factory=dict)

    def of(self, at: int, *deps: str) -> list[int]:
        return [one for one in self.children.get(at, ()) if self.tokens[one].dep in deps]


def read_claims(tokens: tuple[Token, ...]) -> list[Claim]:
    """Read what a sentence says of whom; without dependencies nothing."""
    grammar = _grammar(tokens)
    return [
        _claim(grammar, at)
        for at, token in enumerate(tokens)
        if token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")
    ]


def read_owners(tokens: tuple[Token, ...]) -> set[tuple[str, str]]:
    """Read possessives: (owner, what is owned) by name or pronoun and lemma; "of NAME" counts too."""
    grammar = _grammar(tokens)
    found = set()
    for token in tokens:
        head = tokens[token.head]
        if token.dep == "poss":
            found.add((key_of(token), head.lemma.lower()))
        elif token.dep == "pobj" and head.lemma == "of" and token.pos == "PROPN":
            found.add((key_of(token), tokens[head.head].lemma.lower()))
    # "Ann and Ben's list" belongs to both.
    return found | {
        (key_of(tokens[other]), owned)
        for at, token in enumerate(tokens)
        if token.dep == "poss"
        for other in grammar.of(at, "conj")
        for owned in (tokens[token.head].lemma.lower(),)
    }


def key_of(token: Token) -> str:
    """Give the word that stands for a token when claims are compared."""
    return (token.text if token.pos in ("PROPN", "PRON") else token.lemma).lower()


def _grammar(tokens: tuple[Token, ...]) -> _Grammar:
    children: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        if token.head != at:
            children.setdefault(token.head, []).append(at)
    return _Grammar(tokens, children)


def _claim(grammar: _Grammar, at: int) -> Claim:
    passive = grammar.of(at, "nsubjpass")
    subjects = set(_keys(grammar, _subjects(grammar, at)))
    objects = set(_keys(grammar, _objects(grammar, at)))
    if passive:
        agents = [one for by in grammar.of(at, "agent") for one in grammar.of(by, "pobj")]
        objects |= set(_keys(grammar, passive))
        subjects = set(_keys(grammar, agents))
    return Claim(
        _verb_key(grammar, at),
        frozenset(subjects),
        frozenset(objects - subjects),
        is_negated(grammar, at),
        _asked(grammar),
    )


def _subjects(grammar: _Grammar, at: int, depth: int = 0) -> list[int]:
    """Find who does a verb: its own subject, or the one that it shares with the verb above it."""
    own = grammar.of(at, *_SUBJECTS)
    token = grammar.tokens[at]
    if own or token.head == at or depth > 6 or grammar.of(at, "nsubjpass"):
        return own
    if token.dep in _CONTROLLED:
        # "asked Ben to call": Ben calls.
        return grammar.of(token.head, "dobj", "dative") or _subjects(grammar, token.head, depth + 1)
    if token.dep == "relcl":
        return [token.head] if not grammar.of(at, "dobj") or token.tag in ("VBG", "VBN") else []
    if token.dep in ("conj", "advcl"):
        return _subjects(grammar, token.head, depth + 1) or grammar.of(token.head, "nsubjpass")
    if token.dep == "pcomp":
        above = grammar.tokens[token.head].head
        if grammar.tokens[above].lemma == "thank":
            return grammar.of(above, "dobj")
        return _subjects(grammar, above, depth + 1)
    return []


def _objects(grammar: _Grammar, at: int) -> list[int]:
    direct = grammar.of(at, "dobj", "dative", "attr", "oprd")
    behind = [one for prep in grammar.of(at, "prep", "dative") for one in grammar.of(prep, "pobj")]
    return [one for one in (*direct, *behind) if grammar.tokens[one].pos != "ADP"]


def _keys(grammar: _Grammar, places: Sequence[int]) -> Iterator[str]:
    for at in places:
        yield key_of(grammar.tokens[at])
        for other in grammar.of(at, "conj", "appos", "compound", "flat"):
            if grammar.tokens[other].pos == "PROPN" or grammar.tokens[other].dep == "conj":
                yield key_of(grammar.tokens[other])


def _verb_key(grammar: _Grammar, at: int) -> str:
    lemma = grammar.tokens[at].lemma.lower()
    if lemma != "be":
        return lemma
    for one in grammar.of(at, "acomp", "attr"):
        return f"be:{grammar.tokens[one].lemma.lower()}"
    for prep in grammar.of(at, "prep"):
        for one in grammar.of(prep, "pobj"):
            return f"be:{grammar.tokens[one].lemma.lower()}"
    return "be:"


def is_negated(grammar: _Grammar, at: int) -> bool:
    """Say whether a verb is denied: by "not" or "never", by a subject or object "nobody" or "no ...", or from above.

    What is denied above ("does not want to go") denies the verb below it.
    """
    own = sum(grammar.tokens[one].text.lower() in _NEGATIONS for one in grammar.children.get(at, ()))
    for one in grammar.of(at, "nsubj", "nsubjpass", "dobj", "attr"):
        low = grammar.tokens[one].text.lower()
        determiners = (grammar.tokens[two].text.lower() for two in grammar.of(one, "det", "neg"))
        own += low in _NOBODY or any(word == "no" for word in determiners)
    token = grammar.tokens[at]
    if token.dep == "xcomp" and token.head != at:
        return bool(own % 2) != is_negated(grammar, token.head)
    return bool(own % 2)


def _asked(grammar: _Grammar) -> bool:
    return bool(grammar.tokens) and grammar.tokens[-1].text == "?"
