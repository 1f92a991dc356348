"""Describe whose word an edge rests on: documents, those whom they credit, roots; and how credible that makes it."""

from dataclasses import dataclass
from enum import StrEnum

from sayso.model.edge import Edge, Root, Standing
from sayso.model.view import ClaimView


@dataclass(frozen=True, slots=True)
class Credibility:
    """Propose a grade 1 to 6 of the Admiralty code (STANAG 2511) for what an edge says, with the reason in words.

    1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be judged. The
    rules stand at `sayso.analysis.credibility`. It is a proposal: people grade.
    """

    grade: int
    reason: str


class LinkKind(StrEnum):
    """Name what stands at one place of a lineage."""

    DOCUMENT = "document"
    PUBLISHER = "publisher"
    AUTHOR = "author"
    COMMENTER = "commenter"
    CREDITED = "credited"


@dataclass(frozen=True, slots=True)
class LineageNode:
    """Hold one place of the tree from documents to roots.

    `id` is the document's id for a document and empty otherwise. `root` is set where the say-so of `claims` and
    `denials` (ids of claims that assert and deny) ends here. `copies` are the ids of documents with the same words,
    whose claims stand under the first of them. `children` are whom this one credits, in order of name.
    """

    kind: LinkKind
    name: str
    id: str = ""
    date: str | None = None
    root: Root | None = None
    claims: tuple[str, ...] = ()
    denials: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    children: tuple["LineageNode", ...] = ()


@dataclass(frozen=True, slots=True)
class CitationCircle:
    """Hold sources that credit each other in a ring for one edge.

    Each of `names` credits the next, and the last the first, by the claims of the same place (ids); at least two.
    """

    edge: str
    names: tuple[str, ...]
    claims: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class RootWord:
    """Show what one root says of an edge: how many documents carry it, and its claims, asserting first.

    `unknown` tells that nobody can say who it is: unnamed officials, an unnamed commenter, a document without author
    and publisher. `party` says why the root speaks in its own matter: it is one of the edge's ends, or tied to one.
    """

    root: Root
    documents: int
    asserted: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    unknown: bool = False
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Lineage:
    """Hold whose word an edge rests on.

    `documents` counts documents, `texts` those among them that are no copies. `tree` are the documents, earliest
    first. `roots` are in order of how many documents carry them, falling. `related` are pairs of roots that are no
    strangers to each other, with the reason in words. `words` sums it up: `4 documents, 1 root`.
    """

    edge: str
    words: str
    documents: int
    texts: int
    tree: tuple[LineageNode, ...]
    roots: tuple[RootWord, ...]
    related: tuple[tuple[Root, Root, str], ...] = ()
    circles: tuple[CitationCircle, ...] = ()


@dataclass(frozen=True, slots=True)
class LineageView:
    """Show whose word an edge rests on, with names and claims.

    `claims` are those of the edge, in the order of their documents; of very many those likeliest to be read right, one
    of each root before the second of any. `credibility` is a proposal. Of an edge with very many claims, `edge` and
    `lineage` have the surest that assert and that deny it, and `capped` tells so; `claims_total`, `roots_total` and
    `denying_roots_total` count all. `moved` is the id that was asked for, where this is another edge: that into which
    a merged, parted or renamed actor brought a claim of the one asked for.
    """

    edge: Edge
    subject: str
    object: str
    standing: Standing
    credibility: Credibility
    lineage: Lineage
    claims: tuple[ClaimView, ...]
    claims_total: int = 0
    roots_total: int = 0
    denying_roots_total: int = 0
    capped: bool = False
    moved: str | None = None


@dataclass(frozen=True, slots=True)
class CircleView:
    """Show a circle of citations: what it is about, who credits whom, by which claims."""

    circle: CitationCircle
    subject: str
    predicate: str
    object: str
    words: str
    claims: tuple[ClaimView, ...]
