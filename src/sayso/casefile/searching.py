"""Search a casefile: words under filters, best first, with counts by field and excerpts round what was found."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sayso.casefile.ask import name_cards, view_claims
from sayso.casefile.facets import count_facets
from sayso.casefile.filtering import Choice, filter_views, speaks_of, was_known
from sayso.casefile.frame_filter import speakers_of
from sayso.casefile.steady import steadily
from sayso.model.claim import Certainty
from sayso.model.errors import UsageError
from sayso.model.search import HitKind, Keep, Place, PlaceQuery, SearchHit, SearchPage, WordQuery
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
    found = store.places(query, _place_query(store, choice, kinds), MOST, _keeper(store, choice, traits))
    places = sorted(found.places, key=_newest) if bare else list(found.places)
    at = 0 if after is None else _go_on(places, after)
    page = places[at : at + limit]
    return SearchPage(
        hits=tuple(_hits(store, page, query)),
        facets=count_facets(store, places),
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
    raw = None if choice.actor is None else store.some_raw(choice.actor, None)
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


def _keeper(store: Store, choice: Choice, traits: "Traits") -> Keep | None:
    """Return what lets places through that answer to the filters which the store does not know; None for all."""
    asked = choice.filter
    dated = choice.known_by is not None or choice.between is not None
    viewed = bool(choice.sayer is not None or asked.as_of or asked.type or asked.ruling or choice.needs_edges)
    if not dated and not viewed:
        return None

    def keep(places: list[Place]) -> list[Place]:
        kept = [place for place in places if _is_of_time(place, choice)] if dated else places
        if not viewed:
            return kept
        claims = _claims_that_answer(store, kept, choice, traits)
        spoken = _spoken(store, kept, choice)
        return [place for place in kept if place.key in claims or place.key in spoken]

    return keep


def _is_of_time(place: Place, choice: Choice) -> bool:
    """Tell whether a place had been written by a day, and speaks of a stretch of time."""
    if choice.known_by is not None and not was_known(place.attested, choice.known_by):
        return False
    return choice.between is None or speaks_of(place.time, place.attested, choice.between)


def _claims_that_answer(store: Store, places: Iterable[Place], choice: Choice, traits: "Traits") -> set[str]:
    """Return the ids of the claims among places that answer to every filter."""
    claims = store.claims_by_id([place.ref for place in places if place.kind is HitKind.CLAIM])
    views = view_claims(store, claims.values())
    return {view.claim.id for view in filter_views(store, views, choice, traits)}


def _spoken(store: Store, places: Sequence[Place], choice: Choice) -> set[str]:
    """Return the keys of segments and frames in which the source asked for speaks."""
    others = [place for place in places if place.kind is not HitKind.CLAIM]
    if choice.sayer is None or not others:
        return set()
    cards = name_cards(store, {place.doc for place in others})
    found = set()
    for place in others:
        card = cards[place.doc]
        segment = next((one for one in card.segments if one.index == place.segment), None)
        chain = (*speakers_of(card, segment), *(name for _, name in place.credited))
        if choice.sayer.answers({actor for actor, _ in place.credited}, chain):
            found.add(place.key)
    return found


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


def _hits(store: Store, places: Sequence[Place], query: WordQuery) -> Iterator[SearchHit]:
    """Yield places as faces show them."""
    claims = store.claims_by_id([place.ref for place in places if place.kind is HitKind.CLAIM])
    views: dict[str, ClaimView] = {view.claim.id: view for view in view_claims(store, claims.values())}
    for place, words in zip(places, store.place_words(places), strict=True):
        text, marks = cut_excerpt(words, find_terms(words, query))
        yield SearchHit(
            kind=place.kind,
            key=place.key,
            id=place.doc if place.kind is HitKind.SEGMENT else place.ref,
            doc=place.doc,
            document=place.document,
            title=place.title,
            published=place.published,
            voice=place.voice,
            segment=place.segment,
            start=place.start,
            text=text,
            marks=marks,
            rank=place.rank,
            view=views.get(place.ref) if place.kind is HitKind.CLAIM else None,
            lemma=place.lemma,
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
