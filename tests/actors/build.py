"""Build raw actors for the tests of this room; ids and documents are counted."""

from itertools import count

from sayso.model import Actor, ActorType

_NUMBERS = count(1)


def person(name: str, *aliases: str, named: bool = True, doc: str | None = None) -> Actor:
    """Make a person."""
    return actor(name, ActorType.PERSON, *aliases, named=named, doc=doc)


def body(name: str, *aliases: str, doc: str | None = None) -> Actor:
    """Make an organization."""
    return actor(name, ActorType.ORGANIZATION, *aliases, doc=doc)


def actor(
    name: str,
    kind: ActorType,
    *aliases: str,
    named: bool = True,
    canonical: str | None = None,
    doc: str | None = None,
) -> Actor:
    """Make an actor of a document of its own, unless one is given."""
    number = next(_NUMBERS)
    return Actor(f"a-{number:06}", doc or f"d{number}", name, kind, named, aliases, canonical)
