"""The names of people in all the forms that a text may use: whole, first, last, written together, without accents."""

import re
import unicodedata
from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_TITLES = _words(
    "dr mr mrs ms miss mx prof professor sir madam dame jr sr phd md he she they him her them his hers guest host "
    "external via zoom"
)
_PARTICLES = _words(
    "de da do dos das di del della der den van von zu la le el al bin ibn bint y e of the and af av ter ten san st"
)
_FUNCTION_WORDS = _words(
    "a an as at be by do go he hi i if in is it me my no of oh ok on or so to up us we am are can did for had has her "
    "him his how its let not now our out own see she too was who why yes you your that this then there they what when "
    "with were where which while from have just like here well long"
)
"""Alone, these are never taken for a name: as part of a whole name they are."""
_WORDS_TOO = _words(
    "will mark may grace hope rose bill art drew faith joy june april august dean chase hunter pat rob sue ray frank "
    "grant gene miles rich penny summer dawn eve ivy lily daisy robin victor major duke king prince young brown white "
    "green black gray grey day page price banks bank cook baker case chance love wise good best sun star stone hill "
    "wood woods forest field fields rivers brook lake marsh moon winter sky skip wade reed holly hazel ginger pearl "
    "ruby amber jade crystal melody harmony serenity charity constance patience prudence mercy angel christian cash "
    "lance pierce trip guy buck bud chip cliff clay heath lane norm ram red rod rusty sage sandy scout stew wren cross "
    "fox wolf lamb bird swan crane porter potter shepherd turner walker weaver butler carpenter gardener miller singer "
    "archer barber farmer noble sharp short small strong swift bright bliss keen moody savage stern little power "
    "powers moss rice bean berry cherry olive sweet law laws church temple bishop pope storm bond summers jack"
)
"""Names that are words as well: in small letters they are the word."""
_GENERIC = re.compile(
    r"(?:speaker|participant|person|user|guest|caller|attendee)[ _-]?\w{0,3}|mentor|mentee|both|me|you|host|"
    r"unknown|interviewer|interviewee|moderator|everyone|all|mentor and mentee",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|['’.-](?=[^\W\d_]))*")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
"""Scripts that put no space between words."""


def fold_name(text: str) -> str:
    """Fold a name for comparison: no case, accents or repeated spaces."""
    decomposed = unicodedata.normalize("NFKD", text)
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).casefold().split())


def is_generic(name: str) -> bool:
    """Whether a speaker's label names nobody, as "Speaker 1" or "Mentor"."""
    return not any(one.isalpha() for one in name) or _GENERIC.fullmatch(" ".join(name.split())) is not None


def name_tokens(name: str) -> list[str]:
    """The words of a name that may stand alone for the person, in order; titles, particles and asides are none."""
    tokens = _TOKEN.findall(_ASIDE.sub(" ", name))
    skipped = _TITLES | _PARTICLES | _FUNCTION_WORDS
    return [one for one in tokens if fold_name(one) not in skipped and (len(one) > 1 or _UNSPACED.search(one))]


def name_forms(name: str) -> list[str]:
    """All forms of a name, the whole first: "Anna Keller (she/her)", "Anna Keller", "Anna", "Keller", "annakeller"."""
    whole, plain = " ".join(name.split()), " ".join(_ASIDE.sub(" ", name).split())
    tokens = name_tokens(name)
    joined = ["".join(tokens).casefold()] if len(tokens) > 1 else []
    usable = [one for one in (whole, plain) if len(one) > 1 and fold_name(one) not in _FUNCTION_WORDS]
    return list(dict.fromkeys([*usable, *tokens, *joined]))


def names_pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of these forms as whole words, longest first; None without forms."""
    written = {variant for form in forms for variant in _variants(form)}
    if not written:
        return None
    ordered = sorted(written, key=lambda one: (-len(one), one))
    return re.compile("|".join(_form_pattern(one) for one in ordered))


def _variants(form: str) -> set[str]:
    """The same letters in other bytes, and without accents as people type them."""
    bare = "".join(one for one in unicodedata.normalize("NFD", form) if not unicodedata.combining(one))
    return {form, unicodedata.normalize("NFC", form), unicodedata.normalize("NFD", form), bare} - {""}


def _form_pattern(form: str) -> str:
    words = r"\s+".join(re.escape(word) for word in form.split())
    if " " not in form and fold_name(form) in _WORDS_TOO:
        words = f"(?:{re.escape(form[:1].upper() + form[1:].lower())}|{re.escape(form.upper())})"
    else:
        words = f"(?i:{words})"
    if _UNSPACED.search(form):
        return words
    # A letter of a script without spaces may stand beside a name without being part of it.
    letter = rf"(?!{_UNSPACED.pattern})[^\W_]"
    return rf"(?<!{letter}){words}(?!{letter}|[\u0300-\u036f])"
