"""Languages: from any of their names to the ISO 639-1 code, and back."""

from functools import cache

from assistant.vocabulary.tables import closest_name, name_key, read_rows, split_names


@cache
def _names() -> dict[str, str]:
    table: dict[str, str] = {}
    rows = read_rows("languages.csv")
    for row in rows:
        table[name_key(row["code"])] = row["code"]
    for column in ("aliases", "endonym", "name"):
        for row in rows:
            for name in split_names(row[column]):
                table[name_key(name)] = row["code"]
    return table


@cache
def _labels() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read_rows("languages.csv")}


@cache
def _long_names() -> list[str]:
    return [name for name in _names() if len(name) >= 5]


def language_code(text: str) -> str | None:
    """Find the ISO 639-1 code of a language from its English or own name, a code, a locale ("pt-BR") or a misspelling.

    Languages without a two-letter code have the three-letter one (sign languages). Varieties fall to their
    language: Cantonese and
    Mandarin to `zh`, Bokmål to `no`, Flemish to `nl`.

    Returns:
        None for empty or unknown text.
    """
    key = name_key(text)
    found = _names().get(key)
    if found is None and len(text) in {5, 6} and text[2:3] in {"-", "_"}:
        found = _names().get(key[:2])
    if found is None:
        near = closest_name(key, _long_names())
        found = _names()[near] if near else None
    return found


def language_name(code: str) -> str:
    """Give the English name of a language code; a code that is not known comes back as it is."""
    return _labels().get(code, code)


def language_names() -> dict[str, str]:
    """Give every known name, folded by `name_key`, with its code; codes and three-letter codes are names too."""
    return dict(_names())


def language_codes() -> tuple[str, ...]:
    """Give all known codes in order of their English names."""
    return tuple(sorted(_labels(), key=lambda code: _labels()[code]))
