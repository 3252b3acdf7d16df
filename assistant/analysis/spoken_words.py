"""Words of speech, reduced to what two forms of one word share."""

import re

_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = ("ing", "ed", "es", "s")


def stems_of(text: str) -> list[str]:
    """Give the stems of all words of a text, in order; an empty text has none."""
    return [stem(word) for word in _WORD.findall(text.lower())]


def stem(word: str) -> str:
    """Cut the common endings off a word in lower case: "planned", "planning" and "plans" meet; our own."""
    if len(word) <= 3:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            word = word[: -len(ending)]
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word
