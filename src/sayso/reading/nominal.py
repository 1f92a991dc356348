"""Find credits that hang on a noun, a preposition or an adverb ("the claim that", "according to", "reportedly")."""

from collections.abc import Iterator

from sayso.reading.credited import Found, Ranges, cut, joined
from sayso.reading.cues import ReportingWords
from sayso.reading.speech import Speech
from sayso.reading.tree import NOMINAL, SUBJECTS, Tree

OWNERS = frozenset({"by", "from"})
CLAUSES = frozenset({"acl", "relcl", "ccomp"})
CLAUSAL_POS = frozenset({"VERB", "AUX"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Nominal:
    """Read credits off the nouns, prepositions and adverbs of one tree."""

    def __init__(self, tree: Tree, words: ReportingWords) -> None:
        self.tree = tree
        self.words = words
        self.speech = Speech(tree, words)
        self.openers = {phrase[0] for phrase in words.according}

    def find(self) -> Iterator[Found]:
        """Give all such credits in order of the text."""
        tree, words = self.tree, self.words
        for token, word in enumerate(tree.words):
            if word in self.openers:
                yield from self._according(token)
            elif word in words.adverbs:
                yield from self._adverb(token)
            if tree.pos[token] == "NOUN":
                if tree.lemmas[token] in words.nouns or tree.lemmas[token] in words.accusing:
                    yield from self._noun(token)
                if tree.lemmas[token] in words.own_words:
                    yield from self._own_words(token)

    def clause_around(self, token: int, final: bool) -> int:
        """Return the head of the clause that a modifier belongs to; the whole sentence for one set off at its end."""
        tree = self.tree
        head = tree.heads[token]
        while tree.pos[head] not in CLAUSAL_POS and tree.heads[head] != head:
            head = tree.heads[head]
        if final:
            while tree.heads[head] != head and tree.deps[head] != "relcl":
                head = tree.heads[head]
        else:
            while tree.deps[head] in ("xcomp", "aux", "auxpass") and tree.heads[head] != head:
                head = tree.heads[head]
        return head

    def _according(self, token: int) -> Iterator[Found]:
        """Give the credit of "according to X" and its like."""
        tree = self.tree
        for phrase in self.words.according:
            last = token + len(phrase) - 1
            if tuple(tree.words[token : last + 1]) != phrase:
                continue
            spoken = tree.child(last, {"pobj", "pcomp"})
            if (
                spoken is None
                or tree.pos[spoken] not in NOMINAL
                or (phrase == ("per",) and tree.pos[spoken] != "PROPN")
            ):
                continue
            top = token if tree.within(last, token) else last
            hole = (min(tree.left[top], token), max(tree.right[top], tree.right[spoken]))
            start, end = tree.sentences[tree.sentence_of[token]]
            final = hole[1] >= end - 1 and hole[0] > start and tree.words[hole[0] - 1] == ","
            fronted = hole[0] <= start + 1
            clause = self.clause_around(top, final or fronted)
            content = cut(tree.left[clause], tree.right[clause], [hole])
            if tree.deps[clause] == "relcl" and content:
                content = self._without_relative(clause, content)
            if content:
                yield Found(self.speech.people(spoken), tuple(range(token, last + 1)), content)
            return

    def _without_relative(self, clause: int, content: Ranges) -> Ranges:
        """Return a relative clause's content as it is; the pronoun stays in it."""
        return content if self.tree.right[clause] >= content[0][0] else ()

    def _adverb(self, token: int) -> Iterator[Found]:
        """Give the bare credit of "reportedly": the rest of the phrase that it modifies."""
        tree = self.tree
        head = tree.heads[token]
        if head == token:
            return
        if tree.pos[head] == "AUX" and tree.deps[head] in ("aux", "auxpass"):
            head = tree.heads[head]
        content = cut(tree.left[head], tree.right[head], [(token, token)])
        if content:
            yield Found((), (token,), content, bare=True)

    def _own_words(self, noun: int) -> Iterator[Found]:
        """Give the credit of "in her words", "by the captain's account"."""
        tree = self.tree
        owner = tree.child(noun, {"poss"})
        above = tree.heads[noun]
        if owner is None or tree.words[above] not in ("in", "by") or tree.deps[noun] != "pobj":
            return
        hole = (tree.left[above], tree.right[above])
        clause = self.clause_around(above, final=False)
        content = cut(tree.left[clause], tree.right[clause], [hole])
        if content and tree.pos[clause] in CLAUSAL_POS:
            yield Found(self.speech.people(owner), (above, noun), content)

    def _noun(self, noun: int) -> Iterator[Found]:
        """Give the credit of a noun cue with a clause or a phrase after it."""
        content = self._content(noun)
        if not content:
            return
        sources, bare, carrier = self._owners(noun)
        if sources or bare:
            cue = (noun,) if carrier is None else (carrier, noun)
            holes = [(self.tree.left[source], self.tree.right[source]) for source in sources]
            ranges: set[tuple[int, int]] = set()
            for first, last in content:
                ranges.update(cut(first, last, holes))
            if ranges:
                yield Found(sources, tuple(sorted(cue)), joined(ranges), bare)

    def _content(self, noun: int) -> list[tuple[int, int]]:
        """Return what a noun cue says: a that-clause, an infinitive, or what stands after of, for, against."""
        tree = self.tree
        lemma = tree.lemmas[noun]
        found = []
        for child in tree.children[noun]:
            dep = tree.deps[child]
            if (dep in CLAUSES and self._is_that_clause(child)) or (
                dep == "acl" and lemma in self.words.wanting and tree.has_word(child, ("to",))
            ):
                found.append((tree.left[child], tree.right[child]))
            elif dep == "prep" and self._tells(lemma, tree.words[child]):
                inside = tree.child(child, {"pobj", "pcomp"})
                if inside is not None and not (tree.words[child] == "of" and tree.pos[inside] == "PROPN"):
                    found.append((tree.left[inside], tree.right[child]))
        if lemma in self.words.accusing and tree.deps[noun] in ("dobj", "pobj", "nsubjpass"):
            found += self._for_on_verb(noun)
        return found

    def _tells(self, lemma: str, preposition: str) -> bool:
        """Tell whether a noun's preposition brings what it says."""
        if lemma in self.words.accusing:
            return preposition in ("of", "for", "about")
        return lemma in self.words.wanting and preposition == "for"

    def _for_on_verb(self, noun: int) -> list[tuple[int, int]]:
        """Return "for aiding Z" of "charges against Y for aiding Z" wherever the parser hung it."""
        tree = self.tree
        against = next((c for c in tree.children[noun] if tree.words[c] == "against"), None)
        places = [tree.heads[noun]]
        if against is not None:
            places += [against, *tree.kids(against, {"pobj"})]
        return [
            (tree.left[inside], tree.right[child])
            for place in places
            for child in tree.kids(place, {"prep"})
            if tree.words[child] == "for" and child > noun
            for inside in tree.kids(child, {"pcomp"})
        ]

    def _is_that_clause(self, clause: int) -> bool:
        """Tell whether a clause on a noun says what the noun says, and is no relative clause or participle."""
        tree = self.tree
        mark = tree.child(clause, {"mark"})
        if mark is not None:
            return tree.words[mark] in ("that", "whether", "if")
        first = tree.left[clause]
        if tree.words[first] != "that" or tree.deps[first] in SUBJECTS | {"dobj", "pobj"}:
            return False
        return tree.tags[clause] in FINITE or tree.child(clause, {"aux", "auxpass"}) is not None

    def _owners(self, noun: int) -> tuple[tuple[int, ...], bool, int | None]:
        """Return the sources of a noun cue, whether it is unattributed, and the light verb that carries it."""
        tree = self.tree
        verb = tree.heads[noun]
        if tree.deps[noun] == "dobj" and tree.lemmas[verb] in self.words.rebutting:
            sources, _ = self.speech.speakers(verb)
            if sources:  # "denied the paper's report that": the word is now that of who denies
                return sources, False, verb
        owner = tree.child(noun, {"poss"})
        if owner is not None:
            return self.speech.people(owner), False, None
        for child in tree.children[noun]:
            if (tree.deps[child] in ("prep", "agent") and tree.words[child] in OWNERS) or (
                tree.words[child] == "of" and tree.lemmas[noun] in ("statement", "testimony", "opinion", "view")
            ):
                inside = tree.child(child, {"pobj"})
                if inside is not None and tree.pos[inside] in NOMINAL:
                    return self.speech.people(inside), False, None
        lemma = tree.lemmas[verb]
        if tree.deps[noun] == "dobj" and lemma in self.words.light and lemma not in self.words.receiving:
            sources, _ = self.speech.speakers(verb)
            if sources:
                return sources, False, verb
        if tree.deps[noun] == "nsubjpass" and tree.pos[verb] == "VERB":
            sources, _ = self.speech.speakers(verb)
            if sources:
                return sources, False, verb
        if tree.deps[noun] == "dobj" and lemma in ("find", "identify", "uncover", "discover", "see"):
            sources, _ = self.speech.speakers(verb)
            return sources, False, verb
        return (), tree.lemmas[noun] in self.words.accusing | {"rumor", "rumour", "report", "speculation"}, None
