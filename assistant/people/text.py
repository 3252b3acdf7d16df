"""Text as people type and paste it, made safe to store and to write out again."""

import unicodedata

_KEPT_CONTROLS = {"\n", "\t"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def words(text: str) -> tuple[str, ...]:
    """Split a word list that is written as one text."""
    return tuple(text.split())


def clean_text(text: str) -> str:
    r"""Drop what no database or screen can show, and bring the rest into one form.

    Control characters and byte order marks go, half characters become U+FFFD, line ends `\n`, accents are composed
    (Unicode NFC), and white space around the text goes.
    """
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", "".join(map(_clean_letter, text))).strip()


def _clean_letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cs":
        return "\ufffd"
    return "" if letter == "\ufeff" or (category == "Cc" and letter not in _KEPT_CONTROLS) else letter


def one_line(text: str) -> str:
    """Clean a text that belongs on one line: every run of white space becomes one space."""
    return " ".join(clean_text(text).split())


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet program would run a cell with this text; numbers, phone numbers and list dashes are not."""
    if not text.startswith(("=", "+", "-", "@")):
        return False
    rest = text[1:].replace(" ", "")
    is_number = rest.replace(".", "").replace(",", "").replace("/", "").replace("(", "").replace(")", "").isdigit()
    return not (text[0] in "+-" and (is_number or text[1:2] in {" ", "\n"}))


def spreadsheet_safe(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet program would run as a formula; `without_guard` takes it off."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def without_guard(text: str) -> str:
    """Take off the apostrophe that `spreadsheet_safe` put before a text."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA_STARTS) else text


def shorten(text: str, most: int = 80) -> str:
    """Cut a text for a report; a cut one ends in an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"
