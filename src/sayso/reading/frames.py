"""Read predicate-argument structures off the parse: from verbs, event nouns, adjectives, role nouns and names."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from sayso.model.actor import ActorType
from sayso.reading.arguments import VERBAL, Grammar
from sayso.reading.language import Parsed
from sayso.reading.parts import Entities, MentionKind
from sayso.vocabulary import Vocabulary

NOMINAL = frozenset({"NOUN", "PROPN"})
COPULAS = frozenset({"be", "become", "remain"})
NAMING = frozenset({"attr", "oprd"})
LISTING = frozenset({"including", "like"})
COUNTING = frozenset(
    "majority number series wave string spate lot most some many several part bulk share campaign host variety type "
    "kind form round rash slew dozen hundred thousand couple handful pair".split()
)
LONGEST_ACRONYM = 7
HOME_MENTIONS = 3
HOME_SHARE = 0.75
DEEDS = frozenset({ActorType.THING, ActorType.EVENT, ActorType.DOCUMENT})
EVENT_LINKS = frozenset({"in", "during", "by", "after"})
MODIFIERS = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod"})


@dataclass(frozen=True, slots=True)
class RawFrame:
    """Hold one frame over tokens: trigger, its kind (verb, noun, adjective, role, mention), and argument heads by role.

    `word` is what the vocabulary is asked for first, `others` further words (with particle or modifier); `near` are the
    lemmas that stand with it, for fixed words; `host` is the token whose factuality and time are the frame's.
    """

    trigger: int
    kind: str
    word: str
    host: int
    args: dict[str, tuple[int, ...]]
    others: tuple[str, ...] = ()
    near: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Args:
    """Collect argument heads by role, in order, without repeats."""

    found: dict[str, list[int]] = field(default_factory=dict)

    def add(self, role: str, *tokens: int) -> None:
        """Add tokens to a role."""
        into = self.found.setdefault(role, [])
        into += [token for token in tokens if token not in into]

    def frozen(self) -> dict[str, tuple[int, ...]]:
        """Return the roles that have at least one token."""
        return {role: tuple(tokens) for role, tokens in self.found.items() if tokens}


class FrameFinder:
    """Find all frames of one parsed document; `frames()` gives them in order of their triggers."""

    def __init__(self, parsed: Parsed, entities: Entities, vocabulary: Vocabulary) -> None:
        self.table = parsed.table
        self.entities = entities
        self.vocabulary = vocabulary
        self.grammar = Grammar(self.table, vocabulary)
        self.names = heads_by_name(entities)
        self.home = home_state(entities)
        self.known = {kind: {word for k, word in vocabulary.senses if k == kind} for kind in ("noun", "role", "adjective")}

    def frames(self) -> Iterator[RawFrame]:
        """Yield every frame with its arguments spread: "groups such as A and B" fills a place with A and B too."""
        for frame in self._plain_frames():
            if frame.kind in ("role", "mention"):
                yield frame
            else:
                args = {role: tuple(dict.fromkeys(self._spread(heads))) for role, heads in frame.args.items()}
                yield replace(frame, args=args)

    def _spread(self, heads: tuple[int, ...]) -> Iterator[int]:
        """Yield argument heads with the members that the text lists of them; a name replaces the description it
        explains ("the group, Blue Lantern, …")."""
        for head in heads:
            entity = self.entities.entity_at(head)
            described = entity is not None and not entity.named
            names = (self._named_appositions(head) or self._identified(head)) if described else []
            yield from names or self._owners(head) or (head,)
            for p in self.grammar.kids(head, "prep"):
                if self._lists(p):
                    for obj in self.grammar.kids(p, "pobj"):
                        yield from self.grammar.expand(obj)

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

    def _is_named(self, head: int) -> bool:
        """Tell whether the actor at a head has a name."""
        entity = self.entities.entity_at(head)
        return entity is not None and entity.named

    def _owners(self, head: int) -> list[int]:
        """Return whose a thing or deed is, where that stands for its owner: "criticized Lee's plan", "Lee's efforts"."""
        entity = self.entities.entity_at(head)
        if entity is not None and (entity.type not in DEEDS or self.entities.mentions[self.entities.by_head[head]].kind is MentionKind.NAME):
            return []
        if entity is None and self.table.pos[head] != "NOUN":
            return []
        return [x for owner in self.grammar.kids(head, "poss") for x in self.grammar.expand(owner)]

    def _appositions(self, head: int) -> list[int]:
        """Return a head's appositions, and a person's name that the parser hung on the wrong noun: in "the chief of the
        bank, Ann Lee" the bank is not Ann Lee."""
        g = self.grammar
        found = g.kids(head, "appos")
        for c in (head, *g.kids(head, "conj")):
            found += g.kids(c, "appos") if c != head else []
            for p in g.kids(c, "prep"):
                for obj in g.kids(p, "pobj"):
                    if not self._is_person(obj):
                        found += [x for x in g.kids(obj, "appos") if self._is_person(x)]
        return found

    def _is_person(self, head: int) -> bool:
        """Tell whether the actor at a head is a named person."""
        entity = self.entities.entity_at(head)
        return entity is not None and entity.named and entity.type is ActorType.PERSON

    def _lists(self, preposition: int) -> bool:
        """Tell whether a preposition opens a list of members: "including", "such as"."""
        t = self.table
        if t.lower[preposition] == "as":
            return any(t.lower[c] == "such" for c in t.children[preposition])
        return t.lower[preposition] == "including"

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

    # --- verbs

    def _verb(self, i: int) -> RawFrame:
        """Build the frame of a verb with its particle, its arguments and those of a fixed noun below it."""
        t, g, args = self.table, self.grammar, _Args()
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

    def _clause(self, i: int, args: _Args) -> None:
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
        is behind the event."""
        t, g = self.table, self.grammar
        agents = list(g.agents(verb))
        events = [a for a in agents if self._is_event(a)]
        if not agents and g.is_passive(verb):
            events = self._events_around(verb)
        behind = [x for event in events for x in self._behind(event)]
        return behind or [a for a in agents if a not in events or a in self.entities.by_head] if events else agents

    def _events_around(self, verb: int) -> list[int]:
        """Return the event nouns in which something happened: "died in a raid by …"."""
        return [obj for name, obj in self.grammar.prepositions(verb) if name in EVENT_LINKS and self._is_event(obj)]

    def _is_event(self, noun: int) -> bool:
        """Tell whether a noun is an event that the vocabulary knows."""
        t = self.table
        return t.pos[noun] == "NOUN" and t.lemma[noun] in self.known["noun"]

    def _behind(self, event: int) -> list[int]:
        """Return who is behind an event: its `by` phrase, its possessor, a modifier, or the other side of a clash."""
        g, found = self.grammar, _Args()
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
        for low in g.kids(i, "dobj", "attr", "oprd", "acomp", "nsubjpass", "advmod"):
            yield low
        for p in g.kids(i, "prep"):
            yield from g.kids(p, "pobj")

    # --- nouns

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
        g, t, args = self.grammar, self.table, _Args()
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

    def _support(self, i: int, args: _Args) -> int:
        """Hand an event noun the subject of the verb that carries it; return the token whose factuality it shares."""
        t, g = self.table, self.grammar
        top = self._first_conjunct(i)
        dep, head = t.dep[top], t.head[top]
        if t.pos[head] in VERBAL and dep in ("dobj", "nsubjpass", "attr") and head != top:
            return self._support_of_verb(i, self._raised(head) if dep == "nsubjpass" else head, args)
        if dep == "pobj" and t.ent[t.head[head]] == "MONEY":
            return self._support_of_sum(i, t.head[head], args)
        if dep == "pobj":
            return self._support_of_preposition(i, head, args)
        if dep == "nsubj" and t.pos[head] in VERBAL:
            return i
        return i

    def _support_of_sum(self, noun: int, money: int, args: _Args) -> int:
        """Fill an event noun's places where a sum measures it: "five million dollars in aid was approved"."""
        t = self.table
        args.add("sum", money)
        verb = t.head[money]
        if t.pos[verb] in VERBAL and t.dep[money] in ("dobj", "nsubjpass", "nsubj", "attr"):
            self._support_of_verb(noun, verb, args)
            return verb
        if t.dep[money] == "pobj":
            self._support_of_preposition(money, verb, args)
        return noun

    def _raised(self, verb: int) -> int:
        """Return the verb that a raised subject belongs to: "the raid is thought to have been planned by X"."""
        lower = self.grammar.kids(verb, "xcomp")
        while lower and self.table.pos[lower[0]] in VERBAL:
            verb, lower = lower[0], self.grammar.kids(lower[0], "xcomp")
        return verb

    def _first_conjunct(self, i: int) -> int:
        """Return the first member of a coordination."""
        t = self.table
        while t.dep[i] == "conj" and t.pos[t.head[i]] in NOMINAL:
            i = t.head[i]
        return i

    def _support_of_verb(self, noun: int, verb: int, args: _Args) -> int:
        """Fill an event noun's places from a support verb."""
        t, g, v = self.table, self.grammar, self.vocabulary
        lemma = t.lemma[verb]
        particles = {f"{lemma}_{t.lower[p]}" for p in g.kids(verb, "prt")}
        if lemma in v.stance:
            args.add("subj", *g.agents(verb))
            return noun
        if lemma in v.support or particles & v.support:
            args.add("subj", *g.agents(verb))
            for name, obj in g.prepositions(verb):
                args.add(name, obj)
            for obj in g.kids(verb, "dative"):
                if t.pos[obj] not in ("ADP", "PART"):
                    args.add("to", *g.expand(obj))
            return verb
        if lemma in v.support_reverse:
            for role in ("to", "for", "on", "against"):
                args.add(role, *g.surface_subjects(verb))
            for name, obj in g.prepositions(verb):
                if name in ("from", "by"):
                    args.add(name, obj)
            return verb
        return noun

    def _support_of_preposition(self, noun: int, preposition: int, args: _Args) -> int:
        """Fill an event noun's places where it follows a preposition: "responsible for the attack", "with the help of"."""
        t, g, v = self.table, self.grammar, self.vocabulary
        above, name = t.head[preposition], t.lower[preposition]
        if t.pos[above] in VERBAL and self._handed(above, name, args):
            return above
        if self._passes_up(above, preposition):
            return self._support(above, args)
        drawn = t.head[t.head[above]] if t.dep[above] == "pobj" else above
        if drawn != above and (t.lemma[drawn], name) in v.drawing:
            args.add("subj", *g.expand(above))
            args.add("to", *g.agents(drawn))
            return drawn
        if (t.lemma[above], name) in v.bridges:
            if t.pos[above] in VERBAL:
                args.add("subj", *(g.objects(above) if g.kids(above, "dobj") or g.is_passive(above) else g.agents(above)))
            elif t.pos[above] == "ADJ":
                args.add("subj", *g._bearer(above))
            else:
                args.add("subj", *g.kids(above, "poss"), *g.noun_agents(above))
            return above
        subjects: tuple[int, ...] = ()
        if t.pos[above] in VERBAL:
            subjects = tuple(g.agents_of_clause(above))
        elif above in self.entities.by_head:
            subjects = (above,)
        args.add("under", *subjects)
        args.add(f"under.{name}", *subjects)
        return noun

    def _handed(self, verb: int, preposition: str, args: _Args) -> bool:
        """Fill an event noun's places from "provide Y with …" or "rely on Y for …"; tell whether it was one."""
        t, g, v = self.table, self.grammar, self.vocabulary
        if (t.lemma[verb], preposition) in v.handing:
            args.add("subj", *g.agents(verb))
            args.add("to", *g.objects(verb))
            return True
        if (t.lemma[verb], preposition) in v.drawing:
            args.add("subj", *[obj for on, obj in g.prepositions(verb) if on in ("on", "upon", "to")])
            args.add("to", *g.agents(verb))
            return True
        return False

    def _passes_up(self, noun: int, preposition: int) -> bool:
        """Tell whether a noun only counts or lists what follows: "a series of raids", "attacks, including the raid"."""
        t = self.table
        if t.pos[noun] != "NOUN":
            return False
        return t.lower[preposition] in LISTING or (t.lower[preposition] == "of" and t.lemma[noun] in COUNTING)

    # --- roles

    def _role(self, i: int, words: list[str]) -> Iterator[RawFrame]:
        """Yield the frame of a role noun: who holds it, and of what or whom."""
        t, g, args = self.table, self.grammar, _Args()
        holders, host = self._holders(i)
        args.add("holder", *holders)
        self._role_objects(i, holders, args)
        yield RawFrame(i, "role", words[-1], host, args.frozen(), tuple(words[:-1]))

    def _role_objects(self, i: int, holders: list[int], args: _Args) -> None:
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
        if self.home is not None and holders:
            args.add("context", self.home)
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

    # --- adjectives and names

    def _adjective(self, i: int) -> Iterator[RawFrame]:
        """Yield the frame of an adjective that the vocabulary knows."""
        t, g, args = self.table, self.grammar, _Args()
        if t.lemma[i] not in self.known["adjective"]:
            return
        host = i
        if t.dep[i] == "amod":
            args.add("subj", t.head[i])
            args.add("head", t.head[i])
            args.add("hyphen", *g.kids(i, "npadvmod"))
        else:
            args.add("subj", *g._bearer(i))
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
        t, g, args = self.table, self.grammar, _Args()
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


def heads_by_name(entities: Entities) -> dict[str, int]:
    """Return the head of a mention for each name, in lower case, of a place, or of an organization if it is no mere
    word: of two words at least, or an acronym."""
    found: dict[str, int] = {}
    for entity in entities.entities:
        if entity.named and entity.type in (ActorType.ORGANIZATION, ActorType.PLACE):
            heads = [entities.mentions[m].head for m in entity.mentions if entities.mentions[m].head >= 0]
            for name in (entity.name, *entity.aliases) if heads else ():
                if " " in name or (name.isupper() and len(name) < LONGEST_ACRONYM) or entity.type is ActorType.PLACE:
                    found.setdefault(name.lower(), heads[0])
    return found


def home_state(entities: Entities) -> int | None:
    """Return the head of a mention of the state that a document is about: the one named most often, if three
    times at least and so often that no other state can be meant; None where no state stands out."""
    counts = {e.index: len(e.mentions) for e in entities.entities if e.type is ActorType.STATE and e.named}
    if not counts:
        return None
    best = max(counts, key=lambda index: (counts[index], -index))
    if counts[best] < HOME_MENTIONS or HOME_SHARE * sum(counts.values()) > counts[best]:
        return None
    return entities.mentions[entities.entities[best].mentions[0]].head
