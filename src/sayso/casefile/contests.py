"""Show where claims of a casefile disagree: which contests answer to a filter, with both sides' words and roots."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sayso.analysis import contested, parse_interval, standing
from sayso.analysis.lenses import load_exclusive
from sayso.analysis.span import window
from sayso.casefile.ask import view_claims
from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice
from sayso.casefile.gathered import gather
from sayso.casefile.names import Namer
from sayso.model import Certainty, content_id
from sayso.model.contest import ContestSide, ContestView
from sayso.model.edge import Attestation, Contest, ContestKind, Edge, PredicateTraits, Root
from sayso.model.errors import UsageError
from sayso.model.view import ClaimView
from sayso.store import Store

CLAIMS_SHOWN = 8
"""How many claims of one side a view holds."""
MOST_EDGES = 100_000
"""More edges than any actor has."""
ROOTS_NAMED = 3
"""How many roots a sentence names."""
OF_CONTESTS = (
    *("actor", "predicate", "family", "type", "sign", "source", "root", "as_of", "denied", "standing", "contested"),
)
"""The filters that choose contests; all others choose the claims that contests are made of."""

_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}
_KINDS = list(ContestKind)


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
    found = contested(candidate_edges(store, choice, traits), traits)
    namer = Namer(store)
    namer.merge({actor for contest in found for edge in contest.edges for actor in (edge.subject, edge.object)})
    kept = [one for one in found if wanted in (None, one.kind) and _answers(one, choice, namer)]
    kept.sort(key=_weight)
    return view_contests(store, list(islice(_after(kept, after), limit)), namer)


def candidate_edges(store: Store, choice: Choice, traits: Mapping[str, PredicateTraits]) -> tuple[Edge, ...]:
    """Return the edges among which the contests are that answer: those of one actor with its rivals, else all.

    The one place that knows where edges are had from: the store's list of contests where no filter leaves claims out.
    """
    if not _chooses_claims(choice):
        return _kept_edges(store, choice)
    edges = _edges(store, choice, traits, choice.raw, None)
    if choice.raw is None:
        return edges
    posts = frozenset(load_exclusive()) | {name for name, one in traits.items() if one.exclusive}
    held = {edge.object for edge in edges if edge.predicate in posts} - {choice.actor}
    if not held:
        return edges
    raw = [one for union in store.unions(held).values() for one in union]
    whole = {edge.id: edge for edge in (*edges, *_edges(store, choice, traits, raw, posts))}
    return tuple(whole[one] for one in sorted(whole))


def view_contests(store: Store, contests: Sequence[Contest], namer: Namer | None = None) -> list[ContestView]:
    """Give contests their names and claims, in the order given."""
    namer = namer or Namer(store)
    namer.merge({actor for contest in contests for edge in contest.edges for actor in (edge.subject, edge.object)})
    sides = [_sides(contest) for contest in contests]
    shown = {item.claim for pair in sides for _, items in pair for item in _choose_claims(items)}
    views = {view.claim.id: view for view in view_claims(store, store.claims_by_id(shown).values())}
    return [_view(contest, pair, namer, views) for contest, pair in zip(contests, sides, strict=True)]


def contest_id(contest: Contest) -> str:
    """Return the id of a contest: it stays as long as kind and edges do."""
    return content_id("contest", contest.kind.value, *(edge.id for edge in contest.edges))


def name_roots(roots: Sequence[Root]) -> str:
    """Return the names of roots for a sentence, the first few of many."""
    names = [root.name for root in roots]
    if len(names) > ROOTS_NAMED:
        return f"{', '.join(names[:ROOTS_NAMED])} and {len(names) - ROOTS_NAMED} more"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else "nobody"


def _chooses_claims(choice: Choice) -> bool:
    """Tell whether a filter leaves claims out, so that contests are to be found anew among the rest."""
    return choice.min_confidence > 0 or bool(set(given_fields(choice.filter)) - {*OF_CONTESTS, "min_confidence"})


def _kept_edges(store: Store, choice: Choice) -> tuple[Edge, ...]:
    """Return the edges of the contests that the store keeps, of one actor where one is asked for."""
    around = None
    if choice.actor is not None:
        around = [card.id for card in store.edges_around([choice.actor], MOST_EDGES)[choice.actor] if card.contested]
    rows = store.contests(edge_ids=around)
    return tuple(store.edges({edge for row in rows for edge in (row.edge, row.other)}))


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
    if asked.standing and not any(standing(edge).value in asked.standing for edge in edges):
        return False
    return _says(contest, choice)


def _says(contest: Contest, choice: Choice) -> bool:
    """Tell whether a contest's claims answer to source, root and date."""
    asked = choice.filter
    sides = [items for _, items in _sides(contest)]
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
    one, other = ({item.root.key for item in items} for _, items in _sides(contest))
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


def _sides(contest: Contest) -> list[tuple[Edge, list[Attestation]]]:
    """Return the two sides: what each speaks of, and its claims."""
    pairs = ((contest.edges[0], contest.claims), (contest.edges[-1], contest.against))
    return [(edge, _items(edge, frozenset(claims))) for edge, claims in pairs]


def _items(edge: Edge, claims: frozenset[str]) -> list[Attestation]:
    return [item for item in edge.attestations if item.claim in claims]


def _choose_claims(items: Iterable[Attestation]) -> list[Attestation]:
    """Return the claims to show: the surest of each root, then the second of each, and so on."""
    by_root: defaultdict[str, list[Attestation]] = defaultdict(list)
    for item in sorted(items, key=_doubt):
        by_root[item.root.key].append(item)
    turns = [(turn, item) for held in by_root.values() for turn, item in enumerate(held)]
    return [item for _, item in sorted(turns, key=lambda one: (one[0], _doubt(one[1])))][:CLAIMS_SHOWN]


def _doubt(item: Attestation) -> tuple[int, float, str]:
    return _SURENESS[item.factuality.certainty], -round(item.confidence, 6), item.claim


def _view(
    contest: Contest, sides: Sequence[tuple[Edge, list[Attestation]]], namer: Namer, views: Mapping[str, ClaimView]
) -> ContestView:
    sums = contest.kind is ContestKind.DIFFERENT_SUMS
    first, second = (_side(edge, items, namer, views, with_sums=sums) for edge, items in sides)
    return ContestView(
        id=contest_id(contest),
        kind=contest.kind,
        words=f"{_say(first)}; {_say(second)}.",
        side=first,
        against=second,
        both=tuple(root for root in first.roots if root in second.roots),
    )


def _side(
    edge: Edge, items: list[Attestation], namer: Namer, views: Mapping[str, ClaimView], *, with_sums: bool
) -> ContestSide:
    roots = {item.root.key: item.root for item in items}
    amounts = sorted({item.amount for item in items if item.amount}, key=lambda one: (one.currency, -one.value))
    return ContestSide(
        edge=edge.id,
        subject=namer.name(edge.subject),
        subject_id=edge.subject,
        predicate=edge.predicate,
        object=namer.name(edge.object),
        object_id=edge.object,
        denies=all(item.denied for item in items),
        roots=tuple(roots[key] for key in sorted(roots)),
        claims=tuple(views[item.claim] for item in _choose_claims(items) if item.claim in views),
        total=len(items),
        times=tuple(sorted({item.time for item in items if item.time})),
        attested=tuple(sorted({item.attested for item in items if item.attested and not item.time})),
        sums=tuple(dict.fromkeys(str(one) for one in amounts)) if with_sums else (),
    )


def _say(side: ContestSide) -> str:
    """Return who says what, in one clause."""
    says = "says" if len(side.roots) == 1 else "say"
    told = f"{side.subject} – {side.predicate.replace('_', ' ')} – {side.object}"
    who = name_roots(side.roots)
    if side.denies:
        return f"{who} {'denies' if says == 'says' else 'deny'} that {told}"
    return f"{who} {says} that {told}" + (f", {' and '.join(side.sums)}" if side.sums else "")
