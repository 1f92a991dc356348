"""Choose the ties that a dossier shows: the strongest of each section, with the surest of their claims.

What is loaded is bounded by what is shown, however many ties and claims an actor has.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.analysis import holds_on, standing
from sayso.analysis.dossier import find_section
from sayso.analysis.interval import parse_interval
from sayso.analysis.known import keep_claims
from sayso.analysis.lenses import load_lenses
from sayso.analysis.ties import surely_holds
from sayso.casefile.claim_keeper import filters_claims, make_keeper
from sayso.casefile.filtering import Choice
from sayso.casefile.names import Namer
from sayso.casefile.ties import may_answer
from sayso.model import Voice
from sayso.model.edge import Answer, Edge, EdgeCard, Holding, PredicateTraits, Standing
from sayso.store import Store
from sayso.store.edge_store import TieRow

LOOKED_AT = 1_000
"""How many ties of either side are put into sections: beyond, weaker ones are only known to be there."""
SIFTED = 1_200
"""How many ties are loaded where filters leave few of them."""
OF_EACH = 3
"""So many ties of every section are shown before the strongest of all: who leads a group must not be crowded out."""
FEW_DOCS = 50


@dataclass(frozen=True, slots=True)
class HeldTie:
    """Hold an edge with some of its claims, and what is counted of all of them."""

    edge: Edge
    standing: Standing
    claims: int
    roots: int
    denying_roots: int
    holds: Answer | None = None

    @property
    def strength(self) -> tuple[int, int, float, str]:
        """Return what sorts the strongest tie first."""
        actual = [item for item in self.edge.asserted if item.actual]
        mean = sum(item.confidence for item in actual) / len(actual) if actual else 0.0
        return -self.roots, -len(actual), -round(mean, 6), self.edge.id


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Hold the ties of one section (None: of none), strongest first; `total` of them were found, or more (`capped`)."""

    title: str | None
    ties: tuple[HeldTie, ...]
    total: int
    capped: bool


@dataclass(frozen=True, slots=True)
class ChosenTies:
    """Hold an actor's ties by section, in order; `comments` are those of claims in readers' comments, apart."""

    groups: tuple[TieGroup, ...]
    comments: tuple[HeldTie, ...]


def choose_ties(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], most: int | None, claims: int
) -> ChosenTies:
    """Return the ties that answer: some of each section, then the strongest of all, at most `most`.

    Of each, up to `claims` claims that assert and as many that deny are loaded. `most` None gives all, with all claims.
    """
    return _Chooser(store, choice, traits, most, claims).run()


class _Chooser:
    """Take ties in turns until there are enough or nothing is left."""

    def __init__(
        self, store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], most: int | None, claims: int
    ) -> None:
        self._store, self._choice, self._traits, self._most, self._claims = store, choice, traits, most, claims
        self._sifts = filters_claims(choice) or choice.filter.as_of is not None or bool(choice.filter.type)
        self._paged = most is not None and not self._sifts and choice.spoken_docs() is None
        self._titles: dict[str, str | None] = {}
        self._found: list[HeldTie] = []
        self._comments: list[HeldTie] = []
        self._namer = Namer(store)

    def run(self) -> ChosenTies:
        """Return the chosen ties."""
        rows, more = self._rows()
        queues = self._sort(rows)
        self._titles = {row.id: title for title, queue in queues.items() for row in queue}
        ordered = self._order(queues)
        at = 0
        while at < len(ordered) and (self._most is None or (len(self._found) < self._most and at < SIFTED)):
            room = len(ordered) if self._most is None else self._most - len(self._found)
            some = ordered[at : at + room * (2 if self._sifts else 1)]
            self._take(some)
            at += len(some)
        left = self._count(queues)
        left.subtract(Counter(self._titles[row.id] for row in ordered[:at]))
        shown = self._found[: self._most]
        groups = [self._group(title, shown, left[title], more) for title in queues]
        return ChosenTies(tuple(group for group in groups if group.ties), tuple(self._comments))

    def _count(self, queues: Mapping[str | None, Sequence[TieRow]]) -> Counter[str | None]:
        """Count the ties of each section, listed or not."""
        if not self._paged:
            return Counter({title: len(queue) for title, queue in queues.items()})
        kinds = {self._kind(row): (title, row.alike) for title, queue in queues.items() for row in queue}
        found: Counter[str | None] = Counter()
        for title, many in kinds.values():
            found[title] += many
        return found

    def _kind(self, row: TieRow) -> tuple[str, bool]:
        """Return predicate and side: edges that share them are counted together."""
        return row.predicate, row.subject == self._choice.actor

    def _order(self, queues: Mapping[str | None, Sequence[TieRow]]) -> list[TieRow]:
        """Return edges in the order in which they are shown while there is room."""
        keyed = [
            ((place >= OF_EACH, -row.rank, row.id), row) for queue in queues.values() for place, row in enumerate(queue)
        ]
        return [row for _, row in sorted(keyed, key=lambda one: one[0])]

    def _group(self, title: str | None, shown: Sequence[HeldTie], left: int, more: bool) -> TieGroup:
        """Return one section; `left` of its ties were not looked at."""
        own = [tie for tie in shown if self._titles[tie.edge.id] == title]
        found = sum(self._titles[tie.edge.id] == title for tie in self._found)
        total = found if self._sifts else found + left
        own.sort(key=lambda tie: tie.strength)
        return TieGroup(title, tuple(own), total, more or (self._sifts and left > 0))

    def _rows(self) -> tuple[list[TieRow], bool]:
        """Return the actor's edges that may answer, strongest first, and whether there may be more."""
        choice, actor = self._choice, self._choice.actor or ""
        docs = choice.spoken_docs()
        if docs is not None and len(docs) <= FEW_DOCS:
            return self._rows_of_docs(actor), False
        query = choice.edge_query(standing=not filters_claims(choice))
        most = None if self._most is None else LOOKED_AT
        if self._most is not None and self._paged:
            return self._store.tie_page(actor, LOOKED_AT, query, self._most, OF_EACH)
        rows = self._store.tie_rows(actor, most, query)
        sides = Counter(row.subject == actor for row in rows)
        return rows, most is not None and max(sides.values(), default=0) >= most

    def _rows_of_docs(self, actor: str) -> list[TieRow]:
        """Return the actor's edges of which some documents have a claim."""
        query = replace(self._choice, actor=None, raw=None).query()
        claims = [claim.id for claim in self._store.claims(query)]
        edges = [one for one in self._store.edges_of_claims(claims) if actor in (one.subject, one.object)]
        edges.sort(key=lambda one: (-len(one.roots), -len(one.attestations), one.id))
        return [TieRow(one.id, one.subject, one.predicate, one.object, one.sign, 0) for one in edges]

    def _sort(self, rows: Iterable[TieRow]) -> dict[str | None, list[TieRow]]:
        """Put edges into sections, in the order of the sections; those that no section takes come last."""
        lenses = load_lenses()
        titles: dict[tuple[str, int, bool, bool], str | None] = {}
        queues: dict[str | None, list[TieRow]] = {lens.title: [] for lens in lenses} | {None: []}
        actor = self._choice.actor or ""
        for row in rows:
            key = (row.predicate, row.sign, row.subject == actor, row.object == actor)
            if key not in titles:
                titles[key] = find_section(actor, row, self._traits, lenses)
            queues[titles[key]].append(row)
        return {title: queue for title, queue in queues.items() if queue}

    def _take(self, rows: Sequence[TieRow]) -> None:
        """Load edges, leave out what does not answer, and put the rest into their sections."""
        ids = [row.id for row in rows]
        floor = self._choice.min_confidence
        whole = self._most is None
        if whole:
            cards, found = self._store.edge_cards(ids), self._store.edges(ids, floor)
        else:
            samples = self._store.edge_samples(ids, self._claims, floor)
            cards, found = {card.id: card for card, _ in samples}, [edge for _, edge in samples]
        edges = {one.id: one for one in self._of_types(self._filter(found))}
        claims = {item.claim for one in edges.values() for item in one.attestations}
        commented = self._store.spoken_by(claims, Voice.COMMENT)
        for edge in (edges[one] for one in ids if one in edges):
            told = keep_claims(edge, lambda item: item.claim not in commented)
            beside = keep_claims(edge, lambda item: item.claim in commented)
            if told is not None and (held := self._hold(told, cards[edge.id])) is not None:
                self._found.append(held)
            if beside is not None and (held := self._hold(beside, cards[edge.id])) is not None:
                self._comments.append(held)

    def _filter(self, edges: Sequence[Edge]) -> Sequence[Edge]:
        """Return edges with the claims that answer, those that have any."""
        if not filters_claims(self._choice):
            return edges
        wanted = make_keeper(self._store, self._choice, [item for one in edges for item in one.attestations])
        return [kept for one in edges if (kept := keep_claims(one, wanted)) is not None]

    def _of_types(self, edges: Sequence[Edge]) -> Sequence[Edge]:
        """Return the edges whose other end is of the types asked for."""
        types = frozenset(self._choice.filter.type)
        if not types:
            return edges
        self._namer.merge({end for one in edges for end in (one.subject, one.object)})
        actor = self._choice.actor or ""
        kept = []
        for one in edges:
            other = self._namer.actor(one.object if one.subject == actor else one.subject)
            if other is not None and other.type in types:
                kept.append(one)
        return kept

    def _hold(self, edge: Edge, card: EdgeCard) -> HeldTie | None:
        """Return a tie with its counts, or None where it does not answer to date or standing."""
        whole = card.asserted + card.denied
        complete = len(edge.attestations) >= whole
        sampled = not complete and self._is_plain(edge, card)
        asked = self._choice.filter
        holds = None
        if asked.as_of is not None:
            holds = self._answer(edge, card, asked.as_of, sampled)
            if not may_answer(holds):
                return None
        if sampled:
            return HeldTie(edge, card.standing, whole, card.roots, card.denying_roots, holds)
        found = card.standing if complete else standing(edge)
        if asked.standing and found.value not in asked.standing:
            return None
        if complete:
            return HeldTie(edge, found, whole, card.roots, card.denying_roots, holds)
        counts = (len(edge.attestations), len(edge.roots), len(edge.denying_roots))
        return HeldTie(edge, found, *counts, holds)

    def _is_plain(self, edge: Edge, card: EdgeCard) -> bool:
        """Tell whether an edge lacks claims because it has very many, and not because some do not answer."""
        if self._most is None or filters_claims(self._choice):
            return False
        return len(edge.attestations) >= min(card.asserted, self._claims) + min(card.denied, self._claims)

    def _answer(self, edge: Edge, card: EdgeCard, as_of: str, sampled: bool) -> Answer:
        """Answer whether a tie holds on a date; of one with very many claims, all are asked where its card cannot."""
        if sampled and surely_holds(card, parse_interval(as_of), self._traits):
            return Answer(Holding.HOLDS)
        if sampled:
            edge = next(iter(self._store.edges([edge.id])), edge)
        return holds_on(edge, as_of, self._traits.get(edge.predicate))
