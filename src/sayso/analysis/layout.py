"""Place actors on a plane."""

from collections.abc import Iterable

from sayso.model.edge import Edge


def lay_out(edges: Iterable[Edge], seed: int = 7) -> dict[str, tuple[float, float]]:
    """Return a position in [0, 1] x [0, 1] for each canonical actor; the same edges give the same positions."""
    raise NotImplementedError
