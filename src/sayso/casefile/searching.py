"""Search a casefile: words under filters, best first, with counts by field and excerpts round what was found."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sayso.casefile.ask import view_claims
from sayso.casefile.facets import count_facets
from sayso.casefile.filtering import Choice
from sayso.casefile.place_filter import list_raw, make_keeper
from sayso.casefile.steady import steadily
from sayso.model.claim import Certainty
from sayso.model.document import Voice
from sayso.model.errors import UsageError
from sayso.model.search import HitKind, Place, PlaceDocument, PlaceQuery, SearchHit, SearchPage, WordQuery
from sayso.model.span import Span
from sayso.store import Store
from sayso.store.words import find_terms, read_words

if TYPE_CHECKING:
    from sayso.casefile.filtering import Traits
    from sayso.model.view import ClaimView

MOST = 500
"""How many places are ranked and counted; nobody pages further, one asks for more words."""
FEW = 500
"""Of how many raw actors the documents are looked up, to look into those alone."""
EXCERPT = 200
"""How many characters an excerpt has at most: two lines of a terminal."""
_SURENESS = {one.value: number for number, one in enumerate(Certainty)}


@steadily
def search_case(
    store: Store,
    words: str,
    choice: Choice,
    traits: "Traits",
    *,
    kind: str | Sequence[str] | None = None,
    limit: int = 20,
    after: str | None = None,
) -> SearchPage:
    """Return a page of places where words stand and that answer to a filter.

    Without words the claims that answer come newest and most certain first; without words and filter, nothing.
    Raises UsageError for words or a kind that make no sense, and for an `after` that the search does not find.
    """
    query = read_words(words)
    kinds = _kinds(kind, choice, bool(query.groups))
    bare = not query.groups
    if limit < 1 or not kinds or (bare and choice.filter == type(choice.filter)() and kind is None):
        return SearchPage()
    wanted = _place_query(store, choice, kinds)
    keep = make_keeper(store, choice, traits, actor=wanted.actors is None)
    found = store.places(query, wanted, MOST, keep)
    places = sorted(found.places, key=_newest) if bare else list(found.places)
    at = 0 if after is None else _go_on(places, after)
    page = places[at : at + limit]
    return SearchPage(
        hits=tuple(_hits(store, page, found.documents, query)),
        facets=count_facets(store, places, found.documents),
        total=len(places),
        more=found.more,
        after=page[-1].key if page and at + limit < len(places) else None,
    )


def _kinds(kind: str | Sequence[str] | None, choice: Choice, has_words: bool) -> frozenset[str]:
    """Return the kinds of places that can answer."""
    known = [one.value for one in HitKind]
    asked = [kind] if isinstance(kind, str) else list(kind or (known if has_words else [HitKind.CLAIM.value]))
    for one in asked:
        if one not in known:
            raise UsageError(f"kind cannot be {one!r}. Known are: {', '.join(known)}.")
    if choice.claims_alone:
        return frozenset(asked) & {HitKind.CLAIM.value}
    filters = choice.filter
    states = choice.actor is not None or filters.denied is not None or filters.certainty or filters.modality
    return frozenset(asked) - {HitKind.SEGMENT.value} if states else frozenset(asked)


def _place_query(store: Store, choice: Choice, kinds: Collection[str]) -> PlaceQuery:
    asked = choice.filter
    docs = choice.docs
    raw = list_raw(store, choice)
    if raw is not None and len(raw) <= FEW:
        held = frozenset(actor.doc for actor in store.actors(raw))
        narrow: Collection[str] | None = held if docs is None else held & docs
    else:
        narrow = docs
    return PlaceQuery(
        kinds=kinds,
        docs=docs,
        narrow_docs=narrow,
        actors=raw,
        predicates=choice.predicates,
        denied=asked.denied,
        certainty=asked.certainty or None,
        modality=asked.modality or None,
        voices=asked.voice or None,
        min_confidence=choice.min_confidence,
    )


def _newest(place: Place) -> tuple[str, int, float, str]:
    """Return the key that sorts what was written last first, then what is most certain and most likely right."""
    written = "".join(chr(0x10FFFF - ord(char)) for char in place.attested or "")
    sure = _SURENESS.get(place.certainty or "", len(_SURENESS))
    return (written or chr(0x10FFFF), sure, -(place.confidence or 0.0), place.key)


def _go_on(places: Sequence[Place], after: str) -> int:
    """Return the number of the place after a key; raises UsageError where the search does not find it."""
    at = next((number for number, place in enumerate(places) if place.key == after), None)
    if at is None:
        raise UsageError(f"This search does not find {after!r} to go on after. Start from the first page.")
    return at + 1


def _hits(
    store: Store, places: Sequence[Place], documents: Mapping[str, PlaceDocument], query: WordQuery
) -> Iterator[SearchHit]:
    """Yield places as faces show them."""
    claims = store.claims_by_id([place.ref for place in places if place.kind == HitKind.CLAIM])
    views: dict[str, ClaimView] = {view.claim.id: view for view in view_claims(store, claims.values())}
    for place, found in zip(places, store.place_texts(places), strict=True):
        text, marks = cut_excerpt(found.words, find_terms(found.words, query))
        document = documents[place.doc]
        yield SearchHit(
            kind=HitKind(place.kind),
            key=place.key,
            id=place.doc if place.kind == HitKind.SEGMENT else place.ref,
            doc=place.doc,
            document=document.name,
            title=document.title,
            published=document.date,
            voice=Voice(place.voice),
            segment=place.segment,
            start=found.start,
            text=text,
            marks=marks,
            rank=place.rank,
            view=views.get(place.ref) if place.kind == HitKind.CLAIM else None,
            lemma=found.lemma,
        )


def cut_excerpt(text: str, found: Sequence[Span], room: int = EXCERPT) -> tuple[str, tuple[Span, ...]]:
    """Cut a text round the first of some stretches, at word borders; return it with the stretches that lie in it."""
    start = max(0, found[0].start - room // 3) if found else 0
    if start:
        border = text.find(" ", start, found[0].start)
        start = start if border < 0 else border + 1
    end = min(len(text), start + room)
    if end < len(text):
        border = text.rfind(" ", start + 1, end)
        end = end if border < 0 or (found and border < found[0].end) else border
    before = "…" if start else ""
    shift = len(before) - start
    marks = tuple(span.shift(shift) for span in found if start <= span.start and span.end <= end)
    return before + text[start:end] + ("…" if end < len(text) else ""), marks
