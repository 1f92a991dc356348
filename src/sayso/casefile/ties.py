"""Build edges from a casefile's claims, and ask them about dates and disagreement."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from sayso.casefile.ask import name_cards
from sayso.model.edge import Attestation, Edge, Holding, PredicateTraits, Root
from sayso.model.view import ClaimView
from sayso.store import ClaimQuery, Store

if TYPE_CHECKING:
    from sayso.vocabulary import Vocabulary

HOLDS_OR_MAY = frozenset({Holding.HOLDS, Holding.LAST_ATTESTED})


def make_edges(store: Store, query: ClaimQuery, traits: Mapping[str, PredicateTraits]) -> tuple[Edge, ...]:
    """Return the edges of the claims that answer, in order of id."""
    from sayso.analysis import build_edges

    claims = list(store.claims(query))
    sides = {actor for claim in claims for actor in (claim.subject.actor, claim.object.actor)}
    credited = {source.actor for claim in claims for source in claim.sources}
    docs = {claim.doc for claim in claims}
    links = list(store.links())
    docs |= {doc for link in links for doc in (link.doc, link.other)}
    return build_edges(
        claims,
        canonical=store.canonical(sides | credited),
        traits=traits,
        documents=name_cards(store, docs),
        actors={actor.id: actor for actor in store.actors(credited)},
        links=links,
    )


def choose_edges(
    edges: Iterable[Edge],
    traits: Mapping[str, PredicateTraits],
    *,
    contested: bool,
    as_of: str | None,
    wanted: Callable[[Edge], bool],
) -> list[Edge]:
    """Return the edges that answer, those on most independent roots first."""
    from sayso.analysis import contested as find_contests
    from sayso.analysis import holds_on, rank_ties

    kept = list(edges)
    if contested:
        ids = {edge.id for contest in find_contests(kept, traits) for edge in contest.edges}
        kept = [edge for edge in kept if edge.id in ids]
    kept = [edge for edge in kept if wanted(edge)]
    if as_of is not None:
        kept = [edge for edge in kept if holds_on(edge, as_of, traits.get(edge.predicate)).value in HOLDS_OR_MAY]
    return list(rank_ties(kept))


def holds_or_may(view: ClaimView, date: str, traits: Mapping[str, PredicateTraits]) -> bool:
    """Tell whether one claim holds on a date, or may hold."""
    from sayso.analysis import holds_on

    claim = view.claim
    word = Attestation(
        claim=claim.id,
        doc=claim.doc,
        factuality=claim.factuality,
        root=Root(claim.id, view.say_so[-1]),
        say_so=view.say_so,
        time=claim.time,
        attested=view.attested,
        role=claim.role,
        confidence=claim.confidence,
    )
    known = traits.get(claim.predicate)
    edge = Edge(claim.id, view.subject_id, claim.predicate, view.object_id, known.sign if known else 0, (word,))
    return holds_on(edge, date, known).value in HOLDS_OR_MAY


def traits_of(vocabulary: "Vocabulary") -> dict[str, PredicateTraits]:
    """Return what analysis must know of each predicate."""
    return {
        name: PredicateTraits(
            family=one.family,
            kind=one.kind,
            sign=one.sign,
            symmetric=one.symmetric,
            exclusive=bool(getattr(one, "exclusive", False)),
        )
        for name, one in vocabulary.predicates.items()
    }
