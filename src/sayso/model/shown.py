"""Describe what a page shows whole: a document with its text, an edge and a frame with names, a predicate."""

from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.model.claim import Factuality
from sayso.model.decision import Ruled
from sayso.model.document import Segment
from sayso.model.edge import Answer, Edge, Standing
from sayso.model.frame import Frame
from sayso.model.span import Span
from sayso.model.view import ClaimView, DocumentRow


@dataclass(frozen=True, slots=True)
class DocumentText:
    """Show one document: its row, its clean text, its voices in order, and its claims in order of place.

    All spans of segments and claims count code points of `text`.
    """

    row: DocumentRow
    text_id: str
    text: str
    segments: tuple[Segment, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """Show of a claim what a text is marked with; the whole claim is asked for by its id.

    `subject` and `object` are canonical names, `say_so` the whole chain, outermost first. `ruling` is what stands of
    what people ruled, `disputed` tells that they differ.
    """

    id: str
    segment: int
    subject: str
    predicate: str
    object: str
    factuality: Factuality
    evidence: Span
    trigger: Span
    say_so: tuple[str, ...]
    ruling: Ruled = Ruled.NONE
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class DocumentMarks:
    """Show one document to read: as `DocumentText`, but of each claim only what its text is marked with."""

    row: DocumentRow
    text_id: str
    text: str
    segments: tuple[Segment, ...]
    marks: tuple[ClaimMark, ...]


@dataclass(frozen=True, slots=True)
class EdgeView:
    """Show an edge with the names of its ends.

    `standing` says how well it is supported; `roots` counts the independent roots that assert it as actual,
    `denying_roots` those that deny it, `asserted` and `denied` its claims. In a list `edge` has the claims most likely
    right, a few; each attestation has its own say-so. `holds` answers for the date asked, where one was.
    """

    edge: Edge
    subject: str
    object: str
    standing: Standing
    roots: int
    denying_roots: int
    asserted: int
    denied: int
    holds: Answer | None = None

    def _repr_html_(self) -> str:
        """Return it for a notebook."""
        from sayso.model.notebook import show_tie

        return show_tie(self)


@dataclass(frozen=True, slots=True)
class FrameView:
    """Show a frame with its say-so: publisher, author or commenter, then whom they credit; never empty.

    `document`, `title` and `date` are those of the document that it stands in.
    """

    frame: Frame
    say_so: tuple[str, ...]
    document: str
    title: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class PredicateRow:
    """Show one predicate of the vocabulary: `means` says it in words, `kind` is state or event, `sign` 1, 0 or -1.

    `subject` and `object` are the kinds of actor that it takes, in order of name; empty for any.
    """

    name: str
    family: str
    kind: str
    sign: int
    means: str
    symmetric: bool
    exclusive: bool
    subject: tuple[ActorType, ...] = ()
    object: tuple[ActorType, ...] = ()
