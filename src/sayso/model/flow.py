"""Describe flows of money and support, the sums that are told, and what may be added up."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sayso.model.claim import Certainty, Modality, Polarity
from sayso.model.edge import Attestation, Root, Standing

UNDATED = "undated"
"""The period of what no text gives a time for."""

ALL_TIME = "all"
"""The period of a total over all periods."""


class SumStatus(StrEnum):
    """Say what became of a sum, as far as the words tell."""

    REQUESTED = "requested"
    APPROPRIATED = "appropriated"
    OFFERED = "offered"
    WITHHELD = "withheld"
    PAID = "paid"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """Name who gives or who gets.

    `key` is the canonical actor's id where it is `named`; whoever is not named ("officials", an agent left out) stands
    under the words for it, and `actors` are then all actors so called, of which nobody says that they are one.
    """

    key: str
    name: str
    named: bool
    actors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stance:
    """Say in what way money is spoken of; what differs in any of the three is never added up."""

    polarity: Polarity = Polarity.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    modality: Modality = Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class Sum:
    """Hold one sum, however many documents tell of it.

    `kind` is the kind of flow, empty where its claims are none. `period` is an EDTF period that surely holds its time,
    or `undated`; `times` are the EDTF times that its claims give, `attested` when the claims without one were
    published; `earliest` and `latest` are ISO days, None where undated or open. `part_of` is the sum that it is a part
    of, in words as `Amount`; `whole` is that sum's id where it is told, `parts` are the ids of its own parts.
    `stance` has the surest certainty of its claims; `approximate` holds where every claim says "about".
    `attestations` stand in order of claim id, `roots` in order of key, `against` are claims that deny this sum.
    """

    id: str
    kind: str
    predicates: tuple[str, ...]
    giver: Party
    receiver: Party
    value: Decimal
    currency: str
    status: SumStatus
    stance: Stance
    approximate: bool
    period: str
    times: tuple[str, ...]
    attested: tuple[str, ...]
    earliest: str | None
    latest: str | None
    part_of: str | None
    whole: str | None
    parts: tuple[str, ...]
    roots: tuple[Root, ...]
    attestations: tuple[Attestation, ...]
    against: tuple[str, ...] = ()


class LeftOutReason(StrEnum):
    """Say why a sum is not added to a total."""

    PART = "part of a sum that is told"
    PART_ALONE = "part of a sum that is not told here"
    UNDATED = "undated: may be the same money as a dated sum"
    OVERLAP = "its time meets that of a sum that is counted"
    RIVAL = "another figure for one period; the total is a range"
    SAME_MONEY = "same figure and time under another giver or receiver"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Name a sum that is not added, why, and the sums because of which it is not."""

    sum: str
    reason: LeftOutReason
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """Add up the sums of one kind, currency, status and stance in one period.

    `low` is what the claims come to where each disputed figure is taken at its least, `high` at its most; `contested`
    tells that they differ. `sums` are the ids that stand in the total, `left_out` the others, in order of id. `roots`
    are those whose word the total rests on. `period` is EDTF, `undated`, or `all`.
    """

    kind: str
    currency: str
    status: SumStatus
    stance: Stance
    period: str
    low: Decimal
    high: Decimal
    approximate: bool
    contested: bool
    sums: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    roots: tuple[Root, ...]


@dataclass(frozen=True, slots=True)
class Flow:
    """Show what one party is said to give another in one way.

    `says` are the words for the kind ("gives money to"), `edges` the ids of the edges behind it. `times` are the EDTF
    times told, `attested` when undated claims were published. `sums` are its sums, wholes before their parts,
    `totals` what they come to; `attestations` are all its claims in order of id.
    """

    id: str
    kind: str
    says: str
    giver: Party
    receiver: Party
    standing: Standing
    roots: tuple[Root, ...]
    denying_roots: tuple[Root, ...]
    times: tuple[str, ...]
    attested: tuple[str, ...]
    edges: tuple[str, ...]
    attestations: tuple[Attestation, ...]
    sums: tuple[Sum, ...] = ()
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class CircleSum:
    """Say what of a circle's money comes back: `value` of each flow goes round; `left` is what each flow has beyond it,
    in the order of the circle's flows.
    """

    currency: str
    status: SumStatus
    value: Decimal
    left: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Show money that is said to come back to whom it came from.

    `parties` begin with the least key, `flows` are the ids of the flows from each to the next, `roots` those of each
    flow. `netted` is empty where some flow has no sum of one currency and status.
    """

    parties: tuple[Party, ...]
    flows: tuple[str, ...]
    roots: tuple[tuple[Root, ...], ...]
    netted: tuple[CircleSum, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """Add up what one actor gets or gives; `side` is `receives` or `gives`."""

    side: str
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Flows:
    """Answer who pays, arms, shelters or trains whom.

    `flows` are those with money first, then by independent roots, at most as many as asked; `total` is how many there
    are. `totals` add up every sum of them, over each period and over all; `balance` does so for what the asked actor
    gets and gives, empty where none was asked. `circles` are the shortest first. `undated` are claims that no date
    tells of and that were left out because a date was asked. `actor` is the canonical id asked for.
    """

    flows: tuple[Flow, ...]
    total: int
    totals: tuple[Total, ...] = ()
    balance: tuple[Balance, ...] = ()
    circles: tuple[Circle, ...] = ()
    circles_capped: bool = False
    period: str = "year"
    actor: str | None = None
    actor_name: str | None = None
    undated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sums:
    """List every sum, wholes before their parts, those that are flows and those that are not; `total` is how many."""

    sums: tuple[Sum, ...]
    total: int
    totals: tuple[Total, ...] = ()
    undated: tuple[str, ...] = ()
