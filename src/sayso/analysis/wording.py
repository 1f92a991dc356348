"""Load the words in which claims are told; data, so that no predicate and no verb stands in code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Verb:
    """Hold the forms of one predicate: after one subject, after several, after "to", and denied.

    `denied` is None where the denial is the negation and the base form.
    """

    third: str
    plural: str
    base: str
    denied: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold every phrase, by its name in the data file."""

    verbs: Mapping[str, Verb]
    other: Verb
    certainty: Mapping[str, str]
    modality: Mapping[str, Mapping[str, str]]
    negation: Mapping[str, str]
    said: Mapping[str, str]
    denied: Mapping[str, str]
    qualifiers: Mapping[str, str]
    further: str
    of: str
    numbers: frozenset[str]
    many_endings: tuple[str, ...]
    one_endings: tuple[str, ...]

    def verb(self, predicate: str) -> Verb:
        """Return the forms of a predicate; one that the data do not know is named in quotation marks."""
        found = self.verbs.get(predicate)
        if found is not None:
            return found
        words = predicate.replace("_", " ")
        one = self.other
        denied = None if one.denied is None else one.denied.format(words=words)
        return Verb(one.third.format(words=words), one.plural.format(words=words), one.base.format(words=words), denied)


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """Return the built-in wording."""
    import yaml

    text = files("sayso.analysis").joinpath("data", "wording.yaml").read_text(encoding="utf-8")
    held = yaml.safe_load(text)
    return Wording(
        verbs={name: _verb(entry) for name, entry in held["verbs"].items()},
        other=_verb(held["other"]),
        certainty=held["certainty"],
        modality=held["modality"],
        negation=held["negation"],
        said=held["said"],
        denied=held["denied"],
        qualifiers=held["qualifiers"],
        further=held["further"],
        of=held["many"]["of"],
        numbers=frozenset(held["many"]["numbers"]),
        many_endings=tuple(held["many"]["ends"]),
        one_endings=tuple(held["many"]["but"]),
    )


def _verb(entry: Mapping[str, str]) -> Verb:
    """Read one entry; events have one form for one and for many, states lose their ending after many."""
    third, base = entry["third"], entry["base"]
    plural = entry.get("plural") or (base if third != base and third.split()[0] == _third(base.split()[0]) else third)
    return Verb(third, plural, base, entry.get("not"))


def _third(base: str) -> str:
    """Return the form of a regular verb after "it": `fund` gives `funds`, `supply` gives `supplies`."""
    return f"{base[:-1]}ies" if base.endswith("y") else f"{base}s"
