"""Read a list of known actors: a CSV of one's own with the columns name, type, aliases and, where there are any, id."""

from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import IO

from sayso.exchange.csv_rows import read_rows
from sayso.exchange.watch_items import Draft, Item, Refused
from sayso.model import ActorType

_MUST = frozenset({"name", "type"})
_MAY = frozenset({"name", "type", "aliases", "id"})
_JOIN = ";"


def is_known(columns: Collection[str]) -> bool:
    """Tell whether a table's head is that of a list of known actors; order and case do not count."""
    names = {name.strip().casefold() for name in columns}
    return names >= _MUST and names <= _MAY


def read_known(stream: IO[bytes], listed: str) -> Iterator[Item]:
    """Yield the actors; several aliases stand in one cell, parted by semicolons. Without an id the name makes one."""
    head: list[str] = []
    for place, cells in read_rows(stream):
        if isinstance(cells, Refused):
            yield cells
        elif not head:
            head = [cell.strip().casefold() for cell in cells]
        else:
            yield _draft(dict(zip(head, cells, strict=False)), listed, place)


def _draft(row: dict[str, str], listed: str, place: str) -> Item:
    kind, name = row.get("type", "").strip().casefold(), row.get("name", "")
    try:
        found = ActorType(kind) if kind else None
    except ValueError:
        return Refused(place, f"{kind!r} is no kind of actor; known are: {', '.join(ActorType)}")
    key = row.get("id", "").strip() or sha256(f"{kind} {' '.join(name.split()).casefold()}".encode()).hexdigest()[:16]
    return Draft(id=key, name=name, type=found, aliases=row.get("aliases", "").split(_JOIN)).finish(listed, place)
