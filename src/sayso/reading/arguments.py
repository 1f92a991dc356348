"""Find who fills which role of a verb, noun or adjective: what is done to whom, and what hangs on a preposition.

The rules follow the dependency scheme of the model (ClearNLP labels). All functions take the Table and token indices.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.reading.subjects import RELATIVE, VERBAL, Subjects

DIRECTIONS = frozenset({"out", "back", "up", "down", "over", "away", "from", "off", "together", "along", "as", "into"})
SWALLOWING = {
    "of": frozenset({"by"}),
    "on": frozenset({"by"}),
    "against": frozenset({"by"}),
    "for": frozenset({"by", "from"}),
    "to": frozenset({"by", "from"}),
}
PREPOSITIONAL = frozenset({"ADP", "SCONJ", "ADV", "PART", "VERB", "ADJ"})


@dataclass(frozen=True)
class Grammar(Subjects):
    """Answer questions of grammar over one Table: who acts, on whom, and with which prepositions."""

    def objects(self, verb: int) -> Iterator[int]:
        """Yield what a verb is done to: its object when active, its surface subject when passive."""
        if self.is_passive(verb) and self.table.dep[verb] != "amod":
            yield from self.surface_subjects(verb)
            return
        direct = self.kids(verb, "dobj")
        for obj in direct:
            if self.table.lower[obj] in RELATIVE and (noun := self.relative_head(verb)) is not None:
                yield noun
            else:
                yield from self.expand(obj)
        if not direct:
            told = self._told(verb)
            yield from told or self._object_from_elsewhere(verb)

    def _told(self, verb: int) -> list[int]:
        """Return whom a verb of order or leave has do something: "allowed X to operate", X being the lower subject."""
        t = self.table
        if t.lemma[verb] not in self.vocabulary.object_control:
            return []
        lower = [c for c in self.kids(verb, "ccomp", "xcomp") if t.tag[c] == "VB"]
        return [x for c in lower for s in self.kids(c, "nsubj") for x in self.expand(s)]

    def _object_from_elsewhere(self, verb: int) -> Iterator[int]:
        """Yield an object that coordination shares or that a relative clause leaves out."""
        t = self.table
        if t.dep[verb] == "relcl" and self.kids(verb, "nsubj") and not self.kids(verb, "prep", "ccomp", "xcomp"):
            subject = self.kids(verb, "nsubj")[-1]
            if t.lower[subject] not in RELATIVE:
                yield t.head[verb]
                return
        if t.dep[verb] == "conj" and not self.kids(verb, "nsubj", "prep", "xcomp", "ccomp"):
            noun = self.relative_head(verb)
            if noun is not None and list(self.objects(t.head[verb])) == [noun]:
                yield noun
                return
        for other in self.kids(verb, "conj"):
            shared = self.kids(other, "dobj")
            if t.pos[other] in VERBAL and shared and not self.kids(verb, "prep", "xcomp", "ccomp", "advmod"):
                yield from self.expand(shared[0])
                return

    def prepositions(self, i: int) -> Iterator[tuple[str, int]]:
        """Yield (preposition, object head) for all prepositional phrases of a token, joined ones ("out of") too."""
        t = self.table
        for p in self.kids(i, "prep", "agent", "dative"):
            if t.pos[p] not in PREPOSITIONAL:
                continue
            name = t.lower[p]
            for obj in self.kids(p, "pobj"):
                for one in self.expand(obj):
                    yield name, one
                if name in SWALLOWING:
                    yield from self._misplaced_agent(obj, name)
            for inner in self.kids(p, "prep"):
                for _, one in self._phrase(inner):
                    yield f"{name} {t.lower[inner]}", one
                    if name in DIRECTIONS:
                        yield t.lower[inner], one
            for lower in self._below_gerunds(p):
                yield from self._phrase(lower)
            for other in self.kids(p, "conj"):
                yield from self._phrase(other)

    def _below_gerunds(self, preposition: int) -> list[int]:
        """Return the prepositions of a gerund and of its object: "a halt to sending aid to X" is to X."""
        gerunds = self.kids(preposition, "pcomp")
        nouns = [noun for gerund in gerunds for noun in (gerund, *self.kids(gerund, "dobj"))]
        return [lower for noun in nouns for lower in self.kids(noun, "prep")]

    def _phrase(self, preposition: int) -> Iterator[tuple[str, int]]:
        """Yield (preposition, object head) for one prepositional phrase."""
        for obj in self.kids(preposition, "pobj"):
            for one in self.expand(obj):
                yield self.table.lower[preposition], one

    def _misplaced_agent(self, noun: int, under: str) -> Iterator[tuple[str, int]]:
        """Yield the phrase that the parser hung on a lower noun: "the dismissal of X by Y", "support for X from Y"."""
        for p in self.kids(noun, "prep", "agent"):
            if self.table.lower[p] in SWALLOWING[under]:
                yield from self._phrase(p)
