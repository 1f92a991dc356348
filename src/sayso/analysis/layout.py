"""Place actors on a plane."""

from collections.abc import Iterable

from sayso.model.edge import EdgeCard

# Rounds of the spring model; beyond 400 actors each round is dear and the picture is not read actor by actor.
ROUNDS, ROUNDS_LARGE, LARGE = 120, 40, 400


def lay_out(ties: Iterable[EdgeCard], seed: int = 7) -> dict[str, tuple[float, float]]:
    """Return a position in [0, 1] x [0, 1] for each canonical actor; the same ties give the same positions.

    Springs (Fruchterman and Reingold 1991), each as strong as the pair's independent roots; actors and ties enter in
    order of id, so that the order given does not matter. Positions are rounded to four decimals. Time and memory grow
    with the square of the actors: pick the strongest ties first. No ties give no positions.
    """
    weights: dict[tuple[str, str], float] = {}
    for tie in ties:
        pair = (min(tie.subject, tie.object), max(tie.subject, tie.object))
        weights[pair] = weights.get(pair, 0.0) + max(1, tie.roots)
    if not weights:
        return {}
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sorted({actor for pair in weights for actor in pair}))
    graph.add_edges_from((first, second, {"weight": weights[first, second]}) for first, second in sorted(weights))
    rounds = ROUNDS if len(graph) <= LARGE else ROUNDS_LARGE
    raw = nx.spring_layout(graph, seed=seed, iterations=rounds, method="force")
    return _fit_square({str(actor): (float(place[0]), float(place[1])) for actor, place in raw.items()})


def _fit_square(places: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Stretch positions to fill the unit square; what has no width stands in the middle."""
    out: dict[str, list[float]] = {actor: [] for actor in places}
    for axis in (0, 1):
        values = [place[axis] for place in places.values()]
        low, size = min(values), max(values) - min(values)
        for actor, place in places.items():
            out[actor].append(round((place[axis] - low) / size, 4) if size > 1e-9 else 0.5)
    return {actor: (x, y) for actor, (x, y) in out.items()}
