"""Noticing that a goal is not written in English, so that a poor answer is not taken for the truth."""

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = (
    "an and the to of in on for with my is am are was it that this who how what want need learn would like help from"
    " at as be have has do not no so or but by can someone mentor get more about been we our you your they"
)
_OTHERS = (
    "ich möchte mich mein meine meinen mir suche brauche jemand jemanden der das und ein eine einen nicht wie für auf"
    " je j'ai voudrais veux cherche besoin quelqu mon ma mes une des les est pour avec comment dans qui que du"
    " quiero necesito busco alguien mi una el los las con para por cómo soy estoy y del"
    " quero preciso procuro alguém meu minha uma um não como sou estou em"
    " un vorrei voglio cerco qualcuno mio mia il lo gli di che per sono con nel della"
    " ik wil zoek iemand mijn een het van voor niet hoe ben naar"
    " jag vill söker någon min mitt och att jeg søker noen og"
    " chcę szukam potrzebuję ktoś mój moja się jak nie istiyorum bir için haluan etsin miten"
)
_ENGLISH_WORDS = frozenset(_ENGLISH.split())
_OTHER_WORDS = frozenset(_OTHERS.split()) - {"min", "des"}


def is_foreign(text: str) -> bool:
    """Say whether a goal is most likely not in English.

    By its script, or by more frequent words of eleven other languages than of English; an English goal that names a
    few foreign words stays English. A text of names and nouns only counts as English.
    """
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return False
    latin = sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if latin < len(letters) / 2:
        return True
    words = [word.casefold() for word in _WORD.findall(text)]
    english = sum(word in _ENGLISH_WORDS for word in words)
    other = sum(word in _OTHER_WORDS for word in words)
    return other > max(english, len(words) // 12)
