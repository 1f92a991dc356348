"""Keep where edges went: the id of an edge follows from its ends, and these are merged, parted and renamed."""

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, func, select

from sayso.store.asking import Asker
from sayso.store.edge_store import MovedEdge
from sayso.store.edge_tables import attestations, moved_edges
from sayso.store.encode import Row
from sayso.store.fetching import Listed
from sayso.store.forks import Forks

_a = attestations.c
_ONE_CLAIM = Listed(lambda: select(_a.edge, func.min(_a.claim)).group_by(_a.edge), _a.edge)


class MoveShelf(Asker):
    """Answer where edges went."""

    def moved_edge(self, edge: str) -> MovedEdge | None:
        """Return where an edge went; None where no edge had this id."""
        now = select(moved_edges.c.claim, _a.edge).outerjoin_from(
            moved_edges, attestations, _a.claim == moved_edges.c.claim
        )
        with self._forks.reading() as c:
            row = c.execute(now.where(moved_edges.c.id == edge).limit(1)).first()
        return None if row is None else MovedEdge(row[0], row[1])


def note_gone(forks: Forks, c: Connection, edges: Collection[str], gone: Iterable[Row]) -> None:
    """Note down edges that have no claims any more, each by the surest of those that went."""
    surest: dict[str, Row] = {}
    for row in gone:
        before = surest.get(row["edge"])
        if row["edge"] in edges and (before is None or _doubt(row) < _doubt(before)):
            surest[row["edge"]] = row
    if surest:
        forks.upsert(c, moved_edges, [{"id": edge, "claim": row["claim"]} for edge, row in sorted(surest.items())])


def note_renamed(forks: Forks, c: Connection, edges: Collection[str]) -> None:
    """Note down edges that are about to get another id, each by one of its claims."""
    if found := [{"id": edge, "claim": claim} for edge, claim in _ONE_CLAIM.rows(c, edges)]:
        forks.upsert(c, moved_edges, found)


def _doubt(row: Row) -> tuple[str, int, str]:
    return row["polarity"], row["doubt"], row["claim"]
