"""List the sources on whose word ties rest, and the ties of one, under the one vocabulary of filters.

Without a filter both come from counters that the store keeps. Under a filter the claims that answer are read, and
edges are made of them alone, as for flows and circles.
"""

from collections.abc import Mapping
from dataclasses import replace

from sayso.analysis import standing
from sayso.casefile.edge_list import CLAIMS_SHOWN, view_root_ties
from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice
from sayso.casefile.gathered import Gathered, gather
from sayso.model.edge import Edge, PredicateTraits, Root
from sayso.model.errors import UsageError
from sayso.model.shown import EdgeView
from sayso.model.source import SourceRow
from sayso.store import Store


def list_sources(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    *,
    like: str | None,
    named: bool | None,
    limit: int | None,
    after: str | None,
) -> list[SourceRow]:
    """Return the roots of the claims that answer; see `Casefile.sources`."""
    if not _filters(choice):
        return store.source_rows(like, named, limit, after)
    rows = [row for row in _count(_gather(store, choice, traits)) if _answers(row.root, choice, like, named)]
    rows.sort(key=lambda row: (-row.edges, row.root.key))
    return rows[_place_after(after, [row.root.key for row in rows], "source") :][:limit]


def list_source_ties(
    store: Store,
    choice: Choice,
    traits: Mapping[str, PredicateTraits],
    root: str,
    *,
    alone: bool,
    limit: int | None,
    after: str | None,
) -> list[EdgeView]:
    """Return the edges of which a root speaks, made of the claims that answer; see `Casefile.source_ties`."""
    if not _filters(choice):
        return view_root_ties(store, root, alone=alone, limit=limit, after=after)
    held = _gather(store, choice, traits)
    spoken = [(edge, {item.root.key for item in edge.attestations}) for edge in held.edges]
    found = [edge for edge, roots in spoken if root in roots and not (alone and len(roots) > 1)]
    found.sort(key=lambda edge: (-len(edge.roots), -sum(item.actual for item in edge.asserted), edge.id))
    place = _place_after(after, [edge.id for edge in found], "edge")
    return [_view(edge, held) for edge in found[place:][:limit]]


def _filters(choice: Choice) -> bool:
    return choice.min_confidence > 0 or bool(given_fields(choice.filter))


def _gather(store: Store, choice: Choice, traits: Mapping[str, PredicateTraits]) -> Gathered:
    """Return the claims that answer, whoever the root is: whether a tie rests on one alone is told by the others."""
    return gather(store, replace(choice, filter=replace(choice.filter, root=None)), traits)


def _answers(root: Root, choice: Choice, like: str | None, named: bool | None) -> bool:
    return (
        choice.filter.root in (None, root.key)
        and (like is None or like.casefold() in root.name.casefold())
        and named in (None, root.named)
    )


def _count(held: Gathered) -> list[SourceRow]:
    """Return how much rests on each root of some claims, in no order."""
    found: dict[str, SourceRow] = {}
    for edge in held.edges:
        roots = {item.root.key: item.root for item in edge.attestations}
        for key, root in roots.items():
            row = found.get(key) or SourceRow(root, 0, 0, 0, 0)
            own = [item for item in edge.attestations if item.root.key == key]
            found[key] = SourceRow(
                root=row.root,
                edges=row.edges + 1,
                alone=row.alone + (len(roots) == 1),
                claims=row.claims + len(own),
                denials=row.denials + sum(item.denied for item in own),
            )
    return list(found.values())


def _place_after(after: str | None, keys: list[str], what: str) -> int:
    """Return where a page begins; raises UsageError for a place that is not in the list."""
    if after is None:
        return 0
    if after not in keys:
        raise UsageError(f"There is no {what} {after!r} to go on after. Begin again without it.")
    return keys.index(after) + 1


def _view(edge: Edge, held: Gathered) -> EdgeView:
    """Return an edge as lists show it, with the claims most likely right."""
    surest = sorted(edge.attestations, key=lambda item: (-item.confidence, item.claim))[:CLAIMS_SHOWN]
    return EdgeView(
        edge=replace(edge, attestations=tuple(sorted(surest, key=lambda item: item.claim))),
        subject=held.namer.name(edge.subject),
        object=held.namer.name(edge.object),
        standing=standing(edge),
        roots=len(edge.roots),
        denying_roots=len(edge.denying_roots),
        asserted=len(edge.asserted),
        denied=len(edge.denied),
    )
