"""The words that due dates are said in: weekdays, months, numbers, and pieces of patterns made of them."""

import re
from collections.abc import Iterable

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_TO_FIFTEEN = ("four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
NUMBERS = {
    **dict.fromkeys(("a", "an", "one"), 1),
    **dict.fromkeys(("two", "a couple of", "a couple", "couple of", "couple", "the couple of"), 2),
    "three": 3,
    **{word: number for number, word in enumerate(_TO_FIFTEEN, 4)},
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
ORDINALS = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS, "eighteenth", "nineteenth", "twentieth"), 1)},
    **{f"twenty {word}": 20 + number for number, word in enumerate(_ONES, 1)},
    "thirtieth": 30,
    "thirty first": 31,
}


def any_of(words: Iterable[str]) -> str:
    """Make a pattern of any of some words, the longest first; a space in one may be a hyphen in a text."""
    return "|".join(re.escape(one).replace(r"\ ", "[ -]") for one in sorted(words, key=len, reverse=True))


DAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)"
)
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
FULL_MONTH = f"(?P<month>{any_of(list(MONTHS))})"
ORDINAL = rf"(?P<ordinal>(?:[12]?\d|3[01])(?:st|nd|rd|th)|{any_of(ORDINALS)})"
NUMBER = rf"(?P<number>\d{{1,3}}|{any_of(NUMBERS)})"
PART_OF_DAY = r"(?:morning|afternoon|arvo|evening|night|lunchtime|lunch)"
CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?\s?(?:am|pm|a\.m\.|p\.m\.|o'clock)|\d{1,2}:\d\d|noon|midday|midnight|lunchtime|lunch)"
BEFORE_IT = (
    r"(?P<lead>(?:no|not) later than|(?:some ?time |any ?time )?(?:by|before|b4|until|till|'?til|on|over|at|for|in"
    r"|within|from|starting|beginning|since|after|during|due)(?: about| around| latest)?(?: the latest)?)"
)


def weekday_number(word: str) -> int:
    """Number a weekday, Monday 0; abbreviations are told by their first two letters."""
    return next(number for number, name in enumerate(WEEKDAYS) if name.startswith(word.casefold()[:2]))


def month_number(word: str) -> int:
    """Number a month, January 1; abbreviations are told by their first three letters."""
    return next(number for number, name in enumerate(MONTHS, 1) if name.startswith(word.casefold()[:3]))


def number_of(word: str) -> int:
    """Read a number below a thousand, in digits or as a word."""
    return int(word) if word.isdigit() else NUMBERS[_plain(word)]


def ordinal_of(word: str) -> int:
    """Read an ordinal up to 31st, in digits or as a word."""
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS[_plain(word)]


def _plain(word: str) -> str:
    return re.sub(r"[ -]+", " ", word.casefold())
