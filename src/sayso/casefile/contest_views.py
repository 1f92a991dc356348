"""Show contests as faces need them: both sides' names, words and roots, one sentence, an id."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sayso.casefile.ask import view_claims
from sayso.casefile.names import Namer
from sayso.model import Certainty
from sayso.model.contest import ContestSide, ContestView
from sayso.model.edge import Attestation, Contest, ContestKind, Edge, EdgeCard, Root
from sayso.model.view import ClaimView
from sayso.store import Store
from sayso.store.edge_store import ToldSum

CLAIMS_SHOWN = 4
"""How many claims of one side a view holds."""
CLAIMS_LISTED = 2
"""How many in a list of more than `LONG_LIST` contests."""
LONG_LIST = 10
ROOTS_NAMED = 3
"""How many roots a sentence names."""

_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}

type _Side = tuple[Edge, list[Attestation], list[Attestation]]
"""What one side speaks of, all its claims at hand, and those to show."""


def view_contests(
    store: Store, contests: Sequence[Contest], namer: Namer | None = None, *, sampled: bool = False
) -> list[ContestView]:
    """Give contests their names and claims, in the order given; `sampled` tells that edges may lack claims."""
    namer = namer or Namer(store)
    namer.merge({actor for one in contests for edge in one.edges for actor in (edge.subject, edge.object)})
    most = CLAIMS_SHOWN if len(contests) <= LONG_LIST else CLAIMS_LISTED
    sides = [[(edge, items, _choose_claims(items, most)) for edge, items in sides_of(contest)] for contest in contests]
    shown = {item.claim for pair in sides for _, _, chosen in pair for item in chosen}
    views = {view.claim.id: view for view in view_claims(store, store.claims_by_id(shown).values())}
    cards = store.edge_cards({edge.id for contest in contests for edge in contest.edges}) if sampled else {}
    told = _tell_sums(store, contests, sides) if sampled else {}
    return [_view(contest, pair, namer, views, cards, told) for contest, pair in zip(contests, sides, strict=True)]


def contest_id(contest: Contest) -> str:
    """Return the id of a contest, its kind and the ids of its edges in order: it stays as long as they do."""
    return ":".join((contest.kind.value.replace(" ", "-"), *sorted(edge.id for edge in contest.edges)))


def name_roots(roots: Sequence[Root], total: int = 0) -> str:
    """Return the names of roots for a sentence, the first few of many; `total` counts those not at hand too."""
    names = [root.name for root in roots]
    if len(names) > ROOTS_NAMED:
        return f"{', '.join(names[:ROOTS_NAMED])} and {max(len(names), total) - ROOTS_NAMED} more"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else "nobody"


def sides_of(contest: Contest) -> list[tuple[Edge, list[Attestation]]]:
    """Return the two sides: what each speaks of, and its claims."""
    pairs = ((contest.edges[0], contest.claims), (contest.edges[-1], contest.against))
    return [(edge, _items(edge, frozenset(claims))) for edge, claims in pairs]


def _items(edge: Edge, claims: frozenset[str]) -> list[Attestation]:
    return [item for item in edge.attestations if item.claim in claims]


def _choose_claims(items: Iterable[Attestation], most: int) -> list[Attestation]:
    """Return the claims to show: the surest of each root, then the second of each, and so on."""
    by_root: defaultdict[str, list[Attestation]] = defaultdict(list)
    for item in sorted(items, key=_doubt):
        by_root[item.root.key].append(item)
    turns = [(turn, item) for held in by_root.values() for turn, item in enumerate(held)]
    return [item for _, item in sorted(turns, key=lambda one: (one[0], _doubt(one[1])))][:most]


def _doubt(item: Attestation) -> tuple[int, float, str]:
    return _SURENESS[item.factuality.certainty], -round(item.confidence, 6), item.claim


def _view(
    contest: Contest,
    sides: Sequence[_Side],
    namer: Namer,
    views: Mapping[str, ClaimView],
    cards: Mapping[str, EdgeCard],
    told: Mapping[str, Sequence[ToldSum]],
) -> ContestView:
    sums = contest.kind is ContestKind.DIFFERENT_SUMS
    first, second = (
        _side(side, namer, views, counted, with_sums=sums)
        for side, counted in zip(sides, _counts(contest, sides, cards, told), strict=True)
    )
    return ContestView(
        id=contest_id(contest),
        kind=contest.kind,
        words=f"{_say(first)}; {_say(second).removesuffix('.')}.",
        side=first,
        against=second,
        both=tuple(root for root in first.roots if root in second.roots),
    )


def _side(
    side: _Side,
    namer: Namer,
    views: Mapping[str, ClaimView],
    counted: tuple[int, int],
    *,
    with_sums: bool,
) -> ContestSide:
    edge, items, chosen = side
    total, many = counted
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
        claims=tuple(views[item.claim] for item in chosen if item.claim in views),
        total=total,
        times=tuple(sorted({item.time for item in items if item.time})),
        attested=tuple(sorted({item.attested for item in items if item.attested and not item.time})),
        sums=tuple(dict.fromkeys(str(one) for one in amounts)) if with_sums else (),
        roots_total=many,
    )


def _counts(
    contest: Contest,
    sides: Sequence[_Side],
    cards: Mapping[str, EdgeCard],
    told: Mapping[str, Sequence[ToldSum]],
) -> list[tuple[int, int]]:
    """Return how many claims and roots each side has; where not all are at hand, all that say the same."""
    counts = []
    for edge, items, _ in sides:
        own = len(items), len({item.root.key for item in items})
        card = cards.get(edge.id)
        if card is None:
            counts.append(own)
        elif contest.kind is ContestKind.DIFFERENT_SUMS:
            counts.append(_count_sums(edge, items, told.get(edge.id, ())) or own)
        else:
            pair = len(contest.edges) > 1
            whole = len(edge.asserted) >= card.asserted and (pair or len(edge.denied) >= card.denied)
            denies = all(item.denied for item in items)
            counts.append(
                own if whole else (card.denied, card.denying_roots) if denies else (card.asserted, card.roots)
            )
    return counts


def _tell_sums(store: Store, contests: Iterable[Contest], sides: Iterable[Sequence[_Side]]) -> dict[str, list[ToldSum]]:
    """Return, by edge, all claims that tell a sum of either side of a contest over sums."""
    return store.equal_sums(
        {
            contest.edges[0].id: {item.amount for _, items, _ in pair for item in items if item.amount}
            for contest, pair in zip(contests, sides, strict=True)
            if contest.kind is ContestKind.DIFFERENT_SUMS
        }
    )


def _count_sums(edge: Edge, items: Sequence[Attestation], told: Sequence[ToldSum]) -> tuple[int, int] | None:
    """Return how many claims and roots tell one of a side's sums, or None where all of these are at hand."""
    sums, here = {item.amount for item in items}, {item.claim for item in edge.attestations}
    held = [one for one in told if one.amount in sums]
    if all(one.claim in here for one in held):
        return None
    return len(held), len({one.root for one in held})


def _say(side: ContestSide) -> str:
    """Return who says what, in one clause."""
    says = "says" if len(side.roots) == 1 else "say"
    told = f"{side.subject} – {side.predicate.replace('_', ' ')} – {side.object}"
    who = name_roots(side.roots, side.roots_total)
    if side.denies:
        return f"{who} {'denies' if says == 'says' else 'deny'} that {told}"
    return f"{who} {says} that {told}" + (f", {' and '.join(side.sums)}" if side.sums else "")
