"""Show where claims of a casefile disagree: which contests answer to a filter, with both sides' words and roots."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice

from sayso.analysis import contested, parse_interval, standing
from sayso.analysis.lenses import load_exclusive
from sayso.analysis.span import window
from sayso.casefile.contest_edges import is_alone, read_contests
from sayso.casefile.contest_views import contest_id, sides_of, view_contests
from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice
from sayso.casefile.gathered import gather
from sayso.casefile.names import Namer
from sayso.casefile.steady import steadily
from sayso.model.contest import ContestView
from sayso.model.edge import Contest, ContestKind, Edge, PredicateTraits
from sayso.model.errors import UsageError
from sayso.store import Store
from sayso.store.edge_store import ContestRow

AT_ONCE = 50
"""How many contests are read at first where a list has no limit."""
LATER = 16
"""How many are read where some of the first are not shown; then twice as many each time, up to `MOST`."""
MOST = 128
OF_CONTESTS = (
    *("actor", "predicate", "family", "type", "sign", "source", "root", "as_of", "denied", "standing", "contested"),
)
"""The filters that choose contests; all others choose the claims that contests are made of."""

_KINDS = list(ContestKind)


@steadily
def list_contests(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    *,
    kind: str | None = None,
    limit: int | None = None,
    after: str | None = None,
) -> list[ContestView]:
    """Return the contests that answer; see `Casefile.contests`."""
    wanted = _read_kind(kind)
    namer = Namer(store)
    if not _chooses_claims(choice):
        page = islice(_kept_contests(_Shelf(store, choice, traits, namer, limit), wanted, after), limit)
        return view_contests(store, list(page), namer, sampled=True)
    found = contested(candidate_edges(store, choice, traits), traits)
    namer.merge(_actors_of(found))
    stood = frozenset(choice.filter.standing)
    kept = [
        one
        for one in found
        if wanted in (None, one.kind)
        and _answers(one, choice, namer)
        and (not stood or any(standing(edge).value in stood for edge in one.edges))
    ]
    kept.sort(key=_weight)
    return view_contests(store, list(islice(_after(kept, after), limit)), namer)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Read the contests that the store keeps, some at a time."""

    store: Store
    choice: Choice
    traits: Mapping[str, PredicateTraits]
    namer: Namer
    limit: int | None

    def read(self, kind: str | None, last: ContestRow | None) -> Iterator[Contest]:
        """Yield the contests after one of them in the store's order: first as many as are wanted, then few more."""
        for size in self._sizes():
            rows = self.store.contests(kind, self.choice.actor, size, last)
            found = read_contests(self.store, rows, self.traits, whole=self._whole())
            self.namer.merge(_actors_of(found))
            yield from found
            if len(rows) < size:
                return
            last = rows[-1]

    def answers(self, contest: Contest) -> bool:
        """Tell whether a contest answers to the filters."""
        stood = self.choice.filter.standing
        return _answers(contest, self.choice, self.namer) and _stands(self.store, contest, stood)

    def is_alone(self, row: ContestRow) -> bool:
        """Tell whether a contest rests on one root, and so stands in the second part of the list."""
        return any(map(is_alone, read_contests(self.store, [row], self.traits)))

    def _whole(self) -> bool:
        """Tell whether any claim may answer, and not the surest alone."""
        asked = self.choice.filter
        return self.choice.sayer is not None or asked.root is not None or asked.as_of is not None

    def _sizes(self) -> Iterator[int]:
        size = LATER
        yield AT_ONCE if self.limit is None else max(1, min(self.limit, MOST))
        while True:
            yield size
            size = min(2 * size, MOST)


def _kept_contests(shelf: _Shelf, kind: ContestKind | None, after: str | None) -> Iterator[Contest]:
    """Yield the contests that the store keeps, in its order; last what one root says of friend and foe."""
    last = None if after is None else _find_row(shelf.store, after)
    alone: list[Contest] | None = None
    if last is None or not shelf.is_alone(last):
        alone = [] if last is None else None
        for contest in shelf.read(None if kind is None else kind.value, last):
            if not is_alone(contest):
                if shelf.answers(contest):
                    yield contest
            elif alone is not None:
                alone.append(contest)
        last = None
    if kind not in (None, ContestKind.OPPOSITE_SIGN):
        return  # the other kinds are between roots
    for contest in shelf.read(ContestKind.OPPOSITE_SIGN.value, last) if alone is None else alone:
        if contest.kind is ContestKind.OPPOSITE_SIGN and is_alone(contest) and shelf.answers(contest):
            yield contest


def _find_row(store: Store, after: str) -> ContestRow:
    """Return the row that the id of a contest names; raises UsageError where there is none."""
    kind, _, ids = after.partition(":")
    edge, _, other = ids.partition(":")
    found = store.contest(kind.replace("-", " "), edge, other or edge)
    if found is None:
        raise UsageError(f"There is no contest {after!r} in this list; begin again without `after`.")
    return found


def _actors_of(contests: Iterable[Contest]) -> set[str]:
    return {actor for one in contests for edge in one.edges for actor in (edge.subject, edge.object)}


def candidate_edges(store: Store, choice: Choice, traits: Mapping[str, PredicateTraits]) -> tuple[Edge, ...]:
    """Return the edges among which the contests are that answer: those of one actor with its rivals, else all.

    They are built of the claims that answer alone.
    """
    edges = _edges(store, choice, traits, None, None)
    if choice.actor is None:
        return edges
    posts = frozenset(load_exclusive()) | {name for name, one in traits.items() if one.exclusive}
    held = {edge.object for edge in edges if edge.predicate in posts} - {choice.actor}
    if not held:
        return edges
    raw = [one for union in store.unions(held).values() for one in union]
    whole = {edge.id: edge for edge in (*edges, *_edges(store, choice, traits, raw, posts))}
    return tuple(whole[one] for one in sorted(whole))


def _chooses_claims(choice: Choice) -> bool:
    """Tell whether a filter leaves claims out, so that contests are to be found anew among the rest."""
    return choice.min_confidence > 0 or bool(set(given_fields(choice.filter)) - {*OF_CONTESTS, "min_confidence"})


def _edges(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    raw: Collection[str] | None,
    predicates: Collection[str] | None,
) -> tuple[Edge, ...]:
    """Return the edges of the claims that answer to the filters on claims."""
    bare = replace(choice.filter, **{name: () if name in _MANY else None for name in OF_CONTESTS})  # type: ignore[arg-type]
    of_claims = replace(
        choice,
        filter=bare,
        raw=None if raw is None else tuple(raw),
        actor=choice.actor if raw is None else None,
        predicates=None if predicates is None else frozenset(predicates),
        sayer=None,
    )
    return gather(store, of_claims, traits).edges


_MANY = frozenset({"predicate", "family", "type", "standing"})


def _answers(contest: Contest, choice: Choice, namer: Namer) -> bool:
    """Tell whether a contest answers to the filters on contests."""
    asked = choice.filter
    if contest.kind is ContestKind.TWO_HOLDERS and not all(_is_named(edge.subject, namer) for edge in contest.edges):
        return False  # "the commander" may be the very one whom the other side names
    if asked.contested is False or asked.denied not in (None, contest.kind is ContestKind.DENIAL):
        return False
    edges = contest.edges
    if choice.actor is not None and not any(choice.actor in (edge.subject, edge.object) for edge in edges):
        return False
    if choice.predicates is not None and not any(edge.predicate in choice.predicates for edge in edges):
        return False
    if asked.type and not any(_is_of(actor, asked.type, namer) for e in edges for actor in (e.subject, e.object)):
        return False
    return _says(contest, choice)


def _stands(store: Store, contest: Contest, standings: Collection[str]) -> bool:
    """Tell whether one of a contest's edges stands so, by all its claims."""
    if not standings:
        return True
    cards = store.edge_cards({edge.id for edge in contest.edges})
    return any(card.standing.value in standings for card in cards.values())


def _says(contest: Contest, choice: Choice) -> bool:
    """Tell whether a contest's claims answer to source, root and date."""
    asked = choice.filter
    sides = [items for _, items in sides_of(contest)]
    both = [item for items in sides for item in items]
    if asked.root is not None and all(item.root.key != asked.root for item in both):
        return False
    if choice.sayer is not None and not any(
        choice.sayer.answers([item.root.actor or ""], item.say_so) for item in both
    ):
        return False
    if asked.as_of is None:
        return True
    date = parse_interval(asked.as_of)
    return all(any(window(item).may_meet(date) for item in items) for items in sides)


def _is_named(actor: str, namer: Namer) -> bool:
    held = namer.actor(actor)
    return held is None or held.named


def _is_of(actor: str, types: Collection[str], namer: Namer) -> bool:
    held = namer.actor(actor)
    return held is not None and held.type in types


def _read_kind(kind: str | None) -> ContestKind | None:
    if kind is None:
        return None
    try:
        return ContestKind(kind.strip().casefold().replace("-", " ").replace("_", " "))
    except ValueError as error:
        raise UsageError(f"kind cannot be {kind!r}. Known are: {', '.join(ContestKind)}.") from error


def _weight(contest: Contest) -> tuple[bool, int, bool, int, int, tuple[str, ...]]:
    """Return what sorts the best supported disagreement first.

    First those in which two roots disagree, before what one root says of friend and foe; then by the weaker side's
    roots; then contradictions before opposite signs, which may be two faces of one tie; then by all roots.
    """
    one, other = ({item.root.key for item in items} for _, items in sides_of(contest))
    small = min(len(one), len(other))
    indirect = contest.kind is ContestKind.OPPOSITE_SIGN
    ids = tuple(edge.id for edge in contest.edges)
    return len(one | other) < 2, -small, indirect, -len(one) - len(other), _KINDS.index(contest.kind), ids


def _after(contests: Iterable[Contest], after: str | None) -> Iterator[Contest]:
    """Yield the contests that come after the one with this id, all where none is named."""
    ordered = iter(contests)
    if after is not None and all(contest_id(contest) != after for contest in ordered):
        raise UsageError(f"There is no contest {after!r} in this list; begin again without `after`.")
    yield from ordered
