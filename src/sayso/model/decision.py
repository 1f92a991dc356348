"""Describe what people ruled: decisions in a chain, and how they lie over what reading made."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.span import Span


class DecisionKind(StrEnum):
    """Name what a person may rule: of a claim, of two actors, of a source, of another decision.

    `match` rules on an actor and an entry of a watchlist, `describe` on what a document says of itself. `hypothesis`
    states one or words it anew, `rate` says how a claim goes with one; neither changes what answers.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    UNSURE = "unsure"
    NOTE = "note"
    MERGE = "merge"
    KEEP_APART = "keep apart"
    UNSURE_ACTORS = "unsure actors"
    GRADE = "grade"
    HYPOTHESIS = "hypothesis"
    RATE = "rate"
    MATCH = "match"
    DESCRIBE = "describe"
    UNDO = "undo"

    @property
    def of_claim(self) -> bool:
        """Tell whether a claim is ruled on or rated."""
        return self in _OF_CLAIM

    @property
    def of_actors(self) -> bool:
        """Tell whether two actors are ruled on."""
        return self in _OF_ACTORS


_OF_CLAIM = frozenset(
    {
        *(DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.CORRECT, DecisionKind.UNSURE, DecisionKind.NOTE),
        DecisionKind.RATE,
    }
)
_OF_ACTORS = frozenset({DecisionKind.MERGE, DecisionKind.KEEP_APART, DecisionKind.UNSURE_ACTORS})


class Attached(StrEnum):
    """Say by what a decision has found again what it was made of.

    `by id`: the same id; `carried`: the same trigger and one argument at the same place; `by words`: the same words in
    another text of the document; `orphan`: not found, kept with its old words.
    """

    BY_ID = "by id"
    CARRIED = "carried"
    BY_WORDS = "by words"
    ORPHAN = "orphan"


class Ruled(StrEnum):
    """Say what stands of a claim after all that people ruled; the latest that is not a note or unsure counts."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"
    UNSURE = "unsure"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Target:
    """Name what is ruled on: a claim's id, a raw actor's id, the key of a source's voice, a hypothesis's id, a
    document's id, a list and an entry parted by a slash, or a decision's number.

    `name` is its name at that time, the document's for a claim.
    """

    id: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Say what one field was and became, as people write it; None is nothing.

    `actors` are the raw ids that stand for `after` where it names actors, outermost first for sources.
    """

    field: str
    before: str | None
    after: str | None
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class JudgedActor:
    """Hold an actor as it stood in a claim or a ruling: its raw id, its names in its document, and the head word.

    `head` and `words` are where the head of the mention stands and what it says; None and empty outside a claim.
    """

    id: str
    doc: str
    name: str
    type: str
    aliases: tuple[str, ...] = ()
    head: Span | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """Hold a claim as it was when a person ruled on it: all fields of interchange, and where its words stand.

    `document` is the document's name, `text_id` the text to which all offsets refer. `trigger_words` are empty where
    the trigger stands outside the evidence.
    """

    id: str
    doc: str
    document: str
    text_id: str
    subject: JudgedActor
    predicate: str
    object: JudgedActor
    polarity: str
    certainty: str
    modality: str
    time: str | None
    place: str | None
    amount: str | None
    amount_status: str | None
    amount_part_of: str | None
    amount_approximate: bool
    role: str | None
    about: str | None
    sources: tuple[JudgedActor, ...]
    trigger: Span
    trigger_words: str
    evidence: Span
    words: str
    reader: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Decision:
    """Hold one row of the chain; appended, never changed.

    `seq` counts from 1 without a gap. `change` is what a correction or a grade changed, `claim` the claim as judged,
    `actors` the two actors as judged. `made_at` is UTC in ISO 8601, empty where an older casefile kept none. `why` is
    the reason, or the words of a note. `origin` is the hash of the row in the casefile that it was imported from.
    `hash` is the SHA-256 over the canonical JSON of all the rest, `previous` (the row before's) among it.
    """

    seq: int
    kind: DecisionKind
    targets: tuple[Target, ...]
    by: str
    made_at: str
    why: str | None = None
    change: tuple[Change, ...] = ()
    claim: JudgedClaim | None = None
    actors: tuple[JudgedActor, ...] = ()
    origin: str | None = None
    previous: str = ""
    hash: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """Show a decision with what it does now.

    `effective` is False for what is undone, and `undone_by` the number of the decision that undid it. `now` are the
    ids to which it is attached now, in the order of its targets; empty for an orphan.
    """

    decision: Decision
    effective: bool = True
    undone_by: int | None = None
    now: tuple[str, ...] = ()
    attached: Attached = Attached.BY_ID


@dataclass(frozen=True, slots=True)
class ClaimRulings:
    """Gather what people ruled of one claim: effective rulings in order, what stands, and whether they differ."""

    ruled: Ruled = Ruled.NONE
    disputed: bool = False
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionQuery:
    """Choose decisions; None lets everything through.

    `seq` is a decision's number, `claim` a claim's id, now or as judged; `actors` are raw ids; `effective` True leaves
    out what is undone; `orphans` True gives the orphans alone. `newest` turns the order of their numbers round; `after`
    is the number after which to go on in it, `limit` how many are wanted.
    """

    seq: int | None = None
    claim: str | None = None
    actors: tuple[str, ...] | None = None
    by: str | None = None
    kind: DecisionKind | None = None
    effective: bool | None = None
    orphans: bool = False
    newest: bool = False
    after: int | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class ChainFault:
    """Report one break of the chain: the row's number, what is wrong (`altered`, `missing`, `reordered`, `head`,
    `unknown hash`), and a sentence.
    """

    seq: int
    fault: str
    problem: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Say whether the chain of decisions is whole.

    `head` is the hash of the last row: kept elsewhere, it shows later that nothing before it was changed.
    """

    decisions: int
    head: str
    faults: tuple[ChainFault, ...] = ()

    @property
    def sound(self) -> bool:
        """Tell whether nothing is wrong."""
        return not self.faults
