"""Say how well an edge is supported."""

from sayso.model.edge import Edge, Standing


def standing(edge: Edge) -> Standing:
    """Grade an edge by written rules."""
    raise NotImplementedError
