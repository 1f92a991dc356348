"""Read role nouns: who holds a post or bond ("chief", "brother", "ally"), and of what or whom."""

from collections.abc import Iterator

from sayso.reading.carriers import Carriers
from sayso.reading.sight import MODIFIERS, NOMINAL, Args, RawFrame
from sayso.reading.subjects import VERBAL

COPULAS = frozenset({"be", "become", "remain"})
NAMING = frozenset({"attr", "oprd"})


class Posts(Carriers):
    """Build the frames of role nouns."""

    def _role(self, i: int, words: list[str]) -> Iterator[RawFrame]:
        """Yield the frame of a role noun: who holds it, and of what or whom."""
        args = Args()
        holders, host = self._holders(i)
        args.add("holder", *holders)
        self._role_objects(i, holders, args)
        yield RawFrame(i, "role", words[-1], host, args.frozen(), tuple(words[:-1]))

    def _role_objects(self, i: int, holders: list[int], args: Args) -> None:
        """Fill what a role is of, from the noun itself, its neighbours in a title, and its holder's modifiers."""
        t, g = self.table, self.grammar
        for name, obj in g.prepositions(i):
            args.add(name, obj)
        for owner in g.kids(i, "poss"):
            args.add("poss", *g.expand(owner))
        modifiers = [c for c in g.kids(i, *MODIFIERS) if c in self.entities.by_head]
        if t.dep[i] in ("compound", "nmod", "amod") and t.head[i] in holders:
            above = t.head[i]
            modifiers += [c for c in g.kids(above, *MODIFIERS) if c < i and c in self.entities.by_head]
            args.add("poss", *g.kids(above, "poss"))
        args.add("mod", *modifiers)
        if t.dep[i] == "conj" and t.pos[t.head[i]] in NOMINAL and not args.found.get("of"):
            first = t.head[i]
            args.add("poss", *([] if args.found.get("poss") else g.kids(first, "poss")))
        for c in g.kids(i, "conj"):
            if t.lemma[c] in self.known["role"] and not any(args.found.get(role) for role in ("of", "poss", "mod")):
                for name, obj in g.prepositions(c):
                    if name == "of":
                        args.add(name, obj)

    def _holders(self, i: int) -> tuple[list[int], int]:
        """Return who holds a role and the token whose factuality and time are the role's."""
        t, g = self.table, self.grammar
        top = self._first_conjunct(i)
        dep, head = t.dep[top], t.head[top]
        if dep in ("compound", "nmod", "amod") and t.pos[head] in NOMINAL and head in self.entities.by_head:
            return list(g.expand(head)) if t.tag[i] in ("NNS", "NNPS") else [head], i
        if dep == "appos" and t.pos[head] in (*NOMINAL, "PRON"):
            return [head], i
        joined = [i, top, *g.kids(top, "conj"), *g.kids(i, "conj")]
        inner = [c for one in dict.fromkeys(joined) for c in self._appositions(one) if c in self.entities.by_head]
        inner = list(dict.fromkeys(inner))
        if inner:
            return [c for one in inner for c in g.expand(one)], i
        identified = self._identified(i)
        if identified:
            return identified, head
        if dep in NAMING and t.pos[head] in VERBAL:
            if t.lemma[head] in COPULAS or not g.objects(head):
                return list(g.surface_subjects(head)), head
            return list(g.objects(head)) or list(g.surface_subjects(head)), head
        if dep == "pobj" and t.lower[head] == "as":
            return self._as_holders(t.head[head]), t.head[head]
        return ([i] if i in self.entities.by_head else []), i

    def _as_holders(self, above: int) -> list[int]:
        """Return who holds a role given by "as": "served as envoy", "named X as chief"."""
        t, g = self.table, self.grammar
        if t.pos[above] in VERBAL:
            named = list(g.objects(above)) if t.lemma[above] in self.vocabulary.naming else []
            return named or list(g.surface_subjects(above))
        return [above] if above in self.entities.by_head else []
