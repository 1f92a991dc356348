"""Describe the sources on whose word ties rest."""

from dataclasses import dataclass

from sayso.model.edge import Root


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Show one root and how much rests on it.

    `edges` counts the edges that it asserts or denies, `alone` those of them of which no other root speaks, `claims`
    its claims, `denials` those of them that deny.
    """

    root: Root
    edges: int
    alone: int
    claims: int
    denials: int
