"""Describe a claim: who did what to whom, when, on whose say-so, with the exact words."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sayso.model.span import Span


class Polarity(StrEnum):
    """Tell an assertion from a denial."""

    ASSERTED = "+"
    DENIED = "-"


class Certainty(StrEnum):
    """Grade how sure the words are, after FactBank (Saurí and Pustejovsky 2009)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"


class Modality(StrEnum):
    """Tell what happened from what was planned or supposed."""

    ACTUAL = "actual"
    INTENDED = "intended"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Factuality:
    """Join the three scales of one statement."""

    polarity: Polarity = Polarity.ASSERTED
    certainty: Certainty = Certainty.CERTAIN
    modality: Modality = Modality.ACTUAL


@dataclass(frozen=True, slots=True)
class ActorRef:
    """Point from a claim to an actor by the mention that stands for it here.

    `actor` is the raw actor's id; `span` the mention in the document's text, `words` exactly what stands there (a
    pronoun stays a pronoun); `head` the mention's head word. An agent that the text leaves out has an empty span at
    the trigger.
    """

    actor: str
    span: Span
    head: Span
    words: str


@dataclass(frozen=True, slots=True)
class SourceRef:
    """Point to one link of a say-so chain: an actor, and the cue ("said", "according to") that credits it.

    `span` and `words` are None where the source is not in the text, as with a bare "reportedly" or a commenter.
    """

    actor: str
    name: str
    span: Span | None = None
    words: str | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """Hold a sum: a decimal and an ISO 4217 code.

    `status` is requested, appropriated, offered, withheld or paid, or None; `part_of` is the id-free text of the sum
    that this one is a part of ("512400000 USD"), never to be added to it. `approximate` keeps "about" and "some".
    """

    value: Decimal
    currency: str
    status: str | None = None
    part_of: str | None = None
    approximate: bool = False

    def __str__(self) -> str:
        """Return the interchange form, such as `242300000 USD`."""
        written = f"{self.value:f}"  # not `normalize`, which rounds to 28 digits
        return f"{written.rstrip('0').rstrip('.') if '.' in written else written} {self.currency}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Hold the exact words; `words` equals the document's text at `span`, always."""

    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Claim:
    """Hold one typed statement with its say-so and its evidence.

    `id` hashes the text's id, the head offsets of subject, trigger and object, and the depth of the say-so chain.
    `sources` are the credited sources of the text, outermost first, without publisher and author. `time` is EDTF.
    `confidence` is a probability from 0 to 1.
    """

    id: str
    doc: str
    text_id: str
    segment: int
    subject: ActorRef
    predicate: str
    object: ActorRef
    trigger: Span
    evidence: Evidence
    reader: str
    factuality: Factuality = Factuality()
    time: str | None = None
    place: str | None = None
    amount: Amount | None = None
    role: str | None = None
    about: str | None = None
    sources: tuple[SourceRef, ...] = ()
    confidence: float = 0.5
