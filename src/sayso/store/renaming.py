"""Give an actor's edges and roots its new id, where a whole union took another; nothing is weighed again.

An actor is named by the smallest id among its raw ones, so that a new document may rename one of many claims: what it
costs is some statements over its edges, not a look at each claim.
"""

from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, update

from sayso.store.contest_rows import ContestRows
from sayso.store.edge_tables import actor_counts, attestations, edge_roots, edges, roots, tenures, voices
from sayso.store.forks import Forks
from sayso.store.moves import note_renamed
from sayso.store.prepared import ask, change, run
from sayso.store.rules import EdgeRules

_OF: BindParameter[str] = bindparam("of")
_WAS: BindParameter[str] = bindparam("was")
_NOW: BindParameter[str] = bindparam("now")
_KEPT = (
    select(actor_counts.c.canonical).where(actor_counts.c.canonical == _OF),
    select(roots.c.key).where(roots.c.key == _OF),
)
_ENDS = tuple(
    select(edges.c.id, edges.c.subject, edges.c.predicate, edges.c.object).where(side == _OF)
    for side in (edges.c.subject, edges.c.object)
)
_VOICES = select(voices.c.plain).where(voices.c.actor == _OF)
_UNNAMED = (
    select(roots.c.key).where(roots.c.key >= bindparam("first"), roots.c.key < bindparam("last")).order_by(roots.c.key)
)
_RESTING = select(edge_roots.c.edge).where(edge_roots.c.root == _OF)
_NEW_COUNTED = update(actor_counts).where(actor_counts.c.canonical == _WAS).values(canonical=_NOW)
_NEW_EDGES = (
    update(edges).where(edges.c.id == _WAS).values(id=_NOW, subject=bindparam("one"), object=bindparam("two")),
    update(attestations).where(attestations.c.edge == _WAS).values(edge=_NOW),
    update(edge_roots).where(edge_roots.c.edge == _WAS).values(edge=_NOW),
    update(tenures).where(tenures.c.edge == _WAS).values(edge=_NOW, object=bindparam("two")),
)
_NEW_ROOTS = (
    update(attestations).where(attestations.c.edge == _OF, attestations.c.root == _WAS).values(root=_NOW),
    update(tenures).where(tenures.c.edge == _OF, tenures.c.root == _WAS).values(root=_NOW),
    update(edge_roots).where(edge_roots.c.edge == _OF, edge_roots.c.root == _WAS).values(root=_NOW),
)
_NEW_ROOT = update(roots).where(roots.c.key == _WAS).values(key=_NOW, actor=_NOW)
_NEW_UNNAMED = update(roots).where(roots.c.key == _WAS).values(key=_NOW)


def may_rename(c: Connection, new: str) -> bool:
    """Tell whether nothing is kept yet under an id."""
    return not any(ask(c, asked, {"of": new}) for asked in _KEPT)


def rename_actor(forks: Forks, c: Connection, rules: EdgeRules, old: str, new: str) -> None:
    """Put `new` for `old` in edges, roots, contests, voices and counts; nothing may be kept under `new`."""
    _rename_edges(forks, c, rules, old, new)
    _rename_roots(c, old, new)
    run(c, _NEW_COUNTED, [{"was": old, "now": new}])
    change(c, voices, [{"plain": plain, "actor": new} for (plain,) in ask(c, _VOICES, {"of": old})])


def _rename_edges(forks: Forks, c: Connection, rules: EdgeRules, old: str, new: str) -> None:
    rows = {row for asked in _ENDS for row in ask(c, asked, {"of": old})}
    if not rows:
        return
    changes: list[dict[str, Any]] = []
    for edge, subject, predicate, other in sorted(rows):
        named = (new if subject == old else subject, predicate, new if other == old else other)
        key, one, two = rules.key(*named)
        changes.append({"was": edge, "now": key, "one": one, "two": two})
    names = {row["was"]: row["now"] for row in changes}
    note_renamed(forks, c, names)
    kept = ContestRows(forks, c)
    disputed = kept.of(names)
    kept.take(disputed)
    for statement in _NEW_EDGES:
        run(c, statement, changes)
    kept.put({_renamed(key, names): turn for key, turn in disputed.items()})


def _renamed(contest: tuple[str, str, str], names: dict[str, str]) -> tuple[str, str, str]:
    """Return the key of a contest with the new ids in it, the smaller of a pair first as everywhere."""
    kind, edge, other = contest
    one, two = sorted((names.get(edge, edge), names.get(other, other)))
    return kind, one, two


def _rename_roots(c: Connection, old: str, new: str) -> None:
    """Put the new id into the keys of the root that the actor is, and of those who are unnamed under it."""
    under = {"first": f"unnamed:{old}:", "last": f"unnamed:{old};"}
    for key in [old, *(key for (key,) in ask(c, _UNNAMED, under))]:
        renamed = key.replace(old, new, 1)
        rows = [{"was": key, "now": renamed, "of": edge} for (edge,) in ask(c, _RESTING, {"of": key})]
        for statement in _NEW_ROOTS:
            run(c, statement, rows)
        run(c, _NEW_ROOT if key == old else _NEW_UNNAMED, [{"was": key, "now": renamed}])
