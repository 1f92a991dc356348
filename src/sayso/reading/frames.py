"""Read predicate-argument structures off the parse: from verbs, event nouns, adjectives, role nouns and names."""

from collections.abc import Iterator
from dataclasses import replace

from sayso.reading.parts import MentionKind
from sayso.reading.posts import Posts
from sayso.reading.sight import MODIFIERS, NOMINAL, Args, RawFrame

EVENT_LINKS = frozenset({"in", "during", "by", "after"})


class FrameFinder(Posts):
    """Find all frames of one parsed document; `frames()` gives them in order of their triggers."""

    def frames(self) -> Iterator[RawFrame]:
        """Yield every frame with its arguments spread: "groups such as A and B" fills a place with A and B too."""
        for frame in self._plain_frames():
            if frame.kind in ("role", "mention"):
                yield frame
            else:
                args = {role: tuple(dict.fromkeys(self._spread(heads))) for role, heads in frame.args.items()}
                yield replace(frame, args=args)

    def _plain_frames(self) -> Iterator[RawFrame]:
        """Yield all verbs, and those nouns, adjectives and names that the vocabulary knows."""
        t = self.table
        for i, pos in enumerate(t.pos):
            if pos == "VERB" or (pos in ("ADJ", "NOUN") and t.tag[i] in ("VBN", "VBG", "VBD")):
                yield self._verb(i)
            elif pos in NOMINAL:
                yield from self._nominal(i)
            elif pos == "ADJ":
                yield from self._adjective(i)
            if i in self.entities.by_head and pos != "PRON":
                yield from self._mention(i)

    def _verb(self, i: int) -> RawFrame:
        """Build the frame of a verb with its particle, its arguments and those of a fixed noun below it."""
        t, g, args = self.table, self.grammar, Args()
        if t.dep[i] == "amod":
            args.add("head", *g.expand(t.head[i]))
            args.add("obj" if t.tag[i] == "VBN" else "subj", *g.expand(t.head[i]))
            args.add("hyphen", *g.kids(i, "npadvmod", "compound", "amod", "nmod", "nsubj", "advmod"))
            args.add("by", *g.kids(i, "npadvmod", "compound", "nmod"))
        else:
            self._clause(i, args)
        for name, obj in g.prepositions(i):
            args.add(name, obj)
        near: set[str] = set()
        for low in self._fixed_candidates(i):
            near.add(t.lemma[low])
            for name, obj in g.prepositions(low):
                args.add(f"{t.lemma[low]}.{name}", obj)
                if t.dep[low] == "dobj":
                    args.add(name, obj)
        return RawFrame(i, "verb", t.lemma[i], i, args.frozen(), tuple(self._with_particles(i)), frozenset(near))

    def _with_particles(self, i: int) -> Iterator[str]:
        """Yield a verb's words with particle or preposition; "gave money in May" is not the idiom "give in"."""
        t, g = self.table, self.grammar
        for p in g.kids(i, "prt", "advmod", "prep"):
            word = f"{t.lemma[i]}_{t.lower[p]}"
            if word not in self.vocabulary.idioms or not g.kids(p, "pobj"):
                yield word

    def _clause(self, i: int, args: Args) -> None:
        """Fill subject and objects of a verb outside a modifier."""
        g = self.grammar
        args.add("subj", *self._acting(i))
        direct = g.kids(i, "dobj")
        if g.is_passive(i) and direct:
            args.add("iobj", *g.objects(i))
            for obj in direct:
                args.add("obj", *g.expand(obj))
        else:
            args.add("obj", *g.objects(i))
        for obj in g.kids(i, "dative"):
            if self.table.pos[obj] not in ("ADP", "PART"):
                args.add("iobj", *g.expand(obj))
        for obj in g.kids(i, "oprd", "attr"):
            args.add("attr", *g.expand(obj))
        for lower in g.kids(i, "xcomp"):
            args.add("xcomp.obj", *g.objects(lower))
        args.add("behind", *[x for event in self._events_around(i) for x in self._behind(event)])

    def _acting(self, verb: int) -> list[int]:
        """Return who does what a verb says; where an event does it ("the raid killed …", "killed in a raid by …"), who
        is behind the event.
        """
        g = self.grammar
        agents = list(g.agents(verb))
        events = [a for a in agents if self._is_event(a)]
        if not agents and g.is_passive(verb):
            events = self._events_around(verb)
        behind = [x for event in events for x in self._behind(event)]
        return behind or [a for a in agents if a not in events or a in self.entities.by_head] if events else agents

    def _events_around(self, verb: int) -> list[int]:
        """Return the event nouns in which something happened: "died in a raid by …"."""
        return [obj for name, obj in self.grammar.prepositions(verb) if name in EVENT_LINKS and self._is_event(obj)]

    def _behind(self, event: int) -> list[int]:
        """Return who is behind an event: its `by` phrase, its possessor, a modifier, or the other side of a clash."""
        g, found = self.grammar, Args()
        for name, obj in g.prepositions(event):
            found.add(name, obj)
        modifiers = [c for c in g.kids(event, *MODIFIERS) if c in self.entities.by_head]
        for heads in (found.found.get("by"), g.kids(event, "poss"), modifiers, found.found.get("with")):
            if heads:
                return list(heads)
        return []

    def _fixed_candidates(self, i: int) -> Iterator[int]:
        """Yield the nouns under a verb that may be a fixed part of it."""
        g = self.grammar
        yield from g.kids(i, "dobj", "attr", "oprd", "acomp", "nsubjpass", "advmod")
        for p in g.kids(i, "prep"):
            yield from g.kids(p, "pobj")

    def _nominal(self, i: int) -> Iterator[RawFrame]:
        """Yield the frames of a noun as an event and as a role."""
        t = self.table
        words = self._noun_words(i)
        if any(word in self.known["noun"] for word in words):
            yield self._event(i, words)
        lower = [t.lemma[c] for c in self.grammar.kids(i, *MODIFIERS) if t.lemma[c] in self.vocabulary.subordinate]
        roles = [word for word in (*lower, *words) if word in self.known["role"]][: 1 if lower else None]
        if roles:
            yield from self._role(i, roles)

    def _noun_words(self, i: int) -> tuple[str, ...]:
        """Return a noun's lemma, after it the lemma with its modifier ("prime_minister")."""
        t = self.table
        lemma = t.lemma[i]
        before = f"{t.lemma[i - 1]}_{lemma}" if i and t.head[i - 1] == i and t.dep[i - 1] in MODIFIERS else ""
        after = f"{lemma}_of_{t.lemma[i + 2]}" if i + 2 < len(t.lemma) and t.lower[i + 1] == "of" else ""
        return tuple(word for word in (after, before, lemma) if word)

    def _event(self, i: int, words: tuple[str, ...]) -> RawFrame:
        """Build the frame of an event noun, with the subject that a support verb hands to it."""
        g, t, args = self.grammar, self.table, Args()
        host = i
        for name, obj in g.prepositions(i):
            args.add(name, obj)
        for owner in g.kids(i, "poss"):
            args.add("poss", *g.expand(owner))
        if "of" in args.found and "poss" in args.found:
            args.add("poss.agent", *args.found["poss"])
        args.add("mod", *[c for c in g.kids(i, *MODIFIERS) if c in self.entities.by_head])
        args.add("subj", *g.kids(i, "nsubj"))
        if t.dep[i] == "nsubj" and t.lemma[t.head[i]] == "be":
            for name, obj in g.prepositions(t.head[i]):
                args.add(name, obj)
        host = self._support(i, args)
        return RawFrame(i, "noun", words[-1], host, args.frozen(), words[:-1], frozenset(c for c in self._near(i)))

    def _near(self, i: int) -> Iterator[str]:
        """Yield the lemmas of a noun's modifiers."""
        for c in self.grammar.kids(i, *MODIFIERS):
            yield self.table.lemma[c]

    def _adjective(self, i: int) -> Iterator[RawFrame]:
        """Yield the frame of an adjective that the vocabulary knows."""
        t, g, args = self.table, self.grammar, Args()
        if t.lemma[i] not in self.known["adjective"]:
            return
        host = i
        if t.dep[i] == "amod":
            args.add("subj", t.head[i])
            args.add("head", t.head[i])
            args.add("hyphen", *g.kids(i, "npadvmod"))
        else:
            args.add("subj", *g.bearer(i))
            host = t.head[i] if t.dep[i] == "acomp" else i
            for name, obj in g.prepositions(host) if host != i else ():
                args.add(name, obj)
        for name, obj in g.prepositions(i):
            args.add(name, obj)
        yield RawFrame(i, "adjective", t.lemma[i], host, args.frozen())

    def _prefix(self, i: int, own: int) -> Iterator[int]:
        """Yield the head of another actor whose whole name opens this name: "Harbour Board Audit Committee"."""
        mention = self.entities.mention_at(i)
        if mention is None or mention.kind is not MentionKind.NAME:
            return
        words = mention.words.lower().split()
        for count in range(len(words) - 1, 0, -1):
            head = self.names.get(" ".join(words[:count]))
            other = None if head is None else self.entities.entity_at(head)
            if head is not None and other is not None and other.index != own:
                yield head
                return

    def _mention(self, i: int) -> Iterator[RawFrame]:
        """Yield the frame of a mention with its possessor, modifiers and place: "Y's X", "the Y X", "X in Y"."""
        g, args = self.grammar, Args()
        entity = self.entities.entity_at(i)
        if entity is None or ("mention", entity.type.value) not in self.vocabulary.senses:
            return
        for owner in g.kids(i, "poss"):
            args.add("poss", *g.expand(owner))
        args.add("mod", *[c for c in g.kids(i, *MODIFIERS) if c in self.entities.by_head])
        for name, obj in g.prepositions(i):
            args.add(name, obj)
        first = self._first_conjunct(i)
        if first != i and entity.named and not args.found:
            args.add("poss", *[x for owner in g.kids(first, "poss") for x in g.expand(owner)])
        args.add("prefix", *self._prefix(i, entity.index))
        if args.found:
            args.add("holder", i)
            yield RawFrame(i, "mention", entity.type.value, i, args.frozen())
