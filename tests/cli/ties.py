"""Make ties for tests of the report, without a casefile."""

from collections.abc import Sequence

from sayso.cli.report.gather import Gathered, Node, Tie, Word, classify
from sayso.model.actor import ActorType
from sayso.model.claim import ActorRef, Certainty, Claim, Evidence, Factuality, Modality, Polarity
from sayso.model.edge import Attestation, Edge, Root
from sayso.model.span import Span
from sayso.model.view import ClaimView, DocumentRow, Stats

PLAIN = Factuality()


def make_view(
    subject: str = "Corvane Lines",
    predicate: str = "funds",
    object_: str = "Harbour Party",
    *,
    say_so: tuple[str, ...] = ("Harbour Gazette",),
    factuality: Factuality = PLAIN,
    quote: str = "They paid.",
    document: str = "gazette",
    number: int = 1,
    time: str | None = None,
) -> ClaimView:
    """Return a claim as the casefile shows it."""
    at = Span(0, len(quote))
    claim = Claim(
        id=f"claim-{number:016x}",
        doc=document,
        text_id="text-1",
        segment=0,
        subject=ActorRef(f"a-{subject}", at, at, subject),
        predicate=predicate,
        object=ActorRef(f"a-{object_}", at, at, object_),
        trigger=at,
        evidence=Evidence(at, quote),
        reader="scripted/1+0",
        factuality=factuality,
        time=time,
    )
    return ClaimView(
        claim,
        subject,
        object_,
        f"a-{subject}",
        f"a-{object_}",
        say_so,
        document,
        date="2019-03-05",
        attested="2019-03-05",
    )


def make_tie(
    subject: str,
    predicate: str,
    object_: str,
    yes: Sequence[str] = (),
    no: Sequence[str] = (),
    *,
    sign: int = 1,
    certainty: Certainty = Certainty.CERTAIN,
    modality: Modality = Modality.ACTUAL,
    types: tuple[ActorType, ActorType] = (ActorType.ORGANIZATION, ActorType.ORGANIZATION),
    documents: Sequence[str] = (),
) -> Tie:
    """Return a tie that the roots of `yes` assert and those of `no` deny; `documents` names one for each claim."""
    words = []
    for number, root in enumerate((*yes, *no)):
        polarity = Polarity.ASSERTED if number < len(yes) else Polarity.DENIED
        fact = Factuality(polarity, certainty, modality)
        document = documents[number] if number < len(documents) else f"doc-{number}"
        view = make_view(
            subject, predicate, object_, say_so=(root,), factuality=fact, quote=f"{root} spoke.", document=document
        )
        item = Attestation(
            f"claim-{number:016x}", document, fact, Root(f"root:{root}", root), (root,), attested="2019-03-05"
        )
        words.append(Word(item, view))
    edge = Edge(
        f"edge-{subject}-{predicate}-{object_}",
        f"a-{subject}",
        predicate,
        f"a-{object_}",
        sign,
        tuple(word.attestation for word in words),
    )
    return Tie(
        edge=edge,
        subject=Node(f"a-{subject}", subject, types[0], True),
        object=Node(f"a-{object_}", object_, types[1], True),
        standing=classify(edge, contested=bool(yes and no)),
        asserted=tuple(word for word in words if not word.attestation.denied),
        denied=tuple(word for word in words if word.attestation.denied),
    )


def make_gathered(*ties: Tie, title: str = "A & B <at sea>") -> Gathered:
    """Return what a report shows, with one document."""
    stats = Stats(1, 0, 0, 100, 3, 4, 4, 5, 1, 2, 2, len(ties), 0, 0, (), (), 4096, 1)
    row = DocumentRow(
        id="0" * 64,
        name="gazette",
        title=title,
        authors=("N. Ferrant",),
        publisher="Harbour Gazette",
        date="2019-03-05",
        date_found="byline",
        language="en",
        media_type="text/plain",
        size_bytes=100,
        origins=(),
        words=100,
        segments=3,
        claims=5,
        frames=2,
    )
    return Gathered(stats, (row,), (), ties)
