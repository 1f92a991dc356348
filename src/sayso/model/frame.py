"""Describe a frame: what a sentence says before the vocabulary gives it a meaning."""

from dataclasses import dataclass

from sayso.model.claim import Evidence, Factuality, SourceRef
from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Argument:
    """Hold one argument: role (`subject`, `object`, or a preposition), words, and actor where it has one."""

    role: str
    span: Span
    words: str
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold one predicate-argument structure that no predicate of the vocabulary fits; kept and searchable.

    `lemma` is the trigger's base form ("denounce"), `trigger` its place in the document's text.
    """

    id: str
    doc: str
    text_id: str
    segment: int
    lemma: str
    trigger: Span
    arguments: tuple[Argument, ...]
    evidence: Evidence
    factuality: Factuality = Factuality()
    time: str | None = None
    sources: tuple[SourceRef, ...] = ()
