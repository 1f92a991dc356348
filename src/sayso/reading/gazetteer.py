"""Know countries, their adjectives and people, capitals, cities and organs of state from packages and data files."""

from functools import cache


@cache
def _country_words() -> frozenset[str]:
    """Return the lower-cased one-word names of countries."""
    import pycountry

    names = {country.name for country in pycountry.countries}
    return frozenset(name.lower() for name in names if " " not in name)


def is_country_word(word: str) -> bool:
    """Tell whether one word is a country's name or its adjective ("India", "Indian")."""
    return word.lower() in _country_words()
