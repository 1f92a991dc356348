"""Measure how actors stand in a network: who is tied to many, who lies between, who brokers, who belongs together.

All measures are taken on pairs: two actors with one tie or several are one pair, without direction, of the weight of
their ties' independent roots (an asserted tie counts at least one). Ties of an actor to itself do not count. Nodes are
numbered in order of id and every random choice has a fixed seed, so that the same ties give the same figures on any
machine; figures are rounded to six decimals.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from sayso.model.edge import EdgeCard
from sayso.model.network import MeasureNote

if TYPE_CHECKING:
    import networkx as nx

SEED = 7
EXACT_ACTORS = 2_000
"""Up to so many actors betweenness is exact (9 s at 2,000 actors and 4,000 pairs)."""
SAMPLED = 200
"""Actors from which betweenness is estimated where there are more."""
TRIANGLES = 200_000
"""Signed triangles that are looked at."""


@dataclass(frozen=True, slots=True)
class ActorFigures:
    """Hold the figures of one actor; `ActorMeasures` says what they are."""

    actor: str
    degree: int
    weighted_degree: int
    betweenness: float
    constraint: float | None
    effective_size: float | None
    community: int


@dataclass(frozen=True, slots=True)
class SignedTriangle:
    """Hold three actors in order of id, the signs of first-second, second-third, first-third, and what it takes to
    balance them, in roots (0 where they do).
    """

    actors: tuple[str, str, str]
    signs: tuple[int, int, int]
    frustration: int
    ties: tuple[str, ...]

    @property
    def balanced(self) -> bool:
        """Tell whether the product of the signs is positive (Heider 1946; Cartwright and Harary 1956)."""
        return self.signs[0] * self.signs[1] * self.signs[2] > 0


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold all measures of one network.

    `actors` come with the highest betweenness first, then by id; `communities` largest first; `triangles` with the most
    frustrated first. `mixed` counts pairs left out of the balance because as many roots speak for a friendly as for a
    hostile tie; `sampled` is how many actors betweenness was estimated from, None where it is exact.
    """

    actors: tuple[ActorFigures, ...]
    communities: tuple[tuple[str, ...], ...]
    modularity: float | None
    triangles: tuple[SignedTriangle, ...]
    pairs: int
    mixed: int = 0
    sampled: int | None = None
    triangles_cut: bool = False

    @property
    def balance(self) -> float | None:
        """Return the share of balanced triangles, None without a triangle."""
        if not self.triangles:
            return None
        return round(sum(one.balanced for one in self.triangles) / len(self.triangles), 6)


def measure(ties: Iterable[EdgeCard]) -> Figures:
    """Return the measures of a network of ties; no ties give no figures.

    Every tie given counts: leave out what is denied or only intended before.
    """
    held = sorted((tie for tie in ties if tie.subject != tie.object), key=lambda tie: tie.id)
    if not held:
        return Figures((), (), None, (), 0)
    import networkx as nx

    names = sorted({end for tie in held for end in (tie.subject, tie.object)})
    number = {name: at for at, name in enumerate(names)}
    weights: defaultdict[tuple[int, int], int] = defaultdict(int)
    for tie in held:
        weights[_pair(number[tie.subject], number[tie.object])] += max(1, tie.roots)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_weighted_edges_from((one, other, weights[one, other]) for one, other in sorted(weights))
    sampled = None if len(names) <= EXACT_ACTORS else SAMPLED
    between = nx.betweenness_centrality(graph, k=sampled, seed=SEED)
    groups = _communities(graph)
    of_group = {node: at for at, group in enumerate(groups, 1) for node in group}
    triangles, mixed, cut = _triangles(held, names, number)
    figures = [
        ActorFigures(
            actor=names[node],
            degree=len(graph[node]),
            weighted_degree=sum(int(row["weight"]) for row in graph[node].values()),
            betweenness=round(between[node], 6),
            constraint=_constraint(graph, node),
            effective_size=_effective_size(graph, node),
            community=of_group[node],
        )
        for node in graph
    ]
    return Figures(
        actors=tuple(sorted(figures, key=lambda one: (-one.betweenness, -one.degree, one.actor))),
        communities=tuple(tuple(names[node] for node in group) for group in groups),
        modularity=round(nx.community.modularity(graph, [set(group) for group in groups]), 6),
        triangles=triangles,
        pairs=len(weights),
        mixed=mixed,
        sampled=sampled,
        triangles_cut=cut,
    )


def rank_brokers(actors: Iterable[ActorFigures]) -> list[ActorFigures]:
    """Return the actors with at least two neighbours, the least constrained first, then by betweenness and id."""
    held = [one for one in actors if one.constraint is not None and one.degree > 1]
    return sorted(held, key=lambda one: (one.constraint, -one.betweenness, one.actor))


def define_measures(figures: Figures) -> tuple[MeasureNote, ...]:
    """Return what each measure is, whose idea, and how it was worked out here."""
    exact = "Exact." if figures.sampled is None else f"Estimated from {figures.sampled} actors, seed {SEED}."
    rows = (
        ("degree", "How many actors it has a tie with.", "Freeman 1979", "Pairs without direction."),
        (
            "weighted degree",
            "The sum of the independent roots of its ties, at least one for each.",
            "Barrat and others 2004",
            "A tie that many documents repeat on one root counts once.",
        ),
        (
            "betweenness",
            "The share of the shortest ways between two others that pass it, 0 to 1.",
            "Freeman 1977; Brandes 2001",
            f"{exact} Every pair is one step long, whatever its roots.",
        ),
        (
            "constraint",
            "How far its contacts are tied to one another, so that it cannot broker: low is a broker.",
            "Burt 1992, 2004",
            "Weighted by independent roots.",
        ),
        (
            "effective size",
            "Its contacts less their mean number of ties among one another: high is a broker.",
            "Burt 1992; Borgatti 1997",
            "Unweighted.",
        ),
        (
            "communities",
            "Groups with more ties within than chance would give, by modularity.",
            "Blondel and others 2008 (Louvain)",
            f"Weighted by independent roots, seed {SEED}.",
        ),
        (
            "balance",
            "The share of triangles of friendly and hostile ties whose signs multiply to +.",
            "Heider 1946; Cartwright and Harary 1956",
            "A pair has the sign with more roots; frustration is the fewest roots that must turn to balance it.",
        ),
    )
    return tuple(MeasureNote(*row) for row in rows)


def _pair(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _communities(graph: "nx.Graph[int]") -> list[list[int]]:
    """Return groups of nodes, the largest first, then by their first node; nodes with most neighbours first."""
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    groups = [sorted(group, key=lambda node: (-len(graph[node]), node)) for group in found]
    return sorted(groups, key=lambda group: (-len(group), min(group)))


def _constraint(graph: "nx.Graph[int]", node: int) -> float | None:
    """Return Burt's constraint, as networkx defines it; written out, since there it takes cubic time at a hub."""
    if not graph[node]:
        return None
    strength = graph.degree(weight="weight")
    total = float(strength[node])
    direct: dict[int, float] = {other: row["weight"] / total for other, row in sorted(graph[node].items())}
    indirect = dict.fromkeys(direct, 0.0)
    for middle, share in direct.items():
        for other, row in sorted(graph[middle].items()):
            if other in indirect:
                indirect[other] += share * row["weight"] / strength[middle]
    return round(sum((share + indirect[other]) ** 2 for other, share in direct.items()), 6)


def _effective_size(graph: "nx.Graph[int]", node: int) -> float | None:
    """Return Burt's effective size in Borgatti's form: contacts less twice their ties by contacts."""
    contacts = set(graph[node])
    if not contacts:
        return None
    ties = sum(other in contacts for one in contacts for other in graph[one])
    return round(len(contacts) - ties / len(contacts), 6)


def _triangles(
    ties: Sequence[EdgeCard], names: Sequence[str], number: Mapping[str, int]
) -> tuple[tuple[SignedTriangle, ...], int, bool]:
    """Return the triangles of pairs that have a sign, the number of pairs that cannot be given one, and whether some
    were not looked at.
    """
    tally: defaultdict[tuple[int, int], int] = defaultdict(int)
    behind: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    for tie in ties:
        if tie.sign:
            pair = _pair(number[tie.subject], number[tie.object])
            tally[pair] += tie.sign * max(1, tie.roots)
            behind[pair].append(tie.id)
    signed = {pair: roots for pair, roots in tally.items() if roots}
    onward: defaultdict[int, list[int]] = defaultdict(list)
    for one, other in sorted(signed):
        onward[one].append(other)
    found: list[SignedTriangle] = []
    looked = 0
    for first in sorted(onward):
        for second, third in combinations(onward[first], 2):
            looked += 1
            if looked > TRIANGLES:
                break
            if (second, third) in signed:
                pairs = ((first, second), (second, third), (first, third))
                found.append(_triangle(pairs, signed, behind, names))
    found.sort(key=lambda one: (-one.frustration, one.actors))
    return tuple(found), len(tally) - len(signed), looked > TRIANGLES


def _triangle(
    pairs: Sequence[tuple[int, int]],
    signed: Mapping[tuple[int, int], int],
    behind: Mapping[tuple[int, int], Sequence[str]],
    names: Sequence[str],
) -> SignedTriangle:
    """Return one triangle; turning its weakest pair balances an unbalanced one."""
    one, two, three = (1 if signed[pair] > 0 else -1 for pair in pairs)
    weakest = min(abs(signed[pair]) for pair in pairs)
    (first, second), (_, third) = pairs[0], pairs[1]
    return SignedTriangle(
        actors=(names[first], names[second], names[third]),
        signs=(one, two, three),
        frustration=0 if one * two * three > 0 else weakest,
        ties=tuple(sorted(tie for pair in pairs for tie in behind[pair])),
    )
