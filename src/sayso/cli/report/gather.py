"""Ask the casefile for the ties that a report or the demo shows, with the words behind each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.casefile.picture import Node as Node
from sayso.cli.wording import name_predicate
from sayso.model.claim import Certainty
from sayso.model.document import Unreadable
from sayso.model.edge import Attestation, Edge, Standing
from sayso.model.view import ActorRow, ClaimView, DocumentRow, Stats

if TYPE_CHECKING:
    from sayso.casefile import Casefile

QUOTES_A_SIDE = 8


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one claim behind a tie: who says it, in which words, where."""

    attestation: Attestation
    view: ClaimView | None

    @property
    def quote(self) -> str:
        """Return the exact words; empty where the claim is not at hand."""
        return self.view.claim.evidence.words if self.view else ""

    @property
    def document(self) -> str:
        """Return the name of the document."""
        return self.view.document if self.view else self.attestation.doc


@dataclass(frozen=True, slots=True)
class Tie:
    """Hold an edge with names, standing and the words on both sides."""

    edge: Edge
    subject: Node
    object: Node
    standing: Standing
    asserted: tuple[Word, ...]
    denied: tuple[Word, ...]

    @property
    def predicate(self) -> str:
        """Return the predicate as words."""
        return name_predicate(self.edge.predicate)

    @property
    def sign(self) -> int:
        """Return the predicate's sign."""
        return self.edge.sign

    @property
    def documents(self) -> tuple[str, ...]:
        """Return the names of the documents that assert the tie, in order of name."""
        return tuple(sorted({word.document for word in self.asserted}))

    @property
    def rank(self) -> "Rank":
        """Return the key that sorts the best supported and most spoken of first."""
        return rank_edge(self.edge, self.subject, self.object)


type Rank = tuple[int, int, float, str, str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold all that a report shows; ties best supported first."""

    stats: Stats
    documents: tuple[DocumentRow, ...]
    unreadable: tuple[Unreadable, ...]
    ties: tuple[Tie, ...]

    @property
    def contested(self) -> tuple[Tie, ...]:
        """Return the ties that some root asserts and another denies, most voices first."""
        return tuple(tie for tie in self.ties if tie.standing is Standing.CONTESTED and tie.asserted and tie.denied)

    @property
    def single_root(self) -> tuple[Tie, ...]:
        """Return the ties that several documents repeat and that rest on one root, most repeated first."""
        found = [tie for tie in self.ties if len(tie.edge.roots) == 1 and len(tie.documents) > 1 and not tie.denied]
        return tuple(sorted(found, key=lambda tie: (-len(tie.documents), tie.rank)))


def gather(
    case: "Casefile", *, ties: int | None = None, named_only: bool = True, min_confidence: float | None = None
) -> Gathered:
    """Ask the casefile for its best supported ties, the contested ones before all others.

    `ties` is how many at most. `named_only` leaves out ties with an actor that has no name ("two men").
    `min_confidence` is as in the casefile's own questions.
    """
    nodes = {row.id: _node(row) for row in case.actors()}
    contested = {edge.id for edge in case.edges(contested=True, min_confidence=min_confidence)}
    edges = [edge for edge in case.edges(min_confidence=min_confidence) if _wanted(edge, nodes, named_only)]
    edges.sort(key=lambda edge: (edge.id not in contested, rank_edge(edge, nodes[edge.subject], nodes[edge.object])))
    chosen = edges[:ties]
    views = _views(case, chosen, min_confidence)
    found = sorted((_tie(edge, nodes, contested, views) for edge in chosen), key=lambda tie: tie.rank)
    return Gathered(
        stats=case.stats(min_confidence=min_confidence),
        documents=tuple(case.documents(min_confidence=min_confidence)),
        unreadable=tuple(case.unreadable()),
        ties=tuple(found),
    )


def rank_edge(edge: Edge, subject: Node, object_: Node) -> Rank:
    """Return the key that sorts edges: most roots on both sides, then most claims, then surest, then by names."""
    items = edge.attestations
    sure = sum(item.confidence for item in items) / len(items)
    voices = len(edge.roots) + len(edge.denying_roots)
    return (-voices, -len(items), -sure, subject.name, edge.predicate, object_.name)


def classify(edge: Edge, *, contested: bool) -> Standing:
    """Say how well an edge is supported: by roots, never by the number of documents."""
    if contested:
        return Standing.CONTESTED
    if not edge.asserted:
        return Standing.DENIED
    actual = [item for item in edge.asserted if item.actual]
    if not actual:
        return Standing.ONLY_INTENDED
    if all(item.factuality.certainty is not Certainty.CERTAIN for item in actual):
        return Standing.ONLY_HEDGED
    return Standing.SINGLE_ROOT if len(edge.roots) == 1 else Standing.WELL_SUPPORTED


def _node(row: ActorRow) -> Node:
    """Return an actor as a picture needs it."""
    return Node(row.id, row.name, row.type, row.named)


def _wanted(edge: Edge, nodes: dict[str, Node], named_only: bool) -> bool:
    """Tell whether both ends are known, differ and (where asked) have names."""
    ends = [nodes.get(edge.subject), nodes.get(edge.object)]
    return edge.subject != edge.object and all(node and (node.named or not named_only) for node in ends)


def _views(case: "Casefile", edges: Iterable[Edge], min_confidence: float | None) -> dict[str, ClaimView]:
    """Return the claims behind the edges by id."""
    ids = {item.claim for edge in edges for item in edge.attestations}
    return {view.claim.id: view for view in case.claims(min_confidence=min_confidence) if view.claim.id in ids}


def _tie(edge: Edge, nodes: dict[str, Node], contested: set[str], views: dict[str, ClaimView]) -> Tie:
    """Return an edge with its names and words."""
    return Tie(
        edge=edge,
        subject=nodes[edge.subject],
        object=nodes[edge.object],
        standing=classify(edge, contested=edge.id in contested),
        asserted=_words(edge.asserted, views),
        denied=_words(edge.denied, views),
    )


def _words(items: tuple[Attestation, ...], views: dict[str, ClaimView]) -> tuple[Word, ...]:
    """Return the words of one side, in order of document and place."""
    words = [Word(item, views.get(item.claim)) for item in items]
    return tuple(sorted(words, key=lambda word: (word.document, _place(word), word.attestation.claim)))


def _place(word: Word) -> int:
    """Return where in its document a word stands."""
    return word.view.claim.evidence.span.start if word.view else 0
