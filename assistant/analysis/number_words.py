"""Numbers however they are written: "twenty-three", "23rd" and "1,200" as digits."""

import re

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    word: 10 * at + 20
    for at, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"))
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "grand": 1000, "k": 1000}
_SMALL = {**_ONES, **_TENS, **_ORDINALS}
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?(?=st\b|nd\b|rd\b|th\b|k\b)?|[a-z]+", re.IGNORECASE)
_PRONOUN_ONE = re.compile(
    r"\b(?:no one|(?:this|that|each|every|any|the|which|other|another|own|good) one|one of|one another)\b", re.I
)


def find_numbers(text: str) -> set[float]:
    """Find all numbers of a text, cardinal or ordinal; "one" as a pronoun is none.

    Digits and words may follow each other ("2 hundred"); each run gives one number, and the parts that were said give
    one each as well when they do not add up ("nineteen ninety").
    """
    text = _PRONOUN_ONE.sub(" ", text)
    found: set[float] = set()
    run: list[tuple[str, float]] = []
    for piece in [*_PIECE.findall(text.replace("-", " ")), ""]:
        low = piece.lower()
        value = _value(low)
        if value is not None or low in _SCALES or (low == "and" and run and run[-1][0] in _SCALES):
            run.append((low, value if value is not None else 0.0))
            continue
        if run and low not in ("st", "nd", "rd", "th"):
            found |= _read(run)
            run = []
    return found


def _value(piece: str) -> float | None:
    if piece[:1].isdigit():
        return float(piece.replace(",", ""))
    return float(_SMALL[piece]) if piece in _SMALL else None


def _read(run: list[tuple[str, float]]) -> set[float]:
    if all(piece in ("and", "k", "grand") for piece, _ in run):
        return set()
    total = part = 0.0
    last = 0.0
    parts: set[float] = set()
    for piece, value in run:
        if piece in _SCALES:
            part = max(part, 1) * _SCALES[piece]
            if _SCALES[piece] >= 1000:
                total, part = total + part, 0.0
        elif piece != "and":
            # "twenty three" adds up; "three two" and "twenty twenty" are two numbers.
            if part and not (value < 10 <= last < 100 and last % 10 == 0) and part % 100 != 0:
                parts.add(total + part)
                total = part = 0.0
            part += value
            last = value
    return parts | {total + part}
