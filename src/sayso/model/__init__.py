"""Define the frozen records that pass between rooms; takes nothing, gives words to every other room.

Every arrow of the pipeline carries these records and nothing else. Offsets are half-open and count code points.
"""

from sayso.model.actor import Actor, ActorType, CanonicalActor, Judgement, Verdict
from sayso.model.claim import (
    ActorRef,
    Amount,
    Certainty,
    Claim,
    Evidence,
    Factuality,
    Modality,
    Polarity,
    SourceRef,
)
from sayso.model.document import Document, Metadata, Origin, Segment, TextLink, Unreadable, Voice
from sayso.model.explanation import Explanation
from sayso.model.frame import Argument, Frame
from sayso.model.ids import content_id
from sayso.model.offsets import OffsetMap, Piece
from sayso.model.reading import Explainer, Reader, ReaderVersion, Reading
from sayso.model.span import Span

__all__ = [
    "Actor",
    "ActorRef",
    "ActorType",
    "Amount",
    "Argument",
    "CanonicalActor",
    "Certainty",
    "Claim",
    "Document",
    "Evidence",
    "Explainer",
    "Explanation",
    "Factuality",
    "Frame",
    "Judgement",
    "Metadata",
    "Modality",
    "OffsetMap",
    "Origin",
    "Piece",
    "Polarity",
    "Reader",
    "ReaderVersion",
    "Reading",
    "Segment",
    "SourceRef",
    "Span",
    "TextLink",
    "Unreadable",
    "Verdict",
    "Voice",
    "content_id",
]
