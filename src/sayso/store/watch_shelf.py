"""Keep watchlists: written whole, found again by the keys by which actors are found.

What takes a name apart is loaded when a list is written or asked, not before: most questions do not need it.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import batched
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, select, tuple_

from sayso.model import Actor
from sayso.model.watch import WatchEntry, Watchlist
from sayso.store.asking import Asker, chunks
from sayso.store.fetching import Listed
from sayso.store.forks import Forks
from sayso.store.watch_rows import read_entry, write_entry
from sayso.store.watch_store import WatchChange
from sayso.store.watch_tables import watch_entries, watch_keys, watchlists

if TYPE_CHECKING:
    from sayso.actors.index import Key

AT_ONCE = 1_000
_UNDER = Listed(lambda: select(watch_keys.c.key, watch_keys.c.number), watch_keys.c.key)
_ENTRIES = Listed(
    lambda: select(watch_entries.c.number, watch_entries.c.list, watch_entries.c.body), watch_entries.c.number
)


class WatchShelf(Asker):
    """Keep watchlists."""

    def put_watchlist(
        self, name: str, entries: Iterable[WatchEntry], describe: Callable[[int], Watchlist]
    ) -> WatchChange:
        """Write a list in one transaction, in place of the one of this name."""
        with self._forks.writing() as c:
            before = dict(_bodies(c, name))
            _drop(c, name)
            standing: Counter[int] = Counter()
            number = int(c.execute(select(func.max(watch_entries.c.number))).scalar() or 0)
            new = changed = count = 0
            for some in batched(entries, AT_ONCE):
                rows = [
                    {"number": number + at, "list": name, "entry": one.id, "body": write_entry(one)}
                    for at, one in enumerate(some, 1)
                ]
                number, count = number + len(rows), count + len(rows)
                new += sum(row["entry"] not in before for row in rows)
                changed += sum(before.pop(str(row["entry"]), row["body"]) != row["body"] for row in rows)
                _file(self._forks, c, rows, some, standing)
            c.execute(delete(watchlists).where(watchlists.c.name == name))
            held = describe(count)
            row = {column.name: getattr(held, column.name) for column in watchlists.c}
            self._forks.insert_new(c, watchlists, [row])
            return WatchChange(new, changed, len(before))

    def drop_watchlist(self, name: str) -> bool:
        """Take a list out; return whether there was one."""
        with self._forks.writing() as c:
            _drop(c, name)
            return c.execute(delete(watchlists).where(watchlists.c.name == name)).rowcount > 0

    def watchlists(self) -> list[Watchlist]:
        """Return the lists by name."""
        with self._forks.reading() as c:
            return [Watchlist(**row) for row in c.execute(select(watchlists).order_by(watchlists.c.name)).mappings()]

    def watch_entries(self, names: Collection[tuple[str, str]]) -> dict[tuple[str, str], WatchEntry]:
        """Return entries by list and id."""
        found: dict[tuple[str, str], WatchEntry] = {}
        key = tuple_(watch_entries.c.list, watch_entries.c.entry)
        with self._forks.reading() as c:
            for some in chunks(sorted(set(names))):
                asked = select(watch_entries.c.list, watch_entries.c.body).where(key.in_(some))
                for listed, body in c.execute(asked):
                    entry = read_entry(listed, body)
                    found[listed, entry.id] = entry
        return found

    def entries_in(self, name: str, after: str | None, most: int) -> list[WatchEntry]:
        """Return entries of one list by id, from one on."""
        asked = select(watch_entries.c.body).where(watch_entries.c.list == name)
        asked = asked.where(watch_entries.c.entry > after) if after is not None else asked
        with self._forks.reading() as c:
            bodies = c.execute(asked.order_by(watch_entries.c.entry).limit(most)).scalars().all()
        return [read_entry(name, body) for body in bodies]

    def entries_like(self, actors: Sequence[Actor], lists: Collection[str]) -> dict[str, list[WatchEntry]]:
        """Return, by the actor's id, the few entries of each list that share a telling key with it."""
        from sayso.actors.index import most_under
        from sayso.actors.watching import actor_keys

        asked = {
            (actor.id, listed): {_number(listed, key): key for key in actor_keys(actor)}
            for actor in actors
            for listed in sorted(lists)
        }
        with self._forks.reading() as c:
            under: defaultdict[int, list[int]] = defaultdict(list)
            for key, number in _UNDER.fetch(self._forks, c, {number for keys in asked.values() for number in keys}):
                under[key].append(number)
            chosen = {
                pair: _choose(under[number] for number, key in keys.items() if len(under[number]) <= most_under(key))
                for pair, keys in asked.items()
            }
            numbers = {number for some in chosen.values() for number in some}
            held = {row[0]: read_entry(row[1], row[2]) for row in _ENTRIES.fetch(self._forks, c, numbers)}
        found: dict[str, list[WatchEntry]] = {actor.id: [] for actor in actors}
        for (actor_id, _), some in chosen.items():
            found[actor_id] += [held[number] for number in some if number in held]
        return found


def _file(
    forks: Forks, c: Connection, rows: list[dict[str, Any]], entries: Sequence[WatchEntry], standing: Counter[int]
) -> None:
    """Write entries and file them under their keys; under a crowded one nobody more."""
    from sayso.actors.index import most_under
    from sayso.actors.watching import entry_keys

    forks.insert_new(c, watch_entries, rows)
    postings = []
    for row, entry in zip(rows, entries, strict=True):
        for key in sorted(entry_keys(entry)):
            number = _number(entry.list, key)
            if standing[number] <= most_under(key):
                standing[number] += 1
                postings.append({"key": number, "number": row["number"]})
    forks.insert_new(c, watch_keys, postings)


def _number(listed: str, key: "Key") -> int:
    """Return the number of a key; each list has its own, so that a long list crowds out no short one."""
    from sayso.store.blocks import digest

    return digest("\x1f".join(("watch", listed, *key)))


def _choose(under: Iterable[Iterable[int]]) -> list[int]:
    from sayso.actors.index import MOST_CANDIDATES, choose

    counts = Counter(number for numbers in under for number in numbers)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return choose(ranked[: 2 * MOST_CANDIDATES])


def _bodies(c: Connection, name: str) -> Iterator[tuple[str, str]]:
    asked = select(watch_entries.c.entry, watch_entries.c.body).where(watch_entries.c.list == name)
    for entry, body in c.execute(asked):
        yield str(entry), str(body)


def _drop(c: Connection, name: str) -> None:
    own = select(watch_entries.c.number).where(watch_entries.c.list == name)
    c.execute(delete(watch_keys).where(watch_keys.c.number.in_(own)))
    c.execute(delete(watch_entries).where(watch_entries.c.list == name))
