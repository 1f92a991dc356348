"""Describe what a reader gives, and the protocol that every reader keeps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from sayso.model.actor import Actor
from sayso.model.claim import Claim
from sayso.model.document import Document
from sayso.model.explanation import Explanation
from sayso.model.frame import Frame


@dataclass(frozen=True, slots=True)
class ReaderVersion:
    """Name a reader, its version and a hash of its model and vocabulary; `str` gives `name/version+hash`."""

    name: str
    version: str
    digest: str

    def __str__(self) -> str:
        """Return the form kept with every claim."""
        return f"{self.name}/{self.version}+{self.digest}"


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold all that one reader found in one document, in the order of the text.

    Every `actor` id in `claims` and `frames` is one of `actors`. `words` counts the words that were read.
    """

    doc: str
    text_id: str
    reader: str
    actors: tuple[Actor, ...]
    claims: tuple[Claim, ...]
    frames: tuple[Frame, ...]
    words: int


@runtime_checkable
class Reader(Protocol):
    """Turn documents into readings.

    Ordering: one Reading for each Document, in the order given; input is consumed lazily in batches. Determinism: the
    same document gives the same Reading, whatever stands beside it. Errors: a document that cannot be read is yielded
    as an UnreadableDocument error object in its place, never raised, so that one bad document stops nothing; a reader
    that cannot work at all raises ReaderError. Threads: one instance serves one thread.
    """

    @property
    def version(self) -> ReaderVersion:
        """Return the version that goes with every claim."""
        ...

    def read(self, documents: Iterable[Document]) -> Iterator["Reading | Exception"]:
        """Read documents one after another."""
        ...


@runtime_checkable
class Explainer(Protocol):
    """Show how a document is read; a reader may do so or not.

    Errors: raises UnreadableDocument for a document that cannot be read. The claims shown are those of `Reader.read`.
    """

    def explain(self, document: Document) -> Explanation:
        """Return what was found in each sentence, and why each claim has its meaning or none came."""
        ...
