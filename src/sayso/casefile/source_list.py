"""List the sources on whose word ties rest, and the ties of one, under the one vocabulary of filters.

Without a filter both come from counters that the store keeps. Under a filter the claims that answer are read, so many
at most as `answering` reads, the strongest ties first; edges are made of them alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sayso.analysis import standing
from sayso.casefile.answering import Read, read_answering
from sayso.casefile.edge_list import CLAIMS_SHOWN, view_root_ties
from sayso.casefile.filter_values import given_fields
from sayso.casefile.filtering import Choice
from sayso.casefile.names import Namer
from sayso.model.bounded import Bounded
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
    read = _read(store, choice, traits)
    rows = [row for row in _count(read.edges) if _answers(row.root, choice, like, named)]
    rows.sort(key=lambda row: (-row.edges, row.root.key))
    place = _place_after(after, [row.root.key for row in rows], "source")
    return Bounded(rows[place:][:limit], read.left_out)


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
    read = _read(store, choice, traits)
    spoken = [(edge, {item.root.key for item in edge.attestations}) for edge in read.edges]
    found = [edge for edge, roots in spoken if root in roots and not (alone and len(roots) > 1)]
    found.sort(key=lambda edge: (-len(edge.roots), -sum(item.actual for item in edge.asserted), edge.id))
    place = _place_after(after, [edge.id for edge in found], "edge")
    page = found[place:][:limit]
    namer = Namer(store)
    namer.merge({end for edge in page for end in (edge.subject, edge.object)})
    return Bounded([_view(edge, namer) for edge in page], read.left_out)


def _filters(choice: Choice) -> bool:
    return choice.min_confidence > 0 or bool(given_fields(choice.filter))


def _read(store: Store, choice: Choice, traits: Mapping[str, PredicateTraits]) -> Read:
    """Return the claims that answer, whoever the root is: whether a tie rests on one alone is told by the others."""
    return read_answering(store, replace(choice, filter=replace(choice.filter, root=None)), traits)


def _answers(root: Root, choice: Choice, like: str | None, named: bool | None) -> bool:
    return (
        choice.filter.root in (None, root.key)
        and (like is None or like.casefold() in root.name.casefold())
        and named in (None, root.named)
    )


def _count(edges: Iterable[Edge]) -> list[SourceRow]:
    """Return how much rests on each root of some claims, in no order."""
    found: dict[str, SourceRow] = {}
    for edge in edges:
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


def _view(edge: Edge, namer: Namer) -> EdgeView:
    """Return an edge as lists show it, with the claims most likely right."""
    surest = sorted(edge.attestations, key=lambda item: (-item.confidence, item.claim))[:CLAIMS_SHOWN]
    return EdgeView(
        edge=replace(edge, attestations=tuple(sorted(surest, key=lambda item: item.claim))),
        subject=namer.name(edge.subject),
        object=namer.name(edge.object),
        standing=standing(edge),
        roots=len(edge.roots),
        denying_roots=len(edge.denying_roots),
        asserted=len(edge.asserted),
        denied=len(edge.denied),
    )
