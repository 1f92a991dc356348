"""Find circles of citations: A credits B for a thing, and B credits A for it.

For one edge, a graph of who credits whom is laid over its claims: publisher and author credit whom the document
credits first, each credited source the next one. Names make one source as names of roots do; an unnamed source
("officials") is one within its document alone. A source that credits itself is no circle.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from sayso.analysis.chain import part_chain, source_key
from sayso.model.edge import Attestation, DocumentFacts, Edge
from sayso.model.lineage import CitationCircle

type _Graph = dict[str, dict[str, list[str]]]
"""Who credits whom, by which claims."""


def find_circles(edges: Iterable[Edge], documents: Mapping[str, DocumentFacts]) -> tuple[CitationCircle, ...]:
    """Return the circles of each edge, by edge and then by names; each source stands in one circle of an edge at most.

    `documents` tell whose voice a claim is in; one that is missing credits nobody. Circles are the shortest there are.
    """
    found = [circle for edge in edges for circle in _circles_of(edge, documents)]
    return tuple(sorted(found, key=lambda circle: (circle.edge, circle.names)))


def _circles_of(edge: Edge, documents: Mapping[str, DocumentFacts]) -> Iterator[CitationCircle]:
    names: dict[str, str] = {}
    graph: _Graph = defaultdict(lambda: defaultdict(list))
    for item in edge.attestations:
        for (one, one_name), (other, other_name) in _credits(item, documents.get(item.doc)):
            names[one] = min(names.get(one, one_name), one_name)
            names[other] = min(names.get(other, other_name), other_name)
            if one != other:
                graph[one][other].append(item.claim)
    _peel(graph)
    done: set[str] = set()
    for start in sorted(graph):
        ring = [] if start in done else _ring(graph, start, done)
        if ring:
            done.update(ring)
            claims = (graph[one][other] for one, other in zip(ring, [*ring[1:], ring[0]], strict=True))
            yield CitationCircle(
                edge.id, tuple(names[one] for one in ring), tuple(tuple(sorted(set(held))) for held in claims)
            )


def _credits(item: Attestation, document: DocumentFacts | None) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Yield pairs of (key, name) in which the first credits the second."""
    if document is None:
        return
    chain = part_chain(item, document)
    keyed = [(source_key(name, item), name) for name in chain.credited]
    if keyed:
        yield from (((source_key(name, item), name), keyed[0]) for _, name in chain.voice)
    yield from pairwise(keyed)


def _peel(graph: _Graph) -> None:
    """Take away, again and again, whom nobody credits and who credits nobody: they stand in no circle."""
    while True:
        credited = {other for held in graph.values() for other in held}
        idle = [one for one in graph if one not in credited or not graph[one]]
        for one in idle:
            del graph[one]
        gone = [(one, other) for one, held in graph.items() for other in held if other not in graph]
        for one, other in gone:
            del graph[one][other]
        if not idle and not gone:
            return


def _ring(graph: _Graph, start: str, done: set[str]) -> list[str]:
    """Return the shortest way from a source back to itself, past sources of no other circle; empty without one."""
    came: dict[str, str] = {}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for other in sorted(graph[at]):
            if other == start:
                ring = [at]
                while ring[-1] != start:
                    ring.append(came[ring[-1]])
                return ring[::-1]
            if other not in came and other not in done:
                came[other] = at
                queue.append(other)
    return []
