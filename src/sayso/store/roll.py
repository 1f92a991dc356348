"""Answer about actors and the judgements on them."""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import func, select

from sayso.model import Actor, Judgement
from sayso.store import tables as t
from sayso.store.asking import ask_rows
from sayso.store.components import persons_judgements
from sayso.store.directory import ActorDirectory
from sayso.store.edge_tables import actor_counts
from sayso.store.edges import edge_table
from sayso.store.encode import actor_of, judgement_of
from sayso.store.fetching import Listed

_EVERY = select(t.actors.c.id, t.actors.c.canonical)
_CANONICAL = Listed(lambda: _EVERY, t.actors.c.id)


class ActorRoll(ActorDirectory):
    """Answer about actors."""

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Actor]:
        """Yield raw actors by id."""
        with self._forks.reading() as c:
            rows = list(ask_rows(c, select(t.actors).order_by(t.actors.c.id), t.actors.c.id, ids))
        yield from map(actor_of, rows)

    def actors_of(self, docs: Collection[str]) -> Iterator[Actor]:
        """Yield the raw actors of some documents by id."""
        with self._forks.reading() as c:
            rows = list(ask_rows(c, select(t.actors).order_by(t.actors.c.id), t.actors.c.doc, docs))
        yield from map(actor_of, rows)

    def canonical(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """Return the canonical id of raw ids."""
        with self._forks.reading() as c:
            if ids is not None:
                return dict(_CANONICAL.fetch(self._forks, c, ids))
            return {row["id"]: row["canonical"] for row in c.execute(_EVERY).mappings()}

    def unions(self, canonical: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the raw ids under each canonical id."""
        found: dict[str, list[str]] = {}
        asked = select(t.actors.c.id, t.actors.c.canonical).order_by(t.actors.c.id)
        with self._forks.reading() as c:
            for row in ask_rows(c, asked, t.actors.c.canonical, canonical):
                found.setdefault(row["canonical"], []).append(row["id"])
        return {name: tuple(raws) for name, raws in found.items()}

    def named(self, folded: str) -> list[str]:
        """Return the raw ids whose name or alias folds to this."""
        asked = select(t.actor_names.c.actor).where(t.actor_names.c.folded == folded).order_by(t.actor_names.c.actor)
        with self._forks.reading() as c:
            return list(c.execute(asked).scalars())

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield (folded name, raw id)."""
        with self._forks.reading() as c:
            rows = c.execute(select(t.actor_names).order_by(t.actor_names.c.folded, t.actor_names.c.actor)).all()
        for folded, actor in rows:
            yield str(folded), str(actor)

    def claim_counts(self, min_confidence: float = 0.0) -> dict[str, int]:
        """Return how many current claims, sure enough, each canonical actor is subject or object of."""
        counts: dict[str, int] = {}
        if min_confidence <= 0:
            with self._forks.reading() as c:
                kept = c.execute(select(actor_counts.c.canonical, actor_counts.c.claims))
                return {actor: number for actor, number in kept if number}
        edges = edge_table(min_confidence)
        total = func.sum(edges.c.asserted + edges.c.denied)
        loops = edges.c.subject == edges.c.object
        with self._forks.reading() as c:
            sides: tuple[tuple[Any, int], ...] = ((edges.c.subject, 1), (edges.c.object, 1))
            for side, sign in sides:
                for actor, number in c.execute(select(side, total).group_by(side)):
                    counts[actor] = counts.get(actor, 0) + sign * number
            for actor, number in c.execute(select(edges.c.subject, total).where(loops).group_by(edges.c.subject)):
                counts[actor] -= number
        return counts

    def judgements(self) -> Iterator[Judgement]:
        """Yield the machine's judgements and then persons' in force, each in the order in which they were made."""
        with self._forks.reading() as c:
            rows = c.execute(select(t.judgements).order_by(t.judgements.c.seq)).mappings().all()
            ruled = persons_judgements(c)
        yield from map(judgement_of, rows)
        yield from ruled.values()
