"""Describe a search: what was asked, the places found, their counts, and a page of hits as faces show it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sayso.model.document import Voice
from sayso.model.span import Span
from sayso.model.view import ClaimView


class HitKind(StrEnum):
    """Name where a search found its words."""

    SEGMENT = "segment"
    CLAIM = "claim"
    FRAME = "frame"


@dataclass(frozen=True, slots=True)
class Term:
    """Hold one thing to find: words in small letters, one after another; the last may be the start of a word."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class WordQuery:
    """Hold the words asked for: of each group one term must stand in a place, of `excluded` none may.

    Without groups nothing is asked of the words.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimEdge:
    """Say of a claim to which edge it belongs, how that stands, and on whose root (its key) the claim rests."""

    edge: str
    standing: str
    contested: bool
    root: str


class Place(NamedTuple):
    """Hold one place of the search index that answers, with what filters and counts need.

    A named tuple, as some thousand are made for one search. `rank` is smaller for better, `attested` is the date on
    which the words were written: the comment's own, else the document's. `row` is its number in the index, `kind` a
    HitKind, `ref` the id of a claim or frame, the number of a segment; `owner` the run of a claim or frame, the text
    of a segment; `segment` the number of the segment in which it stands, `voice` that segment's. `actors` are the raw
    ids of a claim's ends or of a frame's arguments, with spaces between; `types` are
    the types of a claim's ends, each once.
    """

    rank: float
    attested: str | None
    row: int
    kind: str
    ref: str
    doc: str
    owner: str
    segment: int
    voice: str
    said: str | None = None
    polarity: str | None = None
    certainty: str | None = None
    modality: str | None = None
    time: str | None = None
    predicate: str | None = None
    confidence: float | None = None
    actors: str | None = None
    types: str | None = None

    @property
    def key(self) -> str:
        """Return what names the place for good: a claim's or frame's id, `document#segment` for a segment."""
        return f"{self.doc}#{self.ref}" if self.kind == HitKind.SEGMENT else self.ref


class PlaceDocument(NamedTuple):
    """Hold what counts and hits show of a place's document; `text_id` is its text as it is read now."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    date: str | None
    text_id: str


class PlaceText(NamedTuple):
    """Hold the words of a place, and where in the document's text they begin; `lemma` is a frame's base form."""

    start: int
    words: str
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """Choose places of the search index; None lets everything through, an empty collection nothing.

    A claim and a frame must answer to `actors` (raw ids), `denied`, `certainty` and `modality`; segments have none
    of these and answer to them never. `narrow_docs` are documents that hold all that can answer, where it is known.
    """

    kinds: Collection[str] = tuple(HitKind)
    docs: Collection[str] | None = None
    narrow_docs: Collection[str] | None = None
    actors: Collection[str] | None = None
    predicates: Collection[str] | None = None
    denied: bool | None = None
    certainty: Collection[str] | None = None
    modality: Collection[str] | None = None
    voices: Collection[str] | None = None
    min_confidence: float = 0.0


type Keep = Callable[[list[Place]], Iterable[Place]]


@dataclass(frozen=True, slots=True)
class Found:
    """Hold the places found, best first, and their documents, by id, maybe others too.

    `more` tells that there may be more than were looked at.
    """

    places: tuple[Place, ...]
    documents: Mapping[str, PlaceDocument]
    more: bool = False


@dataclass(frozen=True, slots=True)
class SearchHit:
    """Show one place where words were found.

    `key` names it, for paging; `id` is a claim's or frame's id, or the document's for a segment. `doc` is the
    document's id, `document` its name. `text` is an excerpt round the first word found; `marks` are the words found
    in it; `rank` is smaller for better. `start` is where the claim's, frame's or segment's words begin in the
    document's text. `view` is the claim with names and say-so; `lemma` a frame's base form.
    """

    kind: HitKind
    key: str
    id: str
    doc: str
    document: str
    title: str | None
    published: str | None
    voice: Voice
    segment: int
    start: int
    text: str
    marks: tuple[Span, ...]
    rank: float
    view: ClaimView | None = None
    lemma: str | None = None


@dataclass(frozen=True, slots=True)
class FacetCount:
    """Count the places of a result that have one value; `value` is what a filter takes, `label` what people read."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Count a result by one field, most places first, then by value; `more` values are left out."""

    name: str
    counts: tuple[FacetCount, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Show one page of a search.

    `total` places were found; with `more` there are more than `total`, which were not ranked or counted. `facets`
    count all `total` places, not the page. `after` is the key with which to ask for the next page, None on the last.
    """

    hits: tuple[SearchHit, ...] = ()
    facets: tuple[Facet, ...] = ()
    total: int = 0
    more: bool = False
    after: str | None = None
