"""Make documents that name many actors, with few words between them, so that names meet and contradict each other."""

import random
from collections.abc import Iterator

from sayso.model import Actor, ActorType, Document, Reading, content_id
from sayso.store import Commit, Store
from sayso.testing import make_document

GIVEN = ("Tomas", "Elena", "Ivo", "Karl", "T.", "Mira", "Dr. Tomas", "Osman")
FAMILY = ("Verrell", "Holt", "Vale", "Verel", "Dunmore", "Harbour")
BODY = ("Harbour Lines", "Harbour Lines Union", "HLU", "Dock Union", "Dunmore Steel", "Steel Guild", "Lowick Guild")
STATES = ("Ruritania", "Strelsau", "Kingdom of Ruritania")


def crowd(seed: int, documents: int, most: int = 6) -> Iterator[tuple[str, list[Actor]]]:
    """Yield texts with the actors that they name."""
    chosen = random.Random(seed)
    for number in range(documents):
        text = f"document {seed} {number} " + " ".join(f"w{chosen.randrange(999)}" for _ in range(4))
        named = [make_name(chosen) for _ in range(chosen.randint(1, most))]
        doc = make_document(text, f"d{number}")
        yield text, [make_actor(doc, at, *name) for at, name in enumerate(named)]


def make_name(chosen: random.Random) -> tuple[str, ActorType, tuple[str, ...], str | None]:
    """Draw a name, a type, aliases and a code."""
    kind = chosen.choices((ActorType.PERSON, ActorType.ORGANIZATION, ActorType.STATE), (5, 4, 1))[0]
    if kind is ActorType.STATE:
        return chosen.choice(STATES), kind, (), chosen.choice((None, "country:RU"))
    if kind is ActorType.PERSON:
        name = f"{chosen.choice(GIVEN)} {chosen.choice(FAMILY)}" if chosen.random() < 0.8 else chosen.choice(FAMILY)
        return name, kind, tuple(chosen.sample(FAMILY, chosen.randint(0, 1))), None
    return chosen.choice(BODY), kind, tuple(chosen.sample(BODY, chosen.randint(0, 2))), None


def make_actor(doc: Document, at: int, name: str, kind: ActorType, aliases: tuple[str, ...], code: str | None) -> Actor:
    """Make one raw actor of a document."""
    return Actor(content_id("actor", doc.text_id, at), doc.id, name, kind, name != "T. Vale", aliases, code)


def commit_actors(store: Store, text: str, actors: list[Actor], run: str = "r1") -> None:
    """Write a document that names actors and claims nothing."""
    doc = make_document(text, text.split()[2])
    reading = Reading(doc.id, doc.text_id, run, tuple(actors), (), (), 9)
    store.commit(Commit(doc, reading=reading, run=run, settle=True))
