"""Work out what effective rulings on one claim come to, and write a correction into a claim."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sayso.model import Amount, Certainty, Claim, Factuality, Modality, Polarity, SourceRef
from sayso.model.decision import Change, Decision, DecisionKind, Ruled

SIDES = ("subject", "object")
SOURCES = " › "
"""What stands between the names of a chain of sources, outermost first."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what stands of one claim after all effective rulings on it, in order.

    Corrections add up field by field, the latest of a field counts; a rejection lasts until the claim is accepted or
    corrected. Rulings differ where two persons' latest left the claim in two states.
    """

    ruled: Ruled = Ruled.NONE
    disputed: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def overlays(self) -> bool:
        """Tell whether the claim needs a row of its own."""
        return self.ruled is Ruled.REJECTED or bool(self.changes)


def replay(rulings: Iterable[Decision]) -> Outcome:
    """Return what effective rulings on one claim, in order, come to."""
    changes: dict[str, Change] = {}
    ruled, rejected = Ruled.NONE, False
    stances: dict[str, object] = {}
    for decision in rulings:
        if decision.kind in {DecisionKind.NOTE, DecisionKind.RATE}:
            continue
        if decision.kind is DecisionKind.UNSURE:
            ruled = Ruled.UNSURE if ruled is Ruled.NONE else ruled
            continue
        rejected = decision.kind is DecisionKind.REJECT
        if decision.kind is DecisionKind.CORRECT:
            changes |= {change.field: change for change in decision.change}
            ruled = Ruled.CORRECTED
        else:
            ruled = Ruled.REJECTED if rejected else Ruled.ACCEPTED
        stances[decision.by] = None if rejected else frozenset((c.field, c.after, c.actors) for c in changes.values())
    return Outcome(ruled, len(set(stances.values())) > 1, tuple(changes.values()))


def correct_claim(claim: Claim, changes: Sequence[Change]) -> Claim:
    """Return a claim with some fields as people wrote them; where its words stand is left as it is."""
    by_field = {change.field: change for change in changes}
    fact = claim.factuality
    written = {name: change.after for name, change in by_field.items()}
    plain = {name: written[name] for name in ("time", "place", "role", "about") if name in written}
    changed = replace(claim, **plain)  # type: ignore[arg-type]
    changed = replace(
        changed,
        predicate=written.get("predicate") or claim.predicate,
        factuality=Factuality(
            Polarity(written.get("polarity") or fact.polarity),
            Certainty(written.get("certainty") or fact.certainty),
            Modality(written.get("modality") or fact.modality),
        ),
        amount=_amount(claim.amount, written),
    )
    for side in SIDES:
        if side in by_field:
            ref = replace(getattr(changed, side), actor=by_field[side].actors[0])
            changed = replace(changed, **{side: ref})
    if "sources" in by_field:
        changed = replace(changed, sources=_credit(claim, by_field["sources"]))
    return changed


def _amount(held: Amount | None, written: Mapping[str, str | None]) -> Amount | None:
    """Return a sum with what was corrected of it; a sum that was taken away takes its status along."""
    if "amount" in written:
        if written["amount"] is None:
            return None
        value, currency = written["amount"].split(" ")
        fresh = Amount(Decimal(value), currency)
        held = fresh if held is None else replace(held, value=fresh.value, currency=currency)
    if held is None:
        return None
    if "amount_status" in written:
        held = replace(held, status=written["amount_status"])
    if "amount_part_of" in written:
        held = replace(held, part_of=written["amount_part_of"])
    if "amount_approximate" in written:
        held = replace(held, approximate=written["amount_approximate"] == "yes")
    return held


def _credit(claim: Claim, change: Change) -> tuple[SourceRef, ...]:
    """Return the corrected chain; a source that the text credited anyway keeps its words and cue."""
    held = {source.actor: source for source in claim.sources}
    names = (change.after or "").split(SOURCES)
    return tuple(held.get(actor) or SourceRef(actor, name) for actor, name in zip(change.actors, names, strict=True))
