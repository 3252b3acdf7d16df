"""What somebody said, told of them: "I'll send you the list" by Ann becomes "Ann will send Ben the list".

By grammar alone: pronouns become names, verbs agree, contractions are written out. No content word is added; a request
is told with "is to" ("Open two accounts" becomes "Ben is to open two accounts").
"""

import re

from assistant.analysis.pronouns import Names, replace_pronouns
from assistant.analysis.speech_cleaning import clean_speech, finish
from assistant.analysis.verb_forms import SUBJECTS
from assistant.engines.protocols import Linguist, Token

_NO_ORDER_WORDS = (
    "thank let look say see guess hang wait sorry hope welcome please come mind suppose bet imagine believe trust "
    "bless forget excuse pardon mean know think love like wish depend sound seem feel"
)
_NO_ORDERS = frozenset(re.findall(r"\w+", _NO_ORDER_WORDS))
_QUOTED = re.compile(
    r"\b(?:he|she|they|[A-Z][a-z]+)(?:'s| was| were| is)? (?:said|says|goes|went|like|asked|replied|told me)(?: like)?"
    r"(?P<mark>,\s*)(?P<words>[^\"“”]*\b(?:I|you|my|me|your|we)\b[^\"“”]*?)(?P<end>[.?!]?)$"
)
_LETS = re.compile(r"^(?:let's|let us)\s+(?P<not>not\s+)?(?:both\s+)?(?=\w)", re.IGNORECASE)
_THANKS = re.compile(r"^(?:many |big )?(?:thank you|thanks)(?: so much| very much| a lot| again)*(?=\s+for\b)", re.I)
_ORDER = re.compile(r"^(?:please\s+)?(?P<not>(?:don't|do not|never)\s+)?(?:please\s+)?(?=\w)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:I|me|my|mine|myself|you|your|yours|yourself|we|us|our|ours|ourselves)\b", re.IGNORECASE)


def rewrite(text: str, speaker: str, listener: str, linguist: Linguist, *, named: bool = False) -> str:
    """Tell a sentence of its speaker, without fillers and false starts.

    Args:
        text: One sentence, as it was said.
        speaker: Name of who says it; when empty, the sentence is only cleaned.
        listener: Name of who it is said to; when empty, "you" becomes "they".
        named: Names everywhere, rather than "they" where it reads better.
        linguist: Reads the grammar; with one that knows no dependencies, the sentence is only cleaned.

    Returns:
        The sentence, with a capital and a full stop; empty when nothing but fillers was said.
    """
    cleaned = _without_vocative(clean_speech(text), listener)
    if not speaker or not cleaned:
        return cleaned
    tokens = linguist.parse(cleaned).tokens
    if not any(token.dep for token in tokens):
        return cleaned
    return finish(_tell(cleaned, tokens, Names(speaker, listener, named), linguist))


def has_pronouns(text: str) -> bool:
    """Say whether a sentence speaks of its speaker or listener by pronoun."""
    return bool(_PRONOUN.search(text))


def _tell(text: str, tokens: tuple[Token, ...], names: Names, linguist: Linguist) -> str:
    if quoted := _QUOTED.search(text):
        # Words of somebody else: their "I" is not the speaker's.
        before = text[: quoted.start("mark")]
        told = replace_pronouns(before, linguist.parse(before).tokens, names)
        return f'{told}, "{_capital(quoted["words"])}{quoted["end"] or "."}"'
    if lets := _LETS.match(text):
        both = f"{names.speaker} and {names.listener or 'the others'} are {'not ' if lets['not'] else ''}to "
        return both + _told_after("We ", text[lets.end() :], names, linguist)
    if thanks := _THANKS.match(text):
        whom = names.listener or "them"
        return f"{names.speaker} thanks {whom}" + _told_after("You must go", text[thanks.end() :], names, linguist)
    if names.listener and _is_order(text, tokens):
        order = _ORDER.match(text)
        refused = bool(order and order["not"])
        start = order.end() if order else 0
        told = _told_after("You must ", _lower(text[start:]), names, linguist)
        return f"{names.listener} is {'not ' if refused else ''}to {told}"
    return replace_pronouns(text, tokens, names)


def _told_after(lead: str, rest: str, names: Names, linguist: Linguist) -> str:
    """Tell the rest of a sentence whose beginning is told otherwise; `lead` gives it a subject for the parser."""
    marked = replace_pronouns(lead + rest, linguist.parse(lead + rest).tokens, names, named=True)
    told_lead = _told_lead(lead, names)
    return marked[len(told_lead) :]


def _told_lead(lead: str, names: Names) -> str:
    """Write a lead of `_told_after` as `replace_pronouns` does."""
    subject, rest = lead.split(" ", 1)
    return f"{'they' if subject == 'We' else names.listener or 'they'} {rest}"


def _is_order(text: str, tokens: tuple[Token, ...]) -> bool:
    """Say whether a sentence asks the listener to do something: it starts with a bare verb that has no subject."""
    order = _ORDER.match(text)
    start = order.end() if order else 0
    if text.endswith("?"):
        return False
    first = next((at for at, token in enumerate(tokens) if token.start >= start and token.pos != "ADV"), None)
    if first is None or tokens[first].tag not in ("VB", "VBP") or tokens[first].lemma.lower() in _NO_ORDERS:
        return False
    verb = tokens[first]
    is_main = verb.dep == "ROOT" or (verb.dep in ("ccomp", "advcl", "csubj") and tokens[verb.head].start > verb.start)
    return is_main and not any(one.head == first and one.dep in (*SUBJECTS, "expl") for one in tokens if one != verb)


def _without_vocative(text: str, listener: str) -> str:
    first = listener.split(" ")[0]
    if not first:
        return text
    text = re.sub(rf"^{re.escape(first)},\s+", "", text)
    return finish(re.sub(rf",\s+{re.escape(first)}(?=[.?!]?$)", "", text))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
