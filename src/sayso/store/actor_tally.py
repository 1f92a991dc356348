"""Count claims and edges of canonical actors, in step with the edges."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from sayso.store.edge_tables import actor_counts
from sayso.store.encode import Row
from sayso.store.fetching import Listed
from sayso.store.forks import Forks
from sayso.store.prepared import remove
from sayso.store.rules import Weighed
from sayso.store.unions import set_claims

_COUNTS = Listed(lambda: select(actor_counts), actor_counts.c.canonical)


def count_actors(
    forks: Forks,
    c: Connection,
    fresh: Sequence[Weighed],
    gone: Sequence[Row],
    before: Mapping[str, Mapping[Any, Any]],
    left: Iterable[str],
) -> None:
    """Add new claims and edges to the counts of their actors, take off claims that went and edges that are `left`.

    `before` are the rows of edges that were there.
    """
    claims: dict[str, int] = {}
    degrees: dict[str, int] = {}
    new_edges: dict[str, set[str]] = {}
    for one in fresh:
        _shift(claims, {one.subject, one.object}, 1)
        if one.edge not in before:
            new_edges[one.edge] = {one.subject, one.object}
    for row in gone:
        if row["edge"] in before:
            _shift(claims, _ends(before[row["edge"]]), -1)
    for ends in new_edges.values():
        _shift(degrees, ends, 1)
    for edge in left:
        if edge in before:
            _shift(degrees, _ends(before[edge]), -1)
    _add_counts(forks, c, claims, degrees)


def _shift(counts: dict[str, int], actors: Iterable[str], by: int) -> None:
    for actor in actors:
        counts[actor] = counts.get(actor, 0) + by


def _ends(row: Mapping[Any, Any]) -> set[str]:
    return {row["subject"], row["object"]}


def _add_counts(forks: Forks, c: Connection, claims: Mapping[str, int], degrees: Mapping[str, int]) -> None:
    changed = {actor for counts in (claims, degrees) for actor, by in counts.items() if by}
    if not changed:
        return
    held = {actor: (many, degree) for actor, many, degree in _COUNTS.rows(c, changed)}
    fresh: list[Row] = []
    for actor in sorted(changed):
        many, degree = held.get(actor, (0, 0))
        now = {"claims": many + claims.get(actor, 0), "degree": degree + degrees.get(actor, 0)}
        fresh.append({"canonical": actor} | now)
    forks.upsert(c, actor_counts, [row for row in fresh if row["claims"] or row["degree"]])
    set_claims(c, {row["canonical"]: row["claims"] for row in fresh if claims.get(row["canonical"])})
    remove(c, actor_counts, [row for row in fresh if not row["claims"] and not row["degree"]])
