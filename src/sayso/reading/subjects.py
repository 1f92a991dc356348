"""Find who does what a verb, noun or adjective says, with passives, control, gerunds and conjunction undone.

The rules follow the dependency scheme of the model (ClearNLP labels). All functions take the Table and token indices.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.reading.language import Table
from sayso.vocabulary import Vocabulary

SUBJECTS = frozenset({"nsubj", "csubj", "expl"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
VERBAL = frozenset({"VERB", "AUX"})
MAX_CLIMB = 12


@dataclass(frozen=True)
class Subjects:
    """Say who acts in the clauses of one Table, remembering surface subjects already found.

    `vocabulary` says which verbs hand on their subject or object.
    """

    table: Table
    vocabulary: Vocabulary
    _subjects: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the dependents of token i with one of these labels, in order."""
        dep = self.table.dep
        return [c for c in self.table.children[i] if dep[c] in deps]

    def expand(self, i: int) -> Iterator[int]:
        """Yield a token and all that is coordinated with it, in order."""
        yield i
        for c in self.table.children[i]:
            if self.table.dep[c] == "conj" and self.table.pos[c] not in VERBAL:
                yield from self.expand(c)

    def is_passive(self, verb: int) -> bool:
        """Tell whether a verb's surface subject is what it is done to."""
        t = self.table
        if self.kids(verb, "auxpass", "nsubjpass", "csubjpass"):
            return True
        if t.tag[verb] != "VBN" or self.kids(verb, "aux", "nsubj"):
            return False
        if t.dep[verb] in ("acl", "amod", "advcl", "ROOT", "appos", "oprd"):
            return not self.kids(verb, "dobj")
        if t.dep[verb] == "conj" and t.pos[t.head[verb]] == "ADJ":
            return not self.kids(verb, "dobj")
        if t.dep[verb] == "conj":
            return self.is_passive(t.head[verb]) and not self.kids(verb, "dobj")
        return t.dep[verb] in ("xcomp", "ccomp", "pcomp") and bool(self.kids(verb, "agent"))

    def surface_subjects(self, verb: int) -> tuple[int, ...]:
        """Return the tokens that stand as subject of a verb, its own or handed down; coordination is spread out."""
        found = self._subjects.get(verb)
        if found is None:
            self._subjects[verb] = ()
            found = tuple(dict.fromkeys(self._find_subjects(verb)))
            self._subjects[verb] = found
        return found

    def _find_subjects(self, verb: int) -> Iterator[int]:
        """Yield the surface subjects of a verb by its place in the tree."""
        own = self.kids(verb, "nsubj", "nsubjpass")
        if own:
            for subject in own[-1:]:
                yield from self._antecedents(subject, verb)
            return
        yield from self._inherited(verb)

    def _antecedents(self, subject: int, verb: int) -> Iterator[int]:
        """Yield a subject, or the noun that a relative pronoun stands for."""
        inner = [x for of in self.kids(subject, "prep") for x in self.kids(of, "pobj")]
        if self.table.lower[subject] in RELATIVE or any(self.table.lower[x] in RELATIVE for x in inner):
            noun = self.relative_head(verb)
            if noun is not None:
                yield from self.expand(noun) if inner else (noun,)
                return
        yield from self.expand(subject)

    def relative_head(self, verb: int) -> int | None:
        """Return the noun that the relative clause of this verb modifies, through conjunction; None outside one."""
        t, at = self.table, verb
        for _ in range(MAX_CLIMB):
            if t.dep[at] == "relcl":
                return t.head[at]
            if t.dep[at] not in ("conj", "ccomp", "xcomp", "advcl") or t.head[at] == at:
                return None
            at = t.head[at]
        return None

    def _inherited(self, verb: int) -> Iterator[int]:
        """Yield the subject that a verb without its own takes from above."""
        t = self.table
        dep, head = t.dep[verb], t.head[verb]
        if head == verb:
            return
        if dep in ("conj", "dep", "parataxis") and t.pos[head] in VERBAL:
            yield from self.surface_subjects(head)
        elif dep == "conj" and t.pos[head] == "ADJ":
            yield from self.bearer(head)
        elif dep == "advcl" and t.tag[verb] == "VB" and t.lemma[head] in self.vocabulary.object_control:
            yield from self._controlled(verb, head)
        elif dep == "ccomp" and t.tag[verb] not in ("VB", "VBG"):
            return
        elif dep in ("xcomp", "ccomp") and t.pos[head] in VERBAL:
            yield from self._controlled(verb, head)
        elif dep == "xcomp":
            yield from self.bearer(head)
        elif dep in ("acl", "amod", "relcl"):
            yield from self._modified(verb, head)
        elif dep == "advcl":
            yield from self._of_clause(head)
        elif dep == "pcomp":
            yield from self._of_gerund(verb, head)

    def _of_clause(self, head: int) -> Iterator[int]:
        """Yield the one who acts in the clause of `head`, a verb or a predicate adjective."""
        if self.table.pos[head] in VERBAL:
            yield from self.agents_of_clause(head)
        else:
            yield from self.bearer(head)

    def bearer(self, adjective: int) -> Iterator[int]:
        """Yield the subject of the copula that an adjective or noun completes."""
        t = self.table
        head = t.head[adjective]
        if t.dep[adjective] in ("acomp", "attr", "oprd", "conj") and head != adjective:
            yield from self.surface_subjects(head) if t.pos[head] in VERBAL else self.bearer(head)
        elif t.dep[adjective] == "amod":
            yield head

    def _controlled(self, verb: int, head: int) -> Iterator[int]:
        """Yield the understood subject of an infinitive or gerund under a verb."""
        t = self.table
        if t.lemma[head] in self.vocabulary.object_control:
            if self.is_passive(head):
                yield from self.surface_subjects(head)
                return
            objects = self.kids(head, "dobj", "dative")
            for obj in objects[:1]:
                yield from self.expand(obj)
            for on in self.kids(head, "prep"):
                if not objects and t.lower[on] in ("on", "upon", "for", "to"):
                    for obj in self.kids(on, "pobj"):
                        yield from self.expand(obj)
                    return
            if objects:
                return
        yield from self.surface_subjects(head)

    def _modified(self, verb: int, noun: int) -> Iterator[int]:
        """Yield the subject of a participle or infinitive that modifies a noun."""
        t = self.table
        if t.tag[verb] == "VB":
            agents = [
                x for by in self.kids(noun, "prep", "agent") if t.lower[by] == "by" for x in self.kids(by, "pobj")
            ]
            agents = agents or self.kids(noun, "poss") or self._for_phrase(noun) or list(self.noun_agents(noun))
            for agent in agents:
                yield from self.expand(agent)
        else:
            yield from self.expand(noun) if t.dep[verb] != "relcl" else ()

    def _for_phrase(self, noun: int) -> list[int]:
        """Return who is to do what an infinitive under a noun says: "a platform for X to launch …"."""
        return [x for p in self.kids(noun, "prep") if self.table.lower[p] == "for" for x in self.kids(p, "pobj")]

    def noun_agents(self, noun: int) -> Iterator[int]:
        """Yield the subject of the verb that governs a noun as its object, as in "X made an effort to …"."""
        t = self.table
        head = t.head[noun]
        if t.dep[noun] in ("dobj", "attr", "nsubjpass") and t.pos[head] in VERBAL:
            yield from self.agents(head)

    def _of_gerund(self, verb: int, preposition: int) -> Iterator[int]:
        """Yield the subject of a gerund after a preposition ("by granting", "accused X of aiding")."""
        t = self.table
        head = t.head[preposition]
        if t.pos[head] in VERBAL:
            if t.lemma[head] in self.vocabulary.object_gerund and t.lower[preposition] in ("of", "from", "for", "with"):
                if self.is_passive(head):
                    yield from self.surface_subjects(head)
                else:
                    for obj in self.kids(head, "dobj")[:1]:
                        yield from self.expand(obj)
                return
            blamed = self._blamed(head) if t.lower[preposition] in ("for", "of", "with") else []
            if blamed:
                yield from self.expand(blamed[0])
                return
            yield from self.agents_of_clause(head)
        elif self._is_accused(head, preposition):
            yield from self.expand(head)
        elif t.pos[head] in ("NOUN", "ADJ", "PROPN"):
            against = [x for p in self.kids(head, "prep") if t.lower[p] == "against" for x in self.kids(p, "pobj")]
            if against:
                yield from self.expand(against[0])
            elif t.pos[head] == "ADJ":
                yield from self.bearer(head)
            else:
                owners = self.kids(head, "poss")
                for agent in owners or list(self.noun_agents(head)) or self._clause_above(head):
                    yield from self.expand(agent)
        elif t.dep[preposition] == "prep" and t.pos[head] == "ADP":
            yield from self._of_gerund(verb, head)

    def _clause_above(self, noun: int) -> list[int]:
        """Return who acts in the clause that a noun stands in after a preposition: "was sentenced to prison for …"."""
        t = self.table
        above = t.head[t.head[noun]]
        return list(self.agents_of_clause(above)) if t.dep[noun] == "pobj" and t.pos[above] in VERBAL else []

    def _is_accused(self, noun: int, preposition: int) -> bool:
        """Tell whether a gerund that the parser hung on a noun is what a verb says of that noun: "accused X of …"."""
        t = self.table
        verb = t.head[noun]
        return (
            t.dep[noun] == "dobj"
            and t.lemma[verb] in self.vocabulary.object_gerund
            and t.lower[preposition] in ("of", "from", "for", "with")
        )

    def _blamed(self, verb: int) -> list[int]:
        """Return whom a verb's object noun is against: "levelled charges against X for …"."""
        t = self.table
        nouns = [o for o in self.kids(verb, "dobj") if t.lemma[o] in self.vocabulary.object_gerund]
        if not nouns:
            return []
        return [
            x
            for n in (verb, *nouns)
            for p in self.kids(n, "prep")
            if t.lower[p] == "against"
            for x in self.kids(p, "pobj")
        ]

    def agents_of_clause(self, verb: int) -> Iterator[int]:
        """Yield who acts in a clause: the agent of a passive where named, else the surface subject."""
        named = list(self.by_agents(verb)) if self.is_passive(verb) else []
        yield from named or self.surface_subjects(verb)

    def agents(self, verb: int) -> Iterator[int]:
        """Yield who does what a verb says: its subject when active, its `by` phrase when passive."""
        yield from self.by_agents(verb) if self.is_passive(verb) else self.surface_subjects(verb)

    def by_agents(self, verb: int) -> Iterator[int]:
        """Yield the heads of a passive verb's `by` phrase, or of one it shares: "was hired and trained by Anna"."""
        t = self.table
        below = self.kids(verb, "agent", "prep")
        for by in below or self._shared_agent(verb):
            if t.lower[by] == "by":
                for obj in self.kids(by, "pobj"):
                    if t.ent[obj] not in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY"):
                        yield from self.expand(obj)

    def _shared_agent(self, verb: int) -> list[int]:
        """Return the `by` of a participle that "and" joins to a passive verb with nothing between."""
        t = self.table
        for other in self.kids(verb, "conj"):
            if t.tag[other] == "VBN" and other == verb + 2 and t.dep[verb + 1] == "cc":
                return self.kids(other, "agent") or self._shared_agent(other)
        return []
