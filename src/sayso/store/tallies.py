"""Keep the counts of large unions, and describe these from them; the description is that of `merge_actors`.

All unions of a document are described by three statements, of which each reads a bounded number of rows a union: only
where the best names tie are all its names and forms looked at, which is when one is about to overtake another.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, bindparam, or_, select, union_all

from sayso.actors.union import MOST_ALIASES, choose_aliases, choose_code, choose_name, choose_type, tally
from sayso.model import Actor, ActorType
from sayso.store.actor_tables import union_counts
from sayso.store.fetching import Listed
from sayso.store.prepared import add_up, ask, upsert
from sayso.store.raw_actors import load_actors

_C = union_counts.c
_ALL = (
    select(_C.value, _C.many)
    .where(_C.union == bindparam("of"), _C.what == bindparam("kind"))
    .order_by(_C.many.desc(), _C.value)
)
_FEW = Listed(
    lambda: select(_C.union, _C.what, _C.value, _C.many).where(
        or_(*(_C.what == kind for kind in ("type", "named", "code")))
    ),
    _C.union,
)
_AT_ONCE = (1, 8, 32)
"""How many unions one statement looks up; a shorter list is filled up with none."""


def seed_counts(connection: Connection, members: Mapping[str, Sequence[Actor]]) -> None:
    """Begin the counts of unions that have become large."""
    rows = [
        {"union": union, "what": what, "value": value, "many": many}
        for union, held in members.items()
        for (what, value), many in tally(held).items()
    ]
    upsert(connection, union_counts, rows)


def shift_counts(connection: Connection, come: Iterable[tuple[str, Actor]], gone: Iterable[tuple[str, Actor]]) -> None:
    """Add to the counts of large unions who came, and take off who went; given as pairs of a union and an actor."""
    change: Counter[tuple[str, str, str]] = Counter()
    for members, sign in ((come, 1), (gone, -1)):
        for union, actor in members:
            for (what, value), many in tally([actor]).items():
                change[union, what, value] += sign * many
    rows = [
        {"union": union, "what": what, "value": value, "many": many}
        for (union, what, value), many in sorted(change.items())
        if many
    ]
    add_up(connection, union_counts, rows)


def describe_counted(connection: Connection, docs: Mapping[str, str | None]) -> dict[str, Actor]:
    """Describe unions from their counts, given the document of the actor whose id each bears, or None to look it up."""
    few: defaultdict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for union, what, value, many in _FEW.rows(connection, docs):
        few[union, what][value] = int(many)
    types = {union: {ActorType(one): n for one, n in few[union, "type"].items()} for union in docs}
    unclear = [union for union, doc in docs.items() if doc is None or _is_tied(types[union])]
    own = load_actors(connection, unclear)
    kinds = {
        union: choose_type(found, own[union].type) if union in own else max(found, key=found.__getitem__)
        for union, found in types.items()
    }
    names = _TOP_NAMES.ask(connection, {union: f"name:{kind.value}" for union, kind in kinds.items()})
    forms = _TOP_FORMS.ask(connection, dict.fromkeys(kinds, "form"))
    found: dict[str, Actor] = {}
    for union, kind in kinds.items():
        name = _best_name(connection, union, kind, names[union])
        found[union] = Actor(
            id=union,
            doc=docs[union] or own[union].doc,
            name=name,
            type=kind,
            named=bool(few[union, "named"]),
            aliases=choose_aliases(forms[union], name),
            canonical=choose_code(few[union, "code"]),
        )
    return found


class _Tops:
    """Ask for what is used most in each of some unions, all in one statement."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: dict[int, Select[Any]] = {}

    def ask(self, connection: Connection, kinds: Mapping[str, str]) -> dict[str, dict[str, int]]:
        """Return what is used most in each union, with how often, by union; `kinds` says what is counted in each."""
        found: dict[str, dict[str, int]] = {union: {} for union in kinds}
        pairs = sorted(kinds.items())
        while pairs:
            size = next((size for size in _AT_ONCE if size >= len(pairs)), _AT_ONCE[-1])
            bound = {f"of{at}": union for at, (union, _) in enumerate(pairs[:size])}
            bound |= {f"kind{at}": kind for at, (_, kind) in enumerate(pairs[:size])}
            blank = {f"of{at}": "" for at in range(len(pairs), size)} | {
                f"kind{at}": "" for at in range(len(pairs), size)
            }
            for union, value, many in ask(connection, self._statement(size), bound | blank):
                found[union][value] = int(many)
            pairs = pairs[size:]
        return found

    def _statement(self, size: int) -> Any:
        if size not in self._made:
            parts = [
                select(_C.union, _C.value, _C.many)
                .where(_C.union == bindparam(f"of{at}"), _C.what == bindparam(f"kind{at}"))
                .order_by(_C.many.desc(), _C.value)
                .limit(self._most)
                .subquery()
                for at in range(size)
            ]
            self._made[size] = select(union_all(*(select(part) for part in parts)).subquery())
        return self._made[size]


_TOP_NAMES = _Tops(2)
_TOP_FORMS = _Tops(MOST_ALIASES + 1)


def _best_name(connection: Connection, union: str, kind: ActorType, names: Mapping[str, int]) -> str:
    """Return the best name, given the two used most: mostly one is used more than the next."""
    if not _is_tied(names):
        return max(names, key=names.__getitem__)
    every = _count_all(connection, union, f"name:{kind.value}")
    most = max(every.values())
    tied = sorted(name for name, many in every.items() if many == most)
    return choose_name(tied, _count_all(connection, union, "form"), kind)


def _is_tied[T](counts: Mapping[T, int]) -> bool:
    """Tell whether two have the highest count."""
    most = max(counts.values())
    return sum(many == most for many in counts.values()) > 1


def _count_all(connection: Connection, union: str, what: str) -> dict[str, int]:
    """Return what is counted of a union, what is used most first."""
    return {value: int(many) for value, many in ask(connection, _ALL, {"of": union, "kind": what})}
