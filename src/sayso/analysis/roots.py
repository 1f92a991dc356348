"""Follow say-so chains down to their roots.

A root is the source whose word a claim rests on, and it is found so:

1. The last credited source, where it is named: that canonical actor. Two articles that credit one report have one root.
2. An unnamed last source ("officials") is a root of its own, under the named source that quotes it ("the report says
   that officials …") or, where there is none, in its document.
3. No credited source: the commenter in a comment, else the document's author, else its publisher, else the document.

Documents linked as near-duplicates or excerpts count as one for rules 2 and 3, under the earliest of them, where at
least half of the one's words stand in the other (share 0.5): a passage that is quoted does not make the rest of a text
somebody else's word, and formulas of one office reach 0.22 between texts that have nothing to do with each other. An
author or publisher whose name is that of exactly one named actor is that actor, so that a paper has one root whether
it speaks itself or is quoted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sayso.actors.lexicon import fold_text, plain_name
from sayso.model import Actor, Claim, Frame, Metadata, Segment, SourceRef, TextLink, Voice
from sayso.model.edge import COMMENTER, DocumentFacts, Edge, PredicateTraits, Root
from sayso.store.rules import grade_of

ONE_TEXT = 0.5
"""The share of a text's words that must stand in another for the two to be one root."""


def say_so(claim: Claim | Frame, document: DocumentFacts) -> tuple[str, ...]:
    """Return the chain of names, outermost first: publisher, author (or commenter), then the credited sources.

    Several authors stand as one link, joined by "and". A document without publisher and author stands under its
    title, or its id where it has none, so that the chain is never empty.
    """
    return chain_of(claim, document, segment_of(claim, document))


def chain_of(claim: Claim | Frame, document: DocumentFacts, segment: Segment | None) -> tuple[str, ...]:
    """Return the chain of names of what stands in a segment of a document; see `say_so`."""
    return name_chain([source.name for source in claim.sources], document, segment)


def name_chain(sources: Iterable[str], document: DocumentFacts, segment: Segment | None) -> tuple[str, ...]:
    """Return the chain of names where these are credited, in a segment of a document; see `say_so`."""
    metadata = document.metadata
    if segment is not None and segment.voice is Voice.COMMENT:
        voice = segment.speaker or "unnamed commenter"
    else:
        voice = " and ".join(metadata.authors)
    chain = [name for name in (metadata.publisher, voice) if name]
    if not chain:
        chain = [metadata.title or document.id[:12]]
    credited = [name or "unnamed source" for name in sources]
    if credited and fold_text(credited[0]).strip("()") == fold_text(chain[-1]).strip("()"):
        credited = credited[1:]
    return (*chain, *credited)


def segment_of(claim: Claim | Frame, document: DocumentFacts) -> Segment | None:
    """Return the segment that a claim stands in, or None where the document's record does not hold it."""
    held = document.segments
    if claim.segment < len(held) and held[claim.segment].index == claim.segment:
        return held[claim.segment]
    return next((segment for segment in held if segment.index == claim.segment), None)


def voice_of(metadata: Metadata) -> str | None:
    """Return the name in which a document speaks: its authors, joined by "and", else its publisher, else None."""
    return " and ".join(metadata.authors) or metadata.publisher


class RootFinder:
    """Find the root of claims; holds the documents and what is known of those who speak in them.

    `canonical` maps raw ids to canonical ones (a missing id is its own); `named` tells of a source's raw actor whether
    it is identified (a source that is missing there is, where it has a name). `first` leads from a copied document to
    the one that it counts as; `voices` from the plain name of an author or publisher to the canonical actor that it is;
    `grades` from a canonical actor, or a folded name, to its Admiralty grade.
    """

    def __init__(
        self,
        *,
        canonical: Mapping[str, str],
        documents: Mapping[str, DocumentFacts],
        named: Mapping[str, bool],
        first: Mapping[str, str],
        voices: Mapping[str, str],
        grades: Mapping[str, str] | None = None,
    ) -> None:
        self._canonical = canonical
        self._documents = documents
        self._is_known = named
        self._first = first
        self._voices = voices
        self._grades = grades or {}

    @classmethod
    def gather(
        cls,
        *,
        canonical: Mapping[str, str],
        documents: Mapping[str, DocumentFacts],
        actors: Mapping[str, Actor],
        links: Iterable[TextLink] = (),
        grades: Mapping[str, str] | None = None,
    ) -> "RootFinder":
        """Make one from whole records: raw actors by id, links between texts."""
        return cls(
            canonical=canonical,
            documents=documents,
            named={raw: actor.named for raw, actor in actors.items()},
            first=first_documents(documents, links),
            voices=_names(actors, canonical),
            grades=grades,
        )

    def root(self, claim: Claim) -> Root:
        """Return the source whose word the claim rests on, with its grade."""
        found = self._find(claim)
        grade = grade_of(self._grades, found.actor, found.name) if self._grades and found.named else None
        return found if grade is None else replace(found, grade=grade)

    def _find(self, claim: Claim) -> Root:
        if claim.sources:
            return self._credited(claim)
        doc = self._first.get(claim.doc, claim.doc)
        document = self._documents.get(claim.doc)
        segment = segment_of(claim, document) if document else None
        if document and segment is not None and segment.voice is Voice.COMMENT:
            return self._commenter(document, segment)
        return self._author(doc)

    def _credited(self, claim: Claim) -> Root:
        """Return the root of a claim with credited sources."""
        last = claim.sources[-1]
        if self._is_named(last):
            return self._named(last)
        quoting = next((source for source in reversed(claim.sources[:-1]) if self._is_named(source)), None)
        holder = self._named(quoting).key if quoting else f"doc:{self._first.get(claim.doc, claim.doc)}"
        name = last.name or "unnamed source"
        return Root(f"unnamed:{holder}:{fold_text(name)}", name, named=False)

    def _named(self, source: SourceRef) -> Root:
        """Return the root that a named source is."""
        actor = self._canonical.get(source.actor, source.actor)
        return Root(actor or f"name:{plain_name(source.name)}", source.name, actor or None)

    def _is_named(self, source: SourceRef) -> bool:
        """Tell whether a source is identified."""
        return self._is_known.get(source.actor, bool(source.name))

    def _commenter(self, document: DocumentFacts, segment: Segment) -> Root:
        """Return the root of what a commenter says: one name is one commenter on one publisher's pages."""
        if not segment.speaker:
            return Root(f"{COMMENTER}{document.id}:{segment.index}", "unnamed commenter", named=False)
        where = plain_name(document.metadata.publisher or document.id)
        return Root(f"{COMMENTER}{where}:{plain_name(segment.speaker)}", segment.speaker)

    def _author(self, doc: str) -> Root:
        """Return the root of what a document says in its own voice."""
        document = self._documents.get(doc)
        if document is None:
            return Root(f"doc:{doc}", doc[:12])
        name = voice_of(document.metadata)
        if not name:
            return Root(f"doc:{doc}", document.metadata.title or doc[:12])
        known = self._voices.get(plain_name(name))
        return Root(known or f"name:{plain_name(name)}", name, known)


def related_roots(
    roots: Iterable[Root], edges: Iterable[Edge], traits: Mapping[str, PredicateTraits], family: str
) -> tuple[tuple[Root, Root], ...]:
    """Return pairs of roots that an asserted edge of the family (membership) ties together, in order of key.

    They count as two roots all the same; whoever shows them says that they are related.
    """
    by_actor = {root.actor: root for root in roots if root.actor}
    pairs = set()
    for edge in edges:
        held = traits.get(edge.predicate)
        if held is None or held.family != family or not edge.asserted or edge.subject == edge.object:
            continue
        if edge.subject in by_actor and edge.object in by_actor:
            first, second = sorted((by_actor[edge.subject], by_actor[edge.object]))
            pairs.add((first, second))
    return tuple(sorted(pairs))


def _names(actors: Mapping[str, Actor], canonical: Mapping[str, str]) -> dict[str, str]:
    """Return the canonical id under each name that exactly one named actor has."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for raw, actor in actors.items():
        if actor.named:
            found[plain_name(actor.name)].add(canonical.get(raw, raw))
    return {name: min(ids) for name, ids in found.items() if len(ids) == 1}


def first_documents(documents: Mapping[str, DocumentFacts], links: Iterable[TextLink]) -> dict[str, str]:
    """Return, for each copied document, the earliest of its copies (undated ones last, then by id)."""
    group: dict[str, set[str]] = {}
    for link in links:
        if link.share < ONE_TEXT:
            continue
        joined = group.get(link.doc, {link.doc}) | group.get(link.other, {link.other})
        for doc in joined:
            group[doc] = joined

    def age(doc: str) -> tuple[str, str]:
        document = documents.get(doc)
        return ((document.metadata.date if document else None) or "~", doc)

    return {doc: min(joined, key=age) for doc, joined in group.items()}
