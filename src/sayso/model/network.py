"""Describe ties, neighbourhoods, paths and networks, as they are searched and as faces draw them."""

from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.model.edge import Answer, EdgeCard, Standing
from sayso.model.view import ClaimView


@dataclass(frozen=True, slots=True)
class TieQuery:
    """Choose ties by what stands on them; None lets everything through, an empty set nothing."""

    predicates: frozenset[str] | None = None
    standings: frozenset[Standing] | None = None
    sign: int | None = None

    def takes(self, tie: EdgeCard) -> bool:
        """Tell whether a tie answers."""
        return (
            (self.predicates is None or tie.predicate in self.predicates)
            and (self.standings is None or tie.standing in self.standings)
            and (self.sign is None or tie.sign == self.sign)
        )


@dataclass(frozen=True, slots=True)
class NetworkActor:
    """Show one actor of a network.

    `ties` counts its ties in the answer, `ties_in_all` all that it has in the casefile (or in the claims that were
    chosen). `hop` is its distance from the middle of a neighbourhood, None elsewhere. `x` and `y` are its place in
    the unit square where a layout was asked for.
    """

    id: str
    name: str
    type: ActorType
    named: bool
    ties: int
    ties_in_all: int
    hop: int | None = None
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class NetworkTie:
    """Show one tie as a face draws it: all claims of one pair and predicate.

    `roots` and `denying_roots` are numbers of independent roots; `said_by` and `denied_by` name some of them, never
    empty where there is one. `denied`, `hedged` and `intended` tell that nothing stronger stands behind the tie.
    `claims` counts all claims; `sample` are some of their ids, surest first. `first` and `last` are the days between
    which it certainly is attested, `may_from` and `may_to` those of which its claims may speak; `times` are the EDTF
    times that the sample tells, `attested` the dates on which its undated claims were written. `holds` answers the date
    that was asked. `directed` is False where the predicate has no direction.
    """

    id: str
    subject_id: str
    subject: str
    predicate: str
    object_id: str
    object: str
    family: str
    sign: int
    directed: bool
    standing: Standing
    roots: int
    denying_roots: int
    claims: int
    sample: tuple[str, ...]
    said_by: tuple[str, ...]
    denied_by: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    may_from: str | None = None
    may_to: str | None = None
    times: tuple[str, ...] = ()
    attested: tuple[str, ...] = ()
    holds: Answer | None = None

    @property
    def denied(self) -> bool:
        """Tell whether claims only deny the tie."""
        return self.standing is Standing.DENIED

    @property
    def hedged(self) -> bool:
        """Tell whether claims only hedge the tie."""
        return self.standing is Standing.ONLY_HEDGED

    @property
    def intended(self) -> bool:
        """Tell whether the tie is only planned or supposed."""
        return self.standing is Standing.ONLY_INTENDED


@dataclass(frozen=True, slots=True)
class Network:
    """Hold actors and the ties between them.

    `actors` come by hop and then those with most ties first, `ties` strongest first. `centre` and `hops` are those of a
    neighbourhood. `ties_in_all` counts what answers the question, dates aside; `complete` is False where some of it is
    not shown, and `notes` say what was left out and why, in sentences. `undated` counts ties that were passed over
    because a date was asked and nothing about them is dated.
    """

    actors: tuple[NetworkActor, ...]
    ties: tuple[NetworkTie, ...]
    ties_in_all: int
    complete: bool = True
    centre: str | None = None
    hops: int | None = None
    as_of: str | None = None
    known_on: str | None = None
    undated: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StepTie:
    """Show one tie of a step with its claims, surest first; `tie.claims` says how many there are in all."""

    tie: NetworkTie
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class PathStep:
    """Go from one actor to the next by one or several ties, strongest first; `ties_in_all` counts those found.

    `roots` are those of the strongest tie, and `standing` is its standing.
    """

    left: NetworkActor
    right: NetworkActor
    roots: int
    standing: Standing
    ties: tuple[StepTie, ...]
    ties_in_all: int


@dataclass(frozen=True, slots=True)
class ActorPath:
    """Lead from one actor to another without passing any actor twice.

    `weakest` is the number of independent roots of the weakest step, `mean` that of all steps on average.
    """

    actors: tuple[NetworkActor, ...]
    steps: tuple[PathStep, ...]
    weakest: int
    mean: float

    @property
    def hops(self) -> int:
        """Return the number of steps."""
        return len(self.steps)


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """Answer how two actors are connected.

    `paths` are distinct by their actors, in the order that was asked for. `complete` is True where nothing else within
    `max_hops` could have come before what is shown; `notes` say in sentences what was capped, avoided or passed over.
    `hubs_avoided` are actors with more ties than `hub_limit` that no path was led through, those with most first, and
    `hubs_in_all` how many such were met.
    """

    start: NetworkActor
    end: NetworkActor
    paths: tuple[ActorPath, ...]
    max_hops: int
    strongest: bool
    complete: bool
    hub_limit: int
    hubs_avoided: tuple[NetworkActor, ...] = ()
    hubs_in_all: int = 0
    expanded: int = 0
    as_of: str | None = None
    known_on: str | None = None
    undated: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureNote:
    """Say what one measure is: its definition, the source of the idea, and how it was worked out here."""

    measure: str
    definition: str
    source: str
    how: str


@dataclass(frozen=True, slots=True)
class ActorMeasures:
    """Hold the measures of one actor; None where one has no value (without neighbours there is no constraint).

    `degree` counts neighbours, `weighted_degree` sums the independent roots of its ties, `betweenness` is from 0 to 1,
    `constraint` low and `effective_size` high for a broker. `community` numbers the communities from 1, largest first.
    """

    actor: NetworkActor
    degree: int
    weighted_degree: int
    betweenness: float
    constraint: float | None
    effective_size: float | None
    community: int


@dataclass(frozen=True, slots=True)
class Community:
    """Hold one community: its number from 1 (largest first) and its actors, those with most neighbours first."""

    number: int
    actors: tuple[NetworkActor, ...]


@dataclass(frozen=True, slots=True)
class Triangle:
    """Hold three actors whose three pairs each have a friendly or a hostile tie.

    `signs` are those of the pairs first-second, second-third and first-third; `balanced` tells that their product is
    positive. `frustration` is the least number of independent roots whose word would have to be turned for it to
    balance, 0 where it does. `ties` are the ids of the ties behind it.
    """

    actors: tuple[NetworkActor, ...]
    signs: tuple[int, ...]
    balanced: bool
    frustration: int
    ties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NetworkMeasures:
    """Hold the measures of one network.

    `actors` come with the highest betweenness first, then by id; `brokers` are those of them with the least
    constraint. `balance` is the share of balanced triangles (None without a triangle) among `triangles_in_all`;
    `triangles` lists the unbalanced ones first, most frustrated first. `modularity` is that of the communities.
    `definitions` say what each measure is, `notes` what was left out.
    """

    actors: tuple[ActorMeasures, ...]
    brokers: tuple[ActorMeasures, ...]
    communities: tuple[Community, ...]
    triangles: tuple[Triangle, ...]
    triangles_in_all: int
    balance: float | None
    modularity: float | None
    ties: int
    pairs: int
    definitions: tuple[MeasureNote, ...]
    as_of: str | None = None
    known_on: str | None = None
    notes: tuple[str, ...] = ()
