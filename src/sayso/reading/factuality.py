"""Judge how a document means a word: asserted or denied, how sure, actual, intended or hypothetical.

The judgement of a word is composed on the way from the root of its sentence down to it: each governor hands its own
state on through the signature of its complement, then the word's own negation, auxiliaries and modifiers are laid over.
Who says it never lowers it. After FactBank (Saurí and Pustejovsky 2009).
"""

from sayso.model.claim import Factuality
from sayso.reading.effects import NEUTRAL, Distance, Doubt, Signature, State
from sayso.reading.governors import COMPLEMENTS, Governors
from sayso.reading.tree import NOMINAL

PREDICATIVE = frozenset({"attr", "acomp", "oprd"})
MEANS = frozenset({"by", "through", "via", "in", "into", "to", "with", "upon", "on"})


class FactualityJudge(Governors):
    """Judge the words of one Parsed; every word is judged once."""

    def judge(self, token: int) -> Factuality:
        """Return the factuality of the frame whose trigger (verb, noun or adjective) is this token."""
        return self.state(token).record()

    def _context(self, token: int) -> State:
        """Return what the token's governor hands down to it."""
        tree = self.tree
        dep, head = tree.deps[token], tree.heads[token]
        if head == token:
            return self._root(token)
        if dep == "conj":
            finite = tree.tags[token] in ("VBZ", "VBD", "VBP")
            return self._complement(token, head) if finite and tree.is_order(head) else self._context(head)
        if dep in COMPLEMENTS:
            return self._complement(token, head)
        if dep in PREDICATIVE:
            return self._predicative(token, head)
        if dep == "advcl":
            return self._adverbial(token, head)
        if dep in ("acl", "relcl"):
            return self._on_noun(token, head)
        if dep == "pcomp":
            return self._after_preposition(token, head, gerund=True)
        if dep == "pobj":
            return self._after_preposition(token, head, gerund=False)
        if dep in ("dobj", "nsubjpass", "dative"):
            return self._object(token, head)
        if dep == "nsubj":
            return self._subject(token, head)
        if dep in ("compound", "nmod", "amod"):
            return self._compound(token, head)
        return NEUTRAL

    def _root(self, token: int) -> State:
        """Return the state of a sentence's root: supposed in a question that can be answered by yes or no."""
        tree = self.tree
        start, end = tree.sentences[tree.sentence_of[token]]
        asked = any(tree.words[at] == "?" for at in range(max(start, end - 2), end + 1))
        if asked and not any(tree.tags[at] in ("WP", "WDT", "WRB", "WP$") for at in range(start, min(start + 4, end))):
            return NEUTRAL.weaken(distance=Distance.HYPOTHETICAL)
        return NEUTRAL

    def _complement(self, token: int, head: int) -> State:
        """Return the state of a clause under a verb, an adjective or a noun; under a condition it is supposed."""
        state = self._complement_of(token, head)
        return state.weaken(distance=Distance.HYPOTHETICAL) if self._is_condition(head) else state

    def _complement_of(self, token: int, head: int) -> State:
        """Return the state of a clause by what governs it alone."""
        tree = self.tree
        if tree.pos[head] in ("ADJ", "ADV") or tree.deps[head] == "acomp":
            return self._under_adjective(head, token)
        if tree.pos[head] in NOMINAL:
            return self._on_noun(token, head)
        adjective = tree.child(head, {"acomp", "oprd"})
        if adjective is not None and (tree.lemmas[head] == "be" or tree.deps[adjective] == "acomp"):
            return self._under_adjective(adjective, token)
        clause = self._under_verb(token, head)
        mark = tree.child(token, {"mark"})
        if mark is not None and tree.words[mark] in ("whether", "if"):
            decided = tree.has_word(token, ("should",))
            return NEUTRAL if decided else NEUTRAL.weaken(Doubt.POSSIBLE, Distance.HYPOTHETICAL)
        if tree.deps[token] == "ccomp" and self._is_subjunctive(token):
            return clause.weaken(distance=Distance.INTENDED)
        return clause

    def _is_subjunctive(self, token: int) -> bool:
        """Tell whether a clause asks ("that he resign", "that he be led")."""
        tree = self.tree
        if tree.tags[token] == "VB":
            return tree.child(token, {"aux"}) is None
        be = tree.child(token, {"auxpass"})
        return be is not None and tree.words[be] == "be" and tree.child(token, {"aux"}) is None

    def _under_verb(self, token: int, head: int) -> State:
        """Return the state of a clause under a verb."""
        tree = self.tree
        infinitive = tree.has_word(token, ("to",))
        noun = self._noun_before(token, head) if infinitive else None
        if noun is not None:
            return self._through_noun(noun, signed=False) or NEUTRAL
        complement = (
            "to" if infinitive else "ing" if tree.tags[token] == "VBG" and tree.deps[token] == "xcomp" else "that"
        )
        lemma = tree.lemmas[head]
        if infinitive and lemma in ("have", "be"):
            return self._obligation(head)
        if infinitive and lemma == "go" and tree.tags[head] == "VBG":
            return self.state(head).weaken(distance=Distance.INTENDED)
        if complement == "that" and tree.pos[token] not in ("VERB", "AUX"):
            complement = "to"
        state = self._through(head, complement)
        if state is not None:
            return state
        if complement == "that":
            return NEUTRAL
        governor = self.state(head)
        return governor if tree.deps[token] == "xcomp" else governor.with_polarity(True)

    def _predicative(self, token: int, head: int) -> State:
        """Return the state of a predicate noun or adjective: the copula's, or what "considered" makes of it."""
        if self.tree.lemmas[head] == "be" or self.tree.pos[head] == "AUX":
            return self.state(head)
        return self._through(head, "np") or self.state(head)

    def _adverbial(self, token: int, head: int) -> State:
        """Return the state of an adverbial clause: a condition, a purpose, or a circumstance."""
        tree = self.tree
        mark = tree.child(token, {"mark"})
        word = "" if mark is None else tree.words[mark]
        if word in self.words.conditions:
            return NEUTRAL.weaken(distance=Distance.HYPOTHETICAL)
        if tree.has_word(token, self.words.denying_prepositions - {"against"}) and tree.tags[token] in ("VBG", "VB"):
            return NEUTRAL.with_polarity(False)
        governor = self.state(head)
        if mark is None and tree.has_word(token, ("to",)):
            return self._purpose(token, head, governor)
        if word == "that" and tree.has_word(token, ("so",)):
            return NEUTRAL.weaken(distance=Distance.INTENDED)
        if mark is None and tree.tags[token] == "VBG":
            return governor.with_polarity(True)
        return NEUTRAL

    def _purpose(self, token: int, head: int, governor: State) -> State:
        """Return the state of an infinitive beside a verb: its complement where it takes one, else its purpose."""
        tree, lemma = self.tree, self.tree.lemmas[head]
        noun = self._noun_before(token, head)
        if noun is not None:
            return self._through_noun(noun, signed=False) or governor
        signature = self._lookup(head, "to") if tree.pos[head] == "VERB" else None
        complement = (
            signature is not None
            and signature.name not in ("finds", "seems", "kept_up")
            and (signature.name != "brings_about" or lemma in self.words.infinitive_governors)
        )
        if complement and token > head:
            return self._through(head, "to") or governor
        doubt = self.words.passive.get(lemma)
        if doubt is not None and self._unsigned(head):
            return NEUTRAL.with_polarity(governor.positive).weaken(doubt)
        if tree.has_word(token, ("only",)):
            return NEUTRAL
        if lemma in self.words.purpose_done:
            return governor.with_polarity(True)
        return governor.with_polarity(True).weaken(distance=Distance.INTENDED)

    def _on_noun(self, token: int, head: int) -> State:
        """Return the state of a clause on a noun: what the noun makes of it, a purpose, or a plain relative clause."""
        tree = self.tree
        infinitive = tree.has_word(token, ("to",)) and tree.tags[token] in ("VB", "NN")
        mark = tree.child(token, {"mark"})
        that = mark is not None and tree.words[mark] in ("that", "whether", "if")
        if not (infinitive or that):
            return NEUTRAL
        if that and mark is not None and tree.words[mark] != "that":
            return NEUTRAL.weaken(Doubt.POSSIBLE, Distance.HYPOTHETICAL)
        state = self._through_noun(head, signed=that)
        if state is not None:
            return state
        if that:
            return NEUTRAL
        if tree.lemmas[head] in ("first", "last", "one") or tree.has_word(head, ("first", "last", "only", "second")):
            return NEUTRAL
        return self.state(head).with_polarity(True).weaken(distance=Distance.INTENDED)

    def _after_preposition(self, token: int, preposition: int, gerund: bool) -> State:
        """Return the state of what follows a preposition."""
        tree = self.tree
        word, head = tree.words[preposition], tree.heads[preposition]
        if tree.deps[preposition] == "pcomp" or head == preposition:
            return NEUTRAL
        if word in self.words.denying_prepositions and (gerund or word not in ("against", "rather")):
            if not gerund and not self._inherits(token):
                return NEUTRAL
            if word != "against":
                return (
                    self.state(head).with_polarity(False) if tree.pos[head] == "VERB" else NEUTRAL.with_polarity(False)
                )
        if not gerund and (tree.pos[token] == "PROPN" or self.words.names_actor(tree.lemmas[token])) and word != "as":
            return NEUTRAL
        if tree.pos[head] == "NOUN":
            return self._noun_preposition(token, word, head, gerund)
        if tree.pos[head] in ("VERB", "AUX"):
            return self._verb_preposition(token, word, head, gerund)
        if tree.pos[head] == "ADJ" and gerund:
            return self._under_adjective(head, token)
        return NEUTRAL

    def _noun_preposition(self, token: int, word: str, head: int, gerund: bool) -> State:
        """Return the state of what follows a noun's preposition ("lack of support", "plans for an attack")."""
        tree = self.tree
        lemma = tree.lemmas[head]
        signature = self.words.nouns.get(lemma)
        takes = lemma in self.words.of_nouns if word == "of" else word in ("for", "to", "on", "in", "about")
        if signature is not None and takes and (gerund or word in ("of", "for") or signature.name != "intends"):
            state = self._through_noun(head, signed=False)
            if state is not None:
                return state
        verb = tree.heads[head]
        if gerund and tree.deps[head] in ("dobj", "nsubjpass") and tree.pos[verb] == "VERB":
            through = self.words.verbs.get(f"{tree.lemmas[verb]}_{word}")
            special = word == "from" and self.words.verbs.get(tree.lemmas[verb])
            if through or special or tree.lemmas[verb] in self.words.passive:
                return self._verb_preposition(token, word, verb, gerund)
        governor = self.state(head)
        if gerund or self._is_indefinite(token):
            return governor
        return governor.with_polarity(True)

    def _verb_preposition(self, token: int, word: str, head: int, gerund: bool) -> State:
        """Return the state of what follows a verb's preposition ("restricted X from operating")."""
        tree = self.tree
        lemma = tree.lemmas[head]
        governor = self.state(head)
        special = self.words.verbs.get(f"{lemma}_{word}")
        if special is not None:
            return special.apply(governor)
        if lemma in self.words.passive and word in ("of", "for", "with", "in", "as", "to", "on"):
            return self._through(head, word) or NEUTRAL
        general = self.words.verbs.get(lemma)
        if general is not None and general.name == "keeps_from":
            return self._keeping(token, word, head, governor, general)
        if general is not None and (gerund or general.name in ("believes", "denies", "doubts")) and word != "for":
            return general.apply(governor)
        if general is not None and word in ("to", "into", "in") and self._is_indefinite(token):
            return general.apply(governor)
        if gerund:
            return governor if word in MEANS else governor.with_polarity(True)
        return governor if self._is_indefinite(token) else NEUTRAL.weaken(governor.doubt, governor.distance)

    def _keeping(self, token: int, word: str, head: int, governor: State, general: Signature) -> State:
        """Return the state after a verb that keeps something from happening.

        A restriction that is denied leaves what it was about asserted.
        """
        if word == "from" or (word == "in" and self.tree.lemmas[head] == "fail"):
            return general.apply(governor)
        return NEUTRAL.weaken(governor.doubt, governor.distance)

    def _object(self, token: int, head: int) -> State:
        """Return the state of an object noun: through the verb's signature, else the verb's own state."""
        tree = self.tree
        if self.words.names_actor(tree.lemmas[token]) or tree.pos[token] not in ("NOUN", "VERB"):
            return NEUTRAL
        lemma = tree.lemmas[head]
        if tree.deps[token] == "nsubjpass" and lemma in self.words.ascribing:
            return NEUTRAL.weaken(self.words.passive.get(lemma, Doubt.PROBABLE))
        if lemma in self.words.passive and f"{lemma}_np" not in self.words.verbs:
            doubted = self.words.verbs.get(lemma)
            return NEUTRAL if doubted is None else self._through(head, "np") or NEUTRAL
        signature = self._lookup(head, "np")
        governor = self.state(head)
        if signature is not None:
            return signature.apply(governor)
        if self._is_indefinite(token):
            return governor
        return NEUTRAL.weaken(governor.doubt, governor.distance)

    def _subject(self, token: int, head: int) -> State:
        """Return the state of a subject noun: its verb's where that only says that it is ("no ties exist")."""
        tree = self.tree
        happens = tree.lemmas[head] in self.words.happens and tree.child(head, {"attr", "acomp", "dobj"}) is None
        if happens and not self.words.names_actor(tree.lemmas[token]):
            return self.state(head)
        return NEUTRAL

    def _compound(self, token: int, head: int) -> State:
        """Return the state of a noun before another ("assassination plot")."""
        signature = self.words.nouns.get(self.tree.lemmas[head])
        if (
            signature is not None
            and signature.name in ("intends", "keeps_from", "opens")
            and self.tree.pos[token] == "NOUN"
        ):
            return signature.apply(self.state(head))
        return self.state(head)
