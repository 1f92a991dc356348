"""Load the words that credit a source from `data/reporting.yaml`; gives frozen sets of lemmas."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """Hold the cue words of say-so by the way in which they stand; see the data file for what each set is."""

    speech: frozenset[str]
    belief: frozenset[str]
    finding: frozenset[str]
    request: frozenset[str]
    request_noun: frozenset[str]
    request_for: frozenset[str]
    charge: Mapping[str, frozenset[str]]
    direct: frozenset[str]
    finite_only: frozenset[str]
    evaluating: frozenset[str]
    gerund: frozenset[str]
    claims_to: frozenset[str]
    bare_passive: frozenset[str]
    negatable: frozenset[str]
    nouns: frozenset[str]
    accusing: frozenset[str]
    wanting: frozenset[str]
    light: frozenset[str]
    receiving: frozenset[str]
    rebutting: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    own_words: frozenset[str]
    adverbs: frozenset[str]
    passing: frozenset[str]
    labels: frozenset[str]
    unattributed: str

    @property
    def lemmas(self) -> frozenset[str]:
        """Return the words of which one stands where a source is credited in a clause of its own."""
        return self.speech | self.belief | self.finding | self.nouns | self.adverbs | {"accord"}

    def clausal(self, lemma: str) -> bool:
        """Tell whether a verb credits its subject for a clause."""
        return lemma in self.speech or lemma in self.belief or lemma in self.finding


@cache
def reporting_words() -> ReportingWords:
    """Return the cue words, read once."""
    import yaml

    data = yaml.safe_load(files("sayso.reading").joinpath("data/reporting.yaml").read_text("utf-8"))
    values: dict[str, object] = {}
    for name, value in data.items():
        if name == "charge":
            values[name] = {verb: frozenset(prepositions) for verb, prepositions in value.items()}
        elif name == "according":
            values[name] = tuple(tuple(phrase) for phrase in value)
        elif name == "unattributed":
            values[name] = value
        else:
            values[name] = frozenset(value.split())
    return ReportingWords(**values)  # type: ignore[arg-type]
