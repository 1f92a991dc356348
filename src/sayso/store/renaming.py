"""Give an actor's edges and roots its new id, where a whole union took another; nothing is weighed again.

An actor is named by the smallest id among its raw ones, so that a new document may rename one of many claims: what it
costs is some statements over its edges, not a look at each claim.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, delete, or_, select, update

from sayso.store.asking import ask_rows, chunks
from sayso.store.edge_tables import actor_counts, attestations, contests, edge_roots, edges, roots, tenures, voices
from sayso.store.forks import Forks
from sayso.store.rules import EdgeRules


def may_rename(c: Connection, new: str) -> bool:
    """Tell whether nothing is kept yet under an id."""
    counted = select(actor_counts.c.canonical).where(actor_counts.c.canonical == new)
    held = select(roots.c.key).where(roots.c.key == new)
    return c.execute(counted).first() is None and c.execute(held).first() is None


def rename_actor(forks: Forks, c: Connection, rules: EdgeRules, old: str, new: str) -> None:
    """Put `new` for `old` in edges, roots, contests, voices and counts; nothing may be kept under `new`."""
    _rename_edges(forks, c, rules, old, new)
    _rename_roots(c, old, new)
    c.execute(update(actor_counts).where(actor_counts.c.canonical == old).values(canonical=new))
    c.execute(update(voices).where(voices.c.actor == old).values(actor=new))


def _rename_edges(forks: Forks, c: Connection, rules: EdgeRules, old: str, new: str) -> None:
    ends = (edges.c.id, edges.c.subject, edges.c.predicate, edges.c.object)
    rows = c.execute(select(*ends).where(or_(edges.c.subject == old, edges.c.object == old))).all()
    if not rows:
        return
    changes: list[dict[str, Any]] = []
    for edge, subject, predicate, other in rows:
        named = (new if subject == old else subject, predicate, new if other == old else other)
        key, one, two = rules.key(*named)
        changes.append({"old": edge, "key": key, "one": one, "two": two})
    was: BindParameter[str] = bindparam("old")
    becomes: BindParameter[str] = bindparam("key")
    moved = update(edges).where(edges.c.id == was)
    c.execute(moved.values(id=becomes, subject=bindparam("one"), object=bindparam("two")), changes)
    ids = [{"old": change["old"], "key": change["key"]} for change in changes]
    c.execute(update(attestations).where(attestations.c.edge == was).values(edge=becomes), ids)
    c.execute(update(edge_roots).where(edge_roots.c.edge == was).values(edge=becomes), ids)
    posts = [{"old": x["old"], "key": x["key"], "two": x["two"]} for x in changes]
    held = update(tenures).where(tenures.c.edge == was)
    c.execute(held.values(edge=becomes, object=bindparam("two")), posts)
    _rename_contests(forks, c, {change["old"]: change["key"] for change in changes})


def _rename_contests(forks: Forks, c: Connection, names: dict[str, str]) -> None:
    """Put new ids into contests, the smaller of a pair first as everywhere."""
    held: dict[tuple[str, str, str], int] = {}
    for side in (contests.c.edge, contests.c.other):
        for row in ask_rows(c, select(contests), side, names.keys()):
            held[row["kind"], row["edge"], row["other"]] = row["rank"]
    for some in chunks(sorted(names)):
        c.execute(delete(contests).where(or_(contests.c.edge.in_(some), contests.c.other.in_(some))))
    rows = []
    for (kind, edge, other), rank in sorted(held.items()):
        pair = sorted((names.get(edge, edge), names.get(other, other)))
        rows.append({"kind": kind, "edge": pair[0], "other": pair[1], "rank": rank})
    forks.insert_new(c, contests, rows)


def _rename_roots(c: Connection, old: str, new: str) -> None:
    """Put the new id into the keys of the root that the actor is, and of those who are unnamed under it."""
    first, last = f"unnamed:{old}:", f"unnamed:{old};"
    under = select(roots.c.key).where(roots.c.key >= first, roots.c.key < last)
    keys: Sequence[str] = [old, *c.execute(under.order_by(roots.c.key)).scalars()]
    for key in keys:
        renamed = key.replace(old, new, 1)
        found = list(c.execute(select(edge_roots.c.edge).where(edge_roots.c.root == key)).scalars())
        rows = [{"at": edge} for edge in found]
        if rows:
            there = attestations.c.edge == bindparam("at")
            c.execute(update(attestations).where(there, attestations.c.root == key).values(root=renamed), rows)
            c.execute(update(edge_roots).where(edge_roots.c.root == key).values(root=renamed))
        named = update(roots).where(roots.c.key == key)
        c.execute(named.values(key=renamed, actor=new) if key == old else named.values(key=renamed))
