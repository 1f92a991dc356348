"""Lay a parse out as plain columns, one list an attribute, for asking often; spaCy's tokens are slow to ask.

Takes a Parsed, gives Columns; every index is a token index of the Parsed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.broken_names import hang_together
from sayso.reading.language import Parsed
from sayso.reading.name_runs import Raw, mend_names
from sayso.reading.parsed import subtrees
from sayso.reading.title_names import noun_of

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "NORP"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold one list for each attribute of the tokens, and the tree's edges both ways.

    `proper` are the words that are a part of a recognised name somewhere in the document. `head[i]` is i for a root.
    `left` and `right` are the first and last token of a token's subtree. `entity` is the label of the named-entity span
    that covers a token ("" outside) and `entity_start` that span's first token (-1 outside).
    """

    parsed: Parsed
    proper: frozenset[str]
    words: Sequence[str]
    lower: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    tag: Sequence[str]
    dep: Sequence[str]
    head: Sequence[int]
    entity: Sequence[str]
    entity_start: Sequence[int]
    sentence: Sequence[int]
    children: Sequence[Sequence[int]]
    left: Sequence[int]
    right: Sequence[int]

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.words)

    def text(self, first: int, last: int) -> str:
        """Return the document's words at tokens first..last with white space made single."""
        return " ".join(self.parsed.words(first, last).split())

    def entity_end(self, token: int) -> int:
        """Return the last token of the named-entity span that covers `token`."""
        start, last = self.entity_start[token], token
        while last + 1 < len(self.words) and self.entity_start[last + 1] == start:
            last += 1
        return last


def lay_out(parsed: Parsed) -> Columns:
    """Lay out a parse from its table, which stays as it is; an empty one gives empty columns."""
    table = parsed.table
    if not table.text:
        return Columns(parsed, frozenset(), *([()] * 13))
    head, dep = list(table.head), list(table.dep)
    raw = Raw(table.text, list(table.pos), list(table.ent), list(table.ent_start), parsed.sentence_of)
    mend_names(raw)
    moved = hang_together(raw, head, dep)
    children, left, right = subtrees(head) if moved else (table.children, table.left, table.right)
    named = zip(raw.words, raw.pos, raw.entity, strict=True)
    proper = frozenset(word for word, pos, label in named if pos == "PROPN" and label in NAME_LABELS)
    return Columns(
        parsed=parsed,
        proper=proper,
        words=table.text,
        lower=table.lower,
        lemma=[noun_of(w) if " " in w else lemma for w, lemma in zip(table.text, table.model_lemma, strict=True)],
        pos=raw.pos,
        tag=table.tag,
        dep=dep,
        head=head,
        entity=raw.entity,
        entity_start=raw.start,
        sentence=parsed.sentence_of,
        children=children,
        left=left,
        right=right,
    )
