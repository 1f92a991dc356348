"""Keep blocks, canonical actors and their names in step with raw actors, around the writing of these."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from sayso.model import Actor
from sayso.store.raw_actors import canonical_of, load_actors
from sayso.store.union_names import rename_names, shift_names
from sayso.store.unions import Member, member_counts, rename_union, shift_members


@dataclass(frozen=True, slots=True)
class Before:
    """Hold the actors to be written and moved, and what they were: `written` whole, `canonical` of all."""

    ids: tuple[str, ...]
    written: Mapping[str, Actor]
    canonical: Mapping[str, str]


def note_actors(connection: Connection, written: Collection[str], moved: Collection[str]) -> Before:
    """Note what actors are before some are written and others get another canonical id."""
    ids = tuple(dict.fromkeys((*written, *sorted(moved))))
    return Before(ids, load_actors(connection, written), canonical_of(connection, ids))


def follow_actors(connection: Connection, before: Before) -> None:
    """Bring everything that is kept of actors in step with what has been written since `note_actors`."""
    canonical = canonical_of(connection, before.ids)
    written = load_actors(
        connection, [raw for raw in before.ids if raw in before.written or raw not in before.canonical]
    )
    _file(connection, before, written)
    changed = [
        raw
        for raw in before.ids
        if canonical.get(raw) != before.canonical.get(raw) or written.get(raw) != before.written.get(raw)
    ]
    if not changed:
        return
    renamed = _rename(connection, before, canonical, [raw for raw in changed if raw not in written])
    rest = [raw for raw in changed if before.canonical.get(raw) not in renamed or raw in written]
    now = written | load_actors(connection, [raw for raw in rest if raw not in written])
    come = [Member(now[raw], canonical[raw]) for raw in rest]
    gone = [
        Member(before.written.get(raw, now[raw]), renamed.get(before.canonical[raw], before.canonical[raw]))
        for raw in rest
        if raw in before.canonical
    ]
    shift_members(connection, come, gone)
    shift_names(connection, come, gone)


def _file(connection: Connection, before: Before, written: Mapping[str, Actor]) -> None:
    """File new actors under their blocking keys, and those that have changed again.

    Those of one document are filed in order of id, whatever the order of their reader: of those that write themselves
    alike the first stands for all, and the same claims are to make the same ties.
    """
    fresh = [actor for raw, actor in written.items() if before.written.get(raw) != actor]
    if not fresh:
        return
    from sayso.store.blocks import drop_actors, file_actors  # takes names apart, which questions need not

    heirs = drop_actors(connection, [before.written[actor.id] for actor in fresh if actor.id in before.written])
    filed = [*fresh, *heirs]
    places = {doc: at for at, doc in enumerate(dict.fromkeys(actor.doc for actor in filed))}
    file_actors(connection, sorted(filed, key=lambda actor: (places[actor.doc], actor.id)))


def _rename(
    connection: Connection, before: Before, canonical: Mapping[str, str], moved: Iterable[str]
) -> dict[str, str]:
    """Rename the unions of which all members went to one id that was no union's; return old names with new ones."""
    went: defaultdict[tuple[str, str], int] = defaultdict(int)
    for raw in moved:
        went[before.canonical[raw], canonical[raw]] += 1
    sizes = member_counts(connection, {union for move in went for union in move})
    renamed: dict[str, str] = {}
    for (old, new), many in sorted(went.items(), key=lambda item: (-item[1], item[0])):
        if old != new and many == sizes.get(old) and new not in sizes:
            rename_union(connection, old, new)
            rename_names(connection, old, new)
            renamed[old] = new
            sizes[new] = sizes.pop(old)
    return renamed
