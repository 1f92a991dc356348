"""Fix what a store takes and gives."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from sayso.model import Actor, Claim, Document, Frame, Judgement, Origin, Reading, Segment, TextLink, Unreadable
from sayso.model.decision import Ruled
from sayso.model.edge import DocumentCard
from sayso.model.search import ClaimEdge, Found, Keep, Place, PlaceQuery, PlaceText, WordQuery
from sayso.model.view import DocumentRow, Finding, Stats
from sayso.store.actor_store import ActorStore
from sayso.store.decision_store import DecisionStore
from sayso.store.edge_store import EdgeStore
from sayso.store.mark_rows import ClaimPlace
from sayso.store.watch_store import WatchStore


@dataclass(frozen=True, slots=True)
class Commit:
    """Hold all that one transaction writes for one document.

    `reading` is None where the reader refused the document, and then `problem` says why; `run` is the reader's
    version, None where the attempt is to be made again next time. `judgements` and `canonical` (raw id to canonical
    id, the changed ones alone) follow from the reading's actors. `symmetric` are the predicates whose edge has no
    direction. `imported` claims stand beside those of a reader; otherwise a reading replaces the one before. With
    `settle` the store finds the judgements, the canonical ids and the links to other texts itself, inside the
    transaction, from what stands then; those given here count without.
    """

    document: Document
    reading: Reading | None = None
    run: str | None = None
    problem: Unreadable | None = None
    fingerprint: bytes | None = None
    links: tuple[TextLink, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    canonical: Mapping[str, str] = field(default_factory=dict)
    symmetric: frozenset[str] = frozenset()
    imported: bool = False
    settle: bool = False


@dataclass(frozen=True, slots=True)
class Added:
    """Count the rows that a commit added."""

    claims: int = 0
    frames: int = 0
    actors: int = 0
    links: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Say what a store has of a document's bytes: the text they gave and the readers that have read it."""

    text_id: str
    runs: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """Choose claims; None lets everything through, an empty collection nothing.

    `actors` are raw ids, of which one is subject or object, `canonical` is a canonical one; `docs` are document ids;
    `certainty`, `modality` and `voices` are values of records. `ruled` is what people ruled of a claim; rejected claims
    answer to nothing else. `after` is the id of a claim: those that come after it in order alone.
    """

    actors: Collection[str] | None = None
    canonical: str | None = None
    predicates: Collection[str] | None = None
    docs: Collection[str] | None = None
    denied: bool | None = None
    min_confidence: float = 0.0
    certainty: Collection[str] | None = None
    modality: Collection[str] | None = None
    voices: Collection[str] | None = None
    after: str | None = None
    ruled: Ruled | None = None


@dataclass(frozen=True, slots=True)
class FrameQuery:
    """Choose frames, as ClaimQuery chooses claims; `actors` are raw ids of which one is an argument."""

    lemma: str | None = None
    actors: Collection[str] | None = None
    canonical: str | None = None
    docs: Collection[str] | None = None
    voices: Collection[str] | None = None
    after: str | None = None


class Store(ActorStore, DecisionStore, EdgeStore, WatchStore, Protocol):
    """Keep documents, readings, actors and judgements.

    Atomicity: every method that writes is one transaction; after a kill at any moment each was done wholly or not at
    all. Idempotence: ids come from content; writing a record again changes nothing. Ordering: documents by name and
    id, claims and frames by document and then by evidence, everything else by id, so that equal input gives equal
    output. Iterators read in chunks and hold no lock between them. Errors: CasefileBusy when another process holds
    the lock longer than the timeout, StoreError otherwise; never an error of the database library. Threads: one
    instance serves one thread.
    """

    @property
    def location(self) -> str:
        """Return the path or address of the casefile."""
        ...

    def close(self) -> None:
        """Close; closing twice does nothing."""
        ...

    def identity(self) -> str:
        """Return the casefile's own mark, which never changes; a copy has the same."""
        ...

    def revision(self) -> str:
        """Return what changes with every commit, by whatever process, and with nothing else."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Let every question inside see one state, whatever others write meanwhile; nothing may be written inside."""
        ...

    def known(self, doc: str) -> Known | None:
        """Return what is stored of the document with this id, or None."""
        ...

    def commit(self, commit: Commit) -> Added:
        """Write one document and what was read in it."""
        ...

    def commit_all(self, commits: Sequence[Commit], problems: Sequence[Unreadable] = ()) -> list[Added]:
        """Write many documents in one transaction, as `commit` would one after another, and files without any."""
        ...

    def add_origins(self, doc: str, origins: Iterable[Origin]) -> int:
        """Add places where a stored document was found; return how many were new."""
        ...

    def refuse(self, problem: Unreadable) -> None:
        """Record a file that could not be read; a newer reason for the same origin replaces the older."""
        ...

    def documents(
        self,
        min_confidence: float = 0.0,
        *,
        docs: Collection[str] | None = None,
        limit: int | None = None,
        after: str | None = None,
        newest: bool = False,
    ) -> Iterator[DocumentRow]:
        """Yield documents with their counts by name and id; claims less sure are not counted.

        `docs` are the ids wanted, `after` is the id after which to go on; raises NotFound where it is not there.
        `newest` gives those first that came last; one that is read again keeps its place.
        """
        ...

    def document(self, doc: str) -> Document:
        """Return a whole document with its text; raises NotFound."""
        ...

    def text(self, text_id: str, start: int = 0, end: int | None = None) -> str:
        """Return a part of a clean text; raises NotFound."""
        ...

    def doc_names(self) -> Sequence[tuple[str, str]]:
        """Return (name, id) of every document in order."""
        ...

    def docs_named(self, name_or_id: str) -> list[str]:
        """Return the ids of the documents with this name or id, in order."""
        ...

    def cards(self, docs: Collection[str] | None = None) -> dict[str, DocumentCard]:
        """Return documents without their text, by id; None gives all."""
        ...

    def name_docs(self, docs: Collection[str]) -> dict[str, DocumentCard]:
        """Return documents by id without text and segments; unknown ones are left out."""
        ...

    def commented_docs(self, docs: Collection[str]) -> dict[str, DocumentCard]:
        """Return documents by id without text, and of their segments the comments alone; unknown ones are left out."""
        ...

    def claim_voices(self, claims: Collection[str]) -> dict[str, Segment]:
        """Return the segment that each claim stands in, by the claim's id; one that stands in none is left out."""
        ...

    def problems(self) -> Iterator[Unreadable]:
        """Yield the files that could not be read, by location and member."""
        ...

    def claims(self, query: ClaimQuery) -> Iterator[Claim]:
        """Yield the current claims that answer."""
        ...

    def claim_ids(self, start: str, limit: int = 10) -> list[str]:
        """Return ids of current claims that begin so, in order."""
        ...

    def claims_by_id(self, ids: Collection[str]) -> dict[str, Claim]:
        """Return current claims by id; unknown ids are left out."""
        ...

    def claim_marks(self, doc: str, min_confidence: float = 0.0) -> list[ClaimPlace]:
        """Return where the current claims of a document stand and what they say, in order of place."""
        ...

    def frames(self, query: FrameQuery) -> Iterator[Frame]:
        """Yield the current frames that answer."""
        ...

    def actors(self, ids: Collection[str] | None = None) -> Iterator[Actor]:
        """Yield raw actors."""
        ...

    def actors_of(self, docs: Collection[str]) -> Iterator[Actor]:
        """Yield the raw actors of some documents."""
        ...

    def canonical(self, ids: Collection[str] | None = None) -> dict[str, str]:
        """Return the canonical id of raw ids."""
        ...

    def unions(self, canonical: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return the raw ids under each canonical id."""
        ...

    def named(self, folded: str) -> list[str]:
        """Return the raw ids whose name or alias folds to this."""
        ...

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield (folded name, raw id)."""
        ...

    def claim_counts(self, min_confidence: float = 0.0) -> dict[str, int]:
        """Return how many current claims, sure enough, each canonical actor is subject or object of."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """Yield every judgement in the order in which it was made."""
        ...

    def links(self, docs: Collection[str] | None = None) -> Iterator[TextLink]:
        """Yield the links between texts."""
        ...

    def fingerprints(self) -> Iterator[tuple[str, bytes]]:
        """Yield (document id, fingerprint) of every document that has one."""
        ...

    def source_docs(self, canonical: Collection[str]) -> set[str]:
        """Return the documents in which one of these canonical actors is credited."""
        ...

    def spoken_docs(self, folded: str) -> set[str]:
        """Return the documents in whose own voice somebody of this folded name speaks, commenters among them.

        A document's voices are its publisher, its authors, each and together, and without these its title or name.
        """
        ...

    def places(self, words: WordQuery, wanted: PlaceQuery, most: int, keep: Keep | None = None) -> Found:
        """Find where words stand, best first, at most so many.

        `keep` is given some hundreds of places at a time and returns those that answer to what the store knows not.
        """
        ...

    def claim_standings(self, claims: Collection[str]) -> dict[str, str]:
        """Return the standing of the edges of claims; those without are left out."""
        ...

    def claim_edges(self, claims: Collection[str]) -> dict[str, ClaimEdge]:
        """Return of current claims, by id, what is kept of their edges; unknown ids are left out."""
        ...

    def frame_sources(self, frames: Collection[str]) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the sources that current frames credit, raw ids with names, by the frame's id."""
        ...

    def place_texts(self, places: Sequence[Place]) -> list[PlaceText]:
        """Return where places begin and their words, in order: a whole segment, the evidence of a claim or frame."""
        ...

    def held(self) -> tuple[int, int]:
        """Return how many documents and current claims there are."""
        ...

    def stats(self, min_confidence: float = 0.0) -> Stats:
        """Count what is stored, without claims less sure."""
        ...

    def check(self, predicates: Collection[str] | None = None) -> Iterator[Finding]:
        """Check quotes, references, counters and the search index; `predicates` are those of the vocabulary."""
        ...
