"""Write entries of watchlists as JSON, and read them again."""

import json
from typing import Any

from sayso.model import ActorType
from sayso.model.watch import WatchEntry

_FIELDS = ("aliases", "weak", "births", "countries", "topics")


def write_entry(entry: WatchEntry) -> str:
    """Return an entry as JSON, without its list."""
    lists = {name: list(getattr(entry, name)) for name in _FIELDS}
    kind = None if entry.type is None else entry.type.value
    return json.dumps(
        {"id": entry.id, "name": entry.name, "type": kind, **lists, "remarks": entry.remarks},
        ensure_ascii=False,
        separators=(",", ":"),
    )


def read_entry(listed: str, body: str) -> WatchEntry:
    """Return the entry that `write_entry` wrote; raises ValueError, KeyError or TypeError for other JSON."""
    held: dict[str, Any] = json.loads(body)
    kind = None if held["type"] is None else ActorType(held["type"])
    lists = {name: tuple(map(str, held[name])) for name in _FIELDS}
    return WatchEntry(list=listed, id=held["id"], name=held["name"], type=kind, **lists, remarks=held["remarks"])
