"""Count what a search found by field: kind, predicate, document, publisher, year, polarity, actor type, standing."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.model.search import Facet, FacetCount, HitKind, Place
from sayso.store import Store

VALUES_SHOWN = 20
"""How many values of one field are listed; the rest is a number."""

_FIELDS: tuple[tuple[str, Callable[[Place], str | None], Callable[[Place], str]], ...] = (
    ("kind", lambda place: place.kind.value, lambda place: place.kind.value),
    ("predicate", lambda place: place.predicate, lambda place: (place.predicate or "").replace("_", " ")),
    ("doc", lambda place: place.doc, lambda place: place.title or place.document),
    ("publisher", lambda place: place.publisher, lambda place: place.publisher or ""),
    ("year", lambda place: year_of(place.attested), lambda place: year_of(place.attested) or ""),
    ("polarity", lambda place: place.polarity, lambda place: "denied" if place.polarity == "-" else "asserted"),
)


def count_facets(store: Store, places: Sequence[Place]) -> tuple[Facet, ...]:
    """Return the counts of places by each field that any of them has, in a fixed order of fields."""
    found = [_count(name, value, label, places) for name, value, label in _FIELDS]
    found.append(_count_types(store, places))
    found.append(_count_standings(store, places))
    return tuple(facet for facet in found if facet.counts)


def year_of(edtf: str | None) -> str | None:
    """Return the year or decade with which an EDTF date begins: `2019`, `198X`; None where it has none."""
    return edtf[:4] if edtf and edtf[:3].isdigit() else None


def _count(
    name: str, value: Callable[[Place], str | None], label: Callable[[Place], str], places: Iterable[Place]
) -> Facet:
    counts: Counter[str] = Counter()
    labels: dict[str, str] = {}
    for place in places:
        one = value(place)
        if one:
            counts[one] += 1
            if one not in labels:
                labels[one] = label(place)
    return _facet(name, counts, labels)


def _count_types(store: Store, places: Iterable[Place]) -> Facet:
    """Count claims by the types of their ends; one with two ends of a type counts once."""
    claims = [place for place in places if place.kind is HitKind.CLAIM]
    types = store.actor_types({end for place in claims for end in (place.subject, place.object) if end})
    counts: Counter[str] = Counter()
    for place in claims:
        counts.update({types[end] for end in (place.subject, place.object) if end in types})
    return _facet("type", counts, {one: one for one in counts})


def _count_standings(store: Store, places: Iterable[Place]) -> Facet:
    """Count claims by how their edges stand."""
    edges = store.claim_edges([place.ref for place in places if place.kind is HitKind.CLAIM])
    counts = Counter(edge.standing for edge in edges.values())
    return _facet("standing", counts, {one: one for one in counts})


def _facet(name: str, counts: Mapping[str, int], labels: Mapping[str, str]) -> Facet:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = tuple(FacetCount(value, labels[value], count) for value, count in ordered[:VALUES_SHOWN])
    return Facet(name, shown, len(ordered) - len(shown))
