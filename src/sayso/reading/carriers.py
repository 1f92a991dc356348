"""Give an event noun the arguments of the verb, preposition or sum that carries it: "launched an attack on …"."""

from sayso.reading.members import Members
from sayso.reading.sight import Args
from sayso.reading.subjects import VERBAL

LISTING = frozenset({"including", "like"})
COUNTING = frozenset(
    {
        "majority",
        "number",
        "series",
        "wave",
        "string",
        "spate",
        "lot",
        "most",
        "some",
        "many",
        "several",
        "part",
        "bulk",
        "share",
        "campaign",
        "host",
        "variety",
        "type",
        "kind",
        "form",
        "round",
        "rash",
        "slew",
        "dozen",
        "hundred",
        "thousand",
        "couple",
        "handful",
        "pair",
    }
)


class Carriers(Members):
    """Hand event nouns the subjects and objects of what carries them."""

    def _support(self, i: int, args: Args) -> int:
        """Hand an event noun the subject of the verb that carries it; return the token whose factuality it shares."""
        t = self.table
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

    def _support_of_sum(self, noun: int, money: int, args: Args) -> int:
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

    def _support_of_verb(self, noun: int, verb: int, args: Args) -> int:
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

    def _support_of_preposition(self, noun: int, preposition: int, args: Args) -> int:
        """Fill an event noun's places after a preposition: "responsible for the attack", "with the help of"."""
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
                args.add(
                    "subj", *(g.objects(above) if g.kids(above, "dobj") or g.is_passive(above) else g.agents(above))
                )
            elif t.pos[above] == "ADJ":
                args.add("subj", *g.bearer(above))
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

    def _handed(self, verb: int, preposition: str, args: Args) -> bool:
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
