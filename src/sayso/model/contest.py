"""Describe a disagreement as a face shows it: both sides' words and roots."""

from dataclasses import dataclass

from sayso.model.edge import ContestKind, Root
from sayso.model.view import ClaimView


@dataclass(frozen=True, slots=True)
class ContestSide:
    """Show one side of a disagreement.

    `edge` is what it speaks of, with canonical names and ids; `denies` tells that the side says it is not so. `sums`
    are the amounts that it names where sums are what is disputed. `times` are the EDTF times that its claims tell,
    `attested` the dates on which undated ones were written; both in order, each once. `roots` are those of all its
    claims; `claims` the surest ones, one of each root before the second of any: four, and two in a list of more than
    ten contests; `total` counts all. Of an edge with very many claims `roots`, `times` and `attested` are those of
    the surest, while `total` and `roots_total` count all that assert it, or deny it.
    """

    edge: str
    subject: str
    subject_id: str
    predicate: str
    object: str
    object_id: str
    denies: bool
    roots: tuple[Root, ...]
    claims: tuple[ClaimView, ...]
    total: int
    times: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    sums: tuple[str, ...] = ()
    roots_total: int = 0


@dataclass(frozen=True, slots=True)
class ContestView:
    """Show one disagreement.

    `words` is one sentence that names who says what. `both` are the roots that stand on both sides: a root that calls
    one friend and foe need not contradict itself. `id` follows from kind and edges.
    """

    id: str
    kind: ContestKind
    words: str
    side: ContestSide
    against: ContestSide
    both: tuple[Root, ...] = ()
