"""A light guess at the language of a transcript by its most common words; enough for a notice, not for more."""

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = {
    "en": "the and to of that is it you in for was with have this be so what we they are not but do just",
    "de": "der die und das ist nicht ich wir sie ein eine zu mit auf auch dass aber wie für haben noch wenn",
    "fr": "le la les et est pas que je vous nous un une des pour dans avec mais sur c'est on qui ça il",
    "es": "el la los que y es en no un una por con para pero como más lo se está muy yo hay",
    "pt": "o os que e é em não um uma por com para mas como mais se está muito eu isso você",
    "it": "il lo gli che e è non un una per con ma come più si sono questo anche io ho abbiamo",
    "nl": "de het een en is niet ik wij we dat van op met maar ook als voor zijn heb naar",
    "sv": "och det är inte jag vi att en ett som på med men också för har den så om",
    "da": "og det er ikke jeg vi at en et som på med men også for har den så om af",
    "fi": "ja on ei se että niin mä me ole kun mutta olla tämä mikä myös vai jos sitten",
    "pl": "i w nie to że na się jest z do jak co ale tak bo czy już ja my",
    "tr": "ve bir bu da de için çok ne ama var ben biz gibi daha mi evet değil",
}
_SETS = {code: frozenset(words.split()) for code, words in _COMMON.items()}
_SCRIPTS = (
    ("ja", "\u3040", "\u30ff"),
    ("ko", "\uac00", "\ud7af"),
    ("zh", "\u4e00", "\u9fff"),
    ("ru", "\u0400", "\u04ff"),
    ("ar", "\u0600", "\u06ff"),
    ("he", "\u0590", "\u05ff"),
    ("el", "\u0370", "\u03ff"),
    ("hi", "\u0900", "\u097f"),
    ("th", "\u0e00", "\u0e7f"),
)
_FEWEST_WORDS = 40
_MOST_CHARACTERS = 40_000


def guess_language(texts: Iterable[str]) -> str:
    """Guess the language of some text.

    Returns:
        ISO 639-1 code; empty for fewer than 40 words or where nothing stands out.
    """
    sample = _sample(texts)
    counts = Counter(sample)
    letters = sum(count for letter, count in counts.items() if letter.isalpha())
    for code, first, last in _SCRIPTS if letters > _FEWEST_WORDS else ():
        if sum(count for letter, count in counts.items() if first <= letter <= last) > 0.2 * letters:
            return code
    words = Counter(word.casefold() for word in _WORD.findall(sample))
    total = words.total()
    if total < _FEWEST_WORDS:
        return ""
    shares = {code: sum(words[one] for one in common) / total for code, common in _SETS.items()}
    best = max(shares, key=shares.__getitem__)
    return (
        best
        if (shares[best] > 0.1 and shares[best] >= 1.2 * shares["en"]) or (best == "en" and shares["en"] > 0.1)
        else ""
    )


def _sample(texts: Iterable[str]) -> str:
    """The start of a text: a language shows within some pages."""
    held, size = list[str](), 0
    for text in texts:
        held.append(text[: _MOST_CHARACTERS - size])
        size += len(held[-1]) + 1
        if size >= _MOST_CHARACTERS:
            break
    return " ".join(held)
