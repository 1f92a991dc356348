"""Hold a parse's attributes in plain lists, so that rules over the tree need not build spaCy objects again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.reading.language import Parsed

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
RELATIVES = frozenset({"who", "which", "that", "whom"})


@dataclass(frozen=True, slots=True)
class Tree:
    """Hold heads, labels and word forms of all tokens of one Parsed, indexed by token.

    `words` and `lemmas` are in lower case. `heads[i] == i` at a root. `left[i]` and `right[i]` are the first and last
    token of the subtree. `children` are in order of the text.
    """

    words: list[str]
    lemmas: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    left: list[int]
    right: list[int]
    sentence_of: list[int]
    sentences: list[tuple[int, int]]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def child(self, token: int, deps: Iterable[str]) -> int | None:
        """Return the first child with one of these labels, or None."""
        for other in self.children[token]:
            if self.deps[other] in deps:
                return other
        return None

    def kids(self, token: int, deps: Iterable[str]) -> Iterator[int]:
        """Give all children with one of these labels."""
        return (other for other in self.children[token] if self.deps[other] in deps)

    def conjuncts(self, token: int) -> list[int]:
        """Return the token and all that is coordinated under it, in order."""
        found = [token]
        for other in self.children[token]:
            if self.deps[other] == "conj":
                found += self.conjuncts(other)
        return found

    def has_word(self, token: int, words: Iterable[str]) -> bool:
        """Tell whether a child has one of these forms."""
        return any(self.words[other] in words for other in self.children[token])

    def within(self, token: int, ancestor: int) -> bool:
        """Tell whether `token` stands in the subtree of `ancestor` (or is it)."""
        while token != ancestor:
            head = self.heads[token]
            if head == token:
                return False
            token = head
        return True

    def subject(self, verb: int) -> int | None:
        """Return the head token of a verb's subject, also where it is shared, controlled or a relative pronoun.

        A participle or infinitive takes the subject of the verb above it; a clause on a noun takes the noun.
        """
        for _ in range(8):
            found = self.child(verb, SUBJECTS)
            if found is not None:
                return self.antecedent(found, verb)
            dep, head = self.deps[verb], self.heads[verb]
            if dep in ("acl", "relcl") and self.pos[head] in NOMINAL:
                return head
            if head == verb or dep in ("ccomp", "parataxis"):
                return None
            verb = head
        return None

    def is_order(self, verb: int) -> bool:
        """Tell whether a verb tells the reader to do something ("It is easy, tell them that"; "Suppose they left")."""
        head = self.heads[verb]
        main = head == verb or (self.deps[verb] == "conj" and self.tags[head] in ("VBZ", "VBD", "VBP"))
        if self.tags[verb] != "VB" or not main:
            return False
        return self.child(verb, {*SUBJECTS, "aux", "auxpass", "mark"}) is None

    def antecedent(self, subject: int, verb: int) -> int:
        """Return the noun that a relative pronoun stands for, or the subject itself."""
        if self.words[subject] in RELATIVES and self.tags[subject] in ("WDT", "WP", "IN", "DT"):
            for _ in range(6):
                if self.deps[verb] == "relcl":
                    return self.heads[verb]
                if self.heads[verb] == verb:
                    break
                verb = self.heads[verb]
        return subject


def plant(parsed: Parsed) -> Tree:
    """Return the tree of a parse; its lists are the parse's own table's."""
    table = parsed.table
    return Tree(
        words=table.lower,
        lemmas=table.lemma,
        tags=table.tag,
        pos=table.pos,
        deps=table.dep,
        heads=table.head,
        children=table.children,
        left=table.left,
        right=table.right,
        sentence_of=parsed.sentence_of,
        sentences=parsed.sentences,
    )
