"""Choose what is carried out of a casefile, and hand it over piece by piece."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import batched, groupby
from typing import TYPE_CHECKING

from sayso.analysis.edges import edge_id
from sayso.analysis.holds import holds_on
from sayso.analysis.known import keep_claims
from sayso.analysis.standing import standing
from sayso.casefile.ask import make_row, view_claims
from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice, filter_views
from sayso.casefile.names import Namer
from sayso.casefile.ties import may_answer
from sayso.exchange.extract import Tie, Told
from sayso.model import Actor, ActorType, Claim
from sayso.model.edge import Edge
from sayso.model.export import ExportReport, Loss
from sayso.model.view import ActorRow, ClaimView, DocumentRow
from sayso.store import EdgeQuery, Store

if TYPE_CHECKING:
    from sayso.model.edge import PredicateTraits
    from sayso.vocabulary import Predicate

WITHOUT_CLAIMS = frozenset({"csl"})
"""The forms that carry out no claims, so that nothing is missed where there are no frames."""

AT_ONCE = 200
"""How many ties, with all their claims, or actors are held in memory at a time."""


class CaseExtract:
    """Hand over what a filter leaves of a casefile, the same each time it is asked.

    Without a filter on claims nothing is held in memory but what is at work; with one, the ids of the claims chosen.
    """

    def __init__(
        self,
        store: Store,
        choice: Choice,
        traits: "Mapping[str, PredicateTraits]",
        predicates: "Mapping[str, Predicate]",
    ) -> None:
        self._store, self._choice, self._traits = store, choice, traits
        self._predicates = predicates
        self._chosen: frozenset[str] | None = None

    @property
    def predicates(self) -> "Mapping[str, Predicate]":
        """Return the vocabulary's predicates by name."""
        return self._predicates

    @property
    def is_whole(self) -> bool:
        """Tell whether no filter was given."""
        return not given_fields(self._choice.filter)

    @property
    def standings(self) -> tuple[str, ...]:
        """Return the standings that were asked for, empty for all."""
        return self._choice.filter.standing

    def lines(self) -> Iterator[tuple[Claim, str, Mapping[str, Actor]]]:
        """Yield the claims with the names that their own documents use; see `Extract`."""
        for doc, views in groupby(self._views(), lambda view: view.claim.doc):
            claims = [(view.claim, view.document) for view in views]
            raw = {one for claim, _ in claims for one in _raws(claim)}
            actors = {actor.id: actor for actor in self._store.actors(raw)}
            for claim, name in claims:
                yield claim, name, actors
            del doc

    def claims(self) -> Iterator[Told]:
        """Yield the claims under canonical names; see `Extract`."""
        namer = Namer(self._store)
        for some in batched(self._views(), AT_ONCE):
            namer.merge({end for view in some for end in (view.subject_id, view.object_id)})
            for view in some:
                yield Told(view, _end(namer, view.subject_id), _end(namer, view.object_id), self._tie_of(view))

    def ties(self) -> Iterator[Tie]:
        """Yield the ties, strongest first; see `Extract`."""
        chosen = self._chosen_claims()
        namer = Namer(self._store)
        for ids in self._edge_ids(chosen):
            edges = {edge.id: edge for edge in self._store.edges(ids, self._choice.min_confidence)}
            kept = [edge for one in ids if one in edges and (edge := _cut(edges[one], chosen)) is not None]
            namer.merge({end for edge in kept for end in (edge.subject, edge.object)})
            views = self._views_of(kept)
            for edge in kept:
                tie = self._tie(edge, views, namer)
                if tie is not None:
                    yield tie

    def actors(self) -> Iterator[ActorRow]:
        """Yield the actors by id; see `Extract`."""
        wanted: set[str] = set()
        for some in batched(self._views(), AT_ONCE):
            credited = {source.actor for view in some for source in view.claim.sources}
            wanted.update(self._store.canonical(credited).values())
            wanted.update(end for view in some for end in (view.subject_id, view.object_id))
        for ids in batched(sorted(wanted), AT_ONCE):
            held = self._store.union_actors(ids)
            yield from (make_row(held[one]) for one in ids if one in held)

    def documents(self) -> Iterator[DocumentRow]:
        """Yield the documents that have a chosen claim, all that were read where there is no filter."""
        if not given_fields(self._choice.filter):
            yield from (row for row in self._store.documents() if row.status == "read")
            return
        docs = {view.claim.doc for view in self._views()}
        yield from self._store.documents(docs=docs)

    def _views(self) -> Iterator[ClaimView]:
        found = view_claims(self._store, self._store.claims(self._choice.query()))
        return filter_views(self._store, found, self._choice, self._give_traits)

    def _give_traits(self) -> "Mapping[str, PredicateTraits]":
        return self._traits

    def _chosen_claims(self) -> frozenset[str] | None:
        """Return the ids of the claims that the filter leaves, None where it leaves all.

        A date is asked of whole ties, so that it does not cut their claims.
        """
        given = [name for name in given_fields(self._choice.filter) if name not in ("as_of", "min_confidence")]
        if not given:
            return None
        if self._chosen is None:
            undated = replace(self._choice, filter=replace(self._choice.filter, as_of=None))
            found = view_claims(self._store, self._store.claims(undated.query()))
            views = filter_views(self._store, found, undated, self._give_traits)
            self._chosen = frozenset(view.claim.id for view in views)
        return self._chosen

    def _edge_ids(self, chosen: Collection[str] | None) -> Iterator[tuple[str, ...]]:
        """Yield the ids of the edges of the chosen claims, some at a time."""
        if chosen is not None:
            ids: dict[str, None] = {}
            for some in batched(sorted(chosen), AT_ONCE):
                ids |= dict.fromkeys(one.edge for one in self._store.claim_edges(some).values())
            cards = self._store.edge_cards(ids)
            yield from batched(sorted(cards, key=lambda one: (-cards[one].roots, one)), AT_ONCE)
            return
        after = None
        while page := self._store.list_edges(EdgeQuery(), AT_ONCE, after):
            yield tuple(card.id for card in page)
            after = page[-1].id

    def _views_of(self, edges: Iterable[Edge]) -> Mapping[str, ClaimView]:
        ids = {item.claim for edge in edges for item in edge.attestations}
        claims = self._store.claims_by_id(ids)
        return {view.claim.id: view for view in view_claims(self._store, claims.values())}

    def _tie(self, edge: Edge, views: Mapping[str, ClaimView], namer: Namer) -> Tie | None:
        as_of = self._choice.filter.as_of
        answer = None if as_of is None else holds_on(edge, as_of, self._traits.get(edge.predicate))
        if answer is not None and not may_answer(answer):
            return None
        return Tie(
            edge=edge,
            subject=_end(namer, edge.subject),
            object=_end(namer, edge.object),
            standing=standing(edge),
            claims=tuple(views[item.claim] for item in edge.attestations if item.claim in views),
            holds=answer,
        )

    def _tie_of(self, view: ClaimView) -> str:
        known = self._traits.get(view.claim.predicate)
        ends = (view.subject_id, view.object_id)
        one, other = sorted(ends) if known is not None and known.symmetric else ends
        return edge_id(one, view.claim.predicate, other)


def _cut(edge: Edge, chosen: Collection[str] | None) -> Edge | None:
    return edge if chosen is None else keep_claims(edge, lambda item: item.claim in chosen)


def leave_out_frames(report: ExportReport, extract: CaseExtract, store: Store, table: str | None) -> ExportReport:
    """Say how many untyped frames stayed behind where claims were written; a filter on claims chooses no frames."""
    tells = report.form not in WITHOUT_CLAIMS and table in (None, "claims") and extract.is_whole
    frames = store.stats().frames if tells else 0
    if not frames:
        return report
    return replace(report, lost=(*report.lost, Loss("untyped frames", frames, "they stay in the casefile")))


def _end(namer: Namer, canonical: str) -> Actor:
    """Return a canonical actor under the name that faces show."""
    actor = namer.actor(canonical)
    if actor is None:
        return Actor(canonical, "", canonical, ActorType.THING, named=False)
    return replace(actor, id=canonical, name=namer.name(canonical))


def _raws(claim: Claim) -> Iterable[str]:
    """Return the raw actors that a claim names; a correction may have put in one of another document."""
    return (claim.subject.actor, claim.object.actor, *(source.actor for source in claim.sources))
