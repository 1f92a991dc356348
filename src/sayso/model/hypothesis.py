"""Describe rival hypotheses, what is said for and against them, and what a comparison of them comes to.

After the analysis of competing hypotheses (R. J. Heuer, Psychology of Intelligence Analysis, 1999, chapter 8).
Nothing here says that a hypothesis is true: what stands best is what is least contradicted by what is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from sayso.model.decision import Ruling
from sayso.model.edge import Root
from sayso.model.view import ClaimView


class Rating(StrEnum):
    """Say how well evidence goes with a hypothesis, as a person rates it; N is neutral or not applicable."""

    VERY_CONSISTENT = "CC"
    CONSISTENT = "C"
    NEUTRAL = "N"
    INCONSISTENT = "I"
    VERY_INCONSISTENT = "II"

    @property
    def step(self) -> int:
        """Return its place on the scale: 2 for very consistent to -2 for very inconsistent."""
        return _STEPS[self]

    @property
    def against(self) -> int:
        """Return how far it speaks against a hypothesis: 2, 1 or 0; what is consistent proves nothing."""
        return max(0, -self.step)


_STEPS = {
    Rating.VERY_CONSISTENT: 2,
    Rating.CONSISTENT: 1,
    Rating.NEUTRAL: 0,
    Rating.INCONSISTENT: -1,
    Rating.VERY_INCONSISTENT: -2,
}


class Relevance(StrEnum):
    """Say how much evidence bears on the question, as a person judges it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Telling(StrEnum):
    """Say whether evidence tells hypotheses apart."""

    TELLS_APART = "tells apart"
    ALIKE = "rated alike"
    CONSISTENT_WITH_ALL = "consistent with all"
    UNTOLD = "rated for fewer than two"


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one statement of a hypothesis: free words, or who does what to whom, denied or not, as of an EDTF date.

    `words` are always there, as people write them. `subject_id` and `object_id` are canonical actors, None where the
    statement is free words or the casefile has no such actor any more.
    """

    words: str
    subject: str | None = None
    predicate: str | None = None
    object: str | None = None
    denied: bool = False
    as_of: str | None = None
    subject_id: str | None = None
    object_id: str | None = None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Hold one hypothesis on a question: who stated it last, when and why; all its statements are meant together.

    `seq` is the number of the decision that brought it: undoing that takes the hypothesis away.
    """

    id: str
    question: str
    title: str
    statements: tuple[Statement, ...]
    by: str
    made_at: str
    why: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Propose a rating, with the reason; it is none, and counts nowhere."""

    rating: Rating
    reason: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold what counts of one row: on whose word (`root`), how much it weighs, and how it was rated, by hypothesis.

    `weight` counts in sixths, so that sums are exact: 6 is a source that nobody graded and medium relevance.
    """

    id: str
    root: str
    weight: int = 6
    ratings: Mapping[str, Rating] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HypothesisStanding:
    """Say how one hypothesis stands.

    `rank` counts from 1, ties alike, None where nobody rated anything for it. `inconsistency` adds up, root by root,
    the heaviest that each says against it. `against` and `agreeing` count roots, `missing` rows that nobody rated.
    """

    hypothesis: str
    rank: int | None
    inconsistency: float
    against: int
    agreeing: int
    missing: int


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """Say how far one row's ratings differ between hypotheses: 0 to 1, None where fewer than two are rated."""

    row: str
    spread: float | None
    telling: Telling


@dataclass(frozen=True, slots=True)
class Fall:
    """Say what becomes of the order when one root falls.

    `order` are ids of hypotheses, least contradicted first, those that tie together; `least` those that would be least
    contradicted.
    """

    root: str
    order: tuple[tuple[str, ...], ...]
    least: tuple[str, ...]
    changes_least: bool
    changes_order: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold what rated evidence comes to; every order is by content, so that rows may come in any.

    `least` are the hypotheses that are least contradicted, empty where fewer than two can be compared. `hangs_on` are
    the roots whose fall changes these.
    """

    standings: tuple[HypothesisStanding, ...]
    least: tuple[str, ...]
    diagnoses: tuple[Diagnosis, ...]
    falls: tuple[Fall, ...]
    hangs_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RatingVoice:
    """Show one person's latest rating of a cell, with the number of the decision."""

    by: str
    rating: Rating
    made_at: str
    why: str | None
    seq: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Show what people rated of one row for one hypothesis: the latest answers, all voices are kept.

    `disputed` tells that their latest differ. `proposal` stands apart and counts nowhere.
    """

    hypothesis: str
    rating: Rating | None = None
    disputed: bool = False
    voices: tuple[RatingVoice, ...] = ()
    proposal: Proposal | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Show one row: what one root says, however many claims say it, with a cell for each hypothesis in order.

    `id` is the id of the claim shown, `claims` all of them. `weight` is 1 for a source that nobody graded and medium
    relevance.
    """

    id: str
    view: ClaimView
    claims: tuple[str, ...]
    root: Root
    edge: str
    relevance: Relevance | None
    weight: float
    cells: tuple[Cell, ...]
    spread: float | None
    telling: Telling


@dataclass(frozen=True, slots=True)
class RivalView:
    """Show a hypothesis (`label` H1, H2, … in the order in which they came) with how it stands."""

    label: str
    hypothesis: Hypothesis
    standing: HypothesisStanding


@dataclass(frozen=True, slots=True)
class FallView:
    """Show what becomes of the order when one root falls, in words too; `order` and `least` are ids."""

    root: Root
    order: tuple[tuple[str, ...], ...]
    least: tuple[str, ...]
    changes_least: bool
    changes_order: bool
    words: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """List one question: its id, its words, the titles of its hypotheses in order, how many ratings are in force.

    `seq` is the number of the decision that brought its first hypothesis.
    """

    id: str
    question: str
    hypotheses: tuple[str, ...]
    ratings: int
    seq: int


@dataclass(frozen=True, slots=True)
class RivalMatrix:
    """Show rival hypotheses on one question against what is said.

    `rows` are grouped by root, those whose ratings differ most first. `least` are ids of the hypotheses least
    contradicted, `hangs_on` keys of roots. `missing` counts cells that nobody rated; `total_rows` the rows there are,
    of which `rows` shows the first. `orphans` are ratings that no longer find their claim, `set_aside` ratings of
    claims that somebody rejected. `words` say what it comes to.
    """

    id: str
    question: str
    rivals: tuple[RivalView, ...]
    rows: tuple[EvidenceRow, ...]
    falls: tuple[FallView, ...]
    least: tuple[str, ...]
    hangs_on: tuple[str, ...]
    roots: int
    missing: int
    total_rows: int
    orphans: tuple[Ruling, ...]
    set_aside: int
    words: str
