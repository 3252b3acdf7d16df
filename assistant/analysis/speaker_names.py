"""How like a person's name a speaker's label is: "Grobler, P-W (External)", "Tomasz's iPhone", "danilo.f"."""

import re
import unicodedata
from functools import lru_cache

_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DEVICE = re.compile(
    r"['’]?s?\s+(?:(?:i?phone|ipad|iphone|macbook|mac|galaxy|pixel|android|tablet|laptop|pc|computer|phone|mobile|zoom"
    r"|samsung|huawei|xiaomi|airpods)\b.*)$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TITLE = re.compile(
    r"mr|mrs|ms|miss|mx|dr|prof|professor|sir|madam|phd|md|jr|sr|guest|external|host|cohost|mentor|mentee|coach|he|him|she"
    r"|her|they|them|work|home"
)
_NUMBERED = re.compile(
    r"(?:speaker|spk|participant|person|user|guest|caller|attendee|voice|talker)?[\s_#-]*(?:\d{1,3}|[a-f])?"
    r"|unknown(?: speaker)?|unidentified.*|me|you|them|host|guest|speaker|\+?[\d*\s().-]{5,}",
    re.IGNORECASE,
)


def is_numbered(label: str) -> bool:
    """Whether a label names nobody: "SPEAKER_00", "Participant 2", a phone number, nothing at all."""
    return _NUMBERED.fullmatch(label.strip()) is not None


@lru_cache(maxsize=4096)
def name_words(label: str) -> tuple[str, ...]:
    """Take the words of a name, without case, accents, titles, brackets and devices; in their order."""
    plain = _CAMEL.sub(" ", _DEVICE.sub("", _ASIDE.sub(" ", label)).split("@")[0])
    decomposed = unicodedata.normalize("NFKD", plain.replace("ł", "l").replace("ø", "o").replace("ß", "ss"))
    folded = "".join(one for one in decomposed if not unicodedata.combining(one)).casefold()
    words = tuple(word.replace("'", "").replace("’", "") for word in _WORD.findall(folded))
    return tuple(word for word in words if not _TITLE.fullmatch(word)) or words


def first_name(name: str) -> str:
    """Give what a person is called by; empty for an empty name."""
    return next(iter(name_words(name.split(",")[1] if name.count(",") == 1 else name)), "")


def called(name: str) -> str:
    """Give what to call a person in notes, as it is written; empty for a label that names nobody.

    "Grobler, Pieter-Willem" is called "Pieter-Willem", "danilo.f" "Danilo", "Mr Odera (Guest)" "Mr Odera".
    """
    if is_numbered(name):
        return ""
    plain = _DEVICE.sub("", _ASIDE.sub(" ", name)).split("@")[0].strip()
    given = plain.split(",")[1] if plain.count(",") == 1 else plain
    words = [word for word in re.split(r"[\s._]+", given) if word]
    if not words:
        return plain
    titled = len(words) > 1 and _TITLE.fullmatch(words[0].casefold()) is not None
    first = " ".join(words[:2]) if titled else words[0]
    return first if any(one.isupper() for one in first) else first.capitalize()


def likeness(label: str, name: str) -> float:
    """Say how well a label fits a person's name.

    Returns:
        0 to 1: each word of the label by how well it fits a word of the name, weighed by its letters; 0 for a label
        that names nobody. Our own measure; misspelling by RapidFuzz.
    """
    words, wanted = name_words(label), name_words(name)
    if is_numbered(label) or not words or not wanted:
        return 0.0
    parts = [(max(_fit(word, one) for one in wanted), len(word)) for word in words]
    if "".join(words) == "".join(wanted):
        return 1.0
    if all(len(word) == 1 for word in words):
        return 0.6 if _are_initials("".join(words), wanted) else 0.0
    score = sum(fit * length for fit, length in parts) / sum(length for _, length in parts)
    return max(score, *(_run_together(word, wanted) for word in words if len(words) == 1), 0.0)


def _fit(word: str, wanted: str) -> float:
    """Fit two words: the same, an initial, a short form, misspelt."""
    from rapidfuzz.fuzz import ratio

    if word == wanted:
        return 1.0
    if len(word) == 1 or len(wanted) == 1:
        return 0.7 if word[0] == wanted[0] else 0.0
    if len(word) >= 3 and (wanted.startswith(word) or (len(wanted) >= 3 and word.startswith(wanted))):
        return 0.85
    similarity = ratio(word, wanted) / 100
    return similarity * 0.95 if similarity >= 0.8 and min(len(word), len(wanted)) >= 4 else 0.0


def _run_together(word: str, wanted: tuple[str, ...]) -> float:
    """Fit a user name such as "danilof", "dfigueira" or "pw"."""
    if len(wanted) < 2:
        return 0.0
    first, last = wanted[0], wanted[-1]
    forms = {first + last, last + first, first + last[0], first[0] + last, last + first[0], first[:3] + last[:3]}
    if word in forms and len(word) >= 4:
        return 0.9
    return 0.5 if 2 <= len(word) <= 4 and _are_initials(word, wanted) else 0.0


def _are_initials(letters: str, wanted: tuple[str, ...]) -> bool:
    """Whether letters are initials of a name, in order; at least two of them."""
    initials = "".join(word[0] for word in wanted)
    return len(letters) >= 2 and letters in initials
