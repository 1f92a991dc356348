"""Compare actors with the entries of watchlists, by the rules by which actors of documents are compared.

An entry stands as an actor with the names that its list gives. Each of these names is also compared alone, since lists
hold many spellings of one name; what is alike by another name than the first is never more than UNSURE, as among
documents. Nothing here decides: a match is a lead for a person.
"""

from collections.abc import Iterator
from dataclasses import replace

from sayso.actors.comparison import Comparison
from sayso.actors.index import Key, blocking_keys
from sayso.actors.lexicon import fold_text
from sayso.actors.normalize import split_name
from sayso.actors.pairs import compare
from sayso.model import Actor, ActorType, Verdict
from sayso.model.watch import WatchEntry

ALIAS_MOST = 0.9
"""The most that a likeness to another name than the first counts."""
WEAK_MOST = 0.6
"""The most that a likeness to a name counts which the list itself calls weak."""
_OPEN = (ActorType.PERSON, ActorType.ORGANIZATION)
_RANKS = {Verdict.SAME: 2, Verdict.UNSURE: 1, Verdict.DIFFERENT: 0}


def entry_keys(entry: WatchEntry) -> frozenset[Key]:
    """Return the keys under which an entry stands: those of all its names, of every kind that it may be."""
    kinds = _OPEN if entry.type is None else (entry.type,)
    names = (entry.name, *entry.aliases, *entry.weak)
    found: set[Key] = set()
    for kind in kinds:
        found |= blocking_keys(Actor(entry.id, "", names[0], kind, named=True, aliases=names[1:]))
    found.update(("whole", "name", whole) for whole in map(_whole, names) if whole)
    return frozenset(found)


def actor_keys(actor: Actor) -> frozenset[Key]:
    """Return the keys under which the entries stand that an actor may be; none for an unnamed one."""
    if not actor.named:
        return frozenset()
    names = (actor.name, *actor.aliases)
    wholes = {("whole", "name", whole) for whole in map(_whole, names) if whole}
    return blocking_keys(replace(actor, canonical=None)) | wholes


def compare_entry(actor: Actor, entry: WatchEntry) -> Comparison:
    """Compare an actor with an entry; the score is how like their names are, the verdict what the rules allow at most.

    An actor of another type than the entry is told so among the reasons of the comparison, and is UNSURE at most.
    """
    plain = replace(actor, canonical=None)
    kind = entry.type or (actor.type if actor.type in _OPEN else ActorType.ORGANIZATION)
    return max(_comparisons(plain, entry, kind), key=lambda found: (_RANKS[found.verdict], found.score))


def speaks_against(actor: Actor, entry: WatchEntry) -> str | None:
    """Return what the types of the two say against their being one, None where they agree or one is open."""
    if entry.type is None or entry.type is actor.type:
        return None
    return f"here it is {_an(actor.type)}, on the list {_an(entry.type)}"


def _comparisons(actor: Actor, entry: WatchEntry, kind: ActorType) -> Iterator[Comparison]:
    whole = Actor(f"entry {entry.id}", "", _turned(entry.name, kind), kind, named=True, aliases=entry.aliases)
    yield compare(actor, whole)
    for names, most, word in ((entry.aliases, ALIAS_MOST, "other"), (entry.weak, WEAK_MOST, "weak")):
        for name in names:
            found = compare(actor, replace(whole, name=_turned(name, kind), aliases=()))
            if found.verdict is not Verdict.DIFFERENT and found.score > 0:
                reasons = (*found.reasons, f"by the list's {word} name {name}")
                yield Comparison(min(found.score, most), Verdict.UNSURE, reasons)


def _turned(name: str, kind: ActorType) -> str:
    """Return "FAMILY, Given" the right way round, so that it is known where the actor is read as of another type."""
    return split_name(name, kind).text.strip() if kind is ActorType.PERSON else name


def _an(word: str) -> str:
    return f"an {word}" if word[:1] in "aeiou" else f"a {word}"


def _whole(name: str) -> str:
    """Return the words of a name in their order in the alphabet: the same for "FAMILY, Given" and "Given FAMILY"."""
    folded = "".join(letter if letter.isalnum() else " " for letter in fold_text(name))
    return " ".join(sorted(folded.split()))
