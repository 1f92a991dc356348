"""Define the records that reading's stages pass to one another; all positions are token indices of a Parsed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.model.actor import ActorType
from sayso.model.claim import Amount
from sayso.model.span import Span


class MentionKind(StrEnum):
    """Tell names from descriptions ("the group", "three men") and pronouns."""

    NAME = "name"
    DESCRIPTION = "description"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True)
class Mention:
    """Mark a base noun phrase that refers: tokens `first`..`last` (both included), without leading article, relative
    clause, apposition or trailing prepositional phrase that is no part of a name; `head` is its syntactic head token.

    `entity` indexes `Entities.entities`. `span` is the mention in the document's text (it may lie in an aside that was
    taken out before the parse; then `first` and `last` are the token before the aside).
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    entity: int
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class Entity:
    """Hold one mention cluster: `name` is its fullest name (or its best description), `aliases` all other surface forms
    but pronouns, in order of first use; `canonical` a code from data for well-known referents (`country:PK`).

    `plural` tells a group of several ("three men", "the Morettis") from one.
    """

    index: int
    name: str
    type: ActorType
    named: bool
    aliases: tuple[str, ...]
    mentions: tuple[int, ...]
    canonical: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Entities:
    """Hold all mentions of a document in order of the text and their clusters.

    `by_head` gives the index of the mention whose head is that token; `by_token` that of the smallest mention that
    covers it.
    """

    mentions: Sequence[Mention]
    entities: Sequence[Entity]
    by_head: Mapping[int, int]
    by_token: Mapping[int, int]

    def entity_at(self, head: int) -> Entity | None:
        """Return the entity whose mention has this head token, or None."""
        at = self.by_head.get(head)
        return None if at is None else self.entities[self.mentions[at].entity]

    def mention_at(self, head: int) -> Mention | None:
        """Return the mention with this head token, or None."""
        at = self.by_head.get(head)
        return None if at is None else self.mentions[at]

    def mention_over(self, token: int) -> Mention:
        """Return the mention with this head token, else the smallest over it; raises KeyError where there is none."""
        return self.mention_at(token) or self.mentions[self.by_token[token]]


@dataclass(frozen=True, slots=True)
class Credit:
    """Say that a source is credited for a stretch of content.

    `source` is the head token of the source's mention; None for a bare "reportedly" or "it was rumored", which `bare`
    then names ("(unattributed report)"). `cue` is the cue's tokens. `content` holds (first, last) token ranges, both
    included; they never hold the cue or the source of this credit. `depth` counts from 0 for the outermost credit over
    the same content. `passes_on` tells a source that only hands on another's word.
    """

    source: int | None
    cue: tuple[int, ...]
    content: tuple[tuple[int, int], ...]
    depth: int = 0
    bare: str | None = None
    passes_on: bool = False
    words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Hold a date expression: tokens, its EDTF value (None where it cannot be resolved: "recently"), and what it marks.

    `relation` is `in` (a point or period), `since`, `until`, `before`, `after`, `between`; the EDTF value has the
    relation worked in already ("since 1986" is `1986/..`).
    """

    first: int
    last: int
    edtf: str | None
    relation: str = "in"


@dataclass(frozen=True, slots=True)
class AmountExpression:
    """Hold a sum of money at tokens first..last with head token `head`."""

    first: int
    last: int
    head: int
    amount: Amount
