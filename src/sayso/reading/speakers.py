"""Find who speaks with a verb: its subject, agent or the name beside a description; gives head tokens."""

from sayso.reading.cues import ReportingWords
from sayso.reading.tree import NOMINAL, SUBJECTS, Tree

INSIDERS = frozenset({"i", "we", "you", "themselves", "itself", "himself", "herself"})
NOTHING = frozenset({"none", "neither", "nobody", "nothing", "noone"})

COMMAS = frozenset({",", '"'})


class Speakers:
    """Read speakers off the verbs of one tree."""

    def __init__(self, tree: Tree, words: ReportingWords) -> None:
        self.tree = tree
        self.words = words

    def speakers(self, verb: int) -> tuple[tuple[int, ...], bool]:
        """Return the heads of the speakers of a verb, and whether an unnamed report stands in for them."""
        tree = self.tree
        agent = tree.child(verb, {"agent"})
        if self.is_passive(verb):
            spoken = tree.child(agent, {"pobj"}) if agent is not None else None
            if spoken is not None:
                return self.people(spoken), False
            return (), tree.lemmas[verb] in self.words.bare_passive and not self._told(verb)
        subject = tree.subject(self._teller(verb))
        if subject is None:
            subject = self._inverted(verb)
        if subject is None or (tree.words[subject] in ("it", "there", "what") and self._expletive(verb, subject)):
            return (), False
        if tree.is_order(verb):
            return (), False
        return self.people(subject), False

    def _teller(self, verb: int) -> int:
        """Return the verb whose subject speaks: "said" in "he said that they left, adding that"."""
        tree, comma = self.tree, self.tree.left[verb] - 1
        if tree.tags[verb] != "VBG" or tree.deps[verb] != "advcl" or comma < 0 or tree.words[comma] not in COMMAS:
            return verb
        told = tree.heads[verb]
        while tree.deps[told] == "conj" and tree.heads[told] != told:
            told = tree.heads[told]
        above = tree.heads[told]
        return above if tree.deps[told] == "ccomp" and self.words.clausal(tree.lemmas[above]) else verb

    def is_passive(self, verb: int) -> bool:
        """Tell whether a verb is passive: with its auxiliary, or a bare participle on a noun."""
        tree = self.tree
        if any(tree.deps[other] in ("auxpass", "nsubjpass") for other in tree.children[verb]):
            return True
        if tree.tags[verb] != "VBN" or tree.child(verb, {"aux"}) is not None:
            return False
        if tree.child(verb, SUBJECTS) is not None:
            return tree.child(verb, {"xcomp"}) is not None
        if tree.deps[verb] == "conj":
            return tree.child(verb, {"aux"}) is None and self.is_passive(tree.heads[verb])
        return tree.deps[verb] in ("acl", "advcl", "amod") and tree.child(verb, {"aux"}) is None

    def _told(self, verb: int) -> bool:
        """Tell whether a passive names the hearer ("was told that"), so that its subject is no content."""
        tree = self.tree
        return tree.lemmas[verb] == "tell" and tree.child(verb, {"xcomp"}) is None

    def _expletive(self, verb: int, subject: int) -> bool:
        """Tell whether "it" or "there" stands for nobody."""
        return self.tree.words[subject] == "there" or self.is_passive(verb)

    def _inverted(self, verb: int) -> int | None:
        """Return the noun right after a verb without a subject, as in inverted speech."""
        tree = self.tree
        found = tree.child(verb, {"dobj", "attr", "npadvmod"})
        if found is None or tree.lemmas[verb] not in self.words.speech or tree.tags[verb] not in ("VBD", "VBZ", "VBP"):
            return None
        if tree.left[found] != verb + 1 or tree.pos[found] not in NOMINAL:
            return None
        return found

    def people(self, head: int) -> tuple[int, ...]:
        """Return the heads of coordinated speakers.

        Who speaks of himself as "I" or "we" is the speaker of the words around, or the author, and adds no link.
        """
        tree = self.tree
        named = self._name_beside(head)
        return tuple(
            token
            for token in tree.conjuncts(head if named is None else named)
            if tree.pos[token] in NOMINAL and tree.words[token] not in INSIDERS and tree.words[token] not in NOTHING
        )

    def _name_beside(self, head: int) -> int | None:
        """Return the name right after a description ("her aide Rosa Lund"), which the parser hung below it."""
        tree = self.tree
        if tree.pos[head] != "NOUN":
            return None
        for other in tree.kids(head, {"appos"}):
            if tree.pos[other] == "PROPN" and tree.left[other] == head + 1:
                return other
        return None

    def asserts(self, verb: int) -> bool:
        """Tell whether speech took place or says something though negated ("denied", "did not believe")."""
        tree = self.tree
        if tree.lemmas[verb] in self.words.negatable:
            return True
        if tree.child(verb, {"neg"}) is not None:
            return False
        head = tree.heads[verb]
        if tree.deps[verb] == "xcomp" and tree.lemmas[head] in ("refuse", "decline", "fail"):
            return False
        subject = tree.child(verb, SUBJECTS)
        return subject is None or tree.words[subject] not in NOTHING

    def cue(self, verb: int) -> tuple[int, ...]:
        """Return the verb with its particle."""
        particle = self.tree.child(verb, {"prt"})
        return (verb,) if particle is None else (verb, particle)
