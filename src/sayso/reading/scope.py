"""Lay a word's own negation, auxiliaries, adverbs and modifiers over the state that its governor hands down."""

from sayso.reading.effects import Change, Distance, Doubt, Effects, State
from sayso.reading.tree import Tree

SHARED_TAGS = frozenset({"VB", "VBN", "VBG", "VBD"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "dative"})


def own_state(tree: Tree, words: Effects, token: int, context: State) -> State:
    """Return the state of a token: the context's, changed by what stands on the token itself."""
    if tree.pos[token] in ("VERB", "AUX"):
        return _verb(tree, words, token, context)
    if tree.pos[token] == "ADJ":
        return _adverbs(tree, words, token, _negated(tree, words, token, context))
    return _noun(tree, words, token, context)


def _verb(tree: Tree, words: Effects, verb: int, context: State) -> State:
    """Return the state of a verb."""
    state = _auxiliaries(tree, words, verb, context)
    state = _adverbs(tree, words, verb, state)
    state = _negated(tree, words, verb, state)
    if _follows_nor(tree, verb):
        state = state.flip()
    if tree.deps[verb] == "conj" and _shares(tree, verb):
        state = _verb_shared(tree, words, verb, state)
    if _has_condition(tree, words, verb) and state.distance is Distance.INTENDED:
        state = state.weaken(distance=Distance.HYPOTHETICAL)
    return state


def _verb_shared(tree: Tree, words: Effects, verb: int, state: State) -> State:
    """Return the state of a coordinated verb with the auxiliaries and the negation of the first one."""
    first = tree.heads[verb]
    state = _auxiliaries(tree, words, first, state)
    return _adverbs(tree, words, first, _negated(tree, words, first, state))


def _shares(tree: Tree, verb: int) -> bool:
    """Tell whether a coordinated verb leaves its subject and auxiliaries to the first one."""
    first = tree.heads[verb]
    if tree.child(verb, {"nsubj", "nsubjpass", "aux", "auxpass", "neg"}) is not None:
        return False
    if any(tree.words[other] == "nor" for other in tree.children[first] if tree.deps[other] == "cc"):
        return True
    if any(tree.words[other] == "but" for other in tree.children[first] if tree.deps[other] == "cc"):
        return False
    return tree.tags[verb] == tree.tags[first] and tree.tags[verb] in SHARED_TAGS


def _follows_nor(tree: Tree, verb: int) -> bool:
    """Tell whether "nor" opens a verb's clause, its auxiliary before the subject ("nor has it paid them")."""
    subject, auxiliary = tree.child(verb, {"nsubj", "nsubjpass"}), tree.child(verb, {"aux", "auxpass"})
    if subject is None or auxiliary is None or auxiliary > subject:
        return False
    return auxiliary > 0 and tree.words[auxiliary - 1] == "nor"


def _has_condition(tree: Tree, words: Effects, verb: int) -> bool:
    """Tell whether a condition hangs on a verb ("if", "unless")."""
    for clause in tree.kids(verb, {"advcl"}):
        mark = tree.child(clause, {"mark"})
        if mark is not None and tree.words[mark] in words.conditions - {"whether", "lest"}:
            return True
    return False


def _auxiliaries(tree: Tree, words: Effects, verb: int, state: State) -> State:
    """Return the state under the verb's modal auxiliaries."""
    auxiliaries = [other for other in tree.children[verb] if tree.deps[other] in ("aux", "auxpass")]
    perfect = any(tree.words[other] == "have" for other in auxiliaries)
    for other in auxiliaries:
        if tree.tags[other] != "MD":
            continue
        word = tree.words[other]
        kind = words.modals.get(word)
        if kind == "intended":
            state = state.weaken(distance=Distance.INTENDED)
        elif kind == "possible":
            state = _could(tree, verb, state, perfect) if word == "could" else state.weaken(Doubt.POSSIBLE)
        elif kind == "hypothetical" and not _is_negated(tree, verb):
            state = state.weaken(distance=Distance.HYPOTHETICAL)
        elif kind == "would":
            state = state.weaken(distance=_would(tree, words, verb, perfect))
    return state


def _could(tree: Tree, verb: int, state: State, perfect: bool) -> State:
    """Return the state under "could": what could not be was not; what could have been is supposed."""
    if perfect:
        return state.weaken(distance=Distance.HYPOTHETICAL)
    if tree.deps[verb] == "advcl" and tree.has_word(verb, ("so",)):
        return state.weaken(distance=Distance.INTENDED)
    return state if _is_negated(tree, verb) else state.weaken(Doubt.POSSIBLE)


def _would(tree: Tree, words: Effects, verb: int, perfect: bool) -> Distance:
    """Return the modality of "would": the future of a past report or plan, else supposed."""
    if perfect:
        return Distance.HYPOTHETICAL
    if tree.lemmas[verb] in ("like", "love", "prefer"):
        return Distance.ACTUAL
    clause = verb
    while tree.deps[clause] == "conj":
        clause = tree.heads[clause]
    head = tree.heads[clause]
    if (
        tree.deps[clause] == "ccomp"
        and tree.tags[head] in ("VBD", "VBN", "VBG")
        and not _has_condition(tree, words, verb)
    ):
        signature = words.verbs.get(tree.lemmas[head])
        return Distance.HYPOTHETICAL if signature is not None and signature.name == "fears" else Distance.INTENDED
    if tree.deps[clause] in ("relcl", "acl"):
        signature = words.nouns.get(tree.lemmas[head])
        if signature is not None and signature.name == "intends":
            return Distance.INTENDED
    return Distance.HYPOTHETICAL


def _is_negated(tree: Tree, verb: int) -> bool:
    """Tell whether "not" stands on a verb."""
    return tree.child(verb, {"neg"}) is not None


def _adverbs(tree: Tree, words: Effects, token: int, state: State) -> State:
    """Return the state under the token's adverbs of doubt."""
    for other in tree.children[token]:
        if tree.deps[other] in ("advmod", "amod", "npadvmod", "intj"):
            change = words.adverbs.get(tree.words[other])
            if change is not None and change.positive:
                state = state.weaken(change.doubt, change.distance)
    return state


def _negated(tree: Tree, words: Effects, token: int, state: State) -> State:
    """Return the state turned once for each negation on the token."""
    count = sum(_negates(tree, words, other) for other in tree.children[token])
    if count == 0 and any(
        _empty(tree, words, other) for other in tree.children[token] if tree.deps[other] in ARGUMENTS
    ):
        count = 1
    if count == 0:
        count = sum(_empty_phrase(tree, words, other) for other in tree.children[token] if tree.deps[other] == "prep")
    if count % 2 == 0 or _has_until(tree, token):
        return state
    return state.flip()


def _negates(tree: Tree, words: Effects, token: int) -> bool:
    """Tell whether one child is a negation of its head."""
    word = tree.words[token]
    if tree.deps[token] == "neg" or word in ("not", "n't"):
        return token + 1 >= len(tree) or tree.words[token + 1] not in words.pseudo_negation
    if tree.deps[token] == "advmod" and word == "longer":
        return tree.has_word(token, ("no",))
    change = words.adverbs.get(word)
    if tree.deps[token] == "preconj" and word == "neither":
        return True
    return tree.deps[token] in ("advmod", "cc") and change is not None and not change.positive


def _empty(tree: Tree, words: Effects, noun: int) -> bool:
    """Tell whether a noun phrase names nobody ("no company", "none of the firms", "neither club")."""
    if tree.words[noun] in words.negative_subjects:
        return True
    return any(tree.words[other] in ("no", "neither") for other in tree.kids(noun, {"det", "preconj", "cc", "advmod"}))


def _empty_phrase(tree: Tree, words: Effects, preposition: int) -> bool:
    """Tell whether a prepositional phrase names nobody ("in no way", "at no time", "to none of them")."""
    noun = tree.child(preposition, {"pobj"})
    return noun is not None and _empty(tree, words, noun)


def _has_until(tree: Tree, verb: int) -> bool:
    """Tell whether "not … until" says when something began."""
    for other in tree.children[verb]:
        if tree.words[other] == "until" and tree.deps[other] == "prep":
            return True
        mark = tree.child(other, {"mark"}) if tree.deps[other] == "advcl" else None
        if mark is not None and tree.words[mark] == "until":
            return True
    return False


def _noun(tree: Tree, words: Effects, noun: int, context: State) -> State:
    """Return the state of a noun under its determiner and adjectives; a coordinated one shares those before it."""
    state = context
    first = noun
    while tree.deps[first] == "conj" and tree.pos[tree.heads[first]] == tree.pos[noun]:
        first = tree.heads[first]
    if _empty(tree, words, noun) or (first != noun and _empty(tree, words, first) and _bare(tree, noun)):
        state = state.with_polarity(False)
    elif any(_negates(tree, words, other) for other in tree.children[noun]):
        state = state.flip()
    for one in {noun, first} if _bare(tree, noun) else {noun}:
        for other in tree.children[one]:
            change = _modifier(tree, words, other)
            if change is not None:
                state = state.weaken(change.doubt, change.distance)
                if not change.positive:
                    state = state.with_polarity(False)
    return state


def _bare(tree: Tree, noun: int) -> bool:
    """Tell whether a noun has no determiner or adjective of its own."""
    return tree.child(noun, {"det", "amod", "poss"}) is None


def _modifier(tree: Tree, words: Effects, token: int) -> Change | None:
    """Return what an adjective or adverb before a noun does to it, or None."""
    dep = tree.deps[token]
    if dep in ("amod", "compound", "nmod") or (dep == "advmod" and tree.words[token] in words.adverbs):
        change = words.modifiers.get(tree.words[token])
        return change if change is not None else words.adverbs.get(tree.words[token])
    return None
