"""Lay a parse out as plain columns, one list an attribute, for asking often; spaCy's tokens are slow to ask.

Takes a Parsed, gives Columns; every index is a token index of the Parsed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.reading.language import Parsed
from sayso.reading.name_runs import Raw, mend_names

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
    """Lay out a parse; an empty one gives empty columns."""
    from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, LOWER, ORTH, POS, TAG

    count = len(parsed.doc)
    if not count:
        return Columns(parsed, frozenset(), *([()] * 13))
    strings = parsed.doc.vocab.strings
    known: dict[int, str] = {0: ""}
    table = parsed.doc.to_array([ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, HEAD, ENT_IOB])
    texts: list[list[str]] = []
    for column in range(7):
        values = table[:, column].tolist()
        for value in set(values) - known.keys():
            known[value] = strings[value]
        texts.append([known[value] for value in values])
    words, lower, lemma, pos, tag, dep, entity = texts
    head = [i + offset for i, offset in enumerate(table[:, 7].astype("int64").tolist())]
    raw = Raw(words, pos, entity, _entity_starts(entity, table[:, 8].tolist()), parsed.sentence_of)
    mend_names(raw)
    _hang_together(raw, head, dep)
    named = zip(words, pos, entity, strict=True)
    proper = frozenset(word for word, tag_, label in named if tag_ == "PROPN" and label in NAME_LABELS)
    return Columns(
        parsed, proper, words, lower, lemma, pos, tag, dep, head, entity,
        raw.start, parsed.sentence_of, *_tree(head),
    )  # fmt: skip


def _hang_together(raw: Raw, head: list[int], dep: list[str]) -> None:
    """Hang a person's name under its last word where the parser made two phrases of it side by side."""
    for i in range(1, len(head)):
        one_name = raw.entity[i] == "PERSON" and raw.start[i] == raw.start[i - 1] and "-" in raw.words[i]
        if one_name and head[i - 1] == head[i] and dep[i - 1] == dep[i]:
            head[i - 1], dep[i - 1] = i, "compound"


def _entity_starts(entity: Sequence[str], position: Sequence[int]) -> list[int]:
    """Return for each token the first token of its named-entity span, -1 outside; in spaCy 3 marks a beginning."""
    starts: list[int] = []
    for i, (label, where) in enumerate(zip(entity, position, strict=True)):
        if not label:
            starts.append(-1)
        else:
            starts.append(i if where == 3 or i == 0 or starts[i - 1] < 0 else starts[i - 1])
    return starts


def _tree(head: Sequence[int]) -> tuple[list[list[int]], list[int], list[int]]:
    """Return children, first and last token of each subtree."""
    count = len(head)
    children: list[list[int]] = [[] for _ in range(count)]
    for i, above in enumerate(head):
        if above != i:
            children[above].append(i)
    left, right = list(range(count)), list(range(count))
    order: list[int] = [i for i, above in enumerate(head) if above == i]
    for token in order:
        order.extend(children[token])
    for token in reversed(order):
        above = head[token]
        if above != token:
            left[above] = min(left[above], left[token])
            right[above] = max(right[above], right[token])
    return children, left, right
