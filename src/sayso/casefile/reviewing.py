"""Gather what a person should rule on next: the claims on which most hangs.

No more is looked at than the best contests and the strongest ties of the central actors, so that the queue costs the
same however large the casefile is; as people rule, what comes next moves up. Under a filter on claims the first that
answer are ranked.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from sayso.analysis.review import Candidate, Ranked, rank_claims
from sayso.casefile.ask import view_claims
from sayso.casefile.claim_keeper import filters_claims, make_keeper
from sayso.casefile.contest_edges import read_contests
from sayso.casefile.contest_views import sides_of
from sayso.casefile.filtering import Choice, filter_views, was_known
from sayso.casefile.steady import steadily
from sayso.casefile.ties import answer_word, may_answer
from sayso.model import Claim
from sayso.model.decision import Ruled
from sayso.model.edge import Attestation, Contest, Edge, EdgeCard, PredicateTraits
from sayso.model.review import ReviewItem
from sayso.store import ActorQuery, Store
from sayso.store.edge_store import ContestRow

MOST = 200
"""How long the queue is: more than anybody rules on in a day."""
CENTRAL = 40
"""How many named actors, those with most claims, are central."""
CONTESTS = 60
TIES_EACH = 15
"""How many of the strongest ties of each central actor are looked at."""
ONLY_ROOTS = 150
CLAIMS_EACH = 2
"""How many claims are taken of each side of a contest and of each tie: the surest, on which it rests."""
FILTERED = 3000
"""How many claims that answer to a filter on claims are looked at, in order of document and place."""
DATED_EACH = 20
"""How many claims are looked at of each side and tie where two must be found that answer to a date."""


@steadily
def list_review(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], limit: int | None = None
) -> list[ReviewItem]:
    """Return the claims to rule on, the most valuable first; see `Casefile.review`."""
    gatherer = _Gatherer(store, choice, traits)
    ranked = rank_claims(gatherer.gather())
    return _view(store, ranked, min(MOST, limit or MOST), gatherer.lost, again=choice.filter.ruling is not None)


def central_actors(store: Store) -> dict[str, int]:
    """Return how many claims the central actors have, by id: the named ones of whom most is said."""
    return {one.actor.id: one.claims for one in store.list_unions(ActorQuery(named=True), CENTRAL)}


def _view(store: Store, ranked: list[Ranked], most: int, lost: Mapping[str, Claim], *, again: bool) -> list[ReviewItem]:
    """Return the first that nobody has ruled on, or on which colleagues disagree, with their names.

    `again` keeps what was ruled on; `lost` are rejected claims, which the store holds apart.
    """
    found: list[ReviewItem] = []
    waiting = iter(ranked)
    while len(found) < most and (some := list(islice(waiting, most))):
        ruled = store.claim_rulings([one.claim for one in some])
        open_ = {
            one.claim: one
            for one in some
            if again or (stands := ruled.get(one.claim)) is None or stands.disputed or stands.ruled is Ruled.NONE
        }
        held = {one: lost[one] for one in open_.keys() & lost.keys()} | dict(store.claims_by_id(open_.keys()))
        views = {view.claim.id: view for view in view_claims(store, held.values())}
        found += [
            ReviewItem(views[one.claim], one.edge, one.reason, one.reasons, one.value)
            for one in open_.values()
            if one.claim in views
        ]
    return found[:most]


class _Gatherer:
    """Gather candidates under one filter."""

    def __init__(self, store: Store, choice: Choice, traits: Mapping[str, PredicateTraits]) -> None:
        self._store, self._choice, self._traits = store, choice, traits
        self._central = central_actors(store)
        self._cards: dict[str, EdgeCard] = {}
        self._dated = choice.filter.as_of is not None or choice.known_by is not None
        self.lost: dict[str, Claim] = {}

    def gather(self) -> list[Candidate]:
        """Return claims that may be worth ruling on; the same claim may come for several reasons."""
        undated = replace(self._choice, known_by=None, filter=replace(self._choice.filter, known_on=None))
        found = [*self._disputed(), *(self._filtered() if filters_claims(undated) else self._weighty())]
        counts = self._store.actor_counts({end for card in self._cards.values() for end in (card.subject, card.object)})
        return [self._weigh(one, counts) for one in found]

    def _weigh(self, one: Candidate, counts: Mapping[str, tuple[int, int]]) -> Candidate:
        """Return a candidate with what is known of the ends of its edge."""
        card = self._cards.get(one.edge)
        if card is None:  # a rejected claim, of which no edge is kept
            return one
        ends = (counts.get(card.subject, (0, 0))[0], counts.get(card.object, (0, 0))[0])
        near = {*self._central, self._choice.actor}
        roots = one.roots if self._dated else card.roots
        return replace(one, ends=ends, roots=roots, central=len({card.subject, card.object} & near))

    def _count_roots(self, edge: Edge, items: Iterable[Attestation]) -> int:
        """Count the roots that assert an edge on the dates asked; 2 or more where not all its claims are at hand."""
        roots = {item.root.key for item in items if item.actual and not item.denied}
        card = self._cards[edge.id]
        whole = len(edge.attestations) >= card.asserted + card.denied
        return len(roots) if whole else max(2, len(roots))

    def _disputed(self) -> Iterator[Candidate]:
        """Yield claims on which the latest words of several people differ."""
        for one in self._of_claims(self._store.disputed_claims()):
            yield replace(one, disputed=True)

    def _filtered(self) -> list[Candidate]:
        """Return the first claims that answer to a filter on claims."""
        if self._choice.filter.ruling == Ruled.REJECTED:
            return self._rejected()
        claims = [claim.id for claim in islice(self._store.claims(self._choice.query()), FILTERED)]
        found = self._of_claims(claims)
        contested = [one.edge for one in found if self._cards[one.edge].contested]
        kept = {one.claim for one in found}
        sides = self._of_contests(read_contests(self._store, self._contests_of(set(contested)), self._traits))
        return [*found, *(one for one in sides if one.claim in kept)]

    def _rejected(self) -> list[Candidate]:
        """Return the rejected claims that answer; they make no edge any more and stand in no contest."""
        views = view_claims(self._store, self._store.claims(self._choice.query()))
        found = islice(filter_views(self._store, views, self._choice, lambda: self._traits), FILTERED)
        self.lost = {view.claim.id: view.claim for view in found}
        return [Candidate(claim.id, "", claim.confidence) for claim in self.lost.values()]

    def _contests_of(self, edges: Collection[str]) -> list[ContestRow]:
        """Return the best contests of some edges, found by their subjects."""
        rows: dict[tuple[str, str, str], ContestRow] = {}
        for subject in sorted({self._cards[edge].subject for edge in edges}):
            for row in self._store.contests(actor=subject, limit=CONTESTS):
                if row.edge in edges or row.other in edges:
                    rows[row.kind, row.edge, row.other] = row
        return sorted(rows.values(), key=lambda row: (row.turn, row.kind, row.edge, row.other))[:CONTESTS]

    def _weighty(self) -> Iterator[Candidate]:
        """Yield the claims of the best contests and of the strongest ties of central actors."""
        store, around = self._store, self._choice.actor
        query = self._choice.edge_query(standing=True)
        rows = store.contests(actor=around, limit=CONTESTS)
        yield from self._of_contests(read_contests(store, rows, self._traits))
        hubs = list(self._central) if around is None else [around]
        each = TIES_EACH if around is None else MOST
        cards = {card.id: card for held in store.edges_around(hubs, each, query).values() for card in held}
        if around is None:
            # by a date a tie may rest on one root that others joined later: those on fewest come first
            among = sorted(store.edges_between(hubs, hubs), key=lambda card: card.roots)
            few = [card for card in among if card.roots == 1 or (self._dated and card.roots)]
            between = (card for card in few if not card.contested)
            cards |= {card.id: card for card in islice(between, ONLY_ROOTS)}
        each = DATED_EACH if self._dated else CLAIMS_EACH
        sampled = store.edge_samples(cards.keys(), each)
        self._cards |= {card.id: card for card, _ in sampled}
        yield from self._of_edges((edge for _, edge in sampled), CLAIMS_EACH)

    def _of_claims(self, claims: Collection[str]) -> list[Candidate]:
        """Return claims, by id, that answer to the filter."""
        return list(self._of_edges(self._store.edges_of_claims(claims))) if claims else []

    def _of_contests(self, contests: Iterable[Contest]) -> Iterator[Candidate]:
        """Yield the claims that each side of a contest rests on, of every root the surest first."""
        held = list(contests)
        answering = self._choose({edge.id for contest in held for edge in contest.edges})
        for contest in held:
            sides = [(edge, [item for item in items if self._holds(edge, item)]) for edge, items in sides_of(contest)]
            if not all(items for _, items in sides):
                continue  # by that date, or on it, nobody disagreed
            roots = [len({item.root.key for item in items}) for _, items in sides]
            for at, (edge, items) in enumerate(sides):
                if edge.id not in answering:
                    continue
                sayers = self._count_roots(edge, [item for item in edge.attestations if self._holds(edge, item)])
                made = _make(edge, _chosen(items), sayers)
                yield from (replace(one, contest=contest.kind, side=roots[at], against=roots[1 - at]) for one in made)

    def _holds(self, edge: Edge, item: Attestation) -> bool:
        """Tell whether a claim had been published, and holds or may, on the dates asked."""
        by, as_of = self._choice.known_by, self._choice.filter.as_of
        known = by is None or was_known(item.attested, by)
        return known and (as_of is None or may_answer(answer_word(edge, item, as_of, self._traits)))

    def _of_edges(self, edges: Iterable[Edge], most: int | None = None) -> Iterator[Candidate]:
        """Yield the claims of edges that answer, of each side of an edge at most `most`, the surest."""
        held = list(edges)
        answering = self._choose({edge.id for edge in held})
        items = [item for edge in held if edge.id in answering for item in edge.attestations]
        keeps = make_keeper(self._store, self._choice, items)
        for edge in held:
            if edge.id in answering:
                held_then = [item for item in edge.attestations if self._holds(edge, item)]
                kept = [item for item in held_then if keeps(item)]
                roots = self._count_roots(edge, held_then)
                chosen = kept if most is None else _surest(kept, most)
                yield from _make(edge, chosen, roots)

    def _choose(self, ids: Collection[str]) -> set[str]:
        """Return the edges that answer to the filters on edges, and keep their cards."""
        self._cards |= self._store.edge_cards(set(ids) - self._cards.keys())
        cards = {one: self._cards[one] for one in ids if one in self._cards}
        asked, choice = self._choice.filter, self._choice
        types = self._types(cards.values()) if asked.type else {}
        return {
            card.id
            for card in cards.values()
            if (choice.predicates is None or card.predicate in choice.predicates)
            and (choice.actor is None or choice.actor in (card.subject, card.object))
            and (not asked.standing or card.standing in asked.standing)
            and asked.contested in (None, card.contested)
            and (not asked.type or any(types.get(end) in asked.type for end in (card.subject, card.object)))
        }

    def _types(self, cards: Collection[EdgeCard]) -> dict[str, str]:
        found = self._store.union_actors({end for card in cards for end in (card.subject, card.object)})
        return {one: held.actor.type.value for one, held in found.items()}


def _make(edge: Edge, items: Iterable[Attestation], roots: int) -> Iterator[Candidate]:
    """Yield candidates for some claims of an edge that so many roots assert."""
    return (Candidate(item.claim, edge.id, item.confidence, roots=roots, denied=item.denied) for item in items)


def _surest(items: list[Attestation], most: int) -> list[Attestation]:
    """Return the claims of which an edge's reading is surest, so many of those that assert and of those that deny."""
    ordered = sorted(items, key=lambda item: (-item.confidence, item.claim))
    sides = ([item for item in ordered if item.denied is denied][:most] for denied in (False, True))
    return [item for side in sides for item in side]


def _chosen(items: Iterable[Attestation]) -> list[Attestation]:
    """Return a few claims of a side: the surest of each root, then others."""
    ordered = sorted(items, key=lambda item: (-item.confidence, item.claim))
    first = {item.root.key: item for item in reversed(ordered)}
    firsts = sorted(first.values(), key=lambda item: (-item.confidence, item.claim))
    rest = [item for item in ordered if item not in firsts]
    return [*firsts, *rest][:CLAIMS_EACH]
