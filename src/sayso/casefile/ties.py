"""Build edges from a casefile's claims, and ask them about dates and disagreement."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.casefile.ask import name_cards
from sayso.model import Claim, Polarity
from sayso.model.edge import Answer, Attestation, DocumentCard, Edge, Holding, PredicateTraits, Root
from sayso.model.view import ClaimView
from sayso.store import ClaimQuery, Store
from sayso.store.fold import fold

if TYPE_CHECKING:
    from sayso.vocabulary import Vocabulary


class EdgeMaker:
    """Build edges from some claims, knowing whom their roots may be: credited actors, publishers, authors."""

    def __init__(self, store: Store, claims: Iterable[Claim], traits: Mapping[str, PredicateTraits]) -> None:
        held = list(claims)
        self._traits = traits
        self._links = list(store.links())
        docs = {claim.doc for claim in held} | {doc for link in self._links for doc in (link.doc, link.other)}
        self._documents = name_cards(store, docs)
        credited = {source.actor for claim in held for source in claim.sources}
        voices = credited | _voices(store, self._documents.values())
        sides = {actor for claim in held for actor in (claim.subject.actor, claim.object.actor)}
        self._canonical = store.canonical(sides | voices)
        self._actors = {actor.id: actor for actor in store.actors(voices)}

    def make(self, claims: Iterable[Claim]) -> tuple[Edge, ...]:
        """Return the edges of claims that this was made for, in order of id."""
        from sayso.analysis import build_edges

        return build_edges(
            claims,
            canonical=self._canonical,
            traits=self._traits,
            documents=self._documents,
            actors=self._actors,
            links=self._links,
        )


def _voices(store: Store, cards: Iterable[DocumentCard]) -> set[str]:
    """Return the raw actors that bear the name of a publisher or author."""
    names = {name for card in cards for name in (card.metadata.publisher, *card.metadata.authors) if name}
    folded = {form for name in names for form in (fold(name), fold(name).removeprefix("the "))}
    return {raw for name in sorted(folded) for form in (name, f"the {name}") for raw in store.named(form)}


def make_edges(store: Store, query: ClaimQuery, traits: Mapping[str, PredicateTraits]) -> tuple[Edge, ...]:
    """Return the edges of the claims that answer, in order of id."""
    claims = list(store.claims(query))
    return EdgeMaker(store, claims, traits).make(claims)


def may_answer(answer: Answer) -> bool:
    """Tell whether something holds on a date or may hold, what was last attested before it among them."""
    return answer.may_hold or answer.value is Holding.LAST_ATTESTED


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
        kept = [edge for edge in kept if may_answer(holds_on(edge, as_of, traits.get(edge.predicate)))]
    return list(rank_ties(kept))


def answer_on(view: ClaimView, date: str, traits: Mapping[str, PredicateTraits]) -> Answer:
    """Answer whether one claim holds on a date; one without a time is attested as of when it was written.

    A denial answers for what it denies: it holds where the denial does.
    """
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
    return answer_word(edge, word, date, traits)


def answer_word(edge: Edge, word: Attestation, date: str, traits: Mapping[str, PredicateTraits]) -> Answer:
    """Answer whether one claim of an edge holds on a date, as if it were the only one; a denial for what it denies."""
    from sayso.analysis import holds_on

    asserting = replace(word, factuality=replace(word.factuality, polarity=Polarity.ASSERTED))
    return holds_on(replace(edge, attestations=(asserting,)), date, traits.get(edge.predicate))


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
