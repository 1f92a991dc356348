"""Take a person's decisions: check them, hold what they are made of, append them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from sayso.casefile.correction import correct_fields
from sayso.casefile.describing import change_fields
from sayso.casefile.find import find_actor, find_doc
from sayso.casefile.judging import find_claim, judge_actor, judge_claim
from sayso.casefile.names import Namer
from sayso.casefile.watch_judging import ENTRY, FIELD, find_entry, judgements_by_match, read_verdict
from sayso.model import Verdict
from sayso.model.decision import Change, Decision, DecisionKind, DecisionQuery, Ruling, Target
from sayso.model.errors import ExchangeError, NotFound, UsageError
from sayso.model.view import ImportReport
from sayso.store import Store, write_entry
from sayso.store.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.vocabulary import Vocabulary

LOOKED_AT = 200
"""How many raw actors of a union are looked at for one that bears its name."""

GRADES = ("A", "B", "C", "D", "E", "F")
"""The Admiralty code's grades of a source: A completely reliable to E unreliable, F cannot be judged."""


class Decider:
    """Append the decisions of one person at one time."""

    def __init__(self, store: Store, symmetric: frozenset[str], by: str, made_at: str) -> None:
        from sayso.actors import is_machine

        if is_machine(by) or not by.strip():
            raise UsageError(f"{by!r} cannot rule: `by` is the name of a person.")
        self._store, self._symmetric = store, symmetric
        self._by, self._made_at = by.strip(), made_at

    def rule_claim(self, kind: DecisionKind, start: str, why: str | None) -> Ruling:
        """Accept or reject a claim, be unsure of it, or write a note to it."""
        if kind is DecisionKind.NOTE and not (why or "").strip():
            raise UsageError("A note needs words. Write what is to be kept beside the claim.")
        claim = find_claim(self._store, start)
        judged = judge_claim(self._store, claim)
        return self._append(
            Decision(0, kind, (Target(claim.id, judged.document),), self._by, self._made_at, why, claim=judged)
        )

    def correct(self, vocabulary: "Vocabulary", start: str, wanted: Mapping[str, object], why: str | None) -> Ruling:
        """Correct some fields of a claim."""
        claim = find_claim(self._store, start)
        changes = correct_fields(self._store, vocabulary, claim, wanted)
        judged = judge_claim(self._store, claim)
        target = (Target(claim.id, judged.document),)
        return self._append(
            Decision(0, DecisionKind.CORRECT, target, self._by, self._made_at, why, changes, claim=judged)
        )

    def rule_pair(self, kind: DecisionKind, left: str, right: str, why: str | None) -> Ruling:
        """Rule on two actors.

        A raw actor's id is taken as it is, so that one mention can be told from the rest of its union; a name stands
        for the whole actor.
        """
        first, second = sorted((self._pick(left), self._pick(right)))
        if first == second:
            raise UsageError(
                f"{left!r} and {right!r} are one actor already. To part one document's actor from the others, give "
                "its own id; `sayso actor NAME --json` lists them under `raw`."
            )
        found = {actor.id: actor for actor in self._store.actors([first, second])}
        actors = tuple(judge_actor(found[raw]) for raw in (first, second))
        targets = tuple(Target(actor.id, actor.name) for actor in actors)
        return self._append(Decision(0, kind, targets, self._by, self._made_at, why, actors=actors))

    def grade(self, source: str, grade: str, why: str | None) -> Ruling:
        """Grade a source: an actor that is credited, or a publisher, author or commenter by name.

        A name that is both stands for both.
        """
        written = grade.strip().upper()
        if written not in GRADES:
            raise UsageError(f"{grade!r} is no grade of a source. Give one of: {', '.join(GRADES)}.")
        targets = self._find_source(source)
        held = self._store.grades()
        canonical = self._store.canonical([target.id for target in targets])
        before = next((held[key] for t in targets if (key := canonical.get(t.id, t.id)) in held), None)
        change = (Change("grade", before, written),)
        return self._append(Decision(0, DecisionKind.GRADE, targets, self._by, self._made_at, why, change))

    def judge_match(self, actor: str, written: str, verdict: Verdict | str, why: str | None) -> Ruling:
        """Rule whether an actor is the one of an entry of a watchlist."""
        entry, ruled = find_entry(self._store, written), read_verdict(str(verdict))
        raw = self._pick(actor)
        canonical = self._store.canonical([raw])[raw]
        held = next(iter(self._store.actors([self._spokesman(raw, canonical)])))
        before = judgements_by_match(self._store, {entry.list}, canonical).get((canonical, (entry.list, entry.id)))
        version = next((one.version for one in self._store.watchlists() if one.name == entry.list), None)
        targets = (Target(held.id, held.name), Target(f"{entry.list}/{entry.id}", entry.name))
        change = (
            Change(FIELD, None if before is None else before.stands.value, ruled.value),
            Change(ENTRY, version, write_entry(entry)),
        )
        return self._append(
            Decision(0, DecisionKind.MATCH, targets, self._by, self._made_at, why, change, actors=(judge_actor(held),))
        )

    def _spokesman(self, raw: str, canonical: str) -> str:
        """Return the raw actor of a union that bears its name; the one that was asked for where it is no union's."""
        if raw != canonical:
            return raw
        name = fold(self._store.union_actors([canonical])[canonical].actor.name)
        some = self._store.actors(self._store.some_raw(canonical, LOOKED_AT))
        return next((one.id for one in some if fold(one.name) == name), raw)

    def describe(self, name_or_id: str, wanted: Mapping[str, object], why: str | None) -> Ruling:
        """Rule what a document says of itself."""
        doc = find_doc(self._store, name_or_id)
        (card,) = self._store.name_docs([doc]).values()
        changes = change_fields(card.metadata, wanted)
        if not changes:
            raise UsageError("Nothing would change: the document says so already.")
        return self._append(
            Decision(0, DecisionKind.DESCRIBE, (Target(doc, card.name),), self._by, self._made_at, why, changes)
        )

    def undo(self, seq: int, why: str | None) -> Ruling:
        """Undo a decision; undoing an undo puts back what it undid."""
        found = self._store.rulings(DecisionQuery(seq=seq))
        if not found:
            raise NotFound(f"There is no decision {seq}. List them with `sayso decisions`.")
        target = (Target(str(seq), found[0].decision.kind.value),)
        return self._append(Decision(0, DecisionKind.UNDO, target, self._by, self._made_at, why))

    def state(self, target: Target, changes: tuple[Change, ...], why: str | None) -> Ruling:
        """State a hypothesis, or word it anew."""
        kind = DecisionKind.HYPOTHESIS
        return self._append(Decision(0, kind, (target,), self._by, self._made_at, why, changes))

    def rate(self, start: str, hypothesis: Target, changes: tuple[Change, ...], why: str | None) -> Ruling:
        """Rate how a claim goes with a hypothesis; the claim is held as it was rated."""
        claim = find_claim(self._store, start)
        judged = judge_claim(self._store, claim)
        targets = (Target(claim.id, judged.document), hypothesis)
        return self._append(
            Decision(0, DecisionKind.RATE, targets, self._by, self._made_at, why, changes, claim=judged)
        )

    def _append(self, decision: Decision) -> Ruling:
        return self._store.decide(decision, self._symmetric)

    def _pick(self, name_or_id: str) -> str:
        return name_or_id if self._store.canonical([name_or_id]) else find_actor(self._store, name_or_id)

    def _find_source(self, source: str) -> tuple[Target, ...]:
        voices = self._store.voices(fold(source)) if fold(source) else []
        spoken = (Target(fold(source), voices[0]),) if voices else ()
        try:
            raw = self._pick(source)
        except (NotFound, UsageError):
            if not spoken:
                raise
            return spoken
        namer = Namer(self._store)
        namer.learn([raw])
        return (Target(raw, namer.name(namer.canonical(raw))), *spoken)


def find_kind(kind: str | None) -> DecisionKind | None:
    """Return a kind of decision from its name, hyphens and case aside; raises UsageError for none."""
    if kind is None:
        return None
    try:
        return DecisionKind(kind.strip().casefold().replace("-", " ").replace("_", " "))
    except ValueError as error:
        raise UsageError(f"{kind!r} is no kind of decision. Give one of: {', '.join(DecisionKind)}.") from error


@dataclass(frozen=True, slots=True)
class DecisionPlace:
    """Say which stretch of a list of decisions is wanted: in which order, how many, after which number."""

    order: str = "oldest"
    limit: int | None = None
    after: int | str | None = None

    def narrow(self, query: DecisionQuery) -> DecisionQuery:
        """Return a query for this stretch; raises UsageError for an order or a number that is none."""
        if self.order not in {"oldest", "newest"}:
            raise UsageError(f"order must be oldest or newest, not {self.order!r}.")
        after = str(self.after)
        if self.after is not None and not (after.isascii() and after.isdigit() and len(after) < 16):
            raise UsageError(f"There is no decision {self.after!r} to go on after. Begin again without it.")
        number = None if self.after is None else int(after)
        return replace(query, newest=self.order == "newest", after=number, limit=self.limit)


def list_decisions(
    store: Store,
    place: DecisionPlace,
    *,
    claim: str | None,
    actor: str | None,
    by: str | None,
    kind: str | None,
    effective: bool | None,
    orphans: bool = False,
) -> list[Ruling]:
    """Return a stretch of the decisions that answer; see `Rulings.decisions`."""
    raws = None if actor is None else store.unions([find_actor(store, actor)])
    actors = None if raws is None else tuple(raw for union in raws.values() for raw in union)
    wanted = None if claim is None else _claim_id(store, claim)
    return store.rulings(place.narrow(DecisionQuery(None, wanted, actors, by, find_kind(kind), effective, orphans)))


def _claim_id(store: Store, start: str) -> str:
    """Return a claim's id from its start; one that only an orphan knows is taken as it was judged."""
    try:
        return find_claim(store, start).id
    except NotFound:
        judged = {one.decision.claim.id for one in store.rulings(DecisionQuery(orphans=True)) if one.decision.claim}
        found = sorted(name for name in judged if name.startswith(start))
        if len(found) != 1:
            raise
        return found[0]


def export_decisions(store: Store, stream: IO[str]) -> int:
    """Write the whole chain, one decision a line, in order; return how many."""
    from sayso.store.chain import write_line

    count = 0
    for decision in store.decisions():
        stream.write(write_line(decision) + "\n")
        count += 1
    return count


def import_decisions(store: Store, lines: "Iterable[str]", symmetric: frozenset[str]) -> ImportReport:
    """Take in the decisions of another casefile, or of a copy of this one.

    The chain of the lines is checked first; raises ExchangeError, and takes nothing in, where it is broken.
    """
    from sayso.store.chain import check_lines

    decisions = check_lines(lines)
    _check_undos(decisions)
    new = store.take_decisions(decisions, symmetric)
    return ImportReport(len(decisions), new, len(decisions) - new, ())


def _check_undos(decisions: Sequence[Decision]) -> None:
    for decision in decisions:
        if decision.kind is DecisionKind.UNDO:
            target = decision.targets[0].id if decision.targets else ""
            if not (target.isascii() and target.isdigit() and 0 < int(target) < decision.seq):
                raise ExchangeError(f"Decision {decision.seq} undoes {target!r}, which is no decision before it.")
