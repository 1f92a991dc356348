"""Hold the bank of sentences with the claims that a careful reader finds in them, and compare a reading with it.

A file of `bank/` is a list of cases. `text` is a sentence or a passage of our own words (a line is a paragraph),
written on 2019-06-14 unless `date` says otherwise; `comment` names the commenter whose words they are; `phenomenon` is
what makes it hard. `claims` are all that must be found, `also` what may be found; anything else is too much. A claim is
`subject | predicate | object`, then what the case is about: `polarity`, `certainty`, `modality` (asserted, certain and
actual where not named), `time`, `amount` with `status` and `part_of`, `role`, `place`, and `sources`, outermost first,
parted by `>`. ` / ` parts values that will do, ` ; ` chains of sources that will do, ` // ` the actor that is meant
from other words for it. `known: miss` marks a case that the reader gets wrong today; `cause` groups such cases.

The files of `bank/held/`, one a phenomenon, are for testing only: nobody tunes on them, so they have no marks and what
is wrong with them is never printed, only counted (`bank_figures.py`).

`python -m tests.reading.bank` prints the share that is right and what is wrong; with `--mark` it sets the marks anew;
with `--figures` it prints the figures of each phenomenon, also of the held cases.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

import yaml

from sayso.model import Actor, ActorRef, Claim, Document, Metadata, Reading, Voice
from sayso.reading.reader import RuleReader
from sayso.testing import make_document

FOLDER = Path(__file__).with_name("bank")
HELD = FOLDER / "held"
PLAIN = "plain"
DATE = "2019-06-14"
USUAL = {"polarity": "+", "certainty": "certain", "modality": "actual"}
MARK = "  known: miss\n"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold one claim as the bank writes it."""

    subject: str
    predicate: str
    object: str
    wants: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Case:
    """Hold one case: where it stands, its words, what must and what may be found."""

    file: str
    number: int
    text: str
    claims: tuple[Wanted, ...]
    also: tuple[Wanted, ...] = ()
    date: str = DATE
    comment: str | None = None
    missed: bool = False
    cause: str = "not sorted"
    phenomenon: str = PLAIN

    @property
    def id(self) -> str:
        """Return a name for the test's report: the file and the first words."""
        return f"{self.file}-{self.number}-" + "_".join(re.findall(r"\w+", self.text)[:6])

    def document(self) -> Document:
        """Return the words as a document of one segment in body or comment voice."""
        document = make_document(self.text, self.id, Metadata(date=self.date, date_found="byline", language="en"))
        document = replace(document, id=sha256(f"{self.id} {self.text}".encode()).hexdigest())
        if self.comment is None:
            return document
        voiced = tuple(replace(s, voice=Voice.COMMENT, speaker=self.comment) for s in document.segments)
        return replace(document, segments=voiced)


def load_cases() -> list[Case]:
    """Return the cases that rules may be made by, of all files, in order of file and place."""
    return [case for path in sorted(FOLDER.glob("*.yaml")) for case in _cases(path)]


def load_held() -> list[Case]:
    """Return the cases kept for testing only; the name of a file is the phenomenon of its cases."""
    paths = sorted(HELD.glob("*.yaml"))
    return [replace(case, file=f"held-{path.stem}", phenomenon=path.stem) for path in paths for case in _cases(path)]


def _cases(path: Path) -> Iterator[Case]:
    for number, entry in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1):
        yield Case(
            file=path.stem,
            number=number,
            text=entry["text"],
            claims=tuple(_wanted(line) for line in entry["claims"]),
            also=tuple(_wanted(line) for line in entry.get("also", ())),
            date=str(entry.get("date", DATE)),
            comment=entry.get("comment"),
            missed=entry.get("known") == "miss",
            cause=entry.get("cause", "not sorted"),
            phenomenon=entry.get("phenomenon", PLAIN),
        )


def _wanted(line: str) -> Wanted:
    subject, predicate, obj, *rest = (part.strip() for part in line.split("|"))
    wants = dict(part.split(" ", 1) for part in rest)
    return Wanted(subject, predicate, obj, wants)


def faults(case: Case, reading: Reading, symmetric: frozenset[str]) -> list[str]:
    """Return what is wrong with a reading: claims that are missing or differ, and claims that are too many."""
    actors = {actor.id: actor for actor in reading.actors}
    found = []
    for wanted in case.claims:
        near = [claim for claim in reading.claims if pairs(claim, wanted, actors, symmetric)]
        if not near:
            found.append(f"missing: {_line(wanted)}")
        elif not any(_agrees(claim, wanted) for claim in near):
            found.append(f"differs: {_line(wanted)} {_differences(near[0], wanted)}")
    for claim in reading.claims:
        if not any(pairs(claim, wanted, actors, symmetric) for wanted in (*case.claims, *case.also)):
            names = (actors[claim.subject.actor].name, claim.predicate, actors[claim.object.actor].name)
            found.append(f"too much: {' | '.join(names)}")
    return found


def pairs(claim: Claim, wanted: Wanted, actors: Mapping[str, Actor], symmetric: frozenset[str]) -> bool:
    """Tell whether a claim has the predicate and the two actors of a wanted one, whatever else it says."""
    if claim.predicate not in wanted.predicate.split(" / "):
        return False
    straight = _is(claim.subject, actors, wanted.subject) and _is(claim.object, actors, wanted.object)
    turned = _is(claim.subject, actors, wanted.object) and _is(claim.object, actors, wanted.subject)
    return straight or (turned and claim.predicate in symmetric)


def _is(ref: ActorRef, actors: Mapping[str, Actor], name: str) -> bool:
    actor = actors[ref.actor]
    return bool(names_of(name) & {_plain(form) for form in (actor.name, *actor.aliases, ref.words)})


def names_of(line: str) -> set[str]:
    """Return the names that will do, folded."""
    return {_plain(one) for one in re.split(" //? ", line)}


def _plain(name: str) -> str:
    return re.sub(r"^(?:the|a|an|its|their|his|her) ", "", name.casefold())


def values_of(claim: Claim) -> dict[str, str]:
    """Return what a claim says beside its predicate and actors, as the bank writes it."""
    return {
        "polarity": claim.factuality.polarity,
        "certainty": claim.factuality.certainty,
        "modality": claim.factuality.modality,
        "time": str(claim.time),
        "place": str(claim.place),
        "amount": str(claim.amount),
        "status": str(claim.amount and claim.amount.status),
        "part_of": str(claim.amount and claim.amount.part_of),
        "role": str(claim.role),
        "sources": " > ".join(_plain(source.name) for source in claim.sources),
    }


def _differences(claim: Claim, wanted: Wanted) -> list[str]:
    values = values_of(claim)
    wants = USUAL | dict(wanted.wants)
    return [f"{key} {values[key]}" for key, value in wants.items() if not will_do(key, values[key], value)]


def will_do(key: str, value: str, wanted: str) -> bool:
    """Tell whether a value is one of those that are wanted."""
    if key != "sources":
        return value in wanted.split(" / ")
    links = value.split(" > ")
    chains = [[names_of(link) for link in chain.split(" > ")] for chain in wanted.split(" ; ")]
    return any(len(c) == len(links) and all(map(set.__contains__, c, links)) for c in chains)


def _agrees(claim: Claim, wanted: Wanted) -> bool:
    return not _differences(claim, wanted)


def _line(wanted: Wanted) -> str:
    return " | ".join((wanted.subject, wanted.predicate, wanted.object, *(f"{k} {v}" for k, v in wanted.wants.items())))


def read_all(cases: Iterable[Case], reader: RuleReader) -> tuple[list[Reading | Exception], frozenset[str]]:
    """Return the readings of all cases in their order, and the reader's symmetric predicates."""
    symmetric = frozenset(name for name, one in reader.vocabulary.predicates.items() if one.symmetric)
    return list(reader.read(case.document() for case in cases)), symmetric


def mark(wrong: set[tuple[str, int]], share: str) -> None:
    """Write the marks and the share of right cases into the files; nothing else in them changes."""
    for path in sorted(FOLDER.glob("*.yaml")):
        head, *entries = re.split(r"^(?=- text:)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        kept = [line for line in head.splitlines() if not line.startswith("# Right:")]
        marked = [_marked(entry, (path.stem, number) in wrong) for number, entry in enumerate(entries, start=1)]
        own = sum(1 for file, _ in wrong if file == path.stem)
        kept.append(f"# Right: {len(entries) - own} of {len(entries)} here, {share} in all files.")
        path.write_text("\n".join(kept) + "\n" + "".join(marked), encoding="utf-8")


def _marked(entry: str, missed: bool) -> str:
    """Return an entry with its mark set or taken off; the cause goes with the mark."""
    cause = re.search(r"^  cause: .*\n", entry, re.MULTILINE)
    plain = re.sub(r"^  (?:known|cause): .*\n", "", entry, flags=re.MULTILINE)
    return plain + MARK + (cause.group() if cause else "") if missed else plain


def main() -> None:
    """Print what is wrong and the share that is right; with `--mark`, mark the files; with `--figures`, figures."""
    if "--figures" in sys.argv:
        from tests.reading.bank_figures import measure, rows_of, write_rows

        sys.stdout.write(write_rows(rows_of(measure(RuleReader()))) + "\n")
        return
    cases = load_cases()
    readings, symmetric = read_all(cases, RuleReader())
    wrong: dict[tuple[str, int], list[str]] = {}
    for case, reading in zip(cases, readings, strict=True):
        lines = [repr(reading)] if isinstance(reading, Exception) else faults(case, reading, symmetric)
        if lines:
            wrong[case.file, case.number] = lines
            sys.stdout.write("\n    ".join((f"{case.id}: {case.text}", *lines)) + "\n")
    kinds = Counter(line.split(":")[0] for lines in wrong.values() for line in lines)
    share = f"{len(cases) - len(wrong)} of {len(cases)}"
    sys.stdout.write(f"right: {share}; {dict(kinds)}\n")
    if "--mark" in sys.argv:
        mark(set(wrong), share)


if __name__ == "__main__":
    main()
