"""Who is named in what a pair says, whoever they are: names that a model labels, and words that act like people.

spaCy's small model takes "Renata" for a company, a town or nothing in every second sentence. Grammar tells more:
somebody who says, asks or is told something is a person. Where in doubt a word is taken for a name, since a name that
is left is worse than a place that is hidden.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import pairwise

from assistant.engines.protocols import Linguist, ParsedText, Span, Token
from assistant.transcripts.redaction import FindPeople, Spans

_SENTENCES_EACH = 4
"""Sentences of one word that are parsed: one usually tells, and parsing takes most of the time."""
_NAME = re.compile(r"[^\W\d_][^\W\d_]+(?:-[^\W\d_]+)*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NO_PEOPLE = _words(
    "monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays "
    "saturdays sundays january february march april may june july august september october november december jan "
    "feb mar apr jun jul aug sep sept oct nov dec christmas easter carnival ramadan god lord jesus english french "
    "german spanish italian portuguese dutch chinese japanese arabic hindi swahili afrikaans zulu xhosa māori maori "
    "russian polish turkish american british european african indian irish swiss brazilian zoom teams google "
    "whatsapp facebook instagram linkedin slack youtube microsoft amazon apple excel word outlook notion jira "
    "github chatgpt python java the mr mrs ms dr prof madam sir dear hi hello hey thanks"
)
_OPENERS = _words(
    "after again ah alone also although always and any anybody anyone are aw badly because before believe best both "
    "but cause could directly do does either eh even every everybody everyone exactly far fair few fine first for "
    "forty give go good haha half happy have he how hang if in instead it just later least less like listen "
    "literally look mine mm-hm more most mostly my never new next nobody none noted nothing now obviously often on "
    "once one only or other otherwise our over perhaps power pretty probably properly question quick read second "
    "seriously shall she should since six so some somebody someone something sometimes soon still tell that the "
    "their there these they third this those though three through till to today tomorrow tonight true truly try "
    "twice two under understood until use very wait water we well were what when where whether which who whose why "
    "with would wow write yesterday yet you your oh ooh"
)
"""Words that open sentences: to parse those would only take time."""
_HAPPENS = _words(
    "be have happen open close start begin end finish rise fall cost crash freeze break last apply change depend "
    "belong contain include load run work look seem get become mean matter expire exist"
)
"""What things and places do as well; whoever does anything else is taken for a person."""
_DONE_TO = _words(
    "tell ask help call meet thank know teach see show invite remind warn ring phone text email introduce trust "
    "marry say love hate hear miss join interview hire fire pay convince persuade annoy upset surprise greet visit "
    "let make give send message want bother congratulate believe blame catch"
)
_BY_PEOPLE = _words("with about for without")
_TO = _words(
    "talk speak write say listen apologise apologize explain report send give show mention lie reply promise read"
)
_KIN = _words(
    "boss manager colleague friend wife husband partner brother sister mother father mum mom mama dad son daughter "
    "uncle aunt auntie cousin grandmother grandfather neighbour neighbor teacher principal director mentor mentee "
    "coach doctor lead supervisor chef customer client assistant accountant lawyer girlfriend boyfriend nephew "
    "niece guy girl lady woman man engineer designer recruiter nurse pupil student head deputy chairman chairwoman "
    "professor landlord"
)
_TITLES = _words("mr mrs ms miss dr prof professor madam madame sir dona dom don uncle aunt auntie tia tio mama coach")
_SHORT = 6
_LONG_OPENING = 9
_GREETINGS = _words("hi hello hey dear thanks thank bye morning cheers")
_PLACED = _words("in at near into around across inside outside")
_POINTING = _words("it that this he she who i you")
_MAYBE_PEOPLE = _words("april may august june")
_NO_NAMES = _NO_PEOPLE | _KIN | _OPENERS
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OBJECTS = frozenset(("dobj", "dative", "iobj", "nsubj"))


def people_finder(linguist: Linguist) -> FindPeople:
    """Find people in texts by a linguist's names and grammar; one that knows neither leaves the listed people.

    Where a word acts like a person in one text, it is found there, and whoever asks hides it everywhere.
    """

    def find(texts: Sequence[str]) -> Iterable[Spans]:
        named = linguist.entities_of(texts)
        people = [
            [(one.start, one.end) for one in found if _is_person(one, text)]
            for text, found in zip(texts, named, strict=True)
        ]
        known = {word for text, spans in zip(texts, people, strict=True) for word in _names_in(text, spans)}
        for at, span in _acting(linguist, texts, named, known):
            people[at].append(span)
        return people

    return find


def _is_person(span: Span, text: str) -> bool:
    words = text[span.start : span.end].lower().split()
    return span.label == "PERSON" and not set(words) <= _NO_PEOPLE - _MAYBE_PEOPLE


def _names_in(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[str]:
    for start, end in spans:
        yield from _NAME.findall(text[start:end])


def _acting(
    linguist: Linguist, texts: Sequence[str], named: Sequence[Iterable[Span]], known: Set[str]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """The texts and spans of words that act like people more often than like places."""
    small = {word for text in texts for word in _NAME.findall(text) if word.islower()}
    chosen = _telling_texts(texts, known, small)
    votes, found = Counter[str](), defaultdict[str, list[tuple[int, tuple[int, int]]]](list)
    for at, parsed in zip(chosen, linguist.parse_all([texts[at] for at in chosen]), strict=True):
        dated = {one.start for one in named[at] if one.label in ("DATE", "TIME", "LANGUAGE", "MONEY")}
        for token in parsed.tokens:
            if token.tag != "NNP" or not _may_name(token.text) or token.start in dated or token.text.lower() in small:
                continue
            votes[token.text] += acts_like_person(parsed, token, known) - is_placed(parsed, token)
            found[token.text].append((at, (token.start, token.end)))
    for word, count in votes.items():
        yield from found[word][:1] if count > 0 else ()


def _telling_texts(texts: Sequence[str], known: Set[str], small: Set[str]) -> list[int]:
    """The first few texts of each word that may be a name and is not known to be one; places in `texts`, rising."""
    seen, chosen = Counter[str](), set[int]()
    for at, text in enumerate(texts):
        words = {one for one in _NAME.findall(text) if _may_name(one) and one not in known and one.lower() not in small}
        if any(seen[one] < _SENTENCES_EACH for one in words):
            chosen.add(at)
            seen.update(words)
    return sorted(chosen)


def _may_name(word: str) -> bool:
    """Whether a word has the letters of a name: "Renata", not "HR" and not "Monday"."""
    return word[0].isupper() and not word.isupper() and word.lower() not in _NO_NAMES


def acts_like_person(parsed: ParsedText, token: Token, known: Set[str] = frozenset()) -> bool:
    """Whether grammar says that a proper noun is somebody: acts, is addressed, owns, or stands by a title or relation.

    Args:
        parsed: The text.
        token: One of its tokens.
        known: Names of people; what stands in one list with one of them is a person too.
    """
    tokens = parsed.tokens
    head, before = tokens[token.head], _before(parsed, token)
    following = _after(parsed, token, 2)
    if before.lower().strip(".") in _TITLES | _GREETINGS | _KIN:
        return True
    if token.dep in _SUBJECTS and (_is_kin_of(tokens, head) if head.lemma in _HAPPENS else head.pos == "VERB"):
        return True
    if not before and _is_taken_up(tokens):
        return True
    if token.dep == "attr" and any(one.text.lower() in _POINTING for one in _below(tokens, head, "nsubj")):
        return True
    if token.dep == "poss" or (token.dep == "conj" and head.text in known) or _lists(tokens, token, known):
        return True
    if token.dep in _OBJECTS and head.lemma in _DONE_TO:
        return True
    if token.dep == "pobj":
        return _is_party(head, tokens[head.head])
    if before == "," and following[:1] in ([], ["."], ["!"], ["?"]) and len(tokens) <= _SHORT:
        return True
    if following[:1] == [","] and following[1:] in (["he"], ["she"], ["who"], [] if before else ["you"]):
        return True
    return token.dep in ("oprd", "attr", "appos", "compound") and (
        head.lemma in _KIN | {"name", "call", "one"} or any(one.lemma in _KIN for one in _below(tokens, token, "appos"))
    )


def _is_taken_up(tokens: Sequence[Token]) -> bool:
    """Whether a sentence opens with somebody and goes on with "he" or "she": "Bruna from my shift, she went there"."""
    opening = [one.text.lower() for one in tokens[:_LONG_OPENING]]
    return any(pair in ((",", "he"), (",", "she")) for pair in pairwise(opening))


def _is_party(preposition: Token, above: Token) -> bool:
    """Whether what follows a preposition is somebody: "talk to", "lunch with", "a page for"."""
    word = preposition.lemma.lower()
    return word in _BY_PEOPLE or (word == "to" and above.lemma in _TO)


def is_placed(parsed: ParsedText, token: Token) -> bool:
    """Whether something is in or at a proper noun, or it has an article, as with places, feasts and companies."""
    head = parsed.tokens[token.head]
    if any(one.text.lower() in ("the", "a", "an") for one in _below(parsed.tokens, token, "det")):
        return True
    return token.dep == "pobj" and head.lemma.lower() in _PLACED


def _is_kin_of(tokens: Sequence[Token], head: Token) -> bool:
    """Whether a subject of "be" is said to be somebody's relation: "Renata is my boss"."""
    return head.lemma == "be" and any(one.lemma in _KIN for one in _below(tokens, head, "attr"))


def _lists(tokens: Sequence[Token], token: Token, known: Set[str]) -> bool:
    return any(one.text in known for one in _below(tokens, token, "conj"))


def _below(tokens: Sequence[Token], token: Token, dep: str) -> Iterator[Token]:
    return (one for one in tokens if one.dep == dep and tokens[one.head] is token and one is not token)


def _before(parsed: ParsedText, token: Token) -> str:
    at = next(at for at, one in enumerate(parsed.tokens) if one is token)
    return parsed.tokens[at - 1].text if at else ""


def _after(parsed: ParsedText, token: Token, many: int) -> list[str]:
    at = next(at for at, one in enumerate(parsed.tokens) if one is token) + 1
    return [one.text.lower() for one in parsed.tokens[at : at + many]]
