"""Define what a loaded vocabulary is: predicates, and the senses of words in frames."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.model.actor import ActorType


@dataclass(frozen=True, slots=True)
class Predicate:
    """Hold one predicate's traits, as its entry in the file says them.

    `subject` and `object` are the actor types allowed, empty for any; `agentless` lets the subject be unknown; `about`
    asks for the words of what is asked, blamed or agreed. `ftm` is the FollowTheMoney schema that carries it; the
    object is its source where `ftm_turned`, and the organization owned a company where `ftm_company`. `learned` tells
    that it is as the built-in files have it, which is what the relation model has learned of; one of the same name in a
    user's file is another.
    """

    name: str
    family: str
    kind: str
    sign: int
    means: str
    subject: frozenset[ActorType] = frozenset()
    object: frozenset[ActorType] = frozenset()
    symmetric: bool = False
    agentless: bool = False
    about: bool = False
    plover: str | None = None
    ucdp: str | None = None
    ftm: str | None = None
    ftm_turned: bool = False
    ftm_company: bool = False
    learned: bool = False
    say: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Slot:
    """Name one place of a frame that an actor may fill, with the types it must have (empty for any).

    `named` wants an actor whose phrase holds a name, `proper` one that stands here by its name, `exact` one whose
    type is certain, `money` a sum beside it.
    """

    role: str
    types: frozenset[ActorType] = frozenset()
    named: bool = False
    proper: bool = False
    exact: bool = False
    money: bool = False


@dataclass(frozen=True, slots=True)
class Sense:
    """Say that a word in a frame means a predicate, with slots for subject and object in order of preference.

    `kind` is verb, noun, adjective, role or mention; `fixed` a word that must stand with the trigger, `needs` roles
    that must be filled; `pair` makes the members of one argument the two sides. `rank` is higher for the more specific.
    """

    predicate: str
    kind: str
    word: str
    subject: tuple[Slot, ...]
    object: tuple[Slot, ...]
    pair: bool = False
    fixed: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Hold predicates by name and senses by (kind, word).

    `version` hashes all files, so that a change of one word is a change of reader. The word sets say which verbs hand
    their subject to an event noun (`support`), which hand their object (`support_reverse`), which words do so by a
    preposition (`bridges`, as (word, preposition)), which hand an event noun to their object (`handing`) or draw it
    from somebody (`drawing`), which make a post a lower one (`subordinate`), which
    words with a particle mean nothing here (`idioms`), which
    verbs hand their subject to a noun whose truth they judge (`stance`), whose object holds the post after "as"
    (`naming`), which verbs open a state (`beginning`), and whose object does what an infinitive
    or gerund says.
    """

    name: str
    version: str
    predicates: Mapping[str, Predicate]
    senses: Mapping[tuple[str, str], tuple[Sense, ...]]
    support: frozenset[str]
    support_reverse: frozenset[str]
    bridges: frozenset[tuple[str, str]]
    handing: frozenset[tuple[str, str]]
    drawing: frozenset[tuple[str, str]]
    subordinate: frozenset[str]
    idioms: frozenset[str]
    stance: frozenset[str]
    naming: frozenset[str]
    beginning: frozenset[str]
    object_control: frozenset[str]
    object_gerund: frozenset[str]
