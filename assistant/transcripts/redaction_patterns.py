"""What e-mails, links, handles and phone numbers look like, written or spoken."""

import re

_ENDS = (
    "com|org|net|edu|gov|mil|int|info|biz|io|dev|app|ai|co|me|tv|xyz|page|site|online|blog|cloud|tech|uk|ie|us|ca|au|nz|"
    "de|at|ch|fr|es|it|pt|nl|be|se|no|fi|dk|pl|cz|eu|ru|ua|in|jp|cn|kr|br|mx|ar|za|ng|ke|tr|gr|ro|hu|il|sg|hk|id|ph"
)
"""Ends of names that somebody says or types without `https://`; with it, any will do."""
_SPOKEN_ENDS = "com|org|net|edu|gov|io|dev|app|ai|co|uk|ie|de|fr|es|nl|eu|ca|au|nz|in"
_COUNTRY = "(?: dot (?:uk|au|nz|in))?"
_LAST = r"""[^\s.,;:!?)\]}'"»”’>]"""
"""A link does not end in the punctuation of its sentence."""

PLACEHOLDER = re.compile(r"\[(?:Person|E-mail|Link|Handle|Phone|Text) [0-9]+[a-z]*\]")
URL = re.compile(rf"(?:\b[a-z][a-z0-9+.-]{{1,20}}://|\bwww\.)\S*{_LAST}", re.IGNORECASE)
EMAIL = re.compile(r"[^\W_][\w.+%'’-]*@[\w-]+(?:\.[\w-]+)*[^\W_]|[^\W_]@[\w-]+(?:\.[\w-]+)*[^\W_]")
SPOKEN_EMAIL = re.compile(
    rf"\b\w+(?: (?:dot|underscore|dash) \w+)* at \w+(?: (?:dot|dash) \w+)*? dot (?:{_SPOKEN_ENDS}){_COUNTRY}\b",
    re.IGNORECASE,
)
DOMAIN = re.compile(
    rf"(?<![\w@.-])(?:[a-z0-9](?:[a-z0-9-]{{0,61}}[a-z0-9])?\.)+(?:{_ENDS})(?![\w-])(?:[/?#:]\S*{_LAST})?",
    re.IGNORECASE,
)
SPOKEN_DOMAIN = re.compile(rf"\b\w+(?: dot \w+)*? dot (?:{_SPOKEN_ENDS}){_COUNTRY}\b(?: slash \w+)*", re.IGNORECASE)
HANDLE = re.compile(r"(?<![\w@/])@[^\W\d_][\w.-]*[^\W_]")
_PHONE = re.compile(r"(?<![^\W_])(?<![.,/-])\+?\(?\d(?:[ \t\u00a0.()/-]{0,2}\d){6,17}(?![^\W_]|/|[.,-]\d)")
_DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|plus"
_SPOKEN_PHONE = re.compile(rf"\b(?:{_DIGIT})(?:[ ,-]{{1,2}}(?:{_DIGIT})){{6,20}}\b", re.IGNORECASE)
_NO_PHONE = re.compile(
    r"(?:19|20)\d\d([-./ ])\d{1,2}\1\d{1,2}(?:[ T]?\d{1,2}.*)?"  # 2026-05-11, with a time behind it
    r"|\d{1,2}([-./ ])\d{1,2}\2(?:19|20)\d\d(?: \d{1,2}.*)?"  # 11.05.2026
    r"|(?:19|20)\d\d ?[-/] ?(?:19|20)\d\d"  # 2019-2023
    r"|[1-9]\d{0,2}(?:[ \u00a0.]\d{3}){2,}"  # 1 200 000
    r"|\d+\.\d+"  # 3.14159265
    r"|[1-9]\d*00"  # 1200000
    r"|[1-9]\d?(?:[ \u00a0]\d{1,2}){2,}"  # 12 15 18 20: small numbers in a row
)


def find_phones(text: str) -> list[tuple[int, int]]:
    """Find phone numbers: seven digits or more that are no date, no span of years, no amount."""
    written = (one for one in _PHONE.finditer(text) if not _NO_PHONE.fullmatch(one[0]))
    return sorted({one.span() for found in (written, _SPOKEN_PHONE.finditer(text)) for one in found})


def find_all(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Find what a pattern matches."""
    return [one.span() for one in pattern.finditer(text)]
