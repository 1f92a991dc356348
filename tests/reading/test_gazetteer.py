"""Test what is known of countries, adjectives and capitals."""

import pytest

from sayso.reading.gazetteer import is_country_word, load_cities, load_gazetteer


@pytest.mark.parametrize(
    ("phrase", "kind", "code"),
    [
        ("Norway", "country", "NO"),
        ("Norwegian", "adjective", "NO"),
        ("Norwegians", "adjective", "NO"),
        ("Oslo", "capital", "NO"),
        ("Republic of Chile", "country", "CL"),
        ("U.S.", "country", "US"),
        ("Kremlin", "metonym", "RU"),
        ("Soviet Union", "country", "SU"),
        ("Belgrade", "capital", "RS"),
        ("Kingston", "capital", "JM"),
        ("Czechoslovak", "adjective", "CSHH"),
        ("Foggy Bottom", "organ", "Foggy Bottom"),
    ],
)
def test_a_surface_form_is_known(phrase: str, kind: str, code: str) -> None:
    assert load_gazetteer().find(phrase) == (kind, code)


def test_a_former_state_goes_by_its_own_name() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.names[gazetteer.adjectives["Czechoslovak"]] == "Czechoslovakia"


def test_every_country_of_the_united_nations_size_has_an_adjective() -> None:
    gazetteer = load_gazetteer()
    missing = {"FR", "PK", "UZ", "NZ", "ZW", "LK", "CI"} - set(gazetteer.adjectives.values())
    assert not missing


def test_country_words_know_names_and_adjectives_in_any_case() -> None:
    assert is_country_word("india")
    assert is_country_word("Indian")
    assert not is_country_word("Harbor")


def test_every_code_has_a_name() -> None:
    gazetteer = load_gazetteer()
    assert set(gazetteer.adjectives.values()) <= set(gazetteer.names)
    assert gazetteer.names["NL"] == "Netherlands"


def test_small_towns_are_no_cities() -> None:
    cities = load_cities()
    assert cities["Rotterdam"] > 500_000
    assert all(population >= 15_000 for population in cities.values())
