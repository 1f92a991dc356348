"""Describe a noun phrase as mentions, naming and coreference pass it on, and measure its extent over the tree."""

from dataclasses import dataclass, field

from sayso.model.actor import ActorType
from sayso.model.span import Span
from sayso.reading.columns import Columns
from sayso.reading.parts import MentionKind

ARTICLES = frozenset({"the", "a", "an"})
PAIRING = frozenset({"both", "either"})
BEFORE = frozenset(
    {"det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "npadvmod", "advmod", "punct"}
)
FOLLOWING_COMMAS = frozenset({",", "-", "–", "/", "'", '"', "."})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold one mention before it has an entity.

    `left` is the first token with articles and titles, `first` without them; `last` ends the mention and `right` its
    prepositional phrases. `name` are a name's words without titles; `titles` the lower-cased words before it; `role`
    the lower-cased lemma of the head noun. `country` is the code of the state that the phrase names, `geography` how
    the gazetteer knows it (country, adjective, metonym, capital, city). `determiner` is the lower-cased first word
    where it is an article, possessive or demonstrative; `owner` the head of a possessor (-1: none). `aside` holds the
    span where the words stand in brackets that were taken out. `label` is the named-entity label at the head.
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    left: int
    right: int
    name: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    role: str = ""
    type: ActorType | None = None
    plural: bool = False
    country: str | None = None
    geography: str = ""
    determiner: str = ""
    owner: int = -1
    label: str = ""
    named: bool = False
    aside: Span | None = field(default=None)

    @property
    def definite(self) -> bool:
        """Tell whether the phrase points back: an article "the" or a demonstrative."""
        return self.determiner in {"the", "this", "that", "these", "those", "both"}


def base_left(columns: Columns, head: int) -> int:
    """Return the first token of the noun phrase's base: articles, possessors, adjectives and compounds of its head."""
    left = head
    for child in reversed(columns.children[head]):
        if child > head:
            continue
        if columns.dep[child] not in BEFORE or columns.right[child] + 1 != left:
            break
        if columns.dep[child] == "punct" and columns.words[child] not in FOLLOWING_COMMAS:
            break
        left = columns.left[child]
    while left < head and (columns.dep[left] == "punct" or columns.words[left] in FOLLOWING_COMMAS):
        left += 1
    return left


def full_right(columns: Columns, head: int, depth: int = 0) -> int:
    """Return the last token of the head's prepositional phrases, without relative and participial clauses."""
    right = head
    for child in columns.children[head]:
        if child < head:
            continue
        dep = columns.dep[child]
        if dep == "case" or (dep == "prep" and depth < 4):
            right = max(right, _prepositional_right(columns, child, depth))
        elif not (depth and dep in {"cc", "conj"} and columns.right[child] < columns.right[head] + 1):
            break
        elif dep == "conj":
            right = max(right, full_right(columns, child, depth + 1))
    return right


def _prepositional_right(columns: Columns, preposition: int, depth: int) -> int:
    """Return the last token of a prepositional phrase; the preposition's own neighbour where it governs a clause."""
    for child in columns.children[preposition]:
        if columns.dep[child] in {"pobj", "prep"} and child > preposition:
            if columns.dep[child] == "prep":
                return _prepositional_right(columns, child, depth + 1)
            return full_right(columns, child, depth + 1)
    return preposition - 1


def skip_articles(columns: Columns, left: int, head: int) -> int:
    """Return the first token after leading articles, "both", and a mark of quotation that does not close before."""
    while left < head:
        opened = columns.words[left] == '"' and '"' not in columns.words[left + 1 : head + 1]
        if not opened and columns.lower[left] not in ARTICLES | PAIRING:
            break
        left += 1
    return left
