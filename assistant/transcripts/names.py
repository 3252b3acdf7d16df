"""Telling a speaker's name from other words before a colon."""

import re
from collections import Counter
from collections.abc import Collection, Iterable

from assistant.transcripts.text import has_words, tidy

LONGEST_NAME = 60
MOST_WORDS = 8


def _split(text: str) -> frozenset[str]:
    return frozenset(text.split("|"))


SECTION_LABELS = _split(
    "action item|action items|actions|agenda|attendees|attending|date|decisions|discussion|duration|follow-up|"
    "follow-ups|goals|highlights|invited|key points|key takeaways|location|meeting|meeting notes|minutes|next steps|"
    "note|notes|open questions|outcome|outcomes|overview|participants|present|recap|recording|subject|summary|"
    "takeaways|time|title|to do|to-do|to dos|todo|todos|topic|topics|transcript|what went well|where|when|who"
)
"""What opens a section of notes: the words after it belong to nobody who spoke before."""

_ASIDES = _split(
    "a|answer|ask|bonus|caution|conclusion|disclaimer|e.g|edit|example|fact|first|for example|fyi|hint|http|https|"
    "i.e|idea|important|lesson|nb|ok|okay|one|option|p.s|point|ps|q|question|quote|re|remember|reminder|second|so|step|"
    "third|tip|tldr|two|update|versus|warning|yes|no"
)
_SENTENCE_WORDS = _split(
    "i|i'm|i've|i'll|i'd|we|we're|you|you're|he's|she's|it|it's|they|they're|is|are|was|were|isn't|wasn't|be|been|that|"
    "that's|this|these|those|there|there's|because|if|then|than|what|what's|which|how|why|when|where|whether|said|says|"
    "say|saying|asked|told|think|thought|know|mean|means|thing|things|question|point|reason|problem|idea|like|just|"
    "about|my|your|our|their|his|its|not|don't|didn't|have|has|had|do|does|did|would|could|should|really|here's|let's|"
    "but"
)
_NAMES_TOO = {"do", "my", "be", "like", "point"}
_SEPARATORS = re.compile(r"[\s|/@()\[\]{}<>,•·–—-]+")
_INITIALS = re.compile(r"(?:\b\w|\b[JS]r|\bDr|\bPh\.?D)\.$")
_OFTEN = 3
_SYMBOLS = "\u2600"
"""From here on there are pictures that people take for a name, and letters of many scripts."""

_PHONE_DIGITS = 6
_UNKNOWN = _split("unknown|unknown speaker|unidentified|unidentified speaker|speaker unknown")
_PHONE = re.compile(r"\+?[\d*][\d*\s().-]{5,}")
_ENDS_BADLY = (".", "?", "!", "…", ",", ";", ":", "“", '"')


def clean_name(text: str) -> str:
    """The name to show; empty for "Unknown Speaker" and its like."""
    name = tidy(text)
    return "" if name.casefold() in _UNKNOWN else name


def is_section_label(text: str) -> bool:
    """Whether words before a colon open a section of notes."""
    return text.strip().casefold() in SECTION_LABELS


def is_label(text: str) -> bool:
    """Whether words before a colon are known to be no name."""
    plain = text.strip().strip(".").casefold()
    return (
        plain in SECTION_LABELS
        or plain in _ASIDES
        or (plain.isdigit() and len(plain) < _PHONE_DIGITS)
        or "://" in plain
    )


def looks_like_name(text: str) -> bool:
    """Whether words can be a display name: few, no sentence, no end of one; capitals are not asked for."""
    text = text.strip()
    if not 0 < len(text) <= LONGEST_NAME or is_label(text):
        return False
    if _PHONE.fullmatch(text):
        return True
    words = [word for word in _SEPARATORS.split(text) if word]
    if not 0 < len(words) <= MOST_WORDS or not any(letter.isalpha() or letter >= _SYMBOLS for letter in text):
        return False
    if text.endswith(_ENDS_BADLY) and not _INITIALS.search(text):
        return False
    return len(words) == 1 or not any(_is_of_sentence(word, at) for at, word in enumerate(words))


def _is_of_sentence(word: str, at: int) -> bool:
    """Whether a word makes a sentence of what might be a name; with a capital it can be part of one, as in "Thu Do"."""
    plain = word.casefold().replace("’", "'")
    if word[0].isupper() and (at > 0 or plain in _NAMES_TOO) and "'" not in plain:
        return False
    return plain in _SENTENCE_WORDS


def choose_names(prefixes: Iterable[str], total: int, roster: Collection[str] = ()) -> frozenset[str]:
    """Choose which prefixes of the lines of a file are speakers.

    Where most lines carry one, everything that looks like a name counts, seen once or not; where they are rare, it has
    to be seen twice or be on the file's own list of people.

    Args:
        prefixes: What stands before the colon, for each line that has one.
        total: How many lines could have had one.
        roster: Who was there by the file's own list.
    """
    counts = Counter(prefixes)
    fit = {one for one, seen in counts.items() if _fits(one, seen)}
    if sum(counts[one] for one in fit) > total / 2:
        return frozenset(fit)
    known = {one.casefold() for one in roster}
    return frozenset(one for one in fit if counts[one] >= 2 or one.casefold() in known)


def _fits(prefix: str, seen: int) -> bool:
    """A prefix that reads like a sentence is a name all the same when it comes again and again."""
    often = seen >= _OFTEN and len(prefix) <= LONGEST_NAME and not is_label(prefix) and has_words(prefix)
    return often or looks_like_name(prefix)


def split_prefix(line: str) -> tuple[str, str]:
    """Split `Name: text` at the first colon that ends a word; the name is empty when there is none near."""
    at = line.find(":", 0, 90)
    while 0 <= at < len(line) - 1 and not line[at + 1].isspace():
        at = line.find(":", at + 1, 90)
    if at < 0:
        wide = line.find("：", 0, 90)
        return ("", line) if wide < 0 else (line[:wide].strip(), line[wide + 1 :].strip())
    return line[:at].strip(), line[at + 1 :].strip()
