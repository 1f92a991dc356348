"""Gather what a commit or a ruling changes beside the new claims, and bring the edges in step with it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select

from sayso.model import Actor, Claim, Document, Judgement, TextLink
from sayso.model.edge import DocumentCard
from sayso.store import tables as t
from sayso.store.describing import redescribe
from sayso.store.encode import actor_row, judgement_row
from sayso.store.enrolment import follow_actors, note_actors
from sayso.store.fetching import Listed
from sayso.store.fold import fold
from sayso.store.forks import Forks
from sayso.store.grades import read_grades, regrade
from sayso.store.prepared import ask, change
from sayso.store.protocol import Commit
from sayso.store.renaming import may_rename, rename_actor
from sayso.store.rules import EdgeRules, Weighed
from sayso.store.rulings import lay_over
from sayso.store.upkeep import EdgeUpkeep
from sayso.store.voices import ask_plain_names, group_copies, meet_actors, meet_again

_CANONICAL = Listed(lambda: select(t.actors.c.id, t.actors.c.canonical), t.actors.c.id)
_LEFT = select(t.actors.c.id).where(t.actors.c.canonical == bindparam("of")).limit(bindparam("most"))
_SPOKEN = Listed(lambda: select(t.documents.c.id), t.documents.c.voice)
_CLAIMS_OF_DOC = Listed(lambda: select(t.claims.c.id), t.claims.c.doc)
_CLAIMS_OF_ACTOR = (
    Listed(lambda: select(t.claims.c.id), t.claims.c.subject),
    Listed(lambda: select(t.claims.c.id), t.claims.c.object),
    Listed(lambda: select(t.claim_sources.c.claim), t.claim_sources.c.actor),
)


class Keeper:
    """Gather what a commit or a ruling changes beside the new claims, then bring the edges in step."""

    def __init__(self, forks: Forks, connection: Connection, rules: EdgeRules) -> None:
        self._forks, self._c, self._rules = forks, connection, rules
        self._upkeep = EdgeUpkeep(forks, connection, rules)
        self._docs: set[str] = set()
        self._voices: set[str] = set()
        self._raw: set[str] = set()
        self._claims: set[str] = set()
        self._ruled: set[str] = set()
        self._fresh: list[Weighed] = []

    def regroup(self, links: Iterable[TextLink]) -> None:
        """Put documents that are one text under one."""
        self._docs |= group_copies(self._c, self._rules, links)

    def take_actors(self, actors: Sequence[Actor], commit: Commit, *, again: bool) -> int:
        """Write a reading's actors and the judgements on them; return how many."""
        raw = {actor.id for actor in actors}
        names = ask_plain_names(self._c, self._rules, raw) if again else set()
        noted = note_actors(self._c, [actor.id for actor in actors], commit.canonical)  # in order of filing
        count = _write_actors(self._forks, self._c, actors, commit.canonical)
        write_judgements(self._c, commit.judgements)
        self.move(commit.canonical, raw)
        follow_actors(self._c, noted)
        if again:
            names |= {self._rules.plain(actor.name) for actor in actors}
            self._voices |= meet_again(self._forks, self._c, self._rules, names)
        else:
            self._voices |= meet_actors(self._forks, self._c, self._rules, actors, commit.canonical)
        return count

    def move(self, canonical: Mapping[str, str], new: Collection[str] = ()) -> None:
        """Set the canonical ids of actors that were there before; a whole union that went is renamed."""
        moved, whole = move_actors(self._c, canonical, new)
        renamed: set[str] = set()
        for old, name in sorted(whole.items()):
            if may_rename(self._c, name):  # of two unions that become one, the second finds the name taken
                rename_actor(self._forks, self._c, self._rules, old, name)
                renamed.add(old)
        self.see_moved({raw for raw, before in moved.items() if before not in renamed})

    def see_moved(self, moved: Collection[str]) -> None:
        """Note down raw actors whose canonical ids changed."""
        self._raw |= set(moved)
        if moved:
            names = ask_plain_names(self._c, self._rules, moved)
            self._voices |= meet_again(self._forks, self._c, self._rules, names)

    def redescribe(self, doc: str) -> None:
        """Let a document say of itself what people say of it, and note down what rests on its word."""
        self._docs |= redescribe(self._forks, self._c, self._rules, doc)

    def let_go(self, doc: str) -> None:
        """Note down the claims of a document that is read again, and the documents that count as it."""
        self._claims |= {claim for (claim,) in _CLAIMS_OF_DOC.rows(self._c, [doc])}
        self._docs |= set(self._c.execute(select(t.documents.c.id).where(t.documents.c.first == doc)).scalars())

    def take_claims(self, claims: Sequence[Claim], document: Document, *, again: bool) -> None:
        """Take new claims; where no claim of the document was there before, they are counted without a look back."""
        if again:
            self._claims |= {claim.id for claim in claims}
            return
        card = DocumentCard(document.id, document.metadata, document.segments, document.name)
        self._fresh = self._upkeep.weigh(claims, {document.id: card})

    def lay_over(self, doc: str, symmetric: frozenset[str]) -> None:
        """Lay people's decisions over a document's claims."""
        laid = lay_over(self._c, doc, symmetric)
        self._ruled |= laid.changed
        self.see_moved(laid.moved)

    def grade(self) -> None:
        """Give roots the grades that people gave, and count anew the edges of those that got another."""
        self._upkeep.recount(regrade(self._c))

    def keep(self) -> None:
        """Bring attestations, edges, roots and contests in step with all that was noted down."""
        self._upkeep.add(self._fresh)
        docs = self._docs | {doc for (doc,) in _SPOKEN.rows(self._c, self._voices)}
        known = {one.attestation.claim for one in self._fresh}
        claims = self._claims | {claim for (claim,) in _CLAIMS_OF_DOC.rows(self._c, docs)}
        for listed in _CLAIMS_OF_ACTOR:
            claims |= {claim for (claim,) in listed.rows(self._c, self._raw)}
        self._upkeep.restate((claims - known) | self._ruled)
        if (self._raw or self._voices) and read_grades(self._c):
            self.grade()  # a grade goes with the actor


def write_judgements(connection: Connection, judgements: Sequence[Judgement]) -> None:
    """Append judgements."""
    if judgements:
        connection.execute(insert(t.judgements), [judgement_row(judgement) for judgement in judgements])


def move_actors(
    connection: Connection, canonical: Mapping[str, str], new: Collection[str] = ()
) -> tuple[dict[str, str], dict[str, str]]:
    """Set canonical ids of actors that were there.

    Returns the raw ids that moved with the ids of their unions before, and the unions of which every member moved to
    one id, by their old id.
    """
    wanted = {raw: to for raw, to in canonical.items() if raw not in new}
    went: dict[tuple[str, str], list[str]] = {}
    for raw, before in _CANONICAL.rows(connection, wanted):
        if before != wanted[raw]:
            went.setdefault((before, wanted[raw]), []).append(raw)
    moved = [{"id": raw, "canonical": to} for (_, to), raws in sorted(went.items()) for raw in raws]
    change(connection, t.actors, moved)
    whole: dict[str, str] = {}
    parted = {before for before, many in Counter(before for before, _ in went).items() if many > 1}
    for before, to in sorted(went):
        if before in parted:
            continue
        left = ask(connection, _LEFT, {"of": before, "most": len(new) + 1})
        if all(raw in new for (raw,) in left):
            whole[before] = to
    return {raw: before for (before, _), raws in went.items() for raw in raws}, whole


def _write_actors(forks: Forks, connection: Connection, actors: Sequence[Actor], canonical: Mapping[str, str]) -> int:
    """Write raw actors; the newest reading's name and aliases for an id win."""
    if not actors:
        return 0
    forks.upsert(connection, t.actors, [actor_row(a, canonical.get(a.id, a.id)) for a in actors])
    names = [{"folded": folded, "actor": actor.id} for actor in actors for folded in folded_names(actor)]
    forks.insert_new(connection, t.actor_names, names)
    return len(actors)


def folded_names(actor: Actor) -> list[str]:
    """Return an actor's folded names without the empty ones, in order."""
    return sorted({fold(name) for name in (actor.name, *actor.aliases)} - {""})
