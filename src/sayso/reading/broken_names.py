"""Hang the words of one recognised name together where the parser made several phrases of it.

Works on the plain columns before they are frozen, like `name_runs.py`. The head that is kept is the one that stands in
the sentence as an argument, for that is where verbs look for their subjects and objects.
"""

from collections.abc import Iterator

from sayso.reading.name_runs import FOREIGN_JOINTS, Raw

ARGUMENTS = (
    "nsubj",
    "nsubjpass",
    "dobj",
    "pobj",
    "dative",
    "attr",
    "appos",
    "conj",
    "poss",
    "agent",
    "ROOT",
    "compound",
)
PARTING = frozenset({",", ";", "and", "or", "/", "(", ")", "'s", "of", ":"})
CLAUSAL = frozenset({"nsubj", "nsubjpass", "advmod", "dobj", "appos", "dep", "ccomp", "aux"})
JOINTS = frozenset({"-", "'"})
FLAT = "flat"
"""The dependency of a name's words behind its head, after Universal Dependencies; the parser itself never gives it."""


def hang_together(raw: Raw, head: list[int], dep: list[str]) -> bool:
    """Make every broken name one phrase, in place; tell whether any was broken."""
    mended = [_mend(raw, first, last, head, dep) for first, last in _spans(raw)]
    return any(mended)


def _spans(raw: Raw) -> Iterator[tuple[int, int]]:
    """Yield the name spans of several words that hold no mark or word between two names."""
    for first, start in enumerate(raw.start):
        if start != first or not raw.entity[first]:
            continue
        last = raw.end(first)
        if first < last and not any(raw.words[i].lower() in PARTING for i in range(first, last + 1)):
            yield first, last


def _mend(raw: Raw, first: int, last: int, head: list[int], dep: list[str]) -> bool:
    """Hang a span's words under one of them; tell whether it was broken."""
    inside = range(first, last + 1)
    if raw.entity[first] == "PERSON":
        _join_apostrophe(raw, first, last, head, dep)
    outer = [i for i in inside if not first <= head[i] <= last or head[i] == i]
    straightened = raw.entity[first] == "PERSON" and _straighten(inside, outer, head, dep)
    words = [i for i in outer if raw.words[i][0].isalnum()]
    if not words or not _is_one(raw, first, last, words, head, dep):
        return straightened
    top = min(words, key=lambda i: (ARGUMENTS.index(dep[i]) if dep[i] in ARGUMENTS else len(ARGUMENTS), -i))
    loose = [i for i in inside if i != top and (i in outer or (i > top and head[i] == top))]
    if not loose or dep[top] not in ARGUMENTS or _hangs_under(head, top, inside):
        return straightened
    for i in loose:
        head[i], dep[i] = top, "punct" if not raw.words[i][0].isalnum() else "compound" if i < top else FLAT
    for i in inside:
        raw.pos[i] = "PROPN" if raw.words[i][0].isalnum() else "PUNCT"
    return True


def _is_one(raw: Raw, first: int, last: int, words: list[int], head: list[int], dep: list[str]) -> bool:
    """Tell whether a span is one name: a person's, one in another language, or one that a joint holds together."""
    if raw.entity[first] == "PERSON" or not FOREIGN_JOINTS.isdisjoint(raw.words[first:last]):
        return True
    if words[-1] != last or dep[last] not in ARGUMENTS:
        return False
    held = any(raw.words[i] in JOINTS for i in range(first, last)) or "-" in raw.words[last] + raw.words[last - 1]
    return held and all(head[i] == head[last] or head[i] == i for i in words)


def _join_apostrophe(raw: Raw, first: int, last: int, head: list[int], dep: list[str]) -> None:
    """Read a lone apostrophe inside a person's name as a letter of it, not as a possessive ("Shia' al-Zubaidi")."""
    for i in range(first + 1, last):
        if raw.words[i] == "'" and dep[i - 1] == "poss":
            raw.pos[i], dep[i], dep[i - 1] = "PUNCT", "punct", "compound"


def _straighten(inside: range, outer: list[int], head: list[int], dep: list[str]) -> bool:
    """Make compounds of a person's words that the parser took for a clause; tell whether there were any."""
    clausal = [i for i in inside if i not in outer and i < head[i] and dep[i] in CLAUSAL]
    for i in clausal:
        dep[i] = "compound"
    return bool(clausal)


def _hangs_under(head: list[int], top: int, inside: range) -> bool:
    """Tell whether a word hangs under another of its span, which cannot hang under it then without making a ring."""
    token = top
    while head[token] != token:
        token = head[token]
        if token in inside:
            return True
    return False
