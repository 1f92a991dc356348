"""Lay out the pairs of actors that stand in one sentence, with what a relation between them may be read from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.model.actor import ActorType
from sayso.reading.parsed import Parsed, Table
from sayso.reading.parts import Entities, Entity, Mention, MentionKind

TYPES = tuple(ActorType)
KINDS = tuple(MentionKind)
LIFELESS = frozenset({ActorType.THING, ActorType.EVENT, ActorType.DOCUMENT, ActorType.AMOUNT})
LONGEST_SENTENCE = 110
MOST_SIDES = 16


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one mention that may take part in a relation: its tokens, counted from the start of its sentence, its head
    among them, and a number for the type and the form of mention (`kind`, from 1).
    """

    first: int
    last: int
    head: int
    kind: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold one sentence: its first and last token in the document, the sides, and each token's governor and label."""

    first: int
    last: int
    sides: tuple[Side, ...]
    words: tuple[str, ...]
    governors: tuple[int, ...]

    def kinds(self) -> list[int]:
        """Return for each token the kind of the smallest side that covers it, 0 outside."""
        found = [0] * len(self.words)
        for side in sorted(self.sides, key=lambda side: side.first - side.last):
            found[side.first : side.last + 1] = [side.kind] * (side.last - side.first + 1)
        return found

    def path(self, a: int, b: int) -> list[int]:
        """Return the tokens on the way from one head to another in the tree, both ends left out unless it is one."""
        return path_between(list(self.up(a)), list(self.up(b)))

    def up(self, token: int) -> Iterator[int]:
        """Yield a token and its governors up to the root of its tree."""
        yield token
        while self.governors[token] != token:
            token = self.governors[token]
            yield token


def layouts(parsed: Parsed, entities: Entities) -> Iterator[Layout]:
    """Yield every sentence in which at least one actor stands, but none that is too long to be prose."""
    by_sentence: dict[int, list[Mention]] = {}
    for mention in entities.mentions:
        if mention.head >= 0 and may_act(entities.entities[mention.entity]):
            by_sentence.setdefault(parsed.sentence_of[mention.head], []).append(mention)
    for index in sorted(by_sentence):
        first, last = parsed.sentences[index]
        inside = [m for m in by_sentence[index] if first <= m.first <= m.head <= m.last <= last]
        if inside and last - first < LONGEST_SENTENCE:
            yield lay_out(parsed.table, (first, last), inside[:MOST_SIDES], entities)


def path_between(up_a: Sequence[int], up_b: Sequence[int]) -> list[int]:
    """Return the tokens that join two heads in the tree, from the way up of each; a head where nothing else does."""
    places = {token: i for i, token in enumerate(up_b)}
    for i, token in enumerate(up_a):
        if token in places:
            inner = [*up_a[1:i], token, *up_b[1 : places[token]]]
            return [t for t in inner if t not in (up_a[0], up_b[0])] or [token]
    return [up_a[-1], up_b[-1]]


def may_act(entity: Entity) -> bool:
    """Tell whether a mention's actor may take part in a claim: what has no name and is no actor by itself does not."""
    return entity.named or entity.type not in LIFELESS


def lay_out(table: Table, sentence: tuple[int, int], mentions: Sequence[Mention], entities: Entities) -> Layout:
    """Return the layout of a sentence with these mentions as its sides, in order."""
    first, last = sentence
    sides = tuple(
        Side(m.first - first, m.last - first, m.head - first, side_kind(entities.entities[m.entity], m.kind))
        for m in mentions
    )
    governors = tuple(
        table.head[i] - first if first <= table.head[i] <= last else i - first for i in range(first, last + 1)
    )
    return Layout(first, last, sides, tuple(table.text[first : last + 1]), governors)


def side_kind(entity: Entity, kind: MentionKind) -> int:
    """Return the number of an actor's type and a mention's form, from 1."""
    return 1 + TYPES.index(entity.type) * len(KINDS) + KINDS.index(kind)


def by_head(layout: Layout) -> Mapping[int, int]:
    """Return the number of each side by its head's token in the document."""
    return {layout.first + side.head: index for index, side in enumerate(layout.sides)}
