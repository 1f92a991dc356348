"""Describe a timeline: what is said to have happened or held, in lanes, on both clocks."""

from dataclasses import dataclass

from sayso.model.claim import Certainty, Modality
from sayso.model.edge import Root, Standing


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Show one event, or one stretch of a state, however many claims tell of it.

    `time` is the EDTF time told most exactly, `times` all that are told; None and empty for an undated item.
    `earliest` and `latest` are the ISO days between which it may lie, `sure_from` and `sure_until` those between which
    it surely holds; None where open or not sure of any day. `open_start` and `open_end` tell that the text gives no
    start or no end: what is open goes on as long as it is attested, and no longer. `kind` is `state` or `event`;
    `other` is the actor at the other end from the one asked for, the object where none was. `denied`, `certainty` and
    `modality` are those of its claims (the surest). `standing` is the edge's. `say_so` are the chains of names behind
    it, each once; `words` quote the surest claim, `best` is its id, `claims` are all ids in order. `known` are the
    EDTF dates on which its claims were published. `conflicts_with` are ids of items that disagree with it.
    """

    id: str
    edge: str
    subject: str
    subject_id: str
    predicate: str
    object: str
    object_id: str
    other: str
    other_id: str
    family: str
    kind: str
    time: str | None
    times: tuple[str, ...]
    earliest: str | None
    latest: str | None
    sure_from: str | None
    sure_until: str | None
    open_start: bool
    open_end: bool
    denied: bool
    certainty: Certainty
    modality: Modality
    standing: Standing
    roots: tuple[Root, ...]
    say_so: tuple[tuple[str, ...], ...]
    words: str
    best: str
    claims: tuple[str, ...]
    known: tuple[str, ...]
    undated_claims: int
    conflicts_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """Hold the items of one lane in order of time; `total` is how many there are before any were cut."""

    key: str
    title: str
    items: tuple[TimelineItem, ...]
    total: int


@dataclass(frozen=True, slots=True)
class KnownDay:
    """Say how many claims of a timeline were published on one EDTF date; None is no known date."""

    date: str | None
    claims: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Show what is said over time.

    `by` says what makes a lane: family, kind, event, other, source or none. An item on the word of several sources
    stands in the lane of each. `undated` are items for which no text gives a time, with when they were published.
    `total` and `undated_total` count before the cut. `first` and `last` are the ISO days between which all dated items
    shown lie, open ends aside. `known` counts claims by date of publication, in order, the unknown last.
    `undated_claims` are claims that a filter by date left out because no date could answer.
    """

    lanes: tuple[Lane, ...]
    undated: tuple[TimelineItem, ...]
    total: int
    undated_total: int
    by: str
    first: str | None = None
    last: str | None = None
    known: tuple[KnownDay, ...] = ()
    actor: str | None = None
    actor_name: str | None = None
    undated_claims: tuple[str, ...] = ()
