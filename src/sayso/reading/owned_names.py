"""Find names that hold a possessive and are one name all the same: "People's Defense Forces", "Workers' Party"."""

from collections.abc import Mapping

from sayso.reading.columns import Columns
from sayso.reading.lexicon import Lexicon
from sayso.reading.names import Place, is_name_word, name_start

PLURAL_TAGS = frozenset({"NNS", "NNPS"})


def scan_owned_names(columns: Columns, places: Mapping[int, Place], lexicon: Lexicon) -> dict[int, int]:
    """Return the first token of each name with a possessive in it, by the name's head.

    The possessor must be a capitalised plural that names nobody by itself, and capitalised words alone may follow up to
    a head that heads names of organizations.
    """
    found: dict[int, int] = {}
    for mark in range(1, len(columns) - 1):
        if columns.tag[mark] != "POS" or not columns.words[mark + 1][0].isupper():
            continue
        owner = mark - 1
        head = _head_after(columns, mark)
        if head < 0 or owner in places or not _is_plural_noun(columns, owner, lexicon):
            continue
        if columns.lower[head] in lexicon.sets["name_heads"] | lexicon.sets["open_heads"]:
            found[head] = _start(columns, owner, lexicon)
    return found


def _head_after(columns: Columns, mark: int) -> int:
    """Return the last of the capitalised name words right after a possessive mark, or -1."""
    last = mark
    while last + 1 < len(columns) and is_name_word(columns, last + 1) and columns.words[last + 1][0].isupper():
        if columns.sentence[last + 1] != columns.sentence[mark]:
            break
        last += 1
        if not mark < columns.head[last] or columns.head[last] <= last:
            break
    return last if last > mark else -1


def _is_plural_noun(columns: Columns, owner: int, lexicon: Lexicon) -> bool:
    """Tell whether a possessor is a capitalised plural noun ("People", "Workers") and no surname ("the Smiths")."""
    word = columns.words[owner]
    if not word[0].isupper():
        return False
    if columns.lower[owner] in lexicon.sets["plural_owners"]:
        return True
    lemma = columns.lower[owner].removesuffix("s")
    return columns.tag[owner] in PLURAL_TAGS and (lemma in lexicon.nouns or columns.words[owner + 1] == "'")


def _start(columns: Columns, owner: int, lexicon: Lexicon) -> int:
    """Return where the name begins: before the possessor's own words and what is coordinated with it."""
    left = owner
    while left > 0 and columns.sentence[left - 1] == columns.sentence[owner]:
        before = left - 1
        joint = columns.lower[before] in {"and", "&"} and before and columns.words[before - 1][0].isupper()
        if not joint and not (is_name_word(columns, before) and columns.words[before][0].isupper()):
            break
        left = before
    return name_start(columns, left, owner, lexicon) if columns.lower[left] in {"and", "&"} else left
