"""Count what a search found by field: kind, predicate, document, publisher, year, polarity, actor type, standing."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.model.search import Facet, FacetCount, HitKind, Place, PlaceDocument
from sayso.store import Store

VALUES_SHOWN = 20
"""How many values of one field are listed; the rest is a number."""


def count_facets(store: Store, places: Sequence[Place], documents: Mapping[str, PlaceDocument]) -> tuple[Facet, ...]:
    """Return the counts of places by each field that any of them has, in a fixed order of fields."""
    docs = Counter(place.doc for place in places)
    publishers: Counter[str] = Counter()
    for doc, count in docs.items():
        if publisher := documents[doc].publisher:
            publishers[publisher] += count
    claims = [place for place in places if place.kind == HitKind.CLAIM]
    found = (
        _facet("kind", Counter(place.kind for place in places)),
        _facet("predicate", Counter(place.predicate for place in claims if place.predicate), _spaced),
        _facet("doc", docs, lambda doc: documents[doc].title or documents[doc].name),
        _facet("publisher", publishers),
        _facet("year", Counter(filter(None, (year_of(place.attested) for place in places)))),
        _facet("polarity", Counter(place.polarity for place in places if place.polarity), _polarity),
        _facet("type", _count_types(claims)),
        _facet("standing", Counter(store.claim_standings([place.ref for place in claims]).values())),
    )
    return tuple(facet for facet in found if facet.counts)


def year_of(edtf: str | None) -> str | None:
    """Return the year or decade with which an EDTF date begins: `2019`, `198X`; None where it has none."""
    return edtf[:4] if edtf and edtf[:3].isdigit() else None


def _count_types(claims: Iterable[Place]) -> Counter[str]:
    """Count claims by the types of their ends; one with two ends of a type counts once."""
    counts: Counter[str] = Counter()
    for types, count in Counter(place.types for place in claims if place.types).items():
        for one in types.split():
            counts[one] += count
    return counts


def _spaced(predicate: str) -> str:
    return predicate.replace("_", " ")


def _polarity(sign: str) -> str:
    return "denied" if sign == "-" else "asserted"


def _facet(name: str, counts: Mapping[str, int], label: Callable[[str], str] = str) -> Facet:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = tuple(FacetCount(value, label(value), count) for value, count in ordered[:VALUES_SHOWN])
    return Facet(name, shown, len(ordered) - len(shown))
