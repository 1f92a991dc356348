"""Describe how a text was read, sentence by sentence, and why each claim has its meaning or none came."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.actor import ActorType
from sayso.model.claim import Claim, Factuality
from sayso.model.span import Span


class Reason(StrEnum):
    """Say why a frame, read by one sense of its word, makes no claim."""

    NO_SENSE = "no sense in the vocabulary"
    IDIOM = "word and particle together mean nothing that the vocabulary names"
    NO_COMPANION = "a word that must stand with it does not"
    NO_NEEDED_ROLE = "an argument that must be there is not"
    NO_SUM = "no sum of money beside it"
    NO_ARGUMENT = "no argument in this place"
    NO_ACTOR = "the argument is no actor"
    TYPE = "the types refuse the actor"
    NO_NAME = "the actor has no name here"
    SAME_ACTOR = "both sides are one actor"
    NO_AGENT = "no known agent, and the predicate wants one"
    LESS_SPECIFIC = "another sense fits better"
    WEAKER = "another frame says more of the same two"
    SAID_ALREADY = "said already"
    UNSURE = "below the confidence floor"


@dataclass(frozen=True, slots=True)
class MentionNote:
    """Show one mention with its actor: `kind` is name, description or pronoun, `number` the place of its actor.

    `first` is where that actor is first mentioned, `mentions` how often it is in the whole text. A pronoun that could
    not be resolved is alone with itself.
    """

    span: Span
    words: str
    kind: str
    actor: str
    type: ActorType
    number: int
    named: bool
    first: Span
    mentions: int


@dataclass(frozen=True, slots=True)
class CreditNote:
    """Show one credit: who is credited (None for a bare "reportedly"), by which cue, with which words.

    `depth` is 0 for the outermost; `passes_on` marks a source that only hands on another's word.
    """

    source: str | None
    span: Span | None
    cue: str
    content: tuple[Span, ...]
    depth: int
    passes_on: bool = False


@dataclass(frozen=True, slots=True)
class ScopeNote:
    """Show one word that opens a scope: without it, the words at `covers` would be judged otherwise.

    `effect` is what it makes of them: `denied`, `asserted` (it turns a denial back), `probable`, `possible`, `certain`,
    `intended`, `hypothetical`, `actual`; several joined by a comma.
    """

    span: Span
    words: str
    effect: str
    covers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class TimeNote:
    """Show one date expression; `edtf` is None where it cannot be resolved."""

    span: Span
    words: str
    edtf: str | None
    relation: str = "in"


@dataclass(frozen=True, slots=True)
class ArgumentNote:
    """Show one argument of a frame: its role, its words, and its actor where it has one."""

    role: str
    span: Span
    words: str
    actor: str | None = None
    type: ActorType | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """Hold how far one feature moved the confidence, in log odds; above 0 it speaks for the claim."""

    feature: str
    weight: float


@dataclass(frozen=True, slots=True)
class MeaningNote:
    """Show why a claim has its meaning.

    `sense` is the word that the vocabulary was asked for and `slots` which arguments are its subject and object (`?`
    for an agent that the text leaves out); `scopes` opened over it; `times` date it; `factors` moved its confidence
    most, strongest first. `chance` is what a model of relations gives it, where one was asked. A claim that this model
    alone proposed has an empty `sense`; so has a sum that an earlier claim's two sides carry on, and `carries` is that
    claim's id.
    """

    claim: Claim
    subject: str
    object: str
    sense: str
    slots: tuple[str, str]
    scopes: tuple[ScopeNote, ...] = ()
    times: tuple[TimeNote, ...] = ()
    factors: tuple[Factor, ...] = ()
    carries: str | None = None
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class ObjectionNote:
    """Say what kept a frame, or one sense of its word, from a claim.

    `predicate` is what the sense would have meant (None where there is no sense), `sense` its word, `side` subject or
    object, `role` the places looked into, `words` what stands there, of which type, and `wants` the types allowed.
    `confidence` is that of a claim too unsure, `floor` what it would have needed.
    """

    reason: Reason
    predicate: str | None = None
    sense: str | None = None
    side: str | None = None
    role: str | None = None
    words: str | None = None
    type: ActorType | None = None
    wants: tuple[ActorType, ...] = ()
    confidence: float | None = None
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class FrameNote:
    """Show one frame: its trigger, kind (verb, noun, adjective, role, mention), arguments, and what became of it."""

    trigger: Span
    words: str
    kind: str
    lemma: str
    arguments: tuple[ArgumentNote, ...]
    factuality: Factuality
    meanings: tuple[MeaningNote, ...] = ()
    objections: tuple[ObjectionNote, ...] = ()


@dataclass(frozen=True, slots=True)
class SentenceNote:
    """Show one sentence with all that was read in it, each in order of the text."""

    span: Span
    words: str
    voice: str
    mentions: tuple[MentionNote, ...]
    credits: tuple[CreditNote, ...]
    scopes: tuple[ScopeNote, ...]
    times: tuple[TimeNote, ...]
    frames: tuple[FrameNote, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Show how one reader read one document; all spans are of the document's text."""

    document: str
    reader: str
    sentences: tuple[SentenceNote, ...]
