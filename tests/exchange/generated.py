"""Generate readings of any shape for round trips: what no reader of ours makes may come from somebody else's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

from sayso.model import (
    Actor,
    ActorRef,
    ActorType,
    Amount,
    Certainty,
    Claim,
    Document,
    Evidence,
    Factuality,
    Modality,
    Polarity,
    ReaderVersion,
    Reading,
    SourceRef,
    Span,
    content_id,
)

NAMES = (
    *("Vera Holm", "Søren Ærø", "officials", "a man", "شركة الدلتا", "נמל הצפון", "Северный порт", "北方港口"),
    *(
        'O\'Neil & "Sons" <Ltd>',
        "Zoë\u0301 \u202eabc\u202c",
        "naïve café",
        "a\u2028b",
        "x\x85y",
        "😀 Lines",
        "=1+1",
        "3",
    ),
)
TIMES = (
    *("2005", "2010-05", "2019-02-28", "198X", "19XX", "2004-XX", "2004-05-XX", "1984?", "1984~", "2004-06%"),
    *("1986/..", "../1999", "2010-05/2010-06", "1984?/2004~", "2001-21", "2005-33", "[1667,1668]", "{1960..1965}"),
    *("[..1999]", "-0044", "Y-170000002", "2004-06-01/", "/2006", "2001-34", "1985-04-12T23:20:30Z", "2019~/.."),
)
PREDICATES = ("funds", "leads", "allied_with", "meets", "part_of", "attacks", "opposes")
"""Of the built-in vocabulary; the third and fourth are symmetric."""

places = st.integers(0, 10**6)
stretches = st.tuples(places, st.integers(0, 60))
words = st.sampled_from((*NAMES, "in the harbour", " ", "a\tb", "“quoted”"))


@dataclass(frozen=True)
class Draft:
    """Hold a claim before its document is known: actors by number, offsets as numbers to be cut to the text."""

    ends: tuple[int, int]
    predicate: str
    factuality: Factuality
    chain: tuple[tuple[int, tuple[int, int] | None, str | None, str | None], ...]
    spans: tuple[tuple[int, int], ...]
    time: str | None
    place: str | None
    amount: Amount | None
    role: str | None
    about: str | None
    confidence: float


@dataclass(frozen=True)
class Made:
    """Hold what a document is read as: its words and its actors, as name, type, named, aliases and well-known id."""

    text: str
    actors: tuple[tuple[str, ActorType, bool, tuple[str, ...], str | None], ...]
    claims: tuple[Draft, ...]


amounts = st.builds(
    Amount,
    st.decimals(min_value=0, max_value=Decimal(10) ** 20, allow_nan=False, places=2),
    st.sampled_from(("USD", "EUR", "XAU")),
    st.sampled_from((None, "requested", "appropriated", "offered", "withheld", "paid")),
    st.sampled_from((None, "512400000 USD")),
    st.booleans(),
)
actors = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(tuple(ActorType)),
    st.booleans(),
    st.lists(st.sampled_from(NAMES), max_size=3, unique=True).map(tuple),
    st.sampled_from((None, None, "country:PK")),
)
links = st.tuples(st.integers(0, 5), st.none() | stretches, st.none() | words, st.none() | words)


def drafts() -> st.SearchStrategy[Draft]:
    """Return claims of every kind, chains of up to eight links too."""
    return st.builds(
        Draft,
        st.tuples(st.integers(0, 5), st.integers(0, 5)),
        st.sampled_from(PREDICATES),
        st.builds(Factuality, st.sampled_from(Polarity), st.sampled_from(Certainty), st.sampled_from(Modality)),
        st.lists(links, max_size=8).map(tuple),
        st.tuples(*[stretches] * 6),
        st.none() | st.sampled_from(TIMES),
        st.none() | words,
        st.none() | amounts,
        st.none() | words,
        st.none() | words,
        st.floats(0, 1),
    )


def readings() -> st.SearchStrategy[Made]:
    """Return documents with their actors and claims; several actors may have one name."""
    lines = st.lists(st.sampled_from((*NAMES, "said", "the", "in 2005,", "\n", "\n\n")), min_size=6, max_size=40)
    return st.builds(
        Made,
        lines.map(" ".join),
        st.lists(actors, min_size=6, max_size=6).map(tuple),
        st.lists(drafts(), max_size=6).map(tuple),
    )


class GeneratedReader:
    """Read documents as was generated for their names; every other as empty."""

    def __init__(self, made: dict[str, Made]) -> None:
        self._made = made

    @property
    def version(self) -> ReaderVersion:
        """Return `generated`."""
        return ReaderVersion("generated", "7", "00")

    def read(self, documents: Iterable[Document]) -> Iterator[Reading | Exception]:
        """Read documents one after another."""
        for document in documents:
            yield self._read(document, self._made[document.name])

    def _read(self, document: Document, made: Made) -> Reading:
        known = tuple(
            Actor(content_id("actor", document.id, number), document.id, name, kind, named, aliases, canonical)
            for number, (name, kind, named, aliases, canonical) in enumerate(made.actors)
        )
        claims = tuple(self._claim(document, known, draft, number) for number, draft in enumerate(made.claims))
        held = {one for c in claims for one in (c.subject.actor, c.object.actor, *(link.actor for link in c.sources))}
        used = tuple(actor for actor in known if actor.id in held)
        return Reading(document.id, document.text_id, str(self.version), used, claims, (), len(document.text.split()))

    def _claim(self, document: Document, known: tuple[Actor, ...], draft: Draft, number: int) -> Claim:
        text = document.text
        subject, head, other, other_head, trigger, said = (_cut(one, text) for one in draft.spans)
        if not said.cut(text).strip():
            said = Span(0, len(text))
        segment = next((one.index for one in document.segments if one.span.contains(said)), 0)
        one, two = (known[end] for end in draft.ends)
        return Claim(
            id=content_id("claim", document.id, number),
            doc=document.id,
            text_id=document.text_id,
            segment=segment,
            subject=ActorRef(one.id, subject, head, subject.cut(text)),
            predicate=draft.predicate,
            object=ActorRef(two.id, other, other_head, other.cut(text)),
            trigger=trigger,
            evidence=Evidence(said, said.cut(text)),
            reader=str(self.version),
            factuality=draft.factuality,
            time=draft.time,
            place=draft.place,
            amount=draft.amount,
            role=draft.role,
            about=draft.about,
            sources=tuple(_link(known, text, *link) for link in draft.chain),
            confidence=draft.confidence,
        )


def _cut(stretch: tuple[int, int], text: str) -> Span:
    start = stretch[0] % (len(text) + 1)
    return Span(start, min(len(text), start + stretch[1]))


def _link(
    known: tuple[Actor, ...], text: str, who: int, at: tuple[int, int] | None, cue: str | None, name: str | None
) -> SourceRef:
    span = None if at is None else _cut(at, text)
    return SourceRef(known[who].id, name or known[who].name, span, None if span is None else span.cut(text), cue)
