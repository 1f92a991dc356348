"""Compare two actors by type, name, alias and canonical code."""

from dataclasses import dataclass

from sayso.model import Actor, ActorType, Verdict


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold a score of 0 to 1, the verdict that follows, and short reasons."""

    score: float
    verdict: Verdict
    reasons: tuple[str, ...] = ()


def compare_names(left: str, right: str, kind: ActorType) -> Comparison:
    """Compare two bare names of actors of one type."""
    raise NotImplementedError


def compare(left: Actor, right: Actor) -> Comparison:
    """Compare two raw actors of different documents."""
    raise NotImplementedError
