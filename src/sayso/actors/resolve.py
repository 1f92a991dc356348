"""Judge a new document's actors against those known."""

from collections.abc import Sequence

from sayso.actors.index import ActorIndex
from sayso.model import Actor, Judgement

MACHINE = "sayso/actors-1"


def resolve(new: Sequence[Actor], index: ActorIndex, by: str = MACHINE) -> list[Judgement]:
    """Judge one document's actors against the index, then add them to it."""
    raise NotImplementedError
