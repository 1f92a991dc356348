"""Hand a governor's factuality on to what depends on it, through the signatures of verbs, nouns and adjectives."""

from abc import ABC, abstractmethod

from sayso.reading.effects import NEUTRAL, Distance, Doubt, Effects, Signature, State, effects
from sayso.reading.language import Parsed
from sayso.reading.scope import own_state
from sayso.reading.tree import Tree, plant

COMPLEMENTS = frozenset({"xcomp", "ccomp"})
INDEFINITE = frozenset({"a", "an", "any", "some", "no", "such", "more", "further", "other"})


class Governors(ABC):
    """Compose states over one Parsed; every word is judged once."""

    def __init__(self, parsed: Parsed, tree: Tree | None = None) -> None:
        self.tree: Tree = tree or plant(parsed)
        self.words: Effects = effects()
        self._states: dict[int, State] = {}

    @abstractmethod
    def _context(self, token: int) -> State:
        """Return what the token's governor hands down to it."""

    def state(self, token: int) -> State:
        """Return the composed state of a token."""
        known = self._states.get(token)
        if known is None:
            self._states[token] = NEUTRAL
            known = own_state(self.tree, self.words, token, self._context(token))
            self._states[token] = known
        return known

    def _lookup(self, verb: int, complement: str) -> Signature | None:
        """Return the signature of a verb for one complement, else its general one."""
        lemma = self.tree.lemmas[verb]
        ordered = self.words.verbs.get(f"{lemma}_order") if self.tree.is_order(verb) else None
        return ordered or self.words.verbs.get(f"{lemma}_{complement}") or self.words.verbs.get(lemma)

    def _through(self, verb: int, complement: str) -> State | None:
        """Return the state that a verb hands to a complement; None where the verb has no signature for it."""
        tree, lemma = self.tree, self.tree.lemmas[verb]
        governor = self.state(verb)
        doubt = self.words.passive.get(lemma)
        if doubt is not None and self._unsigned(verb):
            return NEUTRAL.with_polarity(governor.positive).weaken(doubt)
        signature = self._lookup(verb, complement)
        if signature is None:
            return None
        if tree.child(verb, {"agent"}) is not None and signature.name == "believes":
            return NEUTRAL.with_polarity(governor.positive).weaken(Doubt.PROBABLE)
        return signature.apply(governor)

    def _unsigned(self, verb: int) -> bool:
        """Tell whether a verb is passive and names no agent."""
        tree = self.tree
        kids = tree.children[verb]
        if any(tree.deps[other] == "agent" for other in kids):
            return False
        if any(tree.deps[other] in ("auxpass", "nsubjpass", "csubjpass") for other in kids):
            return True
        return (
            tree.tags[verb] == "VBN"
            and tree.deps[verb] in ("acl", "advcl", "amod", "conj", "relcl", "ROOT")
            and not any(tree.deps[other] in ("nsubj", "aux") for other in kids)
        )

    def _through_noun(self, noun: int, signed: bool) -> State | None:
        """Return the state that a noun hands to its complement; a claim that somebody signs is no rumour."""
        tree = self.tree
        if tree.pos[noun] != "NOUN":
            return None
        if tree.has_word(noun, self.words.false_modifiers) and tree.lemmas[noun] in self.words.nouns:
            return NEUTRAL.with_polarity(False)
        signature = self.words.nouns.get(tree.lemmas[noun])
        if signature is None:
            return None
        if signature.name == "alleges" and self._has_owner(noun):
            return NEUTRAL.with_polarity(self.state(noun).positive)
        return signature.apply(self.state(noun))

    def _noun_before(self, token: int, head: int) -> int | None:
        """Return the object noun right before an infinitive that belongs to it ("uncovered a plot to rob")."""
        tree = self.tree
        for other in tree.kids(head, {"dobj", "attr"}):
            near = tree.right[other] == tree.left[token] - 1
            signature = self.words.nouns.get(tree.lemmas[other])
            if near and signature is not None and signature.name in ("intends", "keeps_from", "opens", "shows"):
                return other
        return None

    def _has_owner(self, noun: int) -> bool:
        """Tell whether somebody signs a noun of saying: a possessor, "by X", or the subject of its light verb."""
        tree = self.tree
        if tree.child(noun, {"poss"}) is not None or tree.has_word(noun, ("by",)):
            return True
        verb = tree.heads[noun]
        return (
            tree.deps[noun] == "dobj" and tree.pos[verb] == "VERB" and tree.lemmas[verb] in ("make", "level", "bring")
        )

    def _is_condition(self, token: int) -> bool:
        """Tell whether a word heads a condition, or a clause in one ("if it turns out that they found")."""
        tree = self.tree
        while tree.deps[token] in COMPLEMENTS and tree.heads[token] != token:
            token = tree.heads[token]
        mark = tree.child(token, {"mark"})
        return tree.deps[token] == "advcl" and mark is not None and tree.words[mark] in self.words.conditions

    def _obligation(self, head: int) -> State:
        """Return the state under "is to", "has to", "has yet to"."""
        tree = self.tree
        governor = self.state(head)
        if tree.has_word(head, ("yet",)):
            return governor.with_polarity(False)
        if tree.words[head] == "were" and tree.child(head, {"mark"}) is not None:
            return governor.weaken(distance=Distance.HYPOTHETICAL)
        return governor.weaken(distance=Distance.INTENDED)

    def _under_adjective(self, adjective: int, token: int) -> State:
        """Return the state of a clause under an adjective ("is likely to")."""
        tree = self.tree
        above = tree.heads[adjective]
        governor = self.state(above) if tree.deps[adjective] in ("acomp", "oprd", "attr") else self.state(adjective)
        signature = self.words.adjectives.get(tree.lemmas[adjective]) or self.words.adjectives.get(
            tree.words[adjective]
        )
        if signature is None:
            infinitive = tree.has_word(token, ("to",))
            return governor.weaken(distance=Distance.INTENDED) if infinitive else NEUTRAL
        return signature.apply(governor)

    def _inherits(self, token: int) -> bool:
        """Tell whether a noun may be denied by what governs it."""
        return not self.words.names_actor(self.tree.lemmas[token]) and self.tree.pos[token] == "NOUN"

    def _is_indefinite(self, token: int) -> bool:
        """Tell whether a noun phrase introduces what it names, so that a denial reaches it."""
        tree = self.tree
        if tree.pos[token] != "NOUN" or self.words.names_actor(tree.lemmas[token]):
            return False
        determiner = tree.child(token, {"det", "poss"})
        return determiner is None or tree.words[determiner] in INDEFINITE
