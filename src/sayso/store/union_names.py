"""Keep which canonical actors have a name, and which names hold a word: what a person types finds them at once."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, or_, select, update

from sayso.store.actor_tables import name_words, union_names
from sayso.store.asking import chunks
from sayso.store.fold import fold
from sayso.store.prepared import add_up, insert_new
from sayso.store.unions import Member

FEW = 2_000
"""Up to so many names are gathered by a word; more are looked for along the list of actors."""

_LAST = "\U0010ffff"

_RENAME = update(union_names).where(union_names.c.union == bindparam("old")).values(union=bindparam("new"))


def shift_names(connection: Connection, come: Iterable[Member], gone: Iterable[Member]) -> None:
    """Add the names of raw actors to the unions that they came to, and take them off those that they left."""
    change: Counter[tuple[str, str]] = Counter()
    for members, sign in ((come, 1), (gone, -1)):
        for member in members:
            for folded in {fold(form) for form in (member.actor.name, *member.actor.aliases)} - {""}:
                change[folded, member.union] += sign
    kept = [(key, many) for key, many in sorted(change.items()) if many]
    add_up(connection, union_names, [{"folded": f, "union": union, "many": many} for (f, union), many in kept])
    new = sorted({folded for (folded, _), many in kept if many > 0})
    insert_new(connection, name_words, [{"word": w, "folded": f} for f in new for w in sorted(set(f.split()))])


def rename_names(connection: Connection, union: str, name: str) -> None:
    """Give a union another id, which has no names yet."""
    connection.execute(_RENAME, {"old": union, "new": name})


def named_so(connection: Connection, folded: str) -> list[str]:
    """Return the unions of which a name or alias folds to this, those in which most raw actors have it first."""
    asked = select(union_names.c.union).where(union_names.c.folded == folded)
    return list(connection.execute(asked.order_by(union_names.c.many.desc(), union_names.c.union)).scalars())


def names_like(like: str) -> Select[Any] | None:
    """Return the question for folded names that hold a folded text at the start of a word; None for an empty one."""
    words = like.split()
    if not words:
        return None
    longest = max(words, key=len)
    asked = select(name_words.c.folded).where(name_words.c.word >= longest, name_words.c.word < longest + _LAST)
    if like == longest:
        return asked
    begins = name_words.c.folded.startswith(like, autoescape=True)
    return asked.where(or_(begins, name_words.c.folded.contains(f" {like}", autoescape=True)))


def unions_like(connection: Connection, like: str) -> list[str] | None:
    """Return the unions of which a name holds a folded text; None where more names do than are worth gathering.

    A text is looked for at the start of words, and where it stands there nowhere, inside them.
    """
    asked = names_like(like)
    if asked is None:
        return []
    names = set(connection.execute(asked.limit(FEW + 1)).scalars())
    if not names:
        inside = select(union_names.c.folded).where(union_names.c.folded.contains(like, autoescape=True))
        names = set(connection.execute(inside.distinct().limit(FEW + 1)).scalars())
    return None if len(names) > FEW else sorted(_having(connection, names))


def has_name_like(union: ColumnElement[str], like: str) -> ColumnElement[bool]:
    """Return the condition that a union has a name in which a folded text stands at the start of a word."""
    begins = union_names.c.folded.startswith(like, autoescape=True)
    inside = union_names.c.folded.contains(f" {like}", autoescape=True)
    return exists().where(union_names.c.union == union, or_(begins, inside))


def near_names(connection: Connection, folded: str, most: int) -> list[str]:
    """Return names in which a word begins like one of a folded text, to be compared; at most so many a word."""
    found: set[str] = set()
    for word in folded.split():
        start = word[: max(3, len(word) // 2)]
        asked = select(name_words.c.folded).where(name_words.c.word >= start, name_words.c.word < start + _LAST)
        found |= set(connection.execute(asked.limit(most)).scalars())
    return sorted(found)


def _having(connection: Connection, names: Collection[str]) -> set[str]:
    found: set[str] = set()
    for some in chunks(sorted(names)):
        found |= set(connection.execute(select(union_names.c.union).where(union_names.c.folded.in_(some))).scalars())
    return found
