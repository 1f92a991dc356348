"""Find words that only tell one head apart and share it: no actors of their own.

"The Housing, Roads and Parks constituency" is one; "Interior, Trade and Justice Minister Lima" is one person.
"""

from collections.abc import Iterator, Mapping

from sayso.reading.columns import Columns
from sayso.reading.lexicon import Lexicon
from sayso.reading.names import Place

MODIFIERS = frozenset({"nmod", "amod", "compound"})
BETWEEN = frozenset({",", "and", "&"})


def scan_shared_modifiers(columns: Columns, places: Mapping[int, Place], lexicon: Lexicon) -> set[int]:
    """Return the tokens of all coordinated modifiers that name nobody by themselves."""
    found: set[int] = set()
    for token in range(len(columns)):
        if columns.dep[token] in MODIFIERS and columns.head[token] > token:
            group = _coordinated(columns, token)
            if len(group) > 1 and not any(_may_be_named(columns, i, places) for i in group):
                found.update(group)
        if columns.lower[token] in lexicon.sets["portfolio_posts"]:
            found.update(_portfolios(columns, token, lexicon))
    return found


def _coordinated(columns: Columns, token: int) -> list[int]:
    """Return a modifier and all that is coordinated with it before their common head."""
    group, queue = [token], [token]
    while queue:
        more = [c for c in columns.children[queue.pop()] if columns.dep[c] == "conj" and c < columns.head[token]]
        group += more
        queue += more
    return group


def _may_be_named(columns: Columns, token: int, places: Mapping[int, Place]) -> bool:
    """Tell whether a modifier may be a name: known as one, an abbreviation, or one of several words."""
    word = columns.words[token]
    known = bool(columns.entity[token]) or token in places or word in columns.proper
    return known or not word[0].isupper() or (len(word) > 1 and word.isupper()) or "-" in word


def _portfolios(columns: Columns, post: int, lexicon: Lexicon) -> Iterator[int]:
    """Yield the tokens of a minister's several fields, where there are several."""
    fields = lexicon.sets["portfolios"]
    start = post
    while start > 0 and columns.sentence[start - 1] == columns.sentence[post]:
        word = columns.lower[start - 1]
        if word not in BETWEEN and not (word in fields and columns.words[start - 1][0].isupper()):
            break
        start -= 1
    while start < post and columns.lower[start] in BETWEEN:
        start += 1
    if any(columns.lower[i] in BETWEEN for i in range(start, post)):
        yield from range(start, post)
