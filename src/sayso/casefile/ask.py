"""Answer questions for faces: claims with names and say-so, dossiers, contexts."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import batched, islice

from sayso.analysis.roots import chain_of
from sayso.casefile.find import find_namesakes
from sayso.casefile.judging import find_claim
from sayso.casefile.names import Namer
from sayso.model import CanonicalActor, Claim, Segment, Span, Voice
from sayso.model.decision import ClaimRulings
from sayso.model.edge import DocumentCard
from sayso.model.errors import NotFound, UsageError
from sayso.model.view import ActorRow, ClaimInContext, ClaimView, Mark
from sayso.store import ActorQuery, Store
from sayso.store.fold import fold

FIRST_PAGE = 50
"""How many actors are asked for first; then three times as many, up to some hundred."""

AT_ONCE = 500
"""How many claims are given names at a time: few enough that the first come at once."""

_NOT_RULED = ClaimRulings()


def view_claims(store: Store, claims: Iterable[Claim], namer: Namer | None = None) -> Iterator[ClaimView]:
    """Give claims their names and say-so, some hundred at a time, in the order given; a `namer` may know some names."""
    namer = Namer(store) if namer is None else namer
    for some in batched(claims, AT_ONCE):
        ids = [claim.id for claim in some]
        with store.snapshot():
            namer.learn(actor for claim in some for actor in (claim.subject.actor, claim.object.actor))
            cards = {doc: _titled(card) for doc, card in store.name_docs({claim.doc for claim in some}).items()}
            voices, ruled = store.claim_voices(ids), store.claim_rulings(ids)
        for claim in some:
            card, segment = cards[claim.doc], voices.get(claim.id)
            yield _view(claim, card, segment, namer, ruled.get(claim.id, _NOT_RULED))


def name_cards(store: Store, docs: Collection[str] | None = None) -> dict[str, DocumentCard]:
    """Return documents by id, all where None.

    One without a title has its name for it, so that a say-so is never a bare id.
    """
    return {doc: _titled(card) for doc, card in store.cards(docs).items()}


def commented_cards(store: Store, docs: Collection[str]) -> dict[str, DocumentCard]:
    """Return some documents as `name_cards` does, with the comments alone of their segments."""
    return {doc: _titled(card) for doc, card in store.commented_docs(docs).items()}


def _titled(card: DocumentCard) -> DocumentCard:
    """Return a document with its name for a title where it has none."""
    if card.metadata.title:
        return card
    return replace(card, metadata=replace(card.metadata, title=card.name))


def _view(claim: Claim, card: DocumentCard, segment: Segment | None, namer: Namer, ruled: ClaimRulings) -> ClaimView:
    subject, object_ = namer.canonical(claim.subject.actor), namer.canonical(claim.object.actor)
    comment = segment is not None and segment.voice is Voice.COMMENT
    written = segment.speaker_date if segment is not None and comment else None
    return ClaimView(
        claim=claim,
        subject=namer.name(subject),
        object=namer.name(object_),
        subject_id=subject,
        object_id=object_,
        say_so=chain_of(claim, card, segment),
        document=card.name,
        voice=Voice.BODY if segment is None else segment.voice,
        title=card.metadata.title,
        date=card.metadata.date,
        attested=written or card.metadata.date,
        commenter=segment.speaker if segment is not None and comment else None,
        ruling=ruled.ruled,
        disputed=ruled.disputed,
        rulings=ruled.rulings,
    )


def list_actors(
    store: Store, query: ActorQuery, *, limit: int | None = None, min_confidence: float = 0.0
) -> Iterator[ActorRow]:
    """Yield canonical actors, those with most claims that are sure enough first, then by name and id.

    Without a least confidence they come page by page, at the cost of those that are taken.
    """
    if min_confidence > 0:
        yield from islice(_list_sure(store, query, min_confidence), limit)
        return
    left, size = limit, FIRST_PAGE
    while left is None or left > 0:
        page = store.list_unions(query, size if left is None else min(size, left))
        yield from map(make_row, page)
        if len(page) < (size if left is None else min(size, left)):
            return
        left = None if left is None else left - len(page)
        query, size = replace(query, after=page[-1].actor.id), min(AT_ONCE, size * 3)


def _list_sure(store: Store, query: ActorQuery, min_confidence: float) -> Iterator[ActorRow]:
    """Yield canonical actors by claims that are sure enough; all are looked at, as no index knows the order."""
    counts = store.claim_counts(min_confidence)
    rows = [make_row(one, counts.get(one.actor.id, 0)) for one in store.list_unions(replace(query, after=None))]
    rows.sort(key=lambda row: (-row.claims, row.name, row.id))
    if query.after is not None:
        start = store.canonical([query.after]).get(query.after)
        place = next((at for at, row in enumerate(rows) if row.id == start), None)
        if place is None:
            raise UsageError(f"There is no actor {query.after!r} to go on after. Start from the first page.")
        rows = rows[place + 1 :]
    yield from rows


def make_row(one: CanonicalActor, claims: int | None = None, raw: Sequence[str] = ()) -> ActorRow:
    """Return one canonical actor as faces show it; `claims` counts otherwise than is kept."""
    return ActorRow(
        id=one.actor.id,
        name=one.actor.name,
        type=one.actor.type,
        named=one.actor.named,
        aliases=one.actor.aliases,
        documents=one.documents,
        claims=one.claims if claims is None else claims,
        raw=tuple(sorted(raw)),
    )


def show_claim(store: Store, start: str) -> ClaimInContext:
    """Return a claim in its paragraph; raises NotFound, or UsageError where several ids begin so."""
    claim = find_claim(store, start)
    view = next(view_claims(store, [claim]))
    card = store.cards([claim.doc])[claim.doc]
    segment = next((one for one in card.segments if one.index == claim.segment), None)
    held = segment is not None and segment.span.contains(claim.evidence.span)
    place = segment.span if segment is not None and held else claim.evidence.span
    origins = next((row.origins for row in store.documents(docs=[claim.doc])), ())
    return ClaimInContext(
        view=view,
        text=store.text(claim.text_id, place.start, place.end),
        start=place.start,
        sentence=claim.evidence.span.shift(-place.start),
        marks=tuple(_marks(claim, place)),
        page=segment.page if segment else None,
        origins=origins,
    )


def _marks(claim: Claim, place: Span) -> Iterator[Mark]:
    """Yield what to mark in a paragraph, in order; what stands elsewhere or is empty is left out."""
    found = [
        (claim.evidence.span, "evidence"),
        (claim.subject.span, "subject"),
        (claim.trigger, "predicate"),
        (claim.object.span, "object"),
        *((source.span, "source") for source in claim.sources if source.span is not None),
    ]
    inside = [(span, what) for span, what in found if span.start < span.end and place.contains(span)]
    for span, what in sorted(inside, key=lambda pair: (pair[0].start, -pair[0].end, pair[1])):
        yield Mark(span.shift(-place.start), what)


class Sayer:
    """Tell which claims rest on one source: a credited actor, a publisher, an author or a commenter.

    A say-so is a chain of names, so that a name that several actors bear stands for them all; an id for one alone.
    """

    def __init__(self, store: Store, name_or_id: str) -> None:
        self._folded = fold(name_or_id)
        self._raw: frozenset[str] = frozenset()
        spoken = store.spoken_docs(self._folded) if self._folded else set()
        bearers: list[str] = []
        try:
            bearers = [one.actor.id for one in find_namesakes(store, name_or_id)]
        except NotFound:
            if not spoken:
                raise
        else:
            self._raw = frozenset(raw for union in store.unions(bearers).values() for raw in union)
        self.docs = spoken | store.source_docs(bearers)

    def says(self, view: ClaimView) -> bool:
        """Tell whether the source is a link of the claim's say-so."""
        return self.answers({source.actor for source in view.claim.sources}, view.say_so)

    def answers(self, credited: Collection[str], chain: Sequence[str]) -> bool:
        """Tell whether the source is one of the raw actors credited or bears one of the names of a chain."""
        return any(one in self._raw for one in credited) or any(self._folded == fold(name) for name in chain)
