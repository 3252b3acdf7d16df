"""Places: countries, regions and cities from the names people use for them."""

from dataclasses import dataclass
from functools import cache

from assistant.vocabulary.tables import closest_name, name_key, read_rows, split_names

REGIONS = (
    "europe",
    "north america",
    "latin america",
    "africa",
    "asia",
    "middle east",
    "oceania",
    "nordics",
    "uk and ireland",
    "south asia",
    "east asia",
    "southeast asia",
)

_REGION_NAMES = {
    "europe": "europe|eu|the eu|european union|continental europe|western europe|eastern europe|central europe"
    "|southern europe"
    "|northern europe|european|mainland europe|dach|the balkans|balkans|benelux|the baltics|emea",
    "north america": "north america|north american|n america|us or canada|usa or canada|us and canada|us/canada",
    "latin america": "latin america|latin american|latam|south america|south american|central america|the caribbean"
    "|caribbean",
    "africa": "africa|african|sub saharan africa|west africa|east africa|southern africa|north africa|the maghreb"
    "|west african|east african",
    "asia": "asia|asian|apac|asia pacific|central asia",
    "middle east": "middle east|the middle east|middle eastern|mena|the gulf|gulf|gcc",
    "oceania": "oceania|australasia|the pacific|pacific islands|anz|down under",
    "nordics": "nordics|the nordics|nordic|scandinavia|scandinavian|the nordic countries|nordic countries",
    "uk and ireland": "uk and ireland|the uk and ireland|uk or ireland|the uk or ireland|uk & ireland|british isles"
    "|the british isles",
    "south asia": "south asia|south asian|the subcontinent|indian subcontinent",
    "east asia": "east asia|east asian|far east|the far east",
    "southeast asia": "southeast asia|south east asia|southeast asian|sea region|asean",
}


@dataclass(frozen=True, slots=True)
class City:
    """A city with its country (ISO 3166-1 alpha-2) and IANA time zone; `also_a_word` for names like Nice or Split."""

    name: str
    country: str
    time_zone: str
    also_a_word: bool = False


@cache
def _country_rows() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_rows("countries.csv")}


@cache
def country_names() -> dict[str, str]:
    """Give every country name, folded by `name_key`, with its code; without codes and demonyms."""
    table: dict[str, str] = {}
    for column in ("aliases", "name"):
        for code, row in _country_rows().items():
            table.update({name_key(name): code for name in split_names(row[column])})
    return table


@cache
def demonyms() -> dict[str, str]:
    """Give every word for a country's people or things ("german"), folded, with the country's code."""
    return {name_key(name): code for code, row in _country_rows().items() for name in split_names(row["demonyms"])}


@cache
def region_names() -> dict[str, str]:
    """Give every name of a region, folded, with the region of `REGIONS`."""
    return {name_key(name): region for region, names in _REGION_NAMES.items() for name in names.split("|")}


@cache
def cities() -> dict[str, City]:
    """Give the known cities by every name of theirs, folded; of two with one name, the first in the table."""
    table: dict[str, City] = {}
    for row in read_rows("cities.csv"):
        city = City(row["name"], row["country"], row["time_zone"], row["also_a_word"] == "yes")
        for name in (row["name"], *split_names(row["aliases"])):
            table.setdefault(name_key(name), city)
    return table


@cache
def _long_country_names() -> list[str]:
    return [name for name in country_names() if len(name) >= 5]


def country_code(text: str) -> str | None:
    """Find the ISO 3166-1 alpha-2 code of a country from its English or own name, a code, or a misspelling.

    Returns:
        None for empty or unknown text, and for regions and cities.
    """
    key = name_key(text).removeprefix("the ")
    if len(key) == 2 and key.upper() in _country_rows():
        return key.upper()
    found = country_names().get(key) or country_names().get(f"the {key}") or _three_letter(key)
    if found is None:
        near = closest_name(key, _long_country_names())
        found = country_names()[near] if near else None
    return "GB" if found is None and key == "uk" else found


def _three_letter(key: str) -> str | None:
    if len(key) != 3:
        return None
    from babel.core import get_global

    code = get_global("territory_aliases").get(key.upper(), [None])[0]
    return code if code in _country_rows() else None


def country_name(code: str) -> str:
    """Give the English name of a country code; a code that is not known comes back as it is."""
    row = _country_rows().get(code)
    return row["name"] if row else code


def country_codes() -> tuple[str, ...]:
    """Give all known codes in order of their English names."""
    return tuple(sorted(_country_rows(), key=country_name))


def region_name(text: str) -> str | None:
    """Find the region of `REGIONS` that a text names ("Scandinavia" gives "nordics"); None when it names none."""
    key = name_key(text)
    return region_names().get(key) or region_names().get(key.removeprefix("the "))


@cache
def region_countries(region: str) -> frozenset[str]:
    """Give the country codes of a region of `REGIONS`.

    Raises:
        ValueError: No such region.
    """
    if region not in REGIONS:
        raise ValueError(f"no region is called {region!r}")
    return frozenset(code for code, row in _country_rows().items() if region in split_names(row["regions"]))


def find_city(text: str) -> City | None:
    """Find a known city by its English or own name; None for all others."""
    return cities().get(name_key(text))
