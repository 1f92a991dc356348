"""Give the longer forms of a phrase, by which a reader may call the same actor: with its place, with its clause.

"The mission" in "the mission in Kosovo accused" may be called by both; so may "forces" in "forces loyal to the mayor".
Takes a Phrase, gives stretches of tokens that begin where the phrase begins.
"""

from collections.abc import Iterator

from sayso.model.actor import ActorType
from sayso.reading.columns import Columns
from sayso.reading.parts import MentionKind
from sayso.reading.phrases import Phrase

PLACED = frozenset({"in", "of", "to", "for", "at"})
BEHIND = frozenset({"prep", "acl", "relcl", "amod"})
CLAUSES = frozenset({"acl", "relcl", "amod"})
LONGEST_CLAUSE = 14
"""Tokens: what is longer is a story of its own and no way to call somebody."""


def longer_ends(columns: Columns, phrase: Phrase, kind: ActorType | None) -> Iterator[int]:
    """Yield the last tokens of the forms that are longer than the phrase's own words, shortest first.

    A name's tail is a preposition and another name; persons and states go by no such form.
    """
    if phrase.kind is MentionKind.DESCRIPTION:
        yield from _described(columns, phrase)
    elif phrase.kind is MentionKind.NAME and kind is not ActorType.PERSON and phrase.country is None:
        yield from _placed(columns, phrase)


def _described(columns: Columns, phrase: Phrase) -> Iterator[int]:
    """Yield the ends of a description with its first noun behind a preposition, and with its clause."""
    behind = [child for child in columns.children[phrase.head] if child > phrase.head]
    if behind and columns.dep[behind[0]] == "prep":
        yield from (child for child in columns.children[behind[0]] if columns.dep[child] == "pobj")
    end, has_clause = phrase.head, False
    for child in behind:
        if columns.dep[child] not in BEHIND or columns.left[child] != end + 1:
            break
        end = columns.right[child]
        has_clause = has_clause or any(columns.dep[i] in CLAUSES for i in range(child, end + 1) if i > phrase.head)
    while columns.pos[end] == "PUNCT" and end > phrase.last:
        end -= 1
    if has_clause and end - phrase.head <= LONGEST_CLAUSE:
        yield end


def _placed(columns: Columns, phrase: Phrase) -> Iterator[int]:
    """Yield the end of a name with the preposition and name right behind it, where it belongs to no verb."""
    joint = phrase.last + 1
    if joint + 1 >= len(columns) or columns.lower[joint] not in PLACED or columns.dep[joint] != "prep":
        return
    if columns.pos[columns.head[joint]] not in {"NOUN", "PROPN"}:
        return
    for child in columns.children[joint]:
        if columns.dep[child] == "pobj" and columns.pos[child] == "PROPN":
            yield child
