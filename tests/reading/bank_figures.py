"""Count how each phenomenon of the bank is read: claims that match strictly, and what the phenomenon is about.

A claim matches strictly where predicate, direction, both actors and polarity are the wanted ones, each wanted claim at
most once; claims that may be found count for nothing. Of the matches, a phenomenon's own attribute counts where the
wanted claim names it or the claim says other than the usual; polarity is counted over claims that match but for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import Actor, ActorRef, Claim, Reading
from sayso.reading.reader import RuleReader
from tests.reading.bank import USUAL, Case, Wanted, load_cases, load_held, names_of, pairs, read_all, values_of, will_do

OWN: dict[str, tuple[str, ...]] = {
    "denial": ("polarity",),
    "hedge": ("certainty",),
    "attempt": ("modality",),
    "request": ("modality",),
    "condition": ("modality",),
    "nested_sources": ("sources",),
    "running_quotations": ("sources",),
    "pronoun_sources": ("sources",),
    "anonymous_sources": ("sources",),
    "metonyms": ("actor",),
    "coreference": ("actor",),
    "dates": ("time",),
    "clashes": ("time", "place"),
    "money": ("amount", "status", "part_of"),
    "posts": ("role",),
    "passives": (),
    "nominalizations": (),
    "coordination": (),
    "plain": (),
}
SILENT = USUAL | {"sources": ""}


@dataclass(slots=True)
class Tally:
    """Count cases, strict matches, claims found and wanted, and own attributes that are right, of how many."""

    cases: int = 0
    hit: int = 0
    found: int = 0
    wanted: int = 0
    right: int = 0
    asked: int = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another tally."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def f1(self) -> float:
        """Return the strict F1; 0 where nothing is found or wanted."""
        return 2 * self.hit / max(1, self.found + self.wanted)

    @property
    def attribute(self) -> float | None:
        """Return the share of own attributes that are right; None where none was asked for."""
        return self.right / self.asked if self.asked else None


def tally_case(case: Case, reading: Reading, symmetric: frozenset[str]) -> Tally:
    """Match one reading with its case, nearest claims first."""
    actors = {actor.id: actor for actor in reading.actors}
    own = OWN[case.phenomenon]
    near = sorted(
        (_distance(claim, wanted), i, j)
        for i, claim in enumerate(reading.claims)
        for j, wanted in enumerate(case.claims)
        if pairs(claim, wanted, actors, symmetric)
    )
    met: dict[int, int] = {}
    for _, i, j in near:
        if i not in met and j not in met.values():
            met[i] = j
    strict = {i: j for i, j in met.items() if _same("polarity", reading.claims[i], case.claims[j])}
    tally = Tally(cases=1, hit=len(strict), wanted=len(case.claims))
    for i, claim in enumerate(reading.claims):
        tally.found += i in strict or not any(pairs(claim, wanted, actors, symmetric) for wanted in case.also)
    for i, j in (met if own == ("polarity",) else strict).items():
        for key in own:
            _ask(tally, key, reading.claims[i], case.claims[j], actors)
    return tally


def _distance(claim: Claim, wanted: Wanted) -> tuple[bool, int]:
    keys = USUAL | dict(wanted.wants)
    return not _same("polarity", claim, wanted), sum(not _same(key, claim, wanted) for key in keys)


def _same(key: str, claim: Claim, wanted: Wanted) -> bool:
    value = values_of(claim)[key]
    gold = wanted.wants.get(key, SILENT.get(key))
    return gold is None or (value == gold if gold == "" else will_do(key, value, gold))


def _ask(tally: Tally, key: str, claim: Claim, wanted: Wanted, actors: Mapping[str, Actor]) -> None:
    """Count one own attribute of one match."""
    if key == "actor":
        for line in (wanted.subject, wanted.object):
            if " // " in line:
                tally.asked += 1
                tally.right += any(_is_meant(ref, line, actors) for ref in (claim.subject, claim.object))
        return
    said = key in SILENT and values_of(claim)[key] != SILENT[key]
    if said or wanted.wants.get(key, SILENT.get(key)) != SILENT.get(key):
        tally.asked += 1
        tally.right += _same(key, claim, wanted)


def _is_meant(ref: ActorRef, line: str, actors: Mapping[str, Actor]) -> bool:
    """Tell whether an actor has a name of the one that is meant, or is known as that country."""
    actor, meant = actors[ref.actor], line.split(" // ")[0]
    return bool(names_of(meant) & {name for form in (actor.name, *actor.aliases) for name in names_of(form)}) or (
        actor.canonical is not None and actor.canonical in {_country(name) for name in meant.split(" / ")}
    )


def _country(name: str) -> str | None:
    """Return the canonical id of a country by its name; None where no country has it."""
    import pycountry

    try:
        return f"country:{pycountry.countries.lookup(name).alpha_2}"
    except LookupError:
        return None


def tally_all(
    cases: Sequence[Case], readings: Iterable[Reading | Exception], symmetric: frozenset[str]
) -> dict[str, Tally]:
    """Count each phenomenon and, under `all`, their sum; a case that could not be read counts as found empty."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for case, reading in zip(cases, readings, strict=True):
        empty = Tally(cases=1, wanted=len(case.claims))
        tally = empty if isinstance(reading, Exception) else tally_case(case, reading, symmetric)
        tallies[case.phenomenon].add(tally)
        tallies["all"].add(tally)
    return {name: tallies[name] for name in (*OWN, "all") if name in tallies}


def measure(reader: RuleReader) -> dict[str, dict[str, Tally]]:
    """Read both parts of the bank and count them, under `tuning` and `held`."""
    parts = {"tuning": load_cases(), "held": load_held()}
    return {part: tally_all(cases, *read_all(cases, reader)) for part, cases in parts.items()}


def rows_of(measured: Mapping[str, Mapping[str, Tally]]) -> list[dict[str, object]]:
    """Lay out the counts, one row a phenomenon and part, figures rounded to three places."""
    return [
        {
            "phenomenon": name,
            "part": part,
            "cases": tally.cases,
            "claims": tally.wanted,
            "precision": round(tally.hit / max(1, tally.found), 3),
            "recall": round(tally.hit / max(1, tally.wanted), 3),
            "f1": round(tally.f1, 3),
            "own": ", ".join(OWN.get(name, ())) or None,
            "right": None if tally.attribute is None else round(tally.attribute, 3),
            "asked": tally.asked,
        }
        for name in (*OWN, "all")
        for part, tallies in measured.items()
        if (tally := tallies.get(name)) is not None
    ]


def write_rows(rows: Sequence[Mapping[str, object]]) -> str:
    """Write the rows as lines of columns."""
    lines = [list(rows[0]), *(["-" if value is None else str(value) for value in row.values()] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(map(str.rjust, line, widths)) for line in lines)
