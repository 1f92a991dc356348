"""Find who else is meant by an argument: the members of a list, a name that explains, the owner of a deed."""

from collections.abc import Iterator

from sayso.model.actor import ActorType
from sayso.reading.parts import MentionKind
from sayso.reading.sight import Sight

DEEDS = frozenset({ActorType.THING, ActorType.EVENT, ActorType.DOCUMENT})


class Members(Sight):
    """Spread argument heads over all whom they mean."""

    def _spread(self, heads: tuple[int, ...]) -> Iterator[int]:
        """Yield argument heads with the members that the text lists of them; a name replaces the description it
        explains ("the group, Blue Lantern, …").
        """
        for head in heads:
            mention = self.entities.mention_at(head)
            described = mention is not None and mention.kind is MentionKind.DESCRIPTION
            names = (self._named_appositions(head) or self._identified(head)) if described else []
            yield from names or self._explained(head) or self._owners(head) or (head,)
            for p in self.grammar.kids(head, "prep"):
                if self._lists(p):
                    for obj in self.grammar.kids(p, "pobj"):
                        yield from self.grammar.expand(obj)

    def _explained(self, head: int) -> list[int]:
        """Return the name of which a description says what it is: "Fjord, a company run by Lee" is Fjord."""
        t, mention = self.table, self.entities.mention_at(head)
        if mention is None or mention.kind is not MentionKind.DESCRIPTION:
            return []
        above = t.head[head]
        if t.dep[head] == "appos" and self._is_named(above):
            name = self.entities.mention_at(above)
            return [above] if name is not None and name.entity == mention.entity else []
        if t.dep[head] == "attr" and t.lemma[above] == "be" and not self.grammar.kids(above, "neg"):
            indefinite = any(t.lower[c] in ("a", "an") for c in self.grammar.kids(head, "det"))
            return [x for x in self.grammar.kids(above, "nsubj") if indefinite and self._is_named(x)]
        return []

    def _named_appositions(self, head: int) -> list[int]:
        """Return the named actors in apposition to a head."""
        found = [x for c in self._appositions(head) for x in self.grammar.expand(c)]
        return [x for x in found if (entity := self.entities.entity_at(x)) is not None and entity.named]

    def _identified(self, head: int) -> list[int]:
        """Return the names that a copula gives a description: "the candidates elected were A and B"."""
        t = self.table
        verb = t.head[head]
        if t.dep[head] != "nsubj" or t.lemma[verb] != "be":
            return []
        found = [x for c in self.grammar.kids(verb, "attr") for x in self.grammar.expand(c)]
        return [x for x in found if self._is_named(x)]

    def _owners(self, head: int) -> list[int]:
        """Return whose a thing or deed is, where it stands for its owner: "criticized Lee's plan"."""
        entity = self.entities.entity_at(head)
        mention = self.entities.mention_at(head)
        named = mention is not None and mention.kind is MentionKind.NAME
        if entity is not None and (entity.type not in DEEDS or named):
            return []
        if entity is None and self.table.pos[head] != "NOUN":
            return []
        return [x for owner in self.grammar.kids(head, "poss") for x in self.grammar.expand(owner)]

    def _appositions(self, head: int) -> list[int]:
        """Return a head's appositions, and a person's name that the parser hung on the wrong noun: in "the chief of the
        bank, Ann Lee" the bank is not Ann Lee.
        """
        g = self.grammar
        found = g.kids(head, "appos")
        for c in (head, *g.kids(head, "conj")):
            found += g.kids(c, "appos") if c != head else []
            for p in g.kids(c, "prep"):
                for obj in g.kids(p, "pobj"):
                    if not self._is_person(obj):
                        found += [x for x in g.kids(obj, "appos") if self._is_person(x)]
        return found

    def _lists(self, preposition: int) -> bool:
        """Tell whether a preposition opens a list of members: "including", "such as"."""
        t = self.table
        if t.lower[preposition] == "as":
            return any(t.lower[c] == "such" for c in t.children[preposition])
        return t.lower[preposition] == "including"
