"""What is said that tells who somebody is: names in greetings, introductions, questions and advice."""

import re
from collections.abc import Sequence

from assistant.analysis.speaker_names import first_name

_SELF = r"\b(?:i'm|i am|my name is|this is|it's|it is|call me)\s+"
_QUESTION = re.compile(r"\?")
_ADVICE = re.compile(
    r"\b(?:if i were you|i'd (?:just |probably |maybe )?(?:start|try|ask|tell|write|go|say|take)|you could|you might"
    r"|have you (?:tried|thought|considered|asked)|what if you|what would happen if|why don't you|how about you"
    r"|my advice|when i was|in my experience|years ago|that's very good|well done|what do you want)\b",
    re.IGNORECASE,
)
_PLAIN = str.maketrans({"’": "'"})


def names_weight(texts: Sequence[str], name: str) -> tuple[int, int]:
    """Count how often somebody calls a person by name, and introduces themselves with it.

    Args:
        texts: What one speaker says.
        name: A person's whole name; they are called by the first.

    Returns:
        (addressed, introduced); a name that is only mentioned counts for neither.
    """
    called = first_name(name)
    if not called:
        return 0, 0
    word = re.escape(called)
    address = re.compile(
        rf"\b(?:hi|hey|hello|morning|evening|afternoon|welcome|thanks|thank you|bye|goodbye|okay|ok|sorry|well done)"
        rf"[\s,]+{word}\b|(?:^|[.?!]\s+)(?:so,?\s+|look,?\s+|and\s+)?{word}\s*[,?!]|,\s*{word}\s*[.?!,]",
        re.IGNORECASE,
    )
    introduction = re.compile(rf"{_SELF}{word}\b", re.IGNORECASE)
    plain = [_fold(text) for text in texts]
    return sum(bool(address.search(text)) for text in plain), sum(bool(introduction.search(text)) for text in plain)


def guidance(texts: Sequence[str]) -> float:
    """Say how much somebody asks and advises, as a mentor does more often; per 100 words, 0 for no words."""
    words = sum(len(text.split()) for text in texts)
    signs = sum(len(_QUESTION.findall(text)) + 2 * len(_ADVICE.findall(text.translate(_PLAIN))) for text in texts)
    return 100 * signs / words if words else 0.0


def _fold(text: str) -> str:
    """Take accents away as names lose theirs; all else stays."""
    import unicodedata

    decomposed = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(one for one in decomposed if not unicodedata.combining(one))
