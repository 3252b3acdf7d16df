"""Hiding who is meant: names, e-mails, phone numbers, links and handles become `[Person 1]`, `[E-mail 1]` and so on.

The same string gets the same placeholder wherever it stands, and each placeholder stands for one string, so that the
map that is returned beside the texts, and nothing else, turns them back. A person in several forms keeps one number:
`[Person 1]` is "Anna Keller", `[Person 1b]` "Anna". Places, employers and what somebody tells of themselves are not
hidden: a text without names is not an anonymous text.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from assistant.transcripts.names_sought import NamesSought
from assistant.transcripts.person_names import fold_name, is_generic, name_forms, names_pattern
from assistant.transcripts.redaction_patterns import (
    DOMAIN,
    EMAIL,
    HANDLE,
    PLACEHOLDER,
    SPOKEN_DOMAIN,
    SPOKEN_EMAIL,
    URL,
    find_all,
    find_phones,
)

Spans = Iterable[tuple[int, int]]
FindPeople = Callable[[Sequence[str]], Iterable[Spans]]
"""Finds the people named in each of many texts: (start, end) of each; asked once for all texts of an export."""
_Find = Callable[[str], Spans]
# A text that looks like a placeholder is hidden as well: otherwise it would be taken for one on the way back.
_KINDS: tuple[tuple[str, _Find], ...] = (
    ("Text", partial(find_all, PLACEHOLDER)),
    ("Link", partial(find_all, URL)),
    ("E-mail", partial(find_all, EMAIL)),
    ("E-mail", partial(find_all, SPOKEN_EMAIL)),
    ("Link", partial(find_all, DOMAIN)),
    ("Link", partial(find_all, SPOKEN_DOMAIN)),
    ("Handle", partial(find_all, HANDLE)),
    ("Phone", find_phones),
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Redaction:
    """Texts without names, and what each placeholder in them stands for; the second part stays here."""

    texts: tuple[str, ...]
    originals: Mapping[str, str]


class Redactor:
    """Hides people in the texts of one export; keep one for all of them, so that placeholders agree.

    Args:
        people: For each person known the names they go by ("Anna Keller", "Anna K"); the first is `[Person 1]`.
            Labels that name nobody ("Speaker 1") are left alone.
        find_people: Finds people nobody listed, as spaCy does; None looks for the listed ones only.
    """

    def __init__(self, people: Iterable[Iterable[str]] = (), find_people: FindPeople | None = None) -> None:
        self._find_people = find_people
        self._owners: dict[str, int] = {}
        self._forms: dict[str, None] = {}
        self._people = 0
        self._pattern: re.Pattern[str] | None = None
        self._known: re.Pattern[str] | None = None
        self._placeholders: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        for names in people:
            self._add_person([name for name in names if name.strip() and not is_generic(name)])
        self._pattern = names_pattern(self._forms)

    @property
    def originals(self) -> dict[str, str]:
        """What each placeholder used so far stands for."""
        return {placeholder: original for original, placeholder in self._placeholders.items()}

    def learn(self, texts: Iterable[str]) -> None:
        """Look at all texts before any is redacted, so that what is recognised once is hidden wherever it stands."""
        given = list(texts)
        for text in given:
            self._replace_kinds(text)
        if self._find_people:
            sought = NamesSought(given, self._owners)
            asked = sought.sentences()
            for text, spans in zip(asked, self._find_people(asked), strict=True):
                for start, end in spans:
                    self._add_found(text[start:end], sought)
        self._pattern = names_pattern(self._forms)
        known = [one for one, placeholder in self._placeholders.items() if not placeholder.startswith("[Text")]
        self._known = re.compile("|".join(map(_whole, sorted(known, key=len, reverse=True)))) if known else None

    def redact(self, text: str) -> str:
        """Put placeholders for everything that says who is meant; an empty text stays empty."""
        if fold_name(text) in self._owners:  # a field that holds nothing but a name, even of one letter
            return self._name_placeholder(text)
        pieces = self._replace_kinds(text)
        if self._known is not None:
            pieces = _split(pieces, partial(find_all, self._known), self._placeholders.__getitem__)
        pieces = _split(pieces, self._find_names, self._name_placeholder)
        return "".join(piece for piece, _ in pieces)

    def _replace_kinds(self, text: str) -> list[tuple[str, bool]]:
        pieces = [(text, False)]
        for kind, find in _KINDS:
            pieces = _split(pieces, find, partial(self._placeholder, kind))
        return pieces

    def _find_names(self, text: str) -> Spans:
        return find_all(self._pattern, text) if self._pattern else ()

    def _add_person(self, names: list[str]) -> None:
        """Number a person; a form that two people share belongs to neither and gets a number of its own."""
        if not names:
            return
        self._people += 1
        number = self._people
        for form in dict.fromkeys(form for name in names for form in (name, *name_forms(name))):
            key = fold_name(form)
            if self._owners.get(key, number) != number:
                self._people += 1
                self._owners[key] = self._people
            else:
                self._owners[key] = number
        self._forms |= dict.fromkeys(form for name in names for form in name_forms(name))

    def _add_found(self, name: str, sought: NamesSought) -> None:
        """Take in somebody nobody listed, unless all their names are known; what is listed is never renumbered."""
        tokens = sought.tokens(name)
        if not tokens or is_generic(name) or all(fold_name(one) in self._owners for one in tokens):
            return
        self._people += 1
        for form in name_forms(" ".join(tokens)):
            self._owners.setdefault(fold_name(form), self._people)
            self._forms[form] = None

    def _name_placeholder(self, original: str) -> str:
        if original not in self._placeholders:
            number = self._owners.get(fold_name(original)) or self._next_person(original)
            used = self._counts.get(f"Person {number}", 0)
            self._counts[f"Person {number}"] = used + 1
            self._placeholders[original] = f"[Person {number}{_suffix(used)}]"
        return self._placeholders[original]

    def _next_person(self, name: str) -> int:
        """Number a spelling that folds otherwise than it is matched, such as one with a dotless i."""
        self._people += 1
        self._owners[fold_name(name)] = self._people
        return self._people

    def _placeholder(self, kind: str, original: str) -> str:
        if original not in self._placeholders:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._placeholders[original] = f"[{kind} {self._counts[kind]}]"
        return self._placeholders[original]


def redact(
    texts: Iterable[str], people: Iterable[Iterable[str]] = (), find_people: FindPeople | None = None
) -> Redaction:
    """Redact some texts together; see `Redactor`.

    >>> redact(["Anna, mail anna@example.org."], [["Anna Keller"]]).texts
    ('[Person 1], mail [E-mail 1].',)
    """
    given = tuple(texts)
    redactor = Redactor(people, find_people)
    redactor.learn(given)
    return Redaction(tuple(redactor.redact(text) for text in given), redactor.originals)


def restore(text: str, originals: Mapping[str, str]) -> str:
    """Put the originals back; a placeholder that is not in the map stays."""
    return PLACEHOLDER.sub(lambda found: originals.get(found[0], found[0]), text)


def _split(pieces: list[tuple[str, bool]], find: _Find, replace: Callable[[str], str]) -> list[tuple[str, bool]]:
    """Replace what is found in the pieces that are not replaced yet; the flag says which are."""
    done: list[tuple[str, bool]] = []
    for piece, replaced in pieces:
        at = 0
        for start, end in () if replaced else find(piece):
            if start >= at:
                done += [(piece[at:start], False), (replace(piece[start:end]), True)]
                at = end
        done.append((piece[at:], replaced))
    return [one for one in done if one[0]]


def _whole(original: str) -> str:
    return rf"(?<![^\W_]){re.escape(original)}(?![^\W_])"


def _suffix(used: int) -> str:
    """Nothing for the first form of a name, then b to z, then ab, bb and so on."""
    if used == 0:
        return ""
    more, at = divmod(used, len(_LETTERS))
    return _LETTERS[at] + (_suffix_tail(more) if more else "")


def _suffix_tail(more: int) -> str:
    rest, at = divmod(more - 1, len(_LETTERS))
    return _LETTERS[at] + (_suffix_tail(rest) if rest else "")
