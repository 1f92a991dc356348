"""Lay people's decisions over one document's readings, and take them away again.

What reading made is never changed but for its flag `current`. A rejected or corrected claim has a row of its own, of
the same id, in a run of its own (reader `decisions`); it is current where the claim was corrected and not where it was
rejected. Everything here is worked out from scratch for one document and compared with what is there, so that doing
it twice does nothing and an undo leaves no trace.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, bindparam, delete, insert, select, update

from sayso.model import Claim, content_id
from sayso.model.decision import Attached, Decision, Ruled
from sayso.store import tables as t
from sayso.store.actor_rulings import lay_actors
from sayso.store.asking import ask_rows, chunks
from sayso.store.attach import Found, Standing, attach_all
from sayso.store.correcting import Outcome, correct_claim, replay
from sayso.store.decisions import RUN, corrected_actors, decision_marks, read_decisions, ruled_claims
from sayso.store.encode import claim_of, claim_row, source_rows
from sayso.store.prepared import ask
from sayso.store.search_rows import settle_rows

_ANY = select(decision_marks.c.seq).limit(1)
_RULED = select(decision_marks.c.seq).where(decision_marks.c.doc == bindparam("of")).limit(1)
_WAITING = (
    select(corrected_actors.c.doc)
    .join(t.actors, t.actors.c.id == corrected_actors.c.actor)
    .join(decision_marks, decision_marks.c.doc == corrected_actors.c.doc)
    .where(
        t.actors.c.doc == bindparam("of"),
        corrected_actors.c.doc != bindparam("of"),
        decision_marks.c.attached == Attached.ORPHAN.value,
    )
)


@dataclass(frozen=True, slots=True)
class LaidOver:
    """Say what laying decisions over a document changed.

    `changed` are ids of claims that answer otherwise now, or no more, or again; `moved` raw actors that got another
    canonical id; `orphans` the numbers of the decisions that find nothing.
    """

    changed: frozenset[str] = frozenset()
    moved: frozenset[str] = frozenset()
    orphans: tuple[int, ...] = ()


def lay_over(connection: Connection, doc: str, symmetric: frozenset[str]) -> LaidOver:
    """Lay all decisions that concern one document over what is read of it now; return what that changed.

    To be called inside a transaction, after a reading of the document was written and after a decision on it. Costs
    one look where nobody ruled on anything. `symmetric` are the predicates whose edge has no direction. Canonical
    ids that follow are set; the counters of edges are left to the caller. Corrections in other documents that wait for
    an actor of this one are laid over theirs.
    """
    if not ask(connection, _ANY, {}):
        return LaidOver()
    moved = lay_actors(connection, doc)
    laid = _lay_document(connection, doc, symmetric)
    others = [_lay_document(connection, other, symmetric) for other in _waiting(connection, doc)]
    changed = laid.changed | _claims_of(connection, doc, moved)
    return LaidOver(changed.union(*(other.changed for other in others)), moved, laid.orphans)


def _waiting(connection: Connection, doc: str) -> list[str]:
    """Return the other documents in which a correction is an orphan and names an actor of this one."""
    return sorted({other for (other,) in ask(connection, _WAITING, {"of": doc})})


def _claims_of(connection: Connection, doc: str, raws: Collection[str]) -> frozenset[str]:
    """Return a document's claims that speak of one of these raw actors or rest on one's word."""
    if not raws:
        return frozenset()
    names = select(t.claims.c.id, t.claims.c.subject, t.claims.c.object).where(t.claims.c.doc == doc)
    found = {name for name, *sides in connection.execute(names) if not set(raws).isdisjoint(sides)}
    credited = _sources_of(connection, doc)
    found |= {name for (name, _), rows in credited.items() if any(row["actor"] in raws for row in rows)}
    return frozenset(found)


def _lay_document(connection: Connection, doc: str, symmetric: frozenset[str]) -> LaidOver:
    """Lay decisions over the claims of one document alone."""
    if not ask(connection, _RULED, {"of": doc}):
        return LaidOver()
    marks = connection.execute(select(decision_marks).where(decision_marks.c.doc == doc)).mappings().all()
    read = _Read(connection, doc)
    made = {one.seq: one for one in read_decisions(connection, [row["seq"] for row in marks])}
    found = attach_all((one.claim for one in made.values() if one.claim is not None), read.standing())
    places = _place_decisions(connection, made.values(), found)
    _write_marks(connection, marks, places)
    effective: dict[str, list[Decision]] = {}
    for row in sorted(marks, key=lambda one: int(one["seq"])):
        now = places[row["seq"]][0]
        if row["effective"] and now is not None:
            effective.setdefault(now, []).append(made[row["seq"]])
    outcomes = {claim: replay(rulings) for claim, rulings in effective.items()}
    _write_outcomes(connection, doc, outcomes)
    _write_corrected(connection, doc, made.values())
    orphans = tuple(sorted(seq for seq, (now, _) in places.items() if now is None))
    changed = read.write(outcomes, symmetric)
    settle_rows(connection, doc)
    return LaidOver(changed, orphans=orphans)


def _place_decisions(connection: Connection, made: Iterable[Decision], found: Mapping[str, Found]) -> dict[int, Found]:
    """Return where each decision is attached; a correction that names an actor who is not here is an orphan."""
    held = list(made)
    wanted = {actor for decision in held for change in decision.change for actor in change.actors}
    asked = select(t.actors.c.id)
    there = {row["id"] for row in ask_rows(connection, asked, t.actors.c.id, wanted)} if wanted else set()
    places: dict[int, Found] = {}
    for decision in held:
        named = {actor for change in decision.change for actor in change.actors}
        lost = decision.claim is None or not named <= there
        places[decision.seq] = (None, Attached.ORPHAN) if lost or decision.claim is None else found[decision.claim.id]
    return places


class _Read:
    """Hold the rows of one document's claims, and put right which of them are current."""

    def __init__(self, connection: Connection, doc: str) -> None:
        self._c, self._doc = connection, doc
        runs = connection.execute(select(t.runs).where(t.runs.c.doc == doc)).mappings().all()
        self._own = {row["id"] for row in runs if row["reader"] == RUN}
        self._reader = {r["id"] for r in runs if r["current"] and not r["imported"] and r["id"] not in self._own}
        self._imported = {row["id"] for row in runs if row["imported"]}
        rows = connection.execute(select(t.claims).where(t.claims.c.doc == doc)).mappings().all()
        self._rows = sorted(rows, key=lambda row: (row["id"], row["run"]))
        self._sources = _sources_of(connection, doc)
        self._bases = self._find_bases()

    def _find_bases(self) -> dict[str, Any]:
        """Return the row of each claim that would be current without decisions: the reader's, else an import's."""
        bases: dict[str, Any] = {}
        for wanted in (self._reader, self._imported):
            for row in self._rows:
                if row["run"] in wanted:
                    bases.setdefault(row["id"], row)
        return bases

    def standing(self) -> Standing:
        """Return the claims as read, and the runs in which each id ever stood."""
        runs: dict[str, set[str]] = {}
        for row in self._rows:
            if row["run"] not in self._own:
                runs.setdefault(row["id"], set()).add(row["run"])
        claims = {name: self._claim(row) for name, row in self._bases.items()}
        return Standing(claims, {name: frozenset(held) for name, held in runs.items()})

    def _claim(self, row: Any) -> Claim:
        return claim_of(row, self._sources.get((row["id"], row["run"]), ()))

    def write(self, outcomes: Mapping[str, Outcome], symmetric: frozenset[str]) -> frozenset[str]:
        """Set what is current; return the ids of claims that answer otherwise."""
        before = {row["id"]: row for row in self._rows if row["current"]}
        wanted: dict[str, tuple[dict[str, Any], list[dict[str, Any]]]] = {}
        hidden: set[str] = set()
        for name, outcome in outcomes.items():
            if not outcome.overlays:
                continue
            base = self._bases[name]
            claim = correct_claim(self._claim(base), outcome.changes)
            run = content_id("run", claim.text_id, RUN)
            current = outcome.ruled is not Ruled.REJECTED
            row = claim_row(claim, run, claim.predicate in symmetric, current)
            wanted[name] = row, list(source_rows(claim, run))
            hidden.add(name)
        changed = self._flag(hidden) | self._overlay(wanted)
        after = {name: row for name, row in self._bases.items() if name not in hidden}
        after |= {name: row for name, (row, _) in wanted.items() if row["current"]}
        changed |= {
            name
            for name in before.keys() | after.keys()
            if (before.get(name) is None) != (after.get(name) is None) or _differ(before.get(name), after.get(name))
        }
        return frozenset(changed)

    def _flag(self, hidden: set[str]) -> set[str]:
        """Let the rows of reading answer that should, and no others; return the ids of those that were wrong."""
        right: dict[tuple[bool, str], list[str]] = {}
        for row in self._rows:
            if row["run"] in self._own:
                continue
            current = row["id"] not in hidden and self._bases.get(row["id"]) is row
            if bool(row["current"]) != current:
                right.setdefault((current, row["run"]), []).append(row["id"])
        for (current, run), names in right.items():
            for some in chunks(names):
                chosen = and_(t.claims.c.run == run, t.claims.c.id.in_(some))
                self._c.execute(update(t.claims).where(chosen).values(current=current))
        return {name for names in right.values() for name in names}

    def _overlay(self, wanted: Mapping[str, tuple[dict[str, Any], list[dict[str, Any]]]]) -> set[str]:
        """Write the rows of corrected and rejected claims; return the ids of those that were other or not there."""
        there = {row["id"]: row for row in self._rows if row["run"] in self._own}
        changed: set[str] = set()
        for name, row in there.items():
            new = wanted.get(name)
            if new is None or dict(row) != new[0] or self._credits(row) != new[1]:
                changed.add(name)
                chosen = (t.claims.c.id == name) & (t.claims.c.run == row["run"])
                self._c.execute(delete(t.claims).where(chosen))
                gone = (t.claim_sources.c.claim == name) & (t.claim_sources.c.run == row["run"])
                self._c.execute(delete(t.claim_sources).where(gone))
        fresh = [new for name, new in wanted.items() if name in changed or name not in there]
        self._write_runs({row["run"]: row["text_id"] for row, _ in wanted.values()})
        for claim, chain in fresh:
            self._c.execute(insert(t.claims).values(**claim))
            if chain:
                self._c.execute(insert(t.claim_sources), chain)
        return changed | {claim["id"] for claim, _ in fresh}

    def _credits(self, row: Any) -> list[dict[str, Any]]:
        return [dict(one) for one in self._sources.get((row["id"], row["run"]), ())]

    def _write_runs(self, wanted: Mapping[str, str]) -> None:
        """Keep a row for each run that holds something, and no other."""
        for run in sorted(self._own - wanted.keys()):
            self._c.execute(delete(t.runs).where(t.runs.c.id == run))
        for run, text_id in wanted.items():
            if run in self._own:
                self._c.execute(update(t.runs).where(t.runs.c.id == run).values(current=True))
                continue
            row = {"id": run, "doc": self._doc, "text_id": text_id, "reader": RUN}
            self._c.execute(insert(t.runs).values(**row, imported=False, current=True, words=0))


def _differ(before: Any, after: Any) -> bool:
    """Tell whether a claim answers by another row than before; another run alone is no matter."""
    if before is None or after is None:
        return False
    return any(before[name] != after[name] for name in after if name != "run")


def _sources_of(connection: Connection, doc: str) -> dict[tuple[str, str], list[Any]]:
    """Return the sources of all a document's claims, of every run, by claim and run."""
    both = and_(t.claims.c.id == t.claim_sources.c.claim, t.claims.c.run == t.claim_sources.c.run)
    asked = select(t.claim_sources).select_from(t.claim_sources.join(t.claims, both)).where(t.claims.c.doc == doc)
    found: dict[tuple[str, str], list[Any]] = {}
    for row in connection.execute(asked.order_by(t.claim_sources.c.depth)).mappings():
        found.setdefault((row["claim"], row["run"]), []).append(row)
    return found


def _write_marks(connection: Connection, marks: Sequence[Any], places: Mapping[int, Found]) -> None:
    """Write where decisions are attached now, those alone that moved."""
    for row in marks:
        now, attached = places[row["seq"]]
        if (row["claim"], row["attached"]) != (now, attached.value):
            chosen = decision_marks.c.seq == row["seq"]
            connection.execute(update(decision_marks).where(chosen).values(claim=now, attached=attached.value))


def _write_outcomes(connection: Connection, doc: str, outcomes: Mapping[str, Outcome]) -> None:
    """Write what stands of each claim that was ruled on."""
    connection.execute(delete(ruled_claims).where(ruled_claims.c.doc == doc))
    rows = [
        {"claim": claim, "doc": doc, "ruled": outcome.ruled.value, "disputed": outcome.disputed}
        for claim, outcome in sorted(outcomes.items())
        if outcome.ruled is not Ruled.NONE
    ]
    if rows:
        connection.execute(insert(ruled_claims), rows)


def _write_corrected(connection: Connection, doc: str, made: Iterable[Decision]) -> None:
    """Write the actors that corrections name, those among them that are not here yet."""
    connection.execute(delete(corrected_actors).where(corrected_actors.c.doc == doc))
    put = {actor for decision in made if decision.claim for change in decision.change for actor in change.actors}
    if put:
        connection.execute(insert(corrected_actors), [{"actor": actor, "doc": doc} for actor in sorted(put)])
