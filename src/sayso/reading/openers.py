"""Find the words that open scopes: those without which the judge of factuality would judge otherwise.

No rule is written a second time here: the judge itself is asked again with one word blanked out, and what it then says
otherwise was that word's doing (an explanation by what would be without it, after Lewis 1973, "Causation").
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sayso.model.claim import Certainty, Factuality, Modality
from sayso.reading.effects import Effects, effects
from sayso.reading.factuality import FactualityJudge
from sayso.reading.language import Parsed
from sayso.reading.tree import Tree, plant

BLANK = ""
PLAIN = Factuality()


@dataclass(frozen=True, slots=True)
class Opener:
    """Hold a token that opens a scope, what it makes of the tokens in it, and those tokens."""

    token: int
    effect: str
    covers: tuple[int, ...]


class Openers:
    """Find openers of one Parsed, sentence by sentence."""

    def __init__(self, parsed: Parsed) -> None:
        planted = plant(parsed)
        self._parsed = parsed
        self._words: Effects = effects()
        self._verbs = frozenset(word.split("_")[0] for word in self._words.verbs)
        # Lists of their own, for they are blanked out word by word; the parse's are everybody's.
        self._tree = Tree(
            words=list(planted.words),
            lemmas=list(planted.lemmas),
            tags=list(planted.tags),
            pos=planted.pos,
            deps=list(planted.deps),
            heads=planted.heads,
            children=planted.children,
            left=planted.left,
            right=planted.right,
            sentence_of=planted.sentence_of,
            sentences=planted.sentences,
        )

    def find(self, sentence: int, hosts: Iterable[int]) -> list[Opener]:
        """Return the openers of a sentence over its frames' hosts, in order of the text and of their effects."""
        first, last = self._tree.sentences[sentence]
        held = sorted({host for host in hosts if first <= host <= last})
        judged = self._judge(held)
        marked = [token for token in range(first, last + 1) if self._is_marked(token)]
        found = [opener for token in marked for opener in self._over(token, held, judged)]
        explained = {host for opener in found for host in opener.covers}
        if any(judged[host] != PLAIN and host not in explained for host in held):
            others = sorted({*range(first, last + 1)} - {*marked})
            found += [
                opener
                for token in others
                if self._may_open(token)
                for opener in self._over(token, [host for host in held if host not in explained], judged)
            ]
        return sorted(found, key=lambda opener: (opener.token, opener.covers))

    def _judge(self, hosts: Iterable[int]) -> dict[int, Factuality]:
        judge = FactualityJudge(self._parsed, self._tree)
        return {host: judge.judge(host) for host in hosts}

    def _over(self, token: int, hosts: Sequence[int], judged: dict[int, Factuality]) -> Iterator[Opener]:
        """Yield what one word makes of others, one opener for each effect."""
        with self._without(token):
            without = self._judge(hosts)
        covers: dict[str, list[int]] = {}
        for host in hosts:
            effect = "" if host == token else name_effect(judged[host], without[host])
            if effect:
                covers.setdefault(effect, []).append(host)
        for effect, tokens in covers.items():
            yield Opener(token, effect, tuple(tokens))

    @contextmanager
    def _without(self, token: int) -> Iterator[None]:
        """Blank one word out for a while; it stays in its place, but no list of words knows it."""
        tree = self._tree
        kept = (tree.words[token], tree.lemmas[token], tree.tags[token], tree.deps[token])
        tree.words[token] = tree.lemmas[token] = BLANK
        if tree.tags[token] == "MD":
            tree.tags[token] = BLANK
        if tree.deps[token] == "neg":
            tree.deps[token] = BLANK
        try:
            yield
        finally:
            tree.words[token], tree.lemmas[token], tree.tags[token], tree.deps[token] = kept

    def _is_marked(self, token: int) -> bool:
        """Tell whether the data know a word to change what stands under it."""
        tree, words = self._tree, self._words
        word, lemma = tree.words[token], tree.lemmas[token]
        if tree.deps[token] == "neg" or word in ("?", "not", "n't", "neither", "nor", "no"):
            return True
        known = (self._verbs, words.nouns, words.adjectives, words.passive, words.adverbs, words.modals)
        sets = (words.false_modifiers, words.denying_prepositions, words.conditions, words.negative_subjects)
        if any(word in one or lemma in one for one in (*known, *sets)):
            return True
        return word in words.modifiers and tree.pos[token] != "DET"

    def _may_open(self, token: int) -> bool:
        """Tell whether a word that no list names may open a scope by where it stands: no article, mark or name."""
        return self._tree.pos[token] not in ("DET", "PUNCT", "PROPN", "PRON", "SPACE", "CCONJ")


def name_effect(judged: Factuality, without: Factuality) -> str:
    """Return what a word made of another, from the judgement with it and without it; empty for nothing."""
    made: list[str] = []
    if judged.polarity is not without.polarity:
        made.append("denied" if judged.polarity == "-" else "asserted")
    if judged.certainty is not without.certainty:
        made.append(judged.certainty.value if judged.certainty is not Certainty.CERTAIN else "certain")
    if judged.modality is not without.modality:
        made.append(judged.modality.value if judged.modality is not Modality.ACTUAL else "actual")
    return ", ".join(made)
