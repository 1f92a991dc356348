"""Find the few actors that a new one could be, without comparing it with all.

Blocking (Fellegi and Sunter 1969; keys after the consonant skeletons of names): an actor stands under its code, under
each pair of the skeletons of its words, under each single skeleton and under its acronyms. A key under which too many
stand says nothing and is passed over, so that the cost of a question does not grow with the casefile. Actors that
write themselves alike in every form stand for each other: only the first is asked. `ActorIndex` holds all this in
memory; the store keeps the same on disk (`store/blocks.py`), behind one protocol.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Protocol

from sayso.actors.lexicon import fold_text, load_lexicon
from sayso.actors.normalize import initials, skeleton, split_name
from sayso.actors.organizations import acronyms, full_name
from sayso.model import Actor, ActorType

# A pair of words is shared by few, a single word by many: "anna+berg" against "berg".
MOST_UNDER_PAIR = 256
MOST_UNDER_WORD = 48
MOST_CANDIDATES = 32
# Those that share one key alone are mostly namesakes by one word.
MOST_WITH_ONE_KEY = 6

type Key = tuple[str, ...]


class Candidates(Protocol):
    """Say whom a new actor could be.

    `expect` looks up at once what a document's actors will be asked about, and returns the ids of those held already.
    `alike` gives the first actor that writes itself the same in every form, if it is of another document;
    `candidates` those that share a telling key, the ones that share most first, then in the order in which they came,
    without the actor itself, at most 32; none for an unnamed actor.
    """

    def expect(self, actors: Sequence[Actor]) -> frozenset[str]:
        """Look up at once what these actors will be asked about; return the ids that are held already."""
        ...

    def alike(self, actor: Actor) -> Actor | None:
        """Return the first actor that writes itself the same, in another document, or None."""
        ...

    def candidates(self, actor: Actor) -> Iterable[Actor]:
        """Yield the few actors that this one could be."""
        ...


class ActorIndex:
    """Hold raw actors under blocking keys; grows by `add`, answers `candidates` in time that does not grow with it.

    Unnamed actors are held but never candidates. One instance serves one thread.
    """

    def __init__(self, actors: Iterable[Actor] = ()) -> None:
        self._actors: dict[str, Actor] = {}
        self._alike: dict[str, str] = {}
        self._came: dict[str, int] = {}
        self._under: defaultdict[Key, list[str]] = defaultdict(list)
        self._asked: dict[str, frozenset[Key]] = {}  # keys of actors that were asked for and not yet added
        for actor in actors:
            self.add(actor)

    def __len__(self) -> int:
        return len(self._actors)

    def __iter__(self) -> Iterator[Actor]:
        return iter(self._actors.values())

    def __contains__(self, raw: str) -> bool:
        return raw in self._actors

    def add(self, actor: Actor) -> None:
        """Add one actor; adding the same id again changes nothing."""
        if actor.id in self._actors:
            return
        self._actors[actor.id] = actor
        asked = self._asked.pop(actor.id, None)
        if not actor.named or self._alike.setdefault(likeness(actor), actor.id) != actor.id:
            return
        self._came[actor.id] = len(self._came)
        for key in blocking_keys(actor) if asked is None else asked:
            self._under[key].append(actor.id)

    def expect(self, actors: Sequence[Actor]) -> frozenset[str]:
        """Return the ids that are held already; everything is at hand, so that nothing is looked up."""
        return frozenset(actor.id for actor in actors if actor.id in self._actors)

    def candidates(self, actor: Actor) -> Iterator[Actor]:
        """Yield actors that share a telling key, those that share most first, then in order of coming.

        At most 32, without the actor itself; none for an unnamed actor.
        """
        if not actor.named:
            return
        shared: Counter[str] = Counter()
        if actor.id not in self._actors:
            self._asked[actor.id] = blocking_keys(actor)
        for key in self._asked.get(actor.id) or blocking_keys(actor):
            held = self._under.get(key, ())
            if len(held) <= most_under(key):
                shared.update(held)
        shared.pop(actor.id, None)
        ranked = sorted(shared.items(), key=lambda item: (-item[1], self._came[item[0]]))
        for raw in choose(ranked):
            yield self._actors[raw]

    def alike(self, actor: Actor) -> Actor | None:
        """Return the first actor that writes itself the same in every form, in another document, or None."""
        held = self._alike.get(likeness(actor)) if actor.named else None
        found = self._actors[held] if held is not None else None
        return found if found is not None and found.doc != actor.doc else None


def most_under(key: Key) -> int:
    """Return how many actors may stand under a key before it is passed over."""
    return MOST_UNDER_PAIR if len(key) > 2 else MOST_UNDER_WORD


def choose[T](ranked: Sequence[tuple[T, int]]) -> list[T]:
    """Return those to compare with, of pairs of an actor and how many keys it shares, the most first."""
    several = [one for one, keys in ranked if keys > 1]
    single = [one for one, keys in ranked if keys == 1]
    return [*several, *single[:MOST_WITH_ONE_KEY]][:MOST_CANDIDATES]


def blocking_keys(actor: Actor) -> frozenset[Key]:
    """Return the keys under which an actor stands; each starts with what kind of key it is."""
    if actor.canonical:
        return frozenset({("code", actor.canonical)})
    keys: set[Key] = set()
    kind = "person" if actor.type is ActorType.PERSON else "other"
    for form in dict.fromkeys((actor.name, *actor.aliases)):
        sounds = sorted({skeleton(token) for token in split_name(form, actor.type).tokens})
        keys.update((kind, first, second) for first, second in combinations(sounds[:6], 2))
        keys.update((kind, sound) for sound in sounds if len(sound) > 1)
        keys.add(("joined", kind, skeleton(fold_text(form).replace(" ", "").replace("-", ""))))
    if actor.type is ActorType.ORGANIZATION:
        keys.update(_acronym_keys(actor))
    return frozenset(keys)


def _acronym_keys(actor: Actor) -> Iterator[Key]:
    """Yield the acronyms in use and the one that the full name would have."""
    for acronym in acronyms(actor):
        yield ("acronym", acronym)
    whole = full_name(actor)
    if whole is None:
        return
    if len(whole.tokens) > 2:
        yield ("acronym", initials(whole))
    if split_name(actor.name, actor.type).acronym and fold_text(actor.name) in load_lexicon().acronyms:
        sounds = sorted({skeleton(token) for token in whole.tokens})
        yield from (("other", first, second) for first, second in combinations(sounds[:6], 2))


def likeness(actor: Actor) -> str:
    """Return what two actors have in common that compare alike with everybody: a code, or type and every form.

    Forms count as names are taken apart: "FAMILY, Given" is "Given FAMILY", and their order counts nothing.
    """
    if actor.canonical:
        return f"code\x1f{actor.canonical}"
    forms = {split_name(form, actor.type).text for form in actor.aliases}
    return "\x1f".join((actor.type.value, split_name(actor.name, actor.type).text, *sorted(forms)))
