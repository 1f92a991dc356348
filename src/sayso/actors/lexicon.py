"""Load what name comparison knows of words, scripts and sounds, once, when it is first asked for."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold the word lists of `data/names.yaml`, folded.

    `honorifics`, `proper`, and the keys of `forms` and `spellings` are tuples of tokens; `forms` gives the name of a
    legal form, `owners` whose an organ is, `heads` the nouns that say no more than that something is a body, `many`
    those of which a nation has many, `sections` the parts of a text, `nations` adjectives and short names of states
    (from the data of reading), `spellings` and `variants` the one spelling used, `sounds` pairs of what to replace by
    what.
    """

    honorifics: frozenset[tuple[str, ...]]
    generations: frozenset[str]
    degrees: frozenset[str]
    particles: frozenset[str]
    weak: frozenset[str]
    addable: frozenset[str]
    stopwords: frozenset[str]
    generic: frozenset[str]
    heads: frozenset[str]
    many: frozenset[str]
    sections: frozenset[str]
    nations: frozenset[str]
    proper: frozenset[tuple[str, ...]]
    variants: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]
    forms: Mapping[tuple[str, ...], str]
    spellings: Mapping[tuple[str, ...], str]
    acronyms: Mapping[str, str]
    numbers: Mapping[str, str]
    owners: Mapping[tuple[str, ...], str]
    sounds: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the word lists; read once."""
    raw = _read("names.yaml")
    words = {key: frozenset(fold_text(word) for word in raw[key]) for key in _WORD_LISTS}
    return Lexicon(
        honorifics=frozenset(_tokens(entry) for entry in raw["honorifics"]),
        proper=frozenset(_tokens(entry) for entry in raw["proper"]),
        variants=_table({fold_text(v): fold_text(k) for k, group in raw["variants"].items() for v in group if v != k}),
        nicknames=_table({k: frozenset(group) for k, group in raw["nicknames"].items()}),
        forms=_table({_tokens(v): form for form, group in raw["forms"].items() for v in group}),
        spellings=_table({_tokens(v): k for k, group in raw["spellings"].items() for v in group}),
        owners=_table({_tokens(k): v for k, v in raw["owners"].items()}),
        acronyms=_table({k: fold_text(v) for k, v in raw["acronyms"].items()}),
        numbers=_table({k: str(v) for k, v in raw["numbers"].items()}),
        sounds=tuple((old, new) for old, new in raw["sounds"]),
        nations=_nations(),
        **words,
    )


def _nations() -> frozenset[str]:
    """Return one-word adjectives and names of states."""
    states = _read("countries.yaml", room="sayso.reading").values()
    words = {fold_text(word) for state in states for key in ("adjectives", "names") for word in state.get(key, ())}
    return frozenset(word for word in words if " " not in word)


_WORD_LISTS = (
    "generations",
    "degrees",
    "particles",
    "weak",
    "addable",
    "stopwords",
    "generic",
    "heads",
    "many",
    "sections",
)


@lru_cache(maxsize=1)
def load_scripts() -> Mapping[int, str]:
    """Return the table that `str.translate` takes: letters of other scripts in Latin letters."""
    table = {letter: latin for script in _read("scripts.yaml").values() for letter, latin in script.items()}
    return _table({ord(letter): latin for letter, latin in table.items()})


@lru_cache(maxsize=65536)
def fold_text(text: str) -> str:
    """Return a text in lower-case Latin letters without accents; letters of unknown scripts stay as they are.

    Precomposed letters that a script table knows (Cyrillic й) are written before accents are dropped.
    """
    if text.isascii():  # nothing to look up: most names, and the tables need not be loaded for them
        return text.casefold()
    low = unicodedata.normalize("NFKC", text).casefold().translate(load_scripts())
    plain = "".join(char for char in unicodedata.normalize("NFKD", low) if not unicodedata.combining(char))
    return plain.translate(load_scripts())


def _tokens(text: str) -> tuple[str, ...]:
    """Split a list entry as names are split."""
    return tuple(fold_text(text).split())


def _table[K, V](entries: dict[K, V]) -> Mapping[K, V]:
    """Close a mapping against writing."""
    return MappingProxyType(entries)


def _read(name: str, room: str = "sayso.actors") -> dict[str, Any]:
    """Read one YAML file of a room's data, by the C parser where there is one: 15 ms for 150."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files(room).joinpath("data", name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=loader)  # noqa: S506  both loaders are safe ones
    return loaded


def plain_name(name: str) -> str:
    """Fold a name and drop its article, to tell whether a publisher or author bears the name of an actor."""
    return fold_text(name).strip().removeprefix("the ")
