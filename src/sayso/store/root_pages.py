"""Answer about roots: on whose word most rests, a page at a time."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from sayso.model.source import SourceRow
from sayso.store.asking import Asker, ask_rows
from sayso.store.attest import root_of
from sayso.store.edge_tables import edge_roots, roots


class RootPages(Asker):
    """Answer about the sources on whose word edges rest."""

    def source_rows(
        self, like: str | None = None, named: bool | None = None, limit: int | None = None, after: str | None = None
    ) -> list[SourceRow]:
        """Return roots by the number of edges that they stand behind, most first, then by key.

        `like` are letters of the name, the case of those of ASCII aside; `after` is the key of the last one seen. The
        number of edges is counted for all roots by an index; all else is worked out for the page alone.
        """
        counted = select(edge_roots.c.root, func.count().label("edges")).group_by(edge_roots.c.root).subquery()
        asked = select(roots, counted.c.edges).join(counted, counted.c.root == roots.c.key)
        if like is not None:
            asked = asked.where(func.lower(roots.c.name).contains(like.lower(), autoescape=True))
        if named is not None:
            asked = asked.where(roots.c.named if named else ~roots.c.named)
        with self._forks.reading() as c:
            if after is not None:
                asked = asked.where(_beyond(c, after, counted.c.edges))
            rows = c.execute(asked.order_by(counted.c.edges.desc(), roots.c.key).limit(limit)).mappings().all()
            weights = _weigh(c, [row["key"] for row in rows])
        return [SourceRow(root_of(row), int(row["edges"]), *weights[row["key"]]) for row in rows]


def _beyond(c: Connection, after: str, edges: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition on roots that stand behind one in the list."""
    last = c.execute(select(func.count()).where(edge_roots.c.root == after)).scalar_one()
    return or_(edges < last, and_(edges == last, roots.c.key > after))


def _weigh(c: Connection, keys: list[str]) -> dict[str, tuple[int, int, int]]:
    """Return of each root how many edges rest on it alone, and how many claims and denials it has."""
    other = edge_roots.alias()
    shared = select(other.c.edge).where(other.c.edge == edge_roots.c.edge, other.c.root != edge_roots.c.root).exists()
    alone: ColumnElement[Any] = func.count().filter(~shared)
    claims = func.sum(edge_roots.c.actual + edge_roots.c.planned + edge_roots.c.denied)
    asked = select(
        edge_roots.c.root, alone.label("alone"), claims.label("claims"), func.sum(edge_roots.c.denied).label("denials")
    ).group_by(edge_roots.c.root)
    rows = ask_rows(c, asked, edge_roots.c.root, keys)
    return {row["root"]: (int(row["alone"]), int(row["claims"]), int(row["denials"])) for row in rows}
