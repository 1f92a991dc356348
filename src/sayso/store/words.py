"""Read what a person typed to search for, and find it in a text, by the same rule as the index.

A word is a run of letters and digits; case and accents do not count. Words in quotation marks, and words joined by a
hyphen or an apostrophe, stand one after another. `-` before a word excludes it, `*` after it takes it for the start
of a word, `OR` between two takes either. Anything else is read as it stands: nothing that is typed is an error of the
database.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sayso.model import Span
from sayso.model.errors import UsageError
from sayso.model.search import Term, WordQuery

MOST_TERMS = 64
"""How many terms one search takes; FTS5 refuses expressions deeper than 256."""

SHORTEST_PREFIX = 2
"""How many letters must stand before `*`: one letter starts a word in nearly every place."""

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_PIECE = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"?(?P<star>\*?)|(?P<bare>[^\s"]+)')
_QUOTES = str.maketrans("“”„‟«»＂", '"""""""')
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
"""Scripts without spaces between words: the index has the whole run as one word, so that a word is its start."""


def read_words(typed: str) -> WordQuery:
    """Read what was typed; what holds no letter or digit is passed over.

    Raises UsageError where words are excluded and none are asked for, where `*` has too few letters before it, and
    for more than `MOST_TERMS` terms.
    """
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    either = False
    pieces = list(_pieces(typed))
    for at, (term, minus, is_or) in enumerate(pieces):
        if is_or and groups and not either and _goes_on(pieces[at + 1 :]):
            either = True
        elif minus:
            excluded.append(term)
        elif either:
            groups[-1] = (*groups[-1], term)
            either = False
        else:
            groups.append((term,))
    if excluded and not groups:
        raise UsageError("Only words to leave out were given. Give at least one word to find.")
    if len(excluded) + sum(map(len, groups)) > MOST_TERMS:
        raise UsageError(f"A search takes at most {MOST_TERMS} words and phrases. Give fewer.")
    return WordQuery(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(excluded)))


def find_terms(text: str, query: WordQuery) -> list[Span]:
    """Return where the terms asked for stand in a text, in order, without overlap."""
    tokens = list(split_words(text))
    found = [span for group in query.groups for term in group for span in _find(tokens, term)]
    kept: list[Span] = []
    for span in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def split_words(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the folded words of a text with their places."""
    for found in _WORD.finditer(text):
        yield fold_word(found.group()), Span(found.start(), found.end())


def fold_word(word: str) -> str:
    """Return a word without case and accents; the index folds Latin letters so (`unicode61 remove_diacritics 2`)."""
    if word.isascii():
        return word.lower()
    parted = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(char for char in parted if not unicodedata.combining(char)))


def _pieces(typed: str) -> Iterator[tuple[Term, bool, bool]]:
    """Yield each term with whether it is excluded and whether it is the word OR."""
    for piece in _PIECE.finditer(typed.translate(_QUOTES)):
        bare = piece["bare"]
        if bare is None:
            minus, words, star = piece["minus"] == "-", piece["phrase"], bool(piece["star"])
        else:
            minus, star = bare.startswith("-"), bare.endswith("*")
            words = bare
        lower = tuple(found.group().lower() for found in _WORD.finditer(unicodedata.normalize("NFC", words)))
        if lower:
            yield _term(lower, star), minus, bare == "OR"


def _term(words: tuple[str, ...], star: bool) -> Term:
    """Return a term; raises UsageError for the start of a word that is too short."""
    if star and len(words[-1]) < SHORTEST_PREFIX and not _UNSPACED.search(words[-1]):
        raise UsageError(f"{words[-1]}* starts too many words. Give at least {SHORTEST_PREFIX} letters before the *.")
    return Term(words, star or bool(_UNSPACED.search(words[-1])))


def _goes_on(pieces: Sequence[tuple[Term, bool, bool]]) -> bool:
    """Tell whether a term to choose between follows; else OR is a word like any other."""
    return bool(pieces) and not pieces[0][1]


def _find(tokens: Sequence[tuple[str, Span]], term: Term) -> Iterator[Span]:
    """Yield where a term stands."""
    size, folded = len(term.words), [fold_word(word) for word in term.words]
    for at in range(len(tokens) - size + 1):
        words = [word for word, _ in tokens[at : at + size]]
        last, wanted = words[-1], folded[-1]
        if words[:-1] == folded[:-1] and (last.startswith(wanted) if term.prefix else last == wanted):
            yield Span(tokens[at][1].start, tokens[at + size - 1][1].end)
