"""Which sentences may name people whom nobody listed: the few that a model has to read."""

import re
from collections import Counter
from collections.abc import Container, Iterable

from assistant.transcripts.person_names import fold_name, name_tokens

_WORD = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"(?<=[\w,;] )[^\W\d_]+")
"""Words that do not open a sentence."""
_POSSESSIVE = re.compile(r"['’]s?$")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NO_NAMES = _words(
    "i it that what there here let who how where when why he she they we you this these those okay yeah yes yep nah hm "
    "hmm mm mhm uh um ah oh aha ha wow ugh hey hello hi bye thanks thank sorry please and but or so because if then "
    "also still maybe exactly honestly really actually right sure great good nice no not monday tuesday wednesday "
    "thursday friday saturday sunday january february july september october november december english french german "
    "spanish italian portuguese cv hr pdf ok ill im ive"
)
"""Alone, these are nobody's name even where they are written large."""
_ORDERS = _words("tell greet ask call thank meet help")
"""Large at the head of a sentence, and often taken for the first name of who comes next: "Tell Tina"."""
_BEFORE_N_T = _words("don doesn didn isn aren wasn weren can couldn won wouldn shouldn haven hasn hadn mustn ain")
_SENTENCE_END = re.compile(
    r"(?<=[.!?…])(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bProf\.)(?<!\bSt\.)(?<!\b[A-Z]\.)\s+|\n"
)


class NamesSought:
    """Knows which words of some texts may be names.

    A model reads an hour in seconds, not in an instant, and most sentences name nobody new: the letters say so. A word
    that mostly stands in small letters is a word, even where a sentence starts with it ("Nah", "Tell").

    Args:
        texts: All texts of an export.
        known: The folded forms of the people who are listed.
    """

    def __init__(self, texts: Iterable[str], known: Container[str] = frozenset()) -> None:
        self._texts = list(dict.fromkeys(texts))
        self._known = known
        self._words = Counter(word for text in self._texts for word in _WORD.findall(text))
        self._within = Counter(word for text in self._texts for word in _WITHIN.findall(text))

    def sentences(self) -> list[str]:
        """The sentences that may name somebody who is not listed, in order, each once."""
        parts = (one for text in self._texts for one in _SENTENCE_END.split(text))
        return [one for one in dict.fromkeys(parts) if any(map(self._is_new_name, name_tokens(one)))]

    def tokens(self, name: str) -> list[str]:
        """The words of a name that stand for the person; none when it is no name after all."""
        tokens = [one for one in name_tokens(_POSSESSIVE.sub("", name.strip())) if self._is_large(one)]
        tokens = tokens[1:] if tokens and fold_name(tokens[0]) in _ORDERS else tokens
        if len(tokens) == 1 and self._only_opens(tokens[0]):
            return []
        return [] if all(map(_is_plain_word, tokens)) else tokens

    def _is_new_name(self, token: str) -> bool:
        bare = _POSSESSIVE.sub("", token)
        return self._is_large(bare) and not _is_plain_word(token) and fold_name(bare) not in self._known

    def _is_large(self, token: str) -> bool:
        return not token[:1].islower() and self._words[token.lower()] <= self._words[token]

    def _only_opens(self, token: str) -> bool:
        """Whether a word is large only where a sentence or a title begins, and small elsewhere: "Dashboard"."""
        return self._words[token.lower()] > 0 and not self._within[token]


def _is_plain_word(token: str) -> bool:
    """Judge "I'll" by what stands before the apostrophe; "Don" is a name where "Don't" is none."""
    head, *rest = re.split(r"['’]", fold_name(token))
    return head in _NO_NAMES or (rest == ["t"] and head in _BEFORE_N_T)
