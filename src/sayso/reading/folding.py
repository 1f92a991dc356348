"""Fold names for comparison inside one document, and take them apart."""

import unicodedata
from functools import lru_cache

SMALL = frozenset(
    {"of", "the", "and", "for", "on", "in", "a", "an", "de", "la", "del", "y", "&", "to", "at", "against"}
)


@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return a name in lower case without accents, punctuation, leading article and possessive ending."""
    text = unicodedata.normalize("NFKD", name)
    text = "".join(ch for ch in text if not unicodedata.combining(ch)).lower().replace("’", "'")
    text = text.removesuffix("'s").removesuffix("'")
    text = text.replace(".", "")
    words = "".join(ch if ch.isalnum() else " " for ch in text).split()
    kept = words[1:] if len(words) > 1 and words[0] in {"the", "a", "an"} else words
    return " ".join(kept) or name.lower().strip() or "-"


def initials(name: str) -> set[str]:
    """Return the ways to abbreviate a name: with and without its small words, in lower case."""
    words = fold(name).split()
    every = "".join(word[0] for word in words)
    great = "".join(word[0] for word in words if word not in SMALL)
    return {every, great}


@lru_cache(maxsize=20_000)
def is_acronym(word: str, longest: int = 7) -> bool:
    """Tell whether a word is written like an abbreviation: two to `longest` letters, nearly all capitals."""
    letters = [ch for ch in word if ch.isalpha()]
    return (
        2 <= len(letters) <= longest
        and " " not in word
        and sum(ch.isupper() for ch in letters) >= max(2, len(letters) - 1)
    )


def abbreviates(short: str, long: str) -> bool:
    """Tell whether a short form can abbreviate a longer name: its initials, or a subsequence that follows its words."""
    letters = fold(short).replace(" ", "")
    words = [word for word in fold(long).split() if word not in SMALL]
    if len(words) < 2 or len(letters) < 2 or len(letters) >= len(fold(long)) or letters in words:
        return False
    if letters in initials(long) or _is_skeleton(letters, words):
        return True
    return letters[0] == words[0][0] and len(letters) <= 2 * len(words) + 1 and _runs_through(letters, words)


def _is_skeleton(letters: str, words: list[str]) -> bool:
    """Tell whether letters are each word's first and, of the first word, one more ("MRN": Moretti network)."""
    firsts = "".join(word[0] for word in words[1:])
    rest = len(letters) - len(firsts)
    if rest != 2 or len(letters) < 3 or not letters.endswith(firsts) or letters[0] != words[0][0]:
        return False
    return letters[1] in words[0][1:]


def _runs_through(letters: str, words: list[str]) -> bool:
    """Tell whether the letters can be taken in order from the words, each word giving a prefix or nothing but one."""

    def match(at: int, word: int, skipped: int) -> bool:
        if at == len(letters):
            return word + skipped >= len(words) - 1 if word < len(words) else True
        if word == len(words):
            return False
        for length in range(min(4, len(words[word]), len(letters) - at), 0, -1):
            if letters.startswith(words[word][:length], at) and match(at + length, word + 1, skipped):
                return True
        return skipped == 0 and match(at, word + 1, 1)

    return match(0, 0, 0)
