"""Take decisions, lay them over what reading made, and answer about them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from sayso.model import Claim
from sayso.model.decision import (
    AuditReport,
    ClaimRulings,
    Decision,
    DecisionKind,
    DecisionQuery,
    Ruled,
    Ruling,
)
from sayso.store import tables as t
from sayso.store.actor_rulings import find_again
from sayso.store.asking import Asker, ask_rows, chunks
from sayso.store.chain import audit_chain
from sayso.store.components import settle_actors
from sayso.store.decisions import (
    RUN,
    append_decision,
    chain_head,
    chain_rows,
    concerned,
    decision_actors,
    decision_marks,
    find_rulings,
    known_identities,
    make_rulings,
    read_decisions,
    ruled_claims,
    rulings_of,
)
from sayso.store.encode import claim_of
from sayso.store.fetching import Listed
from sayso.store.fold import fold
from sayso.store.forks import Forks
from sayso.store.grades import read_grades
from sayso.store.keeper import Keeper
from sayso.store.rules import EdgeRules

_RULED = Listed(lambda: select(decision_marks.c.claim).where(decision_marks.c.effective), decision_marks.c.claim)


class Rulebook(Asker):
    """Keep decisions; the part of a store that people write."""

    def decide(self, decision: Decision, symmetric: frozenset[str]) -> Ruling:
        """Append a decision, and lay it over what it concerns, in one transaction."""
        rules = self._rules
        with self._forks.writing() as c:
            placed = append_decision(c, decision)
            apply_decisions(self._forks, c, rules, [placed], symmetric)
            mark = select(decision_marks).where(decision_marks.c.seq == placed.seq)
            return make_rulings(c, c.execute(mark).mappings().all())[0]

    def take_decisions(self, decisions: Sequence[Decision], symmetric: frozenset[str]) -> int:
        """Append the decisions of another chain that are not here yet, in one transaction; return how many."""
        rules = self._rules
        with self._forks.writing() as c:
            known = known_identities(c)
            places: dict[int, int] = {}
            new: list[Decision] = []
            for decision in decisions:
                identity = decision.origin or decision.hash
                if identity not in known:
                    placed = append_decision(c, _adopt(c, decision, places), may_be_undone=True)
                    known[identity] = placed.seq
                    new.append(placed)
                places[decision.seq] = known[identity]
            apply_decisions(self._forks, c, rules, new, symmetric)
            return len(new)

    def rulings(self, query: DecisionQuery) -> list[Ruling]:
        """Return the decisions that answer, in order of number, or the newest first."""
        with self._forks.reading() as c:
            return find_rulings(c, query)

    def claim_rulings(self, claims: Collection[str]) -> dict[str, ClaimRulings]:
        """Return what people ruled of claims; those of which nobody ruled are left out."""
        with self._forks.reading() as c:
            ruled = [row[0] for row in _RULED.fetch(self._forks, c, claims)]
            if not ruled:  # as of nearly all: people rule of few
                return {}
            found = rulings_of(c, ruled)
            rows = {row["claim"]: row for row in ask_rows(c, select(ruled_claims), ruled_claims.c.claim, found.keys())}
        return {
            claim: ClaimRulings(Ruled(rows[claim]["ruled"]), bool(rows[claim]["disputed"]), tuple(rulings))
            if claim in rows
            else ClaimRulings(rulings=tuple(rulings))
            for claim, rulings in found.items()
        }

    def rejected(self, claims: Collection[str] | None = None) -> Iterator[Claim]:
        """Yield rejected claims, corrected before that or not, by document, evidence and id; None gives all."""
        own = select(t.runs.c.id).where(t.runs.c.reader == RUN)
        asked = select(t.claims).join(ruled_claims, ruled_claims.c.claim == t.claims.c.id)
        asked = asked.where(ruled_claims.c.ruled == Ruled.REJECTED.value, t.claims.c.run.in_(own))
        with self._forks.reading() as c:
            rows = list(ask_rows(c, asked, t.claims.c.id, claims))
            names = {row["doc"]: row["name"] for row in _names(c, {row["doc"] for row in rows})}
            sources: dict[tuple[str, str], list[object]] = {}
            chain = select(t.claim_sources).order_by(t.claim_sources.c.depth)
            for source in ask_rows(c, chain, t.claim_sources.c.claim, [row["id"] for row in rows]):
                sources.setdefault((source["claim"], source["run"]), []).append(source)
        for row in sorted(rows, key=lambda r: (names[r["doc"]], r["doc"], r["start"], r["end"], r["id"])):
            yield claim_of(row, sources.get((row["id"], row["run"]), ()))  # type: ignore[arg-type]

    def disputed_claims(self) -> list[str]:
        """Return the ids of the claims on which the latest words of several people differ, in order."""
        asked = select(ruled_claims.c.claim).where(ruled_claims.c.disputed).order_by(ruled_claims.c.claim)
        with self._forks.reading() as c:
            return list(c.execute(asked).scalars())

    def rejected_ids(self, start: str, limit: int = 10) -> list[str]:
        """Return ids of rejected claims that begin so, in order."""
        begins = ruled_claims.c.claim.startswith(start, autoescape=True)
        asked = select(ruled_claims.c.claim).where(ruled_claims.c.ruled == Ruled.REJECTED.value, begins)
        with self._forks.reading() as c:
            return list(c.execute(asked.order_by(ruled_claims.c.claim).limit(limit)).scalars())

    def grades(self) -> dict[str, str]:
        """Return the grade of each source, the latest in force: by canonical actor id, and by folded name."""
        with self._forks.reading() as c:
            return read_grades(c)

    def voices(self, folded: str) -> list[str]:
        """Return the names of publishers, authors and commenters that fold to this, in order."""
        import json

        with self._forks.reading() as c:
            asked = select(t.documents.c.publisher, t.documents.c.authors).distinct()
            spoken = select(t.segments.c.speaker).where(t.segments.c.speaker.is_not(None)).distinct()
            names = set(c.execute(spoken).scalars())
            for publisher, written in c.execute(asked):
                authors = json.loads(written)
                names.update([publisher, *authors, " and ".join(authors)])
        return sorted(name for name in names if name and fold(name) == folded)

    def audit(self, known: str | None = None) -> AuditReport:
        """Check the chain of decisions."""
        with self._forks.reading() as c:
            return audit_chain(chain_rows(c), chain_head(c), known)

    def decisions(self) -> Iterator[Decision]:
        """Yield the whole chain in order."""
        with self._forks.reading() as c:
            found = list(read_decisions(c))
        yield from found


def apply_decisions(
    forks: Forks, connection: Connection, rules: EdgeRules, new: Sequence[Decision], symmetric: frozenset[str]
) -> None:
    """Lay new decisions over what they concern, and count anew the edges that they change."""
    docs: set[str] = set()
    homes: set[str] = set()
    actors: set[str] = set()
    described: set[str] = set()
    graded = False
    for decision in new:
        held = concerned(connection, decision)
        graded |= held.kind is DecisionKind.GRADE
        if held.kind is DecisionKind.DESCRIBE:
            described.add(held.targets[0].id)
        if held.claim is not None:
            docs.add(held.claim.doc)
        if held.kind.of_actors:
            actors |= _attached(connection, held.seq)
        if held.actors:
            homes |= {actor.doc for actor in held.actors}
    keeper = Keeper(forks, connection, rules)
    for doc in sorted(homes):
        actors |= find_again(connection, doc)
    if actors:
        keeper.see_moved(settle_actors(connection, actors))
    for doc in sorted(docs):
        keeper.lay_over(doc, symmetric)
    for doc in sorted(described):
        keeper.redescribe(doc)
    keeper.keep()
    if graded:
        keeper.grade()


def _attached(connection: Connection, seq: int) -> set[str]:
    """Return the raw actors of one decision, now and as judged."""
    asked = select(decision_actors.c.judged, decision_actors.c.actor).where(decision_actors.c.seq == seq)
    return {actor for row in connection.execute(asked) for actor in row if actor is not None}


def _names(connection: Connection, docs: Collection[str]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for some in chunks(sorted(docs)):
        asked = select(t.documents.c.id, t.documents.c.name).where(t.documents.c.id.in_(some))
        found += [{"doc": doc, "name": name} for doc, name in connection.execute(asked)]
    return found


def _adopt(connection: Connection, decision: Decision, places: dict[int, int]) -> Decision:
    """Return a decision of another chain as it is appended to this one: verbatim where it is the next row here."""
    rows, head = chain_head(connection)
    if (decision.seq, decision.previous) == (rows + 1, head):
        return decision
    adopted = replace(decision, origin=decision.origin or decision.hash)
    if decision.kind is not DecisionKind.UNDO:
        return adopted
    undone = decision.targets[0]
    return replace(adopted, targets=(replace(undone, id=str(places[int(undone.id)])),))
