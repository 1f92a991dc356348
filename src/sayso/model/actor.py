"""Describe actors and the judgements that make two of them one."""

from dataclasses import dataclass
from enum import StrEnum


class ActorType(StrEnum):
    """Name the kinds of actor."""

    PERSON = "person"
    ORGANIZATION = "organization"
    STATE = "state"
    PLACE = "place"
    EVENT = "event"
    DOCUMENT = "document"
    THING = "thing"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Actor:
    """Hold one mention cluster of one document: a raw actor.

    `id` comes from the text's id and the place of its first mention. `name` is its fullest name in the document,
    `aliases` every other surface form there (no pronouns), in order of first use. `named` is False for "officials" or
    "three men". `canonical` names a well-known referent from data (a country's code such as `country:PK`) or None.
    """

    id: str
    doc: str
    name: str
    type: ActorType
    named: bool
    aliases: tuple[str, ...] = ()
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class CanonicalActor:
    """Hold what is kept of an actor across documents.

    `actor` has its id, best name, type and most used forms; `documents` name it, `members` are its raw actors, and
    `claims` the current claims of which it is subject or object.
    """

    actor: Actor
    documents: int
    members: int
    claims: int


class Verdict(StrEnum):
    """Name what is ruled of two raw actors."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Rule that two raw actors are the same, different or unsure.

    `left` < `right` as strings. `by` is who judged (`sayso` and its version, or a person); `score` is 0 to 1;
    `reasons` are short phrases. Undoing is one more row with the opposite verdict, never a deletion.
    """

    left: str
    right: str
    verdict: Verdict
    by: str
    score: float
    reasons: tuple[str, ...] = ()
    made_at: str | None = None
