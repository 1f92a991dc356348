"""Answer about actors across documents, at the cost of what is asked for."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select, tuple_

from sayso.model import Actor, ActorType, CanonicalActor
from sayso.model.errors import UsageError
from sayso.store import tables as t
from sayso.store.actor_store import ActorQuery
from sayso.store.actor_tables import unions
from sayso.store.asking import Asker, ask_rows
from sayso.store.fetching import Listed
from sayso.store.fold import fold
from sayso.store.union_names import has_name_like, named_so, near_names, unions_like
from sayso.store.unions import canonical_actor

_COLUMNS = tuple(unions.c.keys())
_UNIONS = Listed(lambda: select(unions), unions.c.id)

NEAR = 200
"""How many names that begin like a word are looked at for what a person may have meant."""


class ActorDirectory(Asker):
    """Answer about canonical actors."""

    def union_actors(self, canonical: Collection[str]) -> dict[str, CanonicalActor]:
        """Return canonical actors by id."""
        with self._forks.reading() as c:
            rows = [dict(zip(_COLUMNS, row, strict=True)) for row in _UNIONS.fetch(self._forks, c, canonical)]
        return {row["id"]: canonical_actor(row) for row in rows}

    def list_unions(self, query: ActorQuery, limit: int | None = None) -> list[CanonicalActor]:
        """Return canonical actors, those with most claims first, then by name and id."""
        order = (unions.c.claims.desc(), unions.c.name, unions.c.id)
        asked = select(unions).order_by(*order).where(*_conditions(query))
        with self._forks.reading() as c:
            if query.after is not None:
                asked = asked.where(_after(c, query.after))
            if query.like is None:
                rows = c.execute(asked.limit(limit)).mappings().all()
            else:
                rows = _list_like(c, asked, query.like, limit)
            return [canonical_actor(row) for row in rows]

    def named_unions(self, folded: str) -> list[str]:
        """Return the canonical ids of whom a name or alias folds to this, most used so first."""
        with self._forks.reading() as c:
            return named_so(c, folded)

    def near_names(self, folded: str) -> list[str]:
        """Return folded names that may be meant: those that sound alike, and those that begin alike."""
        from sayso.store.blocks import BlockIndex

        with self._forks.reading() as c:
            index, found = BlockIndex(c), set(near_names(c, folded, NEAR))
            for kind in (ActorType.PERSON, ActorType.ORGANIZATION):
                for one in index.candidates(Actor(f"near {kind}", "", folded, kind, named=True)):
                    found.update(fold(form) for form in (one.name, *one.aliases))
            return sorted(found - {""})


def _conditions(query: ActorQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.kind is not None:
        found.append(unions.c.type == query.kind)
    if query.named is not None:
        found.append(unions.c.named.is_(query.named))
    return found


def _after(c: Connection, union: str) -> ColumnElement[bool]:
    """Return the condition that an actor comes after another; raises UsageError where there is none."""
    asked = select(unions.c.claims, unions.c.name, unions.c.id).join(t.actors, t.actors.c.canonical == unions.c.id)
    row = c.execute(asked.where(t.actors.c.id == union)).first()
    if row is None:
        raise UsageError(f"There is no actor {union!r} to go on after. Start from the first page.")
    claims, name, key = row
    later = or_(unions.c.claims < claims, tuple_(unions.c.name, unions.c.id) > tuple_(name, key))
    return and_(unions.c.claims <= claims, later)


def _list_like(c: Connection, asked: Select[Any], like: str, limit: int | None) -> list[Any]:
    """Return rows with a name like a folded text: gathered where these are few, else found along the list."""
    found = unions_like(c, like)
    if found is None:
        return list(c.execute(asked.where(has_name_like(unions.c.id, like)).limit(limit)).mappings())
    rows = sorted(ask_rows(c, asked, unions.c.id, found), key=lambda row: (-row["claims"], row["name"], row["id"]))
    return rows[:limit]
