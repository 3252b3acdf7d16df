"""Reading the tables of this package, and the one way in which names are compared."""

import csv
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources


def read_rows(name: str) -> list[dict[str, str]]:
    """Read one CSV table of this package, a dictionary per row."""
    text = resources.files("assistant.vocabulary").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=16_384)
def name_key(text: str) -> str:
    """Fold a name for comparison: no case, accents, full stops or repeated spaces; "São  Paulo" gives "sao paulo"."""
    decomposed = unicodedata.normalize(
        "NFKD", text.replace("ß", "ss").replace("ł", "l").replace("ø", "o").replace("Ø", "o")
    )
    plain = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    return " ".join(plain.replace(".", "").replace("’", "'").replace("_", " ").replace("-", " ").split())


def split_names(cell: str) -> list[str]:
    """Split a cell that holds several names; an empty cell gives none."""
    return [name for name in cell.split("|") if name]


def closest_name(key: str, names: Sequence[str]) -> str | None:
    """Find the one name that a misspelt key stands for: one slip away, or two in a key of nine letters or more.

    A slip is a letter too many, missing, wrong, or two swapped (Damerau). Words under five letters are never
    guessed, and the first
    letter must be right: one wrong letter among four is as likely another word.

    Returns:
        None when nothing is near enough or two names are equally near.
    """
    if len(key) < 5:
        return None
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    allowed = 1 if len(key) < 9 else 2
    found = process.extract(key, names, scorer=OSA.distance, score_cutoff=allowed, limit=2)
    if not found or (len(found) == 2 and found[0][1] == found[1][1]):
        return None
    return str(found[0][0]) if found[0][0][0] == key[0] else None
