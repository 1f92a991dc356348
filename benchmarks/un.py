"""Measure who is who on the UN narratives: which listed actors a document names, and the network of those it ties.

    python benchmarks/un.py [--data FILE] [--json] [--check] [--errors]

The set gives ids, not names, so a listed actor's names come from its own narrative, or are learnt from the links of the
other four fifths of the documents (`narratives.py`); some ids have neither. A name links where it stands as a name, the
longest listed name first: not between words that are a formula of many documents, and not inside a longer name; an
actor that the document writes otherwise links where `sayso.actors` rules that the two are the same.

`links` counts links to actors that have a name, as a dictionary of all names would; `links_all` every link of the gold;
`links_own` those to actors with a narrative here, for which nothing is learnt from links. Edges join the actor that a
narrative is about with those it links to, undirected, against the ids it is `related` to: `edges` between actors with a
narrative here, `edges_all` all of them. Most of the latter rest on narratives that the set does not hold: perfect links
would give `edges_bound`. Narratives outside the first committee's hold almost no links even where they name listed
actors; they count all the same.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import BENCH, Json, complain, need_shared, report
from narratives import (
    LONGEST_NAME,
    Form,
    Names,
    Narrative,
    fold_name,
    is_formula,
    learn_names,
    names_of_subjects,
    read_narratives,
)

from sayso.actors import ActorIndex, compare
from sayso.model import Actor, ActorType, Verdict

DATA = BENCH / "un" / "dev.json"
FOLDS = 5
type Edge = frozenset[str]


class Linker:
    """Link narratives to listed actors by their names."""

    def __init__(self, names: Names, formulas: frozenset[Form]) -> None:
        self.formulas = formulas
        self.by_form: defaultdict[Form, set[str]] = defaultdict(set)
        for listed, forms in names.items():
            for form in forms:
                self.by_form[form].add(listed)
        self.index = ActorIndex(_listed_actor(listed, forms) for listed, forms in sorted(names.items()))

    def links(self, narrative: Narrative) -> set[str]:
        """Return the ids that a narrative links to, without its own."""
        found = {listed for form in self._names_in(narrative) for listed in self.by_form[form]}
        for written in narrative.actors:
            if not {fold_name(name) for name in written} & narrative.own:
                found |= self._same(written)
        return found - {narrative.id or ""}

    def _names_in(self, narrative: Narrative) -> Iterator[Form]:
        """Yield the listed names of one actor each that stand as names, the longest at each place."""
        words, at = narrative.words, 0
        while at < len(words):
            size = self._longest(narrative, at)
            form = tuple(word.folded for word in words[at : at + size])
            if size and len(self.by_form[form]) == 1 and self._is_name(narrative, at, size):
                yield form
            at += size or 1

    def _longest(self, narrative: Narrative, at: int) -> int:
        """Return how many words from here on make the longest listed name; 0 for none."""
        folded = [word.folded for word in narrative.words[at : at + LONGEST_NAME]]
        return next((size for size in range(len(folded), 0, -1) if tuple(folded[:size]) in self.by_form), 0)

    def _is_name(self, narrative: Narrative, at: int, size: int) -> bool:
        """Tell whether words are used as a name: with a capital, in no formula, and no part of a longer name."""
        words, text = narrative.words[at : at + size], narrative.text
        capitals = [text[word.start].isupper() for word in words]
        if not any(capitals) or is_formula(narrative.words, at, size, self.formulas):
            return False
        start, end = words[0].start, words[-1].end
        around = [
            text[word.start]
            for first, last in narrative.names
            if first <= start and end <= last
            for word in narrative.words
            if first <= word.start < last and not start <= word.start < end and word.folded not in ("the", "s")
        ]
        return not any(letter.isupper() for letter in around)

    def _same(self, written: frozenset[str]) -> set[str]:
        """Return the one listed actor that an actor with these names is, by what the names say; else none."""
        found: set[str] = set()
        for kind in (ActorType.PERSON, ActorType.ORGANIZATION):
            actor = _actor("read", "narrative", sorted(written, key=lambda name: (-len(name.split()), name)), kind)
            others = [other for other in self.index.candidates(actor) if other.type is kind]
            same = [other.id for other in others if compare(actor, other).verdict is Verdict.SAME]
            found |= set(same) if len(same) == 1 else set()
        return found


def _listed_actor(listed: str, forms: frozenset[Form]) -> Actor:
    """Make the actor of a listing; the third letter of an id tells an individual from an entity."""
    names = [" ".join(form).title() if len(form) > 1 else form[0].upper() for form in forms]
    kind = ActorType.PERSON if listed[2] == "i" else ActorType.ORGANIZATION
    return _actor(listed, "listing", sorted(names, key=lambda name: (-len(name.split()), name)), kind)


def _actor(raw: str, doc: str, names: Sequence[str], kind: ActorType) -> Actor:
    """Make an actor from its names, the fullest first."""
    return Actor(raw, doc, names[0], kind, named=True, aliases=tuple(names[1:]))


def link_all(narratives: Sequence[Narrative], formulas: frozenset[Form]) -> tuple[list[set[str]], list[frozenset[str]]]:
    """Link each narrative by names that were learnt from other fifths; return the links and the ids that had names."""
    own = names_of_subjects(narratives)
    links: list[set[str]] = [set() for _ in narratives]
    named: list[frozenset[str]] = [frozenset() for _ in narratives]
    for fold in range(FOLDS):
        others = [one for at, one in enumerate(narratives) if at % FOLDS != fold]
        names = {**learn_names(others, own), **own}
        linker = Linker(names, formulas)
        for at in range(fold, len(narratives), FOLDS):
            links[at], named[at] = linker.links(narratives[at]), frozenset(names)
    return links, named


def measure(narratives: Sequence[Narrative], formulas: frozenset[Form], *, errors: bool = False) -> Json:
    """Return precision, recall and F1 of links and edges."""
    links, named = link_all(narratives, formulas)
    own = frozenset(names_of_subjects(narratives))
    figures: Json = {"narratives": len(narratives)}
    figures |= score_links("links", narratives, links, named)
    figures |= score_links("links_own", narratives, links, [own] * len(narratives))
    figures |= score_links("links_all", narratives, links, None)
    gold = edges_of(narratives, [one.related for one in narratives])
    said = edges_of(narratives, links)
    bound = edges_of(narratives, [one.gold for one in narratives])
    figures |= score("edges", {edge for edge in said if edge <= own}, {edge for edge in gold if edge <= own})
    figures |= score("edges_all", said, gold)
    figures["edges_bound"] = score("bound", bound, gold)["bound_f1"]
    if errors:
        for one, found in zip(narratives, links, strict=True):
            if found != one.gold:
                print(one.id, "extra", sorted(found - one.gold), "missed", sorted(one.gold - found), file=sys.stderr)
    return figures


def score_links(
    name: str,
    narratives: Sequence[Narrative],
    links: Sequence[set[str]],
    among: Sequence[frozenset[str]] | None,
) -> Json:
    """Score links to the ids of `among`, or to all."""
    said = {(at, listed) for at, found in enumerate(links) for listed in found}
    gold = {(at, listed) for at, one in enumerate(narratives) for listed in one.gold}
    if among is not None:
        said, gold = ({(at, listed) for at, listed in side if listed in among[at]} for side in (said, gold))
    return score(name, said, gold)


def edges_of(narratives: Sequence[Narrative], ends: Sequence[set[str] | frozenset[str]]) -> set[Edge]:
    """Return undirected edges from whom a narrative is about."""
    return {frozenset((one.id, end)) for one, others in zip(narratives, ends, strict=True) if one.id for end in others}


def score[T](name: str, said: set[T], gold: set[T]) -> Json:
    """Return precision, recall and F1 under a name."""
    right = len(said & gold)
    precision, recall = right / len(said) if said else 0.0, right / len(gold) if gold else 0.0
    f1 = 2 * right / (len(said) + len(gold)) if said or gold else 0.0
    return {
        f"{name}_precision": round(precision, 4),
        f"{name}_recall": round(recall, 4),
        f"{name}_f1": round(f1, 4),
        f"{name}_gold": len(gold),
    }


def main() -> int:
    """Read, link, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--errors", action="store_true", help="print what is missed and made up")
    options = parser.parse_args()
    need_shared()
    narratives, formulas = read_narratives(options.data)
    figures = measure(narratives, formulas, errors=options.errors)
    report(figures, as_json=options.json)
    return complain("un", figures) if options.check else 0


if __name__ == "__main__":
    sys.exit(main())
