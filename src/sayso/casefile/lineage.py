"""Show whose word edges of a casefile rest on, and where sources credit each other in a ring."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sayso.analysis import standing
from sayso.analysis.citations import find_circles
from sayso.analysis.credibility import credibility
from sayso.analysis.lenses import load_related
from sayso.analysis.lineage import trace
from sayso.casefile.answering import read_answering
from sayso.casefile.ask import commented_cards, name_cards, view_claims
from sayso.casefile.filtering import Choice
from sayso.casefile.names import Namer
from sayso.casefile.steady import steadily
from sayso.model import TextLink
from sayso.model.bond import Bond
from sayso.model.bounded import Bounded
from sayso.model.edge import DocumentCard, Edge, EdgeCard, PredicateTraits
from sayso.model.lineage import CircleView, CitationCircle, LineageView
from sayso.store import Store

CLAIMS_SHOWN = 60
"""How many claims of one edge a view holds."""
TRACED = 100
"""How many claims that assert, and that deny, one edge are traced; hubs have edges with thousands."""
TIE_CLAIMS = 20
"""How many claims are asked of a tie that makes two roots related, for those who say so."""


@steadily
def list_lineages(
    store: Store,
    traits: Mapping[str, PredicateTraits],
    subject: str,
    other: str,
    predicates: Collection[str] | None = None,
    min_confidence: float = 0.0,
) -> list[LineageView]:
    """Return the lineage of each edge from one canonical actor to another; see `Casefile.roots`."""
    pairs = pair_edges(store, subject, other, predicates, min_confidence)
    cards = {} if min_confidence > 0 else {card.id: card for card, _ in pairs}
    edges = [
        edge
        for _, edge in pairs
        if edge.subject == subject or (edge.predicate in traits and traits[edge.predicate].symmetric)
    ]
    views = [view_lineage(store, edge, traits, cards.get(edge.id)) for edge in edges]
    views.sort(key=lambda view: (-view.roots_total, -view.claims_total, view.edge.predicate))
    return views


def pair_edges(
    store: Store, one: str, other: str, predicates: Collection[str] | None, min_confidence: float
) -> list[tuple[EdgeCard, Edge]]:
    """Return the edges between two canonical actors, either way round, with as many claims as are traced.

    Asked of the edges that the store keeps, so that it costs what is shown of the pair.
    """
    cards = store.edges_between([one], [other])
    ids = [card.id for card in cards if predicates is None or card.predicate in predicates]
    return traced_edges(store, ids, min_confidence)


def traced_edges(store: Store, ids: Collection[str], min_confidence: float) -> list[tuple[EdgeCard, Edge]]:
    """Return edges with as many claims as are traced, and their counts; all where a least confidence is asked.

    No counter knows how many claims are sure enough.
    """
    if min_confidence <= 0:
        return store.edge_samples(ids, TRACED)
    cards = store.edge_cards(ids)
    return [(cards[edge.id], edge) for edge in store.edges(ids, min_confidence)]


def view_lineage(
    store: Store, edge: Edge, traits: Mapping[str, PredicateTraits], card: EdgeCard | None = None
) -> LineageView:
    """Return an edge with its lineage, names and claims; its `card` counts those that were not loaded."""
    capped = card is not None and len(edge.attestations) < card.asserted + card.denied
    docs = {item.doc for item in edge.attestations}
    links = _links_of(store, docs)
    cards = commented_cards(store, docs | {doc for link in links for doc in (link.doc, link.other)})
    lineage = trace(edge, cards, links, _ties_among_roots(store, edge, traits), traits)
    namer = Namer(store)
    namer.merge({edge.subject, edge.object})
    claims = store.claims_by_id(_choose_claims(edge)).values()
    order = _order_of_docs(cards)
    views = sorted(view_claims(store, claims), key=lambda view: (order[view.claim.doc], view.claim.evidence.span))
    return LineageView(
        edge=edge,
        subject=namer.name(edge.subject),
        object=namer.name(edge.object),
        standing=card.standing if card is not None and capped else standing(edge),
        credibility=credibility(
            edge,
            [(one, two) for one, two, _ in lineage.related],
            {word.root.key for word in lineage.roots if word.party},
        ),
        lineage=lineage,
        claims=tuple(views),
        claims_total=card.asserted + card.denied if card is not None and capped else len(edge.attestations),
        roots_total=card.roots if card is not None and capped else len(edge.roots),
        denying_roots_total=card.denying_roots if card is not None and capped else len(edge.denying_roots),
        capped=capped,
    )


def list_circles(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], limit: int | None = None
) -> list[CircleView]:
    """Return the circles of citations among the claims that answer; see `Casefile.circles`."""
    read = read_answering(store, choice, traits, least=2)
    by_id = {edge.id: edge for edge in read.edges if _several(edge)}
    cards = name_cards(store, {item.doc for edge in by_id.values() for item in edge.attestations})
    circles = find_circles(by_id.values(), cards)[:limit]
    namer = Namer(store)
    namer.merge({end for one in circles for end in (by_id[one.edge].subject, by_id[one.edge].object)})
    return Bounded([_view_circle(store, circle, by_id[circle.edge], namer) for circle in circles], read.left_out)


def _view_circle(store: Store, circle: CitationCircle, edge: Edge, namer: Namer) -> CircleView:
    ring = [*circle.names, circle.names[0]]
    ids = list(dict.fromkeys(claim for claims in circle.claims for claim in claims))
    found = store.claims_by_id(ids)
    subject, other = namer.name(edge.subject), namer.name(edge.object)
    said = f"{subject} – {edge.predicate.replace('_', ' ')} – {other}"
    return CircleView(
        circle=circle,
        subject=subject,
        predicate=edge.predicate,
        object=other,
        words=f"{ring[0]} credits {', who credits '.join(ring[1:])}, for: {said}.",
        claims=tuple(view_claims(store, [found[one] for one in ids if one in found])),
    )


def _several(edge: Edge) -> bool:
    """Tell whether more than one claim of an edge credits somebody: less makes no circle."""
    return sum(len(item.say_so) > 1 for item in edge.attestations) > 1


def _links_of(store: Store, docs: Collection[str]) -> list[TextLink]:
    """Return the links of texts that lead from some documents to others, and on from those."""
    found: dict[tuple[str, str, str], TextLink] = {}
    known, new = set[str](), set(docs)
    while new:
        known |= new
        links = list(store.links(new))
        found |= {(link.doc, link.other, link.kind): link for link in links}
        new = {doc for link in links for doc in (link.doc, link.other)} - known
    return [found[key] for key in sorted(found)]


def _ties_among_roots(store: Store, edge: Edge, traits: Mapping[str, PredicateTraits]) -> Sequence[Bond]:
    """Return the ties of related families between the actors whom an edge rests on, and between those and its ends."""
    actors = {item.root.actor for item in edge.attestations if item.root.actor} | {edge.subject, edge.object}
    families = load_related()
    return store.bonds(actors, {name for name, one in traits.items() if one.family in families}, TIE_CLAIMS)


def _choose_claims(edge: Edge) -> list[str]:
    """Return the claims to show: all of a few; of many the likeliest of each root and polarity, then the second."""
    turns: dict[tuple[str, bool], int] = {}
    ranked = []
    for item in sorted(edge.attestations, key=lambda one: (-round(one.confidence, 6), one.claim)):
        key = (item.root.key, item.denied)
        turns[key] = turns.get(key, 0) + 1
        ranked.append((turns[key], item.claim))
    return [claim for _, claim in sorted(ranked, key=lambda one: one[0])][:CLAIMS_SHOWN]


def _order_of_docs(cards: Mapping[str, DocumentCard]) -> dict[str, int]:
    """Return the place of each document, earliest first, undated ones last."""
    ordered: Iterable[str] = sorted(cards, key=lambda doc: (cards[doc].metadata.date or "~", cards[doc].name, doc))
    return {doc: at for at, doc in enumerate(ordered)}
