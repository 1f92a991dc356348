"""Find credits that hang on a verb: clauses, parentheses, infinitives, gerunds and phrases; gives raw credits.

The order of rules follows the complements that English reporting verbs take (Quirk et al. 1985, ch. 16); what is
credited is kept as token ranges without the cue and the source.
"""

from collections.abc import Iterator

from sayso.reading.credited import Found, Ranges, cut, joined
from sayso.reading.speakers import Speakers
from sayso.reading.tree import NOMINAL, SUBJECTS

BREAKS = frozenset({",", '"', "-", "--", "—", "–", ";", ":", ".", "''", "``", "!", "?", "(", ")"})
HEARER_VERBS = frozenset({"tell", "inform", "remind", "assure", "warn", "advise", "notify"})


class Speech(Speakers):
    """Read credits off the verbs of one tree."""

    def find(self) -> Iterator[Found]:
        """Give the credits of all verbs, in order of the text."""
        for verb, pos in enumerate(self.tree.pos):
            if pos == "VERB" or (pos == "AUX" and self.tree.lemmas[verb] not in ("be", "have", "do")):
                yield from self.of_verb(verb)

    def of_verb(self, verb: int) -> Iterator[Found]:
        """Give the credits of one verb."""
        tree, words = self.tree, self.words
        lemma = tree.lemmas[verb]
        if lemma in words.passing:
            handed = list(self._passing(verb))
            yield from handed
            if handed:
                return
        speaks = words.clausal(lemma) or lemma in words.bare_passive
        if not (speaks or lemma in words.request or lemma in words.charge or lemma in words.direct):
            return
        sources, bare = self.speakers(verb)
        if not sources and not bare:
            return
        cue = self.cue(verb)
        content: list[tuple[int, int]] = []
        if speaks and self.asserts(verb):
            content += self._clauses(verb, sources)
        content += self._wanted(verb)
        content += self._phrases(verb)
        if not content and speaks and self.asserts(verb):
            content += self.parenthesis(verb) or self._after_colon(verb)
        if not content and sources and speaks:
            content += self._said_thing(verb)
        ranges = self.without(content, verb, sources, cue)
        if ranges:
            yield Found(sources, cue, ranges, bare)

    def without(
        self, content: list[tuple[int, int]], verb: int, sources: tuple[int, ...], cue: tuple[int, ...]
    ) -> Ranges:
        """Return the content in order, joined, without the cue and the source's own words."""
        holes = [(token, token) for token in cue]
        for source in sources:
            if self.tree.heads[source] == verb or any(a <= source <= b for a, b in content):
                holes.append((self.tree.left[source], self.tree.right[source]))
        ranges: set[tuple[int, int]] = set()
        for first, last in content:
            ranges.update(cut(first, last, holes))
        return joined(ranges)

    def _said_thing(self, verb: int) -> list[tuple[int, int]]:
        """Return the subject of a passive with an agent ("the merger, which was announced by the chairman")."""
        tree = self.tree
        subject = tree.child(verb, {"nsubjpass"})
        if subject is None or tree.child(verb, {"agent"}) is None or tree.pos[subject] == "PROPN":
            return []
        noun = tree.antecedent(subject, verb)
        if noun == subject:
            return [(tree.left[noun], tree.right[noun])] if tree.pos[noun] == "NOUN" else []
        return list(cut(tree.left[noun], tree.right[noun], [(tree.left[verb], tree.right[verb])]))

    def _clauses(self, verb: int, sources: tuple[int, ...]) -> list[tuple[int, int]]:
        """Return the finite clauses, told gerunds and told infinitives of a verb."""
        tree = self.tree
        lemma = tree.lemmas[verb]
        found = []
        for child in tree.children[verb]:
            dep = tree.deps[child]
            if child in sources:
                continue
            if (
                (dep == "ccomp" and (lemma not in self.words.finite_only or self._is_finite(child)))
                or (dep == "xcomp" and self._tells(verb, child, lemma))
                or dep == "pcomp"
                or (dep == "advcl" and self._misread_clause(verb, child))
            ):
                found.append((tree.left[child], tree.right[child]))
        return found

    def _is_finite(self, clause: int) -> bool:
        """Tell whether a clause is finite and no small clause ("found it hard")."""
        tree = self.tree
        if tree.child(clause, {"mark"}) is not None or tree.tags[clause] in ("VBD", "VBZ", "VBP"):
            return True
        return any(tree.tags[other] in ("MD", "VBD", "VBZ", "VBP") for other in tree.kids(clause, {"aux", "auxpass"}))

    def _misread_clause(self, verb: int, child: int) -> bool:
        """Tell whether a clause after "that" was labelled adverbial by mistake."""
        mark = self.tree.child(child, {"mark"})
        return mark is not None and self.tree.words[mark] == "that" and mark > verb

    def _tells(self, verb: int, child: int, lemma: str) -> bool:
        """Tell whether an open clause is told: gerunds of some verbs, infinitives of passives and of claiming."""
        tree = self.tree
        if tree.tags[child] == "VBG":
            return lemma in self.words.gerund
        infinitive = tree.has_word(child, ("to",))
        if not infinitive:
            return tree.child(child, SUBJECTS) is not None or tree.pos[child] in ("ADJ", "NOUN", "PROPN")
        return (
            lemma in self.words.claims_to or self.is_passive(verb) or lemma in ("believe", "find", "consider", "show")
        )

    def _wanted(self, verb: int) -> list[tuple[int, int]]:
        """Return what a caller wants: an infinitive with another subject, a noun of an act, a phrase with "for"."""
        tree, words = self.tree, self.words
        lemma = tree.lemmas[verb]
        found = []
        if lemma in words.request:
            hearer = tree.child(verb, {"dobj", "dative", "nsubjpass"}) is not None or tree.has_word(
                verb, ("on", "to", "for")
            )
            for child in tree.kids(verb, {"xcomp", "ccomp", "advcl"}):
                own = tree.child(child, SUBJECTS) is not None
                wanted = tree.deps[child] == "ccomp" or (tree.has_word(child, ("to",)) and (hearer or own))
                if wanted and child > verb:
                    found.append((tree.left[child], tree.right[child]))
        if lemma in words.request_noun:
            found += [stretch for child in tree.kids(verb, {"dobj"}) for stretch in self._phrase(child)]
        if lemma in words.request_for:
            found += list(self._prepositional(verb, frozenset({"for"})))
        return found

    def _phrases(self, verb: int) -> list[tuple[int, int]]:
        """Return content after a preposition ("accused X of taking") and told objects ("denied any role in")."""
        tree, words = self.tree, self.words
        lemma = tree.lemmas[verb]
        found = []
        prepositions = words.charge.get(lemma)
        if prepositions:
            found += list(self._prepositional(verb, prepositions))
            for patient in tree.kids(verb, {"dobj", "nsubjpass"}):
                if patient > verb:
                    found += list(self._prepositional(patient, prepositions - {"to", "about"}, gerund=True))
        if lemma in words.direct:
            found += [stretch for child in tree.kids(verb, {"dobj"}) if child > verb for stretch in self._phrase(child)]
        return found

    def _phrase(self, noun: int) -> Ranges:
        """Return a noun phrase without its relative clauses and appositions, which only identify."""
        tree = self.tree
        first, last = tree.left[noun], tree.right[noun]
        holes = [
            (tree.left[token], tree.right[token])
            for token in range(first, last + 1)
            if tree.deps[token] in ("relcl", "appos") and tree.pos[tree.heads[token]] in NOMINAL
        ]
        return cut(first, last, holes)

    def _prepositional(
        self, head: int, prepositions: frozenset[str], gerund: bool = False
    ) -> Iterator[tuple[int, int]]:
        """Give what stands under these prepositions of a head, coordinated ones too."""
        tree = self.tree
        for child in tree.children[head]:
            if tree.deps[child] in ("prep", "prt", "dative") and tree.words[child] in prepositions and child > head:
                inside = [c for c in tree.children[child] if tree.deps[c] in ("pobj", "pcomp", "conj", "prep")]
                if inside and (not gerund or tree.deps[inside[0]] == "pcomp" or tree.words[child] in ("of", "for")):
                    yield tree.left[inside[0]], tree.right[child]

    def parenthesis(self, verb: int) -> list[tuple[int, int]]:
        """Return the clause around a parenthetical ("the deal, she said, will close", "as the paper noted")."""
        tree = self.tree
        head = tree.heads[verb]
        if head == verb or not self.words.clausal(tree.lemmas[verb]):
            return []
        if tree.child(verb, {"dobj", "attr", "acomp", "xcomp"}) is not None and tree.lemmas[verb] not in HEARER_VERBS:
            return []
        mark = tree.child(verb, {"mark", "advmod"})
        as_clause = mark is not None and tree.words[mark] == "as" and tree.deps[verb] in ("advcl", "ccomp", "parataxis")
        if not as_clause and tree.deps[verb] not in ("parataxis", "ccomp", "dep", "advcl", "relcl", "conj"):
            return []
        first, last = tree.left[verb], tree.right[verb]
        start, end = tree.sentences[tree.sentence_of[verb]]
        if not as_clause:
            if tree.deps[verb] != "parataxis" and tree.child(verb, {"mark"}) is not None:
                return []
            before = first == start or tree.words[first - 1] in BREAKS or tree.words[first] in BREAKS
            after = last >= end - 1 or tree.words[last + 1] in BREAKS or tree.words[last] in BREAKS
            if not (before and after) or tree.deps[verb] in ("relcl", "conj", "advcl"):
                return []
            if last < end and tree.words[last + 1] == ";":
                return []
        return list(cut(tree.left[head], tree.right[head], [(first, last)]))

    def _after_colon(self, verb: int) -> list[tuple[int, int]]:
        """Return the rest of the sentence after a colon that follows the verb's own words."""
        tree = self.tree
        _, end = tree.sentences[tree.sentence_of[verb]]
        colon = next((at for at in range(verb + 1, min(end, verb + 9)) if tree.words[at] == ":"), None)
        return [] if colon is None or colon + 1 >= end else [(colon + 1, end)]

    def _passing(self, verb: int) -> Iterator[Found]:
        """Give the inner source of "citing officials" and "quoted officials as saying"."""
        tree = self.tree
        quoted = self._quoted_saying(verb)
        if quoted is not None:
            yield from quoted
            return
        cited = tree.child(verb, {"dobj"})
        if cited is None or tree.tags[verb] != "VBG" or tree.deps[verb] not in ("advcl", "acl", "prep", "conj"):
            return
        head = tree.heads[verb]
        if tree.deps[verb] == "acl":
            head = tree.heads[head] if tree.deps[head] in SUBJECTS else head
        own = (tree.left[verb], tree.right[verb])
        clauses = [(tree.left[c], tree.right[c]) for c in tree.kids(head, {"ccomp"})]
        if tree.pos[head] != "VERB":
            return
        content = joined(
            {
                piece
                for first, last in clauses or [(tree.left[head], tree.right[head])]
                for piece in cut(first, last, [own])
            }
        )
        if content:
            yield Found(self.people(cited), (verb,), content, inner=bool(clauses))

    def _quoted_saying(self, verb: int) -> list[Found] | None:
        """Return both credits of "X quoted Y as saying that", or None."""
        tree = self.tree
        role = next((c for c in tree.children[verb] if tree.words[c] == "as" and tree.deps[c] == "prep"), None)
        saying = None if role is None else tree.child(role, {"pcomp"})
        if saying is None or not self.words.clausal(tree.lemmas[saying]):
            return None
        content = self._clauses(saying, ()) or [(saying + 1, tree.right[saying])]
        ranges = joined({r for r in content if r[0] <= r[1]})
        if not ranges:
            return []
        quoting, _ = self.speakers(verb)
        said = tree.child(verb, {"nsubjpass"} if self.is_passive(verb) else {"dobj"})
        found = [Found(quoting, (verb,), ranges, passes_on=True)] if quoting else []
        if said is None and self.is_passive(verb):
            said = tree.subject(verb)
        if said is not None:
            found.append(Found(self.people(said), (saying,), ranges, inner=bool(quoting)))
        return found
