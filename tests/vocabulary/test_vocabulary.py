"""Names of languages, places, zones and fields, against independent tables where there are some."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from babel import Locale

from assistant.vocabulary.fields import FIELDS, covered_fields, field_name, field_table, fields_in_common
from assistant.vocabulary.languages import language_code, language_codes, language_name
from assistant.vocabulary.places import (
    REGIONS,
    cities,
    country_code,
    country_codes,
    country_name,
    region_countries,
    region_name,
)
from assistant.vocabulary.time_zones import offset_overlap, time_zone_name


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("German", "de"),
        ("deutsch", "de"),
        ("DE", "de"),
        ("deu", "de"),
        ("pt-BR", "pt"),
        ("Portugese", "pt"),
        ("Mandarin", "zh"),
        ("farsi", "fa"),
        ("日本語", "ja"),
        ("Tagalog", "tl"),
        ("Klingon", None),
        ("", None),
        ("  ", None),
    ],
)
def test_languages_are_known_by_many_names(said: str, code: str | None) -> None:
    assert language_code(said) == code


def test_every_language_is_found_by_its_own_label() -> None:
    assert all(language_code(language_name(code)) == code for code in language_codes())


def test_language_names_are_those_of_the_unicode_tables() -> None:
    table = Locale("en").languages
    differ = {code for code in language_codes() if code in table and table[code] != language_name(code)}
    assert differ <= {"bn", "zh", "no", "tl"}


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("UK", "GB"),
        ("Deutschland", "DE"),
        ("the Netherlands", "NL"),
        ("USA", "US"),
        ("DEU", "DE"),
        ("Brasil", "BR"),
        ("Gernany", "DE"),
        ("Ivory Coast", "CI"),
        ("Europe", None),
        ("", None),
        ("Atlantis", None),
    ],
)
def test_countries_are_known_by_many_names(said: str, code: str | None) -> None:
    assert country_code(said) == code


def test_every_country_is_found_by_its_own_label() -> None:
    assert all(country_code(country_name(code)) == code for code in country_codes())


def test_regions_hold_their_countries() -> None:
    assert {"DE", "PT", "UA", "GB"} <= region_countries("europe")
    assert region_countries("nordics") - {"GL"} <= region_countries("europe")
    assert region_countries("south asia") | region_countries("east asia") | region_countries(
        "southeast asia"
    ) <= region_countries("asia")
    assert not region_countries("africa") & region_countries("asia")
    assert all(any(code in region_countries(region) for region in REGIONS) for code in country_codes() if code != "AQ")


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(ValueError, match="atlantis"):
        region_countries("atlantis")


@pytest.mark.parametrize(
    ("said", "region"), [("Scandinavia", "nordics"), ("the EU", "europe"), ("LATAM", "latin america"), ("Mars", None)]
)
def test_regions_have_synonyms(said: str, region: str | None) -> None:
    assert region_name(said) == region


def test_cities_have_known_countries_and_zones() -> None:
    assert len(cities()) >= 300
    for city in cities().values():
        assert ZoneInfo(city.time_zone)
        assert city.country in country_codes()


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("CET", "Europe/Paris"),
        ("europe/berlin", "Europe/Berlin"),
        ("UTC+2", "Etc/GMT-2"),
        ("GMT-05:00", "Etc/GMT+5"),
        ("GMT", "Europe/London"),
        ("UK time", "Europe/London"),
        ("Lisbon", "Europe/Lisbon"),
        ("Kenya", "Africa/Nairobi"),
        ("Brasília time", "America/Sao_Paulo"),
        ("foo", None),
        ("", None),
        ("UTC+99", None),
    ],
)
def test_time_zones_are_known_by_many_names(said: str, zone: str | None) -> None:
    assert time_zone_name(said) == zone


def test_working_days_overlap_as_counted_by_hand() -> None:
    assert offset_overlap("Europe/Berlin", "America/New_York", date(2026, 7, 1)) == 3
    assert offset_overlap("Asia/Kolkata", "Europe/London", date(2026, 1, 1)) == 3.5
    assert offset_overlap("Pacific/Auckland", "Pacific/Honolulu", date(2026, 7, 1)) == 7
    assert offset_overlap("Nowhere/City", "Europe/London", date(2026, 1, 1)) is None


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("nurse", "nursing"),
        ("Lawyers", "law"),
        ("barrister", "law"),
        ("SRE", "software engineering"),
        ("the games industry", "games"),
        ("plummer", "plumbing"),
        ("Electrican", "electrical trades"),
        ("healthcare", None),
        ("", None),
        ("xyzzy", None),
    ],
)
def test_fields_are_known_by_synonyms_and_professions(said: str, field: str | None) -> None:
    assert field_name(said) == field


def test_every_word_of_the_table_belongs_to_a_known_field() -> None:
    table = field_table()
    assert set(table.subjects.values()) == set(FIELDS)
    assert set(table.people.values()) == set(FIELDS)
    assert all(fields <= set(FIELDS) for fields in table.umbrellas.values())
    assert all(field_name(field) == field for field in FIELDS)


def test_wide_words_cover_narrow_fields() -> None:
    assert covered_fields("healthcare") >= {"medicine", "nursing", "pharmacy"}
    assert fields_in_common("healthcare", ["nursing", "music"]) == {"nursing"}
    assert fields_in_common("games", ["design", "video games"]) == {"games"}
    assert fields_in_common("law", []) == frozenset()
