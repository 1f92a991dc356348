"""Show what changed in a casefile: between two dates, two sets of documents, two sets of sources."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from sayso.analysis.change import compare_claims
from sayso.analysis.change_dates import compare_dates, find_dateless
from sayso.analysis.known import keep_claims, known_by, split_undated
from sayso.casefile.ask import Sayer, view_claims
from sayso.casefile.filtering import Choice
from sayso.casefile.find import find_doc
from sayso.casefile.gathered import gather
from sayso.casefile.names import Namer
from sayso.model import Certainty, content_id
from sayso.model.change import Change, ChangedEdge, ChangeKind, Changes, ChangeView
from sayso.model.edge import Edge, PredicateTraits
from sayso.model.errors import UsageError
from sayso.model.view import ClaimView
from sayso.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

BYS = ("held", "known", "doc", "source")
CLAIMS_SHOWN = 6
"""How many claims of one side a view holds."""

_KINDS = list(ChangeKind)
_SURENESS = {Certainty.CERTAIN: 0, Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2}

type _Found = tuple[tuple[Change, ...], list[Edge], tuple[str, ...]]
"""Changes, the edges that they are of, and the claims that no date could place."""


def list_changes(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    *,
    before: Sequence[str],
    after: Sequence[str],
    by: str = "held",
    kind: Sequence[str] = (),
    limit: int | None = None,
    start_after: str | None = None,
) -> Changes:
    """Return what changed; see `Casefile.changes`."""
    if by not in BYS:
        raise UsageError(f"by cannot be {by!r}. Known are: {', '.join(BYS)}.")
    if not before or not after:
        raise UsageError("Give both `before` and `after`.")
    wanted = frozenset(map(_read_kind, kind))
    compare = _compare_dates if by in ("held", "known") else _compare_sets
    changes, edges, undated = compare(store, choice, traits, before, after, by)
    namer, by_id = Namer(store), {edge.id: edge for edge in edges}
    namer.merge({actor for change in changes for one in change.edges for actor in _ends(by_id[one])})
    kept = [change for change in changes if not wanted or change.kind in wanted]
    kept.sort(key=lambda change: _order(change, by_id, namer))
    page = list(islice(_after(kept, start_after), limit))
    counts = Counter(change.kind for change in changes)
    totals = tuple((one, counts[one]) for one in ChangeKind if counts[one])
    return Changes(by, tuple(_view_changes(store, page, by_id, namer)), totals, undated)


def change_id(change: Change) -> str:
    """Return the id of a change: it stays as long as kind, edges and words do."""
    return content_id("change", change.kind.value, *change.edges, change.words)


def _compare_dates(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    before: Sequence[str],
    after: Sequence[str],
    by: str,
) -> _Found:
    """Compare two dates: when it held, or when it had been published."""
    if len(before) != 1 or len(after) != 1:
        raise UsageError(f"By {by!r}, give one date before and one after.")
    (first,), (second,) = before, after
    edges = list(gather(store, choice, traits).edges)
    if by == "held":
        return compare_dates(edges, first, second, traits), edges, find_dateless(edges)
    early = [known for edge in edges if (known := known_by(edge, first))]
    late = [known for edge in edges if (known := known_by(edge, second))]
    undated = sorted(item.claim for edge in edges for item in split_undated(edge)[1])
    return compare_claims(early, late, traits), edges, tuple(undated)


def _compare_sets(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    before: Sequence[str],
    after: Sequence[str],
    by: str,
) -> _Found:
    """Compare two sets of documents, or of sources."""
    pick = _claims_of_docs if by == "doc" else _claims_of_sources
    first, second = (frozenset(pick(store, choice, traits, names)) for names in (before, after))
    docs = _docs_of(store, first | second)
    edges = list(gather(store, replace(choice, docs=docs), traits).edges) if docs else []
    early, late = (
        [kept for edge in edges if (kept := keep_claims(edge, lambda item, ids=ids: item.claim in ids))]  # type: ignore[misc]
        for ids in (first, second)
    )
    return compare_claims(early, late, traits), edges, ()


def _claims_of_docs(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], names: Sequence[str]
) -> Iterator[str]:
    """Yield the ids of the claims of some documents that answer to the filter."""
    docs = frozenset(find_doc(store, name) for name in names)
    both = docs if choice.docs is None else docs & choice.docs
    yield from gather(store, replace(choice, docs=both), traits).views


def _claims_of_sources(
    store: Store, choice: Choice, traits: Mapping[str, PredicateTraits], names: Sequence[str]
) -> Iterator[str]:
    """Yield the ids of the claims behind which some sources stand, of those that answer to the filter."""
    for name in names:
        sayer = Sayer(store, name)
        docs = frozenset(sayer.docs) if choice.docs is None else frozenset(sayer.docs) & choice.docs
        views = gather(store, replace(choice, docs=docs), traits).views
        yield from (claim for claim, view in views.items() if sayer.says(view))


def _docs_of(store: Store, claims: Collection[str]) -> frozenset[str]:
    return frozenset(claim.doc for claim in store.claims_by_id(claims).values())


def _order(change: Change, edges: Mapping[str, Edge], namer: Namer) -> tuple[int, bool, int, tuple[str, ...]]:
    """Return what sorts changes: by kind, those between named actors first, then those on most roots."""
    actors = [namer.actor(actor) for one in change.edges for actor in _ends(edges[one])]
    unnamed = any(actor is not None and not actor.named for actor in actors)
    return _KINDS.index(change.kind), unnamed, -len(change.roots), change.edges


def _ends(edge: Edge) -> tuple[str, str]:
    return edge.subject, edge.object


def _view_changes(
    store: Store, changes: Sequence[Change], by_id: Mapping[str, Edge], namer: Namer
) -> Iterator[ChangeView]:
    """Yield changes with names and claims, in the order given."""
    items = {item.claim: item for change in changes for one in change.edges for item in by_id[one].attestations}
    roots = {claim: item.root.key for claim, item in items.items()}

    def surest(claim: str) -> tuple[int, float, str]:
        item = items[claim]
        return _SURENESS[item.factuality.certainty], -round(item.confidence, 6), claim

    shown = {
        change: (_choose(change.before, roots, surest), _choose(change.after, roots, surest)) for change in changes
    }
    wanted = {claim for pair in shown.values() for side in pair for claim in side}
    views = {view.claim.id: view for view in view_claims(store, store.claims_by_id(wanted).values())}
    for change in changes:
        yield ChangeView(
            id=change_id(change),
            kind=change.kind,
            words=change.words,
            edges=tuple(_name_edge(by_id[one], namer) for one in dict.fromkeys(change.edges)),
            roots=change.roots,
            before=_take(views, shown[change][0]),
            after=_take(views, shown[change][1]),
            before_total=len(change.before),
            after_total=len(change.after),
        )


def _take(views: Mapping[str, ClaimView], claims: Iterable[str]) -> tuple[ClaimView, ...]:
    return tuple(views[claim] for claim in claims if claim in views)


def _choose(
    claims: Iterable[str], roots: Mapping[str, str], surest: "Callable[[str], tuple[int, float, str]]"
) -> list[str]:
    """Return the claims to show: the surest of each root, then the second of each, and so on."""
    by_root: defaultdict[str, list[str]] = defaultdict(list)
    for claim in sorted(claims, key=surest):
        by_root[roots[claim]].append(claim)
    turns = [(turn, surest(claim), claim) for held in by_root.values() for turn, claim in enumerate(held)]
    return [claim for _, _, claim in sorted(turns)][:CLAIMS_SHOWN]


def _name_edge(edge: Edge, namer: Namer) -> ChangedEdge:
    return ChangedEdge(
        edge.id, namer.name(edge.subject), edge.subject, edge.predicate, namer.name(edge.object), edge.object
    )


def _read_kind(kind: str) -> ChangeKind:
    try:
        return ChangeKind(kind.strip().casefold().replace("-", " ").replace("_", " "))
    except ValueError as error:
        raise UsageError(f"kind cannot be {kind!r}. Known are: {', '.join(ChangeKind)}.") from error


def _after(changes: Iterable[Change], start_after: str | None) -> Iterator[Change]:
    """Yield the changes that come after the one with this id, all where none is named."""
    ordered = iter(changes)
    if start_after is not None and all(change_id(change) != start_after for change in ordered):
        raise UsageError(f"There is no change {start_after!r} in this list; begin again without `start_after`.")
    yield from ordered
