"""Follow an edge from the documents that carry it to the roots that it rests on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from sayso.actors.lexicon import plain_name
from sayso.analysis.chain import Chain, part_chain, voice_chain
from sayso.analysis.citations import find_circles
from sayso.analysis.lenses import load_related
from sayso.analysis.roots import first_documents
from sayso.model import TextLink
from sayso.model.bond import Bond
from sayso.model.edge import Attestation, DocumentFacts, Edge, PredicateTraits, Root
from sayso.model.lineage import Lineage, LineageNode, LinkKind, RootWord

FEWEST_WORDS = 2
"""Of how many words at least a name must be to be looked for within another one."""

MOST_WORDS = 24
"""How many words of a name are looked at."""

type Tie = Edge | Bond
"""What ties two actors: a whole edge, or what is told of one."""

type _Step = tuple[LinkKind, str, str]
"""What stands at one place, its name, and the key of its root where another root has the same name."""


@dataclass(slots=True)
class _Growing:
    """Hold one place of the tree while it grows."""

    root: Root | None = None
    claims: list[str] = field(default_factory=list)
    denials: list[str] = field(default_factory=list)
    under: dict[_Step, "_Growing"] = field(default_factory=dict)


def trace(
    edge: Edge,
    documents: Mapping[str, DocumentFacts],
    links: Iterable[TextLink] = (),
    ties: Iterable[Tie] = (),
    traits: Mapping[str, PredicateTraits] | None = None,
) -> Lineage:
    """Return whose word an edge rests on.

    `documents` are by id, those of the edge and the earliest of those whose words they share; `links` say who shares
    words with whom. `ties` are edges among the roots' actors and the edge's ends, of which those of the room's related
    families, as `traits` tell them, make two roots related, or a root a party. A document without a record stands
    under its id. The order of the edge's claims, of links and of ties changes nothing.
    """
    first = first_documents(documents, links)
    known = list(ties)
    roots = tuple(_root_words(edge, find_parties(edge, known, traits or {})))
    docs = {item.doc for item in edge.attestations}
    texts = {first.get(doc, doc) for doc in docs}
    return Lineage(
        edge=edge.id,
        words=_sum_up(edge, len(docs), len(texts)),
        documents=len(docs),
        texts=len(texts),
        tree=tuple(_tree(edge, documents, first)),
        roots=roots,
        related=find_related([word.root for word in roots], documents, known, traits or {}),
        circles=find_circles([edge], documents),
    )


def is_unknown(root: Root) -> bool:
    """Tell whether nobody can say who a root is: it is unnamed, or a document that nobody signs."""
    return not root.named or root.key.startswith("doc:")


def find_related(
    roots: Iterable[Root],
    documents: Mapping[str, DocumentFacts],
    ties: Iterable[Tie],
    traits: Mapping[str, PredicateTraits],
) -> tuple[tuple[Root, Root, str], ...]:
    """Return pairs of roots that are no strangers, each with the reason in words, in order of keys.

    Related are two actors with an asserted tie of a related family (a person and its organization, kin); author,
    publisher and title of one document (a report and its issuer); and two of whose names one stands within the other
    ("statement of Ada Brandt" and "Ada Brandt"), which may be one source.
    """
    held = sorted({root.key: root for root in roots}.values(), key=lambda root: root.key)
    found: dict[tuple[str, str], str] = {}
    for pair, reason in (*_tied(held, ties, traits), *_signed(held, documents), *_named_alike(held)):
        found.setdefault(pair, reason)
    by_key = {root.key: root for root in held}
    return tuple((by_key[one], by_key[other], found[one, other]) for one, other in sorted(found))


def find_parties(edge: Edge, ties: Iterable[Tie], traits: Mapping[str, PredicateTraits]) -> dict[str, str]:
    """Return why a root speaks in its own matter, by the root's key: it is an end of the edge, or tied to one.

    Ties are those of the related families, with whoever says so.
    """
    ends = {edge.subject, edge.object}
    roots = {item.root.actor: item.root for item in edge.attestations if item.root.actor}
    found = {root.key: "it is about the root itself" for actor, root in roots.items() if actor in ends}
    for tie in _related_ties(ties, traits):
        for actor, end in ((tie.subject, tie.object), (tie.object, tie.subject)):
            root = roots.get(actor)
            if root is not None and end in ends and actor not in ends:
                side = "subject" if end == edge.subject else "object"
                found.setdefault(root.key, f"{tie.predicate.replace('_', ' ')} ties it to the {side}, {_said_by(tie)}")
    return found


def _related_ties(ties: Iterable[Tie], traits: Mapping[str, PredicateTraits]) -> Iterator[Tie]:
    """Yield the asserted edges whose families make two actors no strangers, those on most roots first."""
    families = load_related()
    for tie in sorted(ties, key=lambda one: (-len(one.roots), one.id)):
        known = traits.get(tie.predicate)
        if known is not None and known.family in families and tie.roots and tie.subject != tie.object:
            yield tie


def _said_by(tie: Tie) -> str:
    """Return whose word a tie rests on."""
    names = sorted({root.name for root in tie.roots})
    return f"{'says' if len(names) == 1 else 'say'} {' and '.join(names)}"


def _tied(
    roots: list[Root], ties: Iterable[Tie], traits: Mapping[str, PredicateTraits]
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield roots whose actors an edge ties, with whoever says so."""
    by_actor = {root.actor: root for root in roots if root.actor}
    for tie in _related_ties(ties, traits):
        one, other = by_actor.get(tie.subject), by_actor.get(tie.object)
        if one is not None and other is not None and one.key != other.key:
            said = f"{one.name} – {tie.predicate.replace('_', ' ')} – {other.name}"
            yield _pair(one, other), f"{said}, {_said_by(tie)}"


def _signed(roots: list[Root], documents: Mapping[str, DocumentFacts]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield roots that are author, publisher or title of one document."""
    by_name: defaultdict[str, list[Root]] = defaultdict(list)
    for root in roots:
        by_name[plain_name(root.name)].append(root)
    for doc in sorted(documents):
        held = documents[doc].metadata
        names = {plain_name(name) for name in (held.publisher, held.title, *held.authors) if name}
        names.add(plain_name(" and ".join(held.authors)))
        signed = sorted((root for name in names for root in by_name.get(name, ())), key=lambda root: root.key)
        for one, other in combinations(signed, 2):
            yield _pair(one, other), f"author, publisher or title of one document, {held.title or doc[:12]}"


def _named_alike(roots: list[Root]) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield roots in whose name that of a named one stands, found word by word and not pair by pair."""
    split = [(root, plain_name(root.name).split()[:MOST_WORDS]) for root in roots]
    whole = {tuple(words): root for root, words in split if root.named and len(words) >= FEWEST_WORDS}
    for root, words in split:
        for start, end in combinations(range(len(words) + 1), 2):
            inner = whole.get(tuple(words[start:end]))
            if inner is not None and inner.key != root.key:
                yield _pair(inner, root), "one name stands within the other; they may be one source"


def _pair(one: Root, other: Root) -> tuple[str, str]:
    return min(one.key, other.key), max(one.key, other.key)


def _root_words(edge: Edge, parties: Mapping[str, str]) -> list[RootWord]:
    """Return what each root says, those first that most documents carry."""
    held: defaultdict[str, list[Attestation]] = defaultdict(list)
    for item in edge.attestations:
        held[item.root.key].append(item)
    words = [
        RootWord(
            root=items[0].root,
            documents=len({item.doc for item in items}),
            asserted=tuple(sorted(item.claim for item in items if not item.denied)),
            denied=tuple(sorted(item.claim for item in items if item.denied)),
            unknown=is_unknown(items[0].root),
            party=parties.get(items[0].root.key),
        )
        for items in held.values()
    ]
    return sorted(words, key=lambda word: (not word.asserted, -word.documents, word.root.key))


def _tree(edge: Edge, documents: Mapping[str, DocumentFacts], first: Mapping[str, str]) -> Iterator[LineageNode]:
    """Yield the documents with those whom they credit, earliest first, undated ones last."""
    by_text: defaultdict[str, list[Attestation]] = defaultdict(list)
    for item in edge.attestations:
        by_text[first.get(item.doc, item.doc)].append(item)
    nodes = []
    for doc, items in by_text.items():
        document = documents.get(doc)
        top = _Growing()
        for item in sorted(items, key=lambda one: (one.root.key, one.claim)):
            _grow(top, item, _chain(item, document, documents))
        copies = tuple(sorted({item.doc for item in items} - {doc}))
        metadata = document.metadata if document else None
        name = (metadata.title if metadata else None) or doc[:12]
        nodes.append(_finish((LinkKind.DOCUMENT, name, ""), top, doc, metadata.date if metadata else None, copies))
    yield from sorted(nodes, key=lambda node: (node.date or "~", node.name, node.id))


def _chain(item: Attestation, first: DocumentFacts | None, documents: Mapping[str, DocumentFacts]) -> Chain:
    """Return the chain of a claim; in a copy, the voice of the first document stands for its own."""
    parted = part_chain(item, documents.get(item.doc))
    if first is None or first.id == item.doc or any(kind is LinkKind.COMMENTER for kind, _ in parted.voice):
        return parted
    return Chain(voice_chain(first), parted.credited)


def _grow(top: _Growing, item: Attestation, chain: Chain) -> None:
    """Add one claim's chain below a document; two roots of one name stand apart."""
    steps = [*chain.voice, *((LinkKind.CREDITED, name) for name in chain.credited)]
    at = top
    for place, (kind, name) in enumerate(steps, 1):
        step = (kind, name, "")
        if place == len(steps) and step in at.under and at.under[step].root not in (None, item.root):
            step = (kind, name, item.root.key)
        at = at.under.setdefault(step, _Growing())
    at.root = item.root
    (at.denials if item.denied else at.claims).append(item.claim)


def _finish(
    step: _Step, grown: _Growing, doc: str = "", date: str | None = None, copies: tuple[str, ...] = ()
) -> LineageNode:
    """Return a grown place as a record."""
    kind, name, _ = step
    return LineageNode(
        kind=kind,
        name=name,
        id=doc,
        date=date,
        root=grown.root,
        claims=tuple(sorted(grown.claims)),
        denials=tuple(sorted(grown.denials)),
        copies=copies,
        children=tuple(_finish(step, grown.under[step]) for step in sorted(grown.under)),
    )


def _sum_up(edge: Edge, docs: int, texts: int) -> str:
    """Return how many documents and how many roots: `4 documents, 1 root`."""
    words = f"{docs} document{'' if docs == 1 else 's'}"
    if texts < docs:
        words += f" ({texts} without copies)"
    roots, denying = edge.roots, edge.denying_roots
    words += f", {len(roots) or 'no'} root{'' if len(roots) == 1 else 's'}"
    unknown = sum(map(is_unknown, roots))
    if unknown:
        words += f", {unknown} of them unknown" if len(roots) > 1 else ", unknown"
    planned = {item.root.key for item in edge.asserted if not item.actual} - {root.key for root in roots}
    if planned:
        words += f"; only planned or supposed by {len(planned)}"
    return words + (f"; denied by {len(denying)}" if denying else "")
