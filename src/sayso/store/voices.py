"""Keep what roots follow from beside the claims: whose voice a document has, and which documents are one text."""

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, or_, select, update

from sayso.model import Actor, TextLink
from sayso.store import tables as t
from sayso.store.asking import ask_rows, chunks
from sayso.store.edge_tables import voices
from sayso.store.fetching import Listed
from sayso.store.fold import fold
from sayso.store.forks import Forks
from sayso.store.prepared import ask
from sayso.store.rules import EdgeRules

_VOICES = Listed(lambda: select(voices), voices.c.plain)
_NAMES = Listed(lambda: select(t.actors.c.name).where(t.actors.c.named), t.actors.c.id)
_BEARING = (
    select(t.actors.c.canonical, t.actors.c.name)
    .select_from(t.actor_names.join(t.actors, t.actors.c.id == t.actor_names.c.actor))
    .where(t.actor_names.c.folded == bindparam("name"), t.actors.c.named)
    .distinct()
)

MANY = 2
"""How many actors that bear a voice's name are told apart: one, or more."""


def hear_voice(forks: Forks, c: Connection, rules: EdgeRules, plain: str | None) -> None:
    """Take a document's voice into the list, with the actor that bears its name."""
    if plain is None or list(_VOICES.rows(c, [plain])):
        return
    forks.upsert(c, voices, [_look(c, rules, plain)])


def forget_voice(c: Connection, plain: str | None) -> None:
    """Strike a voice out of the list where no document has it any more."""
    asked = select(t.documents.c.id).where(t.documents.c.voice == plain).limit(1)
    if plain is not None and c.execute(asked).first() is None:
        c.execute(delete(voices).where(voices.c.plain == plain))


def meet_actors(
    forks: Forks, c: Connection, rules: EdgeRules, actors: Iterable[Actor], canonical: Mapping[str, str]
) -> set[str]:
    """Compare new named actors with the voices; return the voices that are now another actor, or none."""
    met: dict[str, set[str]] = {}
    for actor in actors:
        if actor.named:
            met.setdefault(rules.plain(actor.name), set()).add(canonical.get(actor.id, actor.id))
    changed, rows = set(), []
    for row in _VOICES.named(c, met.keys()):
        if row["bearers"] >= MANY:
            continue
        bearers = met[row["plain"]] | ({row["actor"]} if row["actor"] else set())
        if bearers != {row["actor"]}:
            changed.add(row["plain"])
            rows.append(_voice_row(row["plain"], bearers))
    forks.upsert(c, voices, rows)
    return changed


def ask_plain_names(c: Connection, rules: EdgeRules, raw: Collection[str]) -> set[str]:
    """Return the plain names of the named ones among some raw actors."""
    return {rules.plain(name) for (name,) in _NAMES.rows(c, raw)}


def meet_again(forks: Forks, c: Connection, rules: EdgeRules, names: Collection[str]) -> set[str]:
    """Look again at the voices of these plain names, whose bearers changed; return those that are another actor now."""
    held = {row["plain"]: row for row in _VOICES.named(c, names)}
    rows = [row for plain in sorted(held) if (row := _look(c, rules, plain)) != held[plain]]
    forks.upsert(c, voices, rows)
    return {str(row["plain"]) for row in rows}


def _look(c: Connection, rules: EdgeRules, plain: str) -> dict[str, object]:
    """Look for the named actors that bear a voice's name."""
    bearing = ask(c, _BEARING, {"name": fold(plain)})
    return _voice_row(plain, {canonical for canonical, name in bearing if rules.plain(name) == plain})


def _voice_row(plain: str, bearers: Collection[str]) -> dict[str, object]:
    actor = next(iter(bearers)) if len(bearers) == 1 else None
    return {"plain": plain, "actor": actor, "bearers": min(len(bearers), MANY)}


def group_copies(c: Connection, rules: EdgeRules, links: Iterable[TextLink]) -> set[str]:
    """Put documents that new links make one text under the earliest of them; return those that moved."""
    moved: set[str] = set()
    for link in links:
        if link.share >= rules.one_text and link.doc not in moved:
            moved |= _regroup(c, rules, link.doc)
    return moved


def linked_to(c: Connection, doc: str) -> list[TextLink]:
    """Return one link of a document that is one text with others, as far as that goes; none for one that is not."""
    asked = select(t.text_links).where(or_(t.text_links.c.doc == doc, t.text_links.c.other == doc))
    return [TextLink(doc, row["other"], row["kind"], row["share"]) for row in c.execute(asked).mappings()]


def regroup_all(c: Connection, rules: EdgeRules) -> None:
    """Put every document under the first of those that it is one text with."""
    c.execute(update(t.documents).values(first=t.documents.c.id))
    copied = select(t.text_links.c.doc).where(t.text_links.c.share >= rules.one_text).distinct()
    for doc in c.execute(copied.order_by(t.text_links.c.doc)).scalars().all():
        _regroup(c, rules, doc)


def _regroup(c: Connection, rules: EdgeRules, doc: str) -> set[str]:
    group, fresh = {doc}, {doc}
    while fresh:
        ends = or_(t.text_links.c.doc.in_(sorted(fresh)), t.text_links.c.other.in_(sorted(fresh)))
        asked = select(t.text_links.c.doc, t.text_links.c.other).where(ends, t.text_links.c.share >= rules.one_text)
        fresh = {one for pair in c.execute(asked) for one in pair} - group
        group |= fresh
    asked_docs = select(t.documents.c.id, t.documents.c.date, t.documents.c.first)
    rows = list(ask_rows(c, asked_docs, t.documents.c.id, group))
    if not rows:
        return set()
    first = min((row["date"] or "~", row["id"]) for row in rows)[1]
    moved = {row["id"] for row in rows if (row["first"] or row["id"]) != first}
    for some in chunks(sorted(moved)):
        c.execute(update(t.documents).where(t.documents.c.id.in_(some)).values(first=first))
    return moved
