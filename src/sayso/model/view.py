"""Describe what faces show: claims with names and say-so, rows of documents and actors, reports, progress."""

from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.model.claim import Claim
from sayso.model.decision import Ruled, Ruling
from sayso.model.document import Origin, Unreadable, Voice
from sayso.model.edge import Answer
from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Show one claim as a face prints it.

    `subject` and `object` are canonical names, `subject_id` and `object_id` canonical actor ids; the words that the
    document used are in `claim`. `say_so` is the whole chain as names, outermost first: publisher, author (or the
    commenter), then whom they credit; never empty (the document's name stands in where nobody is known). `document`
    is the file's name without its last ending, `title` and `date` the document's. `attested` is the date on which
    the words were written: the comment's own date or the document's. `commenter` is who wrote the comment that the
    claim stands in. `holds` answers whether it holds on the date that was asked, where one was. `ruling` is what
    stands of what people ruled, `rulings` all in force in order, `disputed` tells that they differ.
    """

    claim: Claim
    subject: str
    object: str
    subject_id: str
    object_id: str
    say_so: tuple[str, ...]
    document: str
    voice: Voice = Voice.BODY
    title: str | None = None
    date: str | None = None
    attested: str | None = None
    commenter: str | None = None
    holds: Answer | None = None
    ruling: Ruled = Ruled.NONE
    disputed: bool = False
    rulings: tuple[Ruling, ...] = ()

    def _repr_html_(self) -> str:
        """Return it for a notebook."""
        from sayso.model.notebook import show_claim

        return show_claim(self)


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """Show one document with its counts.

    `status` is `read`, `waiting` (stored, no reading yet), `unreadable` or `failed`; `reason` and `remedy` say why.
    `copies` are the names of documents whose words stand in this one or that hold its words, in order of name.
    """

    id: str
    name: str
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    date: str | None
    date_found: str | None
    language: str | None
    media_type: str
    size_bytes: int
    origins: tuple[Origin, ...]
    words: int
    segments: int
    claims: int
    frames: int
    status: str = "read"
    reason: str | None = None
    remedy: str | None = None
    copies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActorRow:
    """Show one canonical actor: its id, fullest name, other names, and how much stands under it.

    `raw` are the ids of the raw actors (one a document) that were judged to be this one.
    """

    id: str
    name: str
    type: ActorType
    named: bool
    aliases: tuple[str, ...]
    documents: int
    claims: int
    raw: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        """Return it for a notebook."""
        from sayso.model.notebook import show_actor

        return show_actor(self)


@dataclass(frozen=True, slots=True)
class Mark:
    """Mark a stretch of `ClaimInContext.text`; `what` is subject, object, predicate, evidence or source."""

    span: Span
    what: str


@dataclass(frozen=True, slots=True)
class ClaimInContext:
    """Show a claim where it stands: the segment's words, with marks.

    `text` is the whole paragraph, `start` its offset in the document's text. `sentence` and `marks` count from the
    start of `text`; marks are in order of place and lie within it. `page` counts from 1, for a PDF alone.
    """

    view: ClaimView
    text: str
    start: int
    sentence: Span
    marks: tuple[Mark, ...]
    page: int | None = None
    origins: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Stats:
    """Count what a casefile holds.

    `predicates`, `voices` and `readers` are pairs of name and number of claims. `casefile` is its own mark, made at
    random with it.
    """

    documents: int
    unreadable: int
    failed: int
    words: int
    segments: int
    actors: int
    raw_actors: int
    claims: int
    denied: int
    frames: int
    sources: int
    edges: int
    links: int
    judgements: int
    predicates: tuple[tuple[str, int], ...]
    readers: tuple[tuple[str, int], ...]
    size_bytes: int
    schema_version: int
    casefile: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Report one fault that doctor found: a short stable `code`, the record's id, what is wrong, what to do."""

    code: str
    id: str
    problem: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Copied:
    """Tell how far copying is: the table at work, and how many of all rows are there."""

    table: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class CopyReport:
    """Say what was copied: where to, how many documents, claims, decisions, and rows in all; `head` is the last hash.

    `checked` tells that every quote and every reference of the copy was checked too.
    """

    location: str
    documents: int
    claims: int
    decisions: int
    rows: int
    head: str
    checked: bool


@dataclass(frozen=True, slots=True)
class ReadReport:
    """Say what one run of reading did.

    `seen` counts documents and unreadable files; `read` those read now, `known` those that an earlier run had read
    with the same reader, `moved` the known ones found at a new place. `unreadable` were refused by intake or are in a
    language the reader cannot read, `failed` broke the reader. `interrupted` is True after Ctrl-C: what is counted
    here stays.
    """

    seen: int = 0
    read: int = 0
    known: int = 0
    moved: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    failed: tuple[Unreadable, ...] = ()
    words: int = 0
    claims: int = 0
    frames: int = 0
    actors: int = 0
    links: int = 0
    seconds: float = 0.0
    interrupted: bool = False


@dataclass(frozen=True, slots=True)
class SourcesReport:
    """Say what a bibliography did: items seen, those that are documents here, the numbers of the decisions made.

    `refused` are pairs of an item (its place, and title or id) and the reason.
    """

    items: int
    found: int
    corrected: tuple[int, ...]
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Say what an import did: lines seen, claims new and known, and (line number, reason) of each line refused."""

    lines: int
    new: int
    known: int
    refused: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Tell how far reading is; sent after each document.

    `total` is the number of documents known so far and grows while folders are walked. `document` is the one just
    done and `status` how it went: read, known, unreadable or failed.
    """

    done: int
    total: int
    words: int
    seconds: float
    document: str = ""
    status: str = ""

    @property
    def words_per_s(self) -> float:
        """Return words read per second, 0 before the first document."""
        return self.words / self.seconds if self.seconds else 0.0
